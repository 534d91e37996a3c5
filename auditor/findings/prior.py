"""The last evaluation's concerns: read from its report or an earlier result, and written into this one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from auditor.errors import ConfigurationError, UnreadableFile, system_reason
from auditor.findings.prior_items import read_items
from auditor.findings.prior_judge import RULE, Judged
from auditor.findings.prior_report import Concern, split_concerns
from auditor.findings.result import Finding, PriorEntry, Result
from auditor.intake.limits import check_file
from auditor.intake.sniff import sniff
from auditor.readers.base import reader_for
from auditor.records.model import PriorConcern
from auditor.values.headings import district_name

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
        raise ConfigurationError(f"--previous：无法读取：{system_reason(error)}", str(path)) from error
    concerns = split_concerns(read_items(document))
    if not concerns:
        raise ConfigurationError(
            "--previous：没有找到“需要关注的地方”“存在问题”“扣分原因”一类的部分或表格，请确认是上次评估的报告、问题清单或整改通知",
            str(path),
        )
    return concerns


def _of_result(path: Path) -> list[Concern]:
    try:
        result = Result.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"--previous：无法读取：{system_reason(error)}", str(path)) from error
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
