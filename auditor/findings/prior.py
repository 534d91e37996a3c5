"""What became of the last evaluation's concerns: resolved, found again, not checked, or for a person to judge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Verdict
from auditor.engine.rule import Rule
from auditor.engine.run import RuleRun, check_record
from auditor.errors import ConfigurationError, UnreadableFile
from auditor.findings.prior_report import Concern, district_name, split_concerns
from auditor.findings.result import Finding, PriorEntry, Result
from auditor.forms.paragraphs import read_paragraphs
from auditor.intake.limits import check_file
from auditor.intake.sniff import sniff
from auditor.readers.base import reader_for
from auditor.records.model import PriorConcern, Record
from auditor.records.station import Station
from auditor.values.archive_numbers import numbers_may_match
from auditor.values.figures import Passage
from auditor.values.names import names_may_match

Status = Literal["resolved", "found-again", "not-checked", "human"]

RULE = "prior-finding-unresolved"
_SHOWN = 60


def read_previous(path: Path) -> list[Concern]:
    """Read the concerns of the last evaluation from its report (docx, pdf, md, txt) or from an earlier ``result.json``.

    Raises:
        ConfigurationError: the file cannot be read, is no result, or holds no 需要关注 part.
    """
    if path.suffix.lower() == ".json":
        return _of_result(path)
    try:
        check_file(path)
        document = reader_for(sniff(path).kind).read(path, path.name)
    except UnreadableFile as error:
        raise ConfigurationError(f"--previous：{error.reason}", str(path)) from error
    except OSError as error:
        raise ConfigurationError(f"--previous：无法读取：{error.strerror or error}", str(path)) from error
    passages = [
        Passage(row["body"].raw, tuple(filter(None, row["heading"].raw.split("\n"))), row["body"])
        for row in read_paragraphs(document)
    ]
    concerns = split_concerns(passages)
    if not concerns:
        raise ConfigurationError(
            "--previous：没有找到“需要关注的地方”一类的部分，请确认是评估报告", str(path)
        )
    return concerns


def _of_result(path: Path) -> list[Concern]:
    try:
        result = Result.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"--previous：无法读取：{error.strerror or error}", str(path)) from error
    except ValidationError as error:
        raise ConfigurationError(
            "--previous：不是本软件的审核结果（schema 应为 audit-result/1）", str(path)
        ) from error
    return [
        Concern(
            finding.message, finding.section, finding.district, "", [finding.subject.id], [finding.rule], finding.id,
            (finding.subject.kind, finding.subject.id),
        )
        for finding in result.findings
        if finding.rule != RULE
    ]  # fmt: skip


@dataclass(slots=True)
class Judged:
    """A concern with its status and the ids of this run's findings that show it again."""

    concern: Concern
    status: Status
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run knows, for judging concerns."""

    station: Station
    rules: Mapping[str, Rule]
    run: RuleRun
    findings: Sequence[Finding]
    as_of: date
    period: tuple[date, date]
    overrides: Mapping[str, Mapping[str, Any]]


def judge_concerns(concerns: Iterable[Concern], ran: Ran) -> list[Judged]:
    """Say of each concern what became of it.

    * human: no rule of the catalogue answers it;
    * found-again: a rule finds it on a paper or person that it named, or, where it named none, anywhere in its district;
    * resolved: the rules looked and did not find it;
    * not-checked: the papers that would show it are absent, or the rules were not run.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding in ran.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    by_id = {finding.id: finding for finding in ran.findings}
    districts = {record.district for record in ran.station.records if record.district}
    judged = []
    for concern in concerns:
        rules = [rule for rule in concern.rules if rule != RULE]
        if not rules:
            judged.append(Judged(concern, "human"))
            continue
        if concern.finding and concern.finding in by_id:
            judged.append(Judged(concern, "found-again", [concern.finding]))
            continue
        candidates = [finding for rule in rules for finding in by_rule.get(rule, ())]
        again = [finding.id for finding in candidates if _same(finding, concern, districts, ran.station)]
        if again:
            judged.append(Judged(concern, "found-again", again))
        else:
            judged.append(
                Judged(concern, "resolved" if _looked(concern, rules, ran, districts) else "not-checked")
            )
    return judged


def _same(finding: Finding, concern: Concern, districts: set[str], station: Station) -> bool:
    if concern.finding:
        return (finding.subject.kind, finding.subject.id) == concern.subject
    if concern.papers:
        named = [finding.subject.id, *(entry.path for entry in finding.evidence)]
        person = next(
            (r.name for r in station.of_kind(finding.subject.kind) if r.id == finding.subject.id), ""
        )
        return any(_names(paper, [*named, person]) for paper in concern.papers)
    own = district_name(concern.district)
    return not own or own not in districts or not finding.district or finding.district == own


def _names(paper: str, texts: Iterable[str]) -> bool:
    """Whether a number or masked name may be that of one of ``texts`` (ids, paths, names)."""
    number = any(c.isdigit() for c in paper)
    for text in texts:
        if not text:
            continue
        if paper == text or (number and paper in text and "*" not in paper):
            return True
        for part in text.replace("\\", "/").split("/"):
            stem = part.split(".")[0]
            if (
                number
                and any(c.isdigit() for c in stem)
                and numbers_may_match(paper, stem.split("_")[0].split(" ")[0])
            ):
                return True
            if not number and names_may_match(paper, stem):
                return True
    return False


def _looked(concern: Concern, rules: list[str], ran: Ran, districts: set[str]) -> bool:
    """Whether some rule gave an answer about what the concern names."""
    if concern.papers:
        records = [record for record in ran.station.records if _is_named(record, concern)]
        return any(_passes(rule, record, ran) for record in records for rule in rules)
    own = district_name(concern.district)
    for rule in rules:
        places = ran.run.by_district.get(rule, {})
        for district, verdicts in places.items():
            if own and own in districts and district not in ("", own):
                continue
            if verdicts[Verdict.PASSED] or verdicts[Verdict.FOUND]:
                return True
    return False


def _is_named(record: Record, concern: Concern) -> bool:
    if concern.finding:
        return (record.kind, record.id) == concern.subject
    return any(_names(paper, [record.id, record.name]) for paper in concern.papers)


def _passes(rule_id: str, record: Record, ran: Ran) -> bool:
    rule = ran.rules.get(rule_id)
    if rule is None:
        return False
    if not isinstance(rule.check, RecordCheck):
        return any(
            v[Verdict.PASSED] or v[Verdict.FOUND] for v in ran.run.by_district.get(rule_id, {}).values()
        )
    if record.kind not in (rule.head.applies_to, *rule.head.also_applies_to):
        return False
    parameters = {name: parameter.value for name, parameter in rule.head.parameters.items()}
    parameters.update(ran.overrides.get(rule_id, {}))
    context = RuleContext(ran.station, ran.as_of, ran.period, parameters)
    return check_record(rule, record, context).verdict is Verdict.PASSED


def concern_records(judged: Sequence[Judged], findings: Sequence[Finding]) -> list[PriorConcern]:
    """Return the concerns as subjects of `prior-finding-unresolved`."""
    by_id = {finding.id: finding for finding in findings}
    records = []
    for item in judged:
        again = [by_id[number] for number in item.findings]
        sure = [finding for finding in again if finding.certainty == "sure"] or again
        text = " ".join(item.concern.text.split())
        subjects = {(finding.subject.kind, finding.subject.id) for finding in sure}
        one = next(iter(subjects)) if len(subjects) == 1 else ("station", "本站")
        if len(subjects) > 1 and item.concern.district:
            one = ("district", district_name(item.concern.district))
        places = {finding.district for finding in sure}
        records.append(PriorConcern(
            id=hashlib.sha256(f"{item.concern.item}{text}".encode()).hexdigest()[:12],
            said=text[:_SHOWN] + ("……" if len(text) > _SHOWN else ""),
            status=item.status,
            again=[finding.message for finding in sure],
            evidence=[(e.path, e.label, e.text) for finding in sure for e in finding.evidence][:12],
            doubtful=bool(again) and all(finding.certainty == "check" for finding in again),
            district=next(iter(places)) if len(places) == 1 else district_name(item.concern.district),
            community=next(iter({f.community for f in sure})) if len({f.community for f in sure}) == 1 else "",
            subject_kind=one[0] if again else "",
            subject_id=one[1] if again else "",
        ))  # fmt: skip
    return records


def prior_entries(judged: Sequence[Judged], findings: Sequence[Finding]) -> list[PriorEntry]:
    """Return the result's ``prior``: indexes into ``findings``."""
    index = {finding.id: number for number, finding in enumerate(findings)}
    return [
        PriorEntry(
            section=item.concern.section,
            district=district_name(item.concern.district),
            text=" ".join(item.concern.text.split()),
            papers=item.concern.papers,
            rules=item.concern.rules,
            status=item.status,
            findings=[index[number] for number in item.findings if number in index],
        )
        for item in judged
    ]
