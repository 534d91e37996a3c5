"""Rule files -> rules, with file, line and "did you mean" for every mistake."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from auditor.data_files import shipped_rules_folder
from auditor.engine import kinds
from auditor.engine.check import Check, RecordCheck, SetCheck
from auditor.engine.conditions import check_condition
from auditor.engine.kind_words import KIND_WORDS, kinds_in_words
from auditor.engine.paths import PathError, compile_path
from auditor.engine.rule import Rule, RuleHead
from auditor.errors import ConfigurationError
from auditor.records.model import RECORD_KINDS
from auditor.yaml_files import YamlFile, did_you_mean, load_yaml, validation_errors

SET_KINDS = ("community", "district", "station")
COMMON_FACTS = frozenset({"id", "name", "title", "community", "district", "as_of", "why"})
FOLDERS_WITHOUT_RULES = frozenset({"forms", "lexicons"})


@cache
def check_kinds() -> dict[str, type[Check]]:
    """Return every check kind by its name, found by listing `auditor.engine.kinds`."""
    found: dict[str, type[Check]] = {}
    for module_info in pkgutil.iter_modules(kinds.__path__):
        module = importlib.import_module(f"{kinds.__name__}.{module_info.name}")
        for member in vars(module).values():
            if (
                isinstance(member, type)
                and issubclass(member, Check)
                and member.__module__ == module.__name__
            ):
                names = get_args(member.model_fields["check"].annotation)
                for name in names:
                    found[str(name)] = member
    return found


@dataclass(slots=True)
class RuleSet:
    """Loaded rules by id, in the order of their ids, and the mistakes in files that could not be loaded."""

    rules: dict[str, Rule] = field(default_factory=dict)
    errors: list[ConfigurationError] = field(default_factory=list)
    digest: str = ""

    def select(self, chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> list[Rule]:
        """Return the rules whose id equals or begins with a chosen id or prefix and with no ignored one.

        Raises:
            ConfigurationError: an id or prefix that matches no rule.
        """
        chosen, ignored = tuple(chosen), tuple(ignored)
        for wanted in (*chosen, *ignored):
            if not any(rule_id.startswith(wanted) for rule_id in self.rules):
                raise ConfigurationError(
                    f"没有编号为“{wanted}”或以它开头的规则{did_you_mean(wanted, self.rules)}"
                )
        return [
            rule
            for rule_id, rule in self.rules.items()
            if (not chosen or rule_id.startswith(chosen)) and not (ignored and rule_id.startswith(ignored))
        ]


def load_rules(*folders: Path) -> RuleSet:
    """Load the shipped rules, then those of ``folders``, where a rule with a known id replaces the earlier one.

    A bad file is reported in ``errors`` and costs only itself.
    """
    result = RuleSet()
    digest = hashlib.sha256()
    shipped = shipped_rules_folder()
    for folder in (shipped, *folders):
        if not folder.is_dir():
            raise ConfigurationError("找不到规则文件夹", str(folder))
        own: dict[str, Rule] = {}
        for path in sorted(folder.rglob("*.yaml")):
            relative = path.relative_to(folder)
            if relative.parts[0] in FOLDERS_WITHOUT_RULES or (len(relative.parts) == 1 and folder == shipped):
                continue
            shown = f"rules/{relative.as_posix()}" if folder == shipped else str(path)
            try:
                source = load_yaml(path, shown)
                if not _looks_like_rule(source):
                    continue
                rule, errors = _build(source, shipped=folder == shipped)
            except ConfigurationError as error:
                result.errors.append(error)
                continue
            result.errors.extend(errors)
            if rule is None:
                continue
            if rule.id in own:
                result.errors.append(
                    source.error(f"规则编号“{rule.id}”在 {own[rule.id].path} 已经用过", ("id",))
                )
                continue
            own[rule.id] = rule
            digest.update(path.read_bytes())
        result.rules.update(own)
    result.rules = dict(sorted(result.rules.items()))
    result.digest = digest.hexdigest()[:16]
    return result


def _looks_like_rule(source: YamlFile) -> bool:
    if not isinstance(source.data, dict):
        raise source.error("规则文件应由“键: 值”组成")
    return "record" not in source.data or "check" in source.data


def build_rule(source: YamlFile, *, shipped: bool = False) -> Rule:
    """Return the rule in ``source``.

    Raises:
        ConfigurationError: the first of its mistakes.
    """
    rule, errors = _build(source, shipped=shipped)
    if rule is None:
        raise errors[0]
    return rule


def _build(source: YamlFile, *, shipped: bool) -> tuple[Rule | None, list[ConfigurationError]]:
    data = source.data
    available = check_kinds()
    name = data.get("check")
    if name not in available:
        message = "缺少 check（检查方式）" if name is None else f"没有“{name}”这种检查方式"
        return None, [source.error(message + did_you_mean(str(name or ""), available), ("check",))]
    kind = available[name]
    head_keys = set(RuleHead.model_fields)
    head_data = {key: value for key, value in data.items() if key in head_keys}
    check_data = {key: value for key, value in data.items() if key not in head_keys}
    known = head_keys | set(kind.model_fields)
    errors: list[ConfigurationError] = []
    head: RuleHead | None = None
    check: Check | None = None
    try:
        head = RuleHead.model_validate(head_data)
    except ValidationError as error:
        errors.extend(validation_errors(source, error, known))
    try:
        check = kind.model_validate(check_data)
    except ValidationError as error:
        errors.extend(validation_errors(source, error, known))
    if head is None or check is None:
        # A misspelt key is both unknown and missing: the first says more.
        return None, sorted(errors, key=lambda error: "没有“" not in error.message)
    errors.extend(_check_references(source, head, check))
    if errors:
        return None, errors
    return Rule(head=head, check=check, path=source.path, shipped=shipped), []


def _check_references(source: YamlFile, head: RuleHead, check: Check) -> list[ConfigurationError]:
    errors = []
    if isinstance(check, SetCheck):
        allowed: tuple[str, ...] = SET_KINDS
    else:
        allowed = tuple(RECORD_KINDS)
    for key, kind in (
        ("applies_to", head.applies_to),
        *(("also_applies_to", k) for k in head.also_applies_to),
    ):
        if kind not in allowed or (key == "also_applies_to" and isinstance(check, SetCheck)):
            meant = next((name for name in allowed if KIND_WORDS.get(name, "").startswith(kind)), "")
            hint = f"，应写作“{meant}”" if meant else did_you_mean(kind, allowed)
            errors.append(
                source.error(f"{key} 不能是“{kind}”{hint}（可选：{kinds_in_words(allowed)}）", (key,))
            )
    if errors:
        return errors
    for kind in (head.applies_to, *head.also_applies_to):
        record_kind = check.path_record(kind)
        if record_kind not in RECORD_KINDS:
            errors.append(
                source.error(
                    f"没有“{record_kind}”这种记录{did_you_mean(record_kind, RECORD_KINDS)}", ("records",)
                )
            )
            return errors
        model = RECORD_KINDS[record_kind]
        for key, text in check.paths():
            try:
                compile_path(model, text)
            except PathError as error:
                errors.append(source.error(str(error), (key,)))
        if isinstance(check, RecordCheck):
            for path, expected in head.when.items():
                try:
                    check_condition(model, path, expected)
                except PathError as error:
                    errors.append(source.error(str(error), ("when", path)))
    if head.when and not isinstance(check, RecordCheck):
        errors.append(source.error("针对整个社区、片区或全站的规则不能用 when", ("when",)))
    offered = COMMON_FACTS | type(check).facts | set(head.parameters)
    for key in ("message", "unsure", "advice"):
        for _, name, _, _ in string.Formatter().parse(getattr(head, key)):
            if name is not None and name not in offered:
                hint = did_you_mean(name, offered)
                errors.append(source.error(f"文字模板中没有可用的“{{{name}}}”{hint}", (key,)))
    return errors
