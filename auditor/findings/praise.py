"""值得肯定的地方: what the figures of a run earn; nothing that could not be checked is praised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, cast

from auditor.data_files import shipped_rules_folder
from auditor.engine.outcome import Verdict
from auditor.engine.rule import Section
from auditor.engine.run import RuleRun
from auditor.findings.collect import chinese_order
from auditor.findings.result import Praise
from auditor.records.model import DutyTable, IndicatorTable, TrainingTable
from auditor.records.progress_facts import (
    elapsed_share,
    indicator_rows,
    is_sum,
    month_rows,
    number_of,
    row_name,
)
from auditor.records.station import Station
from auditor.values.figures import percentage
from auditor.yaml_files import load_yaml

LEAST_INDICATORS = 3
MOSTLY = (2, 3)
"""So many of the indicators, two of three, must be ahead for progress to be called orderly."""
FAR_ABOVE = Decimal(3)
LEAST_MONTHS = 3
LEAST_RESOLVED = 2
UNREAD_SHARE = Decimal("0.05")
"""A district is not praised where more of its files than this were not read or not understood."""
_MISSED = frozenset({"unreadable", "unrecognised"})
OPEN_IN = 50
"""One subject in so many may lack what a rule needs to see; it is not among those counted."""
_NAMED = 4
MID_TERM = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Area:
    """Rules that speak of one thing, and the sentence that passing all of them earns."""

    section: Section
    by: Literal["district", "station"]
    least: int
    rules: tuple[str, ...]
    text: str
    archives: bool = False
    special: str = ""
    unless: tuple[str, ...] = ()
    """Rules that speak against the sentence: what any of them found in the district unsays it."""


@cache
def _areas() -> tuple[Area, ...]:
    path = shipped_rules_folder() / "lexicons" / "praise.yaml"
    data: dict[str, Any] = load_yaml(path, "lexicons/praise.yaml").data
    return tuple(
        Area(
            cast("Section", a["section"]),
            a["by"],
            a["least"],
            tuple(a["rules"]),
            a["text"],
            a.get("archives", False),
            a.get("special", ""),
            tuple(a.get("unless", ())),
        )
        for a in data["areas"]
    )


def praise_of(station: Station, run: RuleRun, prior: Sequence[str] = ()) -> list[Praise]:
    """Return what a run earns, in the order of the report's sections.

    An area is earned by a district (or the station) where every rule of it gave an answer on enough subjects, found
    nothing, was unsure of nothing and lacked next to no paper, and where next to nothing was left unread.

    Args:
        station: the records.
        run: what the rules said.
        prior: statuses of the last evaluation's concerns.
    """
    earned: list[Praise] = []
    ready = station.config.period
    progress = _indicators(station, (ready.start, ready.end) if ready else None)
    if progress:
        earned.append(progress)
    unread = _unread_places(station)
    for area in _areas():
        earned += _of_area(area, station, run, unread)
    resolved = sum(status == "resolved" for status in prior)
    judged = sum(status in ("resolved", "found-again") for status in prior)
    if resolved >= LEAST_RESOLVED and resolved * 2 >= judged:
        text = f"积极落实上期评估意见，可由档案核对的{judged}条意见中，{resolved}条已完成整改"
        earned.append(Praise(section="management", message=_sentence(text)))
    order = ["progress", "management", "quality", "monitoring", "outcome"]
    earned.sort(
        key=lambda item: (order.index(item.section), item.district != "", chinese_order(item.district))
    )
    return earned


def _unread_places(station: Station) -> frozenset[str]:
    """Return the districts of which too many files were not read or not understood; "" stands for the whole station.

    A file belongs to the district of the record that it is part of, else to that of the community in its path.
    """
    known = dict(station.config.district_of)
    of_path: dict[str, str] = {}
    for record in station.records:
        if record.community and record.district:
            known.setdefault(record.community, record.district)
        for path in record.files:
            of_path.setdefault(path, record.district)
    every: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    missed = {file.id for file in station.files if file.status in _MISSED or file.poor_pages}
    missed |= {paper.path for paper in station.unplaced}
    for path in {*of_path, *missed}:
        district = of_path.get(path) or next((known[name] for name in known if name in path), "")
        every[district] += 1
        lost[district] += path in missed
    places = {name for name in every if name and lost[name] > every[name] * UNREAD_SHARE}
    if sum(lost.values()) > sum(every.values()) * UNREAD_SHARE:
        places.add("")
    if lost[""] > sum(every.values()) * UNREAD_SHARE:
        places.update(every)  # nobody knows whose they are
    return frozenset(places)


def _of_area(area: Area, station: Station, run: RuleRun, unread: frozenset[str]) -> list[Praise]:
    if any(rule not in run.by_district for rule in area.rules):
        return []
    hidden = "" in unread or (area.by == "district" and bool(unread))
    whole = 0 if hidden else _passed(area, run, None)
    if area.special:
        facts = _special(area.special, station) if whole >= area.least else None
        return [Praise(section=area.section, message=_sentence(area.text.format(**facts)))] if facts else []
    if whole >= area.least:
        count = _archives(station, None) if area.archives else whole
        if count >= area.least:
            return [Praise(section=area.section, message=_sentence(area.text.format(count=count)))]
    if area.by == "station":
        return []
    names = sorted({name for rule in area.rules for name in run.by_district[rule] if name}, key=chinese_order)
    earned = []
    for name in names:
        passed = 0 if name in unread else _passed(area, run, name)
        count = _archives(station, name) if area.archives and passed else passed
        if count >= area.least:
            earned.append(
                Praise(
                    section=area.section,
                    district=name,
                    message=_sentence(f"{name}{area.text.format(count=count)}"),
                )
            )
    return earned


def _passed(area: Area, run: RuleRun, district: str | None) -> int:
    """Return on how many subjects the area's first rule passed; 0 where any of its rules found, doubted or lacked something.

    Of many subjects one in `OPEN_IN` may lack its paper.
    """
    for rule in area.unless:
        against = run.by_district.get(rule, {})
        if any(v[Verdict.FOUND] for name, v in against.items() if district is None or name in ("", district)):
            return 0
    first = 0
    for position, rule in enumerate(area.rules):
        counted = [v for name, v in run.by_district[rule].items() if district is None or name == district]
        bad = sum(v[Verdict.FOUND] + v[Verdict.UNSURE] for v in counted)
        good = sum(v[Verdict.PASSED] for v in counted)
        if bad or not good or sum(v[Verdict.NOT_CHECKABLE] for v in counted) > good // OPEN_IN:
            return 0
        if position == 0:
            first = good
    return first


def _archives(station: Station, district: str | None) -> int:
    """Return how many household archives a district has: people on rosters may stand on several of them."""
    return sum(district is None or archive.district == district for archive in station.archives)


def _special(kind: str, station: Station) -> dict[str, str] | None:
    return _staffing(station) if kind == "staffing" else _training(station)


def _staffing(station: Station) -> dict[str, str] | None:
    by_month: dict[tuple[str, str, str], tuple[Decimal, Decimal]] = {}
    for table in station.of_kind(DutyTable.kind):
        if not isinstance(table, DutyTable):
            continue
        for row in month_rows(table.entries):
            asked, seen = number_of(row.due), number_of(row.present)
            if asked is not None and seen is not None:  # the same month may stand on several tables
                by_month[(table.district, table.community, row_name(row.month))] = (asked.value, seen.value)
    months = len({month for _, _, month in by_month})
    if months < LEAST_MONTHS:
        return None
    due = sum((asked for asked, _ in by_month.values()), Decimal(0))
    present = sum((seen for _, seen in by_month.values()), Decimal(0))
    return {"months": str(months), "due": _shown(due), "present": _shown(present)}


def _training(station: Station) -> dict[str, str] | None:
    for table in station.of_kind(TrainingTable.kind):
        if not isinstance(table, TrainingTable):
            continue
        sums = [entry for entry in table.entries if is_sum(entry.name, entry.sequence)]
        required = number_of(table.required_total) or next(
            (f for e in sums if (f := number_of(e.required))), None
        )
        hours = number_of(table.stated_hours) or next((f for e in sums if (f := number_of(e.hours))), None)
        if required is not None and hours is not None and hours.value >= required.value > 0:
            percent = percentage(hours.value, required.value, 2)
            return {
                "required": _shown(required.value),
                "hours": _shown(hours.value),
                "percent": f"{percent}%",
            }
    return None


def _indicators(station: Station, configured: Any) -> Praise | None:
    """Indicators at or ahead of the share of the contract that had elapsed."""
    newest: dict[tuple[str, str, str], tuple[Decimal, Decimal, str]] = {}
    for table in station.of_kind(IndicatorTable.kind):
        if (
            not isinstance(table, IndicatorTable)
            or (elapsed := elapsed_share(table, configured, MID_TERM)) is None
        ):
            continue
        source = f"{elapsed.source}{elapsed.share * 100:.1f}%"
        for entry in indicator_rows(table):
            target, done = number_of(entry.target), number_of(entry.done)
            if target is None or done is None or target.value <= 0 or "%" in (target.unit, done.unit):
                continue
            key = (table.district, table.community, row_name(entry.indicator, entry.category))
            before = newest.get(key)
            if before is None or elapsed.share >= before[0]:  # a table a month: the last one counts
                newest[key] = (elapsed.share, done.value / target.value, source)
    latest = max((due for due, _, _ in newest.values()), default=Decimal(0))
    rows = [(name, due, share, said) for (_, _, name), (due, share, said) in newest.items() if due == latest]
    looked = len(rows)
    ahead = [(share, name, f"{share * 100:.2f}%") for name, due, share, _ in rows if share >= due]
    if len(ahead) < LEAST_INDICATORS or len(ahead) * MOSTLY[1] < looked * MOSTLY[0]:
        return None
    source = rows[0][3]
    ahead.sort(key=lambda item: -item[0])
    # a figure far above its target is more likely a slip, or a target that says nothing, than a merit
    told = [item for item in ahead if item[0] <= FAR_ABOVE] or ahead
    named = "、".join(f"{name}（{percent}）" for _, name, percent in told[:_NAMED])
    some = "全部" if len(ahead) == looked else f"有{len(ahead)}项"
    return Praise(
        section="progress",
        message=_sentence(
            f"服务指标推进有序，{source}，{looked}项指标中{some}达到或超过应有进度，其中{named}完成情况较好"
            if len(ahead) != looked
            else f"服务指标推进有序，{source}，{looked}项指标{some}达到或超过应有进度，其中{named}完成情况较好"
        ),
    )


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _sentence(text: str) -> str:
    return text.rstrip("。") + "。"


def praise_indexes(praise: Iterable[Praise]) -> Mapping[str, list[int]]:
    """Return the indexes of praise by section."""
    found: dict[str, list[int]] = {}
    for index, item in enumerate(praise):
        found.setdefault(item.section, []).append(index)
    return found
