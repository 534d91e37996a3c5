"""The forms of groups, activities, plans and policies, filled in, in the worker's habit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tools.sample_station import station
from tools.sample_station.case_model import hand
from tools.sample_station.paper import (
    Cell,
    Grid,
    Habit,
    Paper,
    Para,
    Text,
    approval,
    ink_cell,
    label,
    pairs,
    text,
    ticks,
    value,
    wide,
)

KINDS = ("教育小组", "支持小组", "成长小组", "兴趣小组")
Approver = tuple[str, str, str, date | None]
"""(label of the cell, opinion, who signed or "", day)."""


@dataclass
class Session:
    """One session of a group."""

    day: date
    told: str
    came: tuple[str, ...]
    leader: str = ""
    role: str = "引导者、支持者"
    stated: str = ""
    approver: str = "片长"
    says: str = "同意。"
    response: str = ""
    approved: date | None = None


@dataclass
class Group:
    """One group of the scenario."""

    number: str
    name: str
    initials: str
    kind: str
    goal: str
    start: date
    sessions: list[Session]
    planned: int
    members: tuple[str, ...] = ()
    place: str = "社区活动室"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def habit(self) -> Habit:
        return station.staff(self.initials).habit

    @property
    def community(self) -> str:
        return station.COMMUNITY_OF[self.initials]

    @property
    def worker(self) -> str:
        return station.staff(self.initials).worker

    def day(self, d: date | None) -> str:
        """A date in the worker's habit."""
        return station.day(d, self.habit)


def approvals(habit: Habit, cells: list[Approver]) -> list[tuple[Cell, ...]]:
    """Approval rows over the whole width."""
    rows: list[tuple[Cell, ...]] = []
    for name, opinion, signer, when in cells:
        rows += wide(
            habit, name, approval(opinion, hand(signer) if signer else None, station.day(when, habit))
        )
    return rows


def _paper(habit: Habit, title: str, rows: list[tuple[Cell, ...]], number: str = "") -> Paper:
    line = f"编号：{number}" if number and habit.number_in != "cell" else ""
    return Paper(title, [Grid((16, 34, 16, 34), tuple(rows))], habit, line)


def _number(habit: Habit, name: str, number: str) -> list[tuple[str, Cell]]:
    return [(name, value(number))] if habit.number_in == "cell" else []


def group_plan(g: Group, cells: list[Approver], *, count: str = "", background: str = "") -> Paper:
    """小组计划书."""
    h = g.habit
    rows = pairs(
        h,
        [
            *_number(h, "小组编号", g.number),
            ("小组名称", value(g.name)),
            ("所属社区", value(g.community)),
            ("小组节数", value(count or f"{g.planned}节")),
            ("活动地点", value(g.place)),
        ],
    )
    rows += wide(h, "小组性质", ticks(KINDS, g.kind))
    rows += wide(
        h,
        "小组背景",
        value(background or "社工在日常探访中了解到居民有共同的需要，愿意结伴学习、互相支持。", tall=18),
    )
    rows += wide(h, "理论依据", value("社会支持理论"))
    rows += wide(h, "小组目标", value(g.goal, tall=16))
    rows += wide(h, "招募方式", value("电话邀请与社区张贴相结合"))
    rows += wide(h, "评估方法", value("观察、组员分享" + ("、前后测" if g.kind == "教育小组" else "")))
    rows += pairs(h, [("社工签名", ink_cell(hand(g.worker))), ("填写日期", value(g.day(g.start)))])
    rows += approvals(h, cells)
    return _paper(h, "小组计划书", rows, g.number)


def group_session(g: Group, index: int, cells: list[Approver]) -> Paper:
    """小组过程记录."""
    h, s = g.habit, g.sessions[index - 1]
    items = [
        *_number(h, "小组编号", g.number),
        ("小组名称", value(g.name)),
        ("节次", value(f"第{index}节")),
        ("活动日期", value(g.day(s.day))),
        ("活动地点", value(g.place)),
        ("出席人数", value(s.stated or f"{len(s.came)}人")),
    ]
    if s.leader:
        items.append(("带领者", value(s.leader)))
    rows = pairs(h, items)
    rows += wide(h, "小组过程", value(s.told, tall=34))
    rows += wide(h, "社工角色", value(s.role, tall=9))
    rows += wide(h, "下节安排", value("按计划进行下一节。" if index < g.planned else "小组结束。"))
    rows += pairs(h, [("社工签名", ink_cell(hand(g.worker))), ("填写日期", value(g.day(s.day)))])
    rows += approvals(h, cells)
    rows += wide(h, "社工回应", value(s.response, tall=9))
    return _paper(h, "小组过程记录表", rows, g.number)


def group_summary(g: Group, when: date, told: str, *, count: str = "", cells: list[Approver]) -> Paper:
    """小组总结报告."""
    h = g.habit
    rows = pairs(
        h,
        [
            *_number(h, "小组编号", g.number),
            ("小组名称", value(g.name)),
            ("小组节数", value(count or f"{len(g.sessions)}节")),
            ("总结日期", value(g.day(when))),
        ],
    )
    rows += wide(h, "目标达成情况", value(told, tall=30))
    rows += wide(h, "组员反馈", value("组员表示愿意继续参加社区活动。"))
    rows += pairs(h, [("社工签名", ink_cell(hand(g.worker)))])
    rows += approvals(h, cells)
    return _paper(h, "小组总结报告", rows, g.number)


def sign_in(
    title: str, habit: Habit, items: list[tuple[str, str]], people: list[tuple[str, bool, str]]
) -> Paper:
    """签到表: (name, signed, remark) of everybody on it."""
    plain = Habit(shade=habit.shade, font=habit.font)
    head = tuple(label(n, plain) for n in ("序号", "姓名", "联系电话", "签名", "备注"))
    rows: list[tuple[Cell, ...]] = [head]
    for i, (name, signed, remark) in enumerate(people, 1):
        rows.append(
            (
                value(str(i)),
                value(name),
                value(station.phone(name)),
                ink_cell(hand(name) if signed else None),
                value(remark),
            )
        )
    lines: list[Para | Grid] = [text(f"{name}：{shown}") for name, shown in items]
    return Paper(title, [*lines, Grid((10, 20, 26, 28, 16), tuple(rows))], plain)


def questionnaire(title: str, name: str, intro: str, lines: list[str], habit: Habit) -> Paper:
    """A pre- or post-test in paragraphs."""
    body: list[Para | Grid] = [
        text(f"小组名称：{name}"),
        text("姓名：____________    日期：____________"),
        text(intro),
    ]
    body += [text(line) for line in lines]
    return Paper(title, body, Habit(font=habit.font))


def questionnaire_table(title: str, name: str, items: list[str], habit: Habit) -> Paper:
    """A pre- or post-test as a table with the steps of a scale."""
    plain = Habit(shade=habit.shade, font=habit.font)
    steps = ("非常同意", "同意", "一般", "不同意", "非常不同意")
    rows: list[tuple[Cell, ...]] = [tuple(label(n, plain) for n in ("序号", "题目", *steps))]
    for i, item in enumerate(items, 1):
        rows.append((value(str(i)), value(item), *(value("□") for _ in steps)))
    lines: list[Para | Grid] = [text(f"小组名称：{name}"), text("请在最符合您情况的一格打√。")]
    return Paper(title, [*lines, Grid((8, 42, 10, 10, 10, 10, 10), tuple(rows))], plain)


def activity(
    title: str,
    initials: str,
    items: list[tuple[str, str]],
    long: list[tuple[str, str]],
    cells: list[Approver],
    *,
    response: bool = False,
) -> Paper:
    """活动计划书 or 活动总结."""
    s = station.staff(initials)
    rows = pairs(s.habit, [(name, value(shown)) for name, shown in items])
    for name, shown in long:
        rows += wide(s.habit, name, value(shown, tall=20))
    rows += pairs(s.habit, [("社工签名", ink_cell(hand(s.worker)))])
    rows += approvals(s.habit, cells)
    if response:
        rows += wide(s.habit, "社工回应", value("", tall=9))
    return _paper(s.habit, title, rows)


def plan_table(
    title: str, goal: str, header: tuple[str, ...], rows: list[tuple[str, ...]], when: str, *, district: str
) -> Paper:
    """A project's or year's plan with a table."""
    h = Habit()
    grid = Grid(
        tuple(100 // len(header) for _ in header),
        (tuple(label(n, h) for n in header), *(tuple(value(v) for v in row) for row in rows)),
    )
    blocks: list[Para | Grid] = [
        text(f"所属片区：{district}"),
        text(f"项目目标：{goal}"),
        grid,
        text(f"制定日期：{when}"),
    ]
    return Paper(title, blocks, h)


def report(title: str, parts: list[tuple[str, str]], when: str) -> Paper:
    """A report in prose under headings."""
    blocks: list[Para | Grid] = []
    for heading, body in parts:
        if heading:
            blocks.append(Para((Text(heading, bold=True),)))
        blocks += [Para((Text(line),), indent=True) for line in body.split("\n")]
    blocks.append(Para((Text(when),), align="right"))
    return Paper(title, blocks, Habit())
