"""``audit run``: audits a station's archive folder."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.chinese import ChineseCommand, Choice, choice
from auditor.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from auditor.audit import Audit
    from auditor.findings.privacy import PersonMask
    from auditor.findings.result import Result
    from auditor.outputs.terminal import Shown


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day.

        Raises:
            click.BadParameter: not a day.
        """
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2025-03-10 的样子", param, ctx)


def not_yet(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Refuse an option of the contract that a later version brings, rather than ignoring it.

    Raises:
        click.UsageError: the option was given.
    """
    if value:
        raise click.UsageError(f"{param.opts[0]} 尚未实现，请去掉这个选项再运行", ctx)


SEVERITY_NAMES = {"critical": "严重", "major": "重要", "minor": "一般", "advice": "建议"}
SECTION_NAMES = {
    "progress": "各项目服务进度",
    "management": "项目管理",
    "quality": "服务质量",
    "monitoring": "服务监测",
    "outcome": "服务成效",
}
GROUPINGS = {"section": "部分", "district": "片区", "subject": "对象", "rule": "规则", "worker": "社工"}


HELP = """审核一个社工站的档案文件夹。

\b
退出码：0 没有“一般”以上的问题；1 有问题；2 用法或设置有误；
3 没有其他问题，但有文件读不了。
"""


@click.command("run", cls=ChineseCommand, help=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="把结果写入该文件夹")
@click.option(
    "--format", "format_", type=choice("terminal", "json"), default="terminal", help="标准输出的格式"
)
@click.option("--as-of", type=Day(), help="审核基准日（默认取 audit.toml，再取今天）")
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path),
    help="自己的规则文件夹：增加或按编号覆盖规则和表单",
)
@click.option("--select", multiple=True, metavar="ID", help="只用这些规则（编号或前缀，可重复）")
@click.option("--ignore", multiple=True, metavar="ID", help="不用这些规则（编号或前缀，可重复）")
@click.option(
    "--baseline", type=click.Path(path_type=Path), help="上一次的 result.json：标出新问题与已整改问题"
)
@click.option(
    "--section", type=Choice(SECTION_NAMES), multiple=True, help="终端只显示该部分（可写中文，如 服务质量）"
)
@click.option("--district", multiple=True, help="终端只显示该片区")
@click.option("--subject", multiple=True, help="终端只显示该编号或名称")
@click.option(
    "--severity", type=Choice(SEVERITY_NAMES), help="终端只显示该级别及更严重的问题（可写中文，如 重要）"
)
@click.option(
    "--group-by",
    type=Choice(GROUPINGS),
    default="section",
    help="终端的分组方式（worker：按负责社工）",
)
@click.option("-q", "--quiet", is_flag=True, help="只显示问题数量，不显示进度和表格")
@click.option("-v", "--verbose", is_flag=True, help="逐项显示：读到的内容、依据、规则和问题编号")
@click.option("--full-names", is_flag=True, help="显示姓名、电话和证件号码（默认遮盖）")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="读取文件的进程数（默认等于处理器核数）"
)
@click.option("--no-cache", is_flag=True, help="不用缓存，全部重新读取")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="上一次的评估报告（docx、pdf、md、txt）或 result.json：核对上期意见是否已整改",
)
@click.option(
    "--waivers",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="已接受的问题清单（默认用 DIR 中的 waivers.yaml）",
)
@click.option("--no-waivers", is_flag=True, help="不用豁免清单，显示全部问题")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="上一次的 rectification.xlsx：沿用其中的责任人、时限、完成情况和备注",
)
@click.option(
    "--sample",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="audit sample 写出的抽样清单：只审核其中的对象",
)
@click.option(
    "--report-template",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="自己的 Word 模板（.docx），用来生成 report.docx",
)
@click.option("--pdf", is_flag=True, help="与 --out 一起用：另写 report.pdf（需要 LibreOffice）")
@click.option(
    "--cluster", callback=not_yet, expose_value=False, metavar="ADDRESS", help="交给集群读取（尚未实现）"
)
@click.option("--exit-zero", is_flag=True, help="有问题时也以 0 退出")
@click.help_option("-h", "--help", help="显示帮助")
def command(
    folder: Path,
    out: Path | None,
    format_: str,
    as_of: date | None,
    rules: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    previous: Path | None,
    waivers: Path | None,
    no_waivers: bool,
    ledger: Path | None,
    sample: Path | None,
    report_template: Path | None,
    pdf: bool,
    section: tuple[str, ...],
    district: tuple[str, ...],
    subject: tuple[str, ...],
    severity: str | None,
    group_by: str,
    quiet: bool,
    verbose: bool,
    full_names: bool,
    jobs: int | None,
    no_cache: bool,
    exit_zero: bool,
) -> None:
    """Audit a station's archive folder."""
    from auditor.audit import AuditOptions, audit_folder, no_progress
    from auditor.cli.progress import progress_on_stderr
    from auditor.cli.reports import recheck_of, write_reports
    from auditor.findings.compare import mark_states
    from auditor.findings.privacy import PersonMask, mask_result
    from auditor.outputs.json_result import load_result, result_json

    if quiet and verbose:
        raise UsageError("--quiet 与 --verbose 只能用一个")
    if waivers is not None and no_waivers:
        raise UsageError("--waivers 与 --no-waivers 只能用一个")
    if report_template is not None:
        from auditor.outputs.word_report import template_note

        if out is None:
            raise UsageError("--report-template 要与 --out 一起用：它只用于生成 report.docx")
        if note := template_note(report_template):
            click.echo(f"注意：{note}", err=True)
    if pdf:
        from auditor.outputs.pdf_copy import require_office

        if out is None:
            raise UsageError("--pdf 要与 --out 一起用：它是 report.docx 的 PDF 版")
        require_office()
    earlier = load_result(baseline) if baseline else None
    before = None
    if ledger is not None:
        from auditor.findings.ledger_file import read_ledger

        before = read_ledger(ledger)
        if out is None:
            click.echo("注意：没有 --out，不会写出沿用了上次内容的整改台账", err=True)
    options = AuditOptions(
        as_of=as_of,
        rules=rules,
        select=split_ids(select),
        ignore=split_ids(ignore),
        jobs=jobs or 0,
        cache=not no_cache,
        exclude=tuple(path for path in (out, ledger, baseline, report_template) if path is not None),
        previous=previous,
        waivers=waivers,
        use_waivers=not no_waivers,
        sample=sample,
    )
    with nullcontext(no_progress) if quiet else progress_on_stderr() as progress:
        audit = audit_folder(folder, options, progress)
    if earlier is not None:
        mark_states(audit.result, earlier, recheck_of(audit).finding)
    mask = None if full_names else PersonMask(audit.station)
    result = audit.result if mask is None else mask_result(audit.result, audit.station, mask)
    if out is not None:
        write_reports(
            out,
            folder,
            audit,
            result,
            mask=mask,
            compared=earlier is not None,
            ledger=before,
            template=report_template,
            pdf=pdf,
        )
    if format_ == "json":
        click.echo(result_json(result))
        if earlier is not None:
            note = f"与上次相比已整改 {len(result.resolved)} 项"
            if result.unconfirmed:
                note += f"，另有 {len(result.unconfirmed)} 项这次没有核对到，不算已整改"
            click.echo(f"{note}；逐项列出请用 audit compare", err=True)
    else:
        from auditor.findings.workers import responsible_workers
        from auditor.outputs.terminal import Shown

        workers = responsible_workers(audit.result.findings, audit.station) if group_by == "worker" else {}
        shown = Shown(
            section,
            district,
            subject,
            severity,
            group_by,
            full_names,
            earlier is not None,
            workers,
            quiet,
            verbose,
        )
        show(audit, result, shown, mask)
    for failure in result.failures:
        click.echo(f"注意：{failure}", err=True)
    if audit.warnings:
        shown_text = str if mask is None else mask.text
        for warning in audit.warnings:
            click.echo(f"注意：{shown_text(warning)}", err=True)
    if not exit_zero:
        raise click.exceptions.Exit(exit_code(audit.result))


def show(audit: Audit, result: Result, shown: Shown, mask: PersonMask | None) -> None:
    """Print the audit on the terminal.

    Args:
        audit: unmasked, so that filters may name somebody in full.
        result: what may be seen.
        shown: the user's filters and grouping.
        mask: hides names in file names; None shows them.

    Raises:
        UsageError: a filter names a district or subject that this archive does not have.
    """
    from auditor.outputs.terminal import choose, print_audit

    names = {(record.kind, record.id): record.name for record in audit.station.records if record.name}
    check_filters(audit, shown, names)
    chosen = choose(audit.result.findings, shown, names)
    print_audit(result, audit.rules, shown, chosen=chosen, mask=mask.text if mask else str)


def check_filters(audit: Audit, shown: Shown, names: dict[tuple[str, str], str]) -> None:
    """Refuse a filter that cannot match anything, instead of showing an empty list that looks like a clean one.

    Raises:
        UsageError: names the filter and what may have been meant.
    """
    from auditor.yaml_files import did_you_mean

    result = audit.result
    districts = {*audit.config.districts, *(record.district for record in result.records)}
    districts = (districts | {finding.district for finding in result.findings}) - {""}
    for name in shown.district:
        if name not in districts:
            known = "、".join(sorted(districts)) or "（没有分片区）"
            raise UsageError(
                f"--district：没有“{name}”这个片区{did_you_mean(name, districts)}本次审核的片区：{known}"
            )
    subjects = {record.id for record in result.records} | {item.subject.id for item in result.findings}
    subjects |= set(names.values())
    folded = {"".join(subject.split()).casefold() for subject in subjects}
    for name in shown.subject:
        if "".join(name.split()).casefold() not in folded:
            # A suggestion is output too: it names nobody unless full names were asked for.
            near = did_you_mean(name, subjects if shown.full_names else subjects - set(names.values()))
            raise UsageError(f"--subject：没有编号或名称为“{name}”的对象{near}")


def split_ids(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids given one by one or joined by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def exit_code(result: Result) -> ExitCode:
    """Return the contract's exit status; a file that cannot be read alone makes 3, not 1; waived findings none."""
    from auditor.findings.result import grave
    from auditor.findings.waivers import open_findings

    waived = {entry.finding for entry in result.waived}
    others = [finding for finding in open_findings(result) if finding.rule != "file-unreadable"]
    if grave(others):
        return ExitCode.FINDINGS
    accepted = {finding.subject.id for finding in result.findings if finding.id in waived}
    if any(entry.status == "unreadable" and entry.path not in accepted for entry in result.files):
        return ExitCode.UNREAD_FILES
    return ExitCode.CLEAN
