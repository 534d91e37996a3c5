"""The same station with every defect repaired: nobody is accused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs.running import as_json
from tools.sample_station import fonts


def test_a_clean_archive_gives_no_finding(tmp_path: Path) -> None:
    try:
        fonts.cjk(), fonts.symbols()
    except SystemExit as missing:
        pytest.skip(f"the sample PDFs cannot be written: {missing}")
    from tools.sample_station.build import write

    write(tmp_path / "clean", clean=True)
    run = as_json(tmp_path / "clean" / "station", cache=tmp_path / "cache")
    grave = [
        (f["rule"], f["subject"]["id"], f["certainty"], f["message"])
        for f in run.result["findings"]
        if f["severity"] != "advice"
    ]
    assert grave == []
    assert run.code == 0
    assert [f["path"] for f in run.result["files"] if f["status"] in ("unreadable", "unrecognised")] == []
