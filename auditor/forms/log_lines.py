"""Running logs written as plain lines below a heading: "3月5日　电访　近况平稳（回访社工：李某）", one line a contact.

Lines that begin with a day and go on with what was done are set as rows of a table, so that all that reads tables of
papers reads them too. The year may stand in a heading above (2025年, 2025年第1季度); a line whose year nobody tells is no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.forms.labels import Vocabulary
from auditor.forms.layout import RowBlock
from auditor.forms.load import FormIndex
from auditor.pages.model import INK_ANCHOR, Cell, Line, Table
from auditor.values.archive_numbers import parse_archive_number
from auditor.values.names import looks_like_name

_DAY = re.compile(
    r"^[\s_　]*(?:[(（]?\d{1,3}[)）、．]|[-—•·●▪◆*]|第[\d一二三四五六七八九十]{1,3}次)?[\s　:：]*"
    r"(?:(?P<year>(?:20)?\d{2})\s*[年./-]\s*)?(?P<month>\d{1,2})\s*(?P<mark>[月./-])\s*(?P<day>\d{1,2})(?!\d)(?:\s*(?P<end>[日号]))?"
)
_AFTER = re.compile(
    r"^[\s　，,、：:|｜—–_-]*(?:[(（](?:星期|周)[一二三四五六日天][)）])?[\s　，,、：:|｜—–_-]*"
)
_WAY = re.compile(
    r"^(?:[☑√✓■]\s*)?(?P<way>(?:入户|上门|电话|微信|视频|线上|实地|个别)?(?:探访|家访|走访|电访|回访|面谈|面访|随访|跟进|访谈|慰问|访问)"
    r"|入户|上门|电话|致电|来访|来站|到访|到站|微信|视频|线上)(?=[\s　，,、。；;：:|｜—–(（])[\s　，,、：:|｜—–]*"
)
_WORKER = re.compile(
    r"[\s　，,；;]*[(（]\s*(?:[^（）()：:]{0,6}(?:社工|记录人?|跟进人|回访人|探访人|签名)\s*[:：]?\s*)?(?P<name>[\u4e00-\u9fff·]{2,4})\s*[)）][。\s　]*$"
)
_YEAR_HEAD = re.compile(
    r"^[^。；;]{0,20}(?<!\d)(20\d{2})\s*年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号])[^。；;]{0,12}$"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_LONGEST = 600
_LONGEST_HEAD = 60
_HEADS = ("日期", "方式", "内容", "社工", "档案编号", "姓名")
_HOW, _WHAT, _BY, _NUMBER, _WHO = 1, 2, 3, 4, 5
_NUMBERED = r"[A-Za-z*]{1,5}(?:\s?[-—–－]\s?[A-Za-z0-9*]{1,8}){1,4}"
_WHOM = re.compile(
    rf"^(?:(?P<number>{_NUMBERED})(?:[\s　:：,，]*[(（/]?(?P<name>[\u4e00-\u9fff*·]{{2,4}})[)）]?)?(?=[\s　:：，,、。；;]|$)"
    rf"|(?P<first>[\u4e00-\u9fff*·]{{2,4}})[\s　]*[(（/]?[\s　]*(?P<second>{_NUMBERED})[)）]?)[\s　:：，,、]*"
)
_MONTH_HEAD = re.compile(
    r"^[\s　【（(]*(?:20\d{2}\s*年)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?[\s　】）):：]*$"
)


def keeps_log(entry: FormIndex) -> bool:
    """Tell whether a form is a list of days on which something was done."""
    return any(
        rows.as_papers and {"date", "narrative"} <= rows.columns.keys() for rows in entry.spec.rows.values()
    )


def _table(rows: list[tuple[Line, list[str]]], ref: str) -> Table:
    # a column that some lines do without is none: nobody left it blank there
    if not all(parts[_BY] for _, parts in rows):
        rows = [
            (line, [*parts[:_WHAT], f"{parts[_WHAT]} {parts[_BY]}".strip(), "", *parts[_NUMBER:]])
            for line, parts in rows
        ]
    columns = [
        column
        for column in range(len(_HEADS))
        if column in (0, _WHAT) or any(parts[column] for _, parts in rows)
    ]
    cells = [Cell(0, column, _HEADS[of]) for column, of in enumerate(columns)]
    for number, (line, parts) in enumerate(rows, 1):
        for column, of in enumerate(columns):
            text = parts[of]
            inks = line.inks if INK_ANCHOR in text else ()
            cells.append(Cell(number, column, text, inks=inks, box=line.box, confidence=line.confidence))
    return Table(cells, len(rows) + 1, len(columns), ref)


def is_log_line(text: str) -> bool:
    """Tell whether a line begins with a day and the way of a contact: it is no title, whatever words follow."""
    day = _DAY.match(text)
    if day is None:
        return False
    rest = text[day.end() :]
    gap = _AFTER.match(rest)
    return gap is not None and _WAY.match(rest[gap.end() :]) is not None


def is_log(block: RowBlock) -> bool:
    """Tell whether rows were set from the lines of a log in which each says by which way contact was made."""
    heads = [text for text, _ in block.headers]
    return heads[: _WHAT + 1] == list(_HEADS[: _WHAT + 1]) and all(
        _WAY.match(f"{row[_HOW].text.strip()}，") is not None for row in block.rows
    )


class LogLines:
    """Reads the lines of one stretch; years in headings count for the lines below them.

    Args:
        title: the stretch's title and the names of its sheet and file, which may name the year.
        vocabulary: known labels; text below a label that waits for its value is that value.
    """

    def __init__(self, title: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        years = set(_YEAR.findall(title))
        self.year = next(iter(years)) if len(years) == 1 else ""
        self.open = False
        """The line before asks for a text that may begin with a day."""

    def table(self, lines: Iterable[Line], ref: str) -> tuple[Table, int] | None:
        """Return the rows that ``lines`` begin with as a table, and how many lines they are; None where there are none."""
        rows: list[tuple[Line, list[str]]] = []
        count = 0
        for line in lines:
            parts = self._parts(line)
            if parts is None and not (rows and (self._is_year(line.text) or _is_month(line.text))):
                break
            count += 1
            if parts is None:
                self._note_year(line.text)
            else:
                rows.append((line, parts))
        if not rows:
            return None
        return _table(rows, ref), count

    def other(self, text: str) -> None:
        """Take note of a line that is no row."""
        text = text.strip("_ \t　")
        if not text:
            return
        if self._is_year(text):
            self._note_year(text)
        label = self.vocabulary.find(text.rstrip(":：")) if len(text) <= _LONGEST_HEAD else None
        self.open = text[-1] in ":：" or (
            label is not None and label.field and not label.caption and not label.context
        )

    def _is_year(self, text: str) -> bool:
        text = text.strip("_ \t　")
        return len(text) <= _LONGEST_HEAD and _YEAR_HEAD.match(text) is not None

    def _note_year(self, text: str) -> None:
        found = _YEAR.findall(text)
        if len(set(found)) == 1:
            self.year = found[0]

    def _parts(self, line: Line) -> list[str] | None:
        """Return day, way, what was done and who wrote it; None where the line is no such row."""
        text = line.text
        if (self.open and not is_log_line(text)) or len(text) > _LONGEST:
            return None
        match = _DAY.match(text)
        if match is None or not (1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31):
            return None
        year = match["year"] or self.year
        if not year or (not match["year"] and match["mark"] != "月" and not _is_noted(text[match.end() :])):
            return None  # 3.5 may be the number of a heading
        rest = text[match.end() :]
        gap = _AFTER.match(rest)
        if gap is None or not (gap[0] or match["end"]):
            return None
        rest = rest[gap.end() :]
        if "：" in rest[:12] or ":" in rest[:12]:
            head = rest.replace(":", "：").partition("：")[0]
            if _WAY.match(head + "：") is None and self.vocabulary.find(head) is not None:
                return None
        whom, rest = _whom(rest)
        way = _WAY.match(rest)
        if way is not None:
            rest = rest[way.end() :]
        if whom is None:
            whom, rest = _whom(rest)
        worker = _WORKER.search(rest)
        name = ""
        if worker is not None:
            name, rest = worker["name"], rest[: worker.start()]
        rest = rest.replace(INK_ANCHOR, "").strip("_ \t　")
        if len(rest) < 2:
            return None
        ink = INK_ANCHOR * len(line.inks)
        year = year if len(year) == 4 else f"20{year}"
        day = f"{year}年{match['month']}月{match['day']}日"
        return [day, way["way"] if way else "", rest, name + ink, *(whom or ("", ""))]


def _is_noted(text: str) -> bool:
    """Tell whether a client's number or a way of contact follows: 3.5　K-003李某　入户, 3.5　电话."""
    rest = text[_AFTER.match(text).end() :] if text[:1] in " 　\t，,、：:|｜" else ""  # type: ignore[union-attr]
    return bool(rest) and (_whom(rest)[0] is not None or _WAY.match(rest) is not None)


def _whom(text: str) -> tuple[tuple[str, str] | None, str]:
    """Part number and name of a client at the beginning of what was noted (K-003李某　…) from the rest."""
    match = _WHOM.match(text)
    if match is None or parse_archive_number(match["number"] or match["second"]) is None:
        return None, text
    name = match["name"] or match["first"]
    if name and (_WAY.match(f"{name}，") is not None or not looks_like_name(name)):
        return None, text
    return (match["number"] or match["second"], match["name"] or match["first"] or ""), text[match.end() :]


def _is_month(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and _MONTH_HEAD.match(text) is not None
