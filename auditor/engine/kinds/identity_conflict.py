"""``identity-conflict``: papers must carry the number and name of the record in whose folder they lie."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from auditor.engine.check import EachRecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.model import PaperIdentity, Record


class IdentityConflict(EachRecordCheck):
    """Reports papers whose ``conflict`` is the given one: the number alone, the name alone, or both (misfiled).

    With ``shared`` a number that two clients carry is reported too.
    """

    check: Literal["identity-conflict"]
    records: Literal["case"] = "case"
    kinds: list[str] = ["case", "household-archive"]
    conflict: Literal["identifier", "name", "misfiled"]
    shared: bool = False

    facts: ClassVar[frozenset[str]] = frozenset({"printed", "expected", "fault", "path", "other"})

    def judge(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where papers of ``record`` are another's."""
        wanted = self.conflict
        conflicting = [identity for identity in record.identities if identity.conflict == wanted]
        if conflicting:
            first = conflicting[0]
            readings = tuple(reading for identity in conflicting for reading in _readings(identity))
            printed = first.number if self.conflict == "identifier" else first.name or first.number
            expected = first.expected_number or first.folder_number
            if self.conflict == "misfiled":  # whose folder it is, not where the paper belongs
                expected = first.folder_record or first.folder_number or first.folder_name
            elif self.conflict == "name":
                expected = first.expected_name or first.folder_name or expected
            facts: dict[str, Any] = {
                "printed": str(printed.value or printed.raw) if printed else "",
                "expected": expected,
                "path": first.path,
                "other": first.folder_record,
            }
            facts["fault"] = f"文书上写的是“{facts['printed']}”，而所在文件夹（档案）为“{expected}”"
            return contradicts(*readings, **facts)
        if self.shared and record.shares_number_with:
            readings = (record.number,) if record.number is not None else ()
            others = "、".join(record.shares_number_with)
            number = str(record.number.value) if record.number is not None else record.id
            return contradicts(
                *readings,
                printed=number,
                expected=number,
                path=record.files[0] if record.files else "",
                other=others,
                fault=f"编号“{number}”同时用于另一位服务对象（{others}）",
            )
        return passed() if record.identities else not_checkable("文书上没有编号")


def _readings(identity: PaperIdentity) -> tuple[Reading, ...]:
    return tuple(
        reading for reading in (identity.number, identity.name) if reading is not None and reading.raw
    )
