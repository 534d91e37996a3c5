"""Writing the reports of one run into the folder that the user named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.errors import UsageError, system_reason

if TYPE_CHECKING:
    from auditor.audit import Audit
    from auditor.findings.ledger import Ledger, LedgerMerge
    from auditor.findings.privacy import PersonMask
    from auditor.findings.recheck import Recheck
    from auditor.findings.result import Result


def write_reports(
    out: Path,
    folder: Path,
    audit: Audit,
    result: Result,
    *,
    mask: PersonMask | None,
    compared: bool = False,
    ledger: Ledger | None = None,
    template: Path | None = None,
    pdf: bool = False,
) -> None:
    """Write ``result.json`` and every report of `auditor.outputs.writers` into ``out``.

    Args:
        out: the folder; made where it does not exist.
        folder: the archive.
        audit: unmasked.
        result: what may be seen.
        mask: hides personal data in what ``result`` does not hold; None shows everything.
        compared: a baseline was given.
        ledger: last time's rectification ledger.
        template: the user's Word template.
        pdf: write ``report.pdf`` too.

    Raises:
        UsageError: the folder cannot be written, or the PDF could not be made.
    """
    from auditor.outputs.json_result import result_json
    from auditor.outputs.rectification import WRITES as LEDGER_NAME
    from auditor.outputs.rectification import put_aside
    from auditor.outputs.writers import Report, writers

    report = Report(
        folder=folder,
        result=result,
        original=audit.result,
        station=audit.station,
        rules=audit.rules,
        config=audit.config,
        mask=mask,
        full_names=mask is None,
        compared=compared,
        ledger=merged_ledger(audit, result, ledger, mask) if ledger is not None else None,
        template=template,
        sampled=len(audit.sample) if audit.sample is not None else None,
        scans=audit.scans,
    )
    written = ["result.json"]
    path = out
    try:
        out.mkdir(parents=True, exist_ok=True)
        path = out / "result.json"
        path.write_text(result_json(result) + "\n", encoding="utf-8")
        if ledger is None and (aside := put_aside(out / LEDGER_NAME)) is not None:
            click.echo(
                f"注意：原来的整改台账中有填写的内容，已另存为 {aside.name}；要沿用请加 --ledger {aside}",
                err=True,
            )
        for name, writer in writers().items():
            path = out / name
            writer.write(report, path)
            written.append(name)
        if pdf:
            from auditor.outputs.pdf_copy import NAME, write_pdf

            path = out / NAME
            write_pdf(out / "report.docx", path)
            written.append(NAME)
    except OSError as error:
        # On Windows a report that is open in Word or Excel cannot be replaced.
        raise UsageError(f"无法写入 {path}：{system_reason(error)}。文件若正打开着，请先关闭。") from error
    click.echo(f"已写入 {out}：{'、'.join(written)}", err=True)


def merged_ledger(audit: Audit, result: Result, ledger: Ledger, mask: PersonMask | None) -> LedgerMerge:
    """Lay last time's ledger over this run.

    Args:
        audit: unmasked.
        result: what may be seen.
        ledger: as read back.
        mask: hides names; None shows them.
    """
    from auditor.findings.ledger import merge_ledger
    from auditor.outputs.plain_text import plain
    from auditor.outputs.rectification_rows import subject_text

    own = audit.result
    titles = {rule.id: plain(rule.head.title) for rule in audit.rules}
    subjects = [subject_text(finding, mask.text if mask else str) for finding in result.findings]
    audit.warnings += ledger.notes
    return merge_ledger(
        ledger, own.findings, result.findings, recheck_of(audit).unchecked, own.as_of, titles, subjects
    )


def recheck_of(audit: Audit) -> Recheck:
    """Return what looks again at the subjects of an earlier run's findings."""
    from auditor.findings.recheck import Recheck

    own = audit.result
    failed = {rule.id for rule in audit.rules if any(f"规则 {rule.id} " in text for text in own.failures)}
    return Recheck(
        audit.station, audit.rules, own.as_of, own.period, audit.config.parameters, failed, audit.sample
    )
