"""The layout styles of stranger archives: each module writes a `Station` down in its own way.

`STYLES` are for tuning and judging (with different seeds). `JUDGE_ONLY` (modules ``judge_*``) are kept out of tuning: nobody
who changes readers, forms or rules looks at these or at what the product makes of them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.strangers.scenario import Station
from tools.strangers.styles import (
    by_kind,
    judge_booklet,
    judge_bracket_forms,
    judge_card,
    judge_centre,
    judge_columns,
    judge_counter,
    judge_delta,
    judge_dialect,
    judge_double,
    judge_export,
    judge_harbour,
    judge_hills,
    judge_inland,
    judge_institute,
    judge_lake,
    judge_lane,
    judge_ledger,
    judge_month,
    judge_official,
    judge_plain,
    judge_plateau,
    judge_province,
    judge_sheets,
    judge_slip,
    judge_stack,
    judge_street,
    judge_system_print,
    judge_three_hands,
    judge_township,
    judge_upland,
    judge_young,
    one_file,
    paragraphs,
    pdf_heavy,
    wps,
)

Writer = Callable[[Station, Path, int], None]

STYLES: dict[str, Writer] = {
    "S1": by_kind.write,
    "S2": one_file.write,
    "S3": paragraphs.write,
    "S4": wps.write,
    "S5": pdf_heavy.write,
}
JUDGE_ONLY: dict[str, Writer] = {
    "S6": judge_card.write,
    "S7": judge_ledger.write,
    "S8": judge_month.write,
    "S9": judge_booklet.write,
    "S10": judge_plain.write,
    "S11": judge_stack.write,
    "S12": judge_sheets.write,
    "S13": judge_slip.write,
    "S14": judge_columns.write,
    "S15": judge_dialect.write,
    "S16": judge_official.write,
    "S17": judge_township.write,
    "S18": judge_province.write,
    "S19": judge_bracket_forms.write,
    "S20": judge_three_hands.write,
    "S21": judge_system_print.write,
    "S22": judge_centre.write,
    "S23": judge_delta.write,
    "S24": judge_inland.write,
    "S25": judge_harbour.write,
    "S26": judge_double.write,
    "S27": judge_street.write,
    "S28": judge_young.write,
    "S29": judge_lake.write,
    "S30": judge_hills.write,
    "S31": judge_institute.write,
    "S32": judge_counter.write,
    "S33": judge_upland.write,
    "S34": judge_export.write,
    "S35": judge_lane.write,
    "S36": judge_plateau.write,
}
"""Styles that only the judging seeds are written in."""
WITHOUT_DISTRICTS = {"S4", "S9", "S15", "S17", "S24", "S36"}
"""Styles whose stations have no audit.toml: findings about a district are neither asked for nor refused."""
