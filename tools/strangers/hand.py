"""One writer's habits: which words, which boxes, which dates, how names are signed. Drawn once, then kept to."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from tools.strangers.people import write_day
from tools.strangers.vocabulary import ENGLISH, GRADE_FORMS, LABELS, TITLES, grade_text


@dataclass(slots=True)
class Hand:
    """The habits. Every attribute is an axis of variation of the forge."""

    seed: int = 0
    words: str = "plain"
    """plain (first wording) or synonyms (drawn)."""
    label_dress: str = "bare"
    """bare, colon, half-colon, inner-space, bracket, bilingual, wide."""
    layout: str = "left"
    per_row: int = 2
    tick: str = "glyph"
    dates: str = "plain"
    picture: str = "inline"
    approval: str = "one-cell"
    number_at: str = "cell"
    habit: str = "word"
    borders: str = "full"
    grade_style: int = 0
    row_style: str = "rows"
    """Repeated rows: rows of a table, or (process records) one long table."""
    split: bool = False
    """The form runs on in a second table headed （续）."""
    masked: bool = False
    title_at: str = "paragraph"
    """paragraph, row (first row of the table), prefix (station before it), year (2025年度 before it)."""
    units: bool = False
    """45岁, 第3次, 85分 instead of bare numbers."""
    phone: str = "plain"
    """plain, dashes (138-1234-5678) or spaces."""
    tick_lines: bool = False
    """Each option on a line of its own."""
    family: str = "items"
    """Parents on the consent form: items (父亲姓名 …) or rows of a small table (关系, 姓名, 电话)."""
    rng: random.Random = field(init=False)
    chosen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)

    def word(self, concept: str) -> str:
        """The station's wording of a concept, undressed."""
        if concept not in self.chosen:
            choices = LABELS[concept]
            self.chosen[concept] = choices[0] if self.words == "plain" else self.rng.choice(choices)
        return self.chosen[concept]

    def title(self, concept: str) -> str:
        """The station's title of a form."""
        key = "title:" + concept
        if key not in self.chosen:
            choices = TITLES[concept]
            self.chosen[key] = choices[0] if self.words == "plain" else self.rng.choice(choices)
        return self.chosen[key]

    def label(self, concept: str) -> str:
        """The wording as printed, dressed."""
        word = self.word(concept)
        if self.label_dress == "inner-space" and len(word) == 2:
            return word[0] + "　　" + word[1]
        if self.label_dress == "colon":
            return word + "："
        if self.label_dress == "half-colon":
            return word + ":"
        if self.label_dress == "bracket" and concept in (
            "client",
            "household-client",
            "phone",
            "id",
            "birth",
        ):
            return word + {"phone": "（必填）", "id": "（18位）", "birth": "（公历）"}.get(
                concept, "（全名）"
            )
        if self.label_dress == "broken" and len(word) >= 4:
            return word[: len(word) // 2] + "\n" + word[len(word) // 2 :]
        if self.label_dress == "bilingual" and concept in ENGLISH:
            return f"{word} {ENGLISH[concept]}"
        return word

    def day(self, day: date) -> str:
        """A date as this hand writes it."""
        return write_day(day, self.dates)

    def number(self, number: str) -> str:
        """An archive number as this hand writes it."""
        if self.label_dress == "wide":
            return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in number)
        return number.replace("-", " - ") if self.habit == "wps" else number

    def tel(self, number: str) -> str:
        """A phone number as this hand writes it."""
        if len(number) == 11 and number.isdigit() and self.phone != "plain":
            mark = "-" if self.phone == "dashes" else " "
            return mark.join((number[:3], number[3:7], number[7:]))
        return number

    def count(self, concept: str, number: int) -> str:
        """A number with or without its unit."""
        shapes = {"age": "{}岁", "sequence": "第{}次", "total": "{}分", "sessions": "{}节", "score": "{}分"}
        return shapes.get(concept, "{}").format(number) if self.units else str(number)

    def grade(self, grade: int) -> str:
        """A grade as this hand writes it."""
        return grade_text(grade, self.grade_style % len(GRADE_FORMS))

    def ink(self) -> int:
        """A seed for the next pen-written name."""
        return self.rng.randrange(1, 10**6)
