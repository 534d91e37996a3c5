"""What follows from tables of indicators, duty and training: figures, the table's day, the share of the contract elapsed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import day_of, text_of
from auditor.values.dates import parse_date, parse_date_range
from auditor.values.figures import Figure, figures, flat

if TYPE_CHECKING:
    from auditor.records.progress import DutyEntry, IndicatorEntry, IndicatorTable, TrainingEntry

_SUM = re.compile(r"^(?:合计|总计|共计|累计|总和|小计|总数|合共|汇总)")
_AVERAGE = re.compile(r"平均|均值|月均")
_AS_OF = re.compile(
    r"(?:截[至止]|统计至|数据至)(?:到|时间|日期)?[:：]?\s*((?:19|20)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?)"
)
_AS_OF_DAY = re.compile(r"(?:截[至止]|统计至|数据至)(?:到|时间|日期)?[:：]?\s*(\d{1,2}\s*月\s*\d{1,2}\s*日)")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_SHORTEST_CONTRACT = 180
_MID = re.compile(r"中期")
_FINAL = re.compile(r"末期|终期|期末评估|结项")
_COMPLETE = re.compile(
    r"(?:记录|档案|文书|材料|资料)[^，。；]{0,8}(?:均已|全部|已全部|都已|一并)(?:归档|在档|入档|存档|提交|附后)|(?:全部|所有)(?:服务)?(?:记录|档案|文书|材料|资料)[^，。；]{0,6}(?:归档|在档|入档|存档|齐全|提交)|档案齐全"
)


def number_of(reading: Reading | None) -> Figure | None:
    """Return the one number that a cell gives; None where there is none, or several, or it was not read with confidence."""
    if reading is None or reading.blank or reading.confidence < DOUBT:
        return None
    text = flat(reading.raw)
    if re.search(r"\d[-—~/:至]\d", text):
        return None
    found = figures(re.sub(r"^[≥>不少于低至大]+", "", text)) or figures(text)
    if len(found) == 1:
        return found[0]
    if not found and isinstance(reading.value, int | float) and not isinstance(reading.value, bool):
        return Figure(Decimal(str(reading.value)), 0, "", 0, 0, True)
    return None


def row_name(*cells: Reading | None) -> str:
    """Return the first text among a row's cells."""
    return next((" ".join(text.split()) for cell in cells if (text := text_of(cell))), "")


def is_sum(*cells: Reading | None) -> bool:
    """Whether a row is one of sums."""
    return any(_SUM.match(text_of(cell).replace(" ", "")) for cell in cells if cell is not None)


def is_average(*cells: Reading | None) -> bool:
    """Whether a row is one of averages."""
    return any(_AVERAGE.search(text_of(cell)) for cell in cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Which share of the contract had elapsed, and where that is from."""

    share: Decimal
    source: str
    """In Chinese, for messages."""
    readings: tuple[Reading, ...] = ()


def _end_of(reading: Reading | None, longest: int = 100_000) -> date | None:
    """Return the last day of a period that a cell gives; a month ends with its last day. None where it is too long."""
    span = parse_date_range(reading.raw) if reading is not None and reading.confidence >= DOUBT else None
    if span is None:
        return None
    (first_year, first_month, _), (year, month, _) = span[0].partial, span[1].partial
    end = span[1].value
    if end is None and span[1].kind == "month" and year is not None and month is not None:
        end = date(year, month, monthrange(year, month)[1])
    if end is None or first_year is None or first_month is None:
        return None
    return end if (end - date(first_year, first_month, 1)).days <= longest else None


def table_day(table: IndicatorTable) -> date | None:
    """Return the day of the table's figures.

    That is its date field, or the end of the period that stands there (统计时间：1月1日—4月30日); else 截至… in its title, span,
    text or file's name; else the end of a span of counting that is too short for a contract.
    """
    day = day_of(table.date) or _end_of(table.date)
    if day is not None:
        return day
    stem = table.place.path.rpartition("/")[2]
    for text in (
        table.title,
        text_of(table.span),
        *(reading.label for e in table.entries[:1] for reading in (e.done,) if reading),
        table.text[:2000],
        stem,
    ):
        match = _AS_OF.search(text)
        if match and (parsed := parse_date(match[1])) is not None and parsed.value is not None:
            return parsed.value
        short, years = _AS_OF_DAY.search(text), {int(year) for year in _YEAR.findall(text)}
        if short and len(years) == 1:
            parsed = parse_date(short[1], default_year=years.pop())
            if parsed.value is not None:
                return parsed.value
    return _end_of(table.span, _SHORTEST_CONTRACT)


def contract_span(table: IndicatorTable, configured: tuple[date, date] | None) -> tuple[date, date] | None:
    """Return the contract's first and last day: the station's configuration, else what the table prints."""
    if configured is not None:
        return configured
    text = text_of(table.span)
    if not text:
        match = re.search(
            r"(?:合同期|服务周期|项目周期|协议期|项目合同期|服务期限?)[:：为是\s]*([^\n，。；]{12,50})",
            table.text[:3000],
        )
        text = match[1] if match else ""
    found = parse_date_range(text) if text else None
    if found is None or found[0].value is None or found[1].value is None:
        return None
    span = (found[0].value, found[1].value)
    return span if _SHORTEST_CONTRACT <= (span[1] - span[0]).days <= 1200 else None


def elapsed_share(
    table: IndicatorTable, configured: tuple[date, date] | None, mid_term: Decimal
) -> Elapsed | None:
    """Return the share of the contract at the table's own day; ``mid_term`` where it says so and gives no date."""
    day = table_day(table)
    span = contract_span(table, configured)
    said = f"{table.title} {text_of(table.stage)}"
    if day is not None:
        if span is None:
            return None
        whole = (span[1] - span[0]).days + 1
        gone = min(max((day - span[0]).days + 1, 0), whole)
        readings = (table.date,) if table.date is not None and not table.date.blank else ()
        return Elapsed(Decimal(gone) / whole, f"截至{day.year}年{day.month}月{day.day}日合同期已过", readings)
    if _MID.search(said):
        return Elapsed(
            mid_term,
            "中期应达到",
            (table.stage,) if table.stage is not None and not table.stage.blank else (),
        )
    if _FINAL.search(said):
        return Elapsed(
            Decimal(1),
            "末期应达到",
            (table.stage,) if table.stage is not None and not table.stage.blank else (),
        )
    return None


def says_complete(table: IndicatorTable) -> bool:
    """Whether the table states that all records behind its figures are on file."""
    return bool(_COMPLETE.search(flat(f"{table.title}。{text_of(table.remark)}。{table.text}")))


def indicator_rows(table: IndicatorTable) -> list[IndicatorEntry]:
    """Return the rows that give an indicator: neither sums nor headings of parts."""
    return [
        entry
        for entry in table.entries
        if row_name(entry.indicator, entry.category)
        and not is_sum(entry.indicator, entry.category, entry.sequence)
        and not all(cell is None or cell.blank for cell in (entry.target, entry.done))
    ]


def month_rows(entries: list[DutyEntry]) -> list[DutyEntry]:
    """Return the rows of months."""
    return [entry for entry in entries if not is_sum(entry.month) and not is_average(entry.month)]


def person_rows(entries: list[TrainingEntry]) -> list[TrainingEntry]:
    """Return the rows of single persons or sessions."""
    return [
        entry
        for entry in entries
        if not is_sum(entry.name, entry.sequence) and not is_average(entry.name, entry.sequence)
    ]


def stated_percent(reading: Reading | None) -> Figure | None:
    """Return a stated percentage; a share written without sign (0.67) keeps the unit ""."""
    figure = number_of(reading)
    return figure
