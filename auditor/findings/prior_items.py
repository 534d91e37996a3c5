"""A last evaluation taken apart: its paragraphs and table rows that say what is wrong, with the headings above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.findings.prior_tables import TableItem, table_items
from auditor.findings.prior_words import Announces, announces, section_of
from auditor.forms.paragraphs import Paragraph, joined_paragraphs
from auditor.pages.model import Document
from auditor.values.headings import DISTRICT, level_of, split_number

_HEAD = 60
"""As much of a heading is kept."""
_STOP = re.compile(r"[。；！？，：;,:]")
_LABEL = re.compile(
    r"^[【\[〔（(]?([一-龥]{2,10}?)(?:之?[一二三四五六七八九十]{1,2}|\d{1,2})?(?:[】\]〕）)]?[：:]|[】\]〕])\s*"
)
_LABEL_INSIDE = re.compile(r"(?<=[。；！])\s*(?=[【\[]?[一-龥]{2,8}[】\]]?[：:])")
_LEAD_IN = re.compile(
    r"(?:以下几?(?:个)?方面|如下|以下(?:主要)?(?:问题|情况|不足)|下列(?:问题|情况|不足))[^。]{0,20}[：:。]?$"
)
_BULLET = re.compile(r"^\s*[-•·●■◆▪➢√*]\s*")
_LARGER = 0.9
"""Points by which a heading's letters are larger than the text's, at least."""


@dataclass(slots=True)
class Item:
    """A paragraph, or a row of a table, that says what is wrong or may do so."""

    text: str
    headings: tuple[str, ...]
    """Above it, outermost first."""
    announced: Announces | None
    """What the nearest heading or label says of it."""
    under: int = 0
    """How many of ``headings`` stand above and up to that one."""
    row: TableItem | None = None
    """The row of a table that it is."""


@dataclass(slots=True)
class _Head:
    text: str
    level: int | None
    """Of its number; None for one known by its look or its words."""
    size: float | None = None
    kind: int = 0
    """Without a number: 0 part, 1 district, 2 what is announced, 3 a label in the text."""
    announced: Announces | None = None


@dataclass(slots=True)
class _Walk:
    heads: list[_Head] = field(default_factory=list)
    default: Announces | None = None

    def item(self, text: str, row: TableItem | None = None) -> Item:
        for index in range(len(self.heads) - 1, -1, -1):
            if (said := self.heads[index].announced) is not None:
                return Item(text, self._texts(), said, index + 1, row)
        return Item(text, self._texts(), self.default, 0, row)

    def _texts(self) -> tuple[str, ...]:
        return tuple(head.text for head in self.heads)

    def numbered(self, level: int, head: _Head) -> None:
        """A numbered heading ends the numbered ones of its level and what stands below them."""
        self.close(level)
        self.heads.append(head)

    def close(self, level: int) -> None:
        """End the numbered headings of a level or below it, and all that stands under them."""
        for index, one in enumerate(self.heads):
            if one.level is not None and one.level >= level:
                del self.heads[index:]
                return

    def looked(self, head: _Head) -> None:
        """A heading without a number ends those of its size or smaller, or of its kind, down to the first larger one."""
        if head.size is not None:
            while self.heads and self._smaller(self.heads[-1], head.size):
                self.heads.pop()
        else:
            for index, one in enumerate(self.heads):
                if (
                    one.level is None
                    and one.size is None
                    and one.kind >= head.kind
                    and not (head.kind == 1 and one.kind == 2)
                ):
                    del self.heads[index:]
                    break
        self.heads.append(head)

    @staticmethod
    def _smaller(head: _Head, size: float) -> bool:
        if head.size is None:
            return head.level is None
        return head.size < size if head.level is not None else head.size <= size


def read_items(document: Document) -> list[Item]:
    """Return the paragraphs and rows of a document outside its headings, with what stands above them."""
    paragraphs = joined_paragraphs(document, tables=True)
    walk = _Walk(default=_of_title(paragraphs))
    body = _body_size(paragraphs)
    items: list[Item] = []
    for index, paragraph in enumerate(paragraphs):
        if index == 0 and _is_title(paragraph.text):
            continue
        if paragraph.table is not None:
            for row in table_items(paragraph.table):
                item = walk.item(row.text, row)
                item.announced = "advice" if row.advice else "concern"
                items.append(item)
            continue
        items += _paragraph(paragraph, walk, body)
    return items


def _is_title(text: str) -> bool:
    bare = text.strip()
    return (
        4 <= len(bare) <= 60
        and not _STOP.search(bare)
        and level_of(bare) is None
        and bool(_TITLE.search(bare))
    )


def _of_title(paragraphs: list[Paragraph]) -> Announces | None:
    """A paper whose title says 问题清单, 整改建议书 lists problems all through."""
    for paragraph in paragraphs[:4]:
        text = re.sub(r"^关于|的?(?:通知|函|报告|通报)$", "", paragraph.text.strip())
        if 4 <= len(text) <= 40 and not _STOP.search(text) and level_of(text) is None:
            said = announces(text[-HEADING_TAIL:])
            return "concern" if said in ("concern", "advice") and re.search(_LISTS, paragraph.text) else None
    return None


HEADING_TAIL = 16
_TITLE = re.compile(
    r"(?:报告|通知|书|清单|反馈|意见|表|台账|纪要|通报|函|建议)(?:[(（][^()（）]{0,20}[)）])?$"
)
_LISTS = r"问题|不足|建议|扣分|整改(?!报告|情况)"


def _body_size(paragraphs: list[Paragraph]) -> float | None:
    """Return the size in which most letters of the text are set."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        if paragraph.line.size is not None:
            sizes[paragraph.line.size] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _paragraph(paragraph: Paragraph, walk: _Walk, body: float | None) -> Iterator[Item]:
    text = _BULLET.sub("", paragraph.text) if level_of(paragraph.text) is None else paragraph.text
    level = level_of(text)
    if level is not None:
        walk.close(level)
    head = _heading(paragraph, text, level, body)
    if head is not None:
        if level is not None:
            walk.heads.append(head)
        else:
            walk.looked(head)
        if announces(text) is None and level is not None:
            yield walk.item(text)  # a short sentence without a stop may be a concern too
        return
    pieces = _LABEL_INSIDE.split(text)
    for piece in pieces:
        number, bare = split_number(piece)
        label = _LABEL.match(bare)
        said = announces(label[1]) if label is not None else None
        if label is not None and said is not None:
            walk.looked(_Head(label[1], None, None, 3, said))
            bare = bare[label.end() :]
            if bare.strip():
                yield walk.item(f"{number}{bare}")
            continue
        if _LEAD_IN.search(bare):
            said = _lead_in(bare)
            if said is not None and walk.item("").announced is None:
                walk.heads.append(_Head(bare[:_HEAD], None, None, 3, said))
            continue
        yield walk.item(piece)
    if level is not None:
        walk.numbered(level, _Head(text[:_HEAD], level, None, 0, None))


def _lead_in(text: str) -> Announces | None:
    """检查中发现以下问题： announces concerns."""
    tail = re.split(r"[，。；]", text.rstrip("：:。"))
    for part in reversed(tail):
        said = announces(part[-HEADING_TAIL:])
        if said in ("concern", "praise"):
            return said
    return None


def _heading(paragraph: Paragraph, text: str, level: int | None, body: float | None) -> _Head | None:
    """Return a paragraph as a heading: short, no sentence, and numbered, larger, bold, or known by its words."""
    bare = split_number(text)[1].strip()
    if not bare or len(bare) > 30 or _STOP.search(bare.rstrip("：:")):
        return None
    if bare.endswith(("：", ":")) and level is None:
        return None
    size = paragraph.line.size
    marks = (
        len(paragraph.line.text) - len(paragraph.line.text.lstrip("# "))
        if paragraph.line.text.lstrip().startswith("#")
        else 0
    )
    if marks:
        size = 100.0 - paragraph.line.text.lstrip().split(" ")[0].count("#")
    said = announces(bare)
    if level is not None:
        return _Head(text[:_HEAD], level, size, 0, said)
    larger = size is not None and body is not None and size > body + _LARGER
    if marks or larger or (paragraph.line.emphasis and len(bare) <= 24):
        return _Head(text[:_HEAD], None, size, 0, said)
    if said is not None and len(bare) <= 14:
        return _Head(text[:_HEAD], None, None, 2, said)
    if DISTRICT.fullmatch(bare) or (DISTRICT.match(bare) and len(bare) <= 8):
        return _Head(text[:_HEAD], None, None, 1, None)
    if len(bare) <= 10 and section_of([bare]) is not None:
        return _Head(text[:_HEAD], None, None, 0, None)
    return None
