"""S3: papers as paragraphs with blanks, process records and contacts as rows of long tables, covers as PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tools.strangers.case_papers import case_forms
from tools.strangers.hand import Hand
from tools.strangers.household_papers import ROSTER_COLUMNS, household_forms, roster_rows
from tools.strangers.layouts import value_text
from tools.strangers.scenario import Station
from tools.strangers.sheet_writer import write_list
from tools.strangers.styles.common import WORDS, grouped, write_clutter, write_config, write_file


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    write_config(station, out)
    hand = Hand(
        seed + 1, "synonyms", "bare", "paragraph", 2, "bracket", "padded", "inline", "paragraph", "line", "word",
        row_style="long-table",
    )  # fmt: skip
    cover_hand = replace(
        hand, layout="left", tick="drawn", label_dress="colon", number_at="cell", dates="dots"
    )
    cover_hand.chosen.update(hand.chosen)
    for facts in station.cases:
        folder = out / facts.community / "个案" / f"{facts.number} {facts.person.name}"
        for kind, forms in grouped(case_forms(facts, hand)).items():
            if kind == "cover":
                write_file(folder / "封面.pdf", forms, cover_hand, station.name)
            else:
                write_file(folder / f"{WORDS[kind]}.docx", forms, hand)
    house_hand = Hand(
        seed + 2, "synonyms", "bare", "paragraph", 3, "after", "slashes", "anchored", "paragraph", "line", "wps",
        row_style="long-table", grade_style=2,
    )  # fmt: skip
    for house in station.households:
        folder = out / house.community / "建档" / f"{house.number}{house.person.name}"
        for kind, forms in grouped(household_forms(house, house_hand)).items():
            if kind == "cover":
                write_file(folder / "档案封面.pdf", forms, replace(cover_hand, grade_style=2), station.name)
            else:
                write_file(folder / f"{WORDS[kind]}.docx", forms, house_hand)
    for listing in station.rosters:
        header = [house_hand.word(concept) for _, concept, _ in ROSTER_COLUMNS]
        rows = [
            [
                value_text("grade", v, house_hand) if k == "grade" else v
                for (_, _, k), v in zip(ROSTER_COLUMNS, row, strict=True)
            ]
            for row in roster_rows(listing, house_hand)
        ]
        above = [
            f"{station.name}",
            f"{listing.community}服务对象花名册",
            f"社区：{listing.community}    制表日期：2025年5月",
        ]
        write_list(
            [("名册", above, header, rows, [f"共{listing.printed_total}户"])],
            out / listing.community / "花名册.xlsx",
        )
    write_clutter(out)
