"""``elements``: a paper must hold all of several named elements."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import AbsentPaper, Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State
from auditor.engine.unread import accuse
from auditor.forms.model import Reading
from auditor.pages.model import Mark
from auditor.records.model import Record

_INK = (Mark.HANDWRITTEN, Mark.IMAGE, Mark.STAMP)


class Element(BaseModel):
    """One element: what it is called, and the fields or facts of which one is enough."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    fields: Annotated[list[str], Field(min_length=1)]


class Elements(RecordCheck):
    """Every element must be there: one of its fields filled in, or one of its facts true.

    An element of which the paper has no field is not asked for (a fact says itself whether it can be told). A doubtful
    element makes the whole UNSURE only where no other one is certainly missing.
    """

    check: Literal["elements"]
    elements: Annotated[list[Element], Field(min_length=1)]
    part: str = ""
    """Part of the record whose unread files may hold what is missing."""

    facts: ClassVar[frozenset[str]] = frozenset({"missing", "count"})

    def paths(self) -> list[tuple[str, str]]:
        """Return every element's paths."""
        return [("elements", path) for element in self.elements for path in element.fields]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the names of the elements that are missing."""
        missing: list[tuple[str, tuple[Reading, ...]]] = []
        doubtful: list[tuple[str, tuple[Reading, ...]]] = []
        asked = False
        for element in self.elements:
            verdict, readings = self._judge(record, element)
            asked = asked or verdict != "absent"
            if verdict == "missing":
                missing.append((element.name, readings))
            elif verdict == "unclear":
                doubtful.append((element.name, readings))
        if not asked:
            return not_checkable("没有这份文书，或表格没有这些栏目")
        chosen = missing or doubtful
        if not chosen:
            return passed()
        readings = tuple(dict.fromkeys(reading for _, used in chosen for reading in used))
        names = "、".join(name for name, _ in chosen)
        if not missing:
            outcome = unsure("只提到有关内容，写得不够明确", *readings, missing=names, count=len(chosen))
        else:
            outcome = accuse(
                record,
                context,
                *readings,
                stands=True,
                parts=self.part or "self",
                why="有页面或文件未能读取",
                missing=names,
                count=len(chosen),
            )
        if not readings and record.files:
            outcome.absent = (AbsentPaper(record.files[0], names, "未见"),)
        return outcome

    def _judge(self, record: Record, element: Element) -> tuple[str, tuple[Reading, ...]]:
        seen = [item for path in element.fields for item in compile_path(type(record), path).seen(record)]
        asked = [item for item in seen if item.state is not State.ABSENT]
        if not asked:
            return "absent", ()
        blank: list[Reading] = []
        unclear: list[Reading] = []
        for item in asked:
            if item.state is State.KNOWN and item.value is not False:
                return "there", ()
            reading = item.readings[0] if item.readings else None
            if reading is not None and item.value is None and reading.mark in _INK:
                return "there", ()
            if item.state is State.UNCLEAR:
                unclear.extend(item.readings)
            else:
                blank.extend(item.readings)
        return ("unclear", tuple(unclear)) if unclear else ("missing", tuple(blank))
