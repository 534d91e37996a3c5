"""Folders of Word forms and of text PDFs for the benchmark, made from the committed sample station."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "sample_files" / "station"
NUMBER = re.compile(r"\b([A-Z]{2}-)0(\d\d)\b")
NUMBER_IN_XML = re.compile(rb"\b([A-Z]{2}-)0(\d\d)\b")


def samples(ending: str) -> list[Path]:
    """The sample station's papers of one format that can be read, in order."""
    return [
        path
        for path in sorted(SAMPLES.rglob(f"*{ending}"))
        if not path.name.startswith(("~$", "08家庭收入证明", "08既往病历", "08老照片说明"))
    ]


def word_archive(folder: Path, copies: int) -> int:
    """Write ``copies`` of the sample station's Word papers, each with archive numbers of its own; return the files.

    Copies under one number would become one case of unlikely size; so NB-001 becomes NB-101, NB-201 … in texts and names.
    """
    count = 0
    for copy in range(copies):
        for source in samples(".docx"):
            target = folder / f"第{copy + 1}站" / _renumbered(source, copy)
            target.parent.mkdir(parents=True, exist_ok=True)
            _renumber_word(source, target, copy)
            count += 1
    return count


def _renumbered(source: Path, copy: int) -> str:
    return NUMBER.sub(rf"\g<1>{copy}\g<2>", source.relative_to(SAMPLES).as_posix())


def _renumber_word(source: Path, target: Path, copy: int) -> None:
    digit = b"%d" % copy
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith(".xml"):
                data = NUMBER_IN_XML.sub(rb"\g<1>" + digit + rb"\g<2>", data)
            new.writestr(info, data)


def pdf_archive(folder: Path, copies: int) -> int:
    """Write ``copies`` of the sample station's PDFs, each in a folder of its own; return the files."""
    count = 0
    for copy in range(copies):
        for source in samples(".pdf"):
            target = folder / f"第{copy + 1}站" / source.relative_to(SAMPLES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            count += 1
    return count
