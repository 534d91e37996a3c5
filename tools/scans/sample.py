"""Scanned twins of a part of the sample archive: ``python -m tools.scans.sample [OUT]``.

Writes OUT/scanned_station and OUT/expected_scanned.json (OUT is sample_files). The papers are those of
`tools.sample_station`: printed, ticked, signed and sealed, then scanned or photographed. Names are written with the strokes of
hanzi-writer-data (an npm package; ``--pen-data`` names the folder it lies in), bent for each hand, ticks with strokes invented
here. What an audit must find follows from the scenario of the sample archive, never from the auditor's output.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from tools.sample_station import station
from tools.sample_station.build import build
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Box, Cell, Grid, Ink, Paper, Para
from tools.sample_station.pdf import pdf
from tools.scans.archives import write_pictures
from tools.scans.degrade import degrade
from tools.scans.pen import PenData, Writer, tick_mask
from tools.scans.printing import lay

DPI = 200.0
SCAN_DPI = 150.0
JPEG = 33
SUBJECTS = (
    "RY-002", "YT-001", "JC-RY-003", "JC-RY-004", "JC-YT-001", "JC-YT-003", "JC-SL-001", "JC-SL-002", "JC-NB-003",
)  # fmt: skip
"""Cases and households whose papers are scanned; all others are left out."""
QUALITIES = ("good", "good", "good", "fair", "fair", "photo")
ALSO = (
    {"rule": "case-grade-priority", "subject": {"kind": "district", "id": "第一片区"}, "certainty": "sure", "district": "第一片区",
     "community": "", "evidence": [("个案/RY-002/01个案封面", "等级"), ("建档/南埠社区/JC-NB-003/03分级评估表", "等级")]},
)  # fmt: skip
"""What is true of this part of the archive alone: its only open case of the district is of the lowest grade, while a
household of a higher one has no case."""


class Papers(Ledger):
    """A ledger that remembers the papers behind its files."""

    def __init__(self) -> None:
        super().__init__()
        self.papers: dict[str, Paper] = {}

    def paper(self, stem: str, paper: Paper, *, as_pdf: bool = False) -> str:
        """Notes the paper and writes it as ever."""
        self.papers[stem] = paper
        return super().paper(stem, paper, as_pdf=as_pdf)


def subject_of(path: str) -> str:
    """The case or household in whose folder a paper lies."""
    parts = path.split("/")
    if parts[0] == "个案" and len(parts) == 3:
        return parts[1].split()[0]
    return parts[2].split()[0] if parts[0] == "建档" and len(parts) == 4 else ""


def boxes_of(paper: Paper) -> list[bool]:
    """The ticks of a paper in the order in which they are printed."""
    out: list[bool] = []
    for para in paragraphs(paper):
        out += [part.ticked for part in para.parts if isinstance(part, Box)]
    return out


def paragraphs(paper: Paper) -> list[Para]:
    """All paragraphs, those of cells included, in order."""
    out: list[Para] = []
    for block in paper.blocks:
        if isinstance(block, Para):
            out.append(block)
        else:
            out += [p for row in block.rows for cell in row for p in cell.paras]
    return out


def unticked(paper: Paper) -> Paper:
    """The same paper as it was printed, before anybody took a pen."""

    def clear(para: Para) -> Para:
        return replace(para, parts=tuple(Box(False) if isinstance(p, Box) else p for p in para.parts))

    def clear_cell(cell: Cell) -> Cell:
        return replace(cell, paras=tuple(map(clear, cell.paras)))

    blocks: list[Para | Grid] = [
        clear(b)
        if isinstance(b, Para)
        else replace(b, rows=tuple(tuple(map(clear_cell, row)) for row in b.rows))
        for b in paper.blocks
    ]
    return replace(paper, blocks=blocks)


def inks_of(paper: Paper) -> list[Ink]:
    """The signatures and seals of a paper in the order in which they are printed."""
    return [part for para in paragraphs(paper) for part in para.parts if isinstance(part, Ink)]


def printed(paper: Paper, rng: random.Random, data: PenData) -> list[np.ndarray]:
    """The pages of a paper, its boxes ticked and its signatures written by pen.

    Raises:
        ValueError: The print shows other boxes or pictures than the paper has.
    """
    shown = replace(unticked(paper), number_line=paper.number_line or paper.head_line)
    document = pdfium.PdfDocument(pdf(shown))
    writer = Writer(rng.randrange(10**6), "tune", data)
    states, inks = boxes_of(paper), iter(inks_of(paper))
    at = 0
    pages = []
    for page in document:
        pixels = np.ascontiguousarray(page.render(scale=DPI / 72, rev_byteorder=True).to_numpy()[..., :3])
        text = page.get_textpage()
        for index, char in enumerate(text.get_text_range()):
            if char != "□":
                continue
            left, bottom, right, top = text.get_charbox(index)
            ticked = states[at]
            at += 1
            if ticked:
                tick(pixels, (left, page.get_height() - top, right, page.get_height() - bottom), writer, rng)
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            ink = next(inks)
            if ink.kind == "hand":
                left, bottom, right, top = picture.get_bounds()
                sign(
                    pixels, (left, page.get_height() - top, right, page.get_height() - bottom), ink.name, data
                )
        pages.append(pixels)
    if next(inks, None) is not None:
        raise ValueError(f"{paper.title}: a signature or seal is not on the print")
    if at != len(states):
        raise ValueError(f"{paper.title}: {len(states)} boxes drawn, {at} found")
    return pages


def tick(
    pixels: np.ndarray, box: tuple[float, float, float, float], writer: Writer, rng: random.Random
) -> None:
    """A pen tick over a box given in points."""
    left, top, right, bottom = (v * DPI / 72 for v in box)
    side = max(right - left, bottom - top)
    mask, _, _ = tick_mask(
        rng, rng.choice(("check", "check", "check", "cross")), side, writer.tip_points * DPI / 72
    )
    lay(pixels, mask, (left + right) / 2, (top + bottom) / 2, writer.colour)


def sign(pixels: np.ndarray, box: tuple[float, float, float, float], name: str, data: PenData) -> None:
    """A name written by pen where its picture was printed, boxes in points; each person has a hand of their own."""
    left, top, right, bottom = (round(v * DPI / 72) for v in box)
    pixels[top:bottom, left:right] = 255
    writer = Writer(zlib.crc32(name.encode()), "tune", data)
    writer.font, writer.names = "", {}
    mask = writer.signature(name, (bottom - top) * 0.95, DPI)
    if mask.shape[1] > (right - left) * 1.2:
        size = (
            round((right - left) * 1.2),
            max(1, round(mask.shape[0] * (right - left) * 1.2 / mask.shape[1])),
        )
        mask = np.asarray(Image.fromarray(mask).resize(size, Image.Resampling.LANCZOS))
    lay(pixels, mask, (left + right) / 2, (top + bottom) / 2, writer.colour)


def scanned(paper: Paper, path: str, data: PenData) -> tuple[str, list[tuple[Image.Image, float | None]]]:
    """The quality that falls to a paper, and its pictures."""
    rng = random.Random(f"sample {path}")
    quality = rng.choice(QUALITIES)
    sealed = any(isinstance(p, Ink) and p.kind == "seal" for para in paragraphs(paper) for p in para.parts)
    pictures = []
    for page in printed(paper, rng, data):
        got = degrade(page, DPI, quality, rng, to_dpi=SCAN_DPI)
        image = Image.fromarray(got.pixels)
        if quality == "photo" and max(image.size) > 2000:
            image.thumbnail((2000, 2000), Image.Resampling.LANCZOS)
        pictures.append((image if sealed or quality == "photo" else image.convert("L"), got.dpi))
    return quality, pictures


def expected(
    ledger: Papers, renamed: dict[str, list[str]], also: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """What the scenario says of the chosen subjects, with the names of the pictures."""
    findings = []
    for finding in ledger.findings:
        paths = [place["path"] for place in finding["evidence"]]  # type: ignore[attr-defined]
        if finding["subject"]["id"] in SUBJECTS and all(p in renamed for p in paths):  # type: ignore[index]
            evidence = [{"paths": renamed[p["path"]], "label": p["label"]} for p in finding["evidence"]]  # type: ignore[attr-defined]
            findings.append({**finding, "evidence": evidence})
    for more in also:
        old = [next(k for k in renamed if k.startswith(stem + ".")) for stem, _ in more["evidence"]]
        evidence = [
            {"paths": renamed[k], "label": label} for k, (_, label) in zip(old, more["evidence"], strict=True)
        ]
        findings.append({**more, "evidence": evidence})
    near = [n for n in ledger.near if n["subject"]["id"] in SUBJECTS]  # type: ignore[index]
    key = lambda f: (str(f["rule"]), str(f["subject"]))  # noqa: E731
    return {
        "about": "由 tools/scans/sample.py 按样例档案的场景设定写出，不是审查程序的输出",
        "as_of": station.AS_OF.isoformat(),
        "files": {"total": sum(map(len, renamed.values()))},
        "findings": sorted(findings, key=key),
        "near_misses": sorted(near, key=key),
    }


def write(out: Path, data: PenData) -> tuple[int, int]:
    """Write the archive and its expectations; returns files and bytes."""
    cv2.setNumThreads(1)
    ledger = Papers()
    build(ledger=ledger)
    folder = out / "scanned_station"
    if folder.exists():
        if not (folder / "audit.toml").is_file():
            raise SystemExit(f"{folder} is not an archive made by this script; nothing was touched")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / "audit.toml").write_bytes(ledger.files["audit.toml"])
    renamed: dict[str, list[str]] = {}
    for stem, paper in sorted(ledger.papers.items()):
        if subject_of(stem) not in SUBJECTS:
            continue
        target = folder / f"{stem}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        quality, pictures = scanned(paper, stem, data)
        before = set(target.parent.iterdir())
        write_pictures(pictures, target, "jpg" if quality == "photo" else "pdf", quality=JPEG)
        old = stem + (".docx" if stem + ".docx" in ledger.files else ".pdf")
        made = sorted(set(target.parent.iterdir()) - before)
        renamed[old] = [p.relative_to(folder).as_posix() for p in made]
    for path, content in ledger.files.items():  # sheets of a household stay what they are
        if subject_of(path) in SUBJECTS and path.endswith(".xlsx"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            renamed[path] = [path]
    text = json.dumps(expected(ledger, renamed, ALSO), ensure_ascii=False, indent=1) + "\n"
    (out / "expected_scanned.json").write_text(text, encoding="utf-8")
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file()]
    return len(sizes), sum(sizes)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=Path("sample_files"))
    parser.add_argument(
        "--pen-data", type=Path, required=True, help="folder with the npm package hanzi-writer-data"
    )
    options = parser.parse_args()
    files, size = write(options.out, PenData(options.pen_data, None))
    sys.stdout.write(f"{files} files, {size / 1e6:.1f} MB: {options.out / 'scanned_station'}\n")


if __name__ == "__main__":
    main()
