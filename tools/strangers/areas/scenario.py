"""What the facts of a strange station's further papers are, and what an evaluator must find in them.

Every expectation was thought through from the catalogue, "Readings settled" included: a finished educational group needs both
tests, a target of four or less is behind only below its floor, the 16th birthday counts as reached on the day itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tools.strangers.areas.facts import (
    Activity,
    Answer,
    Area,
    Call,
    Comment,
    Core,
    Entry,
    Fund,
    Group,
    Meeting,
    Month,
    Plan,
    PlanRow,
    Referral,
    Survey,
    Talk,
    Target,
    TeamWork,
    Volunteer,
)
from tools.strangers.areas.words import Words
from tools.strangers.people import WORKERS, Crowd, phone

STATIONS = (
    ("河清街", ("临江社区", "荔湾里社区", "古榕社区", "车陂社区")),
    ("石井镇", ("同德社区", "瑶台社区", "松柏社区", "鹅掌社区")),
    ("东望街", ("金雁社区", "梓园社区", "麓湖社区", "竹丝社区")),
    ("南墟镇", ("桂子村", "罗涌社区", "上滘社区", "沙坑社区")),
)  # fmt: skip
NO_COMMENT = Comment()


class Making:
    """Chance, people and words while a station is being invented."""

    def __init__(self, seed: int, words: Words, clean: bool) -> None:
        self.rng = random.Random(seed)
        self.crowd = Crowd(self.rng)
        self.words, self.clean = words, clean
        street, communities = STATIONS[seed % len(STATIONS)]
        workers = self.rng.sample(WORKERS, 4)
        self.area = Area(
            f"{street}社工服务站", list(communities), {"第一片区": list(communities[:2]), "第二片区": list(communities[2:])}, workers,
        )  # fmt: skip
        self.said: dict[str, int] = {}

    @property
    def bad(self) -> bool:
        """Defects are wanted."""
        return not self.clean

    def next(self, key: str, options: tuple[str, ...]) -> str:
        """The options in turn."""
        at = self.said.get(key, -1) + 1
        self.said[key] = at
        return options[at % len(options)]

    def names(self, count: int) -> list[str]:
        return [self.crowd.someone(20, 75, date(2025, 1, 1)).name for _ in range(count)]

    def fine(self, day: date) -> Comment:
        """An approval that is all right."""
        return Comment(
            self.next("neutral", self.words.neutral), True, day + timedelta(days=self.rng.randint(1, 4))
        )


def invent_area(seed: int, words: Words, clean: bool = False) -> Area:
    """The station of a seed in a vocabulary; ``clean``: of the same size, and nothing is wrong."""
    making = Making(seed, words, clean)
    parts: list[Callable[[Making], None]] = [
        _groups, _activities, _plans, _talks, _teams, _volunteers, _satisfaction, _funds, _calls, _figures, _others,
    ]  # fmt: skip
    for part in parts:
        part(making)
    return making.area


# ---- groups ----------------------------------------------------------------------------------------------------------


def _groups(m: Making) -> None:
    area, w = m.area, m.words
    for at, own in enumerate(w.groups):
        begin = date(2025, 1, 8) + timedelta(days=at * 3)
        count = 3 if at % 2 else 4
        members = m.names(m.rng.randint(7, 10))
        group = Group(
            own.name, f"2025-X{at + 1:02d}", own.kind, area.communities[at % 4], area.workers[at % 4], "", members, count, own.goal, own.theory,
            m.fine(begin), begin, [], True, count, "", list(own.knowledge), list(own.feelings), (),
        )  # fmt: skip
        for n in range(1, count + 1):
            day = begin + timedelta(days=7 * n)
            came = len(members) - m.rng.randint(0, 2)
            group.meetings.append(
                Meeting(n, day, came, came, m.next("told", w.told), m.next("roles", w.roles), "", m.fine(day))
            )
        group.summary_day = group.meetings[-1].day + timedelta(days=5)
        group.summary = m.fine(group.summary_day)
        if own.kind == "教育":
            group.test, group.phases = "mixed", ("前测", "后测")
        area.groups.append(group)
    g = area.groups
    g[0].test = "objective"
    area.near.append(("group-test-subjective", g[0].name))
    # a comment that asks for nothing needs no answer; one that asks and was answered is fine
    g[6].meetings[0].comment.text = w.neutral[3]
    area.near.append(("group-comment-unanswered", g[6].name))
    g[5].meetings[0].comment.text, g[5].meetings[0].comment.response = w.asks[0], w.responses[0]
    area.near.append(("group-comment-unanswered", g[5].name))
    for at, (leader, told) in zip((3, 5), w.guest_with_worker, strict=True):
        g[at].meetings[1].leader, g[at].meetings[1].told = leader, told
        area.near.append(("group-worker-role-missing", g[at].name))
    # a group that still runs: fewer sessions than planned, no post-test yet
    g[3].finished = False
    g[3].meetings.pop()
    g[3].phases = ("前测",)
    area.near += [("group-test-missing", g[3].name), ("group-session-count-conflict", g[3].name)]
    if m.clean:
        return
    g[1].test = "subjective"
    area.expect("group-test-subjective", g[1].name, g[1].number, why="only self-rating")
    g[2].phases = ("前测",)
    area.expect("group-test-missing", g[2].name, g[2].number, why="no post-test")
    for at, (leader, told) in zip((4, 7), w.guest, strict=True):
        meeting = g[at].meetings[1]
        meeting.leader, meeting.told, meeting.role = leader, told, ""
        area.expect("group-worker-role-missing", g[at].name, g[at].number, why=leader)
    g[4].meetings[0].comment = Comment("", False)
    g[6].summary = Comment("", False)
    g[1].plan = Comment("", False)
    for at in (4, 6, 1):
        area.expect("group-approval-missing", g[at].name, g[at].number)
    g[0].meetings[1].comment.text, g[0].meetings[1].comment.response = w.asks[1], ""
    g[7].plan.text, g[7].plan.response = w.asks[2], ""
    for at in (0, 7):
        area.expect("group-comment-unanswered", g[at].name, g[at].number)
    g[5].meetings[2].came = g[5].meetings[2].signed + 2
    area.expect("group-attendance-conflict", g[5].name, g[5].number)
    g[2].planned += 1
    g[2].stated += 1
    area.expect("group-session-count-conflict", g[2].name, g[2].number)


def _activities(m: Making) -> None:
    area = m.area
    for at, (name, place, target, told) in enumerate(m.words.activities):
        day = date(2025, 3, 15) + timedelta(days=14 * at)
        came = m.rng.randint(12, 18)
        activity = Activity(
            name, area.communities[at], area.workers[at], day, place, target, came, came, m.names(came), told,
            Comment(m.next("neutral", m.words.neutral), True, day - timedelta(days=6)), m.fine(day + timedelta(days=2)),
        )  # fmt: skip
        area.activities.append(activity)
    if m.bad:
        area.activities[1].summary = Comment("", False)
        area.expect("group-approval-missing", area.activities[1].name)
        area.activities[2].came += 3
        area.expect("group-attendance-conflict", area.activities[2].name)


def _plans(m: Making) -> None:
    area, w = m.area, m.words
    rows = [PlanRow(*row) for row in w.plan_rows]
    area.plans = [
        Plan("计划甲", w.plan_titles[0], w.plan_goal, list(rows)),
        Plan("计划乙", w.plan_titles[1], w.plan_goal, list(rows[:2])),
        Plan("计划丙", w.plan_titles[2], w.plan_goal, list(rows[1:])),
    ]
    area.surveys = [
        Survey("调研甲", w.survey_titles[0], *w.survey),
        Survey("调研乙", w.survey_titles[1], *w.survey),
    ]
    if m.bad:
        area.plans[1].lacks = ("resources",)
        area.plans[2].lacks = ("time",)
        area.surveys[1].plan = area.surveys[1].use = ""
        area.expect("plan-element-missing", "计划乙", why="no resources")
        area.expect("plan-element-missing", "计划丙", why="no time")
        area.expect("survey-section-missing", "调研乙", why="no plan, no use")


# ---- volunteers and meetings -----------------------------------------------------------------------------------------


def _talks(m: Making) -> None:
    area = m.area
    for at, (name, content) in enumerate(m.words.talks):
        day = date(2025, 3, 3) + timedelta(days=12 * at)
        host, recorder, *present = m.names(6)
        area.talks.append(
            Talk(name, day, "14:30-16:00", "二楼会议室", host, "、".join(present), recorder, day, content)
        )
    if m.bad:
        area.talks[1].recorder = ""
        area.talks[2].recorded = None
        area.talks[4].recorder, area.talks[4].recorded = "", None
        for rule, at in (("recorder", 1), ("time", 2), ("recorder", 4), ("time", 4)):
            area.expect(f"meeting-{rule}-missing", area.talks[at].name)


def _teams(m: Making) -> None:
    area = m.area
    for at, team in enumerate(m.words.teams):
        for turn in range(2):
            day = date(2025, 2, 8) + timedelta(days=at * 9 + turn * 35)
            area.team_works.append(TeamWork(
                team, area.communities[at], day, "9:00-11:00", "社区内", m.rng.randint(5, 12), m.next("team", m.words.team_told),
                area.workers[at], (True, False) if (at + turn) % 2 else (True, True),
            ))  # fmt: skip
    area.near.append(("team-approval-missing", area.team_works[1].team))
    if m.bad:
        for at in (3, 6):
            area.team_works[at].approved = (False, False)
            area.expect("team-approval-missing", area.team_works[at].team)


def _volunteers(m: Making) -> None:
    area = m.area

    def child(age: int, day: date, sign: str, consent: str | None = None) -> Volunteer:
        person = m.crowd.someone(age, age, day)
        parent = m.crowd.someone(38, 48, day, surname=person.name[0])
        made = Volunteer(
            person, day, m.next("team-of", m.words.teams), parent.name, "父亲" if parent.sex == "男" else "母亲", parent.phone,
            sign, consent,  # type: ignore[arg-type]
        )  # fmt: skip
        area.volunteers.append(made)
        return made

    first = date(2025, 2, 22)
    child(12, first, "ink")
    sixteen = child(15, first + timedelta(days=2), "blank")
    sixteen.person.birth = date(2009, 2, 24)  # sixteen on the very day
    sixteen.person.id_number = ""
    area.near.append(("volunteer-guardian-signature-missing", sixteen.person.name))
    separate = child(13, first + timedelta(days=5), "blank", "ink")
    area.near.append(("volunteer-guardian-signature-missing", separate.person.name))
    for at in range(3):
        grown = m.crowd.someone(24, 60, first)
        area.volunteers.append(Volunteer(grown, first + timedelta(days=at), m.words.teams[at]))
    for age, sign, consent in ((11, "blank", None), (14, "typed", None), (10, "blank", "blank")):
        own = child(
            age,
            first + timedelta(days=age),
            "ink" if m.clean else sign,
            ("ink" if m.clean else consent) if consent else None,
        )
        if m.bad:
            area.expect("volunteer-guardian-signature-missing", own.person.name, why=f"{age}, {sign}")
    names = m.names(3)
    for at, name in enumerate(names):
        papers = ("rating", "plan") if m.bad and at == 2 else ("rating", "plan", "followup")
        area.cores.append(Core(name, m.words.teams[at], papers))
    if m.bad:
        area.expect("core-volunteer-papers-missing", names[2])
    area.hours = [
        (name, m.rng.randint(2, 9), m.rng.randint(4, 30) + 0.5 * (at % 2))
        for at, name in enumerate(m.names(6))
    ]
    area.hours_total = sum(h for _, _, h in area.hours)
    if m.bad:
        area.hours_total += 10
        area.expect("volunteer-hours-conflict", "", why="sum of the platform's table")


def _satisfaction(m: Making) -> None:
    area, w = m.area, m.words
    area.on_list = 236
    area.asked = 82 if m.bad else 104
    area.satisfied = area.asked - 6
    for at in range(9):
        asks = at in (2, 5, 7)
        answer = Answer(
            m.crowd.someone(30, 85, area.survey_day).name, area.communities[at % 4], date(2025, 4, 14) + timedelta(days=at), 10 - at % 3,
            m.next("requests", w.requests) if asks else m.next("contented", w.contented), "",
        )  # fmt: skip
        if at == 2:
            answer.followup = w.followups[0]
            area.near.append(("satisfaction-request-open", answer.name))
        elif asks and m.clean:
            answer.followup = w.followups[1]
        elif asks:
            area.expect("satisfaction-request-open", answer.name)
        area.answers.append(answer)
    if m.bad:
        area.expect("satisfaction-sample-short", "", why="82 of 236")


def _funds(m: Making) -> None:
    area, w = m.area, m.words

    def fund(at: int, opening: float, raised: list[float], spent: list[float]) -> Fund:
        balance, entries = opening, []
        for turn in range(max(len(raised), len(spent))):
            day = date(2025, 1, 15) + timedelta(days=turn * 20 + at)
            if turn < len(raised):
                balance += raised[turn]
                entries.append(Entry(day, m.next("in", w.fund_in), raised[turn], 0, balance))
            if turn < len(spent):
                balance -= spent[turn]
                entries.append(
                    Entry(day + timedelta(days=6), m.next("out", w.fund_out), 0, spent[turn], balance)
                )
        made = Fund(area.communities[at] + "慈善基金", area.communities[at], opening, entries)
        area.funds.append(made)
        return made

    fund(0, 2600, [6000, 4000], [1500, 800])  # exactly ten thousand is enough
    area.near.append(("fund-below-threshold", area.funds[0].name))
    low = fund(1, 21000, [3000, 2500.5] if m.bad else [9000, 2500.5], [1000, 600])
    idle = fund(2, 4000, [8000, 7000], [] if m.bad else [1200])
    wrong = fund(3, 0, [12000, 3000], [2000, 500])
    if m.bad:
        area.expect("fund-below-threshold", low.name)
        area.expect("fund-inactive", idle.name)
        for entry in wrong.entries[2:]:
            entry.balance += 90
        area.expect("fund-balance-wrong", wrong.name)


def _calls(m: Making) -> None:
    area, w = m.area, m.words
    for at in range(8):
        missed = at in (1, 3, 6)
        day = date(2025, 3, 4) + timedelta(days=5 * at)
        back = day + timedelta(days=1) if missed else None
        if missed and m.bad and at == 3:
            back = None
        if missed and m.bad and at == 6:
            back = day + timedelta(days=4)
        area.calls.append(
            Call(
                day,
                f"{9 + at}:{10 + at}",
                m.crowd.someone(30, 70, day).name,
                phone(m.rng),
                "" if missed else m.next("calls", w.calls),
                missed,
                back,
                area.workers[at % 4],
            )
        )
    area.near.append(("hotline-call-missed", area.calls[1].who))
    if m.bad:
        area.expect("hotline-call-missed", "", why="two missed calls without a call back in time")


# ---- figures ---------------------------------------------------------------------------------------------------------


def share(done: float, target: float) -> str:
    """The percentage to two digits, half up."""
    return f"{(Decimal(str(done)) * 100 / Decimal(str(target))).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%"


def _figures(m: Making) -> None:
    area = m.area
    # 120 of 365 days have gone: 32.9 %, less five points 27.9 %
    for at, (name, unit, target) in enumerate(m.words.targets):
        part = {1: 0.21, 5: 0.12} if m.bad else {}
        near = 0.29 if at == 4 else 0.36 + 0.02 * (at % 3)
        done = round(target * part.get(at, near)) or 1
        if at == 4:
            done = -(-target * 28 // 100)
        if at == 7:
            done = 0
        area.targets.append(Target(name, unit, target, done, share(done, target)))
        if at in part:
            area.expect("indicator-behind", name)
    area.near += [("indicator-behind", area.targets[4].name), ("indicator-behind", area.targets[7].name)]
    if m.bad:
        wrong = area.targets[8]
        wrong.percent = share(wrong.done + 2, wrong.target)
        area.expect("indicator-percent-wrong", wrong.name)
    area.months = [Month(n, 10, 10 + (n % 2), 5, 6) for n in range(1, 5)]
    if m.bad:
        area.months[2].present = 9
        area.expect("staffing-short", "", why="March: 9 of 10")
    area.training = [(name, 16 + m.rng.randint(0, 9)) for name in area.workers]
    if m.bad:
        area.training[1] = (area.training[1][0], 11)
        area.expect("training-hours-short", "", why="one person 11 of 16")


def _others(m: Making) -> None:
    area, w = m.area, m.words
    area.policy = list(zip(w.grades, w.frequencies, strict=True))
    if m.bad:
        area.policy[2] = (w.grades[2], "")
        area.expect("callback-policy-incomplete", "", why="no frequency for the third grade")
    who = m.crowd.someone(45, 60, date(2025, 3, 1))
    area.referral = Referral(
        "2025-G01",
        who.name,
        area.communities[0],
        area.workers[0],
        date(2025, 3, 18),
        w.referral[0],
        w.referral[1],
        "ink",
        date(2025, 3, 21),
    )
    if m.bad:
        area.referral.receipt = None
        area.expect("referral-incomplete", area.referral.number, who.name)
    area.supervision = [
        (date(2025, 3, 6) + timedelta(days=30 * at), topic, "督导" + m.names(1)[0], area.workers[at], advice)
        for at, (topic, advice) in enumerate(w.supervision)
    ]
    visits, calls, cases, sessions, groups, events = (t.done for t in area.targets[:6])
    t = area.targets
    area.report = [
        ("一、基本情况", [f"{area.name}服务4个社区，分为2个片区，现有社工10名，其中持证社工6名、非持证社工4名。"]),
        ("二、指标完成情况", [
            f"截至2025年4月30日，完成{t[0].name}{visits}{t[0].unit}，完成率{t[0].percent}；{t[1].name}{calls}{t[1].unit}；开展专业个案{cases}例，个案服务{sessions}节；开展小组{groups}个；举办社区活动{events}场。",
            f"协议要求开展专业个案{t[2].target}例，实际完成{cases}例，完成率为{share(cases + (2 if m.bad else 0), t[2].target)}。",
        ]),
        ("三、服务成效", [f"本期共举办社区活动{events + (3 if m.bad else 0)}场，开展小组{groups}个，受到居民好评。", "链接社会资源折合12500.5元，其中物资8200.5元、资金4300元。"]),
        ("四、存在不足", ["部分社区参与率不高，下阶段计划增设两个流动服务点。"]),
    ]  # fmt: skip
    if m.bad:
        area.expect("report-figure-conflict", "", why="number of activities")
        area.expect("report-percent-wrong", "", why="share of cases")
