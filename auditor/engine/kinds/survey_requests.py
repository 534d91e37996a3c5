"""``survey-requests``: what respondents ask for must be followed up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, Verdict, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.records.facts import day_of, present, text_of
from auditor.records.model import (
    Case,
    HouseholdArchive,
    Record,
    SatisfactionAnswer,
    SatisfactionRow,
    SatisfactionSurvey,
)
from auditor.records.station import Station
from auditor.values.names import clean_name, names_may_match

_LATE = date.max
Answer = SatisfactionAnswer | SatisfactionRow


class SurveyRequests(SetCheck):
    """Every answer that asks for a service, or says that nobody came, needs a follow-up.

    A follow-up stands in the answer's own cell for it, or is a later session or contact in a file of the same name. Where
    neither the form has such a cell nor the respondent a file, nothing can be said for certain.
    """

    check: Literal["survey-requests"]
    records: str = "satisfaction-survey"

    facts: ClassVar[frozenset[str]] = frozenset({"respondent", "request", "survey"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome for each answer that asks for something, and one for each survey without any."""
        for survey in records.records(self.records):
            if not isinstance(survey, SatisfactionSurvey) or survey.one_service:
                continue
            subject = Subject(survey.kind, survey.id, survey.district, survey.community)
            answers: list[Answer] = [
                *survey.answers,
                *(survey.summary.entries if survey.summary is not None else ()),
            ]
            contacts = context.once("survey-requests contacts", lambda: _last_contacts(context.station))
            outcomes = [
                outcome
                for answer in answers
                if (outcome := _judge(answer, survey, contacts, context)) is not None
            ]
            told = [outcome for outcome in outcomes if outcome.verdict is not Verdict.PASSED]
            for number, outcome in enumerate(told):
                outcome.subject = subject
                outcome.key = outcome.key or str(number)
                yield outcome
            if not told:
                asked = any(answer.asks.known for answer in answers)
                outcome = passed() if asked else not_checkable("问卷没有意见或需求一栏")
                outcome.subject = subject
                yield outcome


def _judge(
    answer: Answer, survey: SatisfactionSurvey, contacts: dict[str, date], context: RuleContext
) -> Outcome | None:
    fact = answer.asks
    if fact.value is not True:
        return None
    followup = answer.followup
    name = _name(answer)
    printed = clean_name(text_of(name)) if name is not None else ""
    readings = (*fact.readings, *present(followup, name))
    facts: dict[str, Any] = {
        "respondent": f"受访者{printed}" if printed else "一名受访者",
        "request": _short(fact.readings[0]) if fact.readings else "",
        "survey": survey.name,
    }
    key = printed or facts["request"]
    if followup is not None and not followup.blank and not (followup.answered and followup.value is None):
        return passed(*readings)
    since = day_of(answer.date) or (day_of(survey.summary.date) if survey.summary is not None else None)
    matched = _matches(printed, contacts)
    if any(since is None or last >= since for last in matched):
        return passed(*readings)
    known = followup is not None or bool(matched)
    if fact.doubtful:
        outcome = unsure(fact.note or "填写的内容未能读清", *readings, **facts)
    elif not known:
        outcome = unsure("表格没有跟进一栏，也查不到这位受访者的其他记录", *readings, **facts)
    else:
        why = "同一文件中有内容未能读取，其中可能有跟进情况"
        within = readings[0].place.path if readings else ""
        outcome = accuse(
            survey, context, *readings, stands=True, parts="answers", within=within, why=why, **facts
        )
    outcome.key = key
    return outcome


def _name(answer: Answer) -> Reading | None:
    return answer.client.name if isinstance(answer, SatisfactionAnswer) else answer.name


def _short(reading: Reading) -> str:
    text = " ".join(reading.raw.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _matches(name: str, contacts: dict[str, date]) -> list[date]:
    if not name:
        return []
    if name in contacts:
        return [contacts[name]]
    if "*" not in name and "某" not in name:
        return []
    return [last for other, last in contacts.items() if names_may_match(other, name)]


def _last_contacts(station: Station) -> dict[str, date]:
    """The day of the last session, visit or call for everybody with a file; `date.max` where one has no legible day."""
    last: dict[str, date] = {}
    records: list[Record] = [*station.cases, *station.archives]
    for record in records:
        name = clean_name(record.name) if record.name else ""
        if not name:
            continue
        papers = [*record.contacts] if isinstance(record, HouseholdArchive | Case) else []
        extra = [*record.sessions, *record.followups] if isinstance(record, Case) else []
        days = [day_of(paper.date) or _LATE for paper in (*papers, *extra)]
        last[name] = max([last.get(name, date.min), *days])
    return last
