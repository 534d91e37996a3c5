"""Two runs side by side: resolved, still there, new, and what this run cannot tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from auditor.findings.fingerprint import path_key
from auditor.findings.result import Finding, Result, Unconfirmed

Unchecked = Callable[[Finding], str]
"""Returns why an earlier finding that did not come up again cannot be called resolved; "" where it can."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings by what became of them; ``unconfirmed`` did not come up again, but nobody looked."""

    resolved: list[Finding]
    still_there: list[Finding]
    new: list[Finding]
    unconfirmed: list[Unconfirmed] = field(default_factory=list)


def compare(old: list[Finding], new: list[Finding], unchecked: Unchecked | None = None) -> Comparison:
    """Match findings by their fingerprint; those on files that moved, by the file's name where it is unambiguous.

    Args:
        old: the earlier run's findings.
        new: the later run's.
        unchecked: asked of each that is gone; without it whatever is gone counts as resolved.
    """
    old_ids = {finding.id for finding in old}
    new_ids = {finding.id for finding in new}
    gone = [finding for finding in old if finding.id not in new_ids]
    moved = _moved(gone, [finding for finding in new if finding.id not in old_ids])
    gone = [finding for finding in gone if finding.id not in moved]
    known = old_ids | set(moved.values())
    why = {finding.id: unchecked(finding) if unchecked is not None else "" for finding in gone}
    return Comparison(
        resolved=[finding for finding in gone if not why[finding.id]],
        still_there=[finding for finding in new if finding.id in known],
        new=[finding for finding in new if finding.id not in known],
        unconfirmed=[
            Unconfirmed(finding=finding, why=why[finding.id]) for finding in gone if why[finding.id]
        ],
    )


def _moved(gone: list[Finding], come: list[Finding]) -> dict[str, str]:
    """Return ids of findings that are gone -> of those that came, which are about one file in another folder."""
    pairs: dict[str, str] = {}
    for key_of in (_name_of_file, _said_of_file):
        taken = {*pairs, *pairs.values()}
        before = _by_key(gone, key_of, taken)
        after = _by_key(come, key_of, taken)
        pairs |= {
            ids[0]: after[key][0] for key, ids in before.items() if len(ids) == len(after.get(key, ())) == 1
        }
    return pairs


Key = tuple[str, ...]


def _by_key(
    findings: list[Finding], key_of: Callable[[Finding], Key | None], taken: Collection[str]
) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for finding in findings:
        key = key_of(finding)
        if key is not None and finding.id not in taken:
            found.setdefault(key, []).append(finding.id)
    return found


def _name_of_file(finding: Finding) -> Key | None:
    """Key for files that were moved: their name."""
    name = path_key(finding.subject.id, folders=0)
    return (finding.rule, name) if name else None


def _said_of_file(finding: Finding) -> Key | None:
    """Key for files that were renamed: what else is said of them."""
    if not path_key(finding.subject.id):
        return None
    return (finding.rule, finding.message.replace(finding.subject.id, ""))


def unchecked_between(old: Result, new: Result) -> Unchecked:
    """Return what two results alone can tell: did the rule run, is the subject there, could its files be read."""
    ran = {entry.rule for entry in new.coverage}
    records = {(record.kind, record.id) for record in new.records}
    earlier = {(record.kind, record.id) for record in old.records}
    unread = {entry.path for entry in new.files if entry.status == "unreadable"}
    read = {entry.path for entry in new.files if entry.status == "read"}
    # Scanned anew files have other names: the one that is gone may be the one beside it that could not be read.
    doubtful = {_folder(path) for path in unread} - {""}

    def why(finding: Finding) -> str:
        subject = (finding.subject.kind, finding.subject.id)
        if finding.rule not in ran:
            return "第二次没有运行这条规则"
        if subject in earlier and subject not in records:
            return "第二次没有这个对象：材料不在、读不出或不在抽样中"
        if subject[0] != "file" and any(entry.path in unread for entry in finding.evidence):
            return "所依据的文件第二次读不出"
        if subject[0] != "file" and any(
            entry.path not in read and _folder(entry.path) in doubtful for entry in finding.evidence
        ):
            return "所依据的文件第二次不在，同一文件夹有文件读不出"
        return ""

    return why


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def mark_states(result: Result, baseline: Result, unchecked: Unchecked | None = None) -> None:
    """Set ``state`` on the findings of ``result``; list those of ``baseline`` that are resolved or open to doubt."""
    comparison = compare(baseline.findings, result.findings, unchecked)
    for finding in comparison.still_there:
        finding.state = "still-there"
    result.resolved = comparison.resolved
    result.unconfirmed = comparison.unconfirmed


def reasons(unconfirmed: list[Unconfirmed]) -> list[tuple[str, int]]:
    """Return the reasons with how often each stands, the most frequent first."""
    return Counter(entry.why for entry in unconfirmed).most_common()
