"""``signed``: a person's own signature must stand there, in ink or as a picture of ink."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.unread import accuse, parts_of
from auditor.forms.model import DOUBT, Reading
from auditor.pages.model import Mark
from auditor.records.model import Record

_STATES = {Mark.BLANK: "空白", Mark.TYPED: "打印文字", Mark.STAMP: "只有印章"}


class Signed(RecordCheck):
    """The signature at ``of`` must be handwritten, or an inserted picture of handwriting.

    ``faults`` lists the states that are a finding here: a rule on printed names takes ``[typed]``, its sister on empty
    places ``[blank]``. A seal or fingerprint alone is ``stamp``: ``check`` asks for a look, ``accept`` passes it, ``fault``
    does not. With several places (a form with two lines for guardians), one good signature is enough unless ``every``.
    """

    check: Literal["signed"]
    of: list[str]
    faults: list[Literal["blank", "typed"]] = ["blank", "typed"]
    stamp: Literal["accept", "check", "fault"] = "check"
    every: bool = False

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"state", "signer", "label"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where the place is in one of the faulty states."""
        places = [
            (path, item.readings[0])
            for path in self.of
            for item in compile_path(type(record), path).seen(record)
            if item.readings
        ]
        readings = [reading for _, reading in places]
        if not readings:
            return not_checkable("表格没有签名栏，或没有这份文书")
        verdicts = [self._judge(reading) for reading in readings]
        if not self.every and "fault" in verdicts:
            # Where one signature is enough, a doubtful one beside an empty place may be it.
            verdicts = ["unsure" if verdict == "sister's" else verdict for verdict in verdicts]
        if "good" in verdicts and not (self.every and self._is_open(readings, verdicts)):
            return passed(*readings)
        for wanted in ("fault", "unsure"):
            chosen = [
                reading for reading, verdict in zip(readings, verdicts, strict=True) if verdict == wanted
            ]
            if chosen and wanted == "unsure":
                state = "只有印章或指模" if chosen[0].mark is Mark.STAMP else "签名处的笔迹未能确认"
                return unsure(state, *chosen, state=state, label=chosen[0].label, signer=_signer(chosen[0]))
            if chosen and "unsure" not in verdicts:
                first = chosen[0]
                return accuse(
                    record,
                    context,
                    *chosen,
                    copies_of=parts_of(path for path, reading in places if reading in chosen),
                    state=_STATES.get(first.mark, first.mark.value),
                    signer=_signer(first),
                    label=first.label,
                )
        return passed(*readings)

    @staticmethod
    def _is_open(readings: list[Reading], verdicts: list[str]) -> bool:
        """Whether a place is at fault or not read well enough; a seal beside a good signature is neither."""
        return any(
            verdict == "fault" or (verdict == "unsure" and reading.mark is not Mark.STAMP)
            for reading, verdict in zip(readings, verdicts, strict=True)
        )

    def _judge(self, reading: Reading) -> str:
        if reading.confidence < DOUBT:
            return "unsure" if self._may_be_at_fault(reading) else "sister's"
        if reading.mark in (Mark.HANDWRITTEN, Mark.IMAGE):
            return "good"
        if reading.mark is Mark.STAMP:
            return {"accept": "good", "check": "unsure", "fault": "fault"}[self.stamp]
        if reading.mark is Mark.TYPED:
            return "fault" if "typed" in self.faults else "other"
        return "fault" if "blank" in self.faults else "other"

    def _may_be_at_fault(self, reading: Reading) -> bool:
        """Whether a doubtful place is this rule's to ask about: one question for one place, not one of each sister rule."""
        if reading.mark is Mark.BLANK and not reading.raw.strip():
            return "blank" in self.faults
        return reading.mark is Mark.STAMP or "typed" in self.faults


def _signer(reading: Reading) -> str:
    return str(reading.value or "")
