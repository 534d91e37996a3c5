"""S2: a whole case in one Word file, a community's households in one workbook with a sheet for each."""

from __future__ import annotations

from pathlib import Path

from tools.strangers.case_papers import case_forms
from tools.strangers.hand import Hand
from tools.strangers.household_papers import household_forms, roster
from tools.strangers.layouts import form_pieces
from tools.strangers.papers import Drawing, PageBreak, para
from tools.strangers.scenario import Station
from tools.strangers.sheet_writer import write_drawing_sheets
from tools.strangers.styles.common import write_clutter, write_config, write_file


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    write_config(station, out, initials=True)
    hand = Hand(
        seed + 1,
        "synonyms",
        "colon",
        "sections",
        2,
        "square",
        "plain",
        "vml",
        "separate",
        "cell",
        "word",
        family="rows",
        phone="dashes",
    )
    for facts in station.cases:
        forms = [form for _, form in case_forms(facts, hand)]
        write_file(
            out / "个案档案" / f"{facts.number}（{facts.person.name}）.docx", forms, hand, station.name
        )
    house_hand = Hand(
        seed + 2,
        "synonyms",
        "bare",
        "left",
        2,
        "check",
        "dashes",
        "inline",
        "one-cell",
        "cell",
        "word",
        grade_style=1,
    )
    for name, _ in station.communities:
        drawing = Drawing()
        for house in (h for h in station.households if h.community == name):
            drawing.pieces.append(PageBreak(f"{house.number[-3:]}{house.person.name}"))
            for _, form in household_forms(house, house_hand):
                drawing.pieces += [*form_pieces(form, house_hand), para("")]
        write_drawing_sheets(drawing, out / "兜底对象建档" / f"{name}建档台账.xlsx")
    for listing in station.rosters:
        form = roster(listing, house_hand)
        write_file(out / "清单" / f"{listing.community}.docx", [form], house_hand)
    write_clutter(out)
