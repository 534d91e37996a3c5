"""What the papers of a case say together: its stage, whether it is a crisis, and how the crisis was met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.pages.glyphs import BOX_GLYPHS, TICKED_GLYPHS
from auditor.records.facts import UNKNOWN, Fact, any_doubtful, day_of, options_of, present, text_of
from auditor.records.lexicon import crisis_told, response_told, support_told, theory_in
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.case import Case, CasePlan
    from auditor.records.parts import Paper

_CRISIS = re.compile(r"危机|突发事件")
_NO_CRISIS = re.compile(
    r"(?:非|无|没有|不是|不属于?|暂无|未见)[^,，。]{0,4}危机|危机.{0,4}[:：]?(?:无|否|没有)|预防危机|危机预防"
)
_CRISIS_MODEL = re.compile(r"危机(?:介入|干预)")
_INTAKE_TALK = re.compile(r"接案|建立关系|首次面谈|初次面谈|收集资料")


def says_crisis(reading: Reading | None) -> bool:
    """Whether a category or model reading says that this is a crisis; boxes that are not ticked say nothing."""
    if reading is None:
        return False
    if isinstance(reading.value, tuple) or reading.choices:
        said = [option for option in options_of(reading) if isinstance(option, str)]
        said += [choice.option for choice in reading.choices if choice.ticked]
    elif any(glyph in reading.raw for glyph in BOX_GLYPHS):
        said = _ticked(reading.raw)
    else:
        said = [text_of(reading)]
    return any(map(_is_crisis, said))


@lru_cache(maxsize=1024)
def _is_crisis(said: str) -> bool:
    text = fold(said)
    return _CRISIS.search(text) is not None and not _NO_CRISIS.search(text)


def _ticked(raw: str) -> list[str]:
    """Options with a ticked box before them."""
    said, option, ticked = [], "", False
    for char in [*raw, "☐"]:
        if char in BOX_GLYPHS:
            if ticked:
                said.append(option)
            option, ticked = "", char in TICKED_GLYPHS
        else:
            option += char
    return said


def crisis(case: Case) -> Fact:
    """Return whether the case is handled as a crisis: by category, model of intervention, or a crisis record."""
    asked: list[Reading] = []
    for reading in _labels(case):
        asked.append(reading)
        if says_crisis(reading):
            return Fact(True, (reading,), reading.confidence < DOUBT)
    for record in case.crisis_records:
        filled = present(record.event, record.measures, record.narrative, record.event_date)
        if any(not reading.blank for reading in filled):
            return Fact(True, filled)
    for plan in case.plans:
        for model in present(plan.theory, plan.narrative, plan.goals):
            if _CRISIS_MODEL.search(model.raw) and not _NO_CRISIS.search(model.raw):
                return Fact(True, (model,), model.confidence < DOUBT)
    if not asked and case.intake is None and case.cover is None and not case.plans:
        return UNKNOWN
    unclear = tuple(reading for reading in asked if reading.doubtful)
    return Fact(False, tuple(asked), bool(unclear), "个案类别未能读清" if unclear else "")


def _labels(case: Case) -> Iterator[Reading]:
    papers: Iterable[Paper | None] = (
        case.cover,
        case.intake,
        *case.assessments,
        *case.plans,
        case.closing,
        *case.sessions,
    )
    for paper in papers:
        if paper is not None:
            yield from present(getattr(paper, "category", None), getattr(paper, "model", None))


def event_day(case: Case) -> Fact:
    """Return the day of the crisis event: of the crisis record, else of the intake, else of a session."""
    papers = (*case.crisis_records, *present_papers(case.intake), *case.sessions)
    for paper in papers:
        reading: Reading | None = getattr(paper, "event_date", None)
        if (reading is not None and not reading.blank and not reading.answered) or day_of(
            reading
        ) is not None:
            return Fact(day_of(reading), present(reading), any_doubtful(present(reading)))
    return UNKNOWN


def present_papers(*papers: Paper | None) -> tuple[Paper, ...]:
    """Return the papers that exist."""
    return tuple(paper for paper in papers if paper is not None)


def follow_up_days(case: Case) -> list[Fact]:
    """Return the days of follow-ups: sessions, return visits and contacts; the intake interview is none.

    Neither is the first response on a crisis record: it meets the event, what follows it is the follow-up.

    A paper without a legible day gives a fact without value, so that a rule knows that something stood there.
    """
    intake = day_of(case.intake.date) if case.intake is not None else None
    days: list[Fact] = []
    for session in case.sessions:
        day = day_of(session.date)
        talk = " ".join(text_of(reading) for reading in (session.goals, session.method))
        if (
            day is not None
            and day == intake
            and (_INTAKE_TALK.search(talk) or _INTAKE_TALK.search(session.title))
        ):
            continue
        days.append(_day_fact(session))
    days += [_day_fact(paper) for paper in (*case.followups, *case.contacts)]
    return sorted(days, key=lambda fact: fact.value if isinstance(fact.value, date) else date.max)


def _day_fact(paper: Paper) -> Fact:
    reading = paper.date
    day = day_of(reading)
    if reading is None or day is None:
        return Fact(None, present(reading), True, "日期未能读清")
    return Fact(day, (reading,), reading.confidence < DOUBT)


def crisis_event_told(case: Case) -> Fact:
    """Return whether a narrative tells of a crisis event; the note names the event, the reading holds the sentence."""
    narratives = list(_narratives(case))
    for reading in narratives:
        told = crisis_told(reading.raw)
        if told is not None:
            evidence = replace(reading, raw=told.sentence)
            return Fact(True, (evidence,), reading.confidence < DOUBT, told.event)
    return Fact(False, tuple(narratives[:3])) if narratives else UNKNOWN


def _narratives(case: Case) -> Iterator[Reading]:
    """What happened to the client, in the worker's words; plans and reflections are about what might be."""
    if case.intake is not None:
        yield from present(case.intake.event, case.intake.problem, case.intake.narrative)
    for assessment in case.assessments:
        yield from present(assessment.problem, assessment.narrative)
    told = [paper.narrative for paper in case.sessions]
    told += [paper.narrative for paper in case.followups]
    told += [paper.narrative for paper in case.contacts]
    yield from present(*told)


def emergency_response(case: Case) -> Fact:
    """Return whether the file shows the agency's emergency response; a bare 同意 or 已阅 is none."""
    for record in case.crisis_records:
        for reading in present(record.emergency_response, record.reported_to):
            if not reading.blank and not (reading.answered and reading.value is None):
                return Fact(True, (reading,), reading.doubtful)
    return _told_somewhere(case, response_told)


def worker_support(case: Case) -> Fact:
    """Return whether the file shows support for the worker: supervision, debriefing, a colleague's help."""
    for supervision in case.supervisions:
        filled = [r for r in present(supervision.topic, supervision.advice, supervision.date) if not r.blank]
        if filled:
            return Fact(True, tuple(filled))
    for paper in case.more:
        advice: Reading | None = getattr(paper, "advice", None)
        if advice is not None and not advice.blank:
            return Fact(True, (advice,), advice.doubtful)
    for record in case.crisis_records:
        reading = record.support
        if reading is not None and not reading.blank and not (reading.answered and reading.value is None):
            return Fact(True, (reading,), reading.doubtful)
    return _told_somewhere(case, support_told)


def crisis_support_shown(case: Case) -> Fact:
    """Return whether the file shows emergency response or support for the worker; either is enough."""
    facts = (emergency_response(case), worker_support(case))
    shown = sorted((fact for fact in facts if fact.value is True), key=lambda fact: fact.doubtful)
    if shown:
        return shown[0]  # the surer of the two
    neither = facts[0] if facts[0].known else facts[1]
    return replace(neither, readings=_where_support_belongs(case)) if neither.known else neither


def _where_support_belongs(case: Case) -> tuple[Reading, ...]:
    """Return the empty cells for it on crisis records, else what the file says of the crisis itself."""
    cells = [
        cell
        for record in case.crisis_records
        for cell in present(record.emergency_response, record.reported_to, record.support)
    ]
    told = [cell for record in case.crisis_records for cell in present(record.measures, record.event)]
    return tuple(cells or told[:2]) or crisis(case).readings[:1]


def _told_somewhere(case: Case, told: Callable[[str], str]) -> Fact:
    searched = False
    for paper in case.papers:
        if paper is case.consent:
            continue  # what it promises is printed, and did not happen
        readings = [value for value in paper.__dict__.values() if isinstance(value, Reading)]
        readings += [approval.opinion for approval in paper.approvals if approval.opinion is not None]
        for reading in readings:
            searched = searched or bool(reading.raw)
            if len(reading.raw) > 3 and (sentence := told(what_happened(reading.raw))):
                return Fact(True, (replace(reading, raw=sentence),), reading.confidence < DOUBT)
        if paper.text:
            searched = True
            if sentence := told(what_happened(written_lines(paper.text))):
                return Fact(True, (Reading(raw=sentence, place=paper.place),))
    return Fact(False) if searched else UNKNOWN


_SENTENCE = re.compile(r"[^。；;！!\n]*[。；;！!\n]?")
_MIGHT = re.compile(
    r"(?:^|[，,：:、。；;！!\n])\s*(?:如(?:果|遇|有|发生|出现|需)|若|倘若|一旦|万一|必要时|当?遇(?:到|有))|[中时间]如(?:发生|出现|遇)|定期接受|均可向|有权"
)


def what_happened(text: str) -> str:
    """Return a text without the sentences that say what is done if need be: rules and promises are printed on many forms."""
    if not _MIGHT.search(text):
        return text
    return "".join(part for part in _SENTENCE.findall(text) if not _MIGHT.search(part.strip()))


_CAPTION = re.compile(r"(?:^|\s)[^\s:：，,。；;]{1,20}(?:[(（][^()（）]{0,40}[)）])?[:：]")


_LONE_CAPTION = re.compile(r"^[^\s:：，,。；;（()）]{2,20}[(（](?=[^()（）]*[、，,/／])[^()（）]{3,40}[)）]$")
"""A cell that names what is asked for, with examples in brackets behind it: 给同事的支持（督导、减压、替班）."""


def written_lines(text: str) -> str:
    """Return what was written on a paper, without its printed captions.

    A caption such as 应急预案启动情况： names what an empty line beside it would have told.
    """
    lines = (_CAPTION.sub(" ", line) for line in text.split("\n") if not _LONE_CAPTION.match(line.strip()))
    return "\n".join(line for line in lines if len(line.strip(" _\u3000￼")) > 12)


_THEORY_LABEL = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．])?\s*([^\s，,。；;：:_]{0,6}(?:理论|模式|视角|架构|取向|学派|依据)[^\s，,。；;：:_]{0,6})\s*"
    r"(?:[：:][ \u3000]*(.{2,200}))?$"
)
_ANOTHER_LABEL = re.compile(
    r"[：:]$|^.{0,8}(?:目标|计划|策略|步骤|方法|期限|日期|时间|签名|签字|意见|安排|成效|困难|次数|内容|社工|督导)$"
)
_NOTHING = re.compile(r"^[\s_/／\\—-]*(?:无|暂无|没有|未填|待定|待补|不详)?[\s_/／\\—。-]*$")


def theory_under_other_label(text: str) -> str:
    """Return what a plan has filled in beside a label for its theory that no field knows (理论架构, 介入视角); "" for none.

    A known field that stands empty is not followed by its value but by the next label: a short line that may be one is
    taken for a value only where it names a theory.
    """
    lines = [line.strip(" _\u3000￼") for line in text.split("\n")]
    lines = [line for line in lines if line]
    for index, line in enumerate(lines):
        label = _THEORY_LABEL.match(line) if len(line) <= 220 else None
        if label is None:
            continue
        value = label[2] or (lines[index + 1] if index + 1 < len(lines) else "")
        if _NOTHING.match(value) or any(glyph in value for glyph in BOX_GLYPHS):
            continue
        if label[2] or theory_in(value) or (len(value) > 8 and not _ANOTHER_LABEL.search(value)):
            return value
    return ""


def theory_named(plan: CasePlan) -> Fact:
    """Return whether the plan names a theory or model of practice; a field answered 无 names none."""
    readings = present(plan.theory, plan.model, plan.narrative, plan.goals)
    for reading in readings:
        if theory_in(" ".join(options_of(reading)) + " " + reading.raw):
            return Fact(True, (reading,), reading.confidence < DOUBT)
    if theory_in(written_lines(plan.text)) or theory_under_other_label(plan.text):
        return Fact(True, readings[:1])
    unclear = [reading for reading in readings if reading.confidence < DOUBT]
    if unclear:
        return Fact(False, tuple(unclear), True, "计划未能读清")
    stated = plan.theory
    if stated is not None and not stated.blank and not (stated.answered and stated.value is None):
        return Fact(False, (stated,), True, "理论依据一栏有内容，但不是常见的理论名称")
    return Fact(False, readings) if readings or plan.text else UNKNOWN


def closing_day(case: Case) -> Fact:
    """Return the day of closing: of the closing report, else as stated on the cover."""
    for reading in (case.closing.date if case.closing else None, case.cover.closed if case.cover else None):
        if day_of(reading) is not None and reading is not None:
            return Fact(reading.value, (reading,), reading.confidence < DOUBT)
    return UNKNOWN


def closed(case: Case) -> Fact:
    """Return whether the case is closed: it has a closing report, or a closing date on the cover."""
    day = closing_day(case)
    if day.known:
        return Fact(True, day.readings, day.doubtful)
    if case.closing is not None:
        filled = present(case.closing.reason, case.closing.narrative)
        if any(not reading.blank for reading in filled):
            return Fact(True, filled)
        return Fact(True, filled, True, "结案报告没有日期和内容")
    stated = case.cover.closed if case.cover is not None else None
    if stated is not None and stated.doubtful:
        return Fact(False, (stated,), True, "封面的结案日期未能读清")
    return Fact(False, present(stated))


def opening_day(case: Case) -> Fact:
    """Return the day of opening: of the intake, else as stated on the cover."""
    for reading in (case.intake.date if case.intake else None, case.cover.opened if case.cover else None):
        if day_of(reading) is not None and reading is not None:
            return Fact(reading.value, (reading,), reading.confidence < DOUBT)
    return UNKNOWN
