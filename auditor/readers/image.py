"""Photos and scanned pictures: each frame is a page, recognised like a scanned page of a PDF."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits
from auditor.pages.model import Document, Page

KINDS = ("image",)
VERSION = 5


def read(path: Path, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return one page for each frame.

    Raises:
        UnreadableFile: damaged, or with more pixels or frames than ``limits`` allow.
    """
    from auditor.pages.texts import name_tables
    from auditor.readers._pdf_running import mark_continued_tables, mark_running_lines
    from auditor.readers._pdf_text import printed_chars
    from auditor.readers._scan_page import read_picture
    from auditor.vision.pictures import frames

    document = Document(shown_path, "image", [])
    try:
        for number, picture in enumerate(frames(path, limits), 1):
            document.pages.append(read_picture(picture, number))
    except UnreadableFile as error:
        if not document.pages:
            raise
        number = len(document.pages) + 1
        # One page stands for all that follow: how many there are cannot be told from a damaged file.
        document.pages.append(
            Page(number, scanned=True, unread=f"从这一页起没有读：{error.reason.rstrip('。')}")
        )
    mark_running_lines(document.pages)
    mark_continued_tables(document.pages)
    name_tables(document.pages)
    document.raw_chars = document.read_chars = printed_chars(document.pages)
    return document
