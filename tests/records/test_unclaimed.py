"""Content that was read as text and not understood must never be called missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from auditor.config import StationConfig
from auditor.engine.load import load_rules
from auditor.engine.run import run_rules
from auditor.forms.model import ReadPaper, Unclaimed
from auditor.forms.store import dump_paper, load_paper
from auditor.reading import form_set, paper_of
from auditor.records.assemble import assemble
from auditor.records.parts import UnreadNeighbour
from auditor.records.station import Station
from tests.forms.papers import document, table

FORMS = form_set(())


def read(path: str, *blocks: object) -> ReadPaper:
    return paper_of(document(*blocks, path=path), FORMS)


def station_of(*papers: ReadPaper) -> Station:
    return assemble(list(papers), FORMS.forms, StationConfig())


RULES = load_rules().rules
AS_OF = date(2025, 12, 31)


def verdicts(rule: str, *papers: ReadPaper) -> list[str]:
    """Return "sure" or "unsure" for each finding of ``rule``."""
    run = run_rules([RULES[rule]], station_of(*papers), AS_OF, (date(2025, 1, 1), AS_OF))
    assert not run.failures
    return ["sure" if finding.sure else "unsure" for finding in run.findings]


SESSION = [
    [("个案过程记录", 4)],
    ["个案编号", "YS-011", "服务对象姓名", "唐小枫"],
    ["服务日期", "2025年3月10日", "服务社工", "莫言之"],
    ["服务过程", ("陪同参加招聘会，投出三份简历。", 3)],
]
COVER = [
    [("个案封面", 4)],
    ["个案编号", "YS-011", "服务对象姓名", "唐小枫"],
    ["个案类别", "就业", "负责社工", "莫言之"],
    ["开案日期", "2025年3月3日", "结案日期", ""],
    ["服务节数", "3", "", ""],
]
HEADINGS = [
    ("二、愿意接受服务的同意说明", [["本人签字", "唐小枫", "签字时间", "2025.3.4"]]),
    ("五、与案主会面情况一览（过程）", [
        ["场次", "哪一天", "怎么见的", "谈了什么"],
        ["1", "3月6日", "上门", "了解近况，约定下次再谈。"],
        ["2", "3月20日", "来站", "讨论求职的打算。"],
    ]),
]  # fmt: skip


def booklet(number: str, name: str, sections: Iterable[tuple[str, list[list[str]]]]) -> ReadPaper:
    rows: list[list[object]] = [list(row) for row in COVER]
    rows[1][1], rows[1][3] = number, name
    for heading, body in sections:
        rows.append([(heading, 4)])
        rows += [list(row) for row in body]
    session: list[list[object]] = [list(row) for row in SESSION]
    session[1][1], session[1][3] = number, name
    return read(f"个案/{number} {name}.docx", table(session), table(rows, "表2"))


def test_a_section_under_an_unread_caption_is_not_missing():
    only = booklet("YS-011", "唐小枫", HEADINGS)
    assert [form.form for form in only.forms] == ["case-session", "case-cover"]
    assert {item.kind for item in only.unclaimed} & {"caption", "table"}
    (case,) = station_of(only).cases
    assert {unread.part for unread in case.unread} >= {"consent"}
    assert verdicts("case-consent-missing", only) == ["unsure"]
    assert "sure" not in verdicts("case-documents-incomplete", only)


def test_without_such_a_section_it_is_missing():
    assert verdicts("case-consent-missing", booklet("YS-011", "唐小枫", [])) == ["sure"]


def test_the_same_unread_shape_in_many_files_is_one_gap_of_the_audit():
    many = [
        booklet(f"YS-01{n}", name, HEADINGS)
        for n, name in enumerate(["唐小枫", "温一鸣", "郝晓月", "葛天明"])
    ]
    assert verdicts("case-consent-missing", *many) == []
    assert verdicts("case-documents-incomplete", *many) == []


def test_a_few_fields_of_its_own_leave_a_form_certain():
    rows: list[list[object]] = [
        *COVER,
        ["档案存放柜", "三号柜", "经手人意见", "已核"],
        ["特别说明", ("首次来站由居委陪同。", 3)],
    ]
    assert verdicts(
        "case-consent-missing", read("个案/YS-011 唐小枫.docx", table(SESSION), table(rows, "表2"))
    ) == ["sure"]


def test_a_paper_of_unknown_title_behind_a_known_one_is_not_missing():
    paper = read(
        "个案/YS-011 唐小枫.docx",
        table(COVER),
        "案主知情与同意声明单",
        table([["案主本人", "唐小枫"], ["签下日子", "2025年3月4日"], ["见证社工", "莫言之"]], "表2"),
    )
    assert "sure" not in verdicts("case-consent-missing", paper)


def test_stored_papers_keep_what_was_not_claimed():
    paper = booklet("YS-011", "唐小枫", HEADINGS)
    assert load_paper(dump_paper(paper), paper.path).unclaimed == paper.unclaimed


def household(*contact_rows: list[str]) -> list[ReadPaper]:
    folder = "档案/YS-H021 邱美凤"
    grade = read(
        f"{folder}/评估.docx",
        table([
            [("分级评估表", 4)],
            ["档案编号", "YS-H021", "姓名", "邱美凤"],
            ["评估日期", "2025年1月6日", "评估等级", "一级"],
            ["总分", "85", "评估人", "莫言之"],
        ]),
    )  # fmt: skip
    log = read(
        f"{folder}/探访电访记录表.docx",
        "探访电访记录表",
        table([["姓名", "邱美凤", "", ""], *[list(row) for row in contact_rows]]),
    )
    return [grade, log]


def test_contacts_in_a_table_nobody_understood_are_not_none():
    papers = household(
        ["轮次", "哪天去的", "怎样去的", "见闻"],
        ["第一轮", "二月初九", "到家", "老人精神好，说起儿子来电，屋里收拾得整齐，药按时吃。"],
        ["第二轮", "三月初二", "到家", "帮忙看了水电，约定下月再来，老人说想去社区饭堂吃饭。"],
    )
    assert "archive-contact-log" in {form.form for form in papers[1].forms}
    assert "sure" not in verdicts("archive-visits-too-few", *papers)


def plan(*rows: list[object]) -> ReadPaper:
    return read(
        "个案/YS-011 唐小枫/计划.docx",
        table([
            [("个案服务计划", 4)],
            ["个案编号", "YS-011", "服务对象姓名", "唐小枫"],
            ["服务目标", ("三个月内找到工作。", 3)],
            *rows,
            ["服务步骤", ("先做简历，再投递，最后面试。", 3)],
        ]),
    )  # fmt: skip


def test_a_theory_under_a_label_of_the_stations_own_is_named():
    assert verdicts("case-theory-missing", plan(["所循理论架构", ("寻解导向", 3)])) == []
    assert verdicts("case-theory-missing", plan(["工作取向", ("以任务为中心逐步推进求职", 3)])) == []
    assert verdicts("case-theory-missing", plan([("本案架构：以优势为本的陪伴", 4)])) == []


def test_a_plan_with_nothing_beside_such_a_label_names_none():
    assert verdicts("case-theory-missing", plan()) == ["sure"]
    assert verdicts("case-theory-missing", plan(["所循理论架构", ("", 3)])) == ["sure"]
    assert verdicts("case-theory-missing", plan(["理论依据", ("无", 3)])) == ["sure"]


CLOSING = [
    "个案结案报告",
    "个案编号：YS-011　服务对象姓名：唐小枫",
    "结案日期：2025年3月1日",
    "结案原因：目标达成",
]


def followup_missing(*after: str) -> list[str]:
    cover = read("个案/YS-011 封面.docx", table(COVER))
    closing = read("个案/YS-011 结案.docx", *CLOSING, *after)
    return verdicts("case-closing-followup-missing", cover, closing)


def test_a_log_in_lines_is_found_and_one_not_understood_is_not_missing():
    assert followup_missing("结案后回访记录", "2025年3月5日　电话　近况平稳（回访社工：李念）") == []
    assert followup_missing("结案后回访记录", "3月5日　电话　近况平稳", "4月5日　上门　找到工作") == [
        "unsure"
    ]
    assert followup_missing("结案后回访记录", "三月五日打了电话，近况平稳。") == ["unsure"]
    assert followup_missing("五、跟进回访情况", "2025.3.5 电访：近况平稳。") == []
    assert followup_missing("回访情况", "3月5日电话，近况平稳。") == ["unsure"]


def test_an_empty_log_is_missing():
    assert followup_missing() == ["sure"]
    assert followup_missing("结案后回访记录", "服务对象：唐小枫") == ["sure"]


def test_an_unread_session_does_not_hide_that_a_consent_gives_no_parents_phone():
    consent = read(
        "个案/YS-021 唐小枫/同意书.docx",
        "个案服务同意书",
        table([["个案编号", "YS-021", "服务对象姓名", "唐小枫"], ["出生日期", ("2013年5月6日", 3)]]),
        table(
            [
                ["", "父亲", "母亲", "其他监护人"],
                ["姓名", "唐石", "秦岚", "何桂"],
                ["关系", "父女", "母女", "祖孙"],
                ["电话", "无", "", "13700002222"],
            ],
            "表2",
        ),
        "签署日期：2025年3月4日",
    )
    station = station_of(consent)
    for part, expected in (("sessions", True), ("consent", False)):
        station.cases[0].unread = [
            UnreadNeighbour(path="别的.docx", reason="未能读懂", part=part, shape=part)
        ]
        run = run_rules([RULES["case-guardian-phone-missing"]], station, AS_OF, (date(2025, 1, 1), AS_OF))
        assert [finding.sure for finding in run.findings] == [expected]


def test_a_label_above_what_was_read_heads_no_section():
    plan = read(
        "个案/YS-021 唐小枫/计划.docx",
        "个案服务计划",
        table(
            [
                ["个案编号", "YS-021", "服务对象姓名", "唐小枫"],
                [("介入理论", 4)],
                [("社会支持理论", 4)],
                [("没有人认得的一栏", 4)],
                [("这里写了一些没有归入任何栏目的打算，写于2025年3月4日，另行安排。", 4)],
            ]
        ),
    )
    assert "介入理论" not in {item.text for item in plan.unclaimed}


@pytest.mark.parametrize(
    ("head", "parts"),
    [("甲步骤 | 批示 | 签章 | 经办", ["sessions"]), ("哪天 | 谁去的 | 谈了什么 | 办理", [""])],
)
def test_an_unread_table_of_approval_doubts_its_own_paper_only(head: str, parts: list[str]) -> None:
    """Who approved a record is told in it, and not the papers that the case lacks; any other table may hold those."""
    paper = read("YS-011/记录.docx", table([list(row) for row in SESSION]))
    (form,) = paper.forms
    paper.unclaimed.append(Unclaimed("table", head, form.place, 60, form.form))
    (case,) = station_of(paper).cases
    assert [neighbour.part for neighbour in case.unread] == parts
