"""``indicator-records``: a stated count must be that of the records on hand, where all of them are said to be on file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, not_applicable, not_checkable, passed
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.facts import day_of
from auditor.records.model import IndicatorTable
from auditor.records.progress_facts import (
    contract_span,
    indicator_rows,
    number_of,
    row_name,
    says_complete,
    table_day,
)
from auditor.records.station import Station

Span = tuple[date, date]


def _cases_opened(station: Station, span: Span) -> int | None:
    days = [case.opening_day.value for case in station.cases]
    if any(not isinstance(day, date) for day in days):
        return None
    return sum(isinstance(day, date) and span[0] <= day <= span[1] for day in days)


def _cases_closed(station: Station, span: Span) -> int | None:
    closed = [case for case in station.cases if case.is_closed.value]
    days = [case.closing_day.value for case in closed]
    if any(not isinstance(day, date) for day in days):
        return None
    return sum(isinstance(day, date) and span[0] <= day <= span[1] for day in days)


def _dated(days: Iterable[date | None], span: Span) -> int | None:
    known = list(days)
    if any(day is None for day in known):
        return None
    return sum(day is not None and span[0] <= day <= span[1] for day in known)


def _case_sessions(station: Station, span: Span) -> int | None:
    return _dated((day_of(session.date) for case in station.cases for session in case.sessions), span)


def _group_sessions(station: Station, span: Span) -> int | None:
    return _dated((day_of(session.date) for group in station.groups for session in group.sessions), span)


def _groups(station: Station, span: Span) -> int | None:
    counted = 0
    for group in station.groups:
        days = [day for session in group.sessions if (day := day_of(session.date)) is not None]
        if not days:
            return None
        counted += span[0] <= min(days) <= span[1]
    return counted


def _archives(station: Station, span: Span) -> int | None:
    return len(station.archives)


Counted = tuple[re.Pattern[str], str, Callable[[Station, Span], int | None]]

_KINDS: tuple[Counted, ...] = (
    (re.compile(r"^(?:专业|新开)?个案(?:服务)?(?:节数|节次|会谈节数)(?:\(节\))?$"), "个案过程记录", _case_sessions),
    (re.compile(r"^(?:个案)?结案(?:数|数量|个案|个案数)?(?:\(.\))?$"), "已结案的个案", _cases_closed),
    (re.compile(r"^(?:专业|新开)?个案(?:服务|接案|开案|工作)?(?:数|数量|个数|接案数|开案数)?(?:\(.\))?$"), "开案的个案", _cases_opened),
    (re.compile(r"^(?:专业)?小组(?:服务)?(?:节数|节次)(?:\(节\))?$"), "小组过程记录", _group_sessions),
    (re.compile(r"^(?:专业)?小组(?:服务|工作|活动)?(?:数|数量|个数)?(?:\(个\))?$"), "小组", _groups),
    (re.compile(r"^(?:困难群众|服务对象|兜底对象|重点对象)?建档(?:数|户数|数量|服务)?(?:\(.\))?$"), "档案", _archives),
)  # fmt: skip


class IndicatorRecords(SetCheck):
    """Only where the table, or ``complete`` in audit.toml, says that all records are in the folder.

    Records count by their day within the contract up to the table's day. A record without a day, or an unread file that
    may be one, leaves the count to the reader's eye.
    """

    check: Literal["indicator-records"]
    records: Literal["indicator-table"] = "indicator-table"

    facts: ClassVar[frozenset[str]] = frozenset({"indicator", "done", "on_hand", "what"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per indicator that counts records."""
        station = context.station
        configured = (
            (station.config.period.start, station.config.period.end) if station.config.period else None
        )
        tables = [table for table in records.records(self.records) if isinstance(table, IndicatorTable)]
        for table in tables:
            complete = station.config.indicators.complete or says_complete(table)
            day, span = table_day(table), contract_span(table, configured)
            for entry in indicator_rows(table):
                name = row_name(entry.indicator, entry.category)
                kind = next(
                    (
                        kind
                        for kind in _KINDS
                        if kind[0].match(name.replace(" ", "").replace("（", "(").replace("）", ")"))
                    ),
                    None,
                )
                if kind is None:
                    continue
                until = (span[0], day) if span and day else None
                outcome = _one(table, entry.done, kind, until, station) if complete else not_applicable()
                outcome.facts |= {"indicator": name}
                outcome.subject = Subject("indicator", name, table.district, table.community)
                outcome.key = "" if len(tables) == 1 else table.name
                yield outcome


def _one(
    table: IndicatorTable, reading: Reading | None, kind: Counted, span: Span | None, station: Station
) -> Outcome:
    done = number_of(reading)
    if reading is None or done is None or span is None:
        return not_checkable("完成量没有读到一个数，或不知道统计起止日期")
    if table.community or table.district:
        return not_checkable("统计表只属于一个片区或社区")
    on_hand = kind[2](station, span)
    if on_hand is None:
        return not_checkable("有的记录没有日期")
    if done.value == on_hand:
        return passed(reading)
    facts: dict[str, Any] = {"done": done.shown, "on_hand": on_hand, "what": kind[1]}
    doubtful = [
        file for file in station.files if file.status in ("unreadable", "unrecognised")
    ] or station.unplaced
    unclear = f"有{len(doubtful)}个文件未能读取或归档，可能属于这类记录" if doubtful else ""
    return contradicts(reading, unclear=unclear, **facts)
