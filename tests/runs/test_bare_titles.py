"""A volume's title names what its papers are; it is no paper itself, an empty form is."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from auditor.audit import read_file

ROWS = (
    ("次数", "1"),
    ("日期", "2025年3月4日"),
    ("方式", "面谈"),
    ("过程记录", "社工与案主谈了近况，商定下周再见。"),
)


def volume(path: Path, filled: bool) -> Path:
    document = Document()
    document.add_heading("个案过程记录册", 0)
    for _ in range(2):
        document.add_page_break()
        document.add_heading("个案过程记录表", 1)
        table = document.add_table(len(ROWS), 2)
        for row, (label, value) in zip(table.rows, ROWS, strict=True):
            row.cells[0].text, row.cells[1].text = label, value if filled else ""
    document.save(path)
    return path


def test_the_title_of_a_volume_is_no_record(tmp_path: Path) -> None:
    forms = read_file(volume(tmp_path / "记录册.docx", filled=True)).forms
    assert len(forms) == 2
    assert all("narrative" in form.fields for form in forms)


def test_an_empty_form_stays_a_form(tmp_path: Path) -> None:
    forms = read_file(volume(tmp_path / "空表.docx", filled=False)).forms
    assert len(forms) == 2
