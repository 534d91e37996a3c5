"""``audit inspect``: what was read from one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.chinese import ChineseCommand, choice
from auditor.errors import ExitCode, UsageError, system_reason

if TYPE_CHECKING:
    from auditor.findings.privacy import PersonMask
    from auditor.forms.model import ReadPaper

HELP = """显示从一个文件中读到的内容：表单、字段、勾选、签名，及其位置和把握程度。

\b
退出码：0 已读；2 没有这个文件或用法有误；3 文件读不出。
"""


@click.command("inspect", cls=ChineseCommand, help=HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=choice("terminal", "json"), default="terminal", help="输出格式")
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path),
    help="自己的规则文件夹（其中 forms 里的表单定义）",
)
@click.option(
    "--draw",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PNG",
    help="把看到的单元格、文字、勾选、笔迹、印章和字段画在页面上，存为图片（扫描件、照片、PDF）",
)
@click.option("--page", type=click.IntRange(min=1), help="只画这一页（与 --draw 同用）")
@click.option("--full-names", is_flag=True, help="显示姓名、电话和证件号码（默认遮盖）")
@click.help_option("-h", "--help", help="显示帮助")
def command(
    file: Path, format_: str, rules: tuple[Path, ...], draw: Path | None, page: int | None, full_names: bool
) -> None:
    """Show what was read from one file."""
    if file.is_dir():
        raise UsageError(f"“{file}”是文件夹；审核文件夹请用 audit run")
    if not file.is_file():
        raise UsageError(f"没有这个文件：{file}")
    if page is not None and draw is None:
        raise UsageError("--page 要与 --draw 同用")
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
    if draw is not None:
        _draw(file, paper, draw, page, mask)
    if paper.status == "unreadable":
        raise click.exceptions.Exit(ExitCode.UNREAD_FILES)


def _draw(file: Path, paper: ReadPaper, target: Path, page: int | None, mask: PersonMask | None) -> None:
    """Write the pages with everything that was seen on them; say where they are, on standard error."""
    from auditor.errors import UnreadableFile
    from auditor.outputs.page_drawing import draw_pages

    try:
        written = draw_pages(file, paper, target, mask, page)
    except UnreadableFile as error:
        raise UsageError(f"{error.reason}{error.remedy}") from error
    except OSError as error:
        raise UsageError(f"图片写不进去：{target}（{system_reason(error)}）") from error
    for path in written:
        click.echo(f"已画出：{path}", err=True)
    click.echo(
        "蓝框：单元格；绿、橙、红细框：文字（把握高、中、低）；粗绿框：已勾选；紫框：笔迹；红框：印章；黄底：表单字段"
        + ("" if mask is None else "；深色块：已遮盖的个人信息"),
        err=True,
    )
