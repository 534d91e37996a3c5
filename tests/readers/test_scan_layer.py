"""Picture and text layer of one page: the layer says exactly what both show, the picture what the layer garbles."""

from __future__ import annotations

from pathlib import Path

from auditor.pages.model import INK_ANCHOR, Cell, Ink, Line, Mark, Page, Table
from auditor.readers._pdf_text import Glyph
from auditor.readers._scan_layer import is_garbled, repaired, with_layer

WIDTH, HEIGHT = 595.0, 842.0


def glyphs(text: str, left: float, top: float) -> list[Glyph]:
    return [
        Glyph(char, left + 12 * k, top, left + 12 * (k + 1), top + 12, 12.0) for k, char in enumerate(text)
    ]


def recognised(width: float = WIDTH) -> Page:
    cells = [
        Cell(0, 0, "姓名", box=(50, 100, 150, 130), sure=b"\x63\x63", confidence=0.98),
        Cell(0, 1, "林知迈", box=(150, 100, 400, 130), sure=b"\x63\x63\x32", confidence=0.5),
        Cell(1, 0, "签名", box=(50, 130, 150, 160), sure=b"\x63\x63", confidence=0.98),
        Cell(
            1, 1, f"林{INK_ANCHOR}", inks=(Ink(Mark.HANDWRITTEN, None, 0.9),), box=(150, 130, 400, 160), confidence=0.9
        ),
    ]  # fmt: skip
    line = Line("编号：7", box=(50, 60, 200, 75), sure=b"\x63" * 4, confidence=0.96)
    return Page(1, [line, Table(cells, 2, 2, box=(50, 100, 400, 160))], width, HEIGHT, scanned=True)


def texts(page: Page) -> list[str]:
    return [cell.text for table in page.tables() for cell in table.cells]


def test_what_the_layer_says_is_exact_and_the_rest_stays_recognised() -> None:
    page = recognised()
    with_layer(page, [*glyphs("林知远", 160, 108), *glyphs("林知远", 160, 138)], WIDTH, HEIGHT)
    assert texts(page) == ["姓名", "林知远", "签名", f"林{INK_ANCHOR}"]
    name = (
        page.tables()[0].cells[1] if isinstance(page.tables(), list) else next(iter(page.tables())).cells[1]
    )
    assert (name.confidence, name.sure) == (1.0, b"")
    assert next(iter(page.lines())).text == "编号：7"


def test_other_words_garbage_and_turned_pages_are_left_alone() -> None:
    for layer, width in (("完全不是一回事的文字", WIDTH), ("\ue123\ue124\ue125", WIDTH), ("林知远", 842.0)):
        page = recognised(width)
        sure = [cell for table in page.tables() for cell in table.cells]
        sure[1].confidence = 0.97
        with_layer(page, glyphs(layer, 160, 108), WIDTH, HEIGHT)
        assert texts(page)[1] == "林知迈", layer


def test_garbage_in_a_text_page_is_read_from_its_picture() -> None:
    cells = [
        Cell(0, 0, "姓名", box=(50, 100, 150, 130)),
        Cell(0, 1, "\ue123\ue124\ufffd", box=(150, 100, 400, 130)),
    ]
    page = Page(1, [Table(cells, 1, 2, box=(50, 100, 400, 130))], WIDTH, HEIGHT)
    assert is_garbled(page)
    assert repaired(page, recognised()) == 1
    assert texts(page) == ["姓名", "林知迈"]
    assert cells[1].confidence == 0.5
    assert len(cells[1].sure) == 3
    bullets = Page(1, [Line("\uf0a8 第一项", box=(50, 60, 200, 75))], WIDTH, HEIGHT)
    assert not is_garbled(bullets)


def test_a_typed_scan_keeps_its_typing_exactly(tmp_path: Path) -> None:
    from tests.readers.test_pdf_files import Sheet, scanned_words
    from tests.readers.test_pdf_files import texts as page_texts

    sheet = Sheet(tmp_path)
    sheet.canvas.drawImage(
        scanned_words(*[f"Line {k} of the paper 2025-03-0{k}" for k in range(1, 9)]), 0, 0, 595, 842
    )
    for k in range(3):
        sheet.text(300, 200 - 30 * k, "后来补打的一行㐂字")  # a sign that recognition does not know
    (page,) = sheet.read().pages
    assert page.scanned
    assert sum("一行㐂字" in text for text in page_texts(page)) == 3
