"""A user's own folder of rules and forms, looked through for every mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from auditor.engine.examples import run_examples
from auditor.engine.load import load_rules
from auditor.engine.rule import Rule
from auditor.errors import ConfigurationError
from auditor.forms.spec import ColumnSpec, FieldSpec, FormSpec, LabelBook, RowsSpec
from auditor.records.build import check_form_paths
from auditor.yaml_files import KeyPath, YamlFile, load_yaml, validation_errors

FORMS = "forms"
LABELS = "labels.yaml"
_FORM_KEYS = frozenset(
    key for model in (FormSpec, FieldSpec, RowsSpec, ColumnSpec, LabelBook) for key in model.model_fields
)


@dataclass(slots=True)
class FolderCheck:
    """What is fine in a folder, and every mistake with its place."""

    rules: list[Rule] = field(default_factory=list)
    forms: list[FormSpec] = field(default_factory=list)
    errors: list[ConfigurationError] = field(default_factory=list)
    shipped_errors: list[ConfigurationError] = field(default_factory=list)
    """Mistakes in the program's own rules: none of the user's doing."""


def check_folder(folder: Path) -> FolderCheck:
    """Validate the rules of ``folder`` with their examples, and the forms in its ``forms``.

    Raises:
        ConfigurationError: there is no such folder.
    """
    result = FolderCheck()
    result.shipped_errors = load_rules().errors
    told = {str(error) for error in result.shipped_errors}
    loaded = load_rules(folder)
    result.errors.extend(error for error in loaded.errors if str(error) not in told)
    for rule in loaded.rules.values():
        if rule.shipped:
            continue
        wrong = [item for item in run_examples(rule) if not item.ok]
        for item in wrong:
            why = item.problem or f"应为 {item.expected.value}，实为 {item.got.value}"
            result.errors.append(ConfigurationError(f"示例“{item.name}”不符：{why}", rule.path))
        if not wrong:
            result.rules.append(rule)
    _check_forms(folder, result)
    return result


def _check_forms(folder: Path, result: FolderCheck) -> None:
    seen: dict[str, str] = {}
    for path in sorted(folder.rglob("*.yaml")):
        inside = path.relative_to(folder).parts[:-1] == (FORMS,)
        try:
            source = load_yaml(path)
        except ConfigurationError as error:
            if inside:  # of other files the rules' loader has said the same
                result.errors.append(error)
            continue
        data = source.data
        if not inside:
            if isinstance(data, dict) and "check" not in data and {"record", "titles"} & set(data):
                result.errors.append(
                    source.error(f"像是表单定义：请放进 {FORMS} 文件夹，否则不会生效", ("record",))
                )
            continue
        if not isinstance(data, dict):
            result.errors.append(source.error("表单定义应由“键: 值”组成"))
            continue
        if path.name == LABELS:
            _validate(LabelBook, source, result)
            continue
        form = _validate(FormSpec, source, result)
        if not isinstance(form, FormSpec):
            continue
        problems = [source.error(_message(text), _keys(text)) for text in check_form_paths(form)]
        problems += _patterns(form, source)
        if form.id in seen:
            problems.append(source.error(f"表单编号“{form.id}”在 {seen[form.id]} 已经用过", ("id",)))
        seen.setdefault(form.id, str(path))
        result.errors.extend(problems)
        if not problems:
            result.forms.append(form)


def _validate(
    model: type[FormSpec] | type[LabelBook], source: YamlFile, result: FolderCheck
) -> FormSpec | LabelBook | None:
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        result.errors.extend(validation_errors(source, error, _FORM_KEYS))
        return None


def _patterns(form: FormSpec, source: YamlFile) -> list[ConfigurationError]:
    errors = []
    for key, spec in form.fields.items():
        if not spec.title_pattern:
            continue
        place: KeyPath = ("fields", key, "title_pattern")
        try:
            groups = re.compile(spec.title_pattern).groups
        except re.error as error:
            errors.append(source.error(f"title_pattern 不是有效的正则表达式：{error}", place))
            continue
        if groups != 1:
            errors.append(source.error("title_pattern 应有且只有一个括号组", place))
    return errors


def _keys(problem: str) -> KeyPath:
    """Return the key path that `check_form_paths` names before its colon ("fields.client.nam：…")."""
    head = problem.partition("：")[0]
    for prefix in ("fields.",):
        if head.startswith(prefix):
            return ("fields", head.removeprefix(prefix))
    rows = re.match(r"rows\.([^.]+)(?:\.columns\.(.+))?$", head)
    if rows:
        return ("rows", rows[1], "columns", rows[2]) if rows[2] else ("rows", rows[1])
    return (head,)


def _message(problem: str) -> str:
    head, _, rest = problem.partition("：")
    return f"“{head}”：{rest}"
