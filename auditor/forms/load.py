"""Form definitions and the label book: loaded, checked, and indexed for recognition and pairing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from auditor.data_files import shipped_rules_folder
from auditor.errors import ConfigurationError
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.nearest import Nearest
from auditor.forms.registers import with_register
from auditor.forms.spec import ColumnSpec, FieldSpec, FormSpec, LabelBook, RowsSpec, is_expression
from auditor.yaml_files import MAX_YAML_BYTES, load_yaml, validation_errors

_KNOWN_KEYS = sorted(
    {key for model in (FormSpec, FieldSpec, RowsSpec, ColumnSpec, LabelBook) for key in model.model_fields}
)


@dataclass(frozen=True, slots=True)
class FormIndex:
    """What recognition and location need of one form, folded once."""

    spec: FormSpec
    titles: tuple[str, ...]
    not_titles: tuple[str, ...]
    cues: frozenset[str]
    field_keys: dict[str, frozenset[str]]
    column_keys: dict[str, dict[str, frozenset[str]]]
    field_words: dict[str, re.Pattern[str]] = field(default_factory=dict)
    """Expressions for labels that no list has, by field."""
    column_words: dict[str, dict[str, re.Pattern[str]]] = field(default_factory=dict)
    """The same for the columns of each table of rows."""
    by_plain: dict[str, list[str]] = field(default_factory=dict)
    """Fields by their labels in plain wordings (`auditor.forms.other_words`), worked out when first needed."""
    own_pairs: dict[str, frozenset[str]] = field(default_factory=dict)
    """Pairs of signs that tell a field (`auditor.forms.told_by_ticks`), worked out when first needed."""


@dataclass(slots=True)
class FormSet:
    """All forms that a run knows.

    ``digest`` changes whenever a definition changes; it is part of the cache's key.
    """

    forms: dict[str, FormSpec]
    book: LabelBook
    digest: str
    vocabulary: Vocabulary
    index: dict[str, FormIndex] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    """Folded title -> ids of the forms that have it."""
    composed: list[tuple[str, tuple[tuple[str, ...], ...]]] = field(default_factory=list)
    """Forms whose titles are put together from words: id, the groups of words in order."""
    cue_weights: dict[str, float] = field(default_factory=dict)
    pair_weights: dict[str, float] = field(default_factory=dict)
    """How telling a pair of neighbouring characters is in a title: 1 / number of forms that have it."""
    read_titles: dict[str, Any] = field(default_factory=dict)
    """Lines of which `auditor.forms.recognise` has found what title they are, or none."""
    column_weights: dict[str, float] = field(default_factory=dict)
    """What a column's label tells of the form: 1 / number of parts of records whose forms have it."""
    evidence: Any = None
    """What labels tell of forms (`auditor.forms.label_fit`), worked out when first needed."""
    noise: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))


def load_forms(*folders: Path) -> FormSet:
    """Load the forms of ``folders``; later folders add forms or override them by id.

    Without arguments the shipped forms alone are loaded; the shipped ``labels.yaml`` always is. A folder may be one that
    holds ``*.yaml`` files of forms, and a ``labels.yaml`` of its own whose words are added.

    Raises:
        ConfigurationError: a file does not follow the schema; the message names file, line and the likely meaning.
    """
    shipped = shipped_rules_folder()
    places = list(folders) or [shipped / "forms"]
    hasher = hashlib.sha256()
    book = _load_book(shipped / "labels.yaml", hasher)
    forms: dict[str, FormSpec] = {}
    for folder in places:
        if not folder.is_dir():
            raise ConfigurationError("找不到表单文件夹", str(folder))
        seen: dict[str, Path] = {}
        for path in sorted(folder.glob("*.yaml")):
            if path.name == "labels.yaml":
                book = _joined(book, _load_book(path, hasher))
                continue
            form = _load_form(path, hasher)
            if form.id in seen:
                raise ConfigurationError(f"表单编号“{form.id}”与 {seen[form.id].name} 重复", str(path), 1)
            seen[form.id] = path
            forms[form.id] = form
    return build_form_set(forms.values(), book, hasher.hexdigest())


def build_form_set(forms: Iterable[FormSpec], book: LabelBook, digest: str = "") -> FormSet:
    """Index forms that are already in memory."""
    known = {form.id: with_register(form) for form in forms}
    labels: list[str] = []
    captions: list[str] = []
    headers: list[tuple[frozenset[str], ...]] = []
    for form in known.values():
        labels += form.cues
        for spec in form.fields.values():
            labels += spec.labels
            captions += (*spec.within, *spec.not_within, *spec.prefer)
        for rows in form.rows.values():
            captions += rows.captions
            labels += [label for column in rows.columns.values() for label in column.labels]
            headers.append(
                tuple(
                    frozenset(fold_key(label) for name in one_of for label in rows.columns[name].labels)
                    for one_of in rows.needed
                )
            )
    vocabulary = Vocabulary.build(book, labels, captions)
    vocabulary.headers = [header for header in headers if header]
    _note_options(known.values(), vocabulary)
    made = FormSet(known, book, digest, vocabulary)
    counts: dict[str, int] = {}
    for form in known.values():
        fields = {key: frozenset(map(fold_key, spec.labels)) for key, spec in form.fields.items()}
        columns = {name: _column_keys(rows, fields) for name, rows in form.rows.items()}
        entry = FormIndex(
            form,
            tuple(sorted({fold_key(title) for title in (form.title, *form.titles)}, key=len, reverse=True)),
            tuple(fold_key(title) for title in form.not_titles),
            frozenset(fold_key(cue) for cue in form.cues),
            fields,
            columns,
            {key: re.compile(spec.meant_by) for key, spec in form.fields.items() if spec.meant_by},
            {
                name: {
                    key: re.compile(column.meant_by)
                    for key, column in rows.columns.items()
                    if column.meant_by
                }
                for name, rows in form.rows.items()
            },
        )
        made.index[form.id] = entry
        if form.title_words:
            made.composed.append((form.id, tuple(tuple(map(fold_key, words)) for words in form.title_words)))
        for title in entry.titles if not form.paragraphs else ():  # reports are told in `forms.paragraphs`
            made.titles.setdefault(title, []).append(form.id)
        for cue in entry.cues:
            counts[cue] = counts.get(cue, 0) + 1
    owned = {
        (form, name): labels
        for form, entry in made.index.items()
        for part in (entry.field_keys, *entry.column_keys.values())
        for name, labels in part.items()
    }
    nobody = frozenset(map(fold_key, (*book.labels, *book.captions, *book.stops)))
    vocabulary.nearest = Nearest(owned, nobody)
    made.column_weights = _told_by_columns(made.index)
    made.cue_weights = {cue: 1.0 / count for cue, count in counts.items()}
    pairs: dict[str, set[str]] = {}
    for title, ids in made.titles.items():
        for start in range(len(title) - 1):
            pairs.setdefault(title[start : start + 2], set()).update(ids)
    made.pair_weights = {pair: 1.0 / len(ids) for pair, ids in pairs.items()}
    words = sorted({fold_key(word) for word in book.title_noise}, key=len, reverse=True)
    if words:
        made.noise = re.compile("|".join(map(re.escape, words)))
    return made


def _note_options(forms: Iterable[FormSpec], vocabulary: Vocabulary) -> None:
    """Note which answers each label of a choice lets choose from; 目标达成 beside 结案原因 is an answer and no label."""
    for form in forms:
        for spec in form.fields.values():
            if spec.type != "choice" or not spec.options:
                continue
            offered = {
                fold_key(word)
                for name, words in spec.options.items()
                for word in (name, *words)
                if not is_expression(word)
            }
            for label in spec.labels:
                vocabulary.options.setdefault(fold_key(label), set()).update(offered)


def _column_keys(rows: RowsSpec, fields: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return each column's folded labels; where each row is a paper, those of the form's field of that name too."""
    own = {key: frozenset(map(fold_key, column.labels)) for key, column in rows.columns.items()}
    if not rows.as_papers:
        return own
    taken = frozenset().union(*own.values())
    return {key: labels | (fields.get(key, frozenset()) - taken) for key, labels in own.items()}


def _told_by_columns(forms: dict[str, FormIndex]) -> dict[str, float]:
    """Return for each column's label key what it tells: 1 / number of parts of records whose forms have it."""
    parts: dict[str, set[tuple[str, str]]] = {}
    for entry in forms.values():
        own = (entry.spec.record, entry.spec.part)
        for keys in (
            *entry.field_keys.values(),
            *(c for table in entry.column_keys.values() for c in table.values()),
        ):
            for key in keys:
                parts.setdefault(key, set()).add(own)
    return {key: 1.0 / len(owners) for key, owners in parts.items()}


def _load_form(path: Path, hasher: hashlib._Hash) -> FormSpec:
    try:
        return FormSpec.model_validate(_fast_yaml(path, hasher))
    except ValidationError as error:
        raise _first_mistake(path, error) from error


def _load_book(path: Path, hasher: hashlib._Hash) -> LabelBook:
    try:
        return LabelBook.model_validate(_fast_yaml(path, hasher))
    except ValidationError as error:
        raise _first_mistake(path, error) from error


def _first_mistake(path: Path, error: ValidationError) -> ConfigurationError:
    """Return the mistake that stands first in the file; a misspelt key tells more than the key missed for it."""
    mistakes = validation_errors(load_yaml(path), error, _KNOWN_KEYS)
    return min(mistakes, key=lambda mistake: (mistake.line == 0, mistake.line))


def _fast_yaml(path: Path, hasher: hashlib._Hash) -> object:
    """Load without noting lines, which costs most of the time; `load_yaml` runs only when something is wrong."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if path.stat().st_size <= MAX_YAML_BYTES:
            raw = path.read_bytes()
            hasher.update(path.name.encode() + b"\0" + raw)
            return yaml.load(raw.decode("utf-8-sig"), Loader=loader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError):
        pass
    return load_yaml(path).data


def _joined(first: LabelBook, second: LabelBook) -> LabelBook:
    contexts = {
        key: [*first.contexts.get(key, []), *second.contexts.get(key, [])]
        for key in {**first.contexts, **second.contexts}
    }
    aspects = {
        key: [*first.aspects.get(key, []), *second.aspects.get(key, [])]
        for key in {**first.aspects, **second.aspects}
    }
    return LabelBook(
        contexts=contexts,
        aspects=aspects,
        roles=[*first.roles, *second.roles],
        labels=[*first.labels, *second.labels],
        captions=[*first.captions, *second.captions],
        stops=[*first.stops, *second.stops],
        title_noise=[*first.title_noise, *second.title_noise],
        wordings={
            key: [*first.wordings.get(key, []), *second.wordings.get(key, [])]
            for key in {**first.wordings, **second.wordings}
        },
        fillers=[*first.fillers, *second.fillers],
        questions={
            key: [*first.questions.get(key, []), *second.questions.get(key, [])]
            for key in {**first.questions, **second.questions}
        },
        foreign=[*first.foreign, *second.foreign],
    )
