"""The papers of a household archive and the rosters as logical forms."""

from __future__ import annotations

from datetime import date

from tools.strangers.facts import Assessed, Contacted, Cooperated, HouseholdFacts, RosterFacts
from tools.strangers.hand import Hand
from tools.strangers.papers import Approve, Form, Item, Kind, Rows
from tools.strangers.people import mask
from tools.strangers.vocabulary import LIVING, PEOPLE

BANDS = "80—100分为一级；60—79分为二级；40—59分为三级；0—39分为四级"


def shown(name: str, hand: Hand) -> str:
    """The name as this station prints it."""
    return mask(name) if hand.masked else name


def cover(facts: HouseholdFacts, hand: Hand) -> Form:
    """档案封面."""
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(facts.person.name, hand)),
        Item("community", "community", "text", facts.community),
        Item("category", "people-category", "ticks", options=PEOPLE, ticked=facts.category),
        Item("grade", "need-grade", "grade", facts.cover_grade),
        Item("opened", "archive-opened", "date", facts.opened),
        Item("worker", "worker", "text", facts.worker),
    ]
    return Form("archive-cover", "archive-cover", blocks, facts.number)


def registration(facts: HouseholdFacts, hand: Hand) -> Form:
    """建档表."""
    person = facts.person
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(person.name, hand)),
        Item("client.sex", "sex", "text", facts.sex_printed or person.sex),
        Item("client.birth_date", "birth", "date", person.birth),
        Item("client.id_number", "id", "id", facts.id_printed or person.id_number),
        Item("client.phone", "phone", "phone", person.phone),
        Item("client.address", "address", "text", person.address),
        Item("community", "community", "text", facts.community),
        Item("date", "registration-date", "date", facts.opened),
        Item("category", "people-category", "ticks", options=PEOPLE, ticked=facts.category),
        Item("living_status", "living-status", "text", facts.living_status),
        Item("living_environment", "living", "ticks", options=LIVING, ticked=(facts.living,)),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
    ]
    return Form("archive-registration", "archive-registration", blocks, facts.number)


def assessment(facts: HouseholdFacts, done: Assessed, hand: Hand) -> Form:
    """分级评估表."""
    columns: tuple[tuple[str, str, Kind], ...] = (
        ("item", "item", "text"), ("rating", "rating", "text"), ("score", "score", "int"),
    )  # fmt: skip
    rows: list[list[str | int | date | None]] = [[name, rating, score] for name, rating, score in done.items]
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(facts.person.name, hand)),
        Item("date", "assessed", "date", done.day),
        Rows("items", columns, rows),
        Item("total", "total", "int", done.total),
        Item("grade", "grade", "grade", done.grade),
        Item("bands_text", "bands", "long", BANDS),
        Item("direct_worker_signature", "direct-sign", "sign", facts.direct_worker, state=done.direct_sign),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state=done.worker_sign),
    ]
    return Form("archive-assessment", "archive-assessment", blocks, facts.number)


def contact(facts: HouseholdFacts, done: Contacted, hand: Hand) -> Form:
    """探访记录 or 电访记录."""
    visit = done.kind == "visit"
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(facts.person.name, hand)),
        Item("date", "contact-date" if visit else "call-date", "date", done.day),
        Item("narrative", "contact-text" if visit else "call-text", "long", done.text),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
    ]
    if not visit:
        blocks.insert(1, Item("client.phone", "phone", "phone", facts.person.phone))
    concept = "archive-visit" if visit else "archive-call"
    return Form(concept, concept, blocks, facts.number)


def contact_rows(facts: HouseholdFacts, hand: Hand) -> Form:
    """Visits and calls as rows of one long table."""
    columns: tuple[tuple[str, str, Kind], ...] = (
        ("sequence", "no", "int"), ("date", "contact-date", "date"), ("method", "method", "text"),
        ("narrative", "contact-text", "long"), ("worker", "worker", "text"),
    )  # fmt: skip
    rows: list[list[str | int | date | None]] = [
        [at, c.day, "入户探访" if c.kind == "visit" else "电话探访", c.text, facts.worker]
        for at, c in enumerate(facts.contacts, 1)
    ]
    head: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(facts.person.name, hand))
    ]
    form = Form("archive-visit", "archive-visit", [*head, Rows("contacts", columns, rows)], facts.number)
    form.title = "探访及电访服务登记表"
    return form


def collaboration(facts: HouseholdFacts, done: Cooperated, hand: Hand) -> Form:
    """人员协同表."""
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(facts.person.name, hand)),
        Item("date", "collaboration-date", "date", done.day),
        Item("worker", "worker", "text", facts.worker),
        Item("direct_worker", "direct-worker", "text", done.partner),
        Item("client_facts", "client-facts", "long", done.facts),
        Item("description", "collaboration", "long", done.text),
    ]
    return Form("archive-collaboration", "archive-collaboration", blocks, facts.number)


def individual_plan(facts: HouseholdFacts, hand: Hand) -> Form:
    """一人一案."""
    assert facts.plan is not None
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "household-client", "text", shown(facts.person.name, hand)),
        Item("start", "start", "date", facts.plan[0]),
        Item("end", "end", "date", facts.plan[1]),
        Item("goals", "goals", "long", "每两周上门一次，协助复诊取药，三个月内建立邻里互助支持。"),
        Item(
            "narrative",
            "steps",
            "long",
            "第一步了解用药与居家安全；第二步链接社区医院家庭医生；第三步安排志愿者结对。",
        ),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
    ]
    return Form("archive-plan", "archive-plan", blocks, facts.number)


def household_forms(facts: HouseholdFacts, hand: Hand) -> list[tuple[str, Form]]:
    """All papers of the archive in filing order as (kind, form)."""
    out = [("cover", cover(facts, hand)), ("registration", registration(facts, hand))]
    out += [("assessment", assessment(facts, a, hand)) for a in facts.assessments]
    if facts.plan:
        out.append(("plan", individual_plan(facts, hand)))
    if hand.row_style == "long-table" and facts.contacts:
        out.append(("contacts", contact_rows(facts, hand)))
    else:
        out += [(c.kind, contact(facts, c, hand)) for c in facts.contacts]
    out += [("collaboration", collaboration(facts, c, hand)) for c in facts.collaborations]
    return out


ROSTER_COLUMNS: tuple[tuple[str, str, Kind], ...] = (
    ("sequence", "no", "int"), ("number", "archive-number", "text"), ("name", "household-client", "text"), ("sex", "sex", "text"),
    ("id_number", "id", "id"), ("phone", "phone", "phone"), ("category", "people-category", "text"),
    ("grade", "need-grade", "grade"), ("worker", "worker", "text"), ("remark", "remark", "text"),
)  # fmt: skip


def roster_rows(facts: RosterFacts, hand: Hand) -> list[list[str | int | date | None]]:
    """The rows of a community's list in the order of `ROSTER_COLUMNS`."""
    return [
        [
            at,
            hand.number(r.number),
            shown(r.name, hand),
            r.sex,
            r.id_number,
            r.phone,
            r.category,
            r.grade,
            r.worker,
            r.remark,
        ]
        for at, r in enumerate(facts.rows, 1)
    ]


def roster(facts: RosterFacts, hand: Hand) -> Form:
    """档案清单 of a community."""
    rows = roster_rows(facts, hand)
    blocks: list[Item | Rows | Approve] = [
        Item("community", "community", "text", facts.community), Rows("entries", ROSTER_COLUMNS, rows),
    ]  # fmt: skip
    form = Form("roster", "roster", blocks)
    form.title = f"{facts.community}{hand.title('roster')}"
    return form
