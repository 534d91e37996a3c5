"""``audit schema``: JSON Schemas of the result and of the files that users write."""

from __future__ import annotations

import json

import click

from auditor.cli.chinese import ChineseCommand, choice

HELP = """打印 JSON Schema：result（结果文件）、rule（规则）、form（表单定义）、config（audit.toml）、waivers（waivers.yaml）。"""


@click.command("schema", cls=ChineseCommand, help=HELP)
@click.argument(
    "which",
    metavar="[result|rule|form|config|waivers]",
    type=choice("result", "rule", "form", "config", "waivers"),
)
@click.help_option("-h", "--help", help="显示帮助")
def command(which: str) -> None:
    """Print one JSON Schema."""
    from auditor.outputs.schemas import schema

    click.echo(json.dumps(schema(which), ensure_ascii=False, indent=2))
