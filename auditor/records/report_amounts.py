"""The figures of a paragraph with the words that say what each counts: the clause that names it, and its part in the sentence.

No lexicon: a figure's own words are those of its clause up to the figure before it, and what follows its unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.records.report_figures import elsewhen
from auditor.values.figures import COUNTED, Figure, Passage, figures, flat, sentences

_STOP = re.compile(r"[，；。：:、！？!?()（）|]")
_NO_AMOUNT = frozenset(
    {"年", "月", "日", "号", "岁", "分", "页", "版", "级", "时", "周", "层", "楼", "个百分点", "天", "分钟"}
)
NUMERALS = frozenset("两二三四五六七八九十百千")
_AFTER_WORDS = 24
_UNIT_BEFORE = re.compile(r"(人次|户次|场次|人数|户数)(?:共|总计|合计)?(?:为|是|达到?|:|共)?$")
_UNIT_NAMED = {"人数": "人", "户数": "户"}
_DATE = re.compile(r"(?:年|月|星期|周|第|编号|电话|[a-zA-Z#＃\-])$")
MEASURED = frozenset(
    {
        "元",
        "小时",
        "学时",
        "课时",
        "个小时",
        "公斤",
        "千克",
        "斤",
        "吨",
        "毫升",
        "公里",
        "亩",
        "平方米",
        "人天",
    }
)
"""Units of what need not be whole."""


@dataclass(slots=True)
class Amount:
    """A figure that counts or measures something."""

    figure: Figure
    before: str
    """The words of its clause before it."""
    after: str
    """The words after its unit, up to the next stop."""
    sentence: int
    """Number of its sentence in the paragraph."""
    aside: bool
    """An aim, a former figure or one of what is to come."""

    @property
    def words(self) -> str:
        """All words that say what it counts."""
        return self.before + self.after

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.figure.value

    @property
    def unit(self) -> str:
        """The unit, alike units as one."""
        return self.figure.counted


@dataclass(slots=True)
class Paragraph:
    """A passage taken apart; ``text`` is flat."""

    passage: Passage
    text: str
    sentences: list[tuple[int, int]]
    figures: list[Figure]
    amounts: list[Amount]
    """Of ``figures`` those that count or measure; percentages, dates, ages and scores are none."""

    def sentence_of(self, at: int) -> int:
        """Return the number of the sentence in which a place lies."""
        return next((i for i, (a, b) in enumerate(self.sentences) if a <= at < b), 0)

    def in_sentence(self, number: int) -> list[Amount]:
        """Return the amounts of one sentence."""
        return [amount for amount in self.amounts if amount.sentence == number]


def taken_apart(passage: Passage) -> Paragraph | None:
    """Return a passage with its amounts; None where it can have none."""
    text = flat(passage.text)
    if not any(c.isdigit() or c in NUMERALS for c in text):
        return None
    numbers = figures(text)
    stretches = list(sentences(text))
    made = Paragraph(passage, text, stretches, numbers, [])
    made.amounts = amounts_between(made, [])
    return made


def amounts_between(paragraph: Paragraph, further: list[Figure]) -> list[Amount]:
    """Return the amounts of a paragraph, with further figures (spelled numbers) among its own."""
    text = paragraph.text
    numbers = sorted([*paragraph.figures, *further], key=lambda n: n.start)
    found: list[Amount] = []
    for index, bare in enumerate(numbers):
        number = _with_unit(bare, text)
        if number.unit in _NO_AMOUNT or number.unit == "%" or not counts(number, text):
            continue
        sentence = paragraph.sentence_of(number.start)
        start, end = paragraph.sentences[sentence]
        begin = max(start, numbers[index - 1].end if index else start)
        limit = min(end, numbers[index + 1].start if index + 1 < len(numbers) else end)
        before = _STOP.split(text[begin : number.start])[-1]
        after = _STOP.split(text[number.end : min(limit, number.end + _AFTER_WORDS)])[0]
        found.append(Amount(number, before, after, sentence, elsewhen(text, number.start)))
    return found


def _with_unit(number: Figure, text: str) -> Figure:
    """Return a number with the unit that stands before it: 服务人次为2645."""
    if number.unit:
        return number
    named = _UNIT_BEFORE.search(text[max(0, number.start - 8) : number.start])
    return replace(number, unit=_UNIT_NAMED.get(named[1], named[1])) if named is not None else number


def counts(number: Figure, text: str) -> bool:
    """Whether a number is one of something: it has a unit of counting or measuring."""
    if number.unit in COUNTED or number.unit in MEASURED:
        return True
    return not number.unit and not _DATE.search(text[max(0, number.start - 4) : number.start])


def pairs_of(word: str) -> set[str]:
    """Return the pairs of neighbouring characters."""
    return {word[i : i + 2] for i in range(len(word) - 1)}


def clause_before(text: str, start: int, end: int) -> str:
    """Return the words of the clause that ends at ``end``, not beyond ``start``."""
    return re.split(r"[，；。：:、！？!?(（|]", text[start:end])[-1]
