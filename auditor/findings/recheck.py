"""Whether the program may say of a finding that did not come up again: it is resolved.

Only where the rule ran, looked at the same subject and found it in order. Papers that are gone or cannot be read, rules
that were not selected and subjects outside a sample leave the question open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from auditor.engine.check import RecordCheck, RuleContext, SetCheck, record_sets
from auditor.engine.kinds.file_status import FileStatus
from auditor.engine.outcome import Outcome, Verdict
from auditor.engine.rule import Rule
from auditor.engine.run import check_record
from auditor.findings.ledger import LedgerEntry
from auditor.findings.prior_judge import RULE as PRIOR_RULE
from auditor.findings.privacy import PersonMask
from auditor.findings.result import Finding
from auditor.records.model import Record
from auditor.records.station import Station

_SETS = {"community", "district", "station"}
_OPEN = {
    Verdict.FOUND: "同一对象仍有同类问题，请人工核对",
    Verdict.UNSURE: "读得没有把握，请人工核对",
    Verdict.NOT_CHECKABLE: "所需的文书缺失或读不出",
    Verdict.NOT_APPLICABLE: "规则不再适用于该对象，请人工确认",
}


@dataclass
class Recheck:
    """Looks at the subjects of earlier findings again.

    Attributes:
        station: this run's records.
        rules: those that ran.
        as_of: the day the audit speaks for.
        period: the service period.
        overrides: the station's parameters by rule id.
        failed: ids of rules that broke in this run.
        sample: (kind, id) of the subjects audited; None for all.
    """

    station: Station
    rules: Sequence[Rule]
    as_of: date
    period: tuple[date, date]
    overrides: Mapping[str, Mapping[str, Any]]
    failed: Collection[str] = ()
    sample: Collection[tuple[str, str]] | None = None
    _shared: dict[str, Any] = field(default_factory=dict)
    _sets: dict[str, list[tuple[tuple[str, str], Outcome]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index rules and records; an earlier ledger names subjects as they were shown, masked or not."""
        self._by_id = {rule.id: rule for rule in self.rules}
        mask = PersonMask(self.station)
        self._sampled: set[tuple[str, str]] | None = None
        if self.sample is not None:
            own = [record for record in self.station.records if (record.kind, record.id) in self.sample]
            self._sampled = {*self.sample, *(("file", path) for record in own for path in record.files)}
        self._records: dict[str, list[Record]] = {}
        for record in [*self.station.records, *self.station.of_kind("file")]:
            for shown in {record.id, mask.subject(record.kind, record.id)}:
                self._records.setdefault(f"{record.kind}:{shown}", []).append(record)

    def unchecked(self, entry: LedgerEntry) -> str:
        """Return why the row's finding cannot be called resolved; "" where it can."""
        return self.open_question(entry.rule, entry.key)

    def finding(self, earlier: Finding) -> str:
        """Return the same for a finding of an earlier result."""
        return self.open_question(earlier.rule, f"{earlier.subject.kind}:{earlier.subject.id}")

    def open_question(self, rule_id: str, key: str) -> str:
        """Return why a finding of that rule on that subject cannot be called resolved; "" where it can.

        Args:
            rule_id: "" where it is not known.
            key: kind and id of the subject joined by a colon, as an earlier run showed it.
        """
        rule = self._by_id.get(rule_id)
        if rule is None:
            return "本次没有运行这条规则" if rule_id else "缺少规则编号，无法核对"
        if rule_id in self.failed:
            return "这条规则本次运行出错"
        if rule_id == PRIOR_RULE:
            return "上期意见请用 --previous 核对"
        records = self._records.get(key, [])
        kind, _, subject = key.partition(":")
        if kind == "file" and not records and self._sampled is None:
            return self._file_gone(rule, subject)
        if not records and kind not in _SETS:
            return "档案中没有找到这个对象"
        if len(records) > 1:
            return "有几个对象的编号相同，请人工核对"
        if self._sampled is not None and not (records and (records[0].kind, records[0].id) in self._sampled):
            return "不在本次抽样中"
        if isinstance(rule.check, RecordCheck):
            return self._by_record(rule, records[0]) if records else _OPEN[Verdict.NOT_APPLICABLE]
        return self._by_set(rule, (kind, records[0].id if records else subject))

    def _file_gone(self, rule: Rule, path: str) -> str:
        """Judge a finding on a file that is gone: what does not belong here may go, what cannot be read may come anew."""
        if isinstance(rule.check, FileStatus) and rule.check.status == "unrecognised":
            return ""
        stem = path.rpartition(".")[0] or path
        files = self.station.of_kind("file")
        if any(
            getattr(file, "status", "") == "read" and file.id.rpartition(".")[0] == stem for file in files
        ):
            return ""  # saved under another ending: .doc as .docx
        return "这个文件已不在档案中，请确认是否已换成可读的文件"

    def _context(self, rule: Rule) -> RuleContext:
        parameters = {name: parameter.value for name, parameter in rule.head.parameters.items()}
        parameters.update(self.overrides.get(rule.id, {}))
        return RuleContext(self.station, self.as_of, self.period, parameters, self._shared)

    def _by_record(self, rule: Rule, record: Record) -> str:
        if record.kind not in (rule.head.applies_to, *rule.head.also_applies_to):
            return _OPEN[Verdict.NOT_APPLICABLE]
        outcome = check_record(rule, record, self._context(rule))
        return "" if _another(outcome) else _OPEN.get(outcome.verdict, "")

    def _by_set(self, rule: Rule, subject: tuple[str, str]) -> str:
        if rule.id not in self._sets:
            self._sets[rule.id] = self._run_sets(rule)
        outcomes = self._sets[rule.id]
        own = [outcome for other, outcome in outcomes if other == subject]
        for outcome in own:
            if outcome.verdict is not Verdict.PASSED and not _another(outcome):
                return _OPEN[outcome.verdict]
        if own:
            return ""
        # A rule over a set says nothing of subjects that are in order; it must have been able to look at all of it.
        verdicts = {outcome.verdict for _, outcome in outcomes}
        if Verdict.NOT_CHECKABLE in verdicts:
            return _OPEN[Verdict.NOT_CHECKABLE]
        return "" if verdicts & {Verdict.PASSED, Verdict.FOUND} else _OPEN[Verdict.NOT_APPLICABLE]

    def _run_sets(self, rule: Rule) -> list[tuple[tuple[str, str], Outcome]]:
        if not isinstance(rule.check, SetCheck):
            return []
        context = self._context(rule)
        found = []
        for records in record_sets(self.station, rule.head.applies_to):
            for outcome in rule.check.run_set(records, context):
                subject = outcome.subject
                key = (subject.kind, subject.id) if subject is not None else (records.kind, records.id)
                found.append((key, outcome))
        return found


def _another(outcome: Outcome) -> bool:
    """Whether the outcome is a finding with a key of its own: had it the earlier one's, the earlier were still there."""
    return bool(outcome.key) and outcome.verdict in (Verdict.FOUND, Verdict.UNSURE)
