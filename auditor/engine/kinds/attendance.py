"""``attendance``: the attendance stated in a record must be the number of signatures on its sign-in sheet."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.seen import State, see
from auditor.engine.unread import accuse
from auditor.forms.model import DOUBT, Reading
from auditor.pages.model import Mark
from auditor.records.absence import may_be_presence, says_absent
from auditor.records.facts import day_of, text_of
from auditor.records.model import Activity, Group, Record, SignInEntry, SignInSession, SignInSheet
from auditor.values.dates import find_dates
from auditor.values.names import looks_like_name
from auditor.values.numbers import chinese_to_int
from auditor.values.text import fold

_NUMBER = re.compile(r"\d{1,5}")
_ACTUAL = re.compile(
    r"(?:实到|实际(?:到场|参加|参与|出席)?|出席|到场|签到|参加|参与|服务|共|合计)(?:人数|人次|组员)?[为有共约:]{0,2}(\d{1,5})(?!\s*(?:节|次(?!数)|%|月|日|年))"
)
_SESSION = re.compile(r"第\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[节次]")
_SUM_LINE = re.compile(r"合计|共计|备注|说明|总计|小计")
_SESSION_COLUMNS = attrgetter(*(f"s{n}" for n in range(1, 13)))
_STAFF = re.compile(r"社工|工作人员|志愿者|义工|导师|老师|实习生")


class Attendance(RecordCheck):
    """For every session of a group, and for an activity, the stated number must be that of the people who signed.

    Sheets belong to a session by its number, else by its day. Where a sheet marks staff and volunteers, counting them or
    leaving them out are both right. A sheet that nobody signed, or whose rows were not read, is no measure.
    """

    check: Literal["attendance"]

    facts: ClassVar[frozenset[str]] = frozenset({"stated_number", "signed_number", "which", "count"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the first record whose number differs."""
        compared = list(_pairs(record))
        wrong: list[tuple[int, set[int], str, tuple[Reading, ...]]] = []
        doubtful: list[tuple[int, set[int], str, tuple[Reading, ...]]] = []
        good: list[Reading] = []
        for reading, sheets, which in compared:
            stated, sure = stated_attendance(reading)
            if stated is None:
                continue
            counts, certain, evidence = signed_by(sheets, context.station.workers)
            if not counts:
                continue
            readings = (reading, *evidence)
            if stated in counts:
                good.append(reading)
            elif sure and certain:
                wrong.append((stated, counts, which, readings))
            else:
                doubtful.append((stated, counts, which, readings))
        for reading, row, which in _rows_by_session(record):
            stated, sure = stated_attendance(reading)
            count = row.signatures.value if row.signatures is not None else None
            if stated is None or row.signatures is None or not isinstance(count, int):
                continue
            compared.append((reading, [], which))
            if count == stated:
                good.append(reading)
            else:
                unsure_row = not sure or row.signatures.confidence < DOUBT
                (doubtful if unsure_row else wrong).append(
                    (stated, {count}, which, (reading, row.signatures))
                )
        if not compared:
            return not_checkable("没有可比对的签到表")
        first = next(iter(wrong or doubtful), None)
        if first is None:
            return passed(*good) if good else not_checkable("出席人数或签到表未能读出")
        facts: dict[str, Any] = {
            "stated_number": first[0],
            "signed_number": max(first[1]),
            "which": first[2],
            "count": len(wrong or doubtful),
        }
        evidence = tuple(reading for item in (wrong or doubtful) for reading in item[3])
        if not wrong:
            return unsure("出席人数或签名未能全部读准", *evidence, **facts)
        why = "有文件未能读取，其中可能有另一页签到表"
        return accuse(record, context, *evidence, stands=True, parts="sign_ins", why=why, **facts)


def _pairs(record: Record) -> list[tuple[Reading, list[tuple[SignInSheet, int]], str]]:
    """Return (stated attendance, its sheets with the column of the session or 0, what it is called)."""
    result: list[tuple[Reading, list[tuple[SignInSheet, int]], str]] = []
    if isinstance(record, Activity):
        stated = record.summary.attendance if record.summary is not None else None
        if stated is not None and record.sign_ins and not any(map(_in_blocks, record.sign_ins)):
            result.append((stated, [(sheet, 0) for sheet in record.sign_ins], "活动"))
    elif isinstance(record, Group):
        laid_out = [
            (sheet, _columns(sheet), _number_of(sheet)) for sheet in record.sign_ins if not _in_blocks(sheet)
        ]
        for session in record.held_sessions if laid_out else ():
            if session.attendance is None:
                continue
            number = session.sequence.value if session.sequence is not None else None
            day = day_of(session.date)
            sheets = []
            for sheet, columns, own in laid_out:
                if columns and isinstance(number, int) and number in columns:
                    sheets.append((sheet, number))
                elif not columns and own is not None and number is not None:
                    if own == number:
                        sheets.append((sheet, 0))
                elif not columns and day is not None and _day_of(sheet) == day:
                    sheets.append((sheet, 0))
            if sheets:
                which = f"第{number}节" if isinstance(number, int) else "该节"
                result.append((session.attendance, sheets, which))
    return result


def _rows_by_session(record: Record) -> list[tuple[Reading, SignInSession, str]]:
    """Return (stated attendance, the session's row of a sheet with a row for each session, what it is called)."""
    rows = [row for sheet in record.sign_ins for row in sheet.sessions] if isinstance(record, Group) else []
    result: list[tuple[Reading, SignInSession, str]] = []
    for session in record.held_sessions if rows and isinstance(record, Group) else ():
        number = session.sequence.value if session.sequence is not None else None
        day = day_of(session.date)
        numbered = [
            row
            for row in rows
            if isinstance(number, int) and row.sequence is not None and row.sequence.value == number
        ]
        dated = [row for row in rows if day is not None and day_of(row.date) == day]
        mine = dated or numbered
        if session.attendance is not None and len(mine) == 1:
            which = f"第{number}节" if isinstance(number, int) else "该节"
            result.append((session.attendance, mine[0], which))
    return result


def _in_blocks(sheet: SignInSheet) -> bool:
    """The sheet has its columns twice side by side, and only the first block was read into rows."""
    numbers = [e.sequence.value for e in sheet.entries if e.sequence is not None]
    if len(set(numbers)) == len(numbers) and len(numbers) == max(
        (n for n in numbers if isinstance(n, int)), default=0
    ):
        return False  # every number up to the last one is there
    lines = [line.strip().replace(" ", "").rstrip(":：") for line in sheet.text.split("\n")]
    heads = [index for index, line in enumerate(lines) if line in ("姓名", "组员姓名", "参加者姓名")]
    return any(second - first <= 8 for first, second in pairwise(heads))


def _number_of(sheet: SignInSheet) -> int | None:
    """Number of the session, from its field, else from the sheet's first lines or its file's name."""
    if sheet.sequence is not None:
        return sheet.sequence.value if isinstance(sheet.sequence.value, int) else None
    stem = sheet.place.path.rpartition("/")[2]
    for text in (sheet.title, sheet.text[:160], stem):
        numbers = {match.group(1) for match in _SESSION.finditer(fold(text))}
        if len(numbers) == 1:
            number = numbers.pop()
            return int(number) if number.isdigit() else chinese_to_int(number)
    return None


def _day_of(sheet: SignInSheet) -> date | None:
    if sheet.date is not None:
        return day_of(sheet.date)
    dates = {found_.value for _, _, found_ in find_dates(sheet.text[:160]) if found_.value is not None}
    return dates.pop() if len(dates) == 1 else None


def _columns(sheet: SignInSheet) -> set[int]:
    """Numbers of the sessions that have a column of their own."""
    return {
        n
        for entry in sheet.entries
        for n, reading in enumerate(_SESSION_COLUMNS(entry), start=1)
        if reading is not None
    }


def stated_attendance(reading: Reading) -> tuple[int | None, bool]:
    """Return the number of people who came, and whether it can be meant otherwise (False: several numbers stand there)."""
    flat = fold(reading.raw).replace(" ", "")
    numbers = {int(item) for item in _NUMBER.findall(flat)}
    if reading.confidence < DOUBT:
        return (reading.value if isinstance(reading.value, int) else None), False
    if len(numbers) <= 1:
        value = reading.value
        if isinstance(value, int):
            return value, True
        return (numbers.pop(), True) if numbers else (None, False)
    actual = {int(item) for item in _ACTUAL.findall(flat.replace("应到", "应-"))}
    if len(actual) == 1:
        return actual.pop(), not _STAFF.search(flat)
    parts = re.fullmatch(r"(?:应到)?(\d{1,4})人?/(?:实到)?(\d{1,4})人?", flat)
    if parts and "实到" in fold(reading.label):
        return int(parts.group(2)), True
    return (max(numbers), False) if not actual else (max(actual), False)


def signed_by(
    sheets: list[tuple[SignInSheet, int]], workers: frozenset[str]
) -> tuple[set[int], bool, tuple[Reading, ...]]:
    """Return every number that counts as right for the sheets, whether it is certain, and the readings to show.

    The set is empty where nothing can be counted.
    """
    everyone: list[tuple[str, bool]] = []
    readings: list[Reading] = []
    certain = True
    for sheet, column in sheets:
        rows, sure = _signed_rows(sheet, column, workers)
        certain = certain and sure
        everyone += rows
        last = next(
            (e.sequence or e.name for e in reversed(sheet.entries) if (e.sequence or e.name) is not None),
            None,
        )
        readings.append(Reading(sheet.title, sheet.title, "签到表", Mark.TYPED, sheet.place))
        if last is not None and last.raw:
            readings.append(last)
    if not everyone:
        return set(), False, ()
    named = [name for name, _ in everyone if name]
    counts = {len(everyone), sum(1 for _, staff in everyone if not staff)}
    if len(named) == len(everyone):
        counts.add(len(set(named)))
        counts.add(len({name for name, staff in everyone if not staff}))
    return counts - {0}, certain, tuple(readings)


def _signed_rows(
    sheet: SignInSheet, column: int, workers: frozenset[str]
) -> tuple[list[tuple[str, bool]], bool]:
    """Return (name, is staff) of every row that is signed, and whether all rows were read well."""
    asked = [(entry, getattr(entry, f"s{column}") if column else entry.signature) for entry in sheet.entries]
    has_column = any(reading is not None for _, reading in asked)
    signed: list[tuple[str, bool]] = []
    certain = True
    for entry, reading in asked:
        mark = reading if has_column else entry.name
        if mark is None:
            continue
        if mark.confidence < DOUBT or (
            see(mark).state is State.UNCLEAR and not mark.raw and mark.mark is Mark.STAMP
        ):
            certain = False
        if mark.blank or (mark.raw and mark.answered and mark.value is None):
            continue
        if mark is not entry.name and mark.mark is Mark.TYPED and mark.raw:
            if says_absent(mark.raw):
                continue
            certain = certain and may_be_presence(mark.raw)
        if _is_no_person(entry):
            continue
        name = text_of(entry.name)
        if any(c.isdigit() for c in name) and not looks_like_name(name):
            certain = False  # a head or a day was taken for a person: the table was not read as it stands
        staff = name in workers or _is_staff(text_of(entry.remark)) or _is_staff(name)
        signed.append((name, staff))
    return signed, certain


def _is_staff(said: str) -> bool:
    return bool(said) and _STAFF.search(fold(said)) is not None


def _is_no_person(entry: SignInEntry) -> bool:
    """A line below the table that was taken for a row: 合计, 备注."""
    said = fold(text_of(entry.name) or text_of(entry.sequence))
    return _SUM_LINE.match(said) is not None and not looks_like_name(said)
