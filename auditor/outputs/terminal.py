"""The audit on the terminal, in the order in which evaluators read: section, district, community, subject."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from auditor.engine.rule import Rule
from auditor.findings.compare import reasons
from auditor.findings.result import SECTIONS, SEVERITIES, SEVERITY_WORDS, Finding, Result, Unconfirmed
from auditor.findings.waivers import open_findings
from auditor.outputs.columns import Column, block, make_table
from auditor.outputs.plain_text import plain
from auditor.outputs.terminal_prior import print_praise, print_prior
from auditor.outputs.terminal_rows import Leaf, Mask, Row, leaves, subject_name
from auditor.outputs.terminal_summary import print_counts, print_coverage

WIDE_FROM = 110
"""Columns from which problem, place and advice stand side by side; below that they stand under one another."""
PIPE_WIDTH = 120
MIN_WIDTH = 60

SEVERITY_STYLES = {"critical": "bold white on red", "major": "bold red", "minor": "yellow", "advice": "cyan"}
_STATES = {"new": ("新增", "bold green"), "still-there": ("仍在", "magenta")}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the terminal shows of a result; empty means everything.

    ``compared`` says that a baseline was given, so that the states of findings mean something.
    """

    section: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    severity: str | None = None
    group_by: str = "section"
    full_names: bool = False
    compared: bool = False
    workers: Mapping[str, str] = field(default_factory=dict)
    """Finding id -> responsible worker, for ``group_by="worker"``."""
    quiet: bool = False
    """Only the head with its counts."""
    verbose: bool = False
    """Each finding in a row of its own, with what was read, its basis and its id."""

    @property
    def filtered(self) -> bool:
        """Something may be left out."""
        return bool(self.section or self.district or self.subject or self.severity)


def choose(
    findings: Iterable[Finding], shown: Shown, names: Mapping[tuple[str, str], str] | None = None
) -> frozenset[str]:
    """Return the ids of the findings that the user wants to see.

    Args:
        findings: unmasked, so that a full name can be asked for.
        shown: the filters.
        names: (kind, id) of a subject -> the person's name, where the id is a number.
    """
    names = names or {}
    worst_first = list(SEVERITY_WORDS)
    limit = worst_first.index(shown.severity) if shown.severity else len(worst_first)
    wanted = {_key(text) for text in shown.subject}
    chosen = set()
    for item in findings:
        if shown.section and item.section not in shown.section:
            continue
        if shown.district and item.district not in shown.district:
            continue
        if worst_first.index(item.severity) > limit:
            continue
        own = {_key(item.subject.id), _key(names.get((item.subject.kind, item.subject.id), ""))} - {""}
        if wanted and not wanted & own:
            continue
        chosen.add(item.id)
    return frozenset(chosen)


def _key(text: str) -> str:
    return "".join(text.split()).casefold()


def make_console(width: int | None = None) -> Console:
    """Return a console for standard output: colours only on a terminal, `PIPE_WIDTH` columns in a pipe."""
    if width is None and not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        width = PIPE_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def print_audit(
    result: Result,
    rules: list[Rule],
    shown: Shown,
    *,
    chosen: frozenset[str] | None = None,
    mask: Mask = str,
    console: Console | None = None,
) -> None:
    """Print a result.

    Args:
        result: already masked, unless full names were asked for.
        rules: those that ran, for their titles.
        shown: filters and grouping.
        chosen: ids of the findings to show, from `choose` on the unmasked result; None applies ``shown`` to ``result``.
        mask: hides names in file names (`PersonMask.text`).
        console: where to print; standard output by default.
    """
    console = console or make_console()
    whole, result = result, result.model_copy(update={"findings": open_findings(result)})
    ids = choose(result.findings, shown) if chosen is None else chosen
    findings = [item for item in result.findings if item.id in ids]
    titles = {rule.id: plain(rule.head.title) for rule in rules}
    _print_head(console, result, findings, shown)
    layout = Layout(console.width, shown)
    previous: tuple[str, ...] = ("",)
    if shown.quiet:
        return
    tables = leaves(findings, shown.group_by, titles, shown.workers, mask, verbose=shown.verbose)
    totals = _totals(tables)
    for leaf in tables:
        _print_headings(console, leaf, previous, totals)
        # The names of the columns stand once under each district, not over every community's table.
        console.print(
            layout.table(leaf, header=previous[:-1] != leaf.headings[:-1] or len(leaf.headings) == 1)
        )
        previous = leaf.headings
    if shown.compared:
        _print_resolved(console, result.resolved, mask)
        _print_unconfirmed(console, result.unconfirmed)
    if not shown.filtered:
        print_praise(console, result, mask)
    print_prior(console, whole, mask)
    _print_waived(console, whole, mask)
    print_counts(console, result)
    print_coverage(console, result, titles, mask)


def _print_head(console: Console, result: Result, findings: list[Finding], shown: Shown) -> None:
    console.print(Line(Text(f"{plain(result.station)} 档案审核", style="bold"), style="blue", characters="═"))
    start, end = result.period
    console.print(
        Text(f"审核基准日 {result.as_of}    服务周期 {start} 至 {end}", style="dim"), justify="center"
    )
    line = Text()
    if not result.findings:
        line.append("没有发现问题", style="bold green")
        line.append("　没有核对到的内容不等于没有问题，请看“读取与核对范围”", style="dim")
    else:
        counts = {name: sum(item.severity == name for item in result.findings) for name in SEVERITIES}
        line.append(f"共发现 {len(result.findings)} 项：", style="bold")
        for name, label in SEVERITIES.items():
            if counts[name]:
                line.append(f" {label} {counts[name]} ", style=SEVERITY_STYLES[name])
                line.append(" ")
    console.print(line, justify="center")
    if doubtful := sum(item.certainty == "check" for item in result.findings):
        note = f"其中待核 {doubtful} 项：读得没有把握，请对照原件"
        console.print(Text(note, style="magenta"), justify="center")
    if hidden := len(result.findings) - len(findings):
        note = f"按筛选条件显示 {len(findings)} 项，另有 {hidden} 项未显示"
        console.print(Text(note, style="bold magenta"), justify="center")
    if shown.compared:
        still = sum(item.state == "still-there" for item in result.findings)
        new = len(result.findings) - still
        note = f"与上次相比：新增 {new} 项，仍在 {still} 项，已整改 {len(result.resolved)} 项"
        if result.unconfirmed:
            note += f"，未能核对 {len(result.unconfirmed)} 项"
        console.print(Text(note), justify="center")


def _totals(tables: list[Leaf]) -> dict[tuple[str, ...], int]:
    totals: dict[tuple[str, ...], int] = {}
    for leaf in tables:
        for depth in range(1, len(leaf.headings) + 1):
            key = leaf.headings[:depth]
            totals[key] = totals.get(key, 0) + leaf.findings
    return totals


def _print_headings(
    console: Console, leaf: Leaf, previous: tuple[str, ...], totals: Mapping[tuple[str, ...], int]
) -> None:
    for depth, heading in enumerate(leaf.headings):
        key = leaf.headings[: depth + 1]
        if previous[: depth + 1] == key:
            continue
        count = totals[key]
        if depth == 0 and len(leaf.headings) > 1:
            console.print()
            console.print(Line(Text(f"{heading}　{count} 项", style="bold"), style="blue"))
        elif depth == len(leaf.headings) - 1:
            indent = "▍" if depth == 0 else "  ◇ "
            console.print(Text(f"{indent}{heading}", style="bold").append(f"　{count} 项", style="dim"))
        else:
            console.print(Text(f"▍{heading}", style="bold blue").append(f"　{count} 项", style="dim"))


class Layout:
    """Fixed column widths, so that the tables of one output stand exactly under one another."""

    def __init__(self, width: int, shown: Shown) -> None:
        self.width = max(width, MIN_WIDTH)
        self.compared = shown.compared
        self.wide = self.width >= WIDE_FROM
        self.columns = [Column("级别", fixed=4)]
        if shown.group_by != "subject":
            self.columns.append(Column("对象", fixed=16 if self.wide else 12))
        if self.wide:
            self.columns += [Column("问题", share=38), Column("位置", share=34), Column("建议", share=28)]
        else:
            self.columns.append(Column("问题、位置、建议", share=1))

    def table(self, leaf: Leaf, *, header: bool = True) -> Table:
        """Return one table of rows."""
        table, widths = make_table(self.width, self.columns, box.HORIZONTALS, header=header, lines=True)
        for row in leaf.rows:
            cells = [self._level(row)]
            texts = widths[-3:] if self.wide else widths[-1:]
            if len(self.columns) > len(texts) + 1:
                cells.append(block(row.subjects, widths[1]))
            table.add_row(
                *cells, *(self._beside(row, texts) if self.wide else [self._beneath(row, texts[0])])
            )
        return table

    def _level(self, row: Row) -> Text:
        level = Text().append(SEVERITY_WORDS[row.severity], style=SEVERITY_STYLES[row.severity])
        if row.check:
            level.append("\n").append("待核", style="bold black on yellow")
        if self.compared:
            word, style = _STATES[row.state]
            level.append("\n").append(word, style=style)
        return level

    def _beside(self, row: Row, widths: list[int]) -> list[Text]:
        problem, place, advice = widths
        return [
            block(row.problems, problem),
            block(row.places, place, style="dim"),
            block([row.advice], advice, style="green"),
        ]

    def _beneath(self, row: Row, width: int) -> Text:
        text = block(row.problems, width)
        for label, lines, style in (
            ("位置：", row.places, "dim"),
            ("建议：", [row.advice.removeprefix("建议")], "green"),
        ):
            joined = [label, *lines] if len(lines) > 1 else [label + "".join(lines)]
            text.append("\n").append(block(joined, width, style=style))
        return text


def _print_waived(console: Console, result: Result, mask: Mask) -> None:
    """Print the accepted findings with the reason, who accepted them and until when."""
    if not result.waived:
        return
    console.print()
    note = f"已接受的问题　{len(result.waived)} 项（不计入上面的问题和退出码）"
    console.print(Line(Text(note, style="bold"), style="cyan"))
    by_id = {item.id: item for item in result.findings}
    for entry in result.waived:
        item = by_id[entry.finding]
        text = f"○ {SEVERITIES[item.severity]}　{subject_name(item, mask)}：{plain(item.message)}"
        console.print(block([text], console.width))
        reason = f"理由：{plain(mask(entry.reason))}（{plain(entry.author)}，有效期至 {plain(entry.until)}）"
        console.print(block([f"  {reason}"], console.width, style="cyan"))


def _print_resolved(console: Console, resolved: list[Finding], mask: Mask) -> None:
    console.print()
    console.print(Line(Text(f"已整改　{len(resolved)} 项", style="bold"), style="green"))
    for item in resolved:
        where = " ".join(
            part for part in (SECTIONS[item.section], plain(item.district), plain(item.community)) if part
        )
        text = f"√ {where}　{subject_name(item, mask)}：{plain(item.message)}"
        console.print(block([text], console.width, style="green"))
    if not resolved:
        console.print(Text("没有", style="dim"))


def _print_unconfirmed(console: Console, unconfirmed: list[Unconfirmed]) -> None:
    """Say how many earlier findings nobody looked at again, by reason: they are not resolved."""
    if not unconfirmed:
        return
    console.print()
    note = f"上次的问题中未能核对　{len(unconfirmed)} 项（不算已整改）"
    console.print(Line(Text(note, style="bold"), style="yellow"))
    for why, count in reasons(unconfirmed):
        console.print(block([f"· {plain(why)}：{count} 项"], console.width))
    console.print(Text("逐项列出请用 audit compare", style="dim"))
