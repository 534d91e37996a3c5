"""Random but ordinary facts: a case or a household in which nothing is wrong."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tools.strangers import texts
from tools.strangers.facts import (
    Assessed,
    CaseFacts,
    Contacted,
    Cooperated,
    Crisis,
    HouseholdFacts,
    Kin,
    Session,
)
from tools.strangers.papers import Approve
from tools.strangers.people import WORKERS, Crowd

BAND_LOW = {1: 80, 2: 60, 3: 40, 4: 0}
BAND_HIGH = {1: 100, 2: 79, 3: 59, 4: 39}
ITEMS = ("经济状况", "身体健康", "自理能力", "生活环境", "家庭支持")
SCORES = {"良好": (3, 8), "一般": (9, 14), "较差": (15, 20)}


def approved(role: str, day: date, rng: random.Random, opinion: str = "") -> Approve:
    """A filled approval."""
    return Approve(role, opinion or rng.choice(texts.COMMENTS_NEUTRAL), "ink", rng.choice(WORKERS), day)


def draw_session(
    rng: random.Random, at: int, day: date, roles: tuple[str, ...] = (), response: str | None = None
) -> Session:
    """One ordinary session."""
    hour = rng.randint(9, 16)
    method = rng.choice(("面谈", "入户"))
    return Session(
        at, day, f"{hour}:00—{hour}:50", rng.choice(texts.PLACES), method, texts.narrative(rng), rng.choice(texts.REFLECTIONS),
        "按计划跟进", [approved(r, day + timedelta(days=1), rng) for r in roles], response,
    )  # fmt: skip


def draw_case(
    rng: random.Random, crowd: Crowd, number: str, community: str, opened: date, minor: bool = False, sessions: int = 3,
    gap: int = 14, closed: bool = False, roles: tuple[str, ...] = ("supervisor",), response: bool = False,
) -> CaseFacts:  # fmt: skip
    """An ordinary case opened on a day; the closing comes ten days after the last session."""
    person = crowd.someone(6, 15, opened) if minor else crowd.someone(30, 58, opened)
    facts = CaseFacts(
        number, community, person, rng.choice(WORKERS), rng.choice(("重点", "一般")), grade=rng.choice((2, 3))
    )
    facts.opened = opened
    facts.consent = opened
    facts.assessment = opened + timedelta(days=2)
    facts.plan = opened + timedelta(days=4)
    facts.theory = rng.choice(texts.THEORIES)
    facts.problem = rng.choice(texts.PROBLEMS)
    facts.goals, facts.steps = rng.choice(texts.GOALS), rng.choice(texts.STEPS)
    facts.source = rng.choice(("社工发现", "主动求助", "社区转介"))
    facts.plan_approvals = [approved(r, facts.plan + timedelta(days=1), rng) for r in roles]
    if minor:
        father = crowd.someone(34, 46, opened, "男", person.name[0])
        mother = crowd.someone(32, 44, opened, "女")
        facts.father = Kin(father.name, "父亲", father.phone)
        facts.mother = Kin(mother.name, "母亲", mother.phone)
        facts.guardian = Kin(mother.name, "母子" if person.sex == "男" else "母女", mother.phone, "ink")
    day = opened + timedelta(days=7)
    for at in range(1, sessions + 1):
        facts.sessions.append(
            draw_session(rng, at, day, roles, rng.choice(texts.RESPONSES) if response else None)
        )
        day += timedelta(days=gap)
    facts.stated_sessions = sessions
    if closed:
        facts.closed = facts.sessions[-1].day + timedelta(days=10)
        facts.closing_text = rng.choice(texts.CLOSINGS_CASE)
        facts.closing_sessions = sessions
        facts.closing_approvals = [approved(r, facts.closed + timedelta(days=1), rng) for r in roles]
        facts.followups = [
            (facts.closed + timedelta(days=20), "入户", "社工上门回访，" + rng.choice(texts.CLOSINGS_CASE))
        ]
    return facts


CRISES = (
    ("火灾", "{day}凌晨家中厨房突发火灾，老人被邻居救出，房屋部分烧毁。"),
    ("亲人离世", "{day}服务对象的丈夫因车祸突然离世，其情绪崩溃，无法照顾自己。"),
    ("家暴", "{day}服务对象遭丈夫殴打，面部受伤，连夜带孩子离家。"),
    ("自伤", "{day}服务对象割腕自伤，被家人发现送医。"),
)


def make_crisis(
    facts: CaseFacts, rng: random.Random, event_day: date, days: tuple[int, ...], kind: int = 0
) -> None:
    """Turn a case into a crisis case with follow-ups so many days after the event."""
    facts.category = "危机"
    facts.model = "危机介入模式"
    facts.theory = "危机介入理论"
    facts.grade = 2
    event = CRISES[kind % len(CRISES)][1].format(day=f"{event_day.month}月{event_day.day}日")
    facts.problem = event
    facts.opened = event_day + timedelta(days=1)
    facts.consent = facts.opened
    facts.assessment = facts.opened
    facts.plan = facts.opened + timedelta(days=1)
    for at in facts.plan_approvals:
        at.day = facts.plan
    facts.crisis = Crisis(
        event, event_day, event_day, event_day + timedelta(days=1), "社工到场评估危险程度，安抚情绪，协助安排临时住处并联系亲属。",
        f"{event_day.month}月{event_day.day}日电话报告督导及机构主任", "机构已启动突发事件应急预案，主任到场统筹。",
        "督导当晚为社工作危机督导，另派一名同事协同跟进。",
    )  # fmt: skip
    facts.sessions = []
    for at, after in enumerate(days, 1):
        roles = tuple(a.role for a in facts.plan_approvals)
        facts.sessions.append(draw_session(rng, at, event_day + timedelta(days=after), roles))
    facts.stated_sessions = len(days)


def draw_items(rng: random.Random, grade: int, environment: str) -> tuple[list[tuple[str, str, int]], int]:
    """Item ratings and scores whose sum falls well inside the grade's band; 生活环境 as told."""
    while True:
        weights = {1: (0, 1, 9), 2: (1, 5, 4), 3: (3, 5, 1), 4: (6, 3, 1)}[grade]
        items = []
        for name in ITEMS:
            rating = environment if name == "生活环境" else rng.choices(("良好", "一般", "较差"), weights)[0]
            items.append((name, rating, rng.randint(*SCORES[rating])))
        total = sum(i[2] for i in items)
        if BAND_LOW[grade] <= total <= BAND_HIGH[grade]:
            return items, total


def draw_assessment(rng: random.Random, grade: int, day: date, environment: str) -> Assessed:
    """One ordinary assessment."""
    items, total = draw_items(rng, grade, environment)
    return Assessed(day, items, total, grade)


def draw_household(
    rng: random.Random, crowd: Crowd, number: str, community: str, opened: date, as_of: date, grade: int, interval: int,
    start: date,
) -> HouseholdFacts:  # fmt: skip
    """An ordinary household: assessed within half a year, contacted as often as its grade asks."""
    person = crowd.someone(35, 57, opened)
    worker, direct = rng.sample(WORKERS, 2)
    living = rng.choice(("良好", "一般", "一般", "较差"))
    facts = HouseholdFacts(
        number,
        community,
        person,
        worker,
        direct,
        opened,
        (rng.choice(("低保", "残疾", "特困")),),
        grade,
        living,
    )
    assessed = max(opened + timedelta(days=3), as_of - timedelta(days=rng.randint(40, 150)))
    facts.assessments = [draw_assessment(rng, grade, assessed, living)]
    facts.contacts = draw_contacts(rng, person.name, max(start, opened), as_of, interval)
    if grade <= 2:
        facts.plan = (assessed + timedelta(days=5), assessed + timedelta(days=180))
    return facts


def draw_contacts(
    rng: random.Random, who: str, start: date, as_of: date, interval: int, kinds: str = "vvc"
) -> list[Contacted]:
    """Contacts a little closer together than the interval, from the start to the as-of date."""
    out = []
    step = max(4, round(interval * 0.85))
    day = start + timedelta(days=rng.randint(1, max(1, min(step - 1, 12))))
    at = 0
    while day <= as_of:
        visit = kinds[at % len(kinds)] == "v"
        text = texts.fill(texts.VISITS[rng.randrange(len(texts.VISITS))], rng, who[0] + "先生/女士"[:2])
        out.append(Contacted(day, "visit" if visit else "call", text))
        day += timedelta(days=step)
        at += 1
    return out


def draw_collaboration(rng: random.Random, facts: HouseholdFacts, day: date) -> Cooperated:
    """An ordinary collaboration table."""
    age = str(facts.person.age(day))
    return Cooperated(
        day, texts.fill(rng.choice(texts.FACTS), rng, facts.person.name, age=age, sex=facts.person.sex),
        texts.fill(rng.choice(texts.COLLABORATIONS), rng, facts.person.name), facts.direct_worker,
    )  # fmt: skip
