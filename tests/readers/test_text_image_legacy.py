from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from auditor.errors import UnreadableFile
from auditor.intake.limits import Limits
from auditor.pages.model import INK_ANCHOR
from auditor.readers import image, legacy, text

RTF = rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0 Arial;}}\f0 Visit record\par}"


def test_lines_and_bar_tables_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# 走访记录\n\n| 姓名 | 年龄 |\n|---|---|\n| 林某 | 71 |\n完".encode("gb18030"))
    document = text.read(path, "a.md")
    page = document.pages[0]
    assert [(line.text, line.ref) for line in page.lines()] == [("# 走访记录", "第1行"), ("完", "第6行")]
    (table,) = page.tables()
    assert [cell.text for cell in table.cells] == ["姓名", "年龄", "林某", "71"]


def test_web_page_saved_as_word(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(
        "<html><head><meta charset=gb2312><style>p{}</style></head><body><p>个案封面</p><table><tr><td rowspan=2>签名"
        "<td><img src=http://x/y.png><tr><td><input type=checkbox checked>是</table></body></html>".encode(
            "gb18030"
        )
    )
    document = text.read(path, "a.doc")
    page = document.pages[0]
    assert [line.text for line in page.lines()] == ["个案封面"]
    (table,) = page.tables()
    assert [(c.row, c.col, c.row_span, c.text) for c in table.cells] == [
        (0, 0, 2, "签名"),
        (0, 1, 1, INK_ANCHOR),
        (1, 1, 1, "☑是"),
    ]
    assert document.notes


def test_pictures_are_recognised_frame_by_frame(tmp_path: Path) -> None:
    frames = []
    for number in range(3):
        frames.append(Image.new("L", (1240, 1754), 250))
        for k in range(6):
            at = (160, 200 + 120 * k)
            ImageDraw.Draw(frames[-1]).text(
                at, f"Page {number} 2025-03-0{k + 1}", 20, ImageFont.load_default(36)
            )
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], dpi=(150, 150))
    pages = image.read(tmp_path / "a.tif", "a.tif").pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert all(page.scanned and not page.unread for page in pages)
    assert abs((pages[0].width or 0) - 595) < 6 and abs((pages[0].height or 0) - 842) < 6
    for number, page in enumerate(pages):
        assert f"Page{number}" in "".join(line.text for line in page.lines()).replace(" ", "")
    with pytest.raises(UnreadableFile, match="尺寸过大"):
        image.read(tmp_path / "a.tif", "a.tif", Limits(pixels=1000))
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    with pytest.raises(UnreadableFile, match="损坏"):
        image.read(tmp_path / "b.png", "b.png")


def test_without_an_office_program_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "office_program", lambda: None)
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    with pytest.raises(UnreadableFile, match="RTF") as caught:
        legacy.read(path, "a.rtf")
    assert "另存为 .docx" in caught.value.remedy


@pytest.mark.skipif(legacy.office_program() is None, reason="LibreOffice is not installed")
def test_conversion_by_the_office_program(tmp_path: Path) -> None:
    path = tmp_path / "-a.doc"
    path.write_bytes(RTF)
    document = legacy.read(path, "-a.doc")
    assert [line.text for line in document.pages[0].lines()] == ["Visit record"]
    assert document.kind == "legacy"
    assert any("转换" in note for note in document.notes)


@pytest.mark.skipif(legacy.office_program() is None, reason="LibreOffice is not installed")
def test_a_slow_conversion_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    with pytest.raises(UnreadableFile, match="超过"):
        legacy.read(path, "a.rtf", Limits(office_seconds=0.05))
