"""``guardian-signed``: the guardian of a young volunteer must have signed."""

from __future__ import annotations

from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.kinds.signed import Signed
from auditor.engine.outcome import AbsentPaper, Outcome, Verdict, not_applicable, not_checkable
from auditor.engine.unread import accuse
from auditor.records.model import Record, Volunteer
from auditor.records.station import Station
from auditor.records.volunteer_facts import BY_AS_OF, age_when_registered

_WHERE = ["registration.guardian.signature", "consents[].guardian.signature", "listings[].guardian.signature"]


class GuardianSigned(RecordCheck):
    """For a volunteer under ``under`` on the day of the registration, one place for the guardian's signature must be signed.

    The birthday itself counts as reached. Where no paper of the volunteer has such a place, the signature is missing only
    if the station keeps guardians' signatures for others; else nothing can be said.
    """

    check: Literal["guardian-signed"]
    under: int | str

    facts: ClassVar[frozenset[str]] = frozenset({"state", "age", "signer", "label"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND where every place for the guardian's signature is empty or typed."""
        if not isinstance(record, Volunteer):
            return not_checkable()
        limit = context.number(self.under)
        age = age_when_registered(record, context.as_of)
        if not isinstance(age.value, int):
            return not_checkable("没有年龄、出生日期或身份证号")
        if age.value >= limit:
            if age.note == BY_AS_OF and age.value <= limit + 3:
                return not_checkable("文书没有日期，无法判断登记时的年龄")
            return not_applicable()
        signed = Signed(check="signed", of=_WHERE, stamp="check").run(record, context)
        if signed.verdict is Verdict.PASSED:
            return signed
        unread = context.station.unread_for(record, "consents")
        if signed.verdict is Verdict.NOT_CHECKABLE:
            practised = context.once("guardian-signed practised", lambda: _practised(context.station))
            if not practised and not unread:
                return signed
            signed.absent = (_absent(record),)
            signed.facts = {"state": "空缺（未见同意书）", "signer": "", "label": "监护人签名"}
        signed.facts["age"] = age.value
        signed.readings = (*signed.readings, *age.readings[:1])
        if signed.verdict is Verdict.UNSURE:
            return signed
        return accuse(
            record,
            context,
            *signed.readings,
            unclear=(age.note or "年龄未能读清") if age.doubtful else "",
            stands=True,
            parts="consents",
            why="有文件未能读取，其中可能有监护人签名",
            absent=signed.absent,
            **signed.facts,
        )


def _practised(station: Station) -> bool:
    """Some paper of some volunteer has a place for a guardian's signature."""
    for record in station.of_kind(Volunteer.kind):
        if isinstance(record, Volunteer):
            forms = [*record.listings, *([record.registration] if record.registration is not None else [])]
            if any(paper.guardian.signature is not None for paper in forms):
                return True
            if any(paper.guardian.signature is not None for paper in record.consents):
                return True
    return False


def _absent(record: Record) -> AbsentPaper:
    return AbsentPaper(record.files[0] if record.files else "", "监护人同意书", "未见监护人签名")
