"""One quantity told twice with two values, in whatever words: by what names it, not by a lexicon of quantities.

Two figures tell of one quantity where they have one unit, where all that names the one is also said around the other, and
where neither is of a district, project, stretch or day that the other is not of. Only values so near each other that one is
likely a slip are accused, and only where the report knows no third value by the same names: else the names are those of
several things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from auditor.records.report import ReportTable
from auditor.records.report_amounts import Paragraph
from auditor.records.report_conflicts import FigureConflict
from auditor.records.report_figures import Statement
from auditor.records.report_groups import sums_of_parts
from auditor.records.report_mentions import near_values
from auditor.records.report_told import Told, told_in_tables, told_in_text, words
from auditor.values.figures import Passage, flat

_MAX_GROUP = 250
"""Figures of one unit that are held beside each other."""
_RATIO = Decimal("1.35")
_WHOLE = Decimal("1.16")
_FIRM = 3
_VERY_FIRM = 5
"""Letters that two names must share where one, or both, say something more."""
_STRETCH = re.compile(r"[上下]半年|第?[一二三四]季度")
_FIRST_LINES = 3
_LINE = 60
_SMALL = 12
"""Counts up to here may differ by a few and be near."""
_FEW = 3
_WORDS = re.compile(r"[一-龥]+")
_UNSAID = re.compile(r"[^|]{2,}")
_NOT = frozenset("非未无不男女新旧")
"""One of these alone makes another thing of what it stands before."""
_DISTRICT = re.compile(r"片区|社区|村|居委|分站|服务点|片$")


@dataclass(frozen=True, slots=True)
class _Link:
    """How well two figures agree."""

    shared: tuple[str, ...]
    left: tuple[int, int]
    """Letters of either's name that the other does not say."""

    named: int
    """Letters that both names have, not only what stands around them."""
    apart: bool = False
    """Either says in the place of a word another one: 骨干培训, 通用培训."""

    @property
    def size(self) -> int:
        """Letters that both tell."""
        return sum(len(piece) for piece in self.shared)


def twice_told(
    paragraphs: Sequence[Paragraph], tables: Sequence[ReportTable], own_period: str = ""
) -> list[FigureConflict]:
    """Return pairs of figures that seem to tell one quantity with two values; never sure.

    Args:
        paragraphs: the report's, without those on what is to come.
        tables: its tables.
        own_period: the stretch of the year that the whole report is on.
    """
    told = told_in_text(paragraphs, own_period) + told_in_tables(tables, own_period)
    told += sums_of_parts(told)
    by_unit: dict[str, list[Told]] = {}
    for one in told:
        by_unit.setdefault(one.unit, []).append(one)
    for unitless in by_unit.pop("", []):
        if unitless.row:
            for group in by_unit.values():
                group.append(unitless)
    found: list[FigureConflict] = []
    for group in by_unit.values():
        if len(group) <= _MAX_GROUP:
            found += _among(group)
        else:  # long annexes: what the text says, beside the totals of tables
            found += _among([one for one in group if not one.row][:_MAX_GROUP])
    return found


def own_stretch(passages: Sequence[Passage]) -> str:
    """Return the stretch of the year that a report's title or first lines put it on (上半年); "" for others."""
    for passage in passages[:_FIRST_LINES]:
        line = passage.text.strip()
        found = _STRETCH.search(flat(line)) if len(line) <= _LINE and not line.endswith("。") else None
        if found is not None:
            return found.group().removeprefix("第")
    return ""


def _near(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return (
        near_values(low, high)
        or (low > _SMALL and high <= low * _RATIO)
        or (high <= _SMALL and high - low <= _FEW)
    )


def _sum_near(one: Told, other: Told) -> bool:
    """Whether a sum of parts is so near a total that the parts must be all of it."""
    low, high = sorted((one.figure.value, other.figure.value))
    return not (one.summed and other.summed) and high <= low * _WHOLE


def _among(group: list[Told]) -> Iterable[FigureConflict]:
    """Yield the conflicts of one unit, the best agreed first."""
    pairs = []
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            if (
                one.place == other.place
                or one.figure.value == other.figure.value
                or not _near(one.figure.value, other.figure.value)
            ):
                continue
            if not (one.unit or other.unit):
                continue
            if (one.summed or other.summed) and not _sum_near(one, other):
                continue
            link = _link(one, other)
            if link is not None and _agrees(link, one, other, group):
                pairs.append((sum(link.left), -link.size, one, other, link))
    used: set[int] = set()
    for _, _, one, other, link in sorted(pairs, key=lambda pair: pair[:2]):
        if id(one) in used or id(other) in used:
            continue
        used |= {id(one), id(other)}
        statements = tuple(
            Statement("", t.figure, t.unit, t.scope, t.period, t.day, t.passage, t.shown)
            for t in (one, other)
        )
        name = _common(one.shown, other.shown) or max(link.shared, key=len)
        yield FigureConflict(name, "", statements, sure=False)


def _common(one: str, other: str) -> str:
    """Return the longest words that two clauses share, as they are written; "" where they share none."""
    best = ""
    for start in range(len(one)):
        end = start + max(len(best), 1) + 1
        while end <= len(one) and _WORDS.fullmatch(one[start:end]) and one[start:end] in other:
            best = one[start:end]
            end += 1
    return best


def _agrees(link: _Link, one: Told, other: Told, group: list[Told]) -> bool:
    """Whether two figures are likely one quantity, seen beside all others of their unit."""
    low, high = sorted(link.left)
    if high and (one.summed or other.summed):
        return False
    if low and link.apart:
        return False
    if high and not (one.unit and other.unit):
        return False  # a cell that does not say what it counts
    if high and not (
        (low == 0 and link.named >= _FIRM and high <= 2 * link.named)
        or (low == 0 and link.named >= 2 and link.size > _FIRM and high <= 2)
        or (link.named >= _VERY_FIRM and high <= _FEW)
    ):
        return False
    values = {one.figure.value, other.figure.value}
    places = {one.place, other.place}
    confirmed = [False, False]
    for third in group:
        if third is one or third is other or third.summed:
            continue
        if _beside(third, one, other, link) or _beside(third, other, one, link):
            return False
        links = (_link(third, one), _link(third, other))
        for at, (mine, told) in enumerate(zip(links, (one, other), strict=True)):
            if mine is not None and third.figure.value == told.figure.value and third.place != told.place:
                confirmed[at] |= mine.size >= 2
        if third.figure.value in values or third.place in places:
            continue
        if any(
            mine is not None and sum(mine.left) <= sum(link.left) and mine.named >= link.named
            for mine in links
        ):
            return False  # several things of these names
        if high and all(shared in third.around for shared in link.shared):
            return False
    return not all(confirmed)


def _beside(third: Told, one: Told, other: Told, link: _Link) -> bool:
    """Whether the sentence of the one tells the other's value too, by the other's name."""
    if third.place != one.place or third.figure.value != other.figure.value:
        return False
    same = _link(third, other)
    return same is not None and sum(same.left) <= sum(link.left)


def _link(one: Told, other: Told) -> _Link | None:
    """Return how two figures agree by their words; None where they are of two things."""
    if one.cell and other.cell and one.place == other.place:
        return None
    if one.period != other.period or (one.day and other.day and one.day != other.day):
        return None
    if not _one_scope(one, other):
        return None
    if not all(_names_it(told) for told in (one, other)):
        return None
    shared: list[str] = []
    left = []
    slots: list[set[tuple[str, str]]] = []
    for mine, there in ((one, other), (other, one)):
        count = 0
        slots.append(set())
        for piece in _named(mine):
            rest, common = _covered(piece, there.sentence)
            count += 0 if _is_row(piece, mine, there) else _telling(rest, piece in mine.row)
            slots[-1] |= _slots(piece, rest)
            shared += [s for s in common if _is_firm(s) or piece in mine.row]
        left.append(count)
    inner = [s for s in dict.fromkeys(shared) if not any(s != t and s in t for t in shared)]
    if not inner and one.head and one.head == other.head:
        inner = [one.head]
    if not inner:
        return None
    here = "|".join(_named(other))
    both = (s for piece in _named(one) for s in _covered(piece, here)[1])
    rows = (*one.row, *other.row)
    named = sum(len(s) for s in both if _is_firm(s) or (len(s) >= _FIRM and any(s in r for r in rows)))
    return _Link(tuple(inner), (left[0], left[1]), named, bool(slots[0] & slots[1]))


def _names_it(told: Told) -> bool:
    """Whether a figure is named by more than wide words."""
    firm = (piece for piece in _named(told) if _is_firm(piece))
    return bool(told.head or told.row or any(firm))


def _is_row(piece: str, mine: Told, there: Told) -> bool:
    """Whether a name begins or ends as the row of a table does: 16名重度失能老人减轻了…, and the row 重度失能."""
    if re.search(r"[和与及]", piece):
        return False  # of several rows
    return any(len(row) >= _FIRM and (piece.startswith(row) or piece.endswith(row)) for row in there.row)


def _named(told: Told) -> tuple[str, ...]:
    """Return what names a figure: its own words, and where they name too little those of the clause before them."""
    if told.unit == "%" and not told.cell:
        return (*told.own, *told.lead)
    if told.head or any(_is_firm(piece) for piece in told.own):
        return told.own
    return (*told.own, *told.lead)


def _one_scope(one: Told, other: Told) -> bool:
    for a, b in ((one, other), (other, one)):
        elsewhere = a.scope not in ("", a.name, b.scope) and a.scope not in b.sentence
        if elsewhere and (b.scope or _DISTRICT.search(a.scope)):
            return False
        if a.name and a.name != b.name and a.name not in b.sentence and (b.name or not a.named_above):
            return False
    return True


@lru_cache(maxsize=4_000)
def _is_firm(piece: str) -> bool:
    """Whether a name says more than wide words do."""
    return len(words().soft.sub("", piece)) > 1


@lru_cache(maxsize=20_000)
def _covered(piece: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a piece with ``|`` for each letter that the text says, and the stretches of two or more letters that it says."""
    rest: list[str] = []
    common: list[str] = []
    at = 0
    while at < len(piece):
        size = 0
        while at + size < len(piece) and piece[at : at + size + 1] in text:
            size += 1
        if size >= 2:
            common.append(piece[at : at + size])
            rest.append("|" * size)
            at += size
        else:
            rest.append(piece[at])
            at += 1
    return "".join(rest), tuple(common)


def _slots(piece: str, rest: str) -> set[tuple[str, str]]:
    """Return between which letters of a piece the words stand that the text does not say."""
    return {
        (piece[max(0, match.start() - 2) : match.start()], piece[match.end() : match.end() + 2])
        for match in _UNSAID.finditer(rest)
    }


def _telling(rest: str, firm: bool) -> int:
    """Count the letters left of a name that make another thing of it."""
    count = 0
    for piece in (rest if firm else words().soft.sub("|", rest)).split("|"):
        if len(piece) > 1:
            count += len(piece)
        elif piece in _NOT:
            count += 8
        elif piece and firm:
            count += 2
    return count
