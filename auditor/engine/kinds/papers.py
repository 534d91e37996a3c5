"""``papers``: the papers that a record's stage requires must be there."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.conditions import Truth, judge
from auditor.engine.outcome import AbsentPaper, Outcome, not_applicable, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.unread import accuse, nowhere
from auditor.records.model import Record


class Need(BaseModel):
    """One required paper: any of ``parts`` satisfies it, where ``when`` holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: Annotated[list[str], Field(min_length=1)]
    name: str
    when: dict[str, Any] = {}

    def met(self, record: Record, context: RuleContext) -> bool | None:
        """Whether ``record`` has the paper; None where it is not asked for."""
        if self.when and judge(self.when, record, context).truth is not Truth.YES:
            return None
        return any(compile_path(type(record), part).parts(record) for part in self.parts)

    def met_nowhere(self, kind: str, context: RuleContext) -> bool:
        """Whether several records of ``kind`` ask for the paper and none at all has it."""
        return nowhere(context, kind, f"{self.name} {self.parts}", lambda record: self.met(record, context))


class Papers(RecordCheck):
    """Every need whose condition holds must be met. Files nearby that could not be read make absence uncertain."""

    check: Literal["papers"]
    needs: list[Need]

    facts: ClassVar[frozenset[str]] = frozenset({"missing", "count", "unread"})

    def paths(self) -> list[tuple[str, str]]:
        """Return the parts and the conditions' paths."""
        return [("needs", path) for need in self.needs for path in (*need.parts, *need.when)]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the names of the papers that are absent."""
        missing: list[Need] = []
        asked = False
        for need in self.needs:
            met = need.met(record, context)
            asked = asked or met is not None
            if met is False:
                missing.append(need)
        if not asked:
            return not_applicable()
        if not missing:
            return passed()
        lost = [need for need in missing if need.met_nowhere(record.kind, context)]
        if len(lost) == len(missing):
            return not_checkable(f"没有一份档案读到{lost[0].name}，可能另行存放，或版式没有认出")
        missing = [need for need in missing if need not in lost]
        unread = {
            need.name: [
                neighbour
                for part in need.parts
                for neighbour in context.station.unread_for(record, part.removesuffix("[]"))
            ]
            + record.doubled
            for need in missing
        }
        told = [need for need in missing if not context.station.systematic(unread[need.name])]
        if not told:
            reason = unread[missing[0].name][0].reason
            return not_checkable(f"多份档案中同类内容未能读懂（{reason}）")
        missing = [need for need in told if not unread[need.name]] or told
        doubted = [neighbour for need in missing for neighbour in unread[need.name]]
        names = "、".join(need.name for need in missing)
        paths = "、".join(dict.fromkeys(neighbour.path for neighbour in doubted))
        unclear = f"有文件或内容未能读取，其中可能就有该文书：{paths}" if doubted else ""
        where = record.files[0] if record.files else ""
        folder = where.rsplit("/", 1)[0] + "/" if "/" in where else where
        absent = tuple(AbsentPaper(where or folder, need.name, "未见该文书") for need in missing)
        return accuse(record, context, unclear=unclear, absent=absent, missing=names, count=len(missing))
