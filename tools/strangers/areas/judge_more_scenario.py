"""The stations A7–A9 as facts: defects stand elsewhere than in `scenario`, and more kinds of near misses are planted.

Kept out of tuning. Every expectation was thought through from the catalogue, "Readings settled" included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tools.strangers.areas.facts import (
    Activity,
    Area,
    Comment,
    Group,
    Meeting,
    Plan,
    PlanRow,
    Survey,
    Talk,
    TeamWork,
)
from tools.strangers.areas.judge_more_service import calls, figures, funds, others, satisfaction, volunteers
from tools.strangers.areas.scenario import Making
from tools.strangers.areas.words import Words

PLACES = (
    ("北亭街", ("亭角社区", "贝岗社区", "练溪社区", "穗石社区")),
    ("凤浦镇", ("凤尾村", "笔岗社区", "火村社区", "萝峰社区")),
    ("龙津街", ("逢源社区", "耀华社区", "光扬社区", "厚德社区")),
)  # fmt: skip


@dataclass(slots=True)
class Wider(Area):
    """An area with a little more."""

    flavour: int = 0
    overlap: bool = False
    """One worker's activity and group session overlap."""

    def activity_hours(self, at: int) -> str:
        return "15:00—17:00" if self.overlap and at == 1 else "9:30—11:30"


def invent_more(
    seed: int, words: Words, clean: bool = False, places: tuple[tuple[str, tuple[str, ...]], ...] = PLACES
) -> Wider:
    """The station of a seed; ``seed % 3`` says which groups and papers have which defect, and which of ``places`` it is."""
    m = Making(seed, words, clean)
    turn = seed % 3
    street, communities = places[turn]
    m.area = Wider(
        f"{street}社会工作服务站", list(communities), {"东片区": list(communities[:2]), "西片区": list(communities[2:])}, m.area.workers,
        flavour=turn,
    )  # fmt: skip
    for part in (
        _groups,
        _activities,
        _plans,
        _talks,
        _teams,
        volunteers,
        satisfaction,
        funds,
        calls,
        figures,
        others,
    ):
        part(m, turn)  # fmt: skip
    return m.area  # type: ignore[return-value]


def _groups(m: Making, turn: int) -> None:
    area, w = m.area, m.words
    for at, own in enumerate(w.groups):
        begin = date(2025, 1, 6) + timedelta(days=at * 4 + turn)
        count = (4, 3, 5)[(at + turn) % 3]
        members = m.names(m.rng.randint(8, 11))
        group = Group(
            own.name, f"{('XZ', '小组', 'G')[turn]}2025-{at + 1:03d}", own.kind, area.communities[at % 4], area.workers[at % 4], "", members, count,
            own.goal, own.theory, m.fine(begin), begin, [], True, count, "", list(own.knowledge), list(own.feelings), (),
        )  # fmt: skip
        for n in range(1, count + 1):
            day = begin + timedelta(days=7 * n)
            came = len(members) - m.rng.randint(1, 3)
            group.meetings.append(
                Meeting(n, day, came, came, m.next("told", w.told), m.next("roles", w.roles), "", m.fine(day))
            )
        group.summary_day = group.meetings[-1].day + timedelta(days=6)
        group.summary = m.fine(group.summary_day)
        if own.kind == "教育":
            group.test, group.phases = ("mixed", "objective", "mixed")[(at + turn) % 3], ("前测", "后测")  # type: ignore[assignment]
        area.groups.append(group)
    g = area.groups
    education, others = [0, 1, 2, 3], [4, 5, 6, 7]
    e = education[turn:] + education[:turn]
    o = others[turn:] + others[:turn]
    # near: one item with a right answer is enough; praise asks for nothing; a remark that was answered
    g[e[0]].test = "mixed"
    g[e[0]].knowledge = g[e[0]].knowledge[:1]
    area.near.append(("group-test-subjective", g[e[0]].name))
    g[o[1]].meetings[1].comment.text = w.neutral[3]
    g[o[2]].meetings[0].comment.text, g[o[2]].meetings[0].comment.response = w.asks[0], w.responses[0]
    area.near += [("group-comment-unanswered", g[o[1]].name), ("group-comment-unanswered", g[o[2]].name)]
    # near: a guest led, the record tells what the worker did
    for at, (leader, told) in zip((e[3], o[1]), w.guest_with_worker, strict=True):
        g[at].meetings[1].leader, g[at].meetings[1].told = leader, told
        area.near.append(("group-worker-role-missing", g[at].name))
    g[o[1]].meetings[1].role = ""
    # near: a running group has neither post-test nor all its sessions
    runs = g[e[3]]
    runs.finished, runs.phases = False, ("前测",)
    runs.meetings.pop()
    area.near += [("group-test-missing", runs.name), ("group-session-count-conflict", runs.name)]
    if m.clean:
        return
    only = g[e[1]]
    only.test = "subjective"
    area.expect("group-test-subjective", only.name, only.number, why="only self-rating")
    lacks = g[e[2]]
    lacks.phases = (("前测",), ("后测",), ())[turn]
    area.expect("group-test-missing", lacks.name, lacks.number, why=f"has {lacks.phases}")
    for at, (leader, told) in zip((e[2], o[3]), w.guest, strict=True):
        meeting = g[at].meetings[2 if turn == 1 else 1]
        meeting.leader, meeting.told, meeting.role = leader, told, ""
        area.expect("group-worker-role-missing", g[at].name, g[at].number, why=leader)
    g[o[0]].meetings[1].comment = Comment("", False)
    g[e[0]].summary = Comment("", False)
    g[o[3]].plan = Comment("", False)
    for at in (o[0], e[0], o[3]):
        area.expect("group-approval-missing", g[at].name, g[at].number)
    g[o[1]].meetings[2].comment.text = w.asks[1]
    g[e[2]].plan.text = w.asks[2]
    for at in (o[1], e[2]):
        area.expect("group-comment-unanswered", g[at].name, g[at].number)
    g[o[2]].meetings[1].came = len(g[o[2]].members)
    area.expect("group-attendance-conflict", g[o[2]].name, g[o[2]].number)
    g[o[0]].stated += 2
    area.expect("group-session-count-conflict", g[o[0]].name, g[o[0]].number)
    early = g[e[1]].meetings[1]
    early.comment.day = early.day - timedelta(days=5)
    area.expect("approval-before-record", g[e[1]].name, g[e[1]].number)


def _activities(m: Making, turn: int) -> None:
    area: Wider = m.area  # type: ignore[assignment]
    for at, (name, place, target, told) in enumerate(m.words.activities):
        day = (date(2025, 2, 11), date(2025, 1, 18), date(2025, 4, 12))[at]
        came = m.rng.randint(13, 19)
        area.activities.append(Activity(
            name, area.communities[at], area.workers[at], day, place, target, came, came, m.names(came), told,
            Comment(m.next("neutral", m.words.neutral), True, day - timedelta(days=5)), m.fine(day + timedelta(days=2)),
        ))  # fmt: skip
    if m.bad:
        a, b = area.activities[turn], area.activities[(turn + 1) % 3]
        a.plan = Comment("", False)
        area.expect("group-approval-missing", a.name)
        b.came += 4
        area.expect("group-attendance-conflict", b.name)
        third = area.activities[(turn + 2) % 3]
        third.place = "XX社区活动室"
        area.expect("template-residue", third.name)
        if turn == 2:
            session = area.groups[5].meetings[0]
            moved = area.activities[1]
            moved.day = session.day
            moved.plan.day, moved.summary.day = (
                session.day - timedelta(days=4),
                session.day + timedelta(days=3),
            )
            area.overlap = True
            area.expect("worker-time-overlap", area.workers[1])


def _plans(m: Making, turn: int) -> None:
    area, w = m.area, m.words
    rows = [PlanRow(*row) for row in w.plan_rows]
    area.plans = [
        Plan("全站计划", w.plan_titles[0], w.plan_goal, list(rows)),
        Plan("片区计划", w.plan_titles[1], w.plan_goal, list(rows)),
        Plan("项目计划", w.plan_titles[2], w.plan_goal, list(rows[::2])),
    ]
    area.surveys = [
        Survey("居民调研", w.survey_titles[0], *w.survey),
        Survey("儿童调研", w.survey_titles[1], *w.survey),
    ]
    if m.bad:
        first, second = (
            (("resources",), ("time",)),
            (("time",), ("resources",)),
            (("resources", "time"), ("form",)),
        )[turn]
        area.plans[1].lacks, area.plans[2].lacks = first, second
        area.expect("plan-element-missing", "片区计划", w.plan_titles[1], why=str(first))
        area.expect("plan-element-missing", "项目计划", w.plan_titles[2], why=str(second))
        survey = area.surveys[1]
        for part in (("background", "plan"), ("use",), ("method",))[turn]:
            setattr(survey, part, "")
        area.expect("survey-section-missing", "儿童调研", w.survey_titles[1])


def _talks(m: Making, turn: int) -> None:
    area = m.area
    for at, (name, content) in enumerate(m.words.talks):
        day = date(2025, 2, 6) + timedelta(days=15 * at)
        host, recorder, *present = m.names(7)
        area.talks.append(
            Talk(name, day, "9:30-11:00", "三楼多功能室", host, "、".join(present), recorder, day, content)
        )
    if m.bad:
        a, b, c = (0 + turn) % 5, (2 + turn) % 5, (3 + turn) % 5
        area.talks[a].recorder, area.talks[b].recorded = "", None
        area.talks[c].recorder, area.talks[c].recorded = "", None
        for rule, at in (("recorder", a), ("time", b), ("recorder", c), ("time", c)):
            area.expect(f"meeting-{rule}-missing", area.talks[at].name)


def _teams(m: Making, turn: int) -> None:
    area = m.area
    for at, team in enumerate(m.words.teams):
        for n in range(2):
            day = date(2025, 1, 11) + timedelta(days=at * 11 + n * 42)
            either = ((True, False), (False, True), (True, True))[(at + n + turn) % 3]
            area.team_works.append(TeamWork(
                team, area.communities[at], day, "14:00-16:30", area.communities[at] + "内", m.rng.randint(4, 10), m.next("team", m.words.team_told),
                area.workers[at], either,
            ))  # fmt: skip
    area.near.append(("team-approval-missing", area.team_works[(turn + 1) % 4 * 2].team))
    if m.bad:
        for at in (turn * 2, (turn + 2) % 4 * 2 + 1):
            area.team_works[at].approved = (False, False)
            area.expect("team-approval-missing", area.team_works[at].team)
