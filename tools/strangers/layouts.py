"""From a logical `Form` and a `Hand` to paragraphs and tables: labels left, above, inside; blanks; nested; sections."""

from __future__ import annotations

from datetime import date

from tools.strangers.hand import Hand
from tools.strangers.papers import (
    Approve,
    Cell,
    Control,
    Drawing,
    Form,
    Item,
    PageBreak,
    Para,
    Picture,
    Piece,
    Rows,
    Run,
    Table,
    Text,
    Tick,
    cell,
    para,
)  # fmt: skip

GRID = 12
ROLES = ("supervisor", "district_head", "deputy_head")


def value_runs(item: Item, hand: Hand, underline: bool = False) -> list[Run]:
    """The value as this hand writes it."""
    if item.kind == "ticks":
        runs: list[Run] = []
        for at, option in enumerate(item.options):
            on = option in item.ticked
            gap = ("\n" if hand.tick_lines else "  ") if at < len(item.options) - 1 else ""
            if hand.tick == "word":
                if on:
                    runs.append(Text(("、" if runs else "") + option))
            elif hand.tick == "after":
                runs += [Text(option), Tick(on, "bracket"), Text(gap)]
            else:
                runs += [Tick(on, hand.tick), Text(option + gap)]
        return runs
    if item.kind == "sign":
        if item.state == "ink":
            return [Picture(hand.picture, hand.ink())]
        if item.state == "typed":
            return [Text(str(item.value), underline=underline)]
        return [Text("________" if hand.habit == "wps" else "")] if not underline else [Text("________")]
    text = value_text(item.kind, item.value, hand, item.concept)
    if item.kind == "text" and hand.layout == "control" and text:
        return [Control(text)]
    if not text and underline:
        return [Text("　　　　　　" if hand.habit == "word" else "________", underline=hand.habit == "word")]
    if underline:
        return [Text(f"  {text}  ", underline=True)]
    return [Text(text)]


def value_text(kind: str, value: str | int | date | None, hand: Hand, concept: str = "") -> str:
    """A plain value's characters."""
    if value is None:
        return ""
    if kind == "date" and isinstance(value, date):
        return hand.day(value)
    if kind == "grade" and isinstance(value, int):
        return hand.grade(value)
    if kind == "phone":
        return hand.tel(str(value))
    if kind == "int" and isinstance(value, int):
        return hand.count(concept, value)
    return str(value)


def role_label(role: str, hand: Hand) -> str:
    """督导意见, 片长审批意见 …."""
    return hand.word(role) + hand.word("opinion")


def approval_pieces(block: Approve, hand: Hand) -> tuple[list[list[Cell]], list[Para]]:
    """Table rows or paragraphs of one approval, in the hand's shape."""
    caption = role_label(block.role, hand)
    sign = value_runs(Item("", "", "sign", block.name, state=block.state), hand)
    if block.state == "blank":
        sign = [Text("        ")]
    day = hand.day(block.day) if block.day else ("    年  月  日" if hand.habit == "word" else "")
    if hand.approval == "separate":
        row = [
            cell(caption, cols=2, label=True), cell(block.opinion, cols=4), cell(hand.word(block.role) + "签名", cols=1, label=True),
            Cell([Para(sign)], 2), cell("日期", cols=1, label=True), cell(hand.day(block.day) if block.day else "", cols=2),
        ]  # fmt: skip
        return [row], []
    if hand.approval == "paragraph":
        return [], [
            para(f"{caption}：{block.opinion}"),
            Para([Text(f"{hand.word(block.role)}签名："), *sign, Text(f"    日期：{day}")]),
        ]
    if hand.approval == "all-in-one":
        body: list[Para | Table] = [
            para(f"{caption}："), para(block.opinion), Para([Text("签名："), *sign, Text(f"   日期：{day}")], "right"),
        ]  # fmt: skip
        return [[Cell(body, GRID)]], []
    if hand.approval == "two-rows":
        top = [cell(caption, cols=3, rows=2, label=True), cell(block.opinion, cols=9)]
        return [top, [Cell([Para([Text("签名："), *sign, Text(f"    日期：{day}")])], 9)]], []
    body = [para(block.opinion), Para([Text("签名："), *sign, Text(f"    日期：{day}")])]
    return [[cell(caption, cols=3, label=True), Cell(body, 9)]], []


def pair_rows(items: list[Item], hand: Hand) -> list[list[Cell]]:
    """Short items, several a row, long ones alone; each row fills the 12-column grid."""
    rows: list[list[Cell]] = []
    per_row = max(1, min(3, hand.per_row))
    short: list[Item] = []

    def flush() -> None:
        while short:
            take = [short.pop(0) for _ in range(min(per_row, len(short)))]
            rows.extend(_short_rows(take, per_row, hand))

    for item in items:
        if item.kind in ("long", "ticks"):
            flush()
            rows.extend(_wide_rows(item, hand))
        else:
            short.append(item)
    flush()
    return rows


def _short_rows(take: list[Item], per_row: int, hand: Hand) -> list[list[Cell]]:
    width = GRID // per_row
    widths = [width] * len(take)
    widths[-1] += GRID - sum(widths)
    if hand.layout == "above":
        return [
            [cell(hand.label(i.concept), cols=w, label=True) for i, w in zip(take, widths, strict=True)],
            [Cell([Para(value_runs(i, hand))], w) for i, w in zip(take, widths, strict=True)],
        ]
    if hand.layout == "inside":
        return [[Cell([_inline(i, hand)], w) for i, w in zip(take, widths, strict=True)]]
    row: list[Cell] = []
    for item, room in zip(take, widths, strict=True):
        head = 2
        row += [
            cell(hand.label(item.concept), cols=head, label=True),
            Cell([Para(value_runs(item, hand))], room - head),
        ]
    return [row]


def _wide_rows(item: Item, hand: Hand) -> list[list[Cell]]:
    if hand.layout == "above":
        return [
            [cell(hand.label(item.concept), cols=GRID, label=True)],
            [Cell([Para(value_runs(item, hand))], GRID)],
        ]
    if hand.layout == "inside":
        return [[Cell([_inline(item, hand)], GRID)]]
    return [
        [cell(hand.label(item.concept), cols=2, label=True), Cell([Para(value_runs(item, hand))], GRID - 2)]
    ]


def _inline(item: Item, hand: Hand, underline: bool = False) -> Para:
    label = hand.label(item.concept)
    if not label.endswith(("：", ":")):
        label += "："
    return Para([Text(label), *value_runs(item, hand, underline)])


def rows_table(block: Rows, hand: Hand) -> Table:
    """A table of repeated rows with its header."""
    count = len(block.columns)
    heads = [role_label(c, hand) if c in ROLES else hand.word(c) for _, c, _ in block.columns]
    body = [[cell(head, label=True) for head in heads]]
    for values in block.rows:
        body.append(
            [cell(value_text(k, v, hand, c)) for (_, c, k), v in zip(block.columns, values, strict=True)]
        )
    return Table(body, hand.borders) if count else Table([[cell("")]])


def _nest(block: Rows, hand: Hand) -> list[Cell]:
    return [Cell([rows_table(block, hand)], GRID)]


def form_pieces(form: Form, hand: Hand, station: str = "") -> list[Piece]:
    """The whole form: title, number, tables or paragraphs, approvals, clauses."""
    title = form.title or hand.title(form.concept)
    heading = title
    if hand.number_at == "title" and form.number:
        heading = f"{title}（{hand.number(form.number)}）"
    if hand.title_at == "prefix":
        heading = (station or "新湾街社工服务站") + heading
    elif hand.title_at == "year":
        heading = "2025年度" + heading
    in_row = (
        hand.title_at == "row"
        and hand.layout not in ("paragraph", "sections")
        and isinstance(form.blocks[0], Item)
    )
    pieces: list[Piece] = []
    if station and hand.habit == "word":
        pieces.append(para(station, align="center", size=12))
    lead = "" if hand.habit == "word" else "          "
    if not in_row:
        pieces.append(para(lead + heading, align="center" if hand.habit == "word" else "left", size=16))
    if hand.habit == "wps":
        pieces.append(para(""))
    concept = "archive-number" if form.concept.startswith("archive") else "case-number"
    if hand.number_at == "line" and form.number:
        pieces.append(
            para(
                f"{hand.word(concept)}：{hand.number(form.number)}",
                align="right",
                boxed=hand.habit == "boxed",
            )
        )
    blocks = list(form.blocks)
    if hand.number_at == "cell" and form.number:
        blocks.insert(0, Item("", concept, "text", hand.number(form.number)))
    pieces += [para(c, numbered=hand.habit == "word") for c in form.prose]
    if hand.layout == "paragraph":
        pieces += _paragraph_form(blocks, hand)
    else:
        made = _table_form(blocks, hand, title)
        first = next((p for p in made if isinstance(p, Table)), None)
        if in_row and first is not None:
            first.rows.insert(0, [Cell([para(heading, align="center", size=16)], first.width)])
        pieces += made
    return pieces


def _paragraph_form(blocks: list[Item | Rows | Approve], hand: Hand) -> list[Piece]:
    pieces: list[Piece] = []
    line: list[Run] = []

    def flush() -> None:
        if line:
            pieces.append(Para(list(line)))
            line.clear()

    count = 0
    for block in blocks:
        if isinstance(block, Item) and block.kind not in ("long", "ticks"):
            if line:
                line.append(Text("\t" if hand.habit == "wps" else "    "))
            line.extend(_inline(block, hand, underline=True).runs)
            count += 1
            if count % max(1, hand.per_row) == 0:
                flush()
            continue
        flush()
        count = 0
        if isinstance(block, Item):
            pieces.append(_inline(block, hand, underline=block.kind == "long" and block.empty))
        elif isinstance(block, Rows):
            pieces.append(rows_table(block, hand))
        else:
            pieces += [
                para(f"{role_label(block.role, hand)}：{block.opinion}"),
                Para([
                    Text(f"{hand.word(block.role)}签名："), *value_runs(Item("", "", "sign", block.name, state=block.state), hand, True),
                    Text(f"    日期：{hand.day(block.day) if block.day else '____年__月__日'}"),
                ]),
            ]  # fmt: skip
    flush()
    return pieces


def _table_form(blocks: list[Item | Rows | Approve], hand: Hand, title: str) -> list[Piece]:
    pieces: list[Piece] = []
    rows: list[list[Cell]] = []
    after: list[Para] = []
    pending: list[Item] = []

    def flush_items() -> None:
        if pending:
            made = pair_rows(list(pending), hand)
            if (
                hand.layout == "sections"
                and len(made) > 1
                and all(sum(c.cols for c in r) == GRID for r in made)
            ):
                made = [[Cell(c.body, c.cols, c.rows, c.label) for c in r] for r in made]
                made[0] = [cell(pending[0].section or "基本情况", rows=len(made), label=True), *made[0]]
                rows.extend([("section", r) for r in made])  # type: ignore[misc]
            else:
                rows.extend(made)
            pending.clear()

    def flush_table() -> None:
        flush_items()
        if rows:
            pieces.append(Table(_square(list(rows)), hand.borders, control=hand.layout == "control"))
            rows.clear()

    for block in blocks:
        if isinstance(block, Item):
            pending.append(block)
        elif isinstance(block, Rows):
            if hand.layout == "nested":
                flush_items()
                rows.append(_nest(block, hand))
            else:
                flush_table()
                pieces.append(rows_table(block, hand))
        else:
            flush_items()
            made, paras = approval_pieces(block, hand)
            rows.extend(made)
            after += paras
        if hand.split and len(pieces) == 0 and len(rows) + len(pending) > 6 and isinstance(block, Item):
            flush_table()
            pieces.append(para(f"{title}（续）", align="center", size=14))
    flush_table()
    pieces += after
    if hand.layout == "nested":
        tables = [p for p in pieces if isinstance(p, Table)]
        if len(tables) == 1:
            at = pieces.index(tables[0])
            pieces[at] = Table([[Cell([tables[0]])]], "full")
    return pieces


def _square(rows: list) -> list[list[Cell]]:  # type: ignore[type-arg]
    """Give rows outside a section block one column more, where some rows have a section heading."""
    if not any(isinstance(r, tuple) for r in rows):
        return rows
    out: list[list[Cell]] = []
    for row in rows:
        if isinstance(row, tuple):
            out.append(row[1])
        else:
            last = row[-1]
            out.append([*row[:-1], Cell(last.body, last.cols + 1, last.rows, last.label)])
    return out


def draw_forms(forms: list[Form], hand: Hand, station: str = "", breaks: bool = True) -> Drawing:
    """A file of forms one after another; number in header or footer when that is the hand's habit."""
    drawing = Drawing()
    for at, form in enumerate(forms):
        if at:
            drawing.pieces.append(PageBreak() if breaks else para(""))
        drawing.pieces += form_pieces(form, hand, station)
    if forms and forms[0].number:
        concept = "archive-number" if forms[0].concept.startswith("archive") else "case-number"
        text = f"{hand.word(concept)}：{hand.number(forms[0].number)}"
        if hand.number_at == "header":
            drawing.header = text
        elif hand.number_at == "footer":
            drawing.footer = text
    return drawing
