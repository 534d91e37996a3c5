"""Turns an archive of typed papers into one that was printed, signed, sealed and scanned or photographed.

``python -m tools.scans.archives FOLDER OUT --quality fair --share 0.5``: half of the Word and PDF papers become image PDFs (or
photos, one picture a page); sheets and settings stay as they are.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import cv2
from PIL import Image

from tools.scans.degrade import QUALITIES, degrade
from tools.scans.fonts import Split
from tools.scans.make import add_data_options, pen_data
from tools.scans.pen import PenData
from tools.scans.printing import cache_folder, pages_of, print_papers

PRINT_DPI = 200.0
PAPERS = (".docx", ".pdf")
SCANNED_ON = time.gmtime(1_760_000_000)
"""In the PDFs, so that the same bytes come out of every run."""


@dataclass(slots=True)
class Scanned:
    """What became of an archive."""

    papers: int = 0
    scanned: int = 0
    pages: int = 0
    unprinted: list[str] = field(default_factory=list)


def chosen(papers: list[Path], share: float, seed: int) -> list[Path]:
    """The papers to scan; the same ones for the same seed, whatever the share of others."""
    return [p for p in papers if zlib.crc32(f"{seed} {p.name}".encode()) % 1000 < share * 1000]


def scan_archive(
    folder: Path,
    out: Path,
    quality: str,
    share: float,
    cache: Path,
    data: PenData,
    seed: int = 0,
    split: Split = "tune",
) -> Scanned:
    """Write the scanned twin of an archive.

    Args:
        folder: The archive of typed papers.
        out: Where to write.
        quality: One of `QUALITIES`.
        share: Share of the papers that are scanned.
        cache: Where printed papers are kept.
        data: Pens.
        seed: What is scanned, and how.
        split: Whose pens sign.

    Raises:
        FileNotFoundError: LibreOffice is not installed.
    """
    cv2.setNumThreads(1)
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    papers = [p for p in files if p.suffix in PAPERS and not p.name.startswith("~$")]
    picked = chosen(papers, share, seed)
    printed = print_papers(picked, cache)
    result = Scanned(len(papers), 0, 0, [str(p.relative_to(folder)) for p in picked if p not in printed])
    for path in files:
        target = out / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path not in printed:
            shutil.copyfile(path, target)
            continue
        rng = random.Random(f"{seed} {quality} {path.relative_to(folder)}")
        pictures = []
        for page in pages_of(printed[path], PRINT_DPI, rng, split, data):
            picture = degrade(
                page, PRINT_DPI, quality, rng, to_dpi=0 if quality == "photo" else rng.choice((150, 200, 200))
            )
            pictures.append((Image.fromarray(picture.pixels), picture.dpi))
        write_pictures(pictures, target, kind_of(quality, rng))
        result.scanned += 1
        result.pages += len(pictures)
    return result


def kind_of(quality: str, rng: random.Random) -> str:
    """How such a scan is saved."""
    if quality == "photo":
        return rng.choices(("jpg", "png", "webp", "heic"), (76, 6, 9, 9))[0]
    return rng.choices(("pdf", "tiff"), (92, 8))[0]


def write_pictures(
    pictures: list[tuple[Image.Image, float | None]], target: Path, kind: str = "pdf", quality: int = 82
) -> None:
    """Pages as one file (pdf, tiff), or as pictures of their own (name.jpg; name_1.jpg, name_2.jpg)."""
    first, *rest = [image for image, _ in pictures]
    said = pictures[0][1]
    if kind == "pdf":
        first.save(
            target.with_suffix(".pdf"), save_all=True, append_images=rest, resolution=said or 150.0, quality=quality,
            creationDate=SCANNED_ON, modDate=SCANNED_ON,
        )  # fmt: skip
        return
    if kind == "tiff":
        grey = [image.convert("L") for image in (first, *rest)]
        grey[0].save(
            target.with_suffix(".tif"), save_all=True, append_images=grey[1:], compression="tiff_lzw", dpi=(said or 150.0,) * 2
        )  # fmt: skip
        return
    if kind == "heic":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    for number, (image, dpi) in enumerate(pictures, 1):
        name = f"{target.stem}_{number}.{kind}" if len(pictures) > 1 else f"{target.stem}.{kind}"
        options: dict[str, object] = {"dpi": (dpi, dpi)} if dpi else {}
        if kind != "png":
            options["quality"] = quality
        image.save(target.with_name(name), **options)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--quality", choices=QUALITIES, default="good")
    parser.add_argument("--share", type=float, default=1.0, help="share of the papers that are scanned")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cache", type=Path, default=cache_folder(), help="where printed papers are kept")
    add_data_options(parser)
    options = parser.parse_args()
    done = scan_archive(
        options.folder,
        options.out,
        options.quality,
        options.share,
        options.cache,
        pen_data(options),
        options.seed,
    )
    print(
        f"{done.scanned} of {done.papers} papers scanned, {done.pages} pages, {len(done.unprinted)} not printed: {options.out}"
    )


if __name__ == "__main__":
    main()
