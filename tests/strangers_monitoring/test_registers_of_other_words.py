"""Registers of meetings, logs of calls, notices of hours, plans in sentences and scales in brackets, in words of their own."""

from __future__ import annotations

import pytest

from auditor.forms.load import load_forms
from auditor.forms.recognise import match_title
from auditor.records.report_levels import Bands, level_claims
from auditor.values.figures import Passage
from tests.strangers_monitoring.archives import Word
from tests.strangers_monitoring.test_other_words import audited, rules_of

HEAD = ["序", "会议议题", "召开日期、钟点", "地点", "召集人", "与会者", "主要内容", "整理人", "整理日期"]


def test_a_register_of_meetings_has_a_meeting_in_each_row(tmp_path):
    rows = [
        [
            "1",
            "春耕帮扶碰头会",
            "2025.1.8\n9:00",
            "站内",
            "邬青",
            "柯雪、支明",
            "分片入户；借农机。",
            "昌平",
            "2025.1.8",
        ],
        [
            "2",
            "器材清点会",
            "2025.2.9\n9:00",
            "站内",
            "邬青",
            "柯雪、盛夏",
            "清点音响；报修桌椅。",
            "",
            "2025.2.9",
        ],
        ["3", "防汛动员会", "2025.3.2\n9:00", "站内", "邬青", "柯雪、柏川", "排班；备沙袋。", "昌平", ""],
    ]
    found = audited(tmp_path, [Word("会.docx", ["松塘镇社工站会议台账", [HEAD, *rows]])])
    got = {(rule, subject) for rule, subject, *_ in found if rule.startswith("meeting")}
    assert {rule for rule, _ in got} == {"meeting-recorder-missing", "meeting-time-missing"}
    assert len(got) == 2


def test_calls_whose_result_stands_under_a_head_of_its_own(tmp_path):
    rows = [["1", "2024-09-02", "9:12", "邬女士", "13800001111", "未接", "", "柯雪", ""], ["2", "2024-09-03", "9:40", "支先生", "13800002222", "接起", "问补贴", "柯雪", ""]]  # fmt: skip
    head = ["序号", "来电日期", "时间", "来电者", "电话", "应答结果", "内容", "值班人", "回电情况"]
    found = audited(tmp_path, [Word("热线.docx", ["服务热线登记表", [head, *rows]])])
    assert "hotline-call-missed" in rules_of(found)


@pytest.mark.parametrize("title", ["志愿者服务时长通报", "义工工时公告", "志愿服务时数排行一览"])
def test_a_notice_of_hours_is_a_report_of_hours(title: str):
    found = match_title(title, load_forms())
    assert found is not None and found.form == "hours-report"


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ("以入户探访的形式开展，时间为每月一次，借用的力量包括退役军人和村校，服务留守老人。", False),
        ("以入户探访的形式开展，时间为每月一次，携手农商银行，服务留守老人。", False),
        ("以入户探访的形式开展，时间为每月一次，服务留守老人。", True),
    ],
)
def test_resources_named_in_a_sentence(tmp_path, said: str, lacks: bool):
    lines = ["2025年度守望项目方案", "一、目标", "老有所依。", "二、任务", f"（一）守望。{said}"]
    found = audited(tmp_path, [Word("方案.docx", lines)])
    assert ("plan-element-missing" in rules_of(found)) is lacks


def test_resources_in_a_table_whose_first_column_is_called_after_the_work(tmp_path):
    head = ["序号", "年度任务", "服务人群", "服务方式", "时间进度", "资源条件"]
    row = ["1", "村口茶座", "留守老人", "茶话会", "每月十五", "老年协会、小卖部"]
    found = audited(tmp_path, [Word("方案.docx", ["2025年度服务方案", "一、安排", [head, row]])])
    assert "plan-element-missing" not in rules_of(found)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("经评议得分77分，等次为良好（90分（含）以上为优秀，80—90分为良好）。", 1),
        ("经评议得分83分，等次为良好（90分（含）以上为优秀，80—90分为良好）。", 0),
        ("90分以上为优秀，80分至90分为良好，本站得分77分，等级为合格。", 0),
    ],
)
def test_a_scale_in_brackets_behind_the_level(text: str, faults: int):
    assert len(level_claims([Passage(text)], Bands())[0]) == faults
