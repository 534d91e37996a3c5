"""Made pages: the truth says what is drawn, and scanning keeps it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from tools.scans.degrade import QUALITIES, degrade
from tools.scans.fonts import FACES
from tools.scans.forge import LAYOUTS, make_page
from tools.scans.geometry import moved
from tools.scans.make import main as make
from tools.scans.pen import DIGITS, PEN_FONTS, PenData, Writer, trim
from tools.scans.truth import TruePage, load_pages, page_from_data

NO_DATA = PenData(None, None)
DPI = 120.0

pytestmark = pytest.mark.skipif(
    not all(any(Path(f.path).is_file() for fs in styles.values() for f in fs) for styles in FACES.values()),
    reason="no Chinese fonts are installed",
)


def pages(split: str) -> list[tuple[np.ndarray, TruePage]]:
    return [make_page(seed, split, NO_DATA, DPI) for seed in range(len(LAYOUTS[split]))]


@pytest.mark.parametrize("split", ["tune", "more", "judge"])
def test_every_layout_fits_its_page_and_is_told_apart(split: str) -> None:
    drawn = pages(split)
    assert {t.layout for _, t in drawn} == set(LAYOUTS[split])
    assert len(LAYOUTS[split]) >= 6
    for pixels, truth in drawn:
        for table in truth.tables:
            assert table.box[2] <= truth.width and table.box[3] <= truth.height
        assert pixels.shape[:2] == (round(truth.height * DPI / 72), round(truth.width * DPI / 72))


@pytest.mark.parametrize("split", ["tune", "more", "judge"])
def test_cells_cover_their_table_once(split: str) -> None:
    for _, truth in pages(split):
        for table in truth.tables:
            taken = [
                (c.row + i, c.col + k)
                for c in table.cells
                for i in range(c.row_span)
                for k in range(c.col_span)
            ]
            assert sorted(taken) == [(i, k) for i in range(table.rows) for k in range(table.cols)]


@pytest.mark.parametrize("split", ["tune", "more", "judge"])
def test_there_is_ink_where_a_line_is_said_to_be(split: str) -> None:
    for pixels, truth in pages(split):
        lines = truth.lines + [ln for t in truth.tables for c in t.cells for ln in c.lines]
        assert lines
        for line in lines:
            left, top, right, bottom = (round(v * DPI / 72) for v in line.box)
            assert pixels[top : bottom + 1, left : right + 1].min() < 200, line


def test_blank_places_are_white_and_filled_ones_are_not() -> None:
    checked = set()
    for split in ("tune", "judge"):
        for pixels, truth in pages(split):
            for key, value in enumerate(truth.values):
                if not value.whole_cell or value.kind == "ticks" or any(s.field != key for s in truth.seals):
                    continue
                left, top, right, bottom = (round(v * DPI / 72) for v in value.box)
                inside = pixels[top + 2 : bottom - 2, left + 2 : right - 2]
                assert (inside.min() > 225) == (value.mark == "blank"), value
                checked.add(value.mark)
    assert {"blank", "typed"} <= checked


def test_the_same_seed_gives_the_same_page() -> None:
    (a, true_a), (b, true_b) = make_page(3, "tune", NO_DATA, DPI), make_page(3, "tune", NO_DATA, DPI)
    assert np.array_equal(a, b) and true_a.as_data() == true_b.as_data()
    assert not np.array_equal(a, make_page(10, "tune", NO_DATA, DPI)[0])


def test_truth_survives_being_written() -> None:
    _, truth = make_page(0, "judge", NO_DATA, DPI)
    written = json.dumps(truth.as_data())
    back = page_from_data(json.loads(written))
    assert json.dumps(back.as_data()) == written
    assert back == truth


def test_no_font_and_no_layout_is_both_for_tuning_and_for_judging() -> None:
    fonts = {split: {f.path for fs in styles.values() for f in fs} for split, styles in FACES.items()}
    assert not fonts["tune"] & fonts["judge"]
    assert not set(PEN_FONTS["tune"]) & set(PEN_FONTS["judge"])
    assert not set(LAYOUTS["tune"]) & set(LAYOUTS["judge"])


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("seed", range(4))
def test_a_spot_is_found_where_the_matrix_says(quality: str, seed: int) -> None:
    page = np.full((1170, 827, 3), 255, np.uint8)
    page[500:540, 600:640] = 0
    picture = degrade(page, 100.0, quality, random.Random(seed))
    left, top, right, bottom = moved(picture.matrix, (600, 500, 640, 540))
    grey = picture.pixels.mean(axis=2)
    inside = grey[
        round(top + bottom) // 2 - 2 : round(top + bottom) // 2 + 3,
        round(left + right) // 2 - 2 : round(left + right) // 2 + 3,
    ]
    around = moved(picture.matrix, (560, 460, 680, 580))
    ring = grey[round(around[1]) : round(around[3]), round(around[0]) : round(around[2])]
    assert inside.mean() < np.percentile(ring, 80) * 0.75


def test_turned_scans_know_how_they_were_turned() -> None:
    page = np.full((400, 300, 3), 255, np.uint8)
    seen = set()
    for seed in range(40):
        picture = degrade(page, 100.0, "fair", random.Random(seed), to_dpi=100)
        seen.add(picture.turned)
        assert (picture.pixels.shape[0] > picture.pixels.shape[1]) == (picture.turned in (0, 180))
    assert {0, 90, 270} <= seen


def test_an_unknown_quality_is_refused() -> None:
    with pytest.raises(ValueError, match="splendid"):
        degrade(np.zeros((9, 9, 3), np.uint8), 100.0, "splendid", random.Random(0))


def test_digits_are_written_apart() -> None:
    writer = Writer(1, "tune", NO_DATA)
    shapes = {}
    for char in "0123456789":
        drawn = writer.character(char, 60, 300)
        assert drawn is not None
        shapes[char] = trim(drawn[0])
    assert all(mask.any() for mask in shapes.values())
    assert len({mask.tobytes() for mask in shapes.values()}) == 10
    assert not writer.can_write("电话") and writer.can_write("2024.5-1") and set("0123456789") < set(DIGITS)


def test_command_writes_pictures_and_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SCAN_PEN_DATA", "SCAN_SIGNATURES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tools.scans.make.DRAW_DPI", 100.0)
    monkeypatch.setattr("sys.argv", ["make", str(tmp_path), "--n", "1", "--quality", "good,photo"])
    make()
    found = load_pages(tmp_path)
    assert [p.quality for p in found] == ["good", "photo"]
    assert all((tmp_path / p.file).is_file() and len(p.to_picture) == 3 for p in found)
