"""Groups whose papers carry their name in the heading, sign-in sheets that say who was away, results instead of test papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from auditor.audit import AuditOptions, audit_folder
from tests.strangers_groups.test_group_strangers import found_in
from tests.strangers_groups.test_other_words import found, session, signed
from tests.strangers_groups.writing import INK, put, word

NAME = "“雨巷”棋友互助小组"


def headed(path: Path, *papers: tuple[tuple[str, ...], list[str]]) -> None:
    """Papers of running text in one file, each below its headings."""
    document = Document()
    for headings, lines in papers:
        for heading in headings:
            line = document.add_paragraph()
            line.alignment = 1
            line.add_run(heading).bold = True
        for at, text in enumerate(lines):
            put(document.add_paragraph(), text, at * 5 + len(text))
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def told(at: int, leader: str, part: str) -> tuple[tuple[str, ...], list[str]]:
    return (NAME, f"第{at}节活动记录"), [
        f"日期：2025年3月{at * 7}日　　时间：9:30—11:00　　地点：棋院",
        f"带领者：{leader}　　社工：柯雪　　出席人数：6人",
        "【活动过程】", "组员两两对弈，交流了残局的走法，结束时约好下次的时间。",
        "【社工介入】", part,
    ]  # fmt: skip


@pytest.mark.parametrize(("part", "wrong"), [("", True), ("社工分组并安抚了输棋的组员。", False)])
def test_the_heading_above_a_title_names_the_group(tmp_path, part: str, wrong: bool):
    headed(
        tmp_path / "资料.docx",
        ((NAME, "计划书"), ["小组性质：互助小组　　负责社工：柯雪", "一、理论依据", "社会支持网络理论。"]),
        told(1, "柯雪", "社工主持开场。"),
        told(2, "棋院的昌师傅", part),
    )
    config = AuditOptions(cache=False, jobs=1)
    (group,) = [r for r in audit_folder(tmp_path, config).station.records if r.kind == "group"]
    assert (group.name, len(group.sessions)) == ("雨巷棋友互助小组", 2)
    assert ("group-worker-role-missing" in {rule for rule, *_ in found_in(tmp_path)}) is wrong


def test_a_heading_that_names_no_programme_stays_out_of_the_title(tmp_path):
    headed(
        tmp_path / "a.docx", (("松塘镇社工站", "小组计划书"), ["小组名称：棋友小组", "小组性质：互助小组"])
    )
    (group,) = [
        r
        for r in audit_folder(tmp_path, AuditOptions(cache=False, jobs=1)).station.records
        if r.kind == "group"
    ]
    assert group.name == "棋友小组"


@pytest.mark.parametrize("away", ["缺勤", "病假", "未到（回乡）", "×", "因事请假"])
def test_a_word_for_being_away_is_no_signature(tmp_path, away: str):
    session(tmp_path, 1, 6, "社工请组员轮流领唱，记下各人音域。")
    session(tmp_path, 2, 4, "社工带领分声部练习，并请两位组员做声部长。")
    signed(tmp_path, 6, 4)
    assert found(tmp_path, "group-attendance-conflict") == []
    rows = [[str(i), who, INK, INK if i < 5 else away] for i, who in enumerate(["邬青", "柯雪", "支明", "昌平", "盛夏", "柏川"], 1)]  # fmt: skip
    word(
        tmp_path / "签到.docx",
        "小组签到表",
        ["小组名称：“听风”退休教师合唱小组", [["序号", "姓名", "第1节", "第2节"], *rows]],
    )
    assert found(tmp_path, "group-attendance-conflict") == []
    session(tmp_path, 2, 5, "社工带领分声部练习，并请两位组员做声部长。")
    assert found(tmp_path, "group-attendance-conflict") == ["sure"]


def test_a_word_nobody_knows_in_a_place_for_signing_makes_the_count_a_question(tmp_path):
    session(tmp_path, 1, 5, "社工请组员轮流领唱，记下各人音域。")
    rows = [[str(i), who, INK if i < 6 else "已通知"] for i, who in enumerate(["邬青", "柯雪", "支明", "昌平", "盛夏", "柏川"], 1)]  # fmt: skip
    word(
        tmp_path / "签到.docx",
        "小组签到表",
        ["小组名称：“听风”退休教师合唱小组", [["序号", "姓名", "第1节"], *rows]],
    )
    assert found(tmp_path, "group-attendance-conflict") == ["check"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["我会看血压计", "自评（1至5分）", "2.1分", "4.0分"]], {"group-test-subjective"}),
        ([["我会看血压计", "自评", "2.1分", "4.0分"], ["高压多少算高血压", "选择题", "答对2人", "答对7人"]], set()),
        ([["高压多少算高血压", "选择题", "答对2人"]], {"group-test-missing"}),
    ],
)  # fmt: skip
def test_a_table_of_answers_question_by_question_stands_for_the_tests(tmp_path, rows, expected):
    word(tmp_path / "总结.docx", "小组总结报告", ["小组名称：“量一量”健康学习小组　　小组性质：教育小组", "目标达成情况：组员都学会了。"])  # fmt: skip
    book = Workbook()
    phases = ["前测", "后测"][: len(rows[0]) - 2]
    book.active.append([f"“量一量”健康学习小组{'、'.join(phases)}结果统计表"])
    book.active.append(["小组名称：“量一量”健康学习小组　收回问卷9份"])
    book.active.append(["题目", "题型", *phases])
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / f"{'前后测' if len(phases) == 2 else phases[0]}统计.xlsx")
    got = {rule for rule, _, subject, _ in found_in(tmp_path) if rule.startswith("group-test")}
    assert got == expected


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("实际举行3次。", True), ("实际举行：两次。", False), ("实际开展3次外出参观。", False)],
)
def test_what_was_actually_held(tmp_path, said: str, wrong: bool):
    for at in (1, 2):
        session(tmp_path, at, 6, "社工请组员轮流领唱。")
    word(tmp_path / "总结.docx", "小组总结报告", ["小组名称：“听风”退休教师合唱小组", said, "目标达成情况：两首曲目均能合唱。"])  # fmt: skip
    assert bool(found(tmp_path, "group-session-count-conflict")) is wrong
