"""What a column holds, told by what stands in it: file numbers, names, days, ways of contact.

Stations head their columns as they like (哪天, 找了谁, 咋联系的), or not at all. What stands below a head that nobody knows
tells what it asks for, where every cell is of one kind and no other column is headed so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary, fold_key
from auditor.forms.layout import RowBlock, Stretch
from auditor.forms.periods import dated
from auditor.pages.model import INK_ANCHOR
from auditor.values.archive_numbers import parse_archive_number
from auditor.values.names import looks_like_name
from auditor.values.surnames import surname_length

_FILLER = "_ \t\n　" + INK_ANCHOR
_LEAST_ROWS = 2
_LEAST_COLUMNS = 3
_LONG = 8
_MOSTLY = 0.8
_DAY = re.compile(
    r"(?:(?:(?:20)?\d{2}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*[日号])(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
    r"(?:[\s　,，]*(?:[上下]午|早上|晚上?)?[\s　]*\d{1,2}\s*[:：时点]\s*(?:\d{1,2}分?|半)?(?:\s*[-—–~～至到]+\s*\d{1,2}\s*[:：时点]\s*(?:\d{1,2}分?|半)?)?)?"
)
"""A day, alone or with the hours: 3月5日 14:00-15:00."""
_ID = re.compile(r"\d{6}[\d*]{8,11}[\dXx*]")
_PHONE = re.compile(r"1[3-9][\d*]{9}|0\d{2,3}[-—]?\d{7,8}")
_GRADE = re.compile(r"第?[一二三四五1-5ⅠⅡⅢⅣⅤ]\s*级")
_SEX = re.compile(r"[男女]")
_NTH = re.compile(r"第?\s*[\d一二三四五六七八九十]{1,3}\s*[次节回]?|[(（]\d{1,3}[)）]")
_METHOD = re.compile(
    r"(?:(?:入户|上门|实地|电话|微信|视频|线上)?(?:探访|家访|走访|面访|电访|访问|慰问|回访)|入户|上门|电话|致电|面谈|微信|视频|线上)"
)
_AGE = re.compile(r"\d{1,3}\s*(?:周?岁)")
_MIXED = re.compile(
    r"(?P<number>[A-Za-z*]{1,5}(?:\s?[-—–－]\s?[A-Za-z0-9*]{1,8}){1,4})[\s　]*[(（/]?[\s　]*(?P<name>[\u4e00-\u9fff*·]{2,5})[)）]?"
    r"|(?P<first>[\u4e00-\u9fff*·]{2,5})[\s　]*[(（/]?[\s　]*(?P<second>[A-Za-z*]{1,5}(?:\s?[-—–－]\s?[A-Za-z0-9*]{1,8}){1,4})[)）]?"
)

HEADS = {
    "number": "档案编号",
    "name": "姓名",
    "worker": "社工",
    "sex": "性别",
    "id": "身份证号",
    "phone": "联系电话",
    "grade": "级别",
    "day": "日期",
    "method": "方式",
    "told": "内容",
    "nth": "次数",
    "age": "年龄",
    "relation": "关系",
    "place": "社区",
}
"""The head that a column of a kind gets."""
OTHER_DAY = re.compile(r"出生|生日|下[次一回]|建档|立案|开案|评估|审|批|签|打印|导出|计划|预计|拟")
"""Heads of days on which something else happened than what the row tells."""
_ASPECTS = {"name": "name", "phone": "phone", "day": "date"}
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:社区|村|居委会|村委会)")
_TELLING = frozenset({"number", "name", "id", "day", "method", "place"})
_RELATIVES = frozenset(
    ("父亲", "母亲", "爸爸", "妈妈", "父", "母", "爷爷", "奶奶", "祖父", "祖母", "外公", "外婆", "外祖父", "外祖母",
     "姑姑", "姑母", "伯父", "叔叔", "叔父", "舅舅", "舅父", "阿姨", "姨妈", "哥哥", "姐姐", "继父", "继母", "养父", "养母")
)  # fmt: skip


@lru_cache(maxsize=16384)
def kind_of_text(text: str) -> str:
    """Return what a short text is: number, name, sex, id, phone, grade, day, method, nth, age; "" where it does not tell."""
    text = text.strip(_FILLER)
    if not text or len(text) > 40:
        return ""
    for kind, pattern in (("sex", _SEX), ("nth", _NTH), ("grade", _GRADE), ("age", _AGE), ("phone", _PHONE)):
        if pattern.fullmatch(text):
            return kind
    if len(text) <= 4 and text in _RELATIVES:
        return "relation"
    if _ID.fullmatch(text):
        return "id"
    if _PLACE.fullmatch(text):
        return "place"
    if _DAY.fullmatch(text):
        return "day"
    if _METHOD.fullmatch(text):
        return "method"
    if any(char.isdigit() for char in text):
        return "number" if parse_archive_number(text) is not None else ""
    return "name" if len(text) <= 5 and looks_like_name(text) and surname_length(text) else ""


def kind_of_column(texts: Sequence[str]) -> str:
    """Return what nearly all filled cells of a column are; "told" for longer texts; "" where they differ."""
    filled = [stripped for text in texts if (stripped := text.strip(_FILLER))]
    if len(filled) < min(_LEAST_ROWS, len(texts)) or 2 * len(filled) < len(texts):
        return ""
    counts: dict[str, int] = {}
    for text in filled:
        kind = kind_of_text(text)
        counts[kind] = counts.get(kind, 0) + 1
    best = max(counts, key=lambda kind: counts[kind])
    if best and counts[best] >= _MOSTLY * len(filled):
        return best
    if sum(map(len, filled)) >= _LONG * len(filled) and counts.get("", 0) >= _MOSTLY * len(filled):
        return "told"
    return ""


def kinds_of_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what each column holds; of two columns of names the one with fewer different names holds workers."""
    columns = list(zip(*rows, strict=True))
    kinds = [kind_of_column(column) for column in columns]
    names = [position for position, kind in enumerate(kinds) if kind == "name"]
    different = [len({text.strip(_FILLER) for text in columns[p] if text.strip(_FILLER)}) for p in names]
    if len(names) == 1 and (
        3 * different[0] <= len(rows) or different[0] == 1 or any(map(_is_mixed, columns))
    ):
        kinds[names[0]] = "worker"
    elif len(names) == 2:
        kinds[names[0] if different[0] < different[1] else names[1]] = "worker"
    elif len(names) > 2:
        for position in names[1:]:
            kinds[position] = ""
    for kind in ("told", "day", "number", "nth", "method"):
        twice = [position for position, found in enumerate(kinds) if found == kind]
        if kind == "told" and len(twice) > 1:
            longest = max(twice, key=lambda p: sum(map(len, columns[p])))
            twice = [position for position in twice if position != longest]
            for position in twice:
                kinds[position] = ""
        elif len(twice) > 1:
            for position in twice[1:]:
                kinds[position] = ""
    return kinds


def _is_mixed(texts: Sequence[str]) -> bool:
    """Tell whether the filled cells of a column hold a number and a name each."""
    filled = [stripped for text in texts if (stripped := text.strip(_FILLER))]
    return bool(filled) and all(len(text) <= 40 and _MIXED.fullmatch(text) for text in filled)


def name_columns(block: RowBlock, vocabulary: Vocabulary) -> None:
    """Part columns of number and name in one, and give heads that nobody knows the label of what stands below them."""
    if block.options or block.months or block.month_rows or len(block.headers) < 2:
        return
    _part_mixed(block, vocabulary)
    _head_relations(block, vocabulary)
    _head_methods(block, vocabulary)
    unknown = [position for position, (_, label) in enumerate(block.headers) if label is None]
    if not unknown or len(block.rows) < _LEAST_ROWS or len(block.headers) < _LEAST_COLUMNS:
        return
    if any(label is not None and label.aspect == "relation" for _, label in block.headers):
        return
    kinds = kinds_of_columns([[stretch.text for stretch in row] for row in block.rows])
    if "relation" in kinds:
        return
    known = [
        (label, kinds[position]) for position, (_, label) in enumerate(block.headers) if label is not None
    ]
    told = "day" in kinds and "method" in kinds
    for position in unknown:
        kind = kinds[position]
        if (kind not in _TELLING and not (told and kind == "told")) or (
            block.groups and block.groups[position]
        ):
            continue
        if any(other == kind or _asks(label, kind) for label, other in known):
            continue
        if kind == "day" and OTHER_DAY.search(block.headers[position][0]):
            continue
        block.headers[position] = (block.headers[position][0], vocabulary.find(HEADS[kind]))


def _head_relations(block: RowBlock, vocabulary: Vocabulary) -> None:
    """Let a column in which nothing but relatives stand (父母: 父亲, 母亲) say who the person of each row is."""
    if any(label is not None and label.aspect == "relation" for _, label in block.headers):
        return
    for position, (text, label) in enumerate(block.headers):
        if label is not None and (label.base or label.aspect) and not label.context:
            continue
        filled = [cell for row in block.rows if (cell := row[position].text.strip(_FILLER))]
        if filled and len(set(filled)) == len(filled) and all(cell in _RELATIVES for cell in filled):
            block.headers[position] = (text, vocabulary.find(HEADS["relation"]))
            return


def _head_methods(block: RowBlock, vocabulary: Vocabulary) -> None:
    """Let a column headed 联系方式 below which ways of contact stand (上门, 电话) ask for these and for no phone."""
    for position, (text, label) in enumerate(block.headers):
        if label is None or label.aspect != "phone" or label.context:
            continue
        if kind_of_column([row[position].text for row in block.rows]) == "method":
            block.headers[position] = (text, vocabulary.find(HEADS["method"]))


def _asks(label: Label, kind: str) -> bool:
    key = label.base or label.key
    if label.aspect and label.aspect == _ASPECTS.get(kind):
        return True
    return {
        "number": key.endswith("号") and "身份" not in key and "序" not in key,
        "name": key in ("姓名", "户主", "服务对象", "案主"),
        "id": "身份" in key or "证件" in key,
        "day": key.endswith(("日期", "时间", "年月")),
        "method": key.endswith(("方式", "形式")),
        "place": "社区" in key or "村" in key or "居委" in key,
        "told": key.endswith(("内容", "情况", "过程", "记录", "经过", "摘要")),
    }.get(kind, False)


def _part_mixed(block: RowBlock, vocabulary: Vocabulary) -> None:
    """Part a column of numbers with names ("LM-H-001 冯春生") into two."""
    for position, (text, label) in enumerate(block.headers):
        if len(block.rows) < 1 or (label is not None and label.aspect in ("date", "phone", "signature")):
            continue
        cells = [row[position].text.strip(_FILLER) for row in block.rows]
        filled = [cell for cell in cells if cell]
        if not filled or len(filled[0]) > 40 or not _MIXED.fullmatch(filled[0]):
            continue
        found = [_MIXED.fullmatch(cell) if len(cell) <= 40 else None for cell in cells]
        if sum(match is not None for match in found) < _MOSTLY * len(filled):
            continue
        named = {lbl.key for _, lbl in block.headers if lbl is not None and lbl is not label}
        if fold_key(HEADS["number"]) in named or fold_key(HEADS["name"]) in named:
            continue
        for row, match in zip(block.rows, found, strict=True):
            whole = row[position]
            number = (match["number"] or match["second"]) if match is not None else ""
            name = (match["name"] or match["first"]) if match is not None else whole.text
            row[position] = Stretch(name, whole.inks, whole.place, whole.confidence, whole.col)
            row.append(Stretch(number, (), whole.place, whole.confidence, whole.col))
        for _, row in block.sums:
            row.append(Stretch())
        block.headers[position] = (text, vocabulary.find(HEADS["name"]))
        block.headers.append((HEADS["number"], vocabulary.find(HEADS["number"])))
        if block.groups:
            block.groups.append("")
        return


def typed_rows(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[RowBlock, int] | None:
    """Return rows told by nothing but what stands in them, with the head above them where there is one, and the row after.

    Such rows name somebody by number, or tell what was done on which day; a table of family members or items is none.
    """
    first = grid.rows[row]
    if len(first) < _LEAST_COLUMNS or row + 1 >= end:
        return None
    starts = [face.cell.col for face in first]
    below = row + 1
    while below + 1 < end and grid.names_period(below):
        below += 1
    if len(grid.covering(row)) != len(first) or [f.cell.col for f in grid.covering(below)] != starts:
        return None
    if any(face.kind is Kind.INLINE for face in first):
        return None
    headed = all(face.kind is Kind.EMPTY or _is_head(face) for face in first) and (
        not any(
            face.kind is not Kind.LABEL and kind_of_text(face.text) in _TELLING - {"name", "place"}
            for face in first
        )
        or _only_words_over_figures(first, grid.covering(below))
    )
    begin = row + 1 if headed else row
    rows: list[list[Face]] = []
    numbers: list[int] = []
    current = begin
    while current < end:
        faces = grid.covering(current)
        if faces and current + 1 < end and (grid.names_period(current) or _is_sum_row(grid, current)):
            current += 1
            continue
        if [face.cell.col for face in faces] != starts:
            break
        if any(face.kind is Kind.INLINE for face in faces):
            break
        if 2 * sum(face.kind is Kind.LABEL and not _is_answer(face) for face in faces) >= len(faces):
            break
        if any(face.label is not None and face.label.context in vocabulary.book.roles for face in faces):
            return None  # offices that approve, one below the other
        rows.append(faces)
        numbers.append(current)
        current += 1
    if len(rows) < _LEAST_ROWS:
        return None
    kinds = kinds_of_columns([[face.text for face in faces] for faces in rows])
    mixed = any(_is_mixed([face.text for face in column]) for column in zip(*rows, strict=True))
    who = mixed or ("number" in kinds and "name" in kinds) or ("id" in kinds and "name" in kinds)
    done = "day" in kinds and ("told" in kinds or "method" in kinds)
    if not (who or done) or sum(map(bool, kinds)) + mixed < _LEAST_COLUMNS - 1:
        return None
    headers: list[tuple[str, Label | None]] = []
    for position, kind in enumerate(kinds):
        text = first[position].text if headed else ""
        label = first[position].label if headed else None
        if label is None and kind:
            label = vocabulary.find(HEADS[kind])
        headers.append((text or HEADS.get(kind, ""), label))
    for faces in ([first] if headed else []) + rows:
        for face in faces:
            face.used = True
    values = [
        [dated(face.stretch, grid.period(number)) for face in faces]
        for number, faces in zip(numbers, rows, strict=True)
    ]
    return RowBlock(headers, values, grid.place(first[0].cell)), current


_SUM = re.compile(r"(?:小计|合计|总计|共计)[:：]?")


def _is_sum_row(grid: Grid, row: int) -> bool:
    """Tell whether a row only sums up those above it: 小计 | 12户."""
    faces = [face for face in grid.rows[row] if face.text]
    return 1 <= len(faces) <= 3 and _SUM.match(faces[0].text) is not None


def _is_head(face: Face) -> bool:
    return (
        face.kind is Kind.LABEL
        or (face.short_word and not face.stretch.inks)
        or (len(face.text) == 1 and "\u4e00" <= face.text <= "\u9fff")
    )


def _only_words_over_figures(first: list[Face], below: list[Face]) -> bool:
    """Tell whether nothing in a row has a figure, and two cells of the row below have."""
    plain = not any(char.isdigit() for face in first for char in face.text)
    return plain and sum(any(char.isdigit() for char in face.text) for face in below) > 1


def _is_answer(face: Face) -> bool:
    return face.value_like or bool(kind_of_text(face.text))
