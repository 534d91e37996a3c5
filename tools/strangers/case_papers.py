"""The papers of a case as logical forms; keys are those of the product's records (part fields)."""

from __future__ import annotations

from datetime import date

from tools.strangers.facts import CaseFacts, Kin, Session
from tools.strangers.hand import Hand
from tools.strangers.papers import Approve, Form, Item, Kind, Rows
from tools.strangers.people import mask
from tools.strangers.vocabulary import CASE_CATEGORIES, CLAUSES, METHODS, SOURCES


def shown(facts: CaseFacts, hand: Hand) -> str:
    """The client's name as this station prints it."""
    return mask(facts.person.name) if hand.masked else facts.person.name


def category_item(words: tuple[str, ...], hand: Hand) -> Item:
    """The category's tick boxes; three words where a crisis must be markable."""
    options = CASE_CATEGORIES[1 + hand.seed % 2]
    ticked = tuple(o for o in options if o[:2] in words)
    return Item("category", "category", "ticks", options=options, ticked=ticked)


def client_items(facts: CaseFacts, hand: Hand, on: date, full: bool = True) -> list[Item]:
    """Name and the rest of the head of a paper."""
    person = facts.person
    items = [Item("client.name", "client", "text", shown(facts, hand))]
    if full:
        items += [
            Item("client.sex", "sex", "text", person.sex),
            Item("client.birth_date", "birth", "date", person.birth),
            Item("client.age", "age", "int", person.age(on)),
            Item("client.phone", "phone", "phone", person.phone),
        ]
    return items


def cover(facts: CaseFacts, hand: Hand) -> Form:
    """个案封面."""
    words = facts.cover_ticks if facts.cover_ticks is not None else (facts.category,)
    blocks: list[Item | Rows | Approve] = [
        *client_items(facts, hand, facts.opened or date.today(), full=False),
        Item("community", "community", "text", facts.community),
        category_item(words, hand),
        Item("grade", "need-grade", "grade", facts.grade),
        Item("worker", "worker", "text", facts.worker),
        Item("opened", "opened", "date", facts.opened),
        Item("closed", "closed", "date", facts.closed),
    ]
    if facts.stated_sessions is not None:
        blocks.append(Item("session_count", "sessions", "int", facts.stated_sessions))
    return Form("case-cover", "case-cover", blocks, facts.number)


def intake(facts: CaseFacts, hand: Hand) -> Form:
    """接案表."""
    person, day = facts.person, facts.opened
    assert day is not None
    blocks: list[Item | Rows | Approve] = [
        *client_items(facts, hand, day),
        Item("client.id_number", "id", "id", person.id_number),
        Item("client.address", "address", "text", person.address),
        Item("community", "community", "text", facts.community),
        Item("date", "intake-date", "date", day),
        category_item((facts.inner_category.get("intake", facts.category),), hand),
        Item("source", "source", "ticks", options=SOURCES, ticked=(facts.source,)),
        Item("problem", "problem", "long", facts.problem),
    ]
    if facts.model:
        blocks.append(Item("model", "model", "text", facts.model))
    if facts.crisis and "crisis" in facts.without:
        blocks.append(Item("event_date", "event-date", "date", facts.crisis.event_day))
    blocks.append(Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"))
    return Form("case-intake", "case-intake", blocks, facts.number)


def _kin(kin: Kin, who: str) -> list[Item]:
    return [
        Item(f"{who}.name", f"{who}-name", "text", kin.name),
        Item(f"{who}.phone", f"{who}-phone", "phone", kin.phone),
    ]


def _family(facts: CaseFacts) -> Rows:
    columns: tuple[tuple[str, str, Kind], ...] = (
        ("relation", "kin", "text"), ("name", "kin-name", "text"), ("phone", "phone", "phone"),
    )  # fmt: skip
    parents = [k for k in (facts.father, facts.mother) if k is not None]
    return Rows("family", columns, [[k.relation, k.name, k.phone] for k in parents])


def consent(facts: CaseFacts, hand: Hand) -> Form:
    """同意书."""
    day = facts.consent
    assert day is not None
    person = facts.person
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        Item("client.birth_date", "birth", "date", person.birth),
        Item("client.age", "age", "int", person.age(day)),
    ]
    if facts.guardian is not None:
        g = facts.guardian
        blocks += [
            Item("guardian.name", "guardian-name", "text", g.name),
            Item("guardian.relation", "guardian-relation", "text", g.relation),
            Item("guardian.phone", "guardian-phone", "phone", g.phone),
        ]
        if hand.family == "rows":
            blocks.append(_family(facts))
        else:
            blocks += _kin(facts.father or Kin(), "father") + _kin(facts.mother or Kin(), "mother")
        blocks.append(Item("guardian.signature", "guardian-sign", "sign", g.name, state=g.sign))
    else:
        blocks.append(Item("client.phone", "phone", "phone", person.phone))
    blocks += [
        Item("client.signature", "client-sign", "sign", person.name, state=facts.client_sign),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
        Item("date", "sign-date", "date", day),
    ]
    return Form("case-consent", "case-consent", blocks, facts.number, prose=CLAUSES)


def assessment(facts: CaseFacts, hand: Hand) -> Form:
    """预估表."""
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        Item("date", "assessed", "date", facts.assessment),
        Item("grade", "need-grade", "grade", facts.grade),
        category_item((facts.inner_category.get("assessment", facts.category),), hand),
        Item("problem", "problem", "long", facts.problem),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
    ]
    return Form("case-assessment", "case-assessment", blocks, facts.number)


def plan(facts: CaseFacts, hand: Hand) -> Form:
    """服务计划."""
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        Item("date", "plan-date", "date", facts.plan),
        category_item((facts.inner_category.get("plan", facts.category),), hand),
    ]
    if facts.theory is not None:
        blocks.append(Item("theory", "theory", "long", facts.theory))
    blocks += [
        Item("goals", "goals", "long", facts.goals),
        Item("narrative", "steps", "long", facts.steps),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
        *facts.plan_approvals,
    ]
    return Form("case-plan", "case-plan", blocks, facts.number)


def session(facts: CaseFacts, record: Session, hand: Hand) -> Form:
    """过程记录, one session."""
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        Item("sequence", "sequence", "int", record.sequence),
        Item("date", "session-date", "date", record.day),
        Item("time", "session-time", "text", record.time),
        Item("venue", "venue", "text", record.venue),
        Item("method", "method", "ticks", options=METHODS, ticked=(record.method,)),
        Item("narrative", "narrative", "long", record.narrative),
        Item("reflection", "reflection", "long", record.reflection),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
        *record.approvals,
    ]
    if record.response is not None:
        blocks.append(Item("response", "response", "long", record.response))
    return Form("case-session", "case-session", blocks, facts.number)


def session_rows(facts: CaseFacts, hand: Hand) -> Form:
    """过程记录 as rows of one long table."""
    columns: list[tuple[str, str, Kind]] = [
        ("sequence", "sequence", "int"), ("date", "session-date", "date"), ("method", "method", "text"),
        ("narrative", "narrative", "long"), ("reflection", "reflection", "long"),
    ]  # fmt: skip
    with_response = any(s.response is not None for s in facts.sessions)
    roles = list(dict.fromkeys(a.role for s in facts.sessions for a in s.approvals))
    columns += [(f"approval.{role}", role, "text") for role in roles]
    if with_response:
        columns.append(("response", "response", "long"))
    rows: list[list[str | int | date | None]] = []
    for s in facts.sessions:
        row: list[str | int | date | None] = [s.sequence, s.day, s.method, s.narrative, s.reflection]
        row += [next((f"{a.opinion}{a.name}" for a in s.approvals if a.role == role), "") for role in roles]
        if with_response:
            row.append(s.response or "")
        rows.append(row)
    head: list[Item | Rows | Approve] = [Item("client.name", "client", "text", shown(facts, hand))]
    return Form("case-session", "case-session", [*head, Rows("sessions", tuple(columns), rows)], facts.number)


def crisis(facts: CaseFacts, hand: Hand) -> Form:
    """危机介入记录."""
    c = facts.crisis
    assert c is not None
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        Item("event_date", "event-date", "date", c.event_day),
        Item("known_date", "known-date", "date", c.known),
        Item("response_date", "response-date", "date", c.response),
        Item("event", "event", "long", c.event),
        Item("measures", "measures", "long", c.measures),
        Item("reported_to", "reported", "long", c.reported),
        Item("emergency_response", "emergency", "long", c.emergency),
        Item("support", "support", "long", c.support),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
    ]
    return Form("case-crisis", "case-crisis", blocks, facts.number)


def closing(facts: CaseFacts, hand: Hand) -> Form:
    """结案报告."""
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        category_item((facts.inner_category.get("closing", facts.category),), hand),
        Item("date", "closed", "date", facts.closed),
    ]
    if facts.closing_sessions is not None:
        blocks.append(Item("session_count", "sessions", "int", facts.closing_sessions))
    blocks += [
        Item("reason", "closing-reason", "text", facts.closing_reason),
        Item("narrative", "closing-narrative", "long", facts.closing_text),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
        *facts.closing_approvals,
    ]
    return Form("case-closing", "case-closing", blocks, facts.number)


def followup(facts: CaseFacts, entry: tuple[date, str, str], hand: Hand) -> Form:
    """结案后回访."""
    day, method, text = entry
    blocks: list[Item | Rows | Approve] = [
        Item("client.name", "client", "text", shown(facts, hand)),
        Item("date", "followup-date", "date", day),
        Item("method", "followup-method", "text", method),
        Item("narrative", "followup-text", "long", text),
        Item("worker_signature", "worker-sign", "sign", facts.worker, state="ink"),
    ]
    return Form("case-followup", "case-followup", blocks, facts.number)


def case_forms(facts: CaseFacts, hand: Hand) -> list[tuple[str, Form]]:
    """All papers of the case in filing order as (kind, form)."""
    out: list[tuple[str, Form]] = []

    def add(kind: str, form: Form) -> None:
        if kind not in facts.without:
            out.append((kind, form))

    add("cover", cover(facts, hand))
    add("intake", intake(facts, hand))
    if facts.consent:
        add("consent", consent(facts, hand))
    if facts.assessment:
        add("assessment", assessment(facts, hand))
    if facts.plan:
        add("plan", plan(facts, hand))
    if facts.crisis:
        add("crisis", crisis(facts, hand))
    if hand.row_style == "long-table" and facts.sessions:
        add("sessions", session_rows(facts, hand))
    else:
        for record in facts.sessions:
            add("sessions", session(facts, record, hand))
    if facts.closed:
        add("closing", closing(facts, hand))
    for entry in facts.followups:
        add("followup", followup(facts, entry, hand))
    return out
