"""Labels and values in paragraphs: "姓名：____", headings with text under them, signatures at the end."""

from __future__ import annotations

import re

from auditor.forms.inline import Inline, split_inline
from auditor.forms.labels import COMPOSED, Vocabulary, strip_numbering
from auditor.forms.layout import Item, Layout, Stretch, give_ink_to_signature
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import INK_ANCHOR, Cell, Line, Place, Table

_PARENTS = frozenset({"father", "mother", "guardian", "relative"})
_DEPENDENT = {"name", "signature", "date", "opinion", "phone", "relation", "detail", "response"}
_HEADING = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
_MAX_CAPTURE = 8000
_SHORT = frozenset({"name", "phone", "relation", "detail", "date", "signature"})
_SHORT_VALUE = 30
_TOLD = 8
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；：，]")
MAYBE = 0.6
"""Confidence of a label that may be a caption; left out where no value follows."""


_GAP_TAIL = re.compile(r"(?:^|[ 　_\t])([\u4e00-\u9fff]{1,5})$")
_HEAD = re.compile(r"^([\u4e00-\u9fff]{1,8})[:：]")


def join_broken_label(before: str, text: str, vocabulary: Vocabulary) -> int:
    """Return how many characters at the end of ``before`` belong to the label that ``text`` begins with.

    "…    事件发" and "生日期：2024年5月8日": a label broken over two lines.
    """
    tail = _GAP_TAIL.search(before)
    head = _HEAD.match(text)
    if tail is None or head is None:
        return 0
    label = vocabulary.find(tail[1] + head[1])
    if label is None or label.certain < 1.0 or not label.field:
        return 0
    return len(tail[1])


_WIDE = re.compile(r"[ 　]{2,}|\t")


def is_gap_header(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell whether a line consists of three or more labels set apart by wide gaps."""
    heads = _WIDE.split(line.text.strip())
    if len(heads) < 3 or len(heads) > 24 or line.inks:
        return False
    return not any((label := vocabulary.find(head)) is None or label.caption for head in heads)


def gap_table(lines: list[Line], start: int, vocabulary: Vocabulary, ref: str) -> tuple[Table, int] | None:
    """Return lines set in columns by wide gaps as a table, and the line after it: a header of labels, then its rows.

    Tables without rules in a PDF come as such lines. A cell of several lines cannot be told apart and ends the table.
    """
    heads = _WIDE.split(lines[start].text.strip())
    rows = [heads]
    after = start + 1
    while after < len(lines):
        values = _WIDE.split(lines[after].text.strip())
        if len(values) != len(heads) or sum(
            vocabulary.find(value) is not None for value in values
        ) * 2 >= len(values):
            break
        rows.append(values)
        after += 1
    if len(rows) < 3 and not (len(rows) == 2 and len(heads) > 3):
        return None
    cells = []
    for number, values in enumerate(rows):
        line = lines[start + number]
        for column, value in enumerate(values):
            before = "  ".join(values[:column]).count(INK_ANCHOR)
            inks = line.inks[before : before + value.count(INK_ANCHOR)]
            cells.append(
                Cell(number, column, value, inks=inks, box=line.box, confidence=min(line.confidence, 0.9))
            )
    return Table(cells, len(rows), len(heads), ref), after


def read_line(
    line: Line, vocabulary: Vocabulary, layout: Layout, path: str, page: int | None, number: int
) -> None:
    """Add the labelled values of one paragraph or line to ``layout``.

    Args:
        line: the paragraph (Word) or line (PDF).
        vocabulary: known labels.
        layout: receives items and captions.
        path: the file's path.
        page: page number or None.
        number: position of the line in the file, from 1, where the reader gave no reference.
    """
    text = line.text
    stripped = text.strip("_ \t　\xa0")
    if not stripped and not line.inks:
        if "_" in text and layout.open_item is not None:
            layout.open_item.confidence = max(layout.open_item.confidence, 0.95)
        return
    if (
        stripped[:1] in BOX_GLYPHS
        and layout.items
        and any(c in BOX_GLYPHS for c in layout.items[-1].value.text)
    ):
        # options of one group, one a line
        value = layout.items[-1].value
        layout.items[-1].value = Stretch(
            f"{value.text}\n{text}", value.inks + line.inks, value.place, value.confidence
        )
        return
    place = Place(path, page, line.box, line.ref or f"第{number}段")
    stretch = Stretch(text, line.inks, place, line.confidence, sure=line.sure)
    label = vocabulary.find(stripped) if len(stripped) <= 40 and not line.inks else None
    if label is not None and (
        label.certain == 1.0
        or stripped[-1] in ":："
        or (label.certain >= COMPOSED and strip_numbering(stripped) != stripped)
    ):
        if (label.caption or (label.context and not label.base)) and not (
            "_" in text or stripped[-1] in ":："
        ):
            _caption(layout, vocabulary, stripped)
            if label.field:
                # "服务对象" on a line of its own: a caption, or a label whose value stands on the next line
                item = Item(
                    stripped, label, stretch.part(len(text), len(text)), place, label.context, "", "", MAYBE
                )
                layout.add(item)
                layout.open_item = item
            return
        context = label.context
        item = Item(
            stripped,
            label,
            stretch.part(len(text), len(text)),
            place,
            context,
            layout.outer,
            layout.weak,
            0.95 if "_" in text else 0.85,
        )
        if label.caption:
            _caption(layout, vocabulary, stripped)
            return
        layout.add(item)
        layout.open_item = item if "_" not in text else None
        layout.weak = context
        return
    inlines = split_inline(text, vocabulary)
    if not inlines:
        _plain(line, stripped, stretch, vocabulary, layout)
        return
    lead = text[: inlines[0].start].strip("_ \t　")
    if lead:
        _continue(layout, stretch.part(0, inlines[0].start), lead)
    own, weak = "", layout.weak
    first = len(layout.items)
    layout.weak = ""
    last: Item | None = None
    columns = layout.beside if _same_for_each(inlines, layout.beside) else ()
    if not columns:
        layout.beside = tuple(
            i.label.context for i in inlines if i.label is not None and i.label.context in _PARENTS
        )
    for column, inline in enumerate(inlines):
        found = inline.label
        context = columns[column] if columns else ""
        if found is not None and not context:
            context = found.context or (own if found.aspect in _DEPENDENT else "")
            if found.context:
                own = found.context
        value = stretch.part(inline.value_start, inline.value_end)
        confidence = found.certain if found is not None else 0.8
        last = Item(inline.text, found, value, place, context, layout.outer, weak, confidence)
        layout.add(last)
    if line.inks:
        give_ink_to_signature(layout.items[first:])
    layout.weak = own or weak
    layout.open_item = None
    if last is not None:
        filled = last.value.text.strip("_ \t　\n")
        if not filled and not last.value.inks and "_" not in last.value.text:
            last.confidence = min(last.confidence, 0.9)
            layout.open_item = last
        elif len(filled) >= 15 and _goes_on(last, filled):
            layout.open_item = last


def _same_for_each(inlines: list[Inline], persons: tuple[str, ...]) -> bool:
    """Tell whether a line asks the same of each person in the line above: "联络电话：…    联络电话：…"."""
    if len(persons) < 2 or len(inlines) != len(persons):
        return False
    keys = {
        i.label.key if i.label is not None and not i.label.context and i.label.aspect in _DEPENDENT else ""
        for i in inlines
    }
    return len(keys) == 1 and "" not in keys


def _plain(line: Line, stripped: str, stretch: Stretch, vocabulary: Vocabulary, layout: Layout) -> None:
    """A paragraph without labels: a heading, the continuation of a value, or running text."""
    heading = (
        len(stripped) <= 24
        and stripped[-1:] not in "。；，,;！？"
        and (bool(_HEADING.match(stripped)) or (line.emphasis and layout.open_item is None))
    )
    if heading:
        _caption(layout, vocabulary, strip_numbering(stripped))
        return
    if not _continue(layout, stretch, stripped):
        layout.tell(stretch, stripped)


def _goes_on(item: Item, text: str) -> bool:
    """Tell whether a value may go on in the next paragraph: told things do, numbers and names do not."""
    aspect = item.label.aspect if item.label is not None else ""
    return aspect not in _SHORT and len(_HAN.findall(text)) >= _TOLD


def _continue(layout: Layout, stretch: Stretch, text: str) -> bool:
    item = layout.open_item
    if item is None or len(item.value.text) > _MAX_CAPTURE:
        return False
    if (
        item.label is not None
        and item.label.aspect in _SHORT
        and (len(text) > _SHORT_VALUE or _SENTENCE.search(text))
    ):
        layout.open_item = None  # "联系电话：" left empty above a sentence
        return False
    joined = f"{item.value.text}\n{text}" if item.value.text.strip("_ \t　\n") else stretch.text
    item.value = Stretch(
        joined,
        item.value.inks + stretch.inks,
        item.value.place,
        min(item.value.confidence, stretch.confidence),
    )
    item.confidence = max(
        item.confidence, 0.95 if item.label is not None and item.label.certain == 1.0 else 0.8
    )
    return True


def _caption(layout: Layout, vocabulary: Vocabulary, text: str) -> None:
    layout.captions.append(text)
    layout.outer = vocabulary.context_of(text)
    layout.weak, layout.beside = "", ()
    layout.open_item = None
