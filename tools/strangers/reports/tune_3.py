"""Six whole reports for tuning; their figures are drawn from a seed."""

from __future__ import annotations

from tools.strangers.reports import tune_3_a, tune_3_b
from tools.strangers.reports.long import Long

_WRITERS = (
    tune_3_a.street_self, tune_3_a.township_year, tune_3_a.project_closing,
    tune_3_b.half_year, tune_3_b.day_centre, tune_3_b.final_papers,
)  # fmt: skip


def tune_3(seed: int = 1) -> tuple[Long, ...]:
    """The reports with figures drawn from ``seed``."""
    return tuple(write(seed * 100 + at) for at, write in enumerate(_WRITERS))
