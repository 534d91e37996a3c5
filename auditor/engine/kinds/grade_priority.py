"""``grade-priority``: case work should reach the clients in greater need first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.seen import Seen
from auditor.engine.unread import contradicts
from auditor.records.model import Case, HouseholdArchive
from auditor.values.names import names_may_match

_CASE_GRADES = ("assessments[newest].grade", "cover.grade", "intake.grade", "plans[newest].grade")


class GradePriority(SetCheck):
    """Not every open case of a district may serve the grade of least need while clients of a higher one have no case.

    A case's grade is the one on its own papers, else that of the client's household archive. One open case of unknown
    grade makes the matter uncheckable: it may be the one of higher need.
    """

    check: Literal["grade-priority"]
    records: Literal["case"] = "case"
    least_cases: int | str = 1

    facts: ClassVar[frozenset[str]] = frozenset({"cases", "lowest", "higher", "higher_grade"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome for the district."""
        grades = context.station.config.grades
        archives = [
            item for item in records.records("household-archive") if isinstance(item, HouseholdArchive)
        ]
        open_cases = [
            item for item in records.records("case") if isinstance(item, Case) and not _is_closed(item)
        ]
        if len(open_cases) < context.number(self.least_cases):
            yield not_checkable("没有在案个案")
            return
        seen = [_grade_of(case, archives) for case in open_cases]
        if any(item is None for item in seen):
            yield not_checkable("有个案的等级未填写或未能读出")
            return
        known = [item for item in seen if item is not None]
        readings = tuple(reading for item in known for reading in item.readings)
        if any(item.value != grades.lowest_need for item in known):
            yield passed(*readings)
            return
        newest = compile_path(HouseholdArchive, "assessments[newest].grade")
        higher = []
        for archive in archives:
            grade = newest.first(archive)
            if (
                grade.known
                and isinstance(grade.value, int)
                and grades.need(grade.value) < grades.need(grades.lowest_need)
            ):
                higher.append((grades.need(grade.value), grade))
        if not higher:
            yield passed(*readings)
            return
        higher.sort(key=lambda pair: pair[0])
        examples = tuple(reading for _, grade in higher[:3] for reading in grade.readings)
        yield contradicts(
            *readings,
            *examples,
            cases=len(open_cases),
            lowest=grades.lowest_need,
            higher=len(higher),
            higher_grade=higher[0][1].value,
        )


def _is_closed(case: Case) -> bool:
    return case.closing is not None or (
        case.cover is not None and case.cover.closed is not None and case.cover.closed.value is not None
    )


def _grade_of(case: Case, archives: list[HouseholdArchive]) -> Seen | None:
    for path in _CASE_GRADES:
        for item in compile_path(Case, path).seen(case):
            if item.known:
                return item
    own = [
        archive
        for archive in archives
        if case.name and archive.name and names_may_match(case.name, archive.name)
    ]
    if len(own) == 1:
        item = compile_path(HouseholdArchive, "assessments[newest].grade").first(own[0])
        if item.known:
            return item
    return None
