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
        if self.label_dress == "bracket" and concept in ("client", "household-client", "phone", "id", "birth"):
            return word + {"phone": "（必填）", "id": "（18位）", "birth": "（公历）"}.get(concept, "（全名）")
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

    def grade(self, grade: int) -> str:
        """A grade as this hand writes it."""
        return grade_text(grade, self.grade_style % len(GRADE_FORMS))

    def ink(self) -> int:
        """A seed for the next pen-written name."""
        return self.rng.randrange(1, 10**6)
