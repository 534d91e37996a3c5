"""The scanned part of the sample archive: what is printed, ticked and expected."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from tools.sample_station import fonts
from tools.sample_station.paper import Box, Grid, Ink, Paper, Para, Text, ink_cell, label, ticks, value
from tools.sample_station.pdf import pdf
from tools.scans import sample
from tools.scans.pen import PenData

SAMPLES = Path(__file__).parents[2] / "sample_files"


def paper() -> Paper:
    habit = Paper("x").habit
    grid = Grid((1, 3), (
        (label("类别", habit), ticks(("一般", "重点", "危机"), ("重点",))),
        (label("姓名", habit), value("章小禾")),
        (label("签名", habit), ink_cell(Ink("hand", "章小禾"))),
    ))  # fmt: skip
    return Paper("样表", [Para((Text("性别："), Box(True), Text("男  "), Box(False), Text("女"))), grid])


def test_boxes_are_printed_empty_and_ticked_by_pen() -> None:
    try:
        fonts.cjk()
    except SystemExit:
        pytest.skip("no font for the sample papers")
    assert sample.boxes_of(paper()) == [True, False, False, True, False]
    assert not any(sample.boxes_of(sample.unticked(paper())))
    (page,) = sample.printed(paper(), random.Random(1), PenData(None, None))
    document = pdfium.PdfDocument(pdf(sample.unticked(paper())))
    plain = np.ascontiguousarray(
        document[0].render(scale=sample.DPI / 72, rev_byteorder=True).to_numpy()[..., :3]
    )
    assert plain.shape == page.shape
    changed = (plain.astype(int) - page).max(axis=2) > 60
    text = document[0].get_textpage()
    boxes = [text.get_charbox(k) for k, c in enumerate(text.get_text_range()) if c == "□"]
    seen = []
    for left, bottom, right, top in boxes:
        rows = slice(
            round((document[0].get_height() - top) * sample.DPI / 72),
            round((document[0].get_height() - bottom) * sample.DPI / 72),
        )
        cols = slice(round(left * sample.DPI / 72), round(right * sample.DPI / 72))
        seen.append(bool(changed[rows, cols].sum() > 15))
    assert seen == [True, False, False, True, False]


def test_subjects_follow_from_the_folder() -> None:
    assert sample.subject_of("个案/RY-002/01封面") == "RY-002"
    assert sample.subject_of("建档/榕荫社区/JC-RY-003 蔡小芸/02建档表") == "JC-RY-003"
    assert sample.subject_of("建档/榕荫社区/清单") == "" == sample.subject_of("制度/回访")


def test_expectations_are_those_of_the_scenario_and_name_the_pictures() -> None:
    ledger = sample.Papers()
    for rule, subject, path in (
        ("a", "RY-002", "个案/RY-002/01.docx"),
        ("b", "RY-001", "个案/RY-001/01.docx"),
        ("c", "RY-002", "名册.xlsx"),
    ):
        ledger.wrong(rule, "case", subject, (path, "日期"))
    ledger.fine("d", "case", "RY-002", "why")
    ledger.fine("d", "case", "MT-001", "why")
    said = sample.expected(ledger, {"个案/RY-002/01.docx": ["个案/RY-002/01_1.jpg", "个案/RY-002/01_2.jpg"]})
    assert [f["rule"] for f in said["findings"]] == ["a"]
    assert said["findings"][0]["evidence"] == [
        {"paths": ["个案/RY-002/01_1.jpg", "个案/RY-002/01_2.jpg"], "label": "日期"}
    ]
    assert len(said["near_misses"]) == 1 and said["files"]["total"] == 2


@pytest.mark.skipif(
    not (SAMPLES / "expected_scanned.json").is_file(), reason="the scanned samples are not there"
)
def test_the_scanned_samples_are_small_and_named() -> None:
    said = json.loads((SAMPLES / "expected_scanned.json").read_text(encoding="utf-8"))
    files = [p for p in (SAMPLES / "scanned_station").rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) < 6_000_000
    assert said["files"]["total"] == len([p for p in files if p.name != "audit.toml"])
    for finding in said["findings"]:
        for place in finding["evidence"]:
            assert all((SAMPLES / "scanned_station" / path).is_file() for path in place["paths"])
