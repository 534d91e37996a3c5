"""Whole files: scans, locks, limits, damage."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from auditor.errors import UnreadableFile
from auditor.readers import pdf
from tests.readers.pdf_builder import Sheet, check, only_table, texts


def scan() -> ImageReader:
    data = io.BytesIO()
    Image.effect_noise((300, 420), 60).convert("RGB").save(data, "JPEG")
    data.seek(0)
    return ImageReader(data)


def scanned_words(*words: str) -> ImageReader:
    """A scanned page with a line of print for each of ``words``."""
    image = Image.new("RGB", (1240, 1754), (250, 249, 244))
    draw = ImageDraw.Draw(image)
    for k, line in enumerate(words):
        draw.text((160, 200 + 90 * k), line, fill=(30, 30, 40), font=ImageFont.load_default(32))
    return ImageReader(image)


def test_scanned_page_between_pages_of_text_is_recognised(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.text(72, 700, "第一页是文字").canvas.showPage()
    sheet.canvas.drawImage(scanned_words("Tel 13700001234", "Date 2025-03-04"), 0, 0, 595, 842)
    sheet.canvas.showPage()
    sheet.text(72, 700, "第三页是文字")
    document = sheet.read()
    assert [p.number for p in document.pages] == [1, 2, 3]
    assert [p.scanned for p in document.pages] == [False, True, False]
    seen = " ".join(texts(document.pages[1])).replace(" ", "")
    assert "13700001234" in seen and "2025-03-04" in seen
    assert document.raw_chars == document.read_chars >= 12 + 24


def test_pages_can_be_read_without_recognising_scans(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.canvas.drawImage(scanned_words("Tel 13700001234"), 0, 0, 595, 842)
    sheet.canvas.showPage()
    sheet.text(72, 700, "第二页是文字")
    sheet.read()
    first, second = pdf.read_text_pages(sheet.path, "a.pdf").pages
    assert first.scanned and first.unread and not second.unread


def test_words_typed_over_a_scan_are_read_with_what_is_under_them(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    lines = [f"Line {k} of the paper 2025-03-0{k}" for k in range(1, 9)]
    sheet.canvas.drawImage(scanned_words(*lines), 0, 0, 595, 842)
    for k in range(3):
        sheet.text(300, 200 - 20 * k, "后来用电脑在扫描件上补打的一行字")
    (page,) = sheet.read().pages
    assert page.scanned
    assert sum("2025-03-0" in text.replace(" ", "") for text in texts(page)) == 8


def test_scan_with_recognised_text_behind_is_a_scan(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.canvas.drawImage(scan(), 0, 0, 595, 842)
    text = sheet.canvas.beginText(72, 700)
    text.setFont("STSong-Light", 10)
    text.setTextRenderMode(3)
    for _ in range(30):
        text.textLine("识别得来的文字")
    sheet.canvas.drawText(text)
    document = sheet.read()
    assert document.pages[0].scanned
    assert "识别得来" not in "".join(texts(document.pages[0]))


def test_letterhead_behind_text_is_no_scan(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.canvas.drawImage(scan(), 0, 0, 595, 842)
    for k in range(5):
        sheet.text(72, 700 - 20 * k, "这一页有很多文字，背景只是底纹")
    document = sheet.read()
    check(document)
    assert not document.pages[0].scanned
    assert len(texts(document.pages[0])) == 5


def test_page_of_photographs_is_noted(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.canvas.drawImage(scan(), 72, 450, 300, 250)
    sheet.canvas.drawImage(scan(), 72, 150, 300, 250)
    sheet.text(72, 720, "活动照片")
    document = sheet.read()
    check(document)
    page = document.pages[0]
    assert not page.scanned
    assert sum(len(line.inks) for line in page.lines()) == 2


def test_large_photographs_are_no_scan(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.canvas.drawImage(scan(), 30, 430, 535, 330)
    sheet.canvas.drawImage(scan(), 30, 40, 535, 330)
    sheet.text(72, 790, "活动照片两张")
    (page,) = sheet.read().pages
    assert not page.scanned
    assert sum(len(line.inks) for line in page.lines()) == 2


def test_scan_cut_into_bands_is_a_scan(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    for k in range(8):
        sheet.canvas.drawImage(scan(), 0, k * 105.25, 595, 105.25)
    assert sheet.read().pages[0].scanned


def with_unicode_map(path: Path, text: bytes, mapping: bytes) -> None:
    """Write a page of Helvetica whose codes mean what ``mapping`` (lines of a CMap) says."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <FF> endcodespacerange " + mapping + b" endcmap end end"
    )
    content = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % text
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    data = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    path.write_bytes(data + b"trailer << /Root 1 0 R /Size 7 >>\n%%EOF")


def test_ligature_keeps_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with_unicode_map(path, b"Co~ee", b"1 beginbfchar <7E> <00660066> endbfchar")
    document = pdf.read(path, path.name)
    check(document)
    assert texts(document.pages[0]) == ["Coffee"]


def test_garbled_text_layer_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "乱码.pdf"
    with_unicode_map(path, b"abcdefghijklmnopqrstuvwxyz", b"1 beginbfrange <20> <7E> <E220> endbfrange")
    document = pdf.read(path, path.name)
    (page,) = document.pages
    # The page was recognised from its picture: what its text layer says is nowhere.
    assert page.scanned
    assert not any("\ue000" <= char <= "\uf8ff" for text in texts(page) for char in text)


def test_user_password_is_a_clear_refusal(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, encrypt=StandardEncryption("secret", "owner"))
    sheet.text(72, 700, "内容")
    with pytest.raises(UnreadableFile) as caught:
        sheet.read()
    assert "密码" in caught.value.reason
    assert caught.value.remedy


def test_owner_password_alone_can_be_read(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, encrypt=StandardEncryption("", "owner", canCopy=0, canPrint=0))
    sheet.grid([72, 172], [690, 710]).text(80, 695, "内容")
    assert only_table(sheet.read().pages[0]).cells[0].text == "内容"


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF", b"\0" * 5000])
def test_damaged_files_are_refused_in_chinese(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(path, "坏.pdf")
    assert caught.value.reason.endswith("。") and caught.value.remedy.endswith("。")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        pdf.read(tmp_path / "没有.pdf", "没有.pdf")


def test_broken_cross_references_are_repaired(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    sheet.text(72, 700, "完好的内容")
    sheet.canvas.save()
    data = sheet.path.read_bytes()
    at = data.rindex(b"startxref")
    sheet.path.write_bytes(data[:at] + b"startxref\n99999999\n%%EOF")
    assert texts(pdf.read(sheet.path, "a.pdf").pages[0]) == ["完好的内容"]


def test_cut_file_ends_as_document_or_refusal(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, pageCompression=0)
    for _ in range(3):
        sheet.grid([72, 172, 272], [690, 710, 730]).text(80, 695, "内容").canvas.showPage()
    sheet.canvas.save()
    data = sheet.path.read_bytes()
    outcomes = set()
    for part in range(1, 20):
        path = tmp_path / "cut.pdf"
        path.write_bytes(data[: len(data) * part // 20])
        try:
            outcomes.add(len(pdf.read(path, "cut.pdf").pages))
        except UnreadableFile as error:
            outcomes.add(error.reason)
    assert outcomes


def test_page_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    sheet = Sheet(tmp_path)
    for number in range(3):
        sheet.text(72, 700, f"页{number}").canvas.showPage()
    document = sheet.read()
    assert len(document.pages) == 2
    assert any("共3页" in note for note in document.notes)


def test_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_BYTES", 10)
    sheet = Sheet(tmp_path)
    sheet.text(72, 700, "内容")
    with pytest.raises(UnreadableFile, match="上限"):
        sheet.read()


def test_time_limit_keeps_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    sheet = Sheet(tmp_path)
    for number in range(3):
        sheet.text(72, 700, f"页{number}").canvas.showPage()
    document = sheet.read()
    assert [p.number for p in document.pages] == [1, 2, 3]
    assert all(p.unread for p in document.pages)
    assert document.notes


def test_drawing_with_thousands_of_lines_ends(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path)
    for k in range(3000):
        sheet.canvas.line(50 + (k * 37) % 500, 50 + (k * 91) % 700, 60 + (k * 53) % 500, 60 + (k * 17) % 700)
        sheet.canvas.line(50 + (k * 37) % 500, 100, 50 + (k * 37) % 500, 700)
        sheet.canvas.line(50, 50 + (k * 91) % 700, 550, 50 + (k * 91) % 700)
    document = sheet.read()
    assert len(document.pages) == 1


@pytest.mark.parametrize("seed", range(60))
def test_scrambled_file_ends_as_document_or_refusal(tmp_path: Path, seed: int) -> None:
    """Bytes overwritten at random: never an exception of another kind, and the model holds."""
    rng = random.Random(seed)
    sheet = Sheet(tmp_path, pageCompression=0)
    sheet.grid([72, 172, 272], [690, 710, 730]).text(80, 695, "内容").canvas.rect(300, 600, 10, 10)
    sheet.canvas.acroForm.checkbox(name="a", checked=True, x=180, y=648, size=12)
    sheet.canvas.save()
    data = bytearray(sheet.path.read_bytes())
    for _ in range(rng.choice([3, 30, 300])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    path = tmp_path / "scrambled.pdf"
    path.write_bytes(data)
    try:
        check(pdf.read(path, "scrambled.pdf"))
    except UnreadableFile as error:
        assert error.reason and error.remedy
