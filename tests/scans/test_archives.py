"""Archives of typed papers become archives of scans."""

from __future__ import annotations

import io
import random
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tools.scans.archives import chosen, kind_of, scan_archive, write_pictures
from tools.scans.pen import PenData
from tools.scans.printing import pages_of, print_papers

NO_DATA = PenData(None, None)


def paper(path: Path, pages: int = 1, picture: bool = False) -> None:
    """A PDF of lines, with a picture of scribble at a place that is known."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number in range(pages):
        canvas.drawString(80, 760, f"page {number + 1}")
        if picture:
            image = Image.new("RGB", (120, 46), "white")
            ImageDraw.Draw(image).line((5, 5, 110, 40), fill="green", width=5)
            data = io.BytesIO()
            image.save(data, "PNG")
            canvas.drawImage(ImageReader(data), 200, 400, 120, 46)
        canvas.showPage()
    canvas.save()


def test_pages_become_image_pdfs_and_other_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.scans.archives.kind_of", lambda quality, rng: "pdf")
    folder, out = tmp_path / "typed", tmp_path / "scanned"
    paper(folder / "a" / "one.pdf", 2)
    (folder / "audit.toml").write_text("x = 1", encoding="utf-8")
    done = scan_archive(folder, out, "good", 1.0, tmp_path / "cache", NO_DATA)
    assert (done.papers, done.scanned, done.pages, done.unprinted) == (1, 1, 2, [])
    assert (out / "audit.toml").read_text(encoding="utf-8") == "x = 1"
    document = pdfium.PdfDocument(out / "a" / "one.pdf")
    assert len(document) == 2
    assert document[0].get_textpage().count_chars() == 0
    assert abs(document[0].get_width() - 595) < 6


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "heic"])
def test_photos_are_pictures_of_their_own(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.scans.archives.kind_of", lambda quality, rng: kind)
    folder, out = tmp_path / "typed", tmp_path / "scanned"
    paper(folder / "two.pdf", 2)
    paper(folder / "one.pdf", 1)
    scan_archive(folder, out, "photo", 1.0, tmp_path / "cache", NO_DATA)
    assert sorted(p.name for p in out.iterdir()) == [f"one.{kind}", f"two_1.{kind}", f"two_2.{kind}"]


def test_a_tiff_holds_all_pages(tmp_path: Path) -> None:
    pages = [(Image.new("RGB", (80, 100), colour), 100.0) for colour in ("white", "black")]
    write_pictures(pages, tmp_path / "a.docx", "tiff")
    with Image.open(tmp_path / "a.tif") as image:
        assert image.n_frames == 2 and round(image.info["dpi"][0]) == 100


def test_scans_are_saved_as_their_machines_do() -> None:
    rng = random.Random(3)
    assert {kind_of("photo", rng) for _ in range(200)} == {"jpg", "png", "webp", "heic"}
    assert {kind_of("fair", rng) for _ in range(200)} == {"pdf", "tiff"}


def test_only_a_share_is_scanned_and_always_the_same(tmp_path: Path) -> None:
    papers = [Path(f"{n}.pdf") for n in range(200)]
    some = chosen(papers, 0.5, 1)
    assert 70 < len(some) < 130 and some == chosen(papers, 0.5, 1) != chosen(papers, 0.5, 2)
    assert set(chosen(papers, 0.3, 1)) <= set(some) and chosen(papers, 1.0, 1) == papers


def test_an_inserted_picture_becomes_a_pen_stroke(tmp_path: Path) -> None:
    paper(tmp_path / "signed.pdf", picture=True)
    (pixels,) = pages_of(tmp_path / "signed.pdf", 144.0, random.Random(4), "tune", NO_DATA)
    left, top, right, bottom = 400, (842 - 446) * 2, 640, (842 - 400) * 2
    place = pixels[top:bottom, left:right].astype(int)
    green = (place[..., 1] > place[..., 0] + 60) & (place[..., 1] > place[..., 2] + 60)
    assert not green.any()
    assert (place.min(axis=2) < 140).sum() > 200
    assert np.array_equal(
        pixels, next(pages_of(tmp_path / "signed.pdf", 144.0, random.Random(4), "tune", NO_DATA))
    )


def test_word_files_need_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(FileNotFoundError, match="LibreOffice"):
        print_papers([tmp_path / "a.docx"], tmp_path / "cache")


def test_prints_are_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fake(command: list[str], **options: object) -> None:
        calls.append(command)
        out = Path(command[command.index("--outdir") + 1])
        out.mkdir()
        for name in command[command.index("--outdir") + 2 :]:
            paper(out / f"{Path(name).stem}.pdf")

    monkeypatch.setattr("subprocess.run", fake)
    monkeypatch.setattr("shutil.which", lambda name: "/bin/soffice")
    (tmp_path / "a.docx").write_bytes(b"one")
    (tmp_path / "b.docx").write_bytes(b"one")
    first = print_papers([tmp_path / "a.docx", tmp_path / "b.docx"], tmp_path / "cache")
    assert first[tmp_path / "a.docx"] == first[tmp_path / "b.docx"] and len(calls) == 1
    print_papers([tmp_path / "b.docx"], tmp_path / "cache")
    assert len(calls) == 1
