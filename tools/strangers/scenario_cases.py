"""The cases of a stranger station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from rapidfuzz.fuzz import ratio

from tools.strangers import draws, texts
from tools.strangers.facts import CaseFacts, Kin
from tools.strangers.papers import Approve
from tools.strangers.people import id_number
from tools.strangers.scenario import AS_OF, Expected, Making

Change = Callable[[Making, CaseFacts], None]


def back(days: int) -> date:
    """A day so long before the as-of date."""
    return AS_OF - timedelta(days=days)


def base(making: Making, at: int, minor: bool = False, closed: bool = False, opened: int = 0, response: bool = False,
         roles: tuple[str, ...] = ("supervisor",), grade: int = 3) -> CaseFacts:  # fmt: skip
    """An ordinary case: open ones have a session in the last month, closed ones a return visit within 30 days."""
    number, community = making.case_number(at)
    sessions = 3
    ago = opened or (120 if closed else 50)
    facts = draws.draw_case(
        making.rng,
        making.crowd,
        number,
        community,
        back(ago - making.rng.randint(0, 5)),
        minor,
        sessions,
        14,
        closed,
        roles,
        response,
    )
    facts.grade = 4 if at >= 2 else grade
    return facts


# ---- each defect and near miss: what is changed and what must follow ---------------------------------------------------


def grandmother(making: Making, facts: CaseFacts, with_phone: bool = True) -> None:
    old = making.crowd.someone(60, 72, AS_OF, "女")
    facts.guardian = Kin(old.name, "祖孙", old.phone if with_phone else "", "ink")


def parents_unreachable(making: Making, facts: CaseFacts) -> None:
    grandmother(making, facts)
    assert facts.father and facts.mother
    facts.father.phone, facts.mother.phone = "", ""
    making.expect("case-guardian-phone-missing", facts, why="奶奶签名，父母电话空白")


def parents_dashes(making: Making, facts: CaseFacts) -> None:
    grandmother(making, facts)
    assert facts.father and facts.mother
    facts.father.phone, facts.mother.phone = "无", "—"
    making.expect("case-guardian-phone-missing", facts, why="父母电话写无")


def father_reachable(making: Making, facts: CaseFacts) -> None:
    grandmother(making, facts, with_phone=False)
    assert facts.mother
    facts.mother.phone = ""
    making.near("case-guardian-phone-missing", facts)


def orphan(making: Making, facts: CaseFacts) -> None:
    grandmother(making, facts)
    assert facts.father and facts.mother
    facts.father = Kin(facts.father.name + "（已故）", "父亲", "/")
    facts.mother = Kin(facts.mother.name + "（已故）", "母亲", "/")
    making.near("case-guardian-phone-missing", facts)


def guardian_typed(making: Making, facts: CaseFacts) -> None:
    assert facts.guardian
    facts.guardian.sign = "typed"
    making.expect("case-guardian-signature-missing", facts)


def guardian_blank(making: Making, facts: CaseFacts) -> None:
    assert facts.guardian
    facts.guardian.sign = "blank"
    making.expect("case-guardian-signature-missing", facts)


def eighteen_today(making: Making, facts: CaseFacts) -> None:
    day = facts.consent
    assert day
    facts.person.birth = date(day.year - 18, day.month, day.day)
    facts.person.id_number = id_number(making.rng, facts.person.birth, facts.person.sex)
    facts.guardian = Kin()
    facts.father = facts.mother = None
    making.near("case-guardian-signature-missing", facts)
    making.near("case-guardian-phone-missing", facts)


def category_intake(making: Making, facts: CaseFacts) -> None:
    facts.category, facts.cover_ticks = "一般", ("重点",)
    making.expect("case-cover-category-conflict", facts)


def category_closing(making: Making, facts: CaseFacts) -> None:
    facts.category, facts.cover_ticks = "重点", ("一般",)
    making.expect("case-cover-category-conflict", facts)


def category_both(making: Making, facts: CaseFacts) -> None:
    facts.category, facts.cover_ticks = "重点", ("重点", "一般")
    making.expect("case-cover-category-ambiguous", facts)
    making.near("case-cover-category-conflict", facts)


def category_none(making: Making, facts: CaseFacts) -> None:
    facts.cover_ticks = ()
    making.expect("case-cover-category-ambiguous", facts)
    making.near("case-cover-category-conflict", facts)


def crisis_second_late(making: Making, facts: CaseFacts) -> None:
    draws.make_crisis(facts, making.rng, back(48), (2, 19, 24, 30, 36), 0)
    making.expect("case-crisis-followup-late", facts, why="第二次跟进在17天后")
    assert facts.crisis
    facts.crisis.reported = facts.crisis.emergency = facts.crisis.support = ""
    making.expect("case-crisis-support-missing", facts)


def crisis_first_late(making: Making, facts: CaseFacts) -> None:
    draws.make_crisis(facts, making.rng, back(46), (6, 11, 17, 23, 29), 1)
    assert facts.crisis
    facts.crisis.response = facts.sessions[0].day
    making.expect("case-crisis-followup-late", facts, why="首次跟进在第6天")
    making.near("case-crisis-support-missing", facts)


def crisis_alone(making: Making, facts: CaseFacts) -> None:
    draws.make_crisis(facts, making.rng, back(45), (2, 7, 13, 20, 26, 32), 2)
    assert facts.crisis
    facts.crisis.reported = facts.crisis.emergency = facts.crisis.support = ""
    making.expect("case-crisis-support-missing", facts)
    making.near("case-crisis-followup-late", facts)


def crisis_seven_days(making: Making, facts: CaseFacts) -> None:
    draws.make_crisis(facts, making.rng, back(50), (3, 10, 17, 24, 31, 44), 3)
    assert facts.crisis
    facts.crisis.emergency = facts.crisis.support = ""
    making.near("case-crisis-followup-late", facts)
    making.near("case-crisis-support-missing", facts)


def plan_unapproved(making: Making, facts: CaseFacts) -> None:
    for a in facts.plan_approvals:
        a.opinion, a.state, a.day = "", "blank", None
    making.expect("case-approval-missing", facts)


def session_unapproved(making: Making, facts: CaseFacts) -> None:
    for a in facts.sessions[1].approvals:
        a.opinion, a.state, a.day = "", "blank", None
    making.expect("case-approval-missing", facts)


def one_of_two(making: Making, facts: CaseFacts) -> None:
    for approvals in (facts.plan_approvals, *(s.approvals for s in facts.sessions)):
        head = next(a for a in approvals if a.role == "district_head")
        head.opinion, head.state, head.day = "", "blank", None
    making.near("case-approval-missing", facts)


def remark_only(making: Making, facts: CaseFacts) -> None:
    facts.plan_approvals = [Approve("supervisor", "同意按计划开展。")]
    making.near("case-approval-missing", facts)


def comment_open(making: Making, facts: CaseFacts) -> None:
    facts.sessions[-1].approvals[0].opinion = making.rng.choice(texts.COMMENTS_ASKING)
    facts.sessions[-1].response = ""
    making.expect("case-comment-unanswered", facts)


def comment_praise(making: Making, facts: CaseFacts) -> None:
    for session in facts.sessions:
        session.approvals[0].opinion = making.rng.choice(("同意。", "已阅，记录清楚，做得好。"))
        session.response = ""
    facts.sessions[0].approvals[0].opinion = making.rng.choice(texts.COMMENTS_ASKING)
    facts.sessions[0].response = making.rng.choice(texts.RESPONSES)
    making.near("case-comment-unanswered", facts)


def never_returned(making: Making, facts: CaseFacts) -> None:
    facts.followups = []
    making.expect("case-closing-followup-missing", facts)


def returned_late(making: Making, facts: CaseFacts) -> None:
    assert facts.closed
    facts.followups = [(facts.closed + timedelta(days=41), "入户", "社工上门回访，服务对象生活平稳。")]
    making.expect("case-closing-followup-missing", facts)


def returned_day_30(making: Making, facts: CaseFacts) -> None:
    assert facts.closed
    facts.followups = [
        (facts.closed + timedelta(days=30), "电话", "服务对象表示一切顺利，继续参加社区活动。")
    ]
    making.near("case-closing-followup-missing", facts)


def just_closed(making: Making, facts: CaseFacts) -> None:
    facts.followups = []
    making.near("case-closing-followup-missing", facts)


def no_theory(making: Making, facts: CaseFacts) -> None:
    facts.theory = making.rng.choice(("", "无"))
    making.expect("case-theory-missing", facts)


def theory_in_steps(making: Making, facts: CaseFacts) -> None:
    facts.theory = None
    facts.steps = "运用优势视角，引导服务对象发现自身和家庭的资源；" + facts.steps
    making.near("case-theory-missing", facts)


def no_consent(making: Making, facts: CaseFacts) -> None:
    facts.consent = None
    making.expect("case-consent-missing", facts)


def client_typed(making: Making, facts: CaseFacts) -> None:
    facts.client_sign = "typed"
    making.expect("case-consent-signature-missing", facts)


def client_blank(making: Making, facts: CaseFacts) -> None:
    facts.client_sign = "blank"
    making.expect("case-consent-signature-missing", facts)


def consent_late(making: Making, facts: CaseFacts) -> None:
    facts.consent = facts.sessions[0].day + timedelta(days=5)
    making.expect("case-consent-late", facts)


def consent_same_day(making: Making, facts: CaseFacts) -> None:
    facts.consent = facts.sessions[0].day
    making.near("case-consent-late", facts)


def count_wrong(making: Making, facts: CaseFacts) -> None:
    facts.stated_sessions = len(facts.sessions) + 2
    facts.closing_sessions = facts.stated_sessions if facts.closed else None
    making.expect("case-session-count-conflict", facts)


def session_before_plan(making: Making, facts: CaseFacts) -> None:
    facts.plan = facts.sessions[0].day + timedelta(days=3)
    for a in facts.plan_approvals:
        a.day = facts.plan
    making.expect("case-dates-disordered", facts)


def sessions_swapped(making: Making, facts: CaseFacts) -> None:
    one, two = facts.sessions[0], facts.sessions[1]
    one.day, two.day = two.day, one.day
    for session in (one, two):
        for a in session.approvals:
            a.day = session.day + timedelta(days=1)
    making.expect("case-dates-disordered", facts)


def told_crisis(making: Making, facts: CaseFacts) -> None:
    at = sum(e.rule == "case-crisis-unrecognised" for e in making.station.expected)
    said = (
        "服务对象说上周三晚上丈夫酒后动手打她，手臂有多处淤青，这已是本月第二次家暴。",
        "服务对象透露三天前曾吞服大量安眠药企图自杀，被家人送院洗胃后昨日出院。",
    )[at]
    facts.sessions[1].narrative = said + facts.sessions[1].narrative
    making.expect("case-crisis-unrecognised", facts)


def denied_crisis(making: Making, facts: CaseFacts) -> None:
    facts.sessions[0].narrative += "社工评估风险，服务对象否认有自杀或自伤的想法。"
    making.near("case-crisis-unrecognised", facts)


def no_plan(making: Making, facts: CaseFacts) -> None:
    facts.plan = facts.assessment = None
    making.expect("case-documents-incomplete", facts)


def no_intake(making: Making, facts: CaseFacts) -> None:
    facts.without.add("intake")
    making.expect("case-documents-incomplete", facts)


def add_cases(making: Making, clean: bool) -> None:
    """Add all cases; in a clean station the same kinds of case without their defects."""
    minor, closed = {"minor": True}, {"closed": True}
    heads = {"roles": ("district_head", "deputy_head")}
    plan: list[tuple[dict[str, object], Change]] = [
        (minor, parents_unreachable), (minor, parents_dashes), (minor, father_reachable), (minor, orphan),
        (minor, guardian_typed), (minor, guardian_blank), (minor, eighteen_today),
        ({}, category_intake), (closed, category_closing), ({}, category_both), ({}, category_none),
        ({}, crisis_second_late), ({}, crisis_first_late), ({}, crisis_alone), ({}, crisis_seven_days),
        ({}, plan_unapproved), ({}, session_unapproved), (heads, one_of_two), ({}, remark_only),
        ({"response": True}, comment_open), ({"response": True, **heads}, comment_open), ({"response": True}, comment_praise),
        (closed, never_returned), (closed, returned_late), (closed, returned_day_30), ({"closed": True, "opened": 68}, just_closed),
        ({}, no_theory), (closed, no_theory), ({}, theory_in_steps),
        ({}, no_consent), (closed, no_consent), ({}, client_typed), ({}, client_blank), ({}, consent_late), ({}, consent_late),
        ({}, consent_same_day), ({}, count_wrong), (closed, count_wrong), ({}, session_before_plan), ({}, sessions_swapped),
        ({}, told_crisis), ({}, told_crisis), ({}, denied_crisis), ({}, no_plan), (closed, no_intake),
    ]  # fmt: skip
    harmless = {father_reachable, orphan, crisis_seven_days, one_of_two, remark_only, comment_praise, returned_day_30,
                just_closed, theory_in_steps, consent_same_day, denied_crisis, eighteen_today}  # fmt: skip
    order = list(range(len(plan)))
    making.rng.shuffle(order)
    for slot, at in enumerate(order):
        options, change = plan[at]
        facts = base(making, slot % 4, **options)  # type: ignore[arg-type]
        if not clean or change in harmless:
            change(making, facts)
        _tell_apart(making, facts)
        making.station.cases.append(facts)
    _grades(making, clean)
    if not clean:
        _same_story(making)


def _tell_apart(making: Making, facts: CaseFacts) -> None:
    """Redraw narratives that happen to resemble another one: only the planted pairs may tell the same story."""
    for session in facts.sessions:
        while max((ratio(session.narrative, told) for told in making.told), default=0.0) > 78:
            session.narrative = texts.narrative(making.rng)
        making.told.append(session.narrative)


def _grades(making: Making, clean: bool) -> None:
    """Second district: every open case of the lowest grade, though graver clients live there; not in a clean station."""
    second = set(making.station.districts["第二片区"])
    for facts in making.station.cases:
        facts.grade = 4 if facts.community in second and not clean else 2 + making.rng.randrange(2)
        if facts.community not in second:
            facts.grade = 2 + making.rng.randrange(2)
    if not clean:
        making.station.expected.append(Expected("case-grade-priority", "district", ("第二片区",)))


def _same_story(making: Making) -> None:
    """Two pairs of cases whose records tell the same story; either case of a pair may be the subject."""
    touched = {k for e in making.station.expected for k in e.keys} | {n for _, n in making.station.near}
    free = [c for c in making.station.cases if c.number not in touched]
    pool = [
        c for c in (free if len(free) >= 4 else making.station.cases) if not c.crisis and len(c.sessions) > 1
    ]
    pool = [c for c in pool if not any(w in c.sessions[0].narrative for w in ("家暴", "自杀"))]
    for at, (one, two) in enumerate(zip(*[iter(making.rng.sample(pool, 4))] * 2, strict=True)):
        two.sessions[-1].narrative = one.sessions[0].narrative
        keys = (one.number, two.number, one.person.name, two.person.name)
        making.station.expected.append(Expected("case-narrative-duplicated", "case", keys, why=f"pair {at}"))
