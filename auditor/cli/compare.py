"""``audit compare``: two results side by side."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.chinese import ChineseCommand, choice

HELP = """比较两次审核的 result.json：哪些已整改、哪些仍存在、哪些是新出现的、哪些无法核对。

姓名等的遮盖以两个结果文件为准。
"""


@click.command("compare", cls=ChineseCommand, help=HELP)
@click.argument("old", metavar="OLD.json", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW.json", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=choice("terminal", "json"), default="terminal", help="输出格式")
@click.help_option("-h", "--help", help="显示帮助")
def command(old: Path, new: Path, format_: str) -> None:
    """Compare two results."""
    from auditor.findings.compare import compare, unchecked_between
    from auditor.outputs.comparison import comparison_json, print_comparison
    from auditor.outputs.json_result import load_result

    earlier, later = load_result(old), load_result(new)
    comparison = compare(earlier.findings, later.findings, unchecked_between(earlier, later))
    if format_ == "json":
        click.echo(comparison_json(comparison))
    else:
        from auditor.outputs.terminal import make_console

        print_comparison(comparison, earlier, later, make_console())
