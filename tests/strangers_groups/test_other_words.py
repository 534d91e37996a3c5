"""Papers of groups in words and shapes of their own: what must be found, and what must not be said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.strangers_groups.test_group_strangers import found_in
from tests.strangers_groups.writing import INK, word

NAME = "“听风”退休教师合唱小组"


def session(base: Path, at: int, came: int, told: str, *extra: list[str], leader: str = "社工") -> None:
    word(base / f"第{at}节.docx", "小组过程记录", [[
        ["小组名称", NAME, "节次", f"第{at}节"], ["活动日期", f"2025年3月{at * 7}日", "出席情况", f"应到6人，实到{came}人"], ["带领者", leader, "社工签名", INK], ["活动经过与成员反应", told, "<", "<"], *extra,
    ]])  # fmt: skip


def signed(base: Path, *counts: int) -> None:
    people = ["邬青", "柯雪", "支明", "昌平", "盛夏", "柏川"]
    head = ["序号", "姓名", *(f"第{n}节\n3/{n * 7}" for n in range(1, len(counts) + 1))]
    rows = [
        [str(i + 1), who, *(INK if i < count else "" for count in counts)] for i, who in enumerate(people)
    ]
    word(base / "签到.docx", "小组签到表", [f"小组名称：{NAME}", [head, *rows]])


def found(root: Path, rule: str) -> list[str]:
    return [certainty for got, _, _, certainty in found_in(root) if got == rule]


@pytest.mark.parametrize(("second", "wrong"), [(4, False), (5, True)])
def test_a_day_under_a_session_s_head_is_no_person(tmp_path, second: int, wrong: bool):
    session(tmp_path, 1, 6, "社工请组员轮流领唱，记下各人音域。")
    session(tmp_path, 2, second, "社工带领分声部练习，并请两位组员做声部长。")
    signed(tmp_path, 6, 4)
    assert found(tmp_path, "group-attendance-conflict") == (["sure"] if wrong else [])


@pytest.mark.parametrize(("answer", "open_"), [("", True), ("已请组员补签名。", False)])
def test_the_worker_s_answer_under_a_label_of_its_own(tmp_path, answer: str, open_: bool):
    session(tmp_path, 1, 6, "社工请组员轮流领唱。", ["督导意见", "请补充两位新组员的表现。", "督导签名", INK], ["社工对批示的落实说明", answer, "<", "<"])  # fmt: skip
    assert bool(found(tmp_path, "group-comment-unanswered")) is open_


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("本组共举办三节", True), ("本组累计开展两次活动", False), ("原计划共开展五节", False)],
)
def test_how_many_sessions_a_summary_tells_in_its_text(tmp_path, said: str, wrong: bool):
    for at in (1, 2):
        session(tmp_path, at, 6, "社工请组员轮流领唱。")
    word(tmp_path / "总结.docx", "小组总结报告", [f"小组名称：{NAME}", f"{said}，组员都愿意继续。", "目标达成情况：两首曲目均能合唱。"])  # fmt: skip
    assert bool(found(tmp_path, "group-session-count-conflict")) is wrong


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("声乐老师示范气息，社工在旁安排座次，并请落后的组员跟她再练一遍。", []),
        ("声乐老师示范气息，组员跟唱三遍，老师逐个纠正口型。", ["sure"]),
    ],
)
def test_what_the_worker_did_under_a_heading_of_its_own(tmp_path, told: str, expected: list[str]):
    session(tmp_path, 1, 6, told, ["社工角色", "", "<", "<"], leader="声乐老师")
    assert found(tmp_path, "group-worker-role-missing") == expected


SURVEY = ["一、调研缘起", "近年新住户增多，居民彼此陌生，社工站想了解大家愿意怎样来往。", "二、调研过程", "2月分两周入户，3月整理。", "三、调研方法", "问卷与座谈并用，共收回问卷六十份。", "四、调研发现", "七成受访者不认识同楼邻居。"]  # fmt: skip


def test_a_heading_that_nobody_knows_is_not_an_absent_section(tmp_path):
    word(
        tmp_path / "报告.docx",
        "居民需求调研报告",
        [*SURVEY, "五、往后怎么走", "先办楼栋茶会，再请居民自己推选楼长。"],
    )
    assert found(tmp_path, "survey-section-missing") in ([], ["check"])


def test_the_use_of_findings_under_words_of_its_own(tmp_path):
    word(
        tmp_path / "报告.docx",
        "居民需求调研报告",
        [*SURVEY, "五、服务设想", "先办楼栋茶会，再请居民自己推选楼长。"],
    )
    assert found(tmp_path, "survey-section-missing") == []


def test_a_report_that_ends_with_its_findings_lacks_their_use(tmp_path):
    word(tmp_path / "报告.docx", "居民需求调研报告", list(SURVEY))
    assert found(tmp_path, "survey-section-missing") == ["sure"]


def test_an_unread_book_of_volunteers_leaves_a_group_s_tests_alone(tmp_path):
    base = tmp_path / "小组" / "听风"
    word(base / "计划.docx", "小组计划书", [f"小组名称：{NAME}", "小组性质：教育性小组", "小组节数：2节"])
    items = [
        "1．我对发声方法的了解程度（1—5分）：＿＿分",
        "2．我有信心在人前唱歌（1—5分）：＿＿分",
        "3．我愿意坚持练声（1—5分）：＿＿分",
    ]
    for phase in ("前测", "后测"):
        word(base / f"{phase}.docx", f"小组{phase}问卷", [f"小组名称：{NAME}", *items])
    book = Workbook()
    book.active.append(["甲", "乙", "丙"])
    book.active.append([1, 2, 3])
    (tmp_path / "志愿者" / "服务记录").mkdir(parents=True)
    book.save(tmp_path / "志愿者" / "服务记录" / "流水.xlsx")
    assert found(tmp_path, "group-test-subjective") == ["sure"]
