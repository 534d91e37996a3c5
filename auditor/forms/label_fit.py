"""Which form the labels of a paper betray, whatever title it carries.

Stations name their papers as they like (面谈手记, 户情卡); the labels on them change less. Every label of a paper speaks for the
forms that have it, in the form's own words or in others (`forms.wordings`); a label that few kinds of paper have speaks louder than
姓名 or 日期. Labels that no form has, and the title, speak weakly through the pairs of characters in them. A form is known
where its labels say enough, cover most of the paper, and say clearly more than any other kind of paper can.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Layout, RowBlock
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.spec import FormSpec

Part = tuple[str, str]

LEAST_TOLD = 1.3
LEAST_MARGIN = 0.3
_LEAST_LABELS = 3
_LEAST_COVERED = 0.5
_CUE = 1.25
"""How much louder a label speaks that the form names as betraying it."""
_GRAM = 0.4
"""How loud a label speaks at most that no form has."""
_TITLE = 0.9
_HINT = 0.4
_EXPECTED = 0.9
"""What it tells that a form's own cues stand there: 户主 and 评级 alone are a cover, and no registration without its many questions."""
_ENOUGH_CUES = 5
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class LabelFit:
    """The form that the labels betray: what they tell, how far ahead it is, and what share of the labels it has."""

    form: str
    told: float
    margin: float
    covered: float


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of a stretch of paper, each with all its folded wordings: beside values, and over columns of rows."""

    single: frozenset[frozenset[str]]
    columns: frozenset[frozenset[str]] = frozenset()


@dataclass(slots=True)
class LabelEvidence:
    """What each label and each pair of characters tells, worked out once from the definitions."""

    single: dict[str, dict[str, float]] = field(default_factory=dict)
    """Plain label beside a value -> form -> weight."""
    columns: dict[str, dict[str, float]] = field(default_factory=dict)
    """Plain label over a column -> form -> weight."""
    grams: dict[str, dict[Part, float]] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    asks: dict[str, frozenset[str]] = field(default_factory=dict)
    """Form -> plain labels one of which must stand on it."""
    cues: dict[str, frozenset[str]] = field(default_factory=dict)
    lists: dict[str, list[list[frozenset[str]]]] = field(default_factory=dict)
    """Forms that are nothing without their table -> for each of its tables, the plain labels of each required column."""
    foreign: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))

    @classmethod
    def of(cls, index: dict[str, FormIndex], vocabulary: Vocabulary) -> LabelEvidence:
        """Weigh the labels of all forms."""
        plain = vocabulary.wordings.plain
        made = cls(parts={form: (entry.spec.record, entry.spec.part) for form, entry in index.items()})
        if vocabulary.book.foreign:
            made.foreign = re.compile("|".join(re.escape(fold_key(word)) for word in vocabulary.book.foreign))
        owners: dict[str, set[Part]] = {}
        gram_owners: dict[str, set[Part]] = {}
        words: dict[str, tuple[set[str], set[str]]] = {}
        for form, entry in index.items():
            part = made.parts[form]
            if entry.spec.rows and "client.name" not in entry.spec.fields:
                made.lists[form] = [
                    [
                        frozenset(plain(key) for column in one_of for key in entry.column_keys[name][column])
                        for one_of in rows.needed
                    ]
                    for name, rows in entry.spec.rows.items()
                ]
            if entry.spec.asks:
                made.asks[form] = frozenset(
                    plain(key) for name in entry.spec.asks for key in entry.field_keys.get(name, ())
                )
            cues = made.cues[form] = frozenset(map(plain, entry.cues))
            fields = {plain(key) for keys in entry.field_keys.values() for key in keys}
            columns = {
                plain(key) for table in entry.column_keys.values() for keys in table.values() for key in keys
            }
            words[form] = (
                fields | (cues - columns),
                columns | (cues - fields) | _in_ledger(entry.spec, fields),
            )
            for word in fields | columns | cues:
                owners.setdefault(word, set()).add(part)
            for word in {*cues, *map(plain, entry.titles)}:
                for gram in _grams(word):
                    gram_owners.setdefault(gram, set()).add(part)
        every = math.log(max(2, len(set(made.parts.values()))))
        for form, (single, columns) in words.items():
            for target, own in ((made.single, single), (made.columns, columns)):
                for word in own:
                    weight = max(0.0, 1.0 - math.log(len(owners[word])) / every)
                    if weight:
                        target.setdefault(word, {})[form] = weight * (
                            _CUE if word in made.cues[form] else 1.0
                        )
        for gram, parts in gram_owners.items():
            weight = max(0.0, 1.0 - math.log(len(parts)) / every)
            if weight:
                made.grams[gram] = dict.fromkeys(parts, weight)
        return made


def _in_ledger(spec: FormSpec, fields: set[str]) -> set[str]:
    return fields if spec.ledger else set()


@dataclass(slots=True)
class Told:
    """What the labels of a stretch of paper tell of every form."""

    labels: int = 0
    told: dict[str, float] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)
    cues: dict[str, int] = field(default_factory=dict)
    weak: dict[Part, float] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    """All labels in plain wordings."""

    def covered(self, form: str) -> float:
        """Return the share of the labels that the form has."""
        return self.met.get(form, 0) / self.labels if self.labels >= _LEAST_LABELS else 0.0


def hear(words: Words, forms: FormSet, title: str = "", hint: str = "") -> Told:
    """Let all labels of a stretch of paper speak.

    Args:
        words: the labels, from `words_of`.
        forms: all forms.
        title: what stands above.
        hint: names of the file and its folder, which speak weakly.
    """
    evidence = evidence_of(forms)
    plain = forms.vocabulary.wordings.plain
    made = Told()
    singles, columns = (
        {frozenset(map(plain, keys)) for keys in side} for side in (words.single, words.columns)
    )
    made.heads = frozenset().union(*columns)
    made.every = made.heads.union(*singles)
    for known, labels in ((evidence.single, singles), (evidence.columns, columns)):
        for keys in labels:
            made.labels += 1
            best: dict[str, float] = {}
            for key in keys:
                for form, weight in known.get(key, {}).items():
                    best[form] = max(best.get(form, 0.0), weight)
            for form, weight in best.items():
                made.told[form] = made.told.get(form, 0.0) + weight
                made.met[form] = made.met.get(form, 0) + 1
                made.cues[form] = made.cues.get(form, 0) + (not evidence.cues[form].isdisjoint(keys))
            if not best:
                _speak(max(keys, key=len), _GRAM, evidence, made.weak)
    _speak(fold_key(title), _TITLE, evidence, made.weak)
    _speak(fold_key(hint), _HINT, evidence, made.weak)
    return made


def fit_labels(said: Told, forms: FormSet, title: str = "") -> LabelFit | None:
    """Return the form that the labels betray, or None where they do not tell.

    Args:
        said: what the labels tell, from `hear`.
        forms: all forms.
        title: what stands above; a form that excludes its words is no candidate.
    """
    evidence = evidence_of(forms)
    folded = fold_key(title)
    if said.labels < _LEAST_LABELS or evidence.foreign.search(folded):
        return None
    ranked: dict[Part, tuple[float, str]] = {}
    for form, strong in said.told.items():
        if any(bad in folded for bad in forms.index[form].not_titles):
            continue
        tables = evidence.lists.get(form)
        if tables and not any(all(said.heads & choices for choices in required) for required in tables):
            continue
        asked = evidence.asks.get(form)
        if asked and said.every.isdisjoint(asked):
            continue
        part = evidence.parts[form]
        expected = min(1.0, said.cues[form] / max(1, min(_ENOUGH_CUES, len(evidence.cues[form]))))
        told = strong + _EXPECTED * expected + said.weak.get(part, 0.0)
        if told > ranked.get(part, (0.0, ""))[0]:
            ranked[part] = (told, form)
    order = sorted(ranked.values(), reverse=True)
    if not order:
        return None
    first, form = order[0]
    margin = first - (order[1][0] if len(order) > 1 else 0.0)
    covered = said.covered(form)
    if (
        first < LEAST_TOLD
        or margin < LEAST_MARGIN
        or covered < _LEAST_COVERED
        or said.met[form] < _LEAST_LABELS
    ):
        return None
    return LabelFit(form, first, margin, covered)


def evidence_of(forms: FormSet) -> LabelEvidence:
    """Return what labels tell of the forms; worked out when first asked for."""
    evidence = forms.evidence
    if not isinstance(evidence, LabelEvidence):
        evidence = forms.evidence = LabelEvidence.of(forms.index, forms.vocabulary)
    return evidence


def words_of(layout: Layout) -> Words:
    """Return the labels of a stretch of paper."""
    single: set[frozenset[str]] = set()
    columns: set[frozenset[str]] = set()
    for item in layout.items:
        label = item.label
        if label is None:
            key = fold_key(item.label_text)
            if 1 < len(key) <= _LONGEST_LABEL:
                single.add(frozenset((key,)))
        elif not (label.context and not label.base and not label.field):
            single.add(frozenset(key for key in (label.key, label.base) if key))
    for block in layout.blocks:
        if _rows(block) < 2:
            continue  # labels over their values: among the items
        for text, label in block.headers:
            key = label.key if label is not None else fold_key(text)
            if key:
                columns.add(frozenset(k for k in (key, label.base if label is not None else "") if k))
    return Words(frozenset(single), frozenset(columns))


def _rows(block: RowBlock) -> int:
    return sum(any(stretch.text.strip() or stretch.inks for stretch in row) for row in block.rows)


def _speak(text: str, loud: float, evidence: LabelEvidence, weak: dict[Part, float]) -> None:
    """Let the pairs of characters of a text speak for the kinds of paper in whose cues and titles they stand."""
    grams = _grams(text)
    for gram in grams:
        for part, weight in evidence.grams.get(gram, {}).items():
            weak[part] = weak.get(part, 0.0) + loud * weight / max(2, len(grams))


def _grams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
