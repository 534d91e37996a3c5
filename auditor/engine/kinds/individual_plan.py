"""``individual-plan``: clients of a high need must have a plan of their own."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import AbsentPaper, Outcome, not_applicable, not_checkable, passed, unsure
from auditor.engine.seen import State, see
from auditor.engine.unread import accuse, nowhere
from auditor.records.facts import text_of
from auditor.records.model import HouseholdArchive, Record


class IndividualPlan(RecordCheck):
    """An archive whose newest grade is among the ``ranks`` highest needs must hold an individual plan (一人一案).

    The plan in a case of the same person counts. Where several archives need a plan and not one archive of the station
    has any, plans are kept elsewhere, and nothing can be said.
    """

    check: Literal["individual-plan"]
    ranks: int | str

    facts: ClassVar[frozenset[str]] = frozenset({"grade"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the plan is absent."""
        if not isinstance(record, HouseholdArchive):
            return not_applicable()
        grade = see(record.newest_grade)
        if not isinstance(grade.value, int):
            return not_checkable("没有等级评估，或等级未能读出")
        if context.station.config.grades.need(grade.value) >= context.number(self.ranks):
            return not_applicable()
        if record.plans:
            return passed(*grade.readings)
        station = context.station
        planned = context.once(
            "persons with case plans",
            lambda: {key for case in station.cases if case.plans for key in _person(case)},
        )
        if planned & _person(record):
            return passed(*grade.readings)
        if nowhere(context, record.kind, "plans", lambda other: self._planned(other, context)):
            return not_checkable("全部档案中都没有个别化服务计划，可能另行存放")
        facts: dict[str, Any] = {"grade": grade.value}
        absent = (AbsentPaper(record.files[0] if record.files else "", "一人一案服务方案", "未见该文书"),)
        if grade.state is not State.KNOWN:
            outcome = unsure("最近的等级未能确认", *grade.readings, **facts)
        else:
            why = "有文件或内容未能读取，其中可能有服务方案"
            outcome = accuse(record, context, *grade.readings, parts="plans", why=why, **facts)
        outcome.absent = absent
        return outcome

    def _planned(self, record: Record, context: RuleContext) -> bool | None:
        """Whether an archive has a plan; None where it has none and needs none."""
        if not isinstance(record, HouseholdArchive):
            return None
        grade = record.newest_grade.value
        needs = isinstance(grade, int) and context.station.config.grades.need(grade) < context.number(
            self.ranks
        )
        return bool(record.plans) or (False if needs else None)


def _person(record: Record) -> set[str]:
    """Return what tells a person: ID number without masks; else name and community."""
    number = text_of(record.client.id_number)
    keys = {number} if number and "*" not in number else set()
    if record.name and "*" not in record.name:
        keys.add(f"{record.name}|{record.community}")
    return keys
