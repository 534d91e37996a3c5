"""``audit inspect``: what was read from one file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from auditor.cli.chinese import ChineseCommand
from auditor.errors import ExitCode, UsageError

HELP = """显示从一个文件中读到的内容：表单、字段、勾选、签名，及其位置和把握程度。

\b
退出码：0 已读；2 没有这个文件或用法有误；3 文件读不出。
"""


@click.command("inspect", cls=ChineseCommand, help=HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", help="输出格式"
)
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path),
    help="自己的规则文件夹（其中 forms 里的表单定义）",
)
@click.option("--full-names", is_flag=True, help="显示姓名、电话和证件号码（默认遮盖）")
@click.help_option("-h", "--help", help="显示帮助")
def command(file: Path, format_: str, rules: tuple[Path, ...], full_names: bool) -> None:
    """Show what was read from one file."""
    if file.is_dir():
        raise UsageError(f"“{file}”是文件夹；审核文件夹请用 audit run")
    if not file.is_file():
        raise UsageError(f"没有这个文件：{file}")
    from auditor.audit import read_file
    from auditor.findings.privacy import PersonMask
    from auditor.outputs.inspection import inspection, names_on, print_inspection

    paper = read_file(file, file.as_posix(), rules)
    mask = None if full_names else PersonMask.of_names(names_on(paper))
    if format_ == "json":
        click.echo(json.dumps(inspection(paper, mask), ensure_ascii=False, indent=2))
    else:
        from auditor.outputs.terminal import make_console

        print_inspection(paper, mask, make_console())
    if paper.status == "unreadable":
        raise click.exceptions.Exit(ExitCode.UNREAD_FILES)
