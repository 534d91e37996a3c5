"""The expectations are checked against the catalogue's wording, computed afresh from the facts."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from tools.strangers.draws import BAND_HIGH, BAND_LOW
from tools.strangers.scenario import AS_OF, INTERVALS, invent_station

SEEDS = [1, 2, 3, 4, 90_000, 90_001, 90_002, 90_003, 90_004, 10_000, 10_003]


def late(case):
    if case.crisis is None:
        return False
    event = case.crisis.event_day
    days = [s.day for s in case.sessions]
    if (days[0] - event).days > 3:
        return True
    end = min(AS_OF, case.closed or AS_OF, event + timedelta(days=28))
    gaps = [(b - a).days for a, b in itertools.pairwise(days) if (a - event).days <= 28]
    return max(gaps, default=0) > 7 or (end - days[-1]).days > 7


def unsupported(case):
    return case.crisis is not None and not (
        case.crisis.reported or case.crisis.emergency or case.crisis.support
    )


def unreturned(case):
    if case.closed is None or (AS_OF - case.closed).days <= 30:
        return False
    return not any(0 <= (day - case.closed).days <= 30 for day, _, _ in case.followups)


def unapproved(case):
    for approvals in (case.plan_approvals if case.plan else [], *(s.approvals for s in case.sessions)):
        if approvals and all(a.empty for a in approvals):
            return True
    return False


def phones_missing(case):
    if case.consent is None or case.person.age(case.consent) >= 18:
        return False
    parents = [p for p in (case.father, case.mother) if p]
    alive = [p for p in parents if "已故" not in p.name]
    return bool(alive) and not any(p.phone.isdigit() for p in alive)


def guardian_unsigned(case):
    return case.consent is not None and case.person.age(case.consent) < 18 and case.guardian.sign != "ink"


def consent_after(case):
    return (
        case.consent is not None and bool(case.sessions) and case.consent > min(s.day for s in case.sessions)
    )


def disordered(case):
    chain = [
        case.opened,
        *([case.plan] if case.plan else []),
        *(s.day for s in case.sessions),
        *([case.closed] if case.closed else []),
    ]
    return chain != sorted(chain) or max(chain) > AS_OF


def miscounted(case):
    stated = {n for n in (case.stated_sessions, case.closing_sessions) if n is not None}
    return bool(stated - {len(case.sessions)})


CASE_ORACLES = {
    "case-crisis-followup-late": late,
    "case-crisis-support-missing": unsupported,
    "case-closing-followup-missing": unreturned,
    "case-approval-missing": unapproved,
    "case-guardian-phone-missing": phones_missing,
    "case-guardian-signature-missing": guardian_unsigned,
    "case-consent-late": consent_after,
    "case-consent-missing": lambda c: c.consent is None and bool(c.sessions),
    "case-dates-disordered": disordered,
    "case-session-count-conflict": miscounted,
    "case-theory-missing": lambda c: bool(c.plan) and c.theory in ("", "无"),
    "case-comment-unanswered": lambda c: any(
        s.response == "" and any("请" in a.opinion or "建议" in a.opinion for a in s.approvals)
        for s in c.sessions
    ),
}


def solitary(house, at=60):
    return bool({"独居", "孤寡"} & set(house.category)) and house.person.age(AS_OF) >= at


def six_months_before(day):
    month = day.month - 6 if day.month > 6 else day.month + 6
    return date(day.year - (day.month <= 6), month, day.day)


HOUSE_ORACLES = {
    "archive-cover-grade-conflict": lambda h: h.cover_grade != h.assessments[-1].grade,
    "archive-grade-signature-typed": lambda h: (
        "typed" in (h.assessments[-1].direct_sign, h.assessments[-1].worker_sign)
    ),
    "archive-grade-signature-missing": lambda h: (
        "blank" in (h.assessments[-1].direct_sign, h.assessments[-1].worker_sign)
    ),
    "archive-rating-conflict": lambda h: (
        {i[0]: i[1] for i in h.assessments[-1].items}["生活环境"] != h.living
    ),
    "archive-reassessment-overdue": lambda h: h.assessments[-1].day < six_months_before(AS_OF),
    "archive-elderly-alone-undergraded": lambda h: solitary(h) and h.assessments[-1].grade == 4,
    "archive-visits-too-few": lambda h: (
        len([c for c in h.contacts if c.day >= date(2025, 1, 1)])
        < (AS_OF - max(h.opened, date(2025, 1, 1))).days // INTERVALS[h.assessments[-1].grade]
    ),
    "archive-phone-only": lambda h: solitary(h) and all(c.kind == "call" for c in h.contacts),
    "archive-collaboration-vague": lambda h: any(len(c.text) < 20 for c in h.collaborations),
    "archive-collaboration-client-missing": lambda h: any(not c.facts for c in h.collaborations),
    "archive-score-sum-wrong": lambda h: (
        sum(i[2] for i in h.assessments[-1].items) != h.assessments[-1].total
    ),
    "archive-grade-band-wrong": lambda h: (
        not BAND_LOW[h.assessments[-1].grade] <= h.assessments[-1].total <= BAND_HIGH[h.assessments[-1].grade]
    ),
    "archive-identity-invalid": lambda h: bool(h.id_printed or h.sex_printed),
}


@pytest.mark.parametrize("clean", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_expectations_follow_from_the_facts(seed, clean):
    station = invent_station(seed, clean)
    for oracles, records in ((CASE_ORACLES, station.cases), (HOUSE_ORACLES, station.households)):
        for rule, holds in oracles.items():
            wanted = {e.keys[0] for e in station.expected if e.rule == rule}
            assert {r.number for r in records if holds(r)} == wanted, rule


@pytest.mark.parametrize("seed", SEEDS)
def test_visits_are_enough_even_when_the_period_begins_at_the_opening(seed):
    station = invent_station(seed, clean=True)
    for house in station.households:
        assert len(house.contacts) >= (AS_OF - house.opened).days // INTERVALS[house.assessments[-1].grade]
