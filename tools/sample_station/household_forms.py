"""The forms of a household archive, filled in."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from tools.sample_station import station
from tools.sample_station.case_model import hand
from tools.sample_station.household_model import (
    AIMS,
    BANDS,
    CATEGORIES,
    ENVIRONMENT,
    FREQUENCY,
    ITEMS,
    LIVING,
    Assessment,
    Contact,
    Household,
    rating_of,
)
from tools.sample_station.paper import (
    Cell,
    Grid,
    Inline,
    Paper,
    Text,
    ink_cell,
    label,
    pairs,
    ticks,
    value,
    wide,
)


def _number(h: Household, shown: str = "") -> tuple[list[tuple[str, Cell]], str]:
    number = shown or h.number
    if h.habit.number_in == "cell":
        return [("档案编号", value(number))], ""
    return [], f"档案编号：{number}"


def _paper(h: Household, title: str, grids: list[Grid], line: str) -> Paper:
    head = station.STATION if h.habit.number_in == "header" else ""
    return Paper(title, list(grids), h.habit, line, head)


def _grid(rows: list[tuple[Cell, ...]]) -> Grid:
    return Grid((17, 33, 17, 33), tuple(rows))


def cover(h: Household) -> Paper:
    """建档档案封面."""
    number, line = _number(h)
    rows = pairs(
        h.habit,
        [
            *number,
            ("姓名", value(h.name)),
            ("所属社区", value(h.community)),
            ("所属片区", value(station.DISTRICT_OF[h.community])),
            ("评定等级", value(h.cover_grade or h.grade)),
            ("建档日期", value(h.day(h.opened))),
            ("负责社工", value(h.staff.worker)),
            ("直聘社工", value(h.staff.direct)),
        ],
    )
    rows += wide(h.habit, "人员类别", value("、".join(h.categories)))
    rows += wide(
        h.habit,
        "档案目录",
        value(
            "1.建档表\n2.需求和危机分级评估表\n3.探访电访记录表\n4.人员协同表\n5.一人一案服务方案（一、二级）",
            tall=56,
        ),
    )
    return replace(_paper(h, "困难群众和特殊群体档案封面", [_grid(rows)], line), over=station.STATION)


def registration(h: Household) -> Paper:
    """建档表."""
    number, line = _number(h)
    habit = h.habit
    plain = replace(habit, colon=False)
    rng = random.Random(h.seed)
    rows = pairs(
        habit,
        [
            *number,
            ("姓名", value(h.name)),
            ("性别", value(h.sex)),
            ("出生日期", value(h.day(h.birth))),
            ("身份证号", value(h.id_number)),
            ("联系电话", value(station.phone(h.number))),
            ("居住地址", value(station.address(h.initials, h.number))),
            ("建档日期", value(h.day(h.opened))),
        ],
    )
    rows += wide(habit, "人员类别", ticks(CATEGORIES, h.categories))
    rows += wide(habit, "居住情况", ticks(LIVING, h.living))
    rows += wide(habit, "居住环境", ticks(ENVIRONMENT, h.environment))
    needy = h.grade in ("一级", "二级")
    rows += wide(habit, "自理能力", ticks(("自理", "半失能", "失能"), "半失能" if needy else "自理"))
    rows += wide(
        habit, "住房性质", ticks(("自有", "公租房", "租住", "借住"), rng.choice(("自有", "公租房", "租住")))
    )
    rows.append((label("家庭成员", plain, span=4),))
    rows.append(tuple(label(n, plain) for n in ("姓名", "关系", "职业", "联系电话")))
    surname = h.name[0]
    if h.living == "独居":
        rows.append(tuple(value("") for _ in range(4)))
    elif h.living == "与配偶同住":
        rows.append(
            (
                value(rng.choice("张李陈黄") + rng.choice(("美好", "松涛", "桂枝", "有田"))),
                value("配偶"),
                value("退休"),
                value(station.phone(h.number + "p")),
            )
        )
    else:
        child = station.age_on(h.birth, station.AS_OF) < 18
        rows.append(
            (
                value(surname + rng.choice(("嘉明", "家慧", "子轩", "巧云"))),
                value("母亲" if child else rng.choice(("儿子", "女儿"))),
                value(rng.choice(("保洁", "司机", "店员"))),
                value(station.phone(h.number + "c")),
            )
        )
    rows += wide(habit, "健康状况", value(h.facts, tall=18))
    rows += wide(habit, "主要需求", value(h.worked, tall=18))
    rows += pairs(
        habit,
        [("社工签名", ink_cell(hand(h.staff.worker))), ("直聘社工签名", ink_cell(hand(h.staff.direct)))],
    )
    return _paper(
        h,
        "困难群众和特殊群体建档表" if h.initials in ("RY", "YT", "QD") else "服务对象建档表",
        [_grid(rows)],
        line,
    )


def scores(h: Household, a: Assessment) -> list[int]:
    """Item scores that add up to a total well inside the band and give the living environment its rating."""
    rng = random.Random(h.seed + a.day.toordinal())
    low, high = AIMS[a.band_of or a.grade]
    aim = rng.randint(low, high)
    if a.aim is not None:
        aim = a.aim
    at = ITEMS.index("生活环境")
    fixed = {"良好": rng.randint(1, 3), "一般": rng.randint(4, 7), "差": rng.randint(8, 9)}[a.environment]
    values = [min(10, max(0, round(aim / 8) + rng.randint(-3, 3))) for _ in ITEMS]
    values[at] = fixed
    free = [i for i in range(len(ITEMS)) if i != at]
    while (gap := aim - sum(values)) != 0:
        i = rng.choice(free)
        values[i] = min(10, max(0, values[i] + (1 if gap > 0 else -1)))
    return values


def assessment(h: Household, a: Assessment) -> Paper:
    """需求和危机分级评估表."""
    number, line = _number(h)
    habit = h.habit
    plain = replace(habit, colon=False, above=False)
    points = scores(h, a)
    top = _grid(
        pairs(
            habit,
            [
                *number,
                ("姓名", value(h.name)),
                ("评估日期", value(h.day(a.day))),
                ("所属社区", value(h.community)),
            ],
        )
    )
    rows: list[tuple[Cell, ...]] = [tuple(label(n, plain) for n in ("序号", "评估项目", "评级", "得分"))]
    for i, (item, score) in enumerate(zip(ITEMS, points, strict=True), 1):
        rating = rating_of(score)
        shown = (
            ticks(("良好", "一般", "较差"), rating) if habit.ticks in ("control", "symbol") else value(rating)
        )
        rows.append((value(str(i)), value(item), shown, value(str(score))))
    items = Grid((10, 34, 38, 18), tuple(rows))
    bands = [f"{g}：{lo}-{hi}分" for g, (lo, hi) in BANDS.items()]
    ink: Inline | None = {"hand": hand(h.staff.direct), "typed": Text(h.staff.direct), "blank": None}[
        a.signed
    ]
    bottom = pairs(habit, [("总分", value(str(sum(points) + a.off))), ("评定等级", value(a.grade))])
    if habit.ticks == "control":
        grids = [
            top,
            items,
            Grid(
                (25, 25, 25, 25),
                (
                    tuple(label(g, plain) for g in BANDS),
                    tuple(value(f"{lo}—{hi}分") for lo, hi in BANDS.values()),
                ),
            ),
        ]
    else:
        grids = [top, items]
        bottom += wide(habit, "分级标准", value("；".join(bands)))
    names = [("直聘社工", value(h.staff.direct))] if habit.ticks == "letter" else []
    bottom += pairs(
        habit,
        [
            ("下次评估日期", value(h.day(a.day + timedelta(days=180)))),
            ("社工签名", ink_cell(hand(h.staff.worker))),
            *names,
            ("直聘社工签名", ink_cell(ink)),
        ],
    )
    return _paper(h, "需求和危机分级评估表", [*grids, _grid(bottom)], line)


def contact_log(h: Household) -> Paper:
    """探访电访记录表: one long table."""
    number, line = _number(h)
    plain = replace(h.habit, colon=False, above=False)
    top = _grid(
        pairs(
            replace(h.habit, above=False),
            [
                *number,
                ("姓名", value(h.name)),
                ("所属社区", value(h.community)),
                ("跟进频率", value(FREQUENCY[h.grade])),
            ],
        )
    )
    rows = [tuple(label(n, plain) for n in ("序号", "日期", "方式", "内容", "社工"))]
    for i, c in enumerate(h.contacts, 1):
        rows.append(
            (
                value(str(i)),
                value(h.day(c.day)),
                value("入户探访" if c.visit else "电访"),
                value(c.note),
                value(h.staff.worker),
            )
        )
    return _paper(h, "探访电访记录表", [top, Grid((7, 20, 14, 47, 12), tuple(rows))], line)


def visit(h: Household, c: Contact) -> Paper:
    """入户探访记录: one visit, one paper."""
    number, line = _number(h)
    rows = pairs(
        h.habit,
        [
            *number,
            ("探访对象", value(h.name)),
            ("探访日期", value(h.day(c.day))),
            ("探访社工", value(f"{h.staff.worker}、{h.staff.direct}")),
        ],
    )
    rows += wide(h.habit, "探访内容", value(c.note, tall=34))
    rows += wide(h.habit, "安全检查", ticks(("用电", "燃气", "用水", "消防"), ("用电", "燃气")))
    rows += wide(h.habit, "跟进计划", value("按等级频率继续探访，留意天气变化时的身体情况。"))
    rows += pairs(h.habit, [("社工签名", ink_cell(hand(h.staff.worker))), ("记录日期", value(h.day(c.day)))])
    return _paper(h, "入户探访记录表", [_grid(rows)], line)


def collaboration(h: Household, when: date, facts: str, told: str) -> Paper:
    """人员协同表."""
    number, line = _number(h, h.collaboration_number)
    rows = pairs(
        h.habit,
        [
            *number,
            ("服务对象姓名", value(h.name)),
            ("协同日期", value(h.day(when))),
            ("项目社工", value(h.staff.worker)),
            ("直聘社工", value(h.staff.direct)),
        ],
    )
    rows += wide(h.habit, "兜底对象基本情况", value(facts, tall=24))
    rows += wide(h.habit, "具体描述协同情况", value(told, tall=34))
    rows += pairs(
        h.habit,
        [("社工签名", ink_cell(hand(h.staff.worker))), ("直聘社工签名", ink_cell(hand(h.staff.direct)))],
    )
    return _paper(h, "人员协同表", [_grid(rows)], line)


def individual_plan(h: Household) -> Paper:
    """一人一案服务方案."""
    number, line = _number(h)
    when = h.assessments[-1].day + timedelta(days=3)
    rows = pairs(
        h.habit,
        [*number, ("姓名", value(h.name)), ("评定等级", value(h.grade)), ("制定日期", value(h.day(when)))],
    )
    rows += wide(h.habit, "基本情况", value(h.facts, tall=20))
    rows += wide(h.habit, "服务目标", value(f"三个月内{h.worked}", tall=18))
    rows += wide(
        h.habit,
        "服务措施",
        value(
            f"{FREQUENCY[h.grade]}由社工与直聘社工上门或电话跟进，联系社区医生、物业和志愿者，按月检视。",
            tall=24,
        ),
    )
    rows += pairs(h.habit, [("社工签名", ink_cell(hand(h.staff.worker))), ("填写日期", value(h.day(when)))])
    return _paper(h, "一人一案服务方案", [_grid(rows)], line)
