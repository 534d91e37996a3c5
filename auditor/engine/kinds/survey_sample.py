"""``survey-sample``: enough clients must have been asked."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_applicable, not_checkable, passed, unsure
from auditor.engine.unread import accuse
from auditor.records.model import Record, Roster, SatisfactionSurvey

_OTHER_LISTS = frozenset({"case-list"})


class SurveySample(RecordCheck):
    """At least ``at_least`` clients must have answered, or all of the list where it has fewer.

    The list's size is the one that the survey states; else the rosters within the survey's scope are counted, the largest
    of a community's lists, so that nobody counts twice.
    """

    check: Literal["survey-sample"]
    at_least: int | str

    facts: ClassVar[frozenset[str]] = frozenset({"respondents", "needed", "listed", "source"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where fewer answered."""
        if not isinstance(record, SatisfactionSurvey):
            return not_checkable()
        if record.one_service:
            return not_applicable()
        asked = record.respondents
        wanted = int(context.number(self.at_least))
        if not isinstance(asked.value, int):
            return (
                unsure("调查人数未能读清", *asked.readings)
                if asked.readings
                else not_checkable("没有调查人数")
            )
        stated = record.list_size
        if asked.value >= wanted:
            return passed(*asked.readings)
        if isinstance(stated.value, int):
            listed, source = stated.value, "调查写明的"
        elif stated.readings:
            return unsure(
                "名册人数未能读清", *stated.readings, *asked.readings, **_facts(asked.value, wanted, 0, "")
            )
        else:
            listed, source = _listed(record, context), "名册上的"
        if not listed:
            return not_checkable("没有名册，也没有写明服务对象人数")
        needed = min(wanted, listed)
        if asked.value >= needed:
            return passed(*asked.readings, *stated.readings)
        facts = _facts(asked.value, needed, listed, source)
        readings = (*asked.readings, *stated.readings)
        if asked.doubtful or stated.doubtful:
            return unsure("调查人数或名册人数未能读清", *readings, **facts)
        stated_count = any(reading.value == asked.value for reading in asked.readings)
        parts = () if stated_count else "answers"
        return accuse(record, context, *readings, stands=True, parts=parts, why="有问卷文件未能读取", **facts)


def _facts(respondents: int, needed: int, listed: int, source: str) -> dict[str, Any]:
    return {"respondents": respondents, "needed": needed, "listed": listed, "source": source}


def _listed(survey: SatisfactionSurvey, context: RuleContext) -> int:
    """Count the clients on the rosters within the survey's scope, without counting anybody twice."""
    by_community: dict[str, int] = defaultdict(int)
    whole = 0
    for roster in context.station.rosters:
        if not isinstance(roster, Roster) or roster.form in _OTHER_LISTS:
            continue
        here = [
            entry for entry in roster.entries if entry.name is not None and entry.has_left.value is not True
        ]
        if roster.community:
            if (not survey.community or roster.community == survey.community) and (
                not survey.district or roster.district == survey.district
            ):
                by_community[roster.community] = max(by_community[roster.community], len(here))
        elif not survey.community and not survey.district:
            whole = max(whole, len(here))
        elif survey.community:
            own = [
                entry
                for entry in here
                if entry.community is not None and entry.community.value == survey.community
            ]
            by_community[survey.community] = max(by_community[survey.community], len(own))
    return max(whole, sum(by_community.values()))
