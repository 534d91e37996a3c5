"""S1: one folder a paper kind; the number stands in the file's name alone, the client's name on the paper."""

from __future__ import annotations

from pathlib import Path

from tools.strangers.case_papers import case_forms
from tools.strangers.hand import Hand
from tools.strangers.household_papers import ROSTER_COLUMNS, household_forms, roster_rows
from tools.strangers.layouts import value_text
from tools.strangers.scenario import Station
from tools.strangers.sheet_writer import write_list
from tools.strangers.styles.common import WORDS, grouped, write_clutter, write_config, write_file

FOLDERS = {
    "cover": "01个案封面", "intake": "02接案表", "consent": "03同意书", "assessment": "04预估表", "plan": "05服务计划",
    "crisis": "06危机处理", "sessions": "07过程记录", "closing": "08结案报告", "followup": "09回访记录",
}  # fmt: skip


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    hand = Hand(
        seed + 1,
        "synonyms",
        "inner-space",
        "left",
        2,
        "glyph",
        "spaced",
        "inline",
        "one-cell",
        "file name",
        "word",
    )
    write_config(station, out)
    for facts in station.cases:
        for kind, forms in grouped(case_forms(facts, hand)).items():
            name = f"{facts.number}{facts.person.name}{WORDS[kind]}.docx"
            write_file(out / "个案" / FOLDERS[kind] / name, forms, hand)
    house_hand = Hand(
        seed + 2, "synonyms", "colon", "left", 3, "check", "dots", "anchored", "one-cell", "file name", "word"
    )
    for house in station.households:
        for kind, forms in grouped(household_forms(house, house_hand)).items():
            name = f"{house.number}_{house.person.name}_{WORDS[kind]}.docx"
            write_file(out / "建档" / WORDS[kind] / name, forms, house_hand)
    sheets = []
    for roster in station.rosters:
        header = [house_hand.word(concept) for _, concept, _ in ROSTER_COLUMNS]
        rows = [
            [
                value_text("grade", v, house_hand) if k == "grade" else v
                for (_, _, k), v in zip(ROSTER_COLUMNS, row, strict=True)
            ]
            for row in roster_rows(roster, house_hand)
        ]
        sheets.append(
            (
                roster.community,
                [f"{station.name}{roster.community}档案清单"],
                header,
                rows,
                [f"合计：{roster.printed_total}户"],
            )
        )
    write_list(sheets, out / "名册" / f"{station.name}档案清单.xlsx")
    write_clutter(out)
