"""What was read from one file: the JSON of ``audit inspect`` and its view on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from auditor.findings.privacy import PersonMask, spellings
from auditor.forms.model import DOUBT, FilledForm, Pair, Reading, ReadPaper, RowReadings, Value
from auditor.outputs.columns import Column, block, make_table
from auditor.outputs.plain_text import plain
from auditor.pages.model import INK_ANCHOR, Mark, Place
from auditor.values.names import clean_name, looks_like_name

MARKS = {
    Mark.BLANK: "空白",
    Mark.TYPED: "打印",
    Mark.HANDWRITTEN: "手写",
    Mark.STAMP: "印章",
    Mark.IMAGE: "图片",
}
STATUSES = {"read": "已读", "unrecognised": "未识别表单", "unreadable": "读不出", "skipped": "跳过"}
_ROLES = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长", "station_head": "站长"}
_STAFF_LABELS = ("社工", "督导", "片长", "站长", "工作员", "记录人", "填表人", "审批", "审核", "审阅", "主持")
_PERSON_LABELS = (
    "姓名", "名字", "称呼", "服务对象", "案主", "户主", "申请人", "受助人", "监护人", "父亲", "母亲", "家属", "家长",
    "联系人", "照顾者", "签名", "签字", "志愿者", "参加者", "组员", "本人",
)  # fmt: skip
_SHORT, _LONG = 4, 40
_STAFF_KEYS = ("worker", "supervisor", "recorder", "host", "approval")


def names_on(paper: ReadPaper) -> Iterator[str]:
    """Yield the names of persons other than staff on a paper, whatever its form."""
    for form in paper.forms:
        rows = (row for table in form.rows.values() for row in table)
        for readings in (form.fields, *rows):
            for key, reading in readings.items():
                leaf = key.rsplit(".", 1)[-1]
                if leaf in {"name", "signature"} and not key.startswith(_STAFF_KEYS):
                    yield from spellings(reading)
    for pair in paper.pairs:
        if any(word in pair.label for word in _PERSON_LABELS) and not any(
            word in pair.label for word in _STAFF_LABELS
        ):
            name = clean_name(pair.value)
            if looks_like_name(name):
                yield name
                if pair.value.strip() != name:
                    yield pair.value


def inspection(paper: ReadPaper, mask: PersonMask | None) -> dict[str, Any]:
    """Return the contract's object, with all ``forms`` of the file beside the first one's fields.

    Args:
        paper: as read.
        mask: hides personal data; None shows it.
    """
    forms = [_form(form, mask) for form in paper.forms]
    first = forms[0] if forms else None
    return {
        "path": paper.path,
        "status": paper.status,
        "form": first["form"] if first else None,
        "form_score": first["score"] if first else None,
        "pages": paper.pages,
        "scanned": paper.scanned,
        "pairs": [
            {
                "label": _hide(mask, "", pair.label),
                # A picture's place in the text says nothing that ``mark`` does not say.
                "value": _hide(mask, pair.label, pair.value.replace(INK_ANCHOR, "").strip()),
                "mark": pair.mark.value,
                **_place(pair.place),
                "confidence": round(pair.confidence, 3),
            }
            for pair in paper.pairs
        ],
        "ticks": [
            {
                "label": _hide(mask, "", tick.label),
                "option": _hide(mask, "", tick.option),
                "ticked": tick.ticked,
                **_place(tick.place),
                "confidence": round(tick.confidence, 3),
            }
            for tick in paper.ticks
        ],
        "fields": first["fields"] if first else {},
        "forms": forms,
        "reason": _hide(mask, "", paper.reason) or None,
        "remedy": paper.remedy or None,
        "notes": [_hide(mask, "", note) for note in paper.notes],
        "unread_pages": paper.unread_pages,
        "raw_chars": paper.raw_chars,
        "read_chars": paper.read_chars,
    }


def _form(form: FilledForm, mask: PersonMask | None) -> dict[str, Any]:
    return {
        "form": form.form,
        "score": round(form.score, 3),
        "title": _hide(mask, "", form.title),
        "fields": _fields(form.fields, mask),
        "rows": {name: [_fields(row, mask) for row in rows] for name, rows in form.rows.items()},
        "approvals": [_fields(row, mask) for row in form.approvals],
    }


def _fields(readings: RowReadings, mask: PersonMask | None) -> dict[str, Any]:
    return {
        key: {"value": _json(reading, mask), "confidence": round(reading.confidence, 3)}
        for key, reading in readings.items()
    }


def _json(reading: Reading, mask: PersonMask | None) -> Any:
    value = reading.value
    if isinstance(value, str):
        return _hide(mask, reading.label, value)
    if isinstance(value, tuple):
        return [_hide(mask, reading.label, item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _place(place: Place) -> dict[str, Any]:
    """Return page and box; Word bodies and sheets have neither, there ``ref`` says where."""
    entry: dict[str, Any] = {
        "page": place.page,
        "box": [round(edge, 1) for edge in place.box] if place.box else None,
    }
    return entry | {"ref": place.ref} if place.ref else entry


def _hide(mask: PersonMask | None, label: str, text: str) -> str:
    return mask.value(label, text) if mask is not None else text


def print_inspection(paper: ReadPaper, mask: PersonMask | None, console: Console) -> None:
    """Print what was read as tables: form by form, then what stands on the paper beside the forms' fields."""
    console.print(Line(Text(plain(_hide(mask, "", paper.path)), style="bold"), style="blue", characters="═"))
    _print_state(paper, mask, console)
    taken: set[tuple[str, Place]] = set()
    for form in paper.forms:
        _print_form(form, mask, console)
        taken.update((_label(reading.label), reading.place) for reading in form.fields.values())
    if paper.ticks:
        _print_ticks(paper, mask, console)
    rest = [pair for pair in paper.pairs if (_label(pair.label), pair.place) not in taken]
    if rest:
        title = "纸面上的其他栏目" if paper.forms else "纸面上的栏目"
        _print_pairs(f"{title}　{len(rest)} 项", rest, mask, console)


def _print_state(paper: ReadPaper, mask: PersonMask | None, console: Console) -> None:
    style = {"read": "green", "unreadable": "bold red"}.get(paper.status, "yellow")
    line = Text(STATUSES[paper.status], style=style)
    if paper.kind:
        line.append(f"　类型 {paper.kind}", style="")
    if paper.pages is not None:
        line.append(f"　{paper.pages} 页")
    if paper.scanned:
        line.append("　含扫描页", style="yellow")
    console.print(line)
    if paper.raw_chars:
        share = paper.read_chars / paper.raw_chars
        note = f"文件中有文字 {paper.raw_chars} 个，读到 {paper.read_chars} 个（{min(share, 1):.1%}）"
        console.print(Text(note, style="" if share >= 1 else "yellow"))
    for label, text in (("原因：", paper.reason), ("办法：", paper.remedy)):
        if text:
            console.print(block([label + plain(_hide(mask, "", text))], console.width, style=style))
    if paper.unread_pages:
        pages = "、".join(map(str, paper.unread_pages))
        console.print(Text(f"未读出的页：{pages}", style="bold red"))
    for note in paper.notes:
        console.print(block([f"说明：{plain(_hide(mask, '', note))}"], console.width, style="yellow"))


def _print_form(form: FilledForm, mask: PersonMask | None, console: Console) -> None:
    title = plain(_hide(mask, "", form.title)) or "（没有标题）"
    console.print()
    console.print(Line(Text(f"{title}　{form.form}　识别得分 {form.score:.2f}", style="bold"), style="blue"))
    if form.fields:
        console.print(_readings_table(form.fields.items(), mask, console.width))
    for name, rows in form.rows.items():
        console.print(Text(f"  ◇ 表格 {name}　{len(rows)} 行", style="bold"))
        console.print(_rows_table(rows, mask, console.width))
    for number, row in enumerate(form.approvals, start=1):
        role = row.get("role")
        name = _ROLES.get(str(role.value), "") if role is not None else ""
        console.print(Text(f"  ◇ 审批栏 {number}　{name}", style="bold"))
        console.print(_readings_table(row.items(), mask, console.width))


def _readings_table(items: Iterable[tuple[str, Reading]], mask: PersonMask | None, width: int) -> Table:
    columns = [
        Column("字段", share=24),
        Column("纸面栏目", share=18),
        Column("读作", share=34),
        Column("位置", share=24),
        Column("状态", fixed=4),
        Column("把握", fixed=4, right=True),
    ]
    table, widths = make_table(width, columns, box.SIMPLE_HEAD)
    for key, reading in items:
        style = "bold yellow" if reading.doubtful else ""
        value = _value_text(reading, mask)
        table.add_row(
            block([key], widths[0], style="dim"),
            block([_label(_hide(mask, "", reading.label))], widths[1]),
            block([value], widths[2], style=style),
            block([_where(reading.place)], widths[3], style="dim"),
            Text(MARKS[reading.mark]),
            Text(f"{reading.confidence:.2f}", style="bold yellow" if reading.confidence < DOUBT else "dim"),
        )
    return table


def _rows_table(rows: list[RowReadings], mask: PersonMask | None, width: int) -> Table:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    texts = [[_value_text(row[key], mask) if key in row else "—" for row in rows] for key in keys]
    columns = []
    for key, column in zip(keys, texts, strict=True):
        label = next((row[key].label for row in rows if key in row), key)
        name = _label(_hide(mask, "", label)) or key
        # Short columns (grade, sex) leave their room to long ones.
        longest = max(map(cell_len, (name, *column)))
        columns.append(Column(name, share=max(_SHORT, min(_LONG, longest))))
    table, widths = make_table(width, columns, box.SIMPLE_HEAD)
    for index, row in enumerate(rows):
        cells = []
        for key, column, size in zip(keys, texts, widths, strict=True):
            doubtful = key in row and row[key].doubtful
            cells.append(block([column[index]], size, style="bold yellow" if doubtful else ""))
        table.add_row(*cells)
    return table


def _value_text(reading: Reading, mask: PersonMask | None) -> str:
    """Return what was understood, else what stands there."""
    raw = plain(_hide(mask, reading.label, reading.raw))
    if reading.choices:
        return " ".join(
            f"{'[√]' if choice.ticked else '[ ]'}{plain(choice.option)}" for choice in reading.choices
        )
    if reading.value is None:
        if reading.mark not in {Mark.TYPED, Mark.BLANK} and not reading.raw.replace(INK_ANCHOR, "").strip():
            return f"（{MARKS[reading.mark]}）"
        if reading.answered:
            return f"{raw}（填“无”）"
        return f"{raw}（未读懂）" if raw else f"（{MARKS[reading.mark]}）"
    value = plain(_hide(mask, reading.label, shown(reading.value)))
    return (
        value
        if value == raw or not raw
        else f"{value}　←　{raw}"
        if len(raw) <= len(value) * 3 + 20
        else value
    )


def shown(value: Value) -> str:
    """Return a value in plain text."""
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _label(text: str) -> str:
    return plain(text).rstrip("：: ")


def _where(place: Place) -> str:
    parts = [f"第{place.page}页" if place.page is not None else "", plain(place.ref)]
    if place.page is not None and place.box:
        parts.append(f"({place.box[0]:.0f},{place.box[1]:.0f})")
    return " ".join(part for part in parts if part)


def _print_ticks(paper: ReadPaper, mask: PersonMask | None, console: Console) -> None:
    console.print()
    chosen = sum(tick.ticked for tick in paper.ticks)
    console.print(Line(Text(f"勾选项　{len(paper.ticks)} 个，已勾 {chosen} 个", style="bold"), style="blue"))
    groups: dict[tuple[str, Place], list[str]] = {}
    for tick in paper.ticks:
        option = f"{'[√]' if tick.ticked else '[ ]'}{plain(_hide(mask, '', tick.option))}"
        groups.setdefault((tick.label, tick.place), []).append(option)
    for (label, place), options in groups.items():
        text = f"{_label(_hide(mask, '', label))}：{' '.join(options)}　{_where(place)}"
        console.print(block([text], console.width))


def _print_pairs(title: str, pairs: list[Pair], mask: PersonMask | None, console: Console) -> None:
    console.print()
    console.print(Line(Text(title, style="bold"), style="blue"))
    columns = [
        Column("栏目", share=26),
        Column("内容", share=50),
        Column("位置", share=24),
        Column("状态", fixed=4),
    ]
    table, widths = make_table(console.width, columns, box.SIMPLE_HEAD)
    for pair in pairs:
        value = plain(_hide(mask, pair.label, pair.value))
        table.add_row(
            block([_label(_hide(mask, "", pair.label))], widths[0]),
            block([value], widths[1]),
            block([_where(pair.place)], widths[2], style="dim"),
            Text(MARKS[pair.mark], style="" if pair.value else "dim"),
        )
    console.print(table)
