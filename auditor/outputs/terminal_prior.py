"""What the terminal shows of praise and of the last evaluation's concerns."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.console import Console
from rich.rule import Rule as Line
from rich.text import Text

from auditor.findings.result import SECTIONS, Result
from auditor.outputs.columns import Column, block, make_table
from auditor.outputs.plain_text import plain, wrap
from auditor.outputs.terminal_rows import Mask

STATUSES = {
    "found-again": ("仍存在", "bold red"),
    "not-checked": ("未能核对", "yellow"),
    "human": ("须专家判断", "cyan"),
    "resolved": ("已整改", "green"),
}
"""Statuses of concerns, those that need work first."""
_TEXT = 120


def print_praise(console: Console, result: Result, mask: Mask = str) -> None:
    """Print 值得肯定的地方 under their sections."""
    if not result.praise:
        return
    console.print()
    console.print(Line(Text(f"值得肯定的地方　{len(result.praise)} 项", style="bold"), style="green"))
    section = ""
    for item in result.praise:
        if item.section != section:
            section = item.section
            console.print(Text(f"▍{SECTIONS[section]}", style="bold green"))
        first, *rest = wrap(plain(mask(item.message)), console.width - 4)
        for text in (f"  √ {first}", *(f"    {part}" for part in rest)):
            console.print(Text(text, style="green"))


def print_prior(console: Console, result: Result, mask: Mask = str) -> None:
    """Print the last evaluation's concerns with what became of each."""
    if not result.prior:
        return
    counts: Counter[str] = Counter(item.status for item in result.prior)
    head = "，".join(f"{label} {counts[status]}" for status, (label, _) in STATUSES.items())
    console.print()
    console.print(Line(Text(f"上期评估意见　{len(result.prior)} 条：{head}", style="bold"), style="magenta"))
    columns = [
        Column("情况", fixed=10),
        Column("部分、片区", fixed=14),
        Column("上期意见", share=60),
        Column("本次", share=40),
    ]
    table, widths = make_table(max(console.width, 60), columns, box.HORIZONTALS, header=True, lines=True)
    order = list(STATUSES)
    for item in sorted(result.prior, key=lambda entry: order.index(entry.status)):
        label, style = STATUSES[item.status]
        text = plain(mask(item.text))
        text = text if len(text) <= _TEXT else text[:_TEXT] + "……"
        now = [plain(mask(result.findings[index].message)) for index in item.findings[:3]]
        if len(item.findings) > 3:
            now.append(f"等 {len(item.findings)} 项")
        where = [SECTIONS[item.section], *([plain(item.district)] if item.district else [])]
        table.add_row(
            Text(label, style=style),
            block(where, widths[1]),
            block([text], widths[2]),
            block(now or ["—"], widths[3], style="dim"),
        )
    console.print(table)
