"""Waivers: findings that an auditor accepts, with reason, author and end date, kept in a file of the auditor's own.

Only this file silences a finding, never anything inside an audited document. A waived finding stays in the result, so that
its id resolves and its reason can be shown, but neither counts for the exit status nor stands among a section's concerns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from auditor.errors import ConfigurationError
from auditor.findings.result import Finding, Result, WaivedEntry
from auditor.yaml_files import YamlFile, did_you_mean, load_yaml, validation_errors

WAIVERS_NAMES = ("waivers.yaml", "waivers.yml")
MAX_WAIVERS = 10_000
FINDING_ID = r"^[0-9a-f]{16}$"


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _text(value: Any) -> Any:
    """Take a number without quotes as the text that it is (a finding's id may consist of digits alone)."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=2000)]
Day = Annotated[date, BeforeValidator(_day)]


class Waiver(BaseModel):
    """One entry: names a finding by its id, or all findings of one rule on one subject."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    finding: Annotated[str, BeforeValidator(_text), Field(pattern=FINDING_ID)] | None = None
    rule: Text | None = None
    subject: Text | None = None
    reason: Text
    author: Text
    date: Day | None = None
    """The day on which it was accepted."""
    until: Day
    """The last day on which it holds."""

    @model_validator(mode="after")
    def _names_something(self) -> Waiver:
        if self.finding is None and (self.rule is None or self.subject is None):
            raise ValueError(
                "应写 finding（问题编号），或者同时写 rule（规则编号）和 subject（档案编号或名称）"
            )
        if self.finding is not None and (self.rule is not None or self.subject is not None):
            raise ValueError("finding 与 rule、subject 只写一种")
        if self.date is not None and self.date > self.until:
            raise ValueError("until（有效期至）早于 date（接受日期）")
        return self


@dataclass(slots=True)
class WaiverFile:
    """The waivers of one file, with the line of each."""

    path: str
    waivers: list[Waiver] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def waivers_of(folder: Path, path: Path | None) -> WaiverFile | None:
    """Read the waivers: the given file, else ``waivers.yaml`` at the root of ``folder``, if there is one.

    Raises:
        ConfigurationError: the given file is not there, or a file is not as it should be.
    """
    if path is not None:
        return load_waivers(path)
    for name in WAIVERS_NAMES:
        if (folder / name).is_file():
            return load_waivers(folder / name, name)
    return None


def load_waivers(path: Path, shown_path: str = "") -> WaiverFile:
    """Read a file of waivers: a list of entries, or ``waivers:`` above such a list.

    Raises:
        ConfigurationError: names file and line of the first mistake.
    """
    source = load_yaml(path, shown_path)
    prefix: tuple[str | int, ...] = ()
    data = source.data
    if isinstance(data, dict):
        prefix = ("waivers",)
        unknown = [key for key in data if key != "waivers"]
        if unknown:
            raise source.error(
                f"没有“{unknown[0]}”这一项{did_you_mean(str(unknown[0]), ['waivers'])}", (str(unknown[0]),)
            )
        data = data.get("waivers")
    if data is None:
        data = []
    if not isinstance(data, list):
        raise source.error("应为列表，每一项以“- ”开头", prefix)
    if len(data) > MAX_WAIVERS:
        raise source.error(f"超过 {MAX_WAIVERS} 项", prefix)
    found = WaiverFile(source.path)
    for index, item in enumerate(data):
        found.waivers.append(_waiver(source, item, (*prefix, index)))
        found.lines.append(source.locate((*prefix, index))[0])
    return found


def _waiver(source: YamlFile, item: Any, place: tuple[str | int, ...]) -> Waiver:
    if not isinstance(item, dict):
        raise source.error(
            "每一项应写成“键: 值”的形式：finding（或 rule 和 subject）、reason、author、until", place
        )
    try:
        return Waiver.model_validate(item)
    except ValidationError as error:
        raise _first(source, error, place) from error


def _first(source: YamlFile, error: ValidationError, place: tuple[str | int, ...]) -> ConfigurationError:
    if any(item["type"] == "string_pattern_mismatch" for item in error.errors()):
        return source.error(
            "finding 应为 16 位问题编号（见 result.json 的 id），全是数字时请加引号", (*place, "finding")
        )
    return validation_errors(source, error, Waiver.model_fields, place)[0]


def apply_waivers(
    result: Result, file: WaiverFile, rules: Collection[str], names: Sequence[tuple[str, str, str]] = ()
) -> list[str]:
    """Note the waived findings in ``result`` and take them out of the sections' concerns.

    Args:
        result: unmasked.
        file: the waivers.
        rules: ids of all rules known, run or not.
        names: (kind, id, person's name) of the records, so that a waiver may name a person.

    Returns:
        One Chinese sentence for each waiver that is expired, unknown or unused.
    """
    by_id = {finding.id: finding for finding in result.findings}
    persons: dict[tuple[str, str], str] = {(kind, number): _key(name) for kind, number, name in names}
    by_subject: dict[tuple[str, str], list[Finding]] = {}
    for finding in result.findings:
        own = {_key(finding.subject.id), persons.get((finding.subject.kind, finding.subject.id), "")} - {""}
        for subject in own:
            by_subject.setdefault((finding.rule, subject), []).append(finding)
    known = (
        {_key(record.id) for record in result.records}
        | set(persons.values())
        | {key for _, key in by_subject}
    )
    known |= {_key(entry.path) for entry in result.files}
    reports: list[str] = []
    waived: dict[str, WaivedEntry] = {}
    for waiver, line in zip(file.waivers, file.lines, strict=True):
        place = f"{file.path}:{line}"
        if waiver.until < result.as_of:
            reports.append(f"{place} 的豁免已于 {waiver.until} 到期，不再生效（{_of(waiver)}）")
            continue
        if waiver.rule is not None and waiver.rule not in rules:
            reports.append(f"{place} 的豁免写了不存在的规则“{waiver.rule}”{did_you_mean(waiver.rule, rules)}")
            continue
        if waiver.finding is not None:
            found = [by_id[waiver.finding]] if waiver.finding in by_id else []
        else:
            found = by_subject.get((waiver.rule or "", _key(waiver.subject or "")), [])
            if not found and _key(waiver.subject or "") not in known:
                reports.append(f"{place} 的豁免写了档案中没有的对象（{_of(waiver)}）")
                continue
        if not found:
            reports.append(f"{place} 的豁免没有用上：本次没有这个问题，可以删去（{_of(waiver)}）")
        for finding in found:
            waived.setdefault(
                finding.id,
                WaivedEntry(
                    finding=finding.id,
                    reason=waiver.reason,
                    author=waiver.author,
                    until=waiver.until.isoformat(),
                ),
            )
    result.waived = [waived[finding.id] for finding in result.findings if finding.id in waived]
    for section in result.sections:
        section.concerns = [index for index in section.concerns if result.findings[index].id not in waived]
    return reports


def open_findings(result: Result) -> list[Finding]:
    """Return the findings that nobody accepted: those that count."""
    waived = {entry.finding for entry in result.waived}
    return [finding for finding in result.findings if finding.id not in waived]


def _of(waiver: Waiver) -> str:
    return waiver.finding if waiver.finding is not None else f"规则 {waiver.rule}，对象 {waiver.subject}"


def _key(text: str) -> str:
    return "".join(text.split()).casefold()
