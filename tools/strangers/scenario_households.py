"""The household archives of a stranger station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tools.strangers import draws
from tools.strangers.facts import Contacted, Cooperated, HouseholdFacts
from tools.strangers.scenario import AS_OF, INTERVALS, Expected, Making

Change = Callable[[Making, HouseholdFacts], None]


def base(making: Making, at: int, grade: int, ago: int, pinned: bool) -> HouseholdFacts:
    """An ordinary household opened so many days ago; ``pinned`` rates its living environment 良好."""
    number, community = making.household_number(at)
    opened = AS_OF - timedelta(days=ago)
    facts = draws.draw_household(
        making.rng, making.crowd, number, community, opened, AS_OF, grade, INTERVALS[grade], opened
    )
    if pinned:
        _rated(making, facts, "良好")
    return facts


def _rated(making: Making, facts: HouseholdFacts, living: str) -> None:
    facts.living = living
    newest = facts.assessments[-1]
    newest.items, newest.total = draws.draw_items(making.rng, newest.grade, living)


def _solitary(
    making: Making, facts: HouseholdFacts, low: int = 66, high: int = 84, kind: str = "独居"
) -> None:
    facts.person = making.crowd.someone(low, high, AS_OF)
    facts.category, facts.living_status = (kind,), "独居"


def _contacts(facts: HouseholdFacts, days: list[int], kinds: str) -> None:
    """Contacts so many days after the opening; v for a visit, c for a call."""
    texts = [c.text for c in facts.contacts] or ["生活平稳，无特别需要。"]
    facts.contacts = [
        Contacted(facts.opened + timedelta(days=d), "visit" if k == "v" else "call", texts[at % len(texts)])
        for at, (d, k) in enumerate(zip(days, kinds, strict=True))
    ]


def cover_other(making: Making, facts: HouseholdFacts) -> None:
    facts.cover_grade = 4
    making.expect("archive-cover-grade-conflict", facts)


def cover_follows_newest(making: Making, facts: HouseholdFacts) -> None:
    newest = facts.assessments[-1]
    older = draws.draw_assessment(making.rng, 4, facts.opened + timedelta(days=1), facts.living)
    newest.day = max(newest.day, facts.opened + timedelta(days=15))
    older.direct_sign = older.worker_sign = "typed"
    facts.assessments = [older, newest]
    for rule in ("archive-cover-grade-conflict", "archive-grade-signature-typed"):
        making.near(rule, facts)


def direct_typed(making: Making, facts: HouseholdFacts) -> None:
    facts.assessments[-1].direct_sign = "typed"
    making.expect("archive-grade-signature-typed", facts)


def both_typed(making: Making, facts: HouseholdFacts) -> None:
    facts.assessments[-1].direct_sign = facts.assessments[-1].worker_sign = "typed"
    making.expect("archive-grade-signature-typed", facts)


def direct_blank(making: Making, facts: HouseholdFacts) -> None:
    facts.assessments[-1].direct_sign = "blank"
    making.expect("archive-grade-signature-missing", facts)


def both_blank(making: Making, facts: HouseholdFacts) -> None:
    facts.assessments[-1].direct_sign = facts.assessments[-1].worker_sign = "blank"
    making.expect("archive-grade-signature-missing", facts)


def rating_conflict(making: Making, facts: HouseholdFacts) -> None:
    _rated(making, facts, "良好")
    facts.living = "一般"
    making.expect("archive-rating-conflict", facts)


def overdue(making: Making, facts: HouseholdFacts) -> None:
    facts.assessments[-1].day = facts.opened + timedelta(days=3)
    making.expect("archive-reassessment-overdue", facts)


def six_months(making: Making, facts: HouseholdFacts) -> None:
    facts.assessments[-1].day = date(AS_OF.year - 1, AS_OF.month + 6, AS_OF.day)
    making.near("archive-reassessment-overdue", facts)


def undergraded(making: Making, facts: HouseholdFacts) -> None:
    _solitary(making, facts)
    making.expect("archive-elderly-alone-undergraded", facts)


def childless(making: Making, facts: HouseholdFacts) -> None:
    _solitary(making, facts, kind="孤寡")
    making.expect("archive-elderly-alone-undergraded", facts)


def fifty_nine(making: Making, facts: HouseholdFacts) -> None:
    _solitary(making, facts, 59, 59)
    making.near("archive-elderly-alone-undergraded", facts)


def graver_elder(making: Making, facts: HouseholdFacts) -> None:
    _solitary(making, facts)
    making.near("archive-elderly-alone-undergraded", facts)


def too_few(making: Making, facts: HouseholdFacts) -> None:
    _contacts(facts, [9, 41], "vv")
    making.expect("archive-visits-too-few", facts)


def far_too_few(making: Making, facts: HouseholdFacts) -> None:
    _contacts(facts, [5, 30, 62], "vcv")
    making.expect("archive-visits-too-few", facts)


def just_enough(making: Making, facts: HouseholdFacts) -> None:
    days = (AS_OF - facts.opened).days
    count = days // 30
    _contacts(facts, [5 + at * 27 for at in range(count)], ("vc" * count)[:count])
    making.near("archive-visits-too-few", facts)


def phone_only(making: Making, facts: HouseholdFacts) -> None:
    _solitary(making, facts)
    for contact in facts.contacts:
        contact.kind = "call"
    making.expect("archive-phone-only", facts)


def phone_and_one_visit(making: Making, facts: HouseholdFacts) -> None:
    _solitary(making, facts)
    for contact in facts.contacts:
        contact.kind = "call"
    facts.contacts[1].kind = "visit"
    making.near("archive-phone-only", facts)


def phone_family(making: Making, facts: HouseholdFacts) -> None:
    for contact in facts.contacts:
        contact.kind = "call"
    making.near("archive-phone-only", facts)


def _cooperated(making: Making, facts: HouseholdFacts) -> Cooperated:
    done = draws.draw_collaboration(making.rng, facts, facts.opened + timedelta(days=25))
    facts.collaborations = [done]
    return done


def vague_empty(making: Making, facts: HouseholdFacts) -> None:
    _cooperated(making, facts).text = ""
    making.expect("archive-collaboration-vague", facts)


def vague_short(making: Making, facts: HouseholdFacts) -> None:
    _cooperated(making, facts).text = making.rng.choice(
        ("已协同跟进。", "双方保持沟通，正常。", "做好协同服务工作")
    )
    making.expect("archive-collaboration-vague", facts)


def client_unknown(making: Making, facts: HouseholdFacts) -> None:
    _cooperated(making, facts).facts = ""
    making.expect("archive-collaboration-client-missing", facts)


def client_brief(making: Making, facts: HouseholdFacts) -> None:
    done = _cooperated(making, facts)
    done.facts = f"{facts.person.sex}，{facts.person.age(AS_OF)}岁，低保户，与家人同住。"
    making.near("archive-collaboration-client-missing", facts)


def sum_wrong(making: Making, facts: HouseholdFacts) -> None:
    newest = facts.assessments[-1]
    low, high = draws.BAND_LOW[newest.grade], draws.BAND_HIGH[newest.grade]
    newest.total = newest.total + 3 if newest.total + 3 <= high else max(low, newest.total - 4)
    making.expect("archive-score-sum-wrong", facts)


def band_wrong(making: Making, facts: HouseholdFacts) -> None:
    newest = facts.assessments[-1]
    newest.items, newest.total = draws.draw_items(making.rng, 4, facts.living)
    making.expect("archive-grade-band-wrong", facts)


def id_checksum(making: Making, facts: HouseholdFacts) -> None:
    number = facts.person.id_number
    facts.id_printed = number[:-1] + ("1" if number[-1] != "1" else "2")
    making.expect("archive-identity-invalid", facts)


def id_sex(making: Making, facts: HouseholdFacts) -> None:
    facts.sex_printed = "女" if facts.person.sex == "男" else "男"
    making.expect("archive-identity-invalid", facts)


def _twice(making: Making) -> None:
    one, two = making.station.households[3], making.station.households[-4]
    touched = {n for e in making.station.expected for n in e.keys} | {n for _, n in making.station.near}
    free = [h for h in making.station.households if h.number not in touched and h.person.age(AS_OF) < 60]
    if len(free) >= 2:
        one, two = free[0], free[-1]
    two.person, two.collaborations = one.person, []
    keys = (one.number, two.number, one.person.name)
    making.station.expected.append(Expected("archive-duplicated", "household-archive", keys))


HOUSEHOLDS: tuple[tuple[int, int, str, Change | None], ...] = (
    # (grade, days since opening, district wanted: 1, 2 or any, change)
    (3, 110, "any", cover_other), (3, 95, "any", cover_other), (3, 120, "any", cover_follows_newest),
    (4, 100, "any", direct_typed), (3, 90, "any", both_typed), (4, 105, "any", direct_blank), (3, 99, "any", both_blank),
    (4, 100, "1", rating_conflict), (4, 85, "2", rating_conflict),
    (4, 240, "any", overdue), (4, 230, "any", overdue), (4, 186, "any", six_months),
    (4, 110, "any", undergraded), (4, 100, "any", childless), (4, 100, "any", fifty_nine), (3, 100, "any", graver_elder),
    (3, 125, "any", too_few), (2, 100, "any", far_too_few), (3, 125, "any", just_enough),
    (3, 110, "any", phone_only), (3, 100, "any", phone_only), (3, 105, "any", phone_and_one_visit), (3, 95, "any", phone_family),
    (4, 90, "any", vague_empty), (4, 95, "any", vague_short), (4, 100, "any", client_unknown), (3, 90, "any", client_unknown),
    (4, 80, "any", client_brief), (4, 100, "any", sum_wrong), (3, 100, "any", sum_wrong),
    (3, 90, "any", band_wrong), (3, 110, "any", band_wrong), (4, 100, "any", id_checksum), (4, 90, "any", id_sex),
    (4, 80, "any", None), (4, 100, "any", None), (3, 90, "any", None), (2, 85, "any", None), (4, 120, "any", None), (4, 70, "any", None),
)  # fmt: skip
HARMLESS = {
    cover_follows_newest, six_months, fifty_nine, graver_elder, just_enough, phone_and_one_visit, phone_family, client_brief,
}  # fmt: skip


def add_households(making: Making, clean: bool) -> None:
    """Add all household archives."""
    order = list(range(len(HOUSEHOLDS)))
    making.rng.shuffle(order)
    for slot, at in enumerate(order):
        grade, ago, wanted, change = HOUSEHOLDS[at]
        community = (0, 2, 1, 3, 2)[slot % 5]
        if wanted == "1":
            community %= 2
        elif wanted == "2":
            community = 2 + community % 2
        pinned = community >= 2 and not clean
        facts = base(making, community, grade, ago, pinned)
        if change is not None and (not clean or change in HARMLESS):
            change(making, facts)
        if not facts.collaborations and facts.living_status != "独居" and making.rng.random() < 0.4:
            facts.collaborations = [
                draws.draw_collaboration(making.rng, facts, facts.opened + timedelta(days=20))
            ]
        making.station.households.append(facts)
    if not clean:
        making.station.expected.append(Expected("archive-rating-uniform", "district", ("第二片区",)))
        _twice(making)
    for facts in making.station.households:
        facts.collaborations = [c for c in facts.collaborations if c.day is None or c.day <= AS_OF]
