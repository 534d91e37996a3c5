"""What the evidence of findings looks like: the files are opened once more, within limits, and the places drawn.

A place of a PDF with a box becomes a picture of that part of the page; a place in a Word table, a sheet or a text becomes
the rows around it, from the page model. A file that can no longer be read simply has no view: its finding stands as before.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.errors import UnreadableFile
from auditor.findings.result import Evidence, Finding
from auditor.intake.limits import check_file
from auditor.intake.sniff import sniff
from auditor.intake.walk import walk_folder
from auditor.outputs.form_view import MIN_SEARCHED, form_views, located, spot_of
from auditor.outputs.page_view import PageViews
from auditor.outputs.writers import Report
from auditor.pages.model import Document, Page
from auditor.pages.store import load_page
from auditor.readers.base import reader_for
from auditor.readers.docx import read as read_word
from auditor.readers.pdf import read_text_pages

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ViewLimits:
    """How much may be drawn; beyond that findings stand without a view, which the page says."""

    per_finding: int = 6
    pictures_per_file: int = 60
    forms_per_file: int = 500
    views: int = 4_000
    form_bytes: int = 6_000_000
    picture_bytes: int = 5_000_000
    seconds: float = 30.0
    """Wall time for reading and drawing together."""


LIMITS = ViewLimits()


class EvidenceViews:
    """Draws the places of findings.

    Args:
        report: for the archive's folder and the mask.
        limits: see `ViewLimits`.

    Attributes:
        views: everything drawn, each once; findings point into it.
        left_out: findings (as numbered for `of_all`) with a place that is not drawn, for a limit or because the file
            is no longer what it was.
    """

    def __init__(self, report: Report, limits: ViewLimits = LIMITS) -> None:
        self.views: list[View] = []
        self.left_out: set[int] = set()
        self._report = report
        self._limits = limits
        self._numbers: dict[str, int] = {}
        self._left = {"form": limits.form_bytes, "picture": limits.picture_bytes}
        self._walked: dict[str, Path] | None = None

    def of_all(self, findings: Sequence[Finding]) -> list[list[int]]:
        """Return for each finding the numbers of its views.

        Args:
            findings: unmasked, the most important first.
        """
        deadline = time.monotonic() + self._limits.seconds
        found: list[list[int]] = [[] for _ in findings]
        wanted: dict[str, dict[int, list[tuple[int, Evidence]]]] = defaultdict(lambda: defaultdict(list))
        for index, finding in enumerate(findings):
            for number, place in enumerate(finding.evidence, 1):
                if (
                    place.box is not None
                    or spot_of(place.label) is not None
                    or len(place.text) >= MIN_SEARCHED
                ):
                    wanted[place.path][index].append((number, place))
        # File by file, in the order in which the most important finding needs them: each is opened once.
        for path, by_finding in wanted.items():
            if time.monotonic() > deadline or len(self.views) >= self._limits.views:
                break
            self._draw_file(path, by_finding, found)
        for by_finding in wanted.values():
            for index, places in by_finding.items():
                if not found[index] and any(place.box or spot_of(place.label) for _, place in places):
                    self.left_out.add(index)
        return found

    def _draw_file(
        self, path: str, by_finding: dict[int, list[tuple[int, Evidence]]], found: list[list[int]]
    ) -> None:
        source = self._source(path)
        if source is None:
            return
        document = _read(source, path, self._report.scans.get(path, {}))
        if document is None:
            return
        left = {"picture": self._limits.pictures_per_file, "form": self._limits.forms_per_file}
        drawn: dict[tuple[Any, ...], list[int]] = {}
        with PageViews(source, document, self._report) as pages:
            for index, places in by_finding.items():
                room = self._limits.per_finding - len(found[index])
                key = tuple(
                    (number, place.page, place.box, place.label, place.text) for number, place in places
                )
                numbers = drawn.get(key)
                if numbers is None:
                    # Findings on the same places share their views; nothing is drawn that no limit would let stay.
                    views = islice(self._views(document, pages, places, left), max(0, room))
                    kept = [self._keep(view, left) for view in views]
                    numbers = [number for number in kept if number is not None]
                    if len(numbers) == len(kept):
                        drawn[key] = numbers
                found[index] += [number for number in numbers[: max(0, room)] if number not in found[index]]

    def _views(
        self, document: Document, pages: PageViews, places: list[tuple[int, Evidence]], left: dict[str, int]
    ) -> Iterator[View]:
        """Yield the views of one finding's places in one file."""
        boxed = [(number, place) for number, place in places if place.box is not None and pages.usable]
        if boxed and self._left["picture"] > 0 and left["picture"] > 0:
            yield from pages.views(boxed)
            places = [entry for entry in places if entry not in boxed]
        spots = [
            (number, spot)
            for number, place in places
            if (spot := located(document, place.label, place.text)) is not None
        ]
        if spots and self._left["form"] > 0 and left["form"] > 0:
            yield from form_views(document, spots, self._report)

    def _keep(self, view: View, left: dict[str, int]) -> int | None:
        """Return the view's number; None where a limit leaves it out."""
        text = json.dumps(view, ensure_ascii=False)
        number = self._numbers.get(text)
        if number is not None:
            return number
        pot = "picture" if view["k"] == "p" else "form"
        size = len(text.encode("utf-8", "replace"))
        if size > self._left[pot] or left[pot] <= 0 or len(self.views) >= self._limits.views:
            return None
        self._left[pot] -= size
        left[pot] -= 1
        self._numbers[text] = len(self.views)
        self.views.append(view)
        return len(self.views) - 1

    def _source(self, path: str) -> Path | None:
        """Return where a file of the result lies; shown paths may differ from the names on the disk."""
        plainly = self._report.folder / path
        if ".." not in Path(path).parts and plainly.is_file() and not plainly.is_symlink():
            return plainly
        if self._walked is None:
            contents = walk_folder(self._report.folder)
            self._walked = {source.shown: source.path for source in contents.files}
        return self._walked.get(path)


def _read(source: Path, shown: str, scans: Mapping[int, bytes]) -> Document | None:
    """Read a file again; what was recognised on its scanned pages is taken from ``scans``."""
    try:
        check_file(source)
        kind = sniff(source).kind
        if kind == "image":
            document = Document(shown, "image", [Page(number) for number in sorted(scans)])
        elif kind == "pdf":
            document = read_text_pages(source, shown)
        elif kind == "docx":
            document = read_word(source, shown, recognise=False)
            document.pages += [load_page(page) for _, page in sorted(scans.items())]
            return document
        else:
            return reader_for(kind).read(source, shown)
        document.pages = [
            load_page(scans[page.number]) if page.number is not None and page.number in scans else page
            for page in document.pages
        ]
    except (UnreadableFile, ValueError):
        return None
    return document
