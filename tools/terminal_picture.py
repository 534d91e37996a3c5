"""Draws the README's picture of the terminal: audits the sample station and saves what the terminal shows.

One command: ``python tools/terminal_picture.py`` writes ``docs/terminal.svg`` and, where a Chromium or Chrome is
installed, ``docs/terminal.png``. The picture holds the beginning of the output and its end; what lies between is
replaced by a line that says how many lines were left out.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
from html import escape
from itertools import groupby
from pathlib import Path

from PIL import Image
from rich.cells import cell_len
from rich.color import blend_rgb
from rich.color_triplet import ColorTriplet
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "sample_files/station"
WIDTH = 116
FIRST_LINES = 34
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# Narrow and wide characters are drawn apart, each run stretched to its columns: rich's own SVG gives Chinese one column.
NARROW = "'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
WIDE = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Zen Hei', sans-serif"
CELL, LINE, SIZE, MARGIN, BAR = 8.0, 19, 13.5, 16, 34
THEME = TerminalTheme(
    (253, 253, 250),
    (40, 44, 52),
    [
        (40, 44, 52), (192, 48, 48), (46, 125, 50), (176, 112, 0), (25, 95, 170), (142, 68, 173), (0, 121, 135), (255, 255, 255),
    ],
    [
        (130, 135, 145), (200, 40, 40), (46, 125, 50), (190, 120, 0), (30, 105, 190), (150, 60, 180), (0, 131, 143), (255, 255, 255),
    ],
)  # fmt: skip


def output(folder: Path) -> list[str]:
    """Return what the terminal shows of the sample's audit, with colour codes, by lines."""
    # Imported here because every worker process imports this file anew.
    from auditor.audit import AuditOptions, audit_folder
    from auditor.findings.privacy import PersonMask, mask_result
    from auditor.outputs.terminal import Shown, print_audit

    audit = audit_folder(folder, AuditOptions(cache=False))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=WIDTH,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        legacy_windows=False,
    )
    mask = PersonMask(audit.station)
    print_audit(
        mask_result(audit.result, audit.station), audit.rules, Shown(), mask=mask.text, console=console
    )
    return stream.getvalue().splitlines()


def excerpt(lines: list[str]) -> list[str]:
    """Return the first lines up to the end of a row of the table, how many are left out, and the summary."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    end = next(
        (index for index in range(FIRST_LINES, len(lines)) if set(plain[index].strip()) == {"─"}),
        len(lines) - 1,
    )
    start = next(index for index, line in enumerate(plain) if "═ 汇总 ═" in line)
    if end + 1 >= start:
        return lines
    return [
        *lines[: end + 1],
        "",
        f"\x1b[2m{'⋮':^{WIDTH}}\x1b[0m",
        f"\x1b[2m{_middle(start - end - 1)}\x1b[0m",
        "",
        *lines[start:],
    ]


def _middle(count: int) -> str:
    text = f"（此处略去 {count} 行）"
    return " " * ((WIDTH - len(text) * 2 + 8) // 2) + text


def svg(lines: list[str]) -> str:
    """Return the picture; its fonts are those of the viewer's system, nothing is fetched."""
    console = Console(file=io.StringIO(), width=WIDTH, color_system="truecolor", legacy_windows=False)
    rows = [Text("$ ", style="bold green").append(f"audit run {SAMPLE}", style="bold"), Text()]
    rows += [Text.from_ansi(line) for line in lines]
    width, height = WIDTH * CELL + 2 * MARGIN, len(rows) * LINE + BAR + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-size="{SIZE}">',
        f"<style>.n{{font-family:{NARROW}}} .w{{font-family:{WIDE};font-size:14.5px}} .b{{font-weight:bold}}</style>",
        f'<rect width="{width:.0f}" height="{height:.0f}" rx="8" fill="{_colour(THEME.background_color)}" stroke="#d0d3d8"/>',
    ]
    dots = zip((0, 20, 40), ("#ff5f57", "#febc2e", "#28c840"), strict=True)
    parts += [f'<circle cx="{MARGIN + 6 + x}" cy="18" r="6" fill="{fill}"/>' for x, fill in dots]
    for number, row in enumerate(rows):
        parts += _row(row, console, BAR + number * LINE)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(row: Text, console: Console, top: float) -> list[str]:
    parts = []
    column = 0
    for segment in row.render(console):
        style = segment.style or Style.null()
        ink, paper = style.color, style.bgcolor
        colour = ink.get_truecolor(THEME) if ink and not ink.is_default else THEME.foreground_color
        if style.dim:
            colour = blend_rgb(colour, THEME.background_color, 0.45)
        for run in re.findall(r" +|[^ ]+", segment.text):
            cells = cell_len(run)
            x = MARGIN + column * CELL
            if paper and not paper.is_default:
                fill = _colour(paper.get_truecolor(THEME))
                parts.append(
                    f'<rect x="{x:g}" y="{top:g}" width="{cells * CELL:g}" height="{LINE}" fill="{fill}"/>'
                )
            if not run.isspace():
                parts += _runs(run, x, top + LINE * 0.74, _colour(colour), bool(style.bold))
            column += cells
    return parts


def _runs(text: str, x: float, y: float, fill: str, bold: bool) -> list[str]:
    parts = []
    for wide, group in groupby(text, key=lambda char: cell_len(char) == 2):
        run = "".join(group)
        size = cell_len(run) * CELL
        kind = ("w" if wide else "n") + (" b" if bold else "")
        parts.append(
            f'<text class="{kind}" x="{x:g}" y="{y:g}" fill="{fill}" textLength="{size:g}"'
            f' lengthAdjust="{"spacing" if wide else "spacingAndGlyphs"}">{escape(run)}</text>'
        )
        x += size
    return parts


def _colour(colour: ColorTriplet) -> str:
    return colour.hex


def png(source: Path, target: Path) -> bool:
    """Let a browser draw ``source``; return whether one was there."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        return False
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', source.read_text(encoding="utf-8"))
    if size is None:
        raise ValueError("the picture has no size")
    width, height = map(int, size.groups())
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1.5",
            "--default-background-color=00000000",
            f"--window-size={width},{height}",
            f"--screenshot={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with Image.open(target) as image:  # few colours stand in it: a palette makes it a third as large
        image.convert("RGB").quantize(128).save(target, optimize=True)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    out = parser.parse_args().out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    drawing = out / "terminal.svg"
    drawing.write_text(svg(excerpt(output(ROOT / SAMPLE))), encoding="utf-8")
    print(f"wrote {drawing}")
    picture = out / "terminal.png"
    print(f"wrote {picture}" if png(drawing, picture) else "no Chromium or Chrome found: no PNG")


if __name__ == "__main__":
    main()
