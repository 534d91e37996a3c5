"""``audit init``: writes a commented ``audit.toml``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from auditor.cli.chinese import ChineseCommand
from auditor.errors import UsageError, system_reason

HELP = """在档案文件夹中写一份带说明的 audit.toml，按文件夹名称预填站点和社区。

已有 audit.toml 时不覆盖。
"""
MAX_DEPTH = 3
MAX_FOLDERS = 2000
_COMMUNITY = re.compile(r"[一-龥]{2,8}(?:社区|村)")
_NOISE = re.compile(r"[（(].*?[）)]|\d{2,4}\s*[-—–至]?\s*\d{0,4}\s*年?度?|档案(?:资料)?|资料|电子版|评估")


@click.command("init", cls=ChineseCommand, help=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.help_option("-h", "--help", help="显示帮助")
def command(folder: Path) -> None:
    """Write a commented ``audit.toml``."""
    from auditor.config import CONFIG_NAME, parse_config, template

    if not folder.is_dir():
        raise UsageError(f"没有这个文件夹：{folder}")
    path = folder / CONFIG_NAME
    communities = guess_communities(folder)
    text = template(guess_station(folder))
    if communities:
        listed = ", ".join(f'"{name}"' for name in communities)
        text = text.replace(
            "[districts]\n",
            f'[districts]\n# 按文件夹名称找到的社区，请分到各片区：\n"未分片区" = [{listed}]\n',
            1,
        )
    parse_config(text, str(path))  # what is written must be readable again
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{path} 已经存在，没有改动；如要重写，请先改名或删除") from None
    except OSError as error:
        raise UsageError(f"无法写入 {path}：{system_reason(error)}") from error
    click.echo(f"已写入 {path}")
    if communities:
        click.echo(f"预填社区：{'、'.join(communities)}")


def guess_station(folder: Path) -> str:
    """Return the station's name as the folder's name has it: without years, brackets and 档案."""
    printable = "".join(char for char in folder.resolve().name if char.isprintable())
    name = _NOISE.sub("", printable).strip(" -_—·")
    return name if re.search(r"[一-龥]", name) else ""


def guess_communities(folder: Path) -> list[str]:
    """Return the names of folders that are named after a community, sorted; links are not followed."""
    found: set[str] = set()
    level, seen = [folder], 0
    for _ in range(MAX_DEPTH):
        below: list[Path] = []
        for parent in level:
            try:
                children = [item for item in parent.iterdir() if item.is_dir() and not item.is_symlink()]
            except OSError:  # a folder that cannot be entered names no community
                continue
            for child in children:
                seen += 1
                if seen > MAX_FOLDERS:
                    return sorted(found)
                name = re.sub(r"^[\d一二三四五六七八九十]{1,3}[.、．\s]+", "", child.name)
                if _COMMUNITY.fullmatch(name):
                    found.add(name)
                below.append(child)
        level = below
    return sorted(found)
