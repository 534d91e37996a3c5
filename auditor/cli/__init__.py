"""The command ``audit``: one module per command, imported only when it is called, so that help appears at once."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from auditor import __version__
from auditor.cli.chinese import ChineseGroup
from auditor.errors import AuditorError, ExitCode

COMMANDS = {
    "run": ("审核一个社工站的档案文件夹", "auditor.cli.run"),
    "inspect": ("显示从一个文件中读到的内容", "auditor.cli.inspect"),
    "rules": ("列出、解释、测试和检查规则", "auditor.cli.rules"),
    "sample": ("随机抽查：分层抽取个案和档案，写出清单", "auditor.cli.sample"),
    "compare": ("比较两次审核结果：已整改、仍存在、新出现", "auditor.cli.compare"),
    "init": ("为社工站写一份带说明的 audit.toml", "auditor.cli.init"),
    "schema": ("打印结果和各类自写文件的 JSON Schema", "auditor.cli.schema"),
}


class LazyGroup(ChineseGroup):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of their importance."""
        return list(COMMANDS)

    def command_texts(self) -> dict[str, str]:
        """Return each command's name and one line about it, without importing it."""
        return {name: text for name, (text, _) in COMMANDS.items()}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][1]).command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command


HELP = """社工站档案自查与评估审核：读取 Word、PDF、Excel 文书，按规则找出问题，并指明文件和位置。

全部在本机完成，不联网。先试：audit run 档案文件夹
"""


@click.group(
    cls=LazyGroup, help=HELP, context_settings={"help_option_names": ["-h", "--help"]}, add_help_option=False
)
@click.help_option("-h", "--help", help="显示帮助")
@click.version_option(
    __version__, "--version", prog_name="audit", help="显示版本号", message="%(prog)s %(version)s"
)
def audit() -> None:
    """Audit the archive of a social-work station."""


def main() -> None:
    """Run the command line and end the process with the contract's exit status."""
    # Windows consoles and redirected output often are not UTF-8; a report must not die of that.
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace") if stream.isatty() else reconfigure(
                encoding="utf-8", errors="replace"
            )
    try:
        code = audit.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.exceptions.Abort:
        click.echo("已中止。", err=True)
        code = 130
    except click.ClickException as error:
        # Newer versions of click raise where a command is missing; the message is the help then.
        helped = type(error).__name__ == "NoArgsIsHelpError"
        click.echo(error.format_message() if helped else f"用法有误：{chinese_usage(error)}", err=True)
        code = ExitCode.USAGE
    except AuditorError as error:
        click.echo(f"错误：{error}", err=True)
        code = ExitCode.USAGE
    except BrokenPipeError:
        sys.stderr.close()
        code = ExitCode.CLEAN
    except KeyboardInterrupt:
        click.echo("已中止。", err=True)
        code = 130
    sys.exit(int(code or 0))


def chinese_usage(error: click.ClickException) -> str:
    """Return click's complaint in Chinese."""
    if isinstance(error, click.NoSuchOption):
        near = f"，是否想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if isinstance(error, click.MissingParameter):
        name = (error.param.human_readable_name if error.param else "") or ""
        return f"缺少参数 {name}，用 --help 查看说明"
    if isinstance(error, click.BadParameter):
        name = (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "") or ""
        return f"{name} 的值不对：{error.message}"
    return error.format_message()
