"""Papers that somebody photographed or scanned and pasted into a Word file: pages like any other scan."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.pages.model import Page
from auditor.readers._docx_package import Package

CANNOT_OPEN = "粘贴在文件里的图片打不开，没有识别"
MAX_BYTES = 40 * 1024**2
MAX_PAPERS = 60
"""Pictures of one document that are recognised."""


def pasted_papers(package: Package, parts: Sequence[str], notes: list[str]) -> list[Page]:
    """Return a page for each picture that shows a paper; what cannot be read is said in ``notes``.

    Args:
        package: the Word file.
        parts: names of the pictures' parts, in their order in the text.
        notes: receives Chinese sentences.

    Returns:
        Pages without number, named "图片1" ...; photographs of people or places are left out.
    """
    from auditor.readers._scan_page import read_picture
    from auditor.vision.pictures import frames

    pages: list[Page] = []
    photographs = 0
    for number, part in enumerate(dict.fromkeys(parts[: MAX_PAPERS + 1]), 1):
        if number > MAX_PAPERS:
            notes.append(f"占大半页的图片超过{MAX_PAPERS}张，后面的图片没有识别。")
            break
        data = package.bytes_of(part, MAX_BYTES) if part else None
        try:
            if data is None:
                raise UnreadableFile("图片不在文件里。", "请在 Word 里打开确认。")
            with tempfile.TemporaryDirectory(prefix="audit-") as folder:
                # The decoder of pictures checks files: size, pixels, kind.
                path = Path(folder) / "picture"
                path.write_bytes(data)
                picture = next(frames(path))
        except (UnreadableFile, StopIteration):
            pages.append(Page(None, name=f"图片{number}", scanned=True, unread=CANNOT_OPEN))
            continue
        page = read_picture(picture, number)
        if page.photograph:
            photographs += 1
            continue
        page.number, page.name = None, f"图片{number}"
        for count, table in enumerate(page.tables(), 1):
            table.ref = f"{page.name}表{count}"
        pages.append(page)
    if read := sum(not page.unread for page in pages):
        notes.append(f"有{read}张占大半页的图片，已按扫描件识别其中的文字。")
    if photographs:
        notes.append(f"有{photographs}张照片，不是文书。")
    return pages
