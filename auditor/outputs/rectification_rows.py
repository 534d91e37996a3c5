"""Findings -> rows of the rectification ledger: one row a finding, texts as people may see them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from auditor.config import StationConfig
from auditor.findings.ledger import (
    ADVICE,
    BASIS,
    BEFORE,
    CLAIMED,
    COMMUNITY,
    DISTRICT,
    ID,
    KEY,
    MACHINE,
    MESSAGE,
    PAPER,
    PERSON,
    PLACE,
    REVIEWER,
    RULE,
    SEVERITY,
    STATUS,
    STATUSES,
    STILL_THERE,
    SUBJECT,
    TITLE,
    WORKER,
    LedgerEntry,
    Value,
    subject_key,
)
from auditor.findings.result import SEVERITIES, Finding
from auditor.findings.workers import responsible_workers
from auditor.outputs.plain_text import plain
from auditor.outputs.terminal_rows import Mask, subject_name
from auditor.outputs.writers import Report
from auditor.values.masking import mask_name
from auditor.values.names import looks_like_name

MAX_TEXT = 2000
MAX_PLACES = 6
MAX_CELLS = 4
_LABEL_AND_CELL = re.compile(r"([^（）]{0,80})（([^（）]{1,60})）")
DOUBTFUL = "待核"
UNVERIFIED = "本次未能复核"
NOT_GIVEN = "未写明"
_WHOLE = {"community", "district", "station", "file"}
_PERSONS = {"case", "household-archive", "volunteer"}


@dataclass(slots=True)
class LedgerRow:
    """One row: values by column, and what colours and links it."""

    values: dict[str, Value]
    severity: str = ""
    link: str = ""
    finding: str = ""
    extra: dict[str, Value] = field(default_factory=dict)

    @property
    def worker(self) -> str:
        """Who is responsible, "" where nobody is named."""
        return str(self.values.get(WORKER, "")).strip()


class RowMaker:
    """Makes the rows of one report."""

    def __init__(self, report: Report, folder: Path) -> None:
        """Prepare the look-ups.

        Args:
            report: what is written.
            folder: where the ledger will lie; links start there.
        """
        self._report = report
        self._links = LinkMaker(report.folder, folder, report.shown)
        self._titles = {rule.id: plain(rule.head.title) for rule in report.rules}
        self._workers = responsible_workers(report.original.findings, report.station)
        self._persons = {
            (record.kind, record.id): record.name for record in report.station.records if record.name
        }
        self._reviewers = reviewers(report.config)
        self._again = {index for entry in report.result.prior for index in entry.findings}
        self._known_before = report.compared or bool(report.result.prior) or report.ledger is not None

    def rows(self) -> list[LedgerRow]:
        """Return the open findings' rows in the result's order, then those not checked this time, then people's own."""
        report = self._report
        waived = {entry.finding for entry in report.result.waived}
        pairs = zip(report.result.findings, report.original.findings, strict=True)
        rows = [
            self.row(index, shown, original)
            for index, (shown, original) in enumerate(pairs)
            if shown.id not in waived
        ]
        if report.ledger is not None:
            for entry, why in report.ledger.unverified:
                row = self.kept(entry)
                row.values[MACHINE] = f"{UNVERIFIED}：{why}"
                rows.append(row)
            rows += [self.kept(entry) for entry in report.ledger.by_hand]
        return rows

    def row(self, index: int, shown: Finding, original: Finding) -> LedgerRow:
        """Return one finding's row."""
        report = self._report
        carried = report.ledger.carried.get(shown.id) if report.ledger is not None else None
        severity = SEVERITIES[shown.severity]
        values: dict[str, Value] = {
            DISTRICT: shown.district,
            COMMUNITY: shown.community,
            SUBJECT: subject_text(shown, report.shown),
            PERSON: self._person(original),
            PAPER: self._papers(shown),
            PLACE: self._places(shown),
            TITLE: self._titles.get(shown.rule, shown.rule),
            MESSAGE: shown.message,
            BASIS: shown.basis,
            SEVERITY: f"{severity}（{DOUBTFUL}）" if shown.certainty == "check" else severity,
            BEFORE: self._before(index, shown, carried),
            ADVICE: shown.advice,
            WORKER: report.shown(self._workers.get(shown.id, "")),
            REVIEWER: report.shown(self._reviewers.get(shown.district, self._reviewers.get("", ""))),
            STATUS: STATUSES[0],
            MACHINE: STILL_THERE if carried is not None else "新发现" if report.ledger is not None else "",
            ID: shown.id,
            RULE: shown.rule,
            KEY: subject_key(shown),
        }
        values = {column: clean(value) for column, value in values.items()}
        link = self._links.to(shown.evidence[0].path) if shown.evidence else ""
        row = LedgerRow(values, shown.severity, link, shown.id)
        if carried is not None:
            row.values |= carried.user
            row.extra = dict(carried.extra)
            status = carried.user.get(STATUS, "")
            if status in CLAIMED:
                row.values[MACHINE] = f"{STILL_THERE}，与“{status}”不符，请复查"
        return row

    def kept(self, entry: LedgerEntry) -> LedgerRow:
        """Return a row of last time as it was; what the program wrote then with full names is masked now."""
        report = self._report
        machine = {
            column: report.shown_value(column, value) if isinstance(value, str) else value
            for column, value in entry.machine.items()
        }
        if report.mask is not None and isinstance(name := machine.get(PERSON), str):
            machine[PERSON] = mask_name(name)
        values = machine | entry.user
        if entry.id or entry.rule or entry.key:
            values |= {ID: entry.id, RULE: entry.rule, KEY: report.shown(entry.key)}
        words = str(entry.machine.get(SEVERITY, ""))
        severity = next((name for name, word in SEVERITIES.items() if words.startswith(word)), "")
        return LedgerRow(values, severity, "", entry.id, dict(entry.extra))

    def _person(self, original: Finding) -> str:
        name = self._persons.get((original.subject.kind, original.subject.id), "")
        # Groups, activities and papers have names too, but serve nobody by that name.
        if original.subject.kind not in _PERSONS or not looks_like_name(name):
            return ""
        return name if self._report.full_names else mask_name(name)

    def _papers(self, finding: Finding) -> str:
        paths = list(dict.fromkeys(entry.path for entry in finding.evidence))
        name = self._report.shown(PurePosixPath(paths[0]).name) if paths else ""
        return f"{name} 等{len(paths)}份" if len(paths) > 1 else name

    def _places(self, finding: Finding) -> str:
        """Return the places, one line for each label; those of several files under the file's name."""
        labels: dict[str, dict[str, list[str]]] = {}
        for entry in finding.evidence:
            label = plain(entry.label)
            page = f"第{entry.page}页" if entry.page is not None and f"第{entry.page}页" not in label else ""
            found = _LABEL_AND_CELL.fullmatch(label)
            name, cell = (found[1], found[2]) if found else (label, "")
            place = " ".join(part for part in (page, cell) if part)
            cells = labels.setdefault(entry.path, {}).setdefault(name, [])
            if place and place not in cells:
                cells.append(place)
        lines = []
        for path, names in labels.items():
            before = f"{self._report.shown(PurePosixPath(path).stem)}：" if len(labels) > 1 else ""
            for name, cells in names.items():
                some = "、".join(cells[:MAX_CELLS]) + (f" 等{len(cells)}处" if len(cells) > MAX_CELLS else "")
                text = f"{name}（{some}）" if name and some else name or some
                if before or text:
                    lines.append(f"{before}{text}" if text else before.rstrip("："))
        hidden = len(lines) - MAX_PLACES
        return "\n".join(
            [*lines[:MAX_PLACES], *([f"另有 {hidden} 处，见 result.json"] if hidden > 0 else [])]
        )

    def _before(self, index: int, finding: Finding, carried: LedgerEntry | None) -> str:
        if not self._known_before:
            return "—"
        seen = carried is not None or index in self._again
        return "是" if seen or (self._report.compared and finding.state == "still-there") else "否"


def subject_text(finding: Finding, shown: Mask) -> str:
    """Return the number of what a finding is about, or what users call it where it has none."""
    subject = finding.subject
    if (
        "/" in subject.id and subject.kind != "file"
    ):  # a paper that makes a record of its own has its path as id
        return plain(shown(PurePosixPath(subject.id).stem))
    numbered = subject.kind not in _WHOLE and any(char.isdigit() for char in subject.id)
    return plain(subject.id) if numbered else subject_name(finding, shown)


def clean(value: Value) -> Value:
    """Return a value without control characters or anything that disguises it, line by line, of bearable length."""
    if isinstance(value, date):
        return value
    text = "\n".join(plain(line) for line in value.split("\n"))
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def reviewers(config: StationConfig) -> dict[str, str]:
    """Return by district who reviews: the head of the district, else the deputy head; "" for the whole station."""
    found: dict[str, str] = {}
    for role in ("district_head", "deputy_head"):
        for member in config.staff:
            if member.role == role:
                found.setdefault(member.district, member.name)
    whole = found.get("") or next((item.name for item in config.staff if item.role == "deputy_head"), "")
    return found | {"": whole}


class LinkMaker:
    """Makes links from the ledger to files of the archive: relative ones, so that both may move together.

    Where a name would stand in the address, the link leads to the nearest folder above that names nobody.
    """

    def __init__(self, archive: Path, ledger_folder: Path, shown: Callable[[str], str] = str) -> None:
        """Prepare.

        Args:
            archive: the archive's root.
            ledger_folder: where the ledger will lie; links start there.
            shown: hides personal data in a path.
        """
        self._archive = archive.resolve()
        self._shown = shown
        self._start = ledger_folder.resolve()
        self._made: dict[str, str] = {}

    def to(self, path: str) -> str:
        """Return the link to a file of the archive, "" where it does not lie there by itself."""
        link = self._made.get(path)
        if link is None:
            link = self._made[path] = self._make(path)
        return link

    def _make(self, path: str) -> str:
        inside = PurePosixPath(path)
        if ".." in inside.parts or not os.path.exists(self._archive.joinpath(*inside.parts)):  # noqa: PTH110 - no error for odd names
            return ""
        while self._shown(str(inside)) != str(inside):
            inside = inside.parent
        target = self._archive.joinpath(*inside.parts)
        try:
            relative = os.path.relpath(target, self._start)
        except ValueError:  # another drive
            relative = str(target)
        return relative.replace(os.sep, "/")


def by_worker(rows: list[LedgerRow]) -> Mapping[str, list[LedgerRow]]:
    """Return the rows by responsible worker, those with most rows first, rows without one last."""
    groups: dict[str, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(row.worker, []).append(row)
    order = sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
    return {name: groups[name] for name in order}
