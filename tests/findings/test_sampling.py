"""The random check: reproducible, spread over its strata, read back from the list that people work with."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import ConfigurationError, UsageError
from auditor.findings.privacy import PersonMask
from auditor.findings.sampling import KEY_COLUMN, allocate, draw_sample, read_sample, sampled_subjects
from auditor.outputs.sample_list import write_sample
from auditor.records.model import Case, HouseholdArchive
from auditor.records.station import Station


def station(cases: int = 30, archives: int = 60) -> Station:
    return Station(
        cases=[
            Case(
                id=f"RY-{n:03}",
                name="钟一诺",
                district=f"第{'一二三'[n % 3]}片区",
                files=[f"个案/RY-{n:03}/封面.docx"],
            )
            for n in range(cases)
        ],
        archives=[
            HouseholdArchive(id=f"JC-{n:03}" if n else "岳晓", district="第一片区" if n < 50 else "第二片区")
            for n in range(archives)
        ],
    )


def ids(sample_of: Station, n: int, by: tuple[str, ...], seed: str) -> set[str]:
    return {item.id for item in draw_sample(sample_of, n, by, seed).drawn}


def test_the_same_seed_draws_the_same_and_another_one_others() -> None:
    first = ids(station(), 20, ("district",), "7")
    assert first == ids(station(), 20, ("district",), "7")
    assert len(first) == 20
    assert first != ids(station(), 20, ("district",), "8")


def test_order_of_records_does_not_matter_and_one_more_changes_little() -> None:
    turned = station()
    turned.cases.reverse()
    assert ids(turned, 20, ("district",), "7") == ids(station(), 20, ("district",), "7")
    more = ids(station(31), 20, ("district",), "7")
    assert len(more & ids(station(), 20, ("district",), "7")) >= 17


def test_every_stratum_gets_a_place_in_proportion() -> None:
    sample = draw_sample(station(), 18, ("district", "kind"), "1")
    drawn = {key: count for key, (_, count) in sample.sizes.items()}
    assert sum(drawn.values()) == 18
    assert min(drawn.values()) >= 1
    assert drawn["第一片区", "household-archive"] == max(drawn.values())
    assert sample.population == 90


def test_all_are_drawn_where_there_are_no_more() -> None:
    assert len(draw_sample(station(3, 2), 20, (), "x").drawn) == 5


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30), st.integers(1, 3000))
def test_places_add_up_and_never_exceed_a_stratum(sizes: list[int], n: int) -> None:
    places = allocate(sizes, n, list(range(len(sizes))))
    assert sum(places) == min(n, sum(sizes))
    assert all(0 <= place <= size for place, size in zip(places, sizes, strict=True))
    if n >= len(sizes):
        assert min(places) >= 1


def test_each_record_is_as_likely_as_the_others() -> None:
    drawn = [item.id for seed in range(300) for item in draw_sample(station(20, 0), 5, (), str(seed)).drawn]
    counts = {number: drawn.count(number) for number in set(drawn)}
    assert len(counts) == 20
    assert min(counts.values()) >= 45  # 75 expected; five standard deviations are 37
    assert max(counts.values()) <= 112


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_the_masked_list_is_read_back(tmp_path: Path, ending: str) -> None:
    here = station(4, 4)
    sample = draw_sample(here, 8, ("district", "grade"), "1")
    path = tmp_path / f"抽查.{ending}"
    write_sample(sample, path, PersonMask.of_names(["钟一诺", "岳晓"]))
    if ending != "xlsx":
        text = path.read_text(encoding="utf-8-sig")
        assert "钟*诺" in text
        assert "钟一诺" not in text
        assert "岳晓" not in text
    assert sampled_subjects(here, read_sample(path)) == {(item.kind, item.id) for item in sample.drawn}


def test_a_list_that_people_shortened_names_what_is_left(tmp_path: Path) -> None:
    here = station(6, 0)
    path = tmp_path / "s.xlsx"
    write_sample(draw_sample(here, 6, (), "1"), path, None)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(2, 3)
    book.worksheets[0].insert_rows(1)
    book.save(path)
    assert len(sampled_subjects(here, read_sample(path))) == 3
    plain = tmp_path / "s.csv"
    with plain.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["备注", KEY_COLUMN], ["", next(iter(read_sample(path)))], [], ["无"]])
    assert len(sampled_subjects(here, read_sample(plain))) == 1


def test_a_list_of_something_else_is_refused(tmp_path: Path) -> None:
    for name, data in {
        "a.json": b"{}", "b.json": b"[", "c.csv": "序号,姓名\n1,甲\n".encode(), "d.csv": b"\xff\xfe\x00", "e.xlsx": b"PK", "f.xlsx": b"",
        "g.csv": f"{KEY_COLUMN}\n".encode(),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ConfigurationError, match="--sample"):
            read_sample(tmp_path / name)
    with pytest.raises(ConfigurationError, match="--sample"):
        read_sample(tmp_path / "missing.xlsx")
    with pytest.raises(UsageError, match="都不在"):
        sampled_subjects(station(), {"0" * 16})


def test_what_cannot_be_drawn_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--by"):
        draw_sample(station(), 5, ("colour",), "1")
    with pytest.raises(UsageError, match="没有可抽查"):
        draw_sample(Station(), 5, (), "1")
    with pytest.raises(UsageError, match="扩展名"):
        write_sample(draw_sample(station(), 5, (), "1"), tmp_path / "s.docx", None)


def test_no_text_of_a_document_becomes_a_formula_in_a_list(tmp_path: Path) -> None:
    here = Station(cases=[Case(id="=1+1", community="@x", files=["-a/b.docx"])])
    for ending in ("csv", "xlsx"):
        write_sample(draw_sample(here, 1, (), "1"), tmp_path / f"s.{ending}", None)
        assert read_sample(tmp_path / f"s.{ending}")
    rows = list(csv.reader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert not [text for row in rows for text in row if text.startswith(("=", "+", "-", "@"))]
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    write_sample(draw_sample(here, 1, (), "1"), tmp_path / "s.json", None)
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["records"][0]["id"] == "=1+1"
