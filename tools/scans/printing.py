"""Papers to pages: Word files through LibreOffice to PDF (kept by content), PDFs to pixels, drawn names to pen strokes."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.scans.fonts import Split, faces
from tools.scans.inking import SEAL_WORDS, SEALS
from tools.scans.pen import PenData, Writer
from tools.scans.seals import round_seal

Pixels = NDArray[np.uint8]
BATCH = 60
"""Files that LibreOffice converts in one call."""
SECONDS_A_FILE = 20
NAMES = ("陈志强", "李美玲", "黄子轩", "梁婉仪", "何德胜", "苏若琳", "周敏仪", "温倩雯", "孔令辉", "莫婉婷")


def cache_folder() -> Path:
    """Where printed papers are kept when no folder is named."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "station-auditor-tools" / "printed"


def key_of(path: Path) -> str:
    """Name of a paper by its content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:32]


def print_papers(papers: Iterable[Path], cache: Path) -> dict[Path, Path]:
    """Word files to PDFs, converted once for each content.

    Args:
        papers: docx and pdf files; a PDF is its own print.
        cache: folder of the prints.

    Returns:
        The PDF of each paper; papers that LibreOffice cannot print are left out.

    Raises:
        FileNotFoundError: LibreOffice is not installed.
    """
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    cache.mkdir(parents=True, exist_ok=True)
    out: dict[Path, Path] = {}
    missing: dict[str, Path] = {}
    for paper in papers:
        if paper.suffix == ".pdf":
            out[paper] = paper
            continue
        out[paper] = cache / f"{key_of(paper)}.pdf"
        if not out[paper].is_file():
            missing.setdefault(out[paper].stem, paper)
    if missing and soffice is None:
        raise FileNotFoundError("LibreOffice (soffice) is needed to print Word files")
    names = sorted(missing)
    for start in range(0, len(names), BATCH):
        with tempfile.TemporaryDirectory() as folder:
            batch = []
            for name in names[start : start + BATCH]:
                batch.append(Path(folder) / f"{name}.docx")
                shutil.copyfile(missing[name], batch[-1])
            subprocess.run(
                [str(soffice), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                 "--outdir", str(Path(folder) / "out"), *map(str, batch)],
                check=False, capture_output=True, timeout=60 + SECONDS_A_FILE * len(batch),
            )  # fmt: skip
            for printed in (Path(folder) / "out").glob("*.pdf"):
                shutil.copyfile(printed, cache / f"{printed.name}.part")
                (cache / f"{printed.name}.part").replace(cache / printed.name)
    return {paper: printed for paper, printed in out.items() if printed.is_file()}


def pages_of(printed: Path, dpi: float, rng: random.Random, split: Split, data: PenData) -> Iterator[Pixels]:
    """Red, green, blue pages of a print; inserted pictures of names become pen strokes on the paper, some under a seal."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    document = pdfium.PdfDocument(printed)
    try:
        for page in document:
            height = page.get_height()
            pictures = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
            bounds = [picture.get_bounds() for picture in pictures]
            # Nobody wipes the paper before signing: rules and words under an opaque picture stay.
            for picture in pictures:
                if picture.level == 0:
                    page.remove_obj(picture)
            if pictures:
                page.gen_content()
            pixels = np.ascontiguousarray(page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[..., :3])
            for picture, (left, bottom, right, top) in zip(pictures, bounds, strict=True):
                box = (
                    left * dpi / 72,
                    (height - top) * dpi / 72,
                    right * dpi / 72,
                    (height - bottom) * dpi / 72,
                )
                sign(pixels, box, dpi, rng, split, data, wipe=picture.level > 0)
            yield pixels
    finally:
        document.close()


def sign(
    pixels: Pixels,
    box: tuple[float, float, float, float],
    dpi: float,
    rng: random.Random,
    split: Split,
    data: PenData,
    wipe: bool = False,
) -> None:
    """Put a signature where a picture was; ``wipe`` where it still is."""
    left, top, right, bottom = (round(v) for v in box)
    left, top = max(0, left), max(0, top)
    right, bottom = min(pixels.shape[1], right), min(pixels.shape[0], bottom)
    if right - left < 8 or bottom - top < 8:
        return
    if wipe:
        pixels[top:bottom, left:right] = 255
    writer = Writer(rng.randrange(10**6), split, data)
    mask = writer.signature(rng.choice(NAMES), (bottom - top) * rng.uniform(0.85, 1.1), dpi)
    if mask.shape[1] > (right - left) * 1.1:
        wide = round((right - left) * 1.1)
        size = (wide, max(1, round(mask.shape[0] * wide / mask.shape[1])))
        mask = np.asarray(Image.fromarray(mask).resize(size, Image.Resampling.LANCZOS))
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    lay(pixels, mask, middle_x, middle_y, writer.colour)
    if rng.random() < 0.15:
        words = rng.choice(SEAL_WORDS)
        face = rng.choice(faces(split, "song"))
        seal = round_seal(words, round(110 * dpi / 72), face, rng)
        lay(pixels, seal, middle_x + rng.gauss(0, 12), middle_y + rng.gauss(0, 8), rng.choice(SEALS))


def lay(pixels: Pixels, mask: NDArray[np.uint8], x: float, y: float, colour: tuple[int, int, int]) -> None:
    """Lay ink around a point."""
    left, top = round(x - mask.shape[1] / 2), round(y - mask.shape[0] / 2)
    cut_left, cut_top = max(0, -left), max(0, -top)
    right, bottom = min(pixels.shape[1], left + mask.shape[1]), min(pixels.shape[0], top + mask.shape[0])
    if right <= left + cut_left or bottom <= top + cut_top:
        return
    part = mask[cut_top : bottom - top, cut_left : right - left].astype(np.float32)[..., None] / 255
    region = pixels[top + cut_top : bottom, left + cut_left : right]
    region[:] = (region * (1 - part * (1 - np.array(colour, np.float32) / 255))).astype(np.uint8)
