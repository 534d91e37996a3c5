from __future__ import annotations

import pytest

from auditor.vision._calibration import calibrated


@pytest.mark.parametrize("kind", ["pen", "seal", "tick"])
def test_more_certain_numbers_give_more_confidence(kind: str) -> None:
    low, middle, high = (
        calibrated(kind, chance, 0.9 if kind == "tick" else 60) for chance in (0.4, 0.7, 0.97)
    )  # type: ignore[arg-type]
    assert 0 <= low < middle < high <= 1


def test_clear_ink_is_trusted_and_doubtful_ink_is_not() -> None:
    assert calibrated("pen", 0.97, 80) > 0.9
    assert calibrated("pen", 0.35, 5) < 0.8
    assert calibrated("tick", 0.95, 0.99) > 0.9
    assert calibrated("tick", 0.4, 0.55) < 0.8
