"""Numbers in running text, and whether percentages follow from them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values.figures import figures, flat, percentage, rounds_to, whole_target


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("服务 1,310 人次，开展 42 场", [("1310人次", True), ("42场", True)]),
        ("完成１２个，约30户", [("12个", True), ("30户", False)]),
        ("不少于100名、近33万元、80余人", [("100名", False), ("330000元", False), ("80", False)]),
        ("编号NY-001，2.5小时", [("2.5小时", True)]),
        ("20人以上，12-15人", [("20人", False), ("12", False)]),
        ("应到130，实到163人次", [("130", True), ("163人次", True)]),
    ],
)
def test_numbers_with_unit_and_exactness(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(figure.shown, figure.exact) for figure in figures(flat(text))] == found


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 3))
def test_a_rounded_percentage_is_accepted_and_has_a_whole_target(done: int, target: int, digits: int) -> None:
    percent = percentage(Decimal(done), Decimal(target), digits)
    assert rounds_to(Decimal(done), Decimal(target), percent, digits)
    assert whole_target(Decimal(done), percent, digits)


def test_half_is_rounded_up() -> None:
    assert rounds_to(Decimal(1), Decimal(8), Decimal("13"), 0)
    assert not rounds_to(Decimal(1), Decimal(8), Decimal("12"), 0)


@pytest.mark.parametrize(
    ("done", "percent", "digits", "possible"),
    [(57, "52.63", 2, False), (30, "52.63", 2, True), (9, "46", 0, False)],
)
def test_whole_targets(done: int, percent: str, digits: int, possible: bool) -> None:
    assert whole_target(Decimal(done), Decimal(percent), digits) is possible


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(flat(text)):
        assert figure.value >= 0
