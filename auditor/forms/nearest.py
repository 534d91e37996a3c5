"""The field that a label asks for which no list has and no expression understands: the one of the nearest known label.

Method: cosine of vectors of character n-grams (1 to 3, ends marked), each n-gram weighed by inverse field frequency, as in
information retrieval (Salton and Buckley 1988, term weighting, with fields for documents). What counts is the nearest label
of the form's own field, or, a little less, of a field of the same name on another form. Where a label that means something
else anywhere is nearer, or equally near, the label stays unread. Nothing is trained ahead: the vectors are those of the
labels in ``rules/forms`` and in a station's own forms.

Figures: ``python -m tools.strangers.words --seeds judge`` (recall of labels and share taken for something else).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LEAST = 0.5
_SISTER = 0.9
"""What a label counts that another form has for its field of the same name."""
_SHORTEST, _LONGEST = 2, 14
_WORDS = re.compile(r"^[\u4e00-\u9fff()/]+$")
_SINGLE = 0.6
"""Weight of a single character beside pairs and triples."""
_FLOOR = 0.3
_MEMORY = 20_000

Owner = tuple[str, str]
"""Form and name of a field; of a column its name alone."""


@dataclass(frozen=True, slots=True)
class Near:
    """How near a text is to the labels of all fields."""

    own: dict[Owner, float]
    """The nearest label of each field of each form."""
    same: dict[str, float]
    """The nearest label of each name of a field on any form."""
    labels: tuple[tuple[float, frozenset[str]], ...]
    """The nearest labels, nearest first, each with the names of all fields that have it."""


@dataclass(slots=True)
class Nearest:
    """All labels of all forms as vectors, worked out from the definitions when first needed.

    Args:
        fields: for each form and field its folded labels.
        nobody: folded labels of no field.
    """

    fields: Mapping[Owner, frozenset[str]]
    nobody: frozenset[str]
    _owners: list[frozenset[Owner]] = field(default_factory=list)
    _names: list[frozenset[str]] = field(default_factory=list)
    _weights: dict[str, float] = field(default_factory=dict)
    _postings: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    _most: float = 0.0
    _memory: dict[str, Near | None] = field(default_factory=dict)

    def _index(self) -> None:
        owned: dict[str, set[Owner]] = {label: set() for label in self.nobody}
        for owner, labels in self.fields.items():
            for label in labels:
                owned.setdefault(label, set()).add(owner)
        grams = {label: _grams(label) for label in owned}
        counts: dict[str, int] = {}
        same: dict[frozenset[str], frozenset[str]] = {}  # many forms ask for a thing in the same words
        for labels in self.fields.values():
            if labels not in same:
                same[labels] = frozenset().union(*(grams[label] for label in labels))
            for gram in same[labels]:
                counts[gram] = counts.get(gram, 0) + 1
        total = len(self.fields) + 1
        self._most = math.log(total) + _FLOOR
        weights = {
            gram: (math.log(total / (count + 1)) + _FLOOR) * _own_weight(gram)
            for gram, count in counts.items()
        }
        self._weights = weights
        for label, owners in sorted(owned.items()):
            number = len(self._owners)
            self._owners.append(frozenset(owners))
            self._names.append(frozenset(name for _, name in owners))
            for gram, weight in self._vector(grams[label]).items():
                self._postings.setdefault(gram, []).append((number, weight))

    def _vector(self, grams: Iterable[str]) -> dict[str, float]:
        known, most = self._weights, self._most
        weights = {gram: known.get(gram) or most * _own_weight(gram) for gram in grams}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {gram: weight / length for gram, weight in weights.items()}

    def near(self, text: str) -> Near | None:
        """Return how near a folded text is to all labels; None where it cannot be a label or nothing is near."""
        if text in self._memory:
            return self._memory[text]
        found = self._near(text) if _SHORTEST <= len(text) <= _LONGEST and _WORDS.match(text) else None
        if len(self._memory) < _MEMORY:
            self._memory[text] = found
        return found

    def _near(self, text: str) -> Near | None:
        if not self._owners:
            self._index()
        sums: dict[int, float] = {}
        for gram, weight in self._vector(_grams(text)).items():
            for number, known in self._postings.get(gram, ()):
                sums[number] = sums.get(number, 0.0) + weight * known
        ranked = sorted(
            ((score, number) for number, score in sums.items() if score >= LEAST * _SISTER), reverse=True
        )
        own: dict[Owner, float] = {}
        same: dict[str, float] = {}
        for score, number in ranked:
            for owner in self._owners[number]:
                own.setdefault(owner, score)
                same.setdefault(owner[1], score)
        labels = tuple((score, self._names[number]) for score, number in ranked)
        return Near(own, same, labels) if ranked else None

    def may_ask_for(self, form: str, text: str, names: Iterable[str]) -> list[str]:
        """Return the fields among ``names`` of a form to one of whose labels a folded label is near enough at all."""
        near = self.near(text)
        if near is None:
            return []
        return [
            name
            for name in names
            if near.own.get((form, name), 0.0) >= LEAST or _SISTER * near.same.get(name, 0.0) >= LEAST
        ]

    def field_of(self, form: str, text: str, names: Iterable[str]) -> str:
        """Return the field among ``names`` of a form that a folded label asks for; "" where none is near enough."""
        near = self.near(text)
        if near is None:
            return ""
        best, most = "", 0.0
        for name in names:
            score = max(near.own.get((form, name), 0.0), _SISTER * near.same.get(name, 0.0))
            if score > most:
                best, most = name, score
        if most < LEAST:
            return ""
        rival = next((score for score, owners in near.labels if best not in owners), 0.0)
        return best if most > rival else ""


def _own_weight(gram: str) -> float:
    return _SINGLE if len(gram.strip("^$")) == 1 else 1.0


def _grams(text: str) -> frozenset[str]:
    """Return characters, pairs and triples of a text, its ends marked."""
    marked = f"^{text}$"
    return frozenset(text) | {marked[i : i + n] for n in (2, 3) for i in range(len(marked) - n + 1)}
