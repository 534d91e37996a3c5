"""S4: WPS habits: labels above values, nested and merged tables, content controls, masked names, number in the header.

There is no audit.toml: districts are unknown.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tools.strangers.case_papers import case_forms
from tools.strangers.hand import Hand
from tools.strangers.household_papers import household_forms, roster
from tools.strangers.people import mask
from tools.strangers.scenario import Station
from tools.strangers.styles.common import WORDS, grouped, write_clutter, write_file


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    hand = Hand(
        seed + 1, "synonyms", "bare", "above", 3, "control", "chinese", "inline", "two-rows", "header", "wps", masked=True, title_at="row",
        tick_lines=True, phone="spaces",
    )  # fmt: skip
    nested = replace(hand, layout="nested", per_row=2)
    nested.chosen = hand.chosen
    for at, facts in enumerate(station.cases):
        folder = out / "个案资料" / f"{at + 1:02d}{mask(facts.person.name)}"
        for kind, forms in grouped(case_forms(facts, hand)).items():
            used = nested if kind in ("intake", "plan") else hand
            write_file(folder / f"{WORDS[kind]}.docx", forms, used)
    house_hand = Hand(
        seed + 2, "synonyms", "half-colon", "control", 2, "legacy", "chinese", "anchored", "two-rows", "header", "wps",
        grade_style=3, masked=True,
    )  # fmt: skip
    above = replace(house_hand, layout="above", tick="symbol")
    above.chosen = house_hand.chosen
    for at, house in enumerate(station.households):
        forms = [form for _, form in household_forms(house, house_hand)]
        used = house_hand if at % 2 else above
        write_file(
            out / "一户一档" / house.community / f"{mask(house.person.name)}{at + 1:02d}.docx",
            forms,
            used,
            breaks=at % 3 > 0,
        )
    for listing in station.rosters:
        write_file(
            out / "名册" / f"{listing.community}.docx",
            [roster(listing, house_hand)],
            replace(house_hand, layout="left"),
        )
    write_clutter(out)
