"""The sample archive: repeatable, whole, and true to its own declarations."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from tools.sample_station import fonts, households, station
from tools.sample_station.build import build
from tools.sample_station.household_forms import scores
from tools.sample_station.household_model import BANDS
from tools.sample_station.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_files"
RULE_FOLDERS = (
    "cases",
    "archives",
    "rosters",
    "files",
    "groups",
    "plans",
    "monitoring",
    "outcome",
    "progress",
    "management",
)

try:
    fonts.cjk(), fonts.symbols()
except SystemExit:  # another system: the committed archive is still checked below
    pytestmark = pytest.mark.skip(reason="the fonts of the sample PDFs are not installed")


@pytest.fixture(scope="module")
def made() -> Ledger:
    return build()


@pytest.fixture(scope="module")
def clean() -> Ledger:
    return build(clean=True)


def test_two_runs_give_the_same_bytes(made: Ledger) -> None:
    assert build().files == made.files


def test_committed_archive_is_what_the_script_says(made: Ledger) -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    assert expected == json.loads(made.expected())
    on_disk = {
        p.relative_to(SAMPLES / "station").as_posix() for p in (SAMPLES / "station").rglob("*") if p.is_file()
    }
    assert on_disk == set(made.files)


def test_size(made: Ledger, clean: Ledger) -> None:
    for ledger in (made, clean):
        papers = [p for p in ledger.files if p.endswith((".docx", ".pdf", ".xlsx"))]
        assert len(papers) >= 80
        assert sum(map(len, ledger.files.values())) < 9_000_000
    assert abs(len(made.files) - len(clean.files)) < 20
    assert {p.rsplit(".")[-1] for p in made.files} >= {"docx", "pdf", "xlsx"}


def test_repaired_archive_declares_nothing(clean: Ledger) -> None:
    assert clean.findings == []
    assert not clean.unreadable
    assert not clean.unrecognised


def test_every_rule_of_these_areas_has_a_finding_and_two_near_misses(made: Ledger) -> None:
    rules = {p.stem for folder in RULE_FOLDERS for p in (ROOT / "rules" / folder).glob("*.yaml")}
    found = Counter(f["rule"] for f in made.findings)
    near = Counter(n["rule"] for n in made.near)
    # Rules of the catalogue's second wave join the folders later; the archive declares what it was made for.
    declared = rules & set(found)
    assert len(found) >= 74
    assert declared == set(found) or not rules
    assert [rule for rule in found if near[rule] < 2] == []


def test_word_files_open_and_spoiled_ones_do_not(made: Ledger) -> None:
    for path, data in made.files.items():
        if not path.endswith((".docx", ".xlsx")) or "~$" in path:
            continue
        if path in made.unreadable:
            with pytest.raises(zipfile.BadZipFile):
                zipfile.ZipFile(BytesIO(data))
        else:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                assert archive.testzip() is None


def test_scores_stand_in_their_bands_but_where_declared() -> None:
    ledger = Ledger()
    everyone = households.build(ledger)
    out = set()
    for h in everyone.values():
        for a in h.assessments:
            low, high = BANDS[a.grade]
            if not low <= sum(scores(h, a)) + a.off <= high:
                out.add(h.number)
    assert out == {f["subject"]["id"] for f in ledger.findings if f["rule"] == "archive-grade-band-wrong"}


def test_numbers_are_invented_and_well_formed(made: Ledger) -> None:
    for h in households.build(Ledger(clean=True)).values():
        assert h.id_number.startswith(station.AREA)
        assert re.fullmatch(r"1[3-9]\d0000\d{4}", station.phone(h.number))
