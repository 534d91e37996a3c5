"""Who stands in content that was not understood is not surely without an archive; printed promises prove nothing."""

from __future__ import annotations

from auditor.forms.store import dump_paper, load_paper
from auditor.reading import paper_of
from auditor.records.case_facts import what_happened
from tests.forms.papers import document, table
from tests.records.test_unclaimed import FORMS, read, station_of, verdicts

ROSTER = table(
    [
        [("清荷社区档案清单", 4)],
        ["序号", "档案编号", "姓名", "级别"],
        ["1", "QH-H-001", "林小满", "三级"],
        ["2", "QH-H-002", "陈一诺", "一级"],
    ]
)
COVER = table(
    [
        [("建档档案封面", 4)],
        ["档案编号", "QH-H-001", "户主姓名", "林小满"],
        ["评级", "三级", "建档日期", "2025年1月4日"],
        ["人员类别", "低保", "社区", "清荷社区"],
    ]
)
STRANGE = table(
    [
        ["甲栏", "乙栏", "丙栏", "丁栏"],
        ["QH-H-002", "陈一诺", "阳台晾衣杆已加固", "3月5日"],
        ["QH-H-007", "赵铁生", "门口坡道待修", "3月6日"],
    ]
)


def test_somebody_listed_and_nowhere_else_is_missing() -> None:
    papers = read("名册/清单.docx", ROSTER), read("建档/林小满.docx", COVER)
    assert verdicts("roster-archive-missing", *papers) == ["sure"]


def test_somebody_in_rows_that_nobody_understood_is_not_surely_missing() -> None:
    papers = (
        read("名册/清单.docx", ROSTER),
        read("建档/林小满.docx", COVER),
        read("建档/改造进度.docx", "居家微改造进度", STRANGE),
    )
    assert verdicts("roster-archive-missing", *papers) == ["unsure"]
    assert "sure" not in verdicts("roster-count-conflict", *papers)


def test_mentions_outlive_the_cache() -> None:
    paper = paper_of(document("居家微改造进度", STRANGE, path="a.docx"), FORMS)
    names = {name for item in paper.unclaimed for name in item.names}
    assert {"QH-H-002", "陈一诺"} <= names
    again = load_paper(dump_paper(paper), "b.docx")
    assert {name for item in again.unclaimed for name in item.names} == names
    assert "陈一诺" in station_of(again).files[0].mentions


def test_what_is_done_if_need_be_did_not_happen() -> None:
    assert what_happened("遇到危机情况，社工会及时向督导报告并启动应急预案。") == ""
    assert what_happened("社工立即向督导报告。如有需要，再启动预案。") == "社工立即向督导报告。"
    assert what_happened("服务过程中如发生紧急情况，社工将上报督导。") == ""
    assert what_happened("社工如实上报督导。") == "社工如实上报督导。"


CRISIS = table(
    [
        [("个案封面", 4)],
        ["个案编号", "YS-011", "服务对象姓名", "唐小枫"],
        ["个案类别", "危机个案", "开案日期", "2025年3月3日"],
        [("个案过程记录", 4)],
        ["服务日期", "2025年3月4日", "服务社工", "莫言之"],
        ["服务过程", ("社工到医院探望服务对象，陪伴其平复情绪。", 3)],
    ]
)


def test_a_promise_on_the_consent_form_is_no_support() -> None:
    consent = table(
        [
            [("个案接受服务同意书", 2)],
            ["个案编号", "YS-011"],
            [("服务过程中如发生紧急情况，社工会立即向督导和机构负责人报告，并启动应急预案。", 2)],
            ["服务对象签名", "唐小枫"],
        ]
    )
    papers = read("YS-011/全.docx", CRISIS), read("YS-011/同意书.docx", consent)
    assert verdicts("case-crisis-support-missing", *papers) == ["sure"]
