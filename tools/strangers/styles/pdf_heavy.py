"""S5: nearly everything as PDF with a text layer: ruled, partly ruled and borderless."""

from __future__ import annotations

from pathlib import Path

from tools.strangers.case_papers import case_forms
from tools.strangers.hand import Hand
from tools.strangers.household_papers import household_forms, roster
from tools.strangers.scenario import Station
from tools.strangers.styles.common import WORDS, grouped, write_clutter, write_config, write_file


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    write_config(station, out, initials=True)
    hands = [
        Hand(
            seed + 1,
            "synonyms",
            "bare",
            "left",
            2,
            "drawn",
            "plain",
            "inline",
            "one-cell",
            "cell",
            "word",
            "full",
        ),
        Hand(
            seed + 2,
            "synonyms",
            "colon",
            "inside",
            2,
            "square",
            "dots",
            "inline",
            "all-in-one",
            "title",
            "word",
            "partly",
            units=True,
            title_at="year",
        ),
        Hand(
            seed + 3,
            "synonyms",
            "bilingual",
            "left",
            2,
            "drawn",
            "dashes",
            "inline",
            "separate",
            "line",
            "wps",
            "full",
            family="rows",
        ),
    ]
    for at, facts in enumerate(station.cases):
        hand = hands[at % len(hands)]
        folder = out / "个案" / facts.community / facts.number
        for number, (kind, forms) in enumerate(grouped(case_forms(facts, hand)).items(), 1):
            write_file(folder / f"{number}.{WORDS[kind]}.pdf", forms, hand, station.name)
    borderless = Hand(
        seed + 4,
        "synonyms",
        "colon",
        "left",
        2,
        "drawn",
        "weekday",
        "inline",
        "one-cell",
        "cell",
        "word",
        "none",
        grade_style=1,
    )
    for at, house in enumerate(station.households):
        forms = [form for _, form in household_forms(house, hands[0] if at % 3 else borderless)]
        used = hands[0] if at % 3 else borderless
        write_file(out / "建档" / house.community / f"{house.number}.pdf", forms, used)
    for listing in station.rosters:
        write_file(out / "清单" / f"{listing.community}档案清单.pdf", [roster(listing, hands[0])], hands[0])
    write_clutter(out)
