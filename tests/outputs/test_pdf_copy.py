"""The report as PDF: made by LibreOffice where it is installed, a clear message where it is not."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pytest

from auditor.errors import UsageError
from auditor.outputs import pdf_copy
from auditor.readers.legacy import office_program


@pytest.mark.skipif(office_program() is None, reason="no LibreOffice here")
def test_the_copy_has_the_reports_words(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("服务质量")
    document.add_paragraph("个案RY-001的同意书监护人签名处空白。")
    document.save(str(tmp_path / "report.docx"))
    pdf_copy.write_pdf(tmp_path / "report.docx", tmp_path / "report.pdf")
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as made:
        text = made[0].get_textpage().get_text_range()
    assert "RY-001" in text


def test_without_libreoffice_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf_copy, "office_program", lambda: None)
    with pytest.raises(UsageError, match="另存（输出）为 PDF"):
        pdf_copy.write_pdf(tmp_path / "report.docx", tmp_path / "report.pdf")


def test_what_libreoffice_cannot_do_costs_no_other_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "report.docx").write_bytes(b"x")
    monkeypatch.setattr(pdf_copy, "office_program", lambda: "/bin/false")
    with pytest.raises(UsageError, match="其他报告已写好"):
        pdf_copy.write_pdf(tmp_path / "report.docx", tmp_path / "report.pdf")


def test_the_option_is_refused_before_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from auditor.cli import audit

    monkeypatch.setattr(pdf_copy, "office_program", lambda: None)
    (tmp_path / "档案").mkdir()
    ran = CliRunner().invoke(audit, ["run", str(tmp_path / "档案"), "--pdf"])
    assert isinstance(ran.exception, UsageError)
    assert "--out" in str(ran.exception)
    ran = CliRunner().invoke(audit, ["run", str(tmp_path / "档案"), "--pdf", "--out", str(tmp_path / "出")])
    assert isinstance(ran.exception, UsageError)
    assert "LibreOffice" in str(ran.exception)
    assert not (tmp_path / "出").exists()
