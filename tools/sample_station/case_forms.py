"""The forms of a case up to its process records, filled in, in the worker's habit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tools.sample_station import station
from tools.sample_station.case_model import Case, Session, hand
from tools.sample_station.paper import (
    Cell,
    Grid,
    Ink,
    Inline,
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

CATEGORIES = ("重点个案", "一般个案", "危机个案")
SOURCES = ("主动求助", "社工发现", "社区转介", "他人推介", "其他机构转介")
METHODS = ("面谈", "入户探访", "电话")
REASONS = ("服务目标达到", "服务对象主动终止", "需要超出机构能力", "住址变化")
AGREEMENT = (
    "本人已听取社工对个案服务的说明，了解服务以面谈、入户探访及电话跟进等方式进行，服务期间双方可随时商议调整或终止。",
    "社工会为本人所谈内容保密；如涉及本人或他人的人身安全，或法律另有规定，社工可告知有关部门，并会事先或事后向本人说明。",
    "本人同意社工因服务需要建立档案，档案由社工站专人保管，不向无关人员提供。",
)


def number_of(case: Case, shown: str = "") -> tuple[list[tuple[str, Cell]], str]:
    """The number as a cell, or as the line that stands elsewhere on the page."""
    number = shown or case.number
    if case.habit.number_in == "cell":
        return [("个案编号", value(number))], ""
    return [], f"个案编号：{number}"


def paper_of(
    case: Case,
    title: str,
    rows: list[tuple[Cell, ...]],
    line: str,
    widths: tuple[int, ...] = (16, 34, 16, 34),
) -> Paper:
    head = station.STATION if case.habit.number_in == "header" else ""
    return Paper(title, [Grid(widths, tuple(rows))], case.habit, line, head)


def signed(case: Case, d: date) -> list[tuple[Cell, ...]]:
    return pairs(
        case.habit, [("社工签名", ink_cell(hand(case.staff.worker))), ("填写日期", value(case.day(d)))]
    )


Approver = tuple[str, str, str, date | None]
"""(label of the cell, opinion, who signed or "", day)."""


def approvals(case: Case, cells: list[Approver]) -> list[tuple[Cell, ...]]:
    """Approval rows over the whole width."""
    rows: list[tuple[Cell, ...]] = []
    for name, opinion, signer, when in cells:
        rows += wide(case.habit, name, approval(opinion, hand(signer) if signer else None, case.day(when)))
    return rows


def cover(
    case: Case, *, ticked: tuple[str, ...] | None = None, closed: date | None = None, count: str = ""
) -> Paper:
    """个案封面."""
    h = case.habit
    number, line = number_of(case)
    items = [
        *number,
        ("服务对象姓名", value(case.name)),
        ("性别", value(case.sex)),
        ("出生日期", value(case.day(case.birth))),
        ("服务级别", value(case.grade)),
        ("所属社区", value(case.community)),
        ("所属片区", value(station.DISTRICT_OF[case.community])),
        ("负责社工", value(case.staff.worker)),
        ("开案日期", value(case.day(case.intake))),
        ("结案日期", value(case.day(closed))),
        ("服务次数", value(count)),
    ]
    rows = pairs(h, items)
    rows += wide(h, "个案类别", ticks(CATEGORIES, (case.category,) if ticked is None else ticked))
    rows += wide(
        h,
        "档案目录",
        value(
            "1.接案表\n2.个案接受服务同意书\n3.预估表\n4.个案服务计划\n5.过程记录\n6.结案报告及回访记录",
            tall=60,
        ),
    )
    return replace(paper_of(case, "个案档案封面", rows, line), over=station.STATION)


def intake(case: Case, *, category: str = "") -> Paper:
    """接案表."""
    h = case.habit
    number, line = number_of(case)
    items = [
        *number,
        ("姓名", value(case.name)),
        ("性别", value(case.sex)),
        ("出生日期", value(case.day(case.birth))),
        (
            "联系电话",
            value("无" if station.age_on(case.birth, case.intake) < 14 else station.phone(case.number)),
        ),
        ("居住地址", value(station.address(case.initials, case.number))),
        ("接案日期", value(case.day(case.intake))),
        ("服务对象类别", value(case.client_type)),
    ]
    rows = pairs(h, items)
    rows += wide(h, "个案来源", ticks(SOURCES, case.source))
    rows += wide(h, "个案类别", ticks(CATEGORIES, category or case.category))
    rows.append((label("家庭成员情况", replace(h, colon=False), span=4),))
    rows.append(tuple(label(n, replace(h, colon=False)) for n in ("姓名", "关系", "职业", "联系电话")))
    members = case.family or [("无", "", "", "")]
    rows += [tuple(value(v) for v in member) for member in members]
    rows += wide(h, "求助问题", value(case.problem, tall=26))
    rows += wide(h, "初步评估", value(case.first_look, tall=26))
    rows += wide(h, "是否接案", ticks(("接案", "不接案", "转介"), "接案"))
    rows += signed(case, case.intake)
    rows += approvals(case, [("督导意见", "同意接案。", station.SUPERVISOR, case.intake + timedelta(days=1))])
    return paper_of(case, "接案表" if case.initials != "NB" else "个案接案登记表", rows, line)


@dataclass
class Signers:
    """Who signed the consent and how."""

    client: Inline | None
    guardian_name: str = ""
    relation: str = ""
    guardian_phone: str = ""
    guardian: tuple[Inline, ...] = ()
    father: tuple[str, str] = ("", "")
    mother: tuple[str, str] = ("", "")


def _cell(parts: tuple[Inline, ...]) -> Cell:
    return Cell((Para(parts or (Text(""),), align="center"),), tall=9.0)


def consent_table(case: Case, signers: Signers, when: date) -> Paper:
    """个案接受服务同意书 as a table."""
    h = case.habit
    number, line = number_of(case)
    rows = pairs(h, [*number, ("服务对象姓名", value(case.name)), ("出生日期", value(case.day(case.birth)))])
    rows.append((Cell(tuple(replace(text(t), indent=True) for t in AGREEMENT), span=4),))
    signed = [("服务对象签名", ink_cell(signers.client)), ("签署日期", value(case.day(when)))]
    rows += pairs(replace(h, above=False), signed)
    rows.append((label("监护人（服务对象未满18周岁时填写）", replace(h, colon=False), span=4),))
    rows += pairs(
        replace(h, above=False),
        [
            ("监护人姓名", value(signers.guardian_name)),
            ("与服务对象关系", value(signers.relation)),
            ("监护人签名", _cell(signers.guardian)),
            ("监护人联系电话", value(signers.guardian_phone)),
        ],
    )
    rows.append((label("家属栏（父母）", replace(h, colon=False), span=4),))
    for who, (name, number_) in (("父亲", signers.father), ("母亲", signers.mother)):
        rows.append((label(f"{who}姓名", h), value(name), label("联系电话", h), value(number_)))
    rows += pairs(
        replace(h, above=False),
        [
            ("社工签名", ink_cell(hand(case.staff.worker))),
            ("机构盖章", ink_cell(Ink("seal", station.STATION), tall=25)),
        ],
    )
    return paper_of(case, "个案接受服务同意书", rows, line)


def consent_text(case: Case, signers: Signers, when: date) -> Paper:
    """The same as running text with blanks."""

    def blank(caption: str, filled: str, least: int = 10) -> list[Inline]:
        pad = " " * max(1, (least - len(filled)) // 2)
        return [
            Text(caption),
            Text(f"{pad}{filled}{pad}" if filled else " " * (least + 4), under=True),
            Text("   "),
        ]

    blocks: list[Para | Grid] = [
        Para((*blank("服务对象姓名：", case.name), *blank("个案编号：", case.number)))
    ]
    blocks += [replace(text(f"{i}．{t}"), indent=True) for i, t in enumerate(AGREEMENT, 1)]
    none: tuple[Inline, ...] = (Text("            ", under=True),)
    blocks += [
        Para(
            (
                Text("服务对象签名："),
                *((signers.client,) if signers.client else none),
                Text("   "),
                *blank("日期：", case.day(when)),
            )
        ),
        Para((Text("服务对象未满18周岁的，由监护人签署：", bold=True),)),
        Para((*blank("监护人姓名：", signers.guardian_name), *blank("与服务对象关系：", signers.relation))),
        Para(
            (
                Text("监护人签名："),
                *(signers.guardian or none),
                Text("   "),
                *blank("监护人联系电话：", signers.guardian_phone, 14),
            )
        ),
        Para((Text("家属栏（父母）", bold=True),)),
        Para((*blank("父亲姓名：", signers.father[0]), *blank("联系电话：", signers.father[1], 14))),
        Para((*blank("母亲姓名：", signers.mother[0]), *blank("联系电话：", signers.mother[1], 14))),
        Para((Text("社工签名："), hand(case.staff.worker))),
        Para((Text("机构（盖章）："), Ink("seal", station.STATION)), align="right"),
    ]
    return Paper("接受个案服务同意书", blocks, replace(case.habit, number_in="cell"))


def assessment(case: Case) -> Paper:
    """预估表."""
    assert case.assessed
    h = case.habit
    number, line = number_of(case)
    rows = pairs(
        h, [*number, ("服务对象姓名", value(case.name)), ("评估日期", value(case.day(case.assessed)))]
    )
    rows += wide(h, "问题表现", value(case.problem, tall=30))
    rows += wide(h, "能力与资源", value(case.first_look, tall=30))
    rows += wide(h, "需求分析", value(case.need, tall=35))
    rows += signed(case, case.assessed)
    return paper_of(case, "个案预估表", rows, line)


def plan(case: Case, cells: list[Approver], *, theory: str) -> Paper:
    """个案服务计划."""
    h = case.habit
    number, line = number_of(case, case.printed_number)
    rows = pairs(
        h,
        [
            *number,
            ("服务对象姓名", value(case.name)),
            ("计划日期", value(case.day(case.plan))),
            ("预计服务期限", value(f"{case.day(case.plan)}至{case.day(case.plan + timedelta(days=180))}")),
        ],
    )
    rows += wide(h, "个案类别", ticks(CATEGORIES, case.category if case.number != "RY-002" else "重点个案"))
    rows += wide(h, "理论依据", value(theory))
    rows += wide(h, "介入模式", value(case.model))
    rows += wide(h, "服务目标", value(case.goals, tall=26))
    rows += wide(h, "服务内容及步骤", value(case.steps, tall=34))
    rows += signed(case, case.plan)
    rows += approvals(case, cells)
    return paper_of(case, "个案服务计划书", rows, line)


def session_rows(case: Case, index: int, s: Session) -> tuple[list[tuple[Cell, ...]], str]:
    """The rows of one process record."""
    h = case.habit
    number, line = number_of(case)
    items = [
        *number,
        ("服务对象姓名", value(case.name)),
        ("服务次数", value(f"第{index}次")),
        ("服务日期", value(case.day(s.day))),
        ("服务时间", value(s.clock)),
        (
            "服务地点",
            value({"面谈": "社工站个案室", "入户探访": "服务对象家中", "电话": "社工站办公室"}[s.method]),
        ),
    ]
    rows = pairs(h, items)
    rows += wide(h, "服务方式", ticks(METHODS, s.method))
    rows += wide(h, "本次目标", value(s.goal))
    rows += wide(h, "服务过程", value(s.process, tall=52))
    rows += wide(h, "社工反思", value(s.reflection, tall=22))
    rows += signed(case, s.day)
    when = min(s.day + timedelta(days=2), station.AS_OF)
    rows += approvals(
        case,
        [
            (
                "片长意见",
                s.head_says if s.head else "",
                case.staff.head if s.head else "",
                when if s.head else None,
            ),
            (
                "副站长意见",
                s.deputy_says if s.deputy else "",
                station.DEPUTY if s.deputy else "",
                when if s.deputy else None,
            ),
        ],
    )
    rows += wide(h, "社工回应", value(s.response, tall=10))
    return rows, line


def session(case: Case, index: int) -> Paper:
    """个案过程记录: one session, one paper."""
    rows, line = session_rows(case, index, case.sessions[index - 1])
    return paper_of(case, "个案过程记录表", rows, line)


def session_set(case: Case, indexes: list[int]) -> Paper:
    """Several process records one after another in one file, each on its own page with its title."""
    blocks: list[Para | Grid] = []
    breaks: list[int] = []
    for position, index in enumerate(indexes):
        rows, _ = session_rows(case, index, case.sessions[index - 1])
        if position:
            breaks.append(len(blocks))
            blocks.append(Para((Text("个案过程记录表", bold=True),), align="center", title=True))
        blocks.append(Grid((16, 34, 16, 34), tuple(rows)))
    return Paper("个案过程记录表", blocks, case.habit, breaks=breaks)
