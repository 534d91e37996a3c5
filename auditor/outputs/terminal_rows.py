"""Findings -> rows of the terminal's tables: selection, order, like findings put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath

from auditor.engine.kind_words import KIND_WORDS
from auditor.findings.result import SECTIONS, SEVERITY_WORDS, Evidence, Finding
from auditor.outputs.plain_text import plain

GROUPED_FROM = 3
"""As many findings of one rule in one place are written as one row, as evaluators write them."""
MAX_PLACES = 12
"""Places shown of one finding; how many more there are is said beneath."""

KINDS = KIND_WORDS | {
    "household-archive": "档案",
    "meeting": "会议",
    "fund": "经费",
    "needs-survey": "需求调查",
    "indicator": "指标",
}
"""Kinds of records and subjects as users read them where there is little room."""

_WHOLE = {"file": "文件", "district": "全片区", "station": "全站"}

Mask = Callable[[str], str]


@dataclass(slots=True)
class Row:
    """One row: one finding, or like findings of several subjects."""

    severity: str
    check: bool
    state: str
    subjects: list[str]
    section: str
    problems: list[str]
    places: list[str]
    advice: str
    findings: int = 1


@dataclass(slots=True)
class Leaf:
    """One table: the headings above it, outermost first, and its rows."""

    headings: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    findings: int = 0


def subject_name(finding: Finding, mask: Mask = str) -> str:
    """Return what a finding is about as users name it."""
    subject = finding.subject
    kind = KINDS.get(subject.kind, subject.kind)
    if subject.kind == "file":
        return plain(mask(PurePosixPath(subject.id).name))
    # Records that have no number go by their file, whose folders stand beside the place.
    name = plain(mask(PurePosixPath(subject.id).name)) if "/" in subject.id else plain(subject.id)
    if subject.kind in {"community", "district", "station"} or name.startswith(kind):
        return name
    return f"{kind} {name}"


def place_of(evidence: Evidence, mask: Mask = str, *, file_only: bool = False) -> str:
    """Return one place: file, page or row, label."""
    path = PurePosixPath(evidence.path)
    text = plain(mask(path.name if file_only else str(path)))
    label = plain(evidence.label)
    if evidence.page is not None and f"第{evidence.page}页" not in label:
        text += f" 第{evidence.page}页"
    return f"{text} · {label}" if label else text


def places_of(evidence: Sequence[Evidence], mask: Mask = str) -> list[str]:
    """Return a finding's places, one a line; files of one folder under the folder's name."""
    shown = list(evidence[:MAX_PLACES])
    lines: list[str] = []
    for folder, group in groupby(shown, key=lambda item: PurePosixPath(item.path).parent):
        items = list(group)
        if len({(item.path, item.page) for item in items}) == 1:
            whole = items[0].model_copy(update={"label": _joined([entry.label for entry in items])})
            lines.append(place_of(whole, mask))
            continue
        if str(folder) != ".":
            lines.append(plain(mask(f"{folder}/")))
        for (path, page), same in groupby(items, key=lambda item: (item.path, item.page)):
            joined = Evidence(path=path, page=page, label=_joined([entry.label for entry in same]))
            lines.append(f"· {place_of(joined, mask, file_only=True)}")
    if hidden := len(evidence) - len(shown):
        lines.append(f"另有 {hidden} 处未显示，见 --format json")
    return lines


def _joined(labels: Sequence[str]) -> str:
    """Return labels in one text; places of one label, and of one table in it, are named together."""
    places: dict[str, dict[str, list[str]]] = {}
    for label in dict.fromkeys(labels):
        found = _WITH_PLACE.fullmatch(label)
        name, table, cell = found.groups(default="") if found else (label, "", "")
        cells = places.setdefault(name, {}).setdefault(table, [])
        if cell:
            cells.append(cell)
    texts = []
    for name, tables in places.items():
        inside = "；".join(f"{table}{'、'.join(cells)}" for table, cells in tables.items() if cells)
        texts.append(f"{name}（{inside}）" if inside else name)
    return "、".join(text for text in texts if text)


_WITH_PLACE = re.compile(r"([^（）]{0,80})（([^（）、；]{1,40}?[ !])?([^（）、；]{1,40})）")


def leaves(
    findings: Iterable[Finding],
    group_by: str,
    titles: Mapping[str, str],
    workers: Mapping[str, str],
    mask: Mask = str,
    *,
    verbose: bool = False,
) -> list[Leaf]:
    """Return the tables in reading order.

    Args:
        findings: those to show, in the result's order.
        group_by: section, district, subject, rule or worker.
        titles: rule id -> Chinese title.
        workers: finding id -> responsible worker, for ``group_by="worker"``.
        mask: hides names in paths.
        verbose: a row for each finding, with what was read, the basis and the id.
    """
    keyed = [(_headings(item, group_by, titles, workers, mask), item) for item in findings]
    # The result's order stays inside each table; tables come in the order in which their outer headings first appear.
    order: dict[tuple[str, ...], int] = {}
    for headings, _ in keyed:
        for depth in range(1, len(headings) + 1):
            order.setdefault(headings[:depth], len(order))
    keyed.sort(key=lambda pair: [order[pair[0][: depth + 1]] for depth in range(len(pair[0]))])
    tables = []
    for headings, pairs in groupby(keyed, key=lambda pair: pair[0]):
        group = [item for _, item in pairs]
        tables.append(Leaf(headings, _rows(group, titles, mask, verbose=verbose), len(group)))
    if group_by == "rule":  # the gravest first; the sort keeps the tables of one rule together
        tables.sort(key=lambda leaf: list(SEVERITY_WORDS).index(leaf.rows[0].severity))
    return tables


def _headings(
    finding: Finding, group_by: str, titles: Mapping[str, str], workers: Mapping[str, str], mask: Mask
) -> tuple[str, ...]:
    section = SECTIONS[finding.section]
    district = plain(finding.district) or "未分片区"
    community = plain(finding.community) or "未注明社区"
    if not finding.community:
        community = _WHOLE.get(finding.subject.kind, community)
    if group_by == "district":
        return (district, section, community)
    where = " ".join(part for part in (plain(finding.district), plain(finding.community)) if part)
    if group_by == "subject":
        name = subject_name(finding, mask)
        if "/" in finding.subject.id and finding.subject.kind != "file":  # two papers may share a name
            name = f"{KINDS.get(finding.subject.kind, '')} {plain(mask(finding.subject.id))}".strip()
        return (f"{name}（{where}）" if where else name,)
    if group_by == "rule":
        title = titles.get(finding.rule)
        return (f"{title}〔{finding.rule}〕" if title else finding.rule, district)
    if group_by == "worker":
        return (plain(workers.get(finding.id, "")) or "未写明负责社工", where or community)
    return (section, district, community)


def _rows(
    findings: list[Finding], titles: Mapping[str, str], mask: Mask, *, verbose: bool = False
) -> list[Row]:
    if verbose:
        return [_detailed(item, mask) for item in findings]
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for item in findings:
        groups.setdefault(_likeness(item), []).append(item)
    rows: list[Row] = []
    done: set[int] = set()
    for item in findings:
        if id(item) in done:
            continue
        alike = groups[_likeness(item)]
        if len(alike) < GROUPED_FROM or len({other.subject.id for other in alike}) < GROUPED_FROM:
            rows.append(_row(item, mask))
            continue
        done.update(id(other) for other in alike)
        rows.append(_grouped(alike, titles, mask))
    return rows


def _likeness(item: Finding) -> tuple[str, ...]:
    return (item.rule, item.certainty, item.severity, item.state, item.advice)


def _row(item: Finding, mask: Mask) -> Row:
    return Row(
        item.severity,
        item.certainty == "check",
        item.state,
        [subject_name(item, mask)],
        SECTIONS[item.section],
        [plain(item.message)],
        places_of(item.evidence, mask),
        plain(item.advice),
    )


def _detailed(item: Finding, mask: Mask) -> Row:
    row = _row(item, mask)
    read = list(
        dict.fromkeys((plain(place.label), plain(place.text)) for place in item.evidence if place.text)
    )
    row.problems += [
        f"读到 {label}：{text}" if label else f"读到：{text}" for label, text in read[:MAX_PLACES]
    ]
    if (hidden := len(read) - MAX_PLACES) > 0:
        row.problems.append(f"另有 {hidden} 处读到的内容未显示，见 --format json")
    row.problems += [f"依据：{plain(item.basis)}", f"规则：{item.rule}　编号：{item.id}"]
    return row


def _grouped(alike: list[Finding], titles: Mapping[str, str], mask: Mask) -> Row:
    first = alike[0]
    title = titles.get(first.rule, "")
    messages = [plain(item.message) for item in alike]
    general = {text.replace(plain(item.subject.id), "…") for text, item in zip(messages, alike, strict=True)}
    count = f"（{len(alike)} 项）"
    if len(general) == 1:
        problems = [f"{general.pop()}{count}"]
    else:
        problems = [f"{title}{count}", *(f"· {text}" for text in messages)] if title else messages
    places = []
    for item in alike:
        where = "；".join(place_of(entry, mask) for entry in item.evidence[:MAX_PLACES])
        if (hidden := len(item.evidence) - MAX_PLACES) > 0:
            where += f"；另有 {hidden} 处未显示，见 --format json"
        places.append(f"· {where}")
    return Row(
        first.severity,
        first.certainty == "check",
        first.state,
        list(dict.fromkeys(subject_name(item, mask) for item in alike)),
        SECTIONS[first.section],
        problems,
        places,
        plain(first.advice),
        len(alike),
    )
