"""The rectification ledger (整改台账) from run to run: what people wrote into it stays, what is gone is marked as such.

A row is recognised by the stable id of its finding; where somebody lost that hidden column, by rule and subject as long
as only one row and only one finding have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from auditor.findings.result import Finding

NUMBER, DISTRICT, COMMUNITY, SUBJECT, PERSON = "序号", "片区", "社区", "档案编号", "服务对象（脱敏）"
SHOWN_PERSON = "服务对象"
"""Title of the column of persons where names are shown in full."""
PAPER, PLACE, TITLE, MESSAGE, BASIS = "文书", "位置", "问题类别", "问题描述", "依据"
SEVERITY, BEFORE, ADVICE = "严重程度", "上期是否出现", "整改建议"
WORKER, REVIEWER, DUE, STATUS = "责任社工", "审核人", "整改时限", "完成情况"
PROOF, CLOSED, REMARK, MACHINE = "佐证", "复核/销号日期", "备注", "机器复核"
ID, RULE, KEY = "稳定编号（勿改）", "规则编号（勿改）", "对象（勿改）"

MACHINE_COLUMNS = (
    NUMBER, DISTRICT, COMMUNITY, SUBJECT, PERSON, PAPER, PLACE, TITLE, MESSAGE, BASIS, SEVERITY, BEFORE, ADVICE,
)  # fmt: skip
USER_COLUMNS = (WORKER, REVIEWER, DUE, STATUS, PROOF, CLOSED, REMARK)
HIDDEN_COLUMNS = (ID, RULE, KEY)
COLUMNS = (*MACHINE_COLUMNS, *USER_COLUMNS, MACHINE, *HIDDEN_COLUMNS)
"""Titles of the ledger's columns in their order."""

STATUSES = ("未整改", "整改中", "已整改", "不适用", "已复核销号")
FINISHED = ("已整改", "不适用", "已复核销号")
CLAIMED = ("已整改", "已复核销号")
"""Statuses that say that the finding is gone."""
LEDGER_SHEET = "整改台账"
RESOLVED_SHEET = "已整改"
WAIVED_SHEET = "已接受"
WAIVED_COLUMNS = ("接受理由", "接受人", "有效期至")
"""What the sheet of accepted findings says of each beside the ledger's columns."""
RESOLVED = "机器复核：已整改"
STILL_THERE = "仍存在"

Value = str | date


@dataclass(slots=True)
class LedgerEntry:
    """One row of a ledger.

    Attributes:
        id: stable id of the finding; "" for rows that people added and for ledgers that lost the column.
        rule: rule id, "" likewise.
        key: kind and id of the subject joined by a colon, as that ledger showed it.
        machine: what the program wrote, by column.
        user: what people keep: owners, dates, status, proof, remarks; only filled cells.
        extra: columns that people added.
        resolved: the row stood among the resolved ones.
    """

    id: str = ""
    rule: str = ""
    key: str = ""
    machine: dict[str, Value] = field(default_factory=dict)
    user: dict[str, Value] = field(default_factory=dict)
    extra: dict[str, Value] = field(default_factory=dict)
    resolved: bool = False

    @property
    def by_hand(self) -> bool:
        """A person added this row; no finding of the program stands behind it."""
        return not (self.id or self.rule or self.key)


@dataclass(slots=True)
class Ledger:
    """A ledger as read back."""

    entries: list[LedgerEntry] = field(default_factory=list)
    extra_columns: list[str] = field(default_factory=list)
    without_ids: bool = False
    """The hidden columns are lost."""
    notes: list[str] = field(default_factory=list)
    """What could not be carried over, for the user to see."""


@dataclass(slots=True)
class LedgerMerge:
    """A ledger laid over the findings of a run."""

    carried: dict[str, LedgerEntry] = field(default_factory=dict)
    """Finding id -> its row of last time."""
    resolved: list[LedgerEntry] = field(default_factory=list)
    """Rows whose finding the program looked for and no longer found, now or in an earlier run."""
    unverified: list[tuple[LedgerEntry, str]] = field(default_factory=list)
    """Rows whose finding did not come up, but whose papers could not be checked either, with the reason."""
    by_hand: list[LedgerEntry] = field(default_factory=list)
    extra_columns: list[str] = field(default_factory=list)


def subject_key(finding: Finding) -> str:
    """Return the subject as the ledger's hidden column holds it."""
    return f"{finding.subject.kind}:{finding.subject.id}"


def merge_ledger(
    ledger: Ledger,
    findings: Sequence[Finding],
    shown: Sequence[Finding],
    unchecked: Callable[[LedgerEntry], str],
    as_of: date,
    titles: Mapping[str, str] | None = None,
    subjects: Sequence[str] = (),
) -> LedgerMerge:
    """Lay last time's ledger over this run.

    Args:
        ledger: as read.
        findings: of this run, unmasked.
        shown: the same findings in the same order as the ledger shows them (masked).
        unchecked: says why a row whose finding is gone cannot be called resolved; "" where it can.
        as_of: the day the audit speaks for, noted at rows resolved now.
        titles: rule titles by id, for ledgers that lost their hidden columns.
        subjects: what the ledger shows as each finding's subject, likewise.
    """
    merge = LedgerMerge(extra_columns=list(ledger.extra_columns))
    ids = {finding.id for finding in findings}
    left: list[LedgerEntry] = []
    for entry in ledger.entries:
        if entry.by_hand and not (ledger.without_ids and _machine_row(entry)):
            merge.by_hand.append(entry)
        elif entry.id not in ids:
            left.append(entry)
        elif entry.id not in merge.carried or merge.carried[entry.id].resolved:
            merge.carried[entry.id] = entry  # an open row weighs more than an old one among the resolved
        elif not entry.resolved and _differs(entry, merge.carried[entry.id]):
            # A row copied to write something else into it brings the hidden columns along; it is a row of its own.
            entry.id = entry.rule = entry.key = ""
            merge.by_hand.append(entry)
    by_key = _only(
        (key, number)
        for number, (finding, seen) in enumerate(zip(findings, shown, strict=True))
        if finding.id not in merge.carried
        for key in _keys_of(
            finding, seen, (titles or {}).get(finding.rule, ""), subjects[number : number + 1]
        )
    )
    entries_by_key = _only((key, number) for number, entry in enumerate(left) for key in _keys(entry))
    matched: set[int] = set()
    for key, number in entries_by_key.items():
        position = by_key.get(key)
        if position is None or number in matched or findings[position].id in merge.carried:
            continue
        merge.carried[findings[position].id] = left[number]
        matched.add(number)
    for number, entry in enumerate(left):
        if number in matched:
            continue
        if entry.resolved:
            merge.resolved.append(entry)
            continue
        why = unchecked(entry)
        if why:
            merge.unverified.append((entry, why))
        else:
            entry.machine[MACHINE] = f"{RESOLVED}（{as_of.isoformat()}）"
            merge.resolved.append(entry)
    return merge


def _differs(entry: LedgerEntry, other: LedgerEntry) -> bool:
    return (entry.user, entry.extra, entry.machine.get(MESSAGE)) != (
        other.user,
        other.extra,
        other.machine.get(MESSAGE),
    )


def _machine_row(entry: LedgerEntry) -> bool:
    """Whether a row without hidden columns looks like one that the program wrote."""
    return bool(entry.machine.get(TITLE) and entry.machine.get(SEVERITY) and entry.machine.get(BASIS))


def _keys_of(finding: Finding, seen: Finding, title: str, subject: Sequence[str]) -> list[tuple[str, str]]:
    keys = {(finding.rule, subject_key(item)) for item in (finding, seen)}
    if title:
        keys |= {(title, text) for text in subject}
    return sorted(keys)


def _keys(entry: LedgerEntry) -> list[tuple[str, str]]:
    keys = []
    if entry.rule and entry.key:
        keys.append((entry.rule, entry.key))
    title, subject = entry.machine.get(TITLE), entry.machine.get(SUBJECT)
    if isinstance(title, str) and isinstance(subject, str) and not entry.id:
        keys.append((title, subject))
    return keys


def _only(pairs: Iterable[tuple[tuple[str, str], int]]) -> dict[tuple[str, str], int]:
    """Return the keys that exactly one number has."""
    found: dict[tuple[str, str], set[int]] = {}
    for key, number in pairs:
        found.setdefault(key, set()).add(number)
    return {key: next(iter(numbers)) for key, numbers in found.items() if len(numbers) == 1}
