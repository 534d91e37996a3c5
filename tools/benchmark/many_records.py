"""Ten thousand records with nothing wrong in most of them: what the rules alone cost.

Two mixes. ``STATIONS``: eight stations as a mid-term evaluation finds them, each with some thirty cases and a thousand
households in 19 communities, who were visited or called five times in the period. ``CASES``: one case for every four
households, nine contacts each, and cases are the records with most papers and longest narratives: harder than any
station known.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from auditor.engine.examples import build_record, station_of
from auditor.records.model import Record
from auditor.records.station import Station

AS_OF = date(2025, 3, 10)
PERIOD = (date(2024, 6, 15), date(2025, 6, 14))
COMMUNITIES = 19
BANDS = "一级：80-100分；二级：60-79分；三级：40-59分；四级：39分及以下"
STORY = "2024年10月10日，项目社工与直聘社工一同入户探访，协助填写临时救助申请并核对资料。"
LETTERS = (
    "的一是不了人在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学"
    "如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将"
    "两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及"
    "比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统"
)
"""Frequent characters, the most frequent first."""


def _any_ideographs(draw: random.Random, length: int = 220) -> str:
    return "".join(chr(draw.randrange(0x4E00, 0x5E00)) for _ in range(length))


@dataclass(frozen=True, slots=True)
class Mix:
    """How many records of which kind; ``records`` of them altogether, cut down in proportion by `many_records`."""

    name: str
    cases: int
    households: int
    rosters: int
    groups: int = 0
    activities: int = 0
    volunteers: int = 0
    teams: int = 0
    funds: int = 0
    plans: int = 0
    grade: int = 3
    """Grade of each household; it says how often to visit or call."""
    contacts: int = 9
    """Contacts of each household."""
    contact: str = "x"
    """What the record of a contact says after the day."""
    story: Callable[[random.Random], str] = _any_ideographs

    @property
    def kinds(self) -> str:
        """The figures in words."""
        names = (
            "cases",
            "households",
            "rosters",
            "groups",
            "activities",
            "volunteers",
            "teams",
            "funds",
            "plans",
        )
        return ", ".join(f"{getattr(self, name):,} {name}" for name in names if getattr(self, name))


def _prose(draw: random.Random, length: int = 220) -> str:
    """Characters as frequent as in writing, with punctuation, and no two texts alike."""
    letters = draw.choices(LETTERS, _FREQUENCIES, k=length)
    for at in range(11, length, 12):
        letters[at] = "。" if at % 3 else "，"
    return "".join(letters)


_FREQUENCIES = [1 / (rank + 5) for rank in range(len(LETTERS))]

STATIONS = Mix(
    "eight stations", cases=240, households=7_792, rosters=152, groups=88, activities=504, volunteers=968,
    teams=80, funds=152, plans=24, grade=4, contacts=5,
    contact="社工上门探访，了解近期身体和生活情况，提醒天气转凉注意添衣，服务对象表示一切安好。",
    story=_prose,
)  # fmt: skip
CASES = Mix("a fifth of them cases", cases=2_000, households=7_981, rosters=19)


def many_records(count: int = 10_000, seed: int = 1, mix: Mix = STATIONS) -> Station:
    """A station of ``count`` records in the proportions of ``mix``; every community has rosters."""
    share = count / 10_000
    rosters = max(1, round(mix.rosters * min(share, 1)))
    draw = random.Random(seed)
    cases, households = round(mix.cases * share), range(round(mix.households * share))
    records = [_case(index, draw, mix) for index in range(cases)]
    records += [_household(index, draw, mix) for index in households]
    records += [_roster(index, rosters, households, mix.grade) for index in range(rosters)]
    for number, build in (
        (mix.groups, _group), (mix.activities, _activity), (mix.volunteers, _volunteer), (mix.teams, _team),
        (mix.funds, _fund), (mix.plans, _plan),
    ):  # fmt: skip
        records += [build(index, draw) for index in range(round(number * share))]
    return station_of(records, {})


def _record(kind: str, described: dict[str, Any]) -> Record:
    record: Record = build_record(kind, described)
    return record


def many_narratives(count: int = 20_000, seed: int = 1) -> tuple[list[str], set[tuple[int, int]]]:
    """Narratives of a city, and the pairs that were copied with one word in thirty changed.

    All stand on a printed line that is the same for everybody, as forms have it; every twentieth text is a copy.
    """
    draw = random.Random(seed)
    printed = "请写明服务时间地点参与人员主要过程及服务对象的反应并说明下一步计划"
    texts: list[str] = []
    copied: set[tuple[int, int]] = set()
    for index in range(count):
        if index % 20 == 19:
            original = draw.randrange(index)
            letters = list(texts[original])
            for at in range(len(printed) + draw.randrange(30), len(letters), 30):
                letters[at] = draw.choice(LETTERS)
            texts.append("".join(letters))
            copied.add((original, index))
        else:
            story = "".join(draw.choices(LETTERS, _FREQUENCIES, k=draw.randrange(60, 400)))
            texts.append(printed + story)
    return texts, copied


def papers_of(station: Station) -> int:
    """How many papers the records of a station hold, records that are one paper included."""
    return sum(1 if not record.papers else len(record.papers) for record in station.records)


def _place(index: int) -> dict[str, str]:
    return {"district": f"第{index % 3}片区", "community": f"甲{index % COMMUNITIES}社区"}


def _case(index: int, draw: random.Random, mix: Mix) -> Record:
    day = date(2024, 7, 1) + timedelta(days=draw.randrange(60))
    agreed = [{"role": "supervisor", "opinion": "同意"}]
    number = f"NY-{index:04d}"
    return _record("case", {
        "id": number, "name": "何一", "number": number, **_place(index),
        "cover": {"category": ["一般个案"], "grade": 3, "session_count": 6},
        "intake": {"date": day, "category": ["一般个案"], "narrative": mix.story(draw)},
        "consent": {"date": day, "client": {"age": 40, "signature": {"mark": "image"}}},
        "plans": [{"date": day, "theory": "优势视角", "approvals": agreed}],
        "sessions": [
            {"date": day + timedelta(days=7 * k), "sequence": k + 1, "narrative": mix.story(draw), "approvals": agreed}
            for k in range(6)
        ],
    })  # fmt: skip


def _household(index: int, draw: random.Random, mix: Mix) -> Record:
    number, name = f"YS-{index:05d}", f"人{index}"
    score = 10 if mix.grade == 3 else 6
    items = [
        {"item": f"项{k}", "score": score, "rating": draw.choice(("良好", "一般", "较差"))} for k in range(5)
    ]
    return _record("household-archive", {
        "id": number, "name": name, "number": number, **_place(index),
        "cover": {"grade": mix.grade},
        "registration": {
            "date": date(2024, 1, 1), "living_environment": ["一般"], "category": ["低保"],
            "client": {"name": name, "age": 70, "sex": "男", "birth_date": date(1950, 3, 7)},
        },
        "assessments": [{
            "date": date(2024, 12, 1), "grade": mix.grade, "total": 5 * score, "items": items, "bands_text": BANDS,
            "direct_worker_signature": {"mark": "image"},
        }],
        "contacts": [
            {"date": day, "method": ["visit"], "narrative": mix.contact if mix.contact == "x" else f"{day:%m月%d日}{mix.contact}"}
            for k in range(mix.contacts)
            for day in (date(2024, 7, 1) + timedelta(days=252 // mix.contacts * k),)
        ],
        "collaborations": [{"description": STORY, "client_facts": f"{name}，70岁"}],
    })  # fmt: skip


def _roster(index: int, rosters: int, households: range, grade: int) -> Record:
    place = {"district": "", "community": f"甲{index % COMMUNITIES}社区"}
    # Several rosters of one community stand for those of several stations: each lists households of its own.
    entries = [
        {"number": f"YS-{number:05d}", "name": f"人{number}", "grade": grade}
        for number in households
        if number % COMMUNITIES == index % COMMUNITIES
        and number // COMMUNITIES % _rosters_of(index, rosters) == index // COMMUNITIES
    ]
    described = {"id": f"{place['community']}{index}", "title": "档案清单", "entries": entries, **place}
    return _record("roster", described)


def _rosters_of(index: int, rosters: int) -> int:
    """How many of ``rosters`` lists are of the same community as the one numbered ``index``."""
    return len(range(index % COMMUNITIES, rosters, COMMUNITIES))


def _sheet(sequence: int, day: date, people: int) -> dict[str, Any]:
    entries = [{"name": _NAMES[k % len(_NAMES)], "signature": {"mark": "image"}} for k in range(people)]
    return {"sequence": sequence, "date": day, "title": "签到表", "entries": entries}


_NAMES = [f"{family}{given}" for family in "何方林赵" for given in ("一", "二", "三", "文", "平")]


def _group(index: int, draw: random.Random) -> Record:
    first = date(2024, 7, 1) + timedelta(days=draw.randrange(120))
    days = [first + timedelta(days=7 * k) for k in range(6)]
    name = f"同行小组{index}"
    agreed = [{"role": "supervisor", "opinion": "同意"}]
    return _record("group", {
        "id": name, "name": name, **_place(index),
        "plan": {"date": first, "session_count": 6, "theory": "优势视角", "narrative": _prose(draw), "approvals": agreed},
        "sessions": [
            {"date": day, "sequence": k + 1, "attendance": 8, "narrative": _prose(draw), "approvals": agreed}
            for k, day in enumerate(days)
        ],
        "summary": {"date": days[-1], "session_count": 6, "narrative": _prose(draw), "approvals": agreed},
        "tests": [{"title": title, "date": day} for title, day in (("前测", first), ("后测", days[-1]))],
        "sign_ins": [_sheet(k + 1, day, 8) for k, day in enumerate(days)],
    })  # fmt: skip


def _activity(index: int, draw: random.Random) -> Record:
    day = date(2024, 7, 1) + timedelta(days=draw.randrange(240))
    name = f"邻里活动{index}"
    return _record("activity", {
        "id": name, "name": name, **_place(index),
        "plan": {"date": day, "narrative": _prose(draw)},
        "summary": {"date": day, "attendance": 20, "narrative": _prose(draw)},
        "sign_ins": [_sheet(1, day, 20)],
    })  # fmt: skip


def _volunteer(index: int, draw: random.Random) -> Record:
    person = {"name": f"志愿者{index}", "age": draw.randrange(18, 70), "signature": {"mark": "image"}}
    described = {"id": person["name"], "name": person["name"], **_place(index)}
    return _record("volunteer", {**described, "registration": {"date": date(2024, 7, 1), "client": person}})


def _team(index: int, draw: random.Random) -> Record:
    name = f"志愿队{index}"
    sessions = [
        {"date": date(2024, 7, 3) + timedelta(days=28 * k), "attendance": 10, "narrative": _prose(draw, 80)}
        for k in range(9)
    ]
    return _record("team", {"id": name, "name": name, "sessions": sessions, **_place(index)})


def _fund(index: int, draw: random.Random) -> Record:
    name, balance, entries = f"第{index}慈善基金", 0, []
    for day in _monthly():
        income = draw.randrange(1_500, 2_500)
        balance += income
        entries.append({"date": day, "summary": "筹款", "income": income, "balance": balance})
    return _record(
        "fund", {"id": name, "name": name, "ledgers": [{"name": name, "entries": entries}], **_place(index)}
    )


def _monthly() -> Iterator[date]:
    return (date(2024, 6, 20) + timedelta(days=30 * k) for k in range(9))


def _plan(index: int, draw: random.Random) -> Record:
    described = {"id": f"计划{index}", "title": "年度服务计划", "date": date(2024, 6, 20), **_place(index)}
    text = "年度服务计划\n每月第二周为独居长者开展小组，邀请社区医院医生授课，经费由社区慈善基金支持。"
    return _record("service-plan", {**described, "text": text + _prose(draw)})
