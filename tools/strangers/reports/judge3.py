"""Twelve whole reports of three other provinces with five or more faults each; their figures are drawn from a seed.

Kept out of tuning: nobody who changes rules or lexicons looks at their texts, nor at which of their faults were missed.
"""

from __future__ import annotations

from tools.strangers.reports import judge3_a, judge3_b, judge3_c
from tools.strangers.reports.long import Long

_WRITERS = (
    judge3_a.township, judge3_a.street_midterm, judge3_a.northern_final, judge3_a.county_hub,
    judge3_b.satisfaction, judge3_b.finance, judge3_b.left_behind, judge3_b.volunteer_year,
    judge3_c.third_party, judge3_c.quarter_brief, judge3_c.agency_year, judge3_c.homebound,
)  # fmt: skip


def judge3(seed: int = 1) -> tuple[Long, ...]:
    """The reports with figures drawn from ``seed``."""
    return tuple(write(seed * 1000 + at) for at, write in enumerate(_WRITERS))
