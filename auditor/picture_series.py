"""Photos and scans that are the pages of one form, a file a page, are read as one paper.

Somebody who photographs a form of three pages gets three files. The second and third carry no title, so that on their own
they are nothing; put behind the first they are its rows and signatures. Pages stay in their files: every place names the
file it was read from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from auditor.forms.load import FormSet
from auditor.forms.model import ReadPaper
from auditor.pages.model import Document, Page, Place
from auditor.pages.store import load_page
from auditor.reading import paper_of

MAX_SERIES = 60
JOINED = "与“{first}”是同一份材料，作为其第{number}页读取"
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(
    r"[\s_（(－-]*(?:第?\s*(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*[页张]?|续[页表]?\d*|反面|背面|正面|[a-d])[)）]?$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[（(]?\s*续\s*[)）表页]?|第\s*[2-9二三四五六七八九]\s*页")


def with_series_joined(papers: Sequence[ReadPaper], forms: FormSet) -> list[ReadPaper]:
    """Return the papers with series of pictures read as one.

    Args:
        papers: all papers of an archive as read one by one.
        forms: known forms.

    Returns:
        As many papers, in the same order: the first file of a series holds the forms of the whole series, the others
        say which paper they belong to.
    """
    replaced: dict[str, ReadPaper] = {}
    by_folder: dict[str, list[ReadPaper]] = defaultdict(list)
    for paper in papers:
        if paper.kind == "image" and paper.scan_pages:
            by_folder[paper.path.rpartition("/")[0]].append(paper)
    for pictures in by_folder.values():
        for series in _series(sorted(pictures, key=lambda paper: natural_order(paper.path))):
            for paper in _joined(series, forms):
                replaced[paper.path] = paper
    return [replaced.get(paper.path, paper) for paper in papers]


def natural_order(path: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts "图2" before "图10"."""
    parts = re.split(r"(\d+)", path.rpartition(".")[0] or path)
    return tuple((1, int(part[:18]), "") if part.isdigit() else (0, 0, part) for part in parts if part)


def _series(pictures: Sequence[ReadPaper]) -> Iterator[list[ReadPaper]]:
    """Yield runs of neighbouring pictures that go on from a recognised one."""
    run: list[ReadPaper] = []
    for before, paper in pairwise([None, *pictures]):
        if paper is None:
            continue
        if run and before is not None and len(run) < MAX_SERIES and _goes_on(before, paper):
            run.append(paper)
            continue
        if len(run) > 1:
            yield run
        run = [paper] if paper.forms else []
    if len(run) > 1:
        yield run


def _goes_on(before: ReadPaper, paper: ReadPaper) -> bool:
    """Whether a picture is the next page of the one before it in the folder: no title of its own, a name of the series."""
    if any(form.title for form in paper.forms) or paper.status not in ("read", "unrecognised"):
        return False
    one, two = _stem(before.path), _stem(paper.path)
    if _DIGITS.sub("#", one) == _DIGITS.sub("#", two) and one != two:
        numbers = list(zip(_DIGITS.findall(one), _DIGITS.findall(two), strict=True))
        apart = [int(b[:18]) - int(a[:18]) for a, b in numbers if a != b]
        return apart == [1] or _says_continued(paper)
    return _ENDING.sub("", one) == _ENDING.sub("", two)


def _says_continued(paper: ReadPaper) -> bool:
    page = load_page(next(iter(paper.scan_pages.values())))
    return any(_CONTINUED.search(line.text) for line in [*page.lines()][:3])


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _joined(series: Sequence[ReadPaper], forms: FormSet) -> Iterator[ReadPaper]:
    first = series[0]
    pages: list[Page] = []
    origin: dict[int, tuple[str, int]] = {}
    for paper in series:
        for number, data in sorted(paper.scan_pages.items()):
            page = load_page(data)
            pages.append(replace(page, number=len(pages) + 1))
            origin[len(pages)] = (paper.path, number)
    document = Document(
        first.path,
        "image",
        pages,
        sum(paper.raw_chars for paper in series),
        sum(paper.read_chars for paper in series),
    )
    whole = paper_of(document, forms)
    if not whole.forms:
        return
    whole = _relocated(whole, origin)
    whole.pages, whole.scan_pages = first.pages, first.scan_pages
    whole.notes = [*first.notes, f"连同后面 {len(series) - 1} 张图片作为一份材料读取"]
    yield whole
    name = first.path.rpartition("/")[2]
    for number, paper in enumerate(series[1:], 2):
        yield replace(
            paper,
            status="read",
            reason="",
            remedy="",
            part_of=first.path,
            notes=[JOINED.format(first=name, number=number), *paper.notes],
            unclaimed=[],
        )


def _relocated(value: Any, origin: dict[int, tuple[str, int]]) -> Any:
    """Return a structure of dataclasses with every place moved to the file and page it came from."""
    if isinstance(value, Place):
        if value.page in origin:
            path, page = origin[value.page]
            return replace(value, path=path, page=page)
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{item.name: _relocated(getattr(value, item.name), origin) for item in fields(value)}
        )
    if isinstance(value, dict):
        return {key: _relocated(item, origin) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_relocated(item, origin) for item in value)
    return value
