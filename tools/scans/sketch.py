"""Helps layouts: cells of labels and values, filled in by whoever fills in this page."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from tools.scans.fonts import Split
from tools.scans.paper import Cell, Option, Para, Place, Run, Text, Value
from tools.scans.pen import PenData, Writer
from tools.strangers.people import WORKERS, Crowd, Someone, write_day
from tools.strangers.texts import fill, narrative

MEDIA = ("typed", "pen", "mixed")
TYPED_DATES = ("plain", "spaced", "dots", "dashes", "padded", "slashes")
PEN_DATES = ("dots", "plain", "dashes", "slashes")
SIGNS: dict[str, tuple[tuple[str, int], ...]] = {
    "typed": (("typed", 5), ("blank", 2), ("pen", 3), ("seal", 1), ("seal-over-typed", 1), ("chop", 1)),
    "pen": (("pen", 6), ("blank", 2), ("typed", 1), ("seal-over-pen", 1), ("chop", 1), ("seal", 1)),
    "mixed": (("pen", 5), ("typed", 2), ("blank", 2), ("seal-over-pen", 2), ("chop", 1), ("seal", 1)),
}
MARKS = {
    "blank": ("blank", ""), "typed": ("typed", ""), "pen": ("handwritten", ""), "seal": ("stamp", ""), "chop": ("stamp", ""),
    "seal-over-pen": ("stamp", "handwritten"), "seal-over-typed": ("stamp", "typed"),
}  # fmt: skip


class Sketch:
    """One page's filling: its people, its medium, its habits."""

    def __init__(self, seed: int, split: Split, data: PenData) -> None:
        self.rng = rng = random.Random(f"sketch {split} {seed}")
        self.medium = MEDIA[seed % 3]
        self.crowd = Crowd(rng)
        self.values: list[Value] = []
        self.day0 = date(2024, 1, 5) + timedelta(days=rng.randrange(420))
        self.probe = Writer(0, split, data)  # says only which characters can be written
        self.probe.font = ""
        self.size = rng.choice((9.5, 10.0, 10.5, 10.5, 11.0, 12.0))
        self.airy = rng.choice((1.0, 1.0, 1.15, 1.35, 1.6))
        self.kai = rng.random() < 0.3
        self.colon = rng.choice(("：", "：", ":"))
        self.blank_share = rng.uniform(0.03, 0.15)
        self.names = data.names(split)

    # ---- what is filled in -------------------------------------------------------------------------------------------

    def someone(self, low: int = 20, high: int = 85) -> Someone:
        """An invented person."""
        return self.crowd.someone(low, high, self.day0)

    def worker(self) -> str:
        """A social worker."""
        return self.rng.choice(WORKERS)

    def day(self) -> str:
        """A date as this page writes dates."""
        self.day0 += timedelta(days=self.rng.randint(1, 12))
        pool = PEN_DATES if self.medium == "pen" else TYPED_DATES
        return write_day(self.day0, self.rng.choice(pool))

    def story(self, sentences: int) -> str:
        """A narrative."""
        text = narrative(self.rng, "服务对象")
        parts = [p + "。" for p in text.split("。") if p]
        return "".join(parts[:sentences])

    def phrase(self, *templates: str) -> str:
        """One of some templates with invented details."""
        return fill(self.rng.choice(templates), self.rng, "服务对象")

    # ---- cells ---------------------------------------------------------------------------------------------------------

    def add(self, label: str, kind: str, value: str = "", mark: str = "blank", over: str = "") -> int:
        """Note a value; returns its number."""
        self.values.append(Value(label, kind, value, mark, over))
        return len(self.values) - 1

    def para(self, *runs: Run | str, **options: object) -> Para:
        """A paragraph in the page's size."""
        options.setdefault("size", self.size)
        return Para([Text(r) if isinstance(r, str) else r for r in runs], **options)  # type: ignore[arg-type]

    def cell(
        self, *runs: Run | str, cols: int = 1, rows: int = 1, align: str = "left", **more: object
    ) -> Cell:
        """A cell of one paragraph."""
        return Cell([self.para(*runs, align=align)], cols, rows, **more)  # type: ignore[arg-type]

    def label(
        self,
        words: str,
        cols: int = 1,
        rows: int = 1,
        of: int = -1,
        align: str = "center",
        down: bool = False,
    ) -> Cell:
        """A printed label; ``down``: one character a line."""
        if down:
            paras = [self.para(c, align="center") for c in words]
            return Cell(paras, cols, rows, label_of=of)
        return self.cell(words, cols=cols, rows=rows, align=align, label_of=of)

    def medium_for(self, value: str, kind: str) -> str:
        """typed or pen."""
        if self.medium == "typed":
            return "typed"
        if self.medium == "mixed" and (kind not in ("date", "number", "phone") or self.rng.random() < 0.6):
            return "typed"
        return "pen" if self.probe.can_write(value) else "typed"

    def least(self, points: float) -> float:
        """A least row height: some forms are airy."""
        return points * self.airy

    def filled(self, label: str, kind: str, value: str, may_blank: bool = True) -> tuple[int, Text]:
        """Note a value and return the run that shows it."""
        if may_blank and self.rng.random() < self.blank_share:
            value = ""
        medium = self.medium_for(value, kind)
        mark = "blank" if not value else "handwritten" if medium == "pen" else "typed"
        key = self.add(label, kind, value, mark)
        return key, Text(value, medium, field=-1)

    def pair(
        self,
        label: str,
        kind: str,
        value: str,
        cols: int = 1,
        label_cols: int = 1,
        align: str = "left",
        rows: int = 1,
        **more: object,
    ) -> list[Cell]:
        """A label cell and its value cell."""
        key, text = self.filled(label, kind, value)
        paras = [
            Para([Text(part, text.medium)], align, self.size)
            for part in (text.text.split("\n") if text.text else [""])
        ]
        return [self.label(label, label_cols, rows, key), Cell(paras, cols, rows, field=key, **more)]  # type: ignore[arg-type]

    def ticks(
        self,
        label: str,
        words: Sequence[str],
        ticked: Sequence[int],
        shape: str = "",
        gap: str = "  ",
        after: bool = False,
        how: str = "",
    ) -> tuple[int, list[Run]]:
        """Options in a row; returns the value's number and the runs. ``how`` instead of one drawn by chance."""
        rng = self.rng
        shape = shape or "box"
        if shape == "word" and self.medium == "typed" and not how:
            shape = "box"
        chosen = [] if rng.random() < self.blank_share else list(ticked)
        if how:
            pass
        elif self.medium == "typed":
            how = rng.choice(("print-check", "print-fill", "print-check", "print-cross"))
        elif shape == "word":
            how = rng.choice(("pen-circle", "pen-circle", "pen-under"))
        else:
            how = rng.choice(("pen-check", "pen-check", "pen-check", "pen-cross", "pen-fill"))
            if self.medium == "mixed" and rng.random() < 0.4:
                how = "print-check"
        value = "、".join(words[i] for i in chosen)
        mark = "blank" if not chosen else "typed" if how.startswith("print") else "handwritten"
        key = self.add(label, "ticks", value, mark)
        runs: list[Run] = []
        for i, word in enumerate(words):
            runs.append(Option(word, how if i in chosen else "empty", shape, after))
            runs.append(Text(" / " if shape == "word" else gap))
        return key, runs[:-1]

    def choice(
        self,
        label: str,
        words: Sequence[str],
        cols: int = 1,
        label_cols: int = 1,
        shape: str = "",
        many: bool = False,
        **more: object,
    ) -> list[Cell]:
        """A label cell and a cell of options."""
        count = self.rng.randint(1, min(3, len(words))) if many else 1
        ticked = sorted(self.rng.sample(range(len(words)), count))
        key, runs = self.ticks(label, words, ticked, shape)
        return [self.label(label, label_cols, of=key), Cell([self.para(*runs)], cols, field=key, **more)]  # type: ignore[arg-type]

    def sign_state(self) -> str:
        """How a signature place is filled."""
        states, weights = zip(*SIGNS[self.medium], strict=True)
        return str(self.rng.choices(states, weights)[0])

    def sign(
        self, label: str, width: float = 84.0, name: str = "", under: bool = False, state: str = ""
    ) -> tuple[int, Place]:
        """A signature place in a line."""
        state = state or self.sign_state()
        name = name or self.worker()
        mark, over = MARKS[state]
        key = self.add(label, "sign", name if state != "blank" else "", mark, over)
        return key, Place(width, state, name, under, key)

    def sign_cell(
        self,
        label: str,
        cols: int = 1,
        label_cols: int = 1,
        name: str = "",
        tall: float = 30.0,
        state: str = "",
    ) -> list[Cell]:
        """A label cell and a signature cell."""
        key, place = self.sign(label, 0.0, name, state=state)
        value = Cell(
            [Para([], "center", self.size)],
            cols,
            tall=tall,
            field=key,
            seals=[place] if place.state != "blank" else [],
        )
        return [self.label(label, label_cols, of=key), value]

    def sign_and_day(
        self, label: str, day_label: str, name: str = "", width: float = 84.0, under: bool = False
    ) -> list[Run]:
        """签名：____ 日期：____ as runs."""
        key, place = self.sign(label, width, name, under)
        shown = place.state != "blank"
        value = self.day() if shown and self.rng.random() < 0.85 else ""
        medium = (
            "pen"
            if value and place.state in ("pen", "seal-over-pen") and self.probe.can_write(value)
            else "typed"
        )
        day = self.add(
            day_label, "date", value, "blank" if not value else "handwritten" if medium == "pen" else "typed"
        )
        after: list[Run] = (
            [Text(value, medium, under=under, field=day)] if value else [Place(70.0, "blank", "", under, day)]
        )
        return [
            Text(label + self.colon, field=key),
            place,
            Text("  "),
            Text(day_label + self.colon, field=day),
            *after,
        ]
