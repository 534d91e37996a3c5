"""``audit run``: audits a station's archive folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from auditor.audit import Audit
    from auditor.findings.result import Result


class Day(click.ParamType):
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


SEVERITY_NAMES = ("critical", "major", "minor", "advice")
SECTION_NAMES = ("progress", "management", "quality", "monitoring", "outcome")


@click.command("run")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="把结果写入该文件夹")
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", help="标准输出的格式")
@click.option("--as-of", type=Day(), help="审核基准日（默认取 audit.toml，再取今天）")
@click.option("--rules", multiple=True, type=click.Path(path_type=Path), help="自己的规则文件夹：增加或按编号覆盖规则和表单")
@click.option("--select", multiple=True, metavar="ID", help="只用这些规则（编号或前缀，可重复）")
@click.option("--ignore", multiple=True, metavar="ID", help="不用这些规则（编号或前缀，可重复）")
@click.option("--baseline", type=click.Path(path_type=Path), help="上一次的 result.json：标出新问题与已整改问题")
@click.option("--section", type=click.Choice(SECTION_NAMES), multiple=True, help="终端只显示该部分")
@click.option("--district", multiple=True, help="终端只显示该片区")
@click.option("--subject", multiple=True, help="终端只显示该编号或名称")
@click.option("--severity", type=click.Choice(SEVERITY_NAMES), help="终端只显示该级别及更严重的问题")
@click.option("--group-by", type=click.Choice(["section", "district", "subject", "rule", "worker"]), default="section",
              help="终端的分组方式")
@click.option("--full-names", is_flag=True, help="显示姓名、电话和证件号码（默认遮盖）")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="读取文件的进程数（默认等于处理器核数）")
@click.option("--no-cache", is_flag=True, help="不用缓存，全部重新读取")
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
    section: tuple[str, ...],
    district: tuple[str, ...],
    subject: tuple[str, ...],
    severity: str | None,
    group_by: str,
    full_names: bool,
    jobs: int | None,
    no_cache: bool,
    exit_zero: bool,
) -> None:
    """审核一个社工站的档案文件夹。

    \b
    退出码：0 没有“一般”以上的问题；1 有问题；2 用法或设置有误；
    3 没有其他问题，但有文件读不了。
    """
    from auditor.audit import AuditOptions, audit_folder
    from auditor.cli.progress import progress_on_stderr
    from auditor.findings.compare import mark_states
    from auditor.findings.privacy import mask_result
    from auditor.outputs.json_result import load_result, result_json
    from auditor.outputs.terminal import Shown, print_audit

    if group_by == "worker":
        raise UsageError("--group-by worker 尚未实现")
    earlier = load_result(baseline) if baseline else None
    options = AuditOptions(
        as_of=as_of,
        rules=rules,
        select=split_ids(select),
        ignore=split_ids(ignore),
        jobs=jobs or 0,
        cache=not no_cache,
        exclude=(out,) if out else (),
    )
    with progress_on_stderr() as progress:
        audit = audit_folder(folder, options, progress)
    if earlier is not None:
        mark_states(audit.result, earlier)
    code = exit_code(audit.result)
    shown = audit.result if full_names else mask_result(audit.result, audit.station)
    if out is not None:
        write_reports(out, shown)
    if format_ == "json":
        click.echo(result_json(shown))
    else:
        print_audit(shown, audit.rules, Shown(section, district, subject, severity, group_by, full_names))
    warn(audit)
    if not exit_zero:
        raise click.exceptions.Exit(code)


def split_ids(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids given one by one or joined by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def write_reports(out: Path, result: Result) -> None:
    """Write the reports that exist into ``out``.

    Raises:
        UsageError: the folder cannot be written.
    """
    from auditor.outputs.json_result import result_json

    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "result.json").write_text(result_json(result) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"无法写入 {out}：{error.strerror or error}") from error


def warn(audit: Audit) -> None:
    """Say on standard error what went wrong beside the findings."""
    for failure in audit.result.failures:
        click.echo(f"注意：{failure}", err=True)


def exit_code(result: Result) -> ExitCode:
    """Return the contract's exit status."""
    from auditor.findings.result import grave

    reading_rules = {"file-unreadable"}
    others = [finding for finding in result.findings if finding.rule not in reading_rules]
    if grave(others):
        return ExitCode.FINDINGS
    if any(entry.status == "unreadable" for entry in result.files):
        return ExitCode.UNREAD_FILES
    return ExitCode.CLEAN
