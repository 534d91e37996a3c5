"""The scenario in further words, for the judge-only styles S16 and later: a voice a station, other than `judge_words`.

Kept out of tuning: nobody who changes readers, forms or rules looks at these. Every replacement keeps the fact behind it
(an asking comment still asks, a denied crisis is still denied), so the scenario's expectations stand.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from tools.strangers import texts
from tools.strangers.papers import Approve
from tools.strangers.scenario import Station
from tools.strangers.styles.judge_words import _near_misses, _no_overlaps


@dataclass(frozen=True, slots=True)
class Voice:
    """What one station's workers write. Places in braces are filled in by `texts.fill` or as said."""

    theories: tuple[str, ...]
    theory_steps: str
    """Steps that name a theory."""
    steps: tuple[str, ...]
    goals: tuple[str, ...]
    asking: tuple[str, ...]
    neutral: tuple[str, ...]
    praise: tuple[str, ...]
    responses: tuple[str, ...]
    problems: tuple[str, ...]
    crises: tuple[str, str, str, str]
    """{day}."""
    told: tuple[str, str]
    denied: str
    supposed: str
    """A crisis that is only talked of as possible."""
    measures: str
    reported: str
    """{day}."""
    emergency: str
    support: str
    collaborations: tuple[str, ...]
    """{direct}, {worker} and `texts.fill`."""
    vague: tuple[str, ...]
    facts: tuple[str, ...]
    """{sex}, {age}, {category}."""
    visits: tuple[str, ...]
    calls: tuple[str, ...]
    followups: tuple[str, ...]
    closed: tuple[str, ...]
    reflections: tuple[str, ...]
    spoken: tuple[str, ...]
    who: str = "服务对象"
    model: str = "危机干预模式"
    places: str = "社区"
    """What a community is called: 社区 or 村."""


def _narrative(rng: random.Random, voice: Voice, told: list[str]) -> str:
    """Five sentences that resemble nothing told before."""
    while True:
        text = "".join(texts.fill(p, rng, voice.who) for p in rng.sample(voice.spoken, 5))
        if max((ratio(text, other) for other in told), default=0.0) <= 78:
            told.append(text)
            return text


def _approvals(approvals: Iterable[Approve], rng: random.Random, voice: Voice) -> None:
    for approval in approvals:
        if approval.opinion in texts.COMMENTS_ASKING:
            approval.opinion = rng.choice(voice.asking)
        elif approval.opinion:
            approval.opinion = rng.choice(voice.neutral)


def _cases(station: Station, rng: random.Random, voice: Voice) -> None:
    told: list[str] = []
    changed: dict[str, str] = {}
    crises = told_crises = 0
    for facts in station.cases:
        asks = any(a.opinion in texts.COMMENTS_ASKING for s in facts.sessions for a in s.approvals)
        if facts.theory in texts.THEORIES:
            facts.theory = rng.choice(voice.theories)
        facts.steps = voice.theory_steps if "优势视角" in facts.steps else rng.choice(voice.steps)
        facts.goals = rng.choice(voice.goals)
        _approvals(facts.plan_approvals, rng, voice)
        _approvals(facts.closing_approvals, rng, voice)
        for record in facts.sessions:
            _approvals(record.approvals, rng, voice)
            if asks and record.response == "" and record.approvals[0].opinion not in voice.asking:
                record.approvals[0].opinion = rng.choice(voice.praise)
            if record.response:
                record.response = rng.choice(voice.responses)
            record.reflection = rng.choice(voice.reflections)
            old = record.narrative
            if old not in changed:
                new = _narrative(rng, voice, told)
                if "本月第二次家暴" in old or "吞服大量安眠药企图自杀" in old:
                    new = voice.told[told_crises % 2] + new
                    told_crises += 1
                if "否认有自杀" in old:
                    new += voice.denied
                changed[old] = new
            record.narrative = changed[old]
        if facts.crisis:
            c = facts.crisis
            day = f"{c.event_day.month}月{c.event_day.day}日"
            c.event = voice.crises[crises % 4].format(day=day)
            crises += 1
            facts.problem, facts.model, facts.theory = c.event, voice.model, voice.model
            c.measures = voice.measures
            c.emergency, c.support = c.emergency and voice.emergency, c.support and voice.support
            c.reported = c.reported and voice.reported.format(day=day)
        else:
            facts.problem = rng.choice(voice.problems)
        if facts.closing_text:
            facts.closing_text = rng.choice(voice.closed)
        facts.followups = [(day, how, rng.choice(voice.followups)) for day, how, _ in facts.followups]
    _suppose(station, voice)


def _suppose(station: Station, voice: Voice) -> None:
    """Two cases in which a crisis is spoken of as something that could happen, to nobody in particular."""
    touched = {k for e in station.expected for k in e.keys} | {n for _, n in station.near}
    free = [c for c in station.cases if c.number not in touched and not c.crisis]
    used = [s.narrative for c in station.cases for s in c.sessions]
    for facts in free[:2]:
        record = facts.sessions[-1]
        if used.count(record.narrative) == 1:
            record.narrative += voice.supposed
            station.near.append(("case-crisis-unrecognised", facts.number))


def _households(station: Station, rng: random.Random, voice: Voice) -> None:
    for house in station.households:
        who = house.person.name
        for contact in house.contacts:
            pool = voice.visits if contact.kind == "visit" else voice.calls
            contact.text = texts.fill(rng.choice(pool), rng, who)
        for done in house.collaborations:
            if len(done.text) >= 20:
                done.text = texts.fill(
                    rng.choice(voice.collaborations),
                    rng,
                    who,
                    direct=house.direct_worker,
                    worker=house.worker,
                )
            elif done.text:
                done.text = rng.choice(voice.vague)
            if done.facts:
                done.facts = rng.choice(voice.facts).format(
                    sex=house.person.sex, age=house.person.age(house.opened), category=house.category[0]
                )


def rename_places(station: Station, word: str) -> None:
    """Call every community another kind of place (河西社区 -> 河西村), in facts, lists and expectations alike."""

    def name(old: str) -> str:
        return old[: -len("社区")].removesuffix(word) + word if old.endswith("社区") else old

    station.communities = [(name(c), initials) for c, initials in station.communities]
    station.districts = {d: [name(c) for c in names] for d, names in station.districts.items()}
    for facts in (*station.cases, *station.households, *station.rosters):
        facts.community = name(facts.community)
    station.expected = [replace(e, keys=tuple(map(name, e.keys))) for e in station.expected]
    station.near = [(rule, name(number)) for rule, number in station.near]


def revoice(station: Station, seed: int, voice: Voice) -> None:
    """Put the whole station into a voice, in place, and add near misses."""
    rng = random.Random(seed * 31 + 5)
    _cases(station, rng, voice)
    _households(station, rng, voice)
    _no_overlaps(station, rng)
    _near_misses(station, rng)
    if voice.places != "社区":
        rename_places(station, voice.places)
