"""What respondents ask for: requests and complaints that nobody came, and the many things that are none."""

from __future__ import annotations

import pytest

from auditor.forms.model import Reading
from auditor.pages.model import Mark
from auditor.records.satisfaction import SatisfactionAnswer


def _asks(words: str) -> tuple[object, bool]:
    fact = SatisfactionAnswer(opinion=Reading(words, words, "意见和建议", Mark.TYPED, answered=True)).asks
    return fact.value, fact.doubtful


@pytest.mark.parametrize(
    "words",
    [
        "希望社工帮忙申请轮椅",
        "想了解低保政策，盼社工上门讲解",
        "从未有社工上门",
        "没人来过我家",
        "对服务不知情",
        "不知道有社工站",
        "需要送餐服务",
        "服务不错，但是希望能安排陪诊",
        "请帮我联系维修水管",
        "一直没有人联系我",
    ],
)
def test_asks_for_something(words: str) -> None:
    assert _asks(words) == (True, False)


@pytest.mark.parametrize(
    "words",
    [
        "希望继续保持",
        "很满意，谢谢社工一直关心我们",
        "没有意见和建议",
        "暂无需求",
        "社工经常来探访，很贴心",
        "感谢社工帮我申请了轮椅",
        "不需要别的服务",
        "希望社工身体健康",
        "没有不满意的地方",
        "社工没有架子，有事就来",
        "想不到社工这么细心",
        "已经解决了助浴的问题",
    ],
)
def test_asks_for_nothing(words: str) -> None:
    assert _asks(words)[0] is False


@pytest.mark.parametrize("words", ["希望多办活动", "建议增加探访次数", "多组织长者外出活动"])
def test_general_wishes_are_left_to_the_eye(words: str) -> None:
    assert _asks(words) == (True, True)
