"""``audit rules``: the catalogue, one rule explained, the rules' examples, a user's own rules validated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.chinese import ChineseGroup
from auditor.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from auditor.engine.load import RuleSet

HELP = "列出、解释、测试和检查规则。"
rules_option = click.option(
    "--rules", "folders", multiple=True, type=click.Path(path_type=Path), help="自己的规则文件夹"
)
help_option = click.help_option("-h", "--help", help="显示帮助")


@click.group("rules", cls=ChineseGroup, help=HELP, add_help_option=False, no_args_is_help=True)
@help_option
def command() -> None:
    """Look at rules."""


@command.command(
    "list",
    short_help="列出规则：编号、标题、级别、部分、依据来源",
    help="列出规则；可写编号的开头，如 case-。",
)
@click.argument("prefixes", nargs=-1, metavar="[ID…]")
@rules_option
@help_option
def list_rules(prefixes: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """List rules."""
    from auditor.outputs.rule_pages import print_rule_list
    from auditor.outputs.terminal import make_console

    print_rule_list(load(folders).select(prefixes), make_console())


@command.command("show", short_help="解释一条规则：依据、参数、示例、如何调整", help="用大白话解释一条规则。")
@click.argument("rule_id", metavar="ID")
@rules_option
@help_option
def show_rule(rule_id: str, folders: tuple[Path, ...]) -> None:
    """Explain one rule."""
    from auditor.outputs.rule_pages import print_rule_page
    from auditor.outputs.rule_words import FieldWords
    from auditor.outputs.terminal import make_console
    from auditor.reading import form_set
    from auditor.yaml_files import did_you_mean

    rules = load(folders).rules
    if rule_id not in rules:
        raise UsageError(
            f"没有编号为“{rule_id}”的规则{did_you_mean(rule_id, rules) or '，用 audit rules list 查看全部'}"
        )
    print_rule_page(rules[rule_id], FieldWords(form_set(folders).forms.values()), make_console())


@command.command(
    "test",
    short_help="运行规则自带的示例",
    help="运行规则自带的示例；不写编号时运行全部。有不符时退出码为 1。",
)
@click.argument("ids", nargs=-1, metavar="[ID…]")
@rules_option
@help_option
def test_rules(ids: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Run rules' examples."""
    from auditor.engine.examples import run_examples
    from auditor.outputs.rule_pages import print_examples
    from auditor.outputs.terminal import make_console

    chosen = load(folders).select(ids)
    right = print_examples({rule.id: run_examples(rule) for rule in chosen}, make_console())
    raise click.exceptions.Exit(ExitCode.CLEAN if right else ExitCode.FINDINGS)


@command.command(
    "check",
    short_help="检查自己写的规则和表单",
    help="检查自己写的规则和表单定义，逐条指出文件和行号。有错时退出码为 2。",
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@help_option
def check_rules(folder: Path) -> None:
    """Validate a user's rules and forms."""
    from auditor.engine.check_folder import check_folder

    checked = check_folder(folder)
    for error in checked.errors:
        click.echo(str(error), err=True)
    for error in checked.shipped_errors:
        click.echo(f"注意：本软件自带的规则有误，与您的文件无关：{error}", err=True)
    wrong = f"错误 {len(checked.errors)} 处" if checked.errors else "没有错误"
    click.echo(f"可用：规则 {len(checked.rules)} 条，表单 {len(checked.forms)} 份；{wrong}。")
    if not checked.rules and not checked.forms and not checked.errors:
        click.echo(
            f"“{folder}”中没有找到规则（*.yaml）或表单（forms/*.yaml）。{_hidden_ending(folder)}", err=True
        )
    raise click.exceptions.Exit(ExitCode.USAGE if checked.errors else ExitCode.CLEAN)


def _hidden_ending(folder: Path) -> str:
    """Notepad adds .txt, and Windows does not show it."""
    wrong = next((p.name for p in sorted(folder.rglob("*.yaml.txt"))), "")
    if not wrong:
        return ""
    name = wrong.removesuffix(".txt")
    return f"文件“{wrong}”多了 .txt：请在资源管理器“查看”中勾选“文件扩展名”，把它改名为“{name}”。"


def load(folders: tuple[Path, ...]) -> RuleSet:
    """Return the rules, refusing folders with a mistake in them.

    Raises:
        ConfigurationError: the first mistake.
    """
    from auditor.engine.load import load_rules

    rules = load_rules(*folders)
    if rules.errors:
        raise rules.errors[0]
    return rules
