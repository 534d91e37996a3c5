"""Sign-in sheets with a row for each session, stories under labels that sound like numbers, what a worker did for members."""

from __future__ import annotations

import pytest

from auditor.audit import AuditOptions, audit_folder, read_file
from tests.strangers_groups.test_group_strangers import found_in
from tests.strangers_groups.test_other_words import NAME, found, session
from tests.strangers_groups.writing import INK, word

NAMES = ["邬青", "柯雪", "支明", "昌平", "盛夏", "柏川"]


def rows(base, *cells: str) -> None:
    body = [[f"第{n}节", f"2025年3月{n * 7}日", "6人", cell] for n, cell in enumerate(cells, 1)]
    word(
        base / "签到.docx",
        "小组签到表",
        [f"小组名称：{NAME}", [["单元", "日期", "应到", "组员本人签字"], *body]],
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [(" ".join([INK] * 4), []), (" ".join([INK] * 5), ["sure"]), ("、".join(NAMES[:5]), ["sure"]), ("、".join(NAMES[:4]), []),
     (INK, [])],
)  # fmt: skip
def test_all_signatures_of_a_session_in_one_place(tmp_path, second: str, expected: list[str]):
    session(tmp_path, 1, 6, "社工请组员轮流领唱，记下各人音域。")
    session(tmp_path, 2, 4, "社工带领分声部练习，并请两位组员做声部长。")
    rows(tmp_path, " ".join([INK] * 6), second)
    assert found(tmp_path, "group-attendance-conflict") == expected


def test_a_story_under_a_unit_s_label_is_no_number(tmp_path):
    told = "昌老师教大家换气的窍门，社工替两位坐轮椅的组员调低谱架，并在一旁翻谱。"
    word(
        tmp_path / "第2节.docx",
        "小组过程记录",
        [[["小组名称", NAME, "节次", "第2节"], ["单元经过", told, "<", "<"]]],
    )
    (form,) = read_file(tmp_path / "第2节.docx").forms
    assert form.fields["sequence"].value == 2
    word(tmp_path / "第3节.docx", "小组过程记录", [[["小组名称", NAME], ["单元经过", told]]])
    (form,) = read_file(tmp_path / "第3节.docx").forms
    assert form.fields["narrative"].raw == told


@pytest.mark.parametrize(
    ("told", "wrong"), [("社工搀着两位老人入座，替他们翻谱。", False), ("大家听得入神。", True)]
)
def test_what_a_worker_did_for_members(tmp_path, told: str, wrong: bool):
    session(tmp_path, 1, 6, "昌老师教大家换气的窍门。" + told, leader="音乐学院昌老师")
    assert bool(found(tmp_path, "group-worker-role-missing")) is wrong


@pytest.mark.parametrize(("number", "wrong"), [("2个", False), ("4个", True)])
def test_how_many_units_were_completed(tmp_path, number: str, wrong: bool):
    for at in (1, 2):
        session(tmp_path, at, 6, "社工请组员轮流领唱。")
    word(
        tmp_path / "总结.docx",
        "小组总结报告",
        [[["小组名称", NAME], ["实际完成单元数", number], ["目标达成情况", "能合唱。"]]],
    )
    assert bool(found(tmp_path, "group-session-count-conflict")) is wrong


def test_hours_of_an_activity_and_of_a_group_that_overlap(tmp_path):
    word(tmp_path / "组.docx", "小组过程记录", [[["小组名称", NAME, "节次", "第1节"], ["活动日期", "2025年3月7日", "活动时间", "9:30—11:00"], ["带领者", "柯雪", "社工", "柯雪"], ["活动过程", "社工带领发声练习。", "<", "<"]]])  # fmt: skip
    word(tmp_path / "活动.docx", "社区活动总结表", [[["活动名称", "春茶会", "参加人数", "20人"], ["活动日期", "2025年3月7日", "活动起止时间", "10:00—12:00"], ["负责社工", "柯雪", "活动地点", "广场"], ["活动过程", "居民品茶聊天。", "<", "<"]]])  # fmt: skip
    result = audit_folder(tmp_path, AuditOptions(cache=False, jobs=1)).result
    assert "worker-time-overlap" in {f.rule for f in result.findings}
    assert "group-worker-role-missing" not in {rule for rule, *_ in found_in(tmp_path)}
