"""What people say of violence at home, and how supervisors ask for something in few words."""

from __future__ import annotations

import pytest

from auditor.records.lexicon import asks_for_something, crisis_told


@pytest.mark.parametrize(
    "told",
    [
        "当家的输了钱回来又动手，用皮带抽，背上都是印子。",
        "老头子昨晚又揍她，她跑到邻居家躲了一夜。",
        "孩子他爹前天把她推下楼，左手骨裂。",
        "她说那口子上周抄起板凳砸她，额角缝了两针。",
        "男人这个月打了她几回，不敢回家。",
    ],
)
def test_violence_in_everyday_words(told: str) -> None:
    event = crisis_told(told)
    assert event is not None and event.event == "家暴"


@pytest.mark.parametrize(
    "told",
    [
        "老头子打了她电话没人接，社工去找，原来在午睡。",
        "当家的打零工，一天八十块。",
        "老汉动手修好了水管，还请社工喝茶。",
        "她爹动了手术，恢复得不错。",
        "男人又找到活了，打了三份工。",
        "小时候被爹打过，现在不提了。",
        "婆娘打麻将去了，只有他在家。",
    ],
)
def test_everyday_words_without_violence(told: str) -> None:
    assert crisis_told(told) is None


@pytest.mark.parametrize(
    "comment",
    [
        "花销没算清，补一张收支表。",
        "走访照片缺，补上。",
        "两处数字对不拢，重新核一下。",
        "把诊断证明附上。",
        "这一段重写。",
    ],
)
def test_a_bare_order_asks(comment: str) -> None:
    assert asks_for_something(comment) is True


@pytest.mark.parametrize(
    "comment",
    [
        "已补齐，可以。",
        "补贴已核对，同意。",
        "情况写清楚了，同意。",
        "材料已附上，齐全。",
        "已重新核对，无误。",
    ],
)
def test_what_was_done_asks_for_nothing(comment: str) -> None:
    assert asks_for_something(comment) is False
