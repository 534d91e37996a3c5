"""The exam's lists: ordinary forms, and the words that stand in for theirs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

DATA = Path(__file__).parent / "data"
Half = Literal["tune", "judge"]
SPACE = "␣"
"""Stands in the lists for a blank inside a word."""


@dataclass(slots=True, frozen=True)
class Line:
    """One field of an ordinary form: ``key`` in the product's words, its label, what kind of value stands there."""

    key: str
    label: str
    value: str

    @property
    def rows(self) -> str:
        """The list that the field is a column of, "" for a field of the form itself."""
        head, _, rest = self.key.partition("[]")
        return head if rest else ""

    @property
    def bare(self) -> str:
        """The key inside its list."""
        return self.key.partition("[].")[2] if self.rows else self.key

    @property
    def wide(self) -> bool:
        """It wants the whole width of the paper."""
        return self.value.split(":")[0] in ("long", "opinion")


@dataclass(slots=True, frozen=True)
class Kind:
    """An ordinary form: its title, the form ids that are right for it, its fields in printed order."""

    name: str
    accept: tuple[str, ...]
    title: str
    lines: tuple[Line, ...]

    def line(self, key: str) -> Line | None:
        """The field of that key."""
        return next((x for x in self.lines if x.key == key), None)


@dataclass(slots=True, frozen=True)
class Entry:
    """A list of words that mean one thing, and the places (kind, key) where it is printed."""

    part: Literal["title", "label", "answer"]
    name: str
    places: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Other keys under which the value is just as right."""
    value: str = ""
    """What kind of value stands under the label where the ordinary form does not have the field."""
    means: Any = None
    """What an answer comes out as."""
    others: tuple[str, ...] = field(default=(), compare=False)
    """Options of other meaning that may stand beside an answer."""


def half_of(*word: str) -> Half:
    """The half that a word belongs to, for ever: by a hash of its list and itself."""
    return "tune" if hashlib.sha256("\0".join(word).encode()).digest()[0] % 2 == 0 else "judge"


def draw_number(*what: str) -> int:
    """A number that depends on nothing but the words given."""
    return int.from_bytes(hashlib.sha256("\0".join(what).encode()).digest()[:6], "big")


def split_words(text: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(w.replace(SPACE, " ") for w in str(text).split())


def _load(pattern: str) -> list[Any]:
    out = []
    for path in sorted(DATA.glob(pattern)):
        out.append(yaml.safe_load(path.read_text(encoding="utf-8")))
    return out


@cache
def kinds() -> dict[str, Kind]:
    """The ordinary forms by name."""
    out = {}
    for table in _load("forms*.yaml"):
        for name, body in table.items():
            lines = []
            for row in body["fields"].strip().splitlines():
                key, label, value = row.split()
                lines.append(Line(key, label, value))
            accept = split_words(body.get("accept", name))
            out[name] = Kind(name, accept, body["title"], tuple(lines))
    return out


def _places(text: str) -> tuple[tuple[str, str], ...]:
    out = []
    for place in text.split():
        kind, _, key = place.partition("/")
        out.append((kind, key))
    return tuple(out)


@cache
def entries() -> tuple[Entry, ...]:
    """Every list of the exam."""
    out = []
    for table in _load("titles*.yaml"):
        out += [Entry("title", k, ((k, ""),), split_words(words)) for k, words in table.items()]
    for table in _load("labels*.yaml"):
        for body in table:
            places = _places(body["of"])
            out.append(
                Entry(
                    "label", body.get("name", body["of"].split()[0]), places, split_words(body["words"]),
                    also=split_words(body.get("also", "")), value=body.get("as", ""),
                )
            )  # fmt: skip
    for table in _load("answers*.yaml"):
        for body in table:
            places = _places(body["of"])
            name = body.get("name", body["of"].split()[0])
            lists = {means: split_words(words) for means, words in body["means"].items()}
            for means, words in lists.items():
                others = tuple(w for m, ws in lists.items() if m != means for w in ws[:3])
                style = body.get("others", True)
                out.append(
                    Entry("answer", f"{name} = {means}", places, words, means=means,
                          value=body.get("as", ""), others=others if style else ())
                )  # fmt: skip
    return tuple(out)
