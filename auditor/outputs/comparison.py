"""Two results side by side: as tables and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.rule import Rule as Line
from rich.text import Text

from auditor.findings.compare import Comparison
from auditor.findings.result import SECTIONS, SEVERITIES, Finding, Result
from auditor.outputs.columns import Column, block, make_table
from auditor.outputs.plain_text import plain
from auditor.outputs.terminal_rows import subject_name


def comparison_json(comparison: Comparison) -> str:
    """Return ``{"resolved": […], "still-there": […], "new": […], "unconfirmed": […]}`` with whole findings.

    Each of ``unconfirmed`` has its reason beside the finding: ``{"finding": …, "why": …}``.
    """
    parts = {"resolved": comparison.resolved, "still-there": comparison.still_there, "new": comparison.new}
    data = {name: [item.model_dump(mode="json") for item in items] for name, items in parts.items()}
    data["unconfirmed"] = [entry.model_dump(mode="json") for entry in comparison.unconfirmed]
    return json.dumps(data, ensure_ascii=False, indent=2)


def print_comparison(comparison: Comparison, old: Result, new: Result, console: Console) -> None:
    """Print what became of the findings, and a warning where the two results are hardly comparable."""
    console.print(
        Line(Text(f"{plain(new.station)} 两次审核比较", style="bold"), style="blue", characters="═")
    )
    console.print(
        Text(f"{old.as_of}（{len(old.findings)} 项）→ {new.as_of}（{len(new.findings)} 项）"),
        justify="center",
    )
    if old.station != new.station:
        console.print(Text(f"注意：两个结果的站点不同（{plain(old.station)}）", style="bold yellow"))
    if old.tool.rules != new.tool.rules:
        console.print(
            Text("注意：两次审核所用的规则不同，新出现或消失的问题可能由规则变化引起", style="yellow")
        )
    _print_part("已整改", "green", comparison.resolved, console)
    _print_part("仍存在", "magenta", comparison.still_there, console)
    _print_part("新出现", "red", comparison.new, console)
    # A finding can also vanish because nobody could look: that is no improvement.
    if comparison.unconfirmed:
        why = {entry.finding.id: entry.why for entry in comparison.unconfirmed}
        _print_part("无法核对", "yellow", [entry.finding for entry in comparison.unconfirmed], console, why)


def _print_part(
    label: str, style: str, findings: list[Finding], console: Console, why: Mapping[str, str] | None = None
) -> None:
    console.print()
    console.print(Line(Text(f"{label}　{len(findings)} 项", style="bold"), style=style))
    if not findings:
        return
    columns = [
        Column("级别", fixed=4),
        Column("部分", share=30),
        Column("对象", fixed=16),
        Column("问题", share=70),
    ]
    table, widths = make_table(console.width, columns, box.SIMPLE, header=False)
    for item in findings:
        where = " ".join(
            part for part in (SECTIONS[item.section], plain(item.district), plain(item.community)) if part
        )
        text = plain(item.message)
        if why is not None:
            text += f"（{why[item.id]}）"
        table.add_row(
            Text(SEVERITIES[item.severity], style=style),
            block([where], widths[1], style="dim"),
            block([subject_name(item)], widths[2]),
            block([text], widths[3]),
        )
    console.print(table)
