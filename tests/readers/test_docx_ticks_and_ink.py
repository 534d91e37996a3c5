"""The tick encodings and everything that may stand for a signature."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.pages.model import INK_ANCHOR, Mark
from tests.readers.docx_builder import in_cell, p, picture, png, r, read, sdt


def w14(state: str, glyph: str) -> str:
    return sdt(f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>', glyph)


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def legacy(inner: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>{inner}</w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        (r("√"), "√"),
        (r("□"), "□"),
        (w14("1", r("☒")), "☑"),
        (w14("0", r("☐")), "☐"),
        (w14("true", r("☐")), "☑"),
        (w14("1", sym("Wingdings", "F0FE")), "☑"),
        (w14("1", sym("Wingdings", "00A8")), "☑"),
        (w14("0", r("是")), "☐"),
        (legacy('<w:default w:val="0"/><w:checked/>'), "☑"),
        (legacy('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        (legacy('<w:default w:val="1"/>'), "☑"),
        (legacy(""), "☐"),
        (sym("Wingdings", "F0FE"), "☑"),
        (sym("Wingdings 2", "F052"), "☑"),
        (sym("Wingdings", "F0A8"), "☐"),
        (sym("Wingdings", "F06F"), "☐"),
        (sym("Wingdings 2", "F0A3"), "☐"),
        (sym("Wingdings", "F0FC"), "✓"),
        (sym("Wingdings 2", "F050"), "✓"),
        (sym("Wingdings 2", "F054"), "☒"),
        (sym("Wingdings", "00FE"), "☑"),
        (sym("MS Gothic", "2611"), "☑"),
        (r("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
        (r("¨", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☐"),
        (r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑"),
        (r("£", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☐"),
        (r("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☐"),
        (r("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
        (r("\uf0a8"), "☐"),
        (r("\uf052"), "☑"),
    ],
)
def test_tick_encodings(tmp_path: Path, encoded: str, expected: str) -> None:
    label = "" if "是" in encoded else "是"
    found = in_cell(tmp_path, p(encoded + (r(label) if label else "") + r(" ☐否")))
    assert found.text == f"{expected}是 ☐否"


def test_chinese_in_a_symbol_font_stays(tmp_path: Path) -> None:
    assert in_cell(tmp_path, p(r("þ是", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))).text == "☑是"


def test_tick_control_around_a_cell_or_paragraph(tmp_path: Path) -> None:
    properties = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    assert in_cell(tmp_path, sdt(properties, p("☐ 同意"))).text == "☑ 同意"


@pytest.mark.parametrize("anchored", [False, True])
def test_pictures_stand_where_they_are(tmp_path: Path, anchored: bool) -> None:
    parts = {"rIdPic": ("media/image1.png", png((20, 20, 30)))}
    found = in_cell(tmp_path, p(r("签名：") + picture(anchored=anchored) + r(" 日期：")), parts=parts)
    assert found.text == f"签名：{INK_ANCHOR} 日期："
    assert [ink.mark for ink in found.inks] == [Mark.IMAGE]


def test_a_red_ring_is_a_seal(tmp_path: Path) -> None:
    parts = {
        "rIdPic": ("media/image1.png", png((215, 25, 30))),
        "rIdPen": ("media/image2.png", png((10, 10, 60))),
    }
    found = in_cell(tmp_path, p(picture() + picture("rIdPen")), parts=parts)
    assert [ink.mark for ink in found.inks] == [Mark.STAMP, Mark.IMAGE]


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", png((200, 0, 0))[:60], b"\x89PNG\r\n\x1a\n" + b"\0" * 40]
)
def test_damaged_pictures_are_pictures(tmp_path: Path, data: bytes) -> None:
    found = in_cell(tmp_path, p(picture()), parts={"rIdPic": ("media/image1.png", data)})
    assert [ink.mark for ink in found.inks] == [Mark.IMAGE]


def test_missing_and_linked_pictures_are_pictures(tmp_path: Path) -> None:
    assert [ink.mark for ink in in_cell(tmp_path, p(picture("rIdNowhere"))).inks] == [Mark.IMAGE]


VML_PICTURE = '<v:shape style="width:90pt"><v:imagedata r:id="rIdPic"/>{}</v:shape>'


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        (f"<w:r><w:pict>{VML_PICTURE.format('')}</w:pict></w:r>", Mark.IMAGE),
        (f"<w:r><w:object>{VML_PICTURE.format('')}<o:OLEObject/></w:object></w:r>", Mark.IMAGE),
        ("<w:r><w:pict>" + VML_PICTURE.format('<o:ink i="x"/>') + "</w:pict></w:r>", Mark.HANDWRITTEN),
        ('<w:r><w14:contentPart r:id="rId9"/></w:r>', Mark.HANDWRITTEN),
        (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wpi"><w:drawing><wp:inline><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingInk"><w14:contentPart r:id="rId9"/></a:graphicData>'
            f"</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>{picture()[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>",
            Mark.HANDWRITTEN,
        ),
    ],
)
def test_old_pictures_objects_and_ink(tmp_path: Path, content: str, mark: Mark) -> None:
    found = in_cell(tmp_path, p(r("签名：") + content))
    assert found.text == f"签名：{INK_ANCHOR}"
    assert [ink.mark for ink in found.inks] == [mark]


def test_page_backgrounds_and_spacers_are_no_ink(tmp_path: Path) -> None:
    page = picture(anchored=True, cx=7_560_000, cy=10_690_000, extra='behindDoc="1"')
    document = read(tmp_path, p(page + r("正文")))
    assert next(document.pages[0].lines()).inks == ()
    assert any("底图" in note for note in document.notes)
    assert in_cell(tmp_path, p(picture(cx=9525, cy=9525))).inks == ()


def test_a_document_of_pictures_is_unread_not_empty(tmp_path: Path) -> None:
    page = read(tmp_path, p(picture(cx=6_000_000, cy=8_000_000))).pages[0]
    assert page.scanned
    assert "图片" in page.unread


def test_active_x_is_noted(tmp_path: Path) -> None:
    content = '<w:r><w:object><v:shape/><w:control r:id="rId5" w:name="CheckBox1"/></w:object></w:r>'
    assert any("ActiveX" in note for note in read(tmp_path, p(r("字") + content)).notes)


def test_a_pasted_scan_that_cannot_be_opened_is_said_to_be_unread(tmp_path: Path) -> None:
    pages = read(tmp_path, p("知情同意书") + p(picture(cx=6_000_000, cy=8_000_000))).pages
    assert [bool(page.unread) for page in pages] == [False, True]
    assert pages[1].scanned


def test_seals_on_grey_paper_and_in_jpeg() -> None:
    import io

    from PIL import Image, ImageDraw

    from auditor.readers._docx_pictures import mostly_red

    for ink, paper, expected in (
        ((205, 60, 60), (196, 194, 190), True),
        ((40, 40, 60), (196, 194, 190), False),
        ((225, 130, 130), (255, 255, 255), True),
    ):
        image = Image.new("RGB", (900, 900), paper)
        ImageDraw.Draw(image).ellipse((60, 60, 840, 840), outline=ink, width=40)
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=60)
        assert mostly_red(stream.getvalue()) is expected
