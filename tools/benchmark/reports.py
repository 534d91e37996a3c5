"""What writing the reports costs for a station with about two thousand findings.

The sample station is audited once; its files and findings then stand side by side many times, each time below another
folder and under other numbers, so that every report opens and draws as many files as it would in a real one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from auditor.audit import Audit, AuditOptions, audit_folder
from auditor.findings.collect import sections_of
from auditor.findings.privacy import PersonMask, mask_result
from auditor.findings.result import Finding, Result
from auditor.outputs.writers import Report
from tools.benchmark.archives import SAMPLES


def sample_audit() -> Audit:
    """Audit the sample station."""
    return audit_folder(SAMPLES, AuditOptions(jobs=1, cache=False))


def many_findings(audit: Audit, scratch: Path, least: int = 2_000) -> Report:
    """Return what a writer is given for at least ``least`` findings on files that all exist.

    Args:
        audit: of the sample station.
        scratch: the archive is written below it.
        least: how many findings.
    """
    one = audit.result
    copies = -(-least // len(one.findings))
    folder = scratch / "many"
    for number in range(copies):
        shutil.copytree(SAMPLES, folder / str(number))
    findings = [_moved(finding, number) for number in range(copies) for finding in one.findings]
    findings.sort(key=lambda item: (item.section, item.district, item.community))
    result: Result = one.model_copy(
        update={
            "findings": findings,
            "sections": sections_of(findings, one.praise),
            "records": [
                record.model_copy(update={"id": f"{record.id}-{number}"})
                for number in range(copies)
                for record in one.records
            ],
        }
    )
    return Report(
        folder=folder,
        result=mask_result(result, audit.station),
        original=result,
        station=audit.station,
        rules=audit.rules,
        config=audit.config,
        mask=PersonMask(audit.station),
    )


def _moved(finding: Finding, number: int) -> Finding:
    subject = finding.subject.model_copy(update={"id": f"{finding.subject.id}-{number}"})
    return finding.model_copy(
        update={
            "id": f"{number:04x}{finding.id[4:]}",
            "subject": subject,
            "message": finding.message.replace(finding.subject.id, subject.id),
            "evidence": [
                place.model_copy(update={"path": f"{number}/{place.path}"}) for place in finding.evidence
            ],
        }
    )
