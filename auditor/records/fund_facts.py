"""What a fund's ledgers say: which rows are transactions, what was raised and spent in a period, whether balances follow.

Rows of carried-over balances (上期结余) and of sums (小计, 合计) are no transactions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import day_of, options_of, present
from auditor.values.dates import parse_date
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.fund import Fund, FundEntry, FundLedger, FundOverview

TOLERANCE = 0.005
"""Half a 分: balances differ by less only through binary fractions."""
_CARRIED = re.compile(
    r"(?:上期|上年度?|上月|去年|期初|年初|月初|前期|历年|往年|以前年度|承前|上一?周期|上季度?|原有|初始)[^,，。]{0,4}(?:结余|余额|结转|结存|转入|余款)|"
    r"承前页|结转(?:下年|上年|余额|自)|(?:结余|余额)(?:转入|结转)|^(?:结转|期初|承前|上期)$|^(?:期末|期初)余额$|^(?:结余|余额)$"
)
_SUM = re.compile(
    r"^(?:本|当)?(?:月|年|年度|期|季|季度|周期|页|日|\d{1,2}月|第?[一二三四]季度)?(?:份)?(?:小计|合计|总计|累计|共计)[::]?|(?:小计|合计|总计)$|^过次页"
)
_INTEREST = re.compile(r"利息|结息")
_YEAR = re.compile(r"(20\d{2})\s*年")
_SERIAL = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of a ledger.

    ``kind`` is "in-out" for a transaction, "carried" for a balance carried over, "sum" for a subtotal. ``income`` and
    ``expense`` are None where they could not be read, 0 where nothing stands there.
    """

    kind: str
    day: date | None
    income: float | None
    expense: float | None
    balance: float | None
    interest: bool
    entry: FundEntry
    sure: bool

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What stands in the row's cells of money."""
        entry = self.entry
        cells = present(entry.amount, entry.income, entry.expense, entry.balance)
        return tuple(reading for reading in cells if not reading.blank)


def accounting_period(period: tuple[date, date], as_of: date, *, known: bool) -> tuple[date, date]:
    """Return the period in which rows of ledgers count.

    Args:
        period: the service period.
        as_of: the day of the audit.
        known: the station has said its period. Where it was only gathered from the days on papers, whole years up to the day
            of the audit count: a gift of 9 January is of this year although the first dated paper is of the 11th.
    """
    return period if known else (date(period[0].year, 1, 1), max(period[1], as_of))


def movements(ledger: FundLedger, period: tuple[date, date]) -> list[Movement]:
    """Return the rows of ``ledger`` in their order; a row without a day takes that of the row above.

    Args:
        ledger: one ledger.
        period: where days lack the year and nothing on the paper gives it, the year that puts them into the period.
    """
    rows: list[Movement] = []
    day: date | None = None
    for entry in ledger.entries:
        kind = _kind(entry)
        found = _day(entry.date, ledger, period)
        day = found or day
        income, expense, sure = _amounts(entry)
        balance = _number(entry.balance)
        said = _words(entry)
        cells = present(entry.income, entry.expense, entry.amount, entry.balance)
        if kind == "in-out" and not any(not cell.blank for cell in cells):
            continue
        dated = found is not None or entry.date is None or entry.date.blank
        rows.append(
            Movement(
                kind, day, income, expense, balance, _INTEREST.search(said) is not None, entry, sure and dated
            )
        )
    return rows


def _kind(entry: FundEntry) -> str:
    for reading in present(entry.summary, entry.date, entry.direction, entry.remark):
        text = fold(reading.raw).replace(" ", "")
        if _SUM.search(text) and not (reading is entry.remark and len(text) > 6):
            return "sum"
        if _CARRIED.search(text) and reading is not entry.remark:
            return "carried"
    return "in-out"


def _words(entry: FundEntry) -> str:
    return fold(" ".join(reading.raw for reading in present(entry.summary, entry.direction)))


def _number(reading: Reading | None) -> float | None:
    if reading is None or isinstance(reading.value, bool) or not isinstance(reading.value, int | float):
        return None
    return float(reading.value)


def _amount(reading: Reading | None) -> tuple[float | None, bool]:
    """The amount in a cell and whether it is sure: an empty cell or 无 is 0, something not understood is None."""
    if reading is None or reading.blank or (reading.answered and reading.value is None):
        return 0.0, True
    value = _number(reading)
    return value, value is not None and reading.confidence >= DOUBT


def _amounts(entry: FundEntry) -> tuple[float | None, float | None, bool]:
    income, sure_in = _amount(entry.income)
    expense, sure_out = _amount(entry.expense)
    if entry.amount is not None and not entry.amount.blank:
        amount, sure = _amount(entry.amount)
        said = "".join(str(option) for option in options_of(entry.direction)) or (
            entry.direction.raw if entry.direction is not None else ""
        )
        if amount is None:
            return None, None, False
        if "支" in said or (not said and amount < 0):
            return 0.0, abs(amount), sure
        if said or entry.direction is None:
            # a single column of amounts without a direction says which way only by its sign
            return amount, 0.0, sure and bool(said)
        return None, None, False
    if expense is not None and expense < 0:
        expense = -expense
    return income, expense, sure_in and sure_out


def _day(reading: Reading | None, ledger: FundLedger, period: tuple[date, date]) -> date | None:
    found = day_of(reading)
    if found is not None or reading is None or not reading.raw or _SERIAL.fullmatch(reading.raw.strip()):
        return found
    years = {day.year for entry in ledger.entries if (day := day_of(entry.date)) is not None}
    printed = _YEAR.findall(ledger.title) or _YEAR.findall(ledger.text[:400])
    candidates = sorted(years) if len(years) == 1 else [int(year) for year in dict.fromkeys(printed)]
    for year in candidates or [period[0].year, period[1].year]:
        day = parse_date(reading.raw, default_year=year).value
        if day is not None and (len(candidates) == 1 or period[0] <= day <= period[1]):
            return day
    return None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a period.

    ``sure`` is false where some row could not be read; ``kind`` says what the amount is: "rows", "stated" or "ever".
    """

    amount: float
    readings: tuple[Reading, ...]
    sure: bool
    kind: str


def raised(fund: Fund, period: tuple[date, date]) -> Money | None:
    """Return what the fund raised in ``period``: from the rows of its ledgers, else as stated, else 累计筹款.

    Of several sources the largest counts, so that a doubt never accuses. None where no paper says anything of it.
    """
    found: list[Money] = []
    total, readings, sure, seen = 0.0, list[Reading](), True, False
    for ledger in fund.ledgers:
        for row in movements(ledger, period):
            if row.entry.income is None and row.entry.amount is None:
                continue
            seen = True
            if row.kind != "in-out" or row.interest:
                continue
            if row.day is not None and not period[0] <= row.day <= period[1]:
                continue
            sure = sure and row.sure and (row.day is not None or not row.income)
            if row.income:
                total += row.income
                readings += present(row.entry.income or row.entry.amount)
    if seen:
        if not readings:
            readings = [
                r for ledger in fund.ledgers for e in ledger.entries for r in present(e.income, e.amount)
            ][:1]
        found.append(Money(round(total, 2), tuple(readings), sure, "rows"))
    for attribute, kind in (("raised", "stated"), ("raised_ever", "ever")):
        stated = [
            reading
            for paper in (*fund.ledgers, *fund.overviews)
            for reading in present(getattr(paper, attribute))
            if not reading.blank
        ]
        if not stated:
            continue
        if kind == "ever" and any(item.kind == "stated" for item in found):
            break
        if kind == "ever" and seen and readings:
            break
        amounts = [_amount(reading) for reading in stated]
        known = [amount for amount, _ in amounts if amount is not None]
        clear = all(sure for _, sure in amounts)
        found.append(Money(round(sum(known), 2), tuple(stated), clear, kind))
    if not found:
        return None
    return max(found, key=lambda item: (item.amount, not item.sure))


def spending(fund: Fund, period: tuple[date, date]) -> Money | None:
    """Return what the fund spent in ``period``; None where no paper has a place for spending in that time."""
    total, readings, sure, seen, outside = 0.0, list[Reading](), True, False, False
    for ledger in fund.ledgers:
        for row in movements(ledger, period):
            cell = row.entry.expense if row.entry.expense is not None else row.entry.amount
            if cell is None or row.kind == "sum":
                continue
            if row.day is not None and not period[0] <= row.day <= period[1]:
                outside = True
                continue
            seen = True
            if row.kind == "carried":
                continue
            if row.expense:
                total += row.expense
                readings.append(cell)
            elif not row.sure:
                sure = False
                readings.append(cell)
    cells = present(*(ledger.spent for ledger in fund.ledgers), *(paper.spent for paper in fund.overviews))
    stated = [reading for reading in cells if not reading.blank]
    for reading in stated:
        amount, clear = _amount(reading)
        seen = True
        total += amount or 0.0
        sure = sure and clear
        readings.append(reading)
    blank = [r for paper in fund.overviews for r in present(paper.spent) if r.blank]
    if not seen and blank and not outside:
        seen, sure, readings = True, False, blank  # not filled in: nothing spent, or not yet written down
    if not seen:
        return None
    if not total:
        rows = [r for ledger in fund.ledgers for e in ledger.entries for r in present(e.expense, e.amount)]
        readings = [*rows[:3], *readings]
    return Money(round(total, 2), tuple(readings), sure, "stated" if stated else "rows")


@dataclass(frozen=True, slots=True)
class BalanceFault:
    """A row whose balance does not follow from the row before it."""

    row: Movement
    expected: float
    sure: bool


def balance_faults(ledger: FundLedger, period: tuple[date, date]) -> tuple[list[BalanceFault], int]:
    """Return the rows whose balance does not follow, and how many balances could be checked.

    A ledger that lists the newest row first is read from below.
    """
    rows = movements(ledger, period)
    opening = _number(ledger.opening)
    faults, checked = _follow(rows, opening)
    if faults:
        days = [row.day for row in rows if row.kind == "in-out" and row.day is not None]
        upward, checked_upward = _follow(list(reversed(rows)), opening)
        if (
            len(upward) < len(faults)
            and (not upward or days == sorted(days, reverse=True))
            and checked_upward
        ):
            return upward, checked_upward
    return faults, checked


def overview_fault(paper: FundOverview) -> tuple[float, float, tuple[Reading, ...], bool] | None:
    """Return (stated balance, balance that follows, readings, sure) of a fund's row in a table over several funds.

    None where the row lacks one of carried-over, raised, spent and balance. The numbers are equal where nothing is wrong.
    """
    readings = (paper.opening, paper.raised, paper.spent, paper.balance)
    numbers = [_number(reading) for reading in readings]
    if any(number is None for number in numbers):
        return None
    opening, came, went, balance = (number or 0.0 for number in numbers)
    expected = round(opening + came - went, 2)
    given = present(*readings)
    sure = all(reading.confidence >= DOUBT for reading in given)
    return (balance, balance if abs(expected - balance) <= TOLERANCE else expected, given, sure)


def _follow(rows: Iterable[Movement], opening: float | None) -> tuple[list[BalanceFault], int]:
    before, sure = opening, True
    faults: list[BalanceFault] = []
    checked = 0
    for row in rows:
        if row.kind == "sum":
            continue
        if row.kind == "carried":
            before = row.balance if row.balance is not None else (row.income or before)
            sure = row.sure
            continue
        balance = row.entry.balance
        if row.income is None or row.expense is None:
            before, sure = row.balance, row.balance is not None
            continue
        expected = None if before is None else before + row.income - row.expense
        if row.balance is None:
            unread = balance is not None and not balance.blank
            before, sure = (None, False) if unread else (expected, sure)
            continue
        if expected is not None:
            checked += 1
            if abs(expected - row.balance) > TOLERANCE:
                clear = balance is not None and balance.confidence >= DOUBT
                faults.append(BalanceFault(row, round(expected, 2), sure and row.sure and clear))
        before, sure = row.balance, True
    return faults, checked


def sheets(fund: Fund) -> Iterator[list[Reading]]:
    """Yield, for each table over several funds, the names under which this fund stands in it."""
    tables: dict[tuple[str, str], list[Reading]] = {}
    for paper in fund.overviews:
        if paper.name is not None and paper.name.raw:
            sheet = paper.place.ref.split("!")[0] if "!" in paper.place.ref else str(paper.place.page or "")
            tables.setdefault((paper.place.path, sheet), []).append(paper.name)
    yield from tables.values()
