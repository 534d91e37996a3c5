"""Asks the product about each word, one paper a question, and says what came of it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.strangers.docx_writer import write_docx
from tools.strangers.score import grade_number, is_blank, squeeze
from tools.strangers.words.drawing import ARRANGEMENTS, changed, draw_paper
from tools.strangers.words.people import Printed
from tools.strangers.words.tables import Entry, Half, Kind, draw_number, entries, half_of, kinds

OUTCOMES = ("right", "lost", "wrong", "no form", "other form")
"""Understood; overlooked; taken for something else; the form not recognised at all; the form taken for another."""
PLACES = 2
"""How many papers ask for one word."""


@dataclass(slots=True, frozen=True)
class Question:
    """One word in one paper. ``word`` "" asks with the ordinary words: the exam's own control."""

    entry: Entry
    word: str
    kind: str
    key: str
    arrangement: str
    half: Half

    @property
    def seed(self) -> int:
        """The paper's own seed."""
        return draw_number(self.entry.name, self.word, self.kind, self.key, self.arrangement)


@dataclass(slots=True, frozen=True)
class Answer:
    """What came of a question."""

    question: Question
    outcome: str
    got: str = ""


def questions(half: Half | None = None) -> Iterator[Question]:
    """Every question of one half, or of both."""
    for entry in entries():
        for word in entry.words:
            side = half_of(entry.part, entry.name.split(" = ")[0], word)
            if half is not None and side != half:
                continue
            start = draw_number("place", entry.name, word)
            for at in range(PLACES):
                kind, key = entry.places[(start + at) % len(entry.places)]
                how = ARRANGEMENTS[0] if at == 0 else ARRANGEMENTS[1 + start // 7 % 2]
                if at and (entry.part != "label" or (key.partition("[]")[1] and len(entry.places) == 1)):
                    break
                yield Question(entry, word, kind, key, how, side)


def controls() -> Iterator[Question]:
    """Each list asked with the ordinary words in its first places, so that a failure can be laid to the word."""
    for entry in entries():
        if entry.part == "answer":
            continue
        for kind, key in entry.places:
            if entry.part == "title" or kinds()[kind].line(key):
                for how in ARRANGEMENTS[: 1 if "[]" in key else 3]:
                    yield Question(entry, "", kind, key, how, "tune")


def paper_of(question: Question) -> tuple[Any, Printed | None]:
    """The drawn paper, and the value asked for (None for titles)."""
    entry = question.entry
    kind = kinds()[question.kind]
    if entry.part == "title":
        paper = draw_paper(kind, question.word or kind.title, question.arrangement, question.seed)
        return paper.drawing, None
    key = question.key
    if entry.part == "label":
        kind = changed(kind, key, question.word, entry.value)
        paper = draw_paper(kind, kind.title, question.arrangement, question.seed, asked=key)
        return paper.drawing, paper.values[key][0]
    kind = changed(kind, key, "", entry.value)
    options: tuple[str, ...] = ()
    if entry.others and question.seed % 2:
        options = (question.word, *sorted(set(entry.others))[:4])
        turn = question.seed // 2 % len(options)
        options = options[turn:] + options[:turn]
    value = Printed("means", question.word, entry.means, options=options)
    paper = draw_paper(kind, kind.title, question.arrangement, question.seed, asked=key, answer=value)
    return paper.drawing, value


def says(reading: Any, value: Printed) -> bool:
    """The reading says what stands on the paper."""
    if reading is None:
        return False
    if value.kind == "sign":
        mark = str(reading.mark)
        return (
            mark in ("image", "handwritten") if value.picture else squeeze(reading.raw) == squeeze(value.text)
        )
    if value.kind == "means":
        return means(reading, value.wanted)
    if value.kind == "ticks":
        if any(c.ticked and squeeze(c.option) == squeeze(value.text) for c in reading.choices):
            return True
        # an option in other words than the product's own comes out under the product's
        at = value.options.index(value.text) if value.text in value.options else -1
        return len(reading.choices) == len(value.options) and [c.ticked for c in reading.choices] == [
            place == at for place in range(len(value.options))
        ]
    if is_blank(reading):
        return False
    if value.kind == "value":
        return bool(reading.value == value.wanted)
    if value.kind == "number":
        number = re.search(r"\d+", squeeze(reading.raw))
        if isinstance(reading.value, (int, float)) and not isinstance(reading.value, bool):
            return bool(reading.value == value.wanted)
        return number is not None and int(number.group()) == value.wanted
    if value.kind == "grade":
        return grade_number(reading.value if reading.value is not None else reading.raw) == value.wanted
    if value.kind == "phone":
        return squeeze(value.text) in re.sub(r"[^\d]", "", squeeze(reading.raw))
    return squeeze(value.text) in (squeeze(reading.raw), squeeze(reading.value))


def means(reading: Any, wanted: Any) -> bool:
    """The reading's value is the meaning asked for; "none" asks for an answer that gives no value."""
    got = reading.value
    if isinstance(got, tuple):
        got = got[0] if len(got) == 1 else got
    if wanted == "none":
        return got is None and bool(reading.answered)
    if isinstance(wanted, str):
        return any(squeeze(got) == squeeze(w) for w in wanted.split("|"))
    return bool(got == wanted)


def _readings(form: Any) -> Iterator[tuple[str, Any]]:
    for key, reading in form.fields.items():
        yield key, reading
    for name, rows in form.rows.items():
        for row in rows:
            for key, reading in row.items():
                yield f"{name}[].{key}", reading
    for approval in form.approvals:
        role = approval.get("role")
        for key, reading in approval.items():
            if key != "role":
                yield f"approval.{getattr(role, 'value', '')}.{key}", reading


def _matches(key: str, pattern: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), key) is not None


def judge(question: Question, read: Any, value: Printed | None) -> Answer:
    """What came of a question, from what was read."""
    kind: Kind = kinds()[question.kind]
    names = [f.form for f in read.forms]
    form = next((f for f in read.forms if f.form in kind.accept), None)
    if form is None:
        return Answer(question, "other form" if names else "no form", " ".join(names))
    if value is None:
        return Answer(question, "right")
    keys: tuple[str, ...] = (question.key, *question.entry.also)
    if "[]." in question.key:
        # a list may come out as one paper a row
        keys += (question.key.partition("[].")[2],)
        found = [x for f in read.forms if f.form in kind.accept for x in _readings(f)]
    else:
        found = list(_readings(form))
    there = [(k, r) for k, r in found if any(_matches(k, p) for p in keys)]
    if any(says(r, value) for _, r in there):
        return Answer(question, "right")
    own = next((r for k, r in there if k == question.key and not is_blank(r)), None)
    if value.kind == "means":
        if own is None:
            return Answer(question, "lost")
        got = own.value
        # a word kept as it is printed was not understood, but nothing false was made of it either
        kept = {squeeze(x) for x in (got if isinstance(got, tuple) else (got,))} <= {squeeze(question.word)}
        outcome = "lost" if got in (None, ()) or kept else "wrong"
        return Answer(question, outcome, f"{own.raw!r} -> {got!r}")
    other = next((k for k, r in found if value.kind != "ticks" and says_alone(r, value)), None)
    if other is not None:
        return Answer(question, "wrong", f"in {other}")
    if own is not None and "[]" not in question.key:
        return Answer(question, "wrong", f"{question.key} says {own.raw[:30]!r}")
    return Answer(question, "lost")


def says_alone(reading: Any, value: Printed) -> bool:
    """The value asked for, and nothing else, stands under this reading."""
    if value.kind == "sign":
        return str(reading.mark) in ("image", "handwritten")
    return squeeze(reading.raw) == squeeze(value.text)


def sit(half: Half | None = None, only: tuple[str, ...] = (), control: bool = False) -> list[Answer]:
    """Ask every question of a half; ``only`` keeps lists whose name begins so."""
    from tools.strangers.product import read_paper

    out = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0001.docx"
        for question in controls() if control else questions(half):
            if only and not question.entry.name.startswith(only):
                continue
            drawing, value = paper_of(question)
            write_docx(drawing, path)
            out.append(judge(question, read_paper(path), value))
    return out
