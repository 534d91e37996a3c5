"""The end of the terminal's output: counts by severity and district, and how far the audit could look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from auditor.findings.collect import chinese_order
from auditor.findings.result import SEVERITIES, FileEntry, Result
from auditor.outputs.plain_text import plain, wrap
from auditor.outputs.terminal_rows import KINDS, Mask

MAX_LISTED = 10
"""Files listed of one kind; how many more there are is said beneath."""
_UNNAMED = "未分片区"


def print_counts(console: Console, result: Result) -> None:
    """Print findings by district and severity."""
    console.print()
    console.print(Line(Text("汇总", style="bold"), style="blue", characters="═"))
    if not result.findings:
        return
    counts: Counter[tuple[str, str]] = Counter(
        (item.district or _UNNAMED, item.severity) for item in result.findings
    )
    doubtful = Counter(item.district or _UNNAMED for item in result.findings if item.certainty == "check")
    districts = list(dict.fromkeys(item.district for item in result.records if item.district))
    districts += [item.district for item in result.findings if item.district]
    names = sorted(dict.fromkeys(districts), key=chinese_order)
    if any(not item.district for item in result.findings):
        names.append(_UNNAMED)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 2 if console.width >= 80 else 1))
    table.add_column("片区")
    for label in (*SEVERITIES.values(), "合计", "其中待核"):
        table.add_column(label, justify="right")
    for name in names:
        own = [counts[name, severity] for severity in SEVERITIES]
        table.add_row(Text(plain(name)), *map(_number, own), _number(sum(own)), _number(doubtful[name]))
    if len(names) > 1:
        own = [sum(counts[name, severity] for name in names) for severity in SEVERITIES]
        table.add_section()
        table.add_row(
            Text("全站", style="bold"), *map(_number, own), _number(sum(own)), _number(sum(doubtful.values()))
        )
    console.print(table, justify="center")


def _number(value: int) -> Text:
    return Text(str(value)) if value else Text("—", style="dim")


def print_coverage(console: Console, result: Result, titles: Mapping[str, str], mask: Mask = str) -> None:
    """Print what was read and what was not, which rules could not be applied, and which papers belong to no record."""
    width = console.width - 4
    lines: list[Text] = []
    by_status: Counter[str] = Counter(entry.status for entry in result.files)
    kinds = Counter(record.kind for record in result.records)
    head = f"文件 {len(result.files)} 个：已读 {by_status['read']}"
    for status, label in (("unreadable", "读不出"), ("unrecognised", "未识别表单"), ("skipped", "跳过")):
        head += f"，{label} {by_status[status]}"
    records = "，".join(f"{label} {kinds[kind]}" for kind, label in KINDS.items() if kinds[kind])
    lines.append(Text(head, style="bold"))
    if records:
        lines.append(Text(f"整理出：{records}"))
    lines += _files(result.files, "unreadable", "读不出（须人工查看，不等于缺失）", "red", width, mask)
    lines += _files(result.files, "unrecognised", "未识别表单", "yellow", width, mask)
    lines += _files(result.files, "skipped", "跳过（临时文件、系统文件）", "dim", width, mask)
    unplaced = set(result.unplaced)
    partly = [
        entry
        for entry in result.files
        if entry.status == "read" and entry.reason and entry.path not in unplaced
    ]
    lines += _files(partly, "read", "已读，但有说明", "yellow", width, mask)
    if result.unplaced:
        lines.append(Text(f"未能归入任何档案的文书 {len(result.unplaced)} 份：", style="yellow"))
        why = {entry.path: entry.reason for entry in result.files if entry.reason}
        texts = [f"{path}：{why[path]}" if path in why else path for path in result.unplaced]
        lines += _listed([plain(mask(text)) for text in texts], width)
    lines += _rules(result, titles, width)
    for failure in result.failures:
        lines += [Text(part, style="bold red") for part in wrap(f"规则出错：{plain(failure)}", width)]
    console.print(
        Panel(Text("\n").join(lines), title=Text("读取与核对范围"), border_style="blue", box=box.ROUNDED)
    )


def _files(
    entries: Iterable[FileEntry], status: str, label: str, style: str, width: int, mask: Mask
) -> list[Text]:
    """Return files of one status, put together by their reason."""
    reasons: dict[str, list[str]] = {}
    for entry in entries:
        if entry.status == status:
            reasons.setdefault(plain(entry.reason or ""), []).append(plain(mask(entry.path)))
    if not reasons:
        return []
    count = sum(map(len, reasons.values()))
    texts = [f"{path}：{reason}" if reason else path for reason, paths in reasons.items() for path in paths]
    return [Text(f"{label}：{count} 个", style=style), *_listed(texts, width)]


def _listed(texts: list[str], width: int) -> list[Text]:
    lines = []
    for text in texts[:MAX_LISTED]:
        first, *rest = wrap(text, width - 4)
        lines += [Text(f"  · {first}"), *(Text(f"    {part}") for part in rest)]
    hidden = len(texts) - MAX_LISTED
    if hidden > 0:
        lines.append(Text(f"    另有 {hidden} 个未显示，见 --format json 的 files", style="dim"))
    return lines


def _rules(result: Result, titles: Mapping[str, str], width: int) -> list[Text]:
    """Return how many rules gave an answer, and which could not, on how many subjects."""
    answered = [item for item in result.coverage if item.checked]
    silent = [item for item in result.coverage if not item.checked and item.not_checkable]
    idle = len(result.coverage) - len(answered) - len(silent)
    lines = [
        Text(
            f"规则 {len(result.coverage)} 条：有材料可核对 {len(answered)} 条，缺材料无法核对 {len(silent)} 条，不涉及 {idle} 条",
            style="bold",
        )
    ]
    if silent:
        names = "；".join(titles.get(item.rule, item.rule) for item in silent)
        lines += [Text(part, style="yellow") for part in wrap(f"无法核对：{names}", width)]
    partly = [item for item in answered if item.not_checkable]
    if partly:
        names = "；".join(
            f"{titles.get(item.rule, item.rule)}（已核 {item.checked}，无法核对 {item.not_checkable}）"
            for item in partly
        )
        lines += [Text(part, style="dim") for part in wrap(f"部分无法核对：{names}", width)]
    return lines
