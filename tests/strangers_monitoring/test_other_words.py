"""Registers, ledgers and prose of stations with words of their own: what each audit must find, and what it must not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.audit import AuditOptions, audit_folder
from auditor.forms.load import load_forms
from auditor.records.fund_facts import accounting_period
from tests.strangers_monitoring.archives import INK, Excel, Paper, Word

PERIOD = 'station = "松塘镇社工站"\nas_of = 2025-03-10\nperiod = { start = 2024-07-01, end = 2025-06-30 }\n'


def audited(root: Path, papers: list[Paper], config: str = PERIOD) -> list[tuple[str, str, str, str]]:
    """(rule, subject's id, certainty, message) of the findings on an archive."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "audit.toml").write_text(config, encoding="utf-8")
    for paper in papers:
        paper.write(root)
    result = audit_folder(root, AuditOptions(cache=False, jobs=1)).result
    return [(f.rule, f.subject.id, f.certainty, f.message) for f in result.findings]


def rules_of(found: list[tuple[str, str, str, str]]) -> set[str]:
    return {rule for rule, *_ in found}


def test_figures_tell_the_columns_of_indicators_and_the_file_its_day(tmp_path):
    rows = [["服务指标", "单位", "合约所定", "七月至今", "完成率", "备注"]]
    rows += [["上门看望", "户", "800", "400", "50.00%"], ["打电话问好", "人次", "600", "150", "25.00%"], ["街坊活动", "场", "40", "20", "50.00%"], ["读书会", "个", "12", "6", "55.00%"]]  # fmt: skip
    found = audited(tmp_path, [Excel("2024年服务指标统计（截至12月31日）.xlsx", {"数": rows})])
    assert [(r, s) for r, s, *_ in found if r.startswith("indicator")] == [
        ("indicator-behind", "打电话问好"),
        ("indicator-percent-wrong", "读书会"),
    ]


def test_the_end_of_a_period_is_the_day_of_a_table(tmp_path):
    rows = [
        ["服务指标进度表"],
        ["统计时间：2024年7月1日至2024年9月30日"],
        ["指标", "年度目标", "已完成", "完成率"],
        ["入户探访", 100, 12, "12%"],
        ["电话访问", 100, 24, "24%"],
    ]
    found = audited(tmp_path, [Excel("进度.xlsx", {"9月": rows})])
    assert [(r, s) for r, s, *_ in found if r.startswith("indicator")] == [("indicator-behind", "入户探访")]


def test_heads_that_are_parts_of_the_one_before(tmp_path):
    rows = [
        ["人员到岗统计表"],
        ["月份", "应到", "实到", "其中：持证应到", "其中：持证实到"],
        ["7月", 9, 9, 5, 5],
        ["8月", 9, 9, 5, 4],
    ]
    found = audited(tmp_path, [Excel("到岗.xlsx", {"表": rows})])
    assert [m for r, _, _, m in found if r == "staffing-short" and "8月" in m]


def test_each_fund_of_a_workbook_is_called_as_its_title_says(tmp_path):
    def sheet(name: str, raised: int) -> list[list[object]]:
        return [
            [f"{name}慈善基金2024年下半年收支表"],
            ["日期", "摘要", "收入", "支出", "结余"],
            ["2024-08-01", "募捐", raised, None, raised],
            ["2024-09-01", "慰问", None, 100, raised - 100],
        ]

    book = Excel("基金/各社区收支.xlsx", {"甲": sheet("柳浪社区", 20000), "乙": sheet("闻莺社区", 3000)})
    found = audited(tmp_path, [book])
    low = [(s, m) for r, s, _, m in found if r == "fund-below-threshold"]
    assert len(low) == 1 and "闻莺社区" in low[0][0] and "闻莺社区" in low[0][1]


def test_gathered_periods_count_whole_years_of_a_ledger():
    gathered = (date(2024, 3, 12), date(2025, 2, 1))
    assert accounting_period(gathered, date(2025, 3, 10), known=False) == (
        date(2024, 1, 1),
        date(2025, 3, 10),
    )
    assert accounting_period(gathered, date(2025, 3, 10), known=True) == gathered


def test_a_survey_told_in_sentences(tmp_path):
    def report(asked: int) -> Word:
        lines = [
            "服务满意度调查小结",
            "去年共访问服务对象130人。",
            f"我站花名册共有服务对象260人，今年11月共电访{asked}人，其中{asked - 2}人满意。",
            "多数受访者认为社工细心。",
        ]
        return Word("满意度/小结.docx", list(lines))

    assert "satisfaction-sample-short" in rules_of(audited(tmp_path / "few", [report(64)]))
    assert "satisfaction-sample-short" not in rules_of(audited(tmp_path / "enough", [report(101)]))


def test_a_list_of_answers_under_a_title_of_one_paper(tmp_path):
    rows = [
        ["序号", "受访者", "诉求与建议", "后续处理"],
        ["1", "方晴", "想请人陪我去做透析", ""],
        ["2", "戴兰", "很好", ""],
        ["3", "于波", "想申请轮椅", "11月9日已送轮椅上门"],
        ["4", "封平", "无", ""],
    ]
    found = audited(tmp_path, [Word("满意度/访谈.docx", ["服务满意度调查记录表", rows])])
    open_requests = [m for r, _, _, m in found if r == "satisfaction-request-open"]
    assert len(open_requests) == 1 and "陪" in open_requests[0]


def test_platform_hours_in_a_workbook_without_a_title(tmp_path):
    rows = [["姓名", "服务次数", "服务时长（小时）"], ["祝安", 2, 5], ["喻平", 3, 8.5], ["合计", 5, 15]]
    found = audited(tmp_path, [Excel("志愿/i志愿服务时长统计.xlsx", {"导出": rows})])
    assert "volunteer-hours-conflict" in rules_of(found)
    assert "file-unrecognised" not in rules_of(found)


def test_teams_without_a_cell_for_their_name_are_told_by_their_files(tmp_path):
    def record(team: str, day: str, signed: str) -> Word:
        return Word(
            f"志愿/{team}{day}.docx",
            [
                "志愿服务活动记录表",
                [
                    ["活动日期", f"2024年10月{day}日", "活动地点", "河堤"],
                    ["活动内容", "沿河清理垃圾，劝导垂钓。"],
                    ["片长签名", signed, "副站长签名", ""],
                ],
            ],
        )

    papers: list[Paper] = [
        record("白鹭护河队", "5", INK),
        record("白鹭护河队", "12", INK),
        record("银铃陪伴队", "6", ""),
        record("银铃陪伴队", "13", INK),
    ]
    found = audited(tmp_path, papers)
    assert [s for r, s, *_ in found if r == "team-approval-missing"] == ["银铃陪伴队"]


@pytest.mark.parametrize(
    ("third", "missing"),
    [("第四条　三级对象每月联系一次。", False), ("第四条　三级对象由社工酌情联系。", True)],
)
def test_a_frequency_in_the_next_article_is_not_the_grade_s(tmp_path, third: str, missing: bool):
    lines = [
        "服务对象跟踪回访制度",
        "第一条　为做好回访，制定本制度。",
        "第二条　一级对象每周联系一次。",
        "第三条　二级对象每两周联系一次。",
        "第五条　四级对象每季度联系一次。",
    ]
    lines.insert(4, third)
    found = audited(tmp_path, [Word("制度.docx", list(lines))])
    assert ("callback-policy-incomplete" in rules_of(found)) is missing


def test_the_end_of_closed_cases_is_no_grade_s_frequency(tmp_path):
    lines = [
        "服务对象跟踪回访制度",
        "一、一级对象每周联系一次，二级对象每两周联系一次。",
        "二、三级对象每月联系一次。",
        "三、四级对象由责任社工视情况联系。",
        "四、结案的个案一个月内回访一次。",
    ]
    assert "callback-policy-incomplete" in rules_of(audited(tmp_path, [Word("制度.docx", list(lines))]))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("社工对批示的落实情况", "社工回应"), ("同工对督导建议的采纳情况", "社工回应"), ("诉求、期望或其他困难", "意见和建议"),
        ("您的需求和希望", "意见和建议"), ("聚会经过与成员互动", "活动过程"), ("其中：非持证实到", "非持证实到"),
    ],
)  # fmt: skip
def test_labels_of_a_kind_are_known_without_a_list(text: str, meant: str):
    label = load_forms().vocabulary.find(text)
    assert label is not None and label.key == meant


@pytest.mark.parametrize("text", ["意见", "督导意见", "建议已落实", "需求很多和困难也不少", "其中两人"])
def test_what_only_looks_like_such_a_label(text: str):
    label = load_forms().vocabulary.find(text)
    assert label is None or label.key not in ("社工回应", "意见和建议", "活动过程")


def test_groups_meet_face_to_face_and_activities_are_for_a_look(tmp_path):
    session = Word(
        "小组/第1节.docx",
        [
            "小组过程记录表",
            [
                ["小组名称", "蒲公英共读小组", "节次", "第1节"],
                ["日期", "2024年10月8日", "时间", "14:00-15:30"],
                ["带领者", "章念慈", "实到人数", "8"],
                ["活动过程", "社工领读一章，请组员说说自己的经历。"],
            ],
        ],
    )
    event = Word(
        "活动/总结.docx",
        [
            "社区活动总结",
            [
                ["活动名称", "秋日集市", "活动时间", "2024年10月8日 15:00-17:00"],
                ["负责社工", "章念慈", "参加人数", "30"],
                ["活动过程", "居民摆出二十个摊位。"],
            ],
        ],
    )
    other = Word(
        "活动/夜场总结.docx",
        [
            "社区活动总结",
            [
                ["活动名称", "河堤夜跑", "活动时间", "2024年10月8日 19:00-20:00"],
                ["负责社工", "章念慈", "参加人数", "20"],
                ["活动过程", "绕河堤跑两圈。"],
            ],
        ],
    )
    found = [f for f in audited(tmp_path, [session, event, other]) if f[0] == "worker-time-overlap"]
    assert len(found) == 1 and found[0][2] == "check" and "章念慈" in found[0][3]
