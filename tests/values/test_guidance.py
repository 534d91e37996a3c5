"""What a form prints in a place to write is not what was written."""

from __future__ import annotations

import pytest

from auditor.values.text import without_guidance


@pytest.mark.parametrize(
    ("text", "rest", "doubtful"),
    [
        ("（请列出三项以内）", "", False),
        ("（填写要点：时间、地点、人物）\n暂无", "暂无", False),
        ("（所依据的理论及选用理由）\n任务中心模式", "任务中心模式", False),
        ("（个人、家庭、社区三个层面）", "（个人、家庭、社区三个层面）", True),
        ("（服务对象已拒绝）", "（服务对象已拒绝）", False),
        ("（电话）\n老人说近来都好。", "（电话）\n老人说近来都好。", False),
        ("老人（独居）近来都好。", "老人（独居）近来都好。", False),
    ],
)
def test_guidance_printed_in_a_place_to_write_is_not_what_was_written(
    text: str, rest: str, doubtful: bool
) -> None:
    assert without_guidance(text) == (rest, doubtful)
