"""The findings of ``report.html`` as compact JSON: texts that repeat stand once, in lists that the findings point into."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from auditor.findings.result import ORIGINS, SECTIONS, SEVERITIES, Finding
from auditor.findings.workers import responsible_workers
from auditor.outputs.evidence_views import EvidenceViews
from auditor.outputs.html_overview import UNNAMED_DISTRICT
from auditor.outputs.plain_text import plain
from auditor.outputs.terminal_rows import subject_name
from auditor.outputs.writers import Report


class Texts:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found


def findings_data(report: Report) -> dict[str, Any]:
    """Return what the page's script draws.

    Keys of a finding: ``i`` id, ``r`` rule, ``v`` severity, ``s`` section, ``c`` doubtful, ``n`` still there, ``k`` subject,
    ``t`` message; as numbers of ``texts``: ``d`` district, ``m`` community, ``w`` worker, ``a`` advice, ``b`` basis;
    ``e`` evidence [file, page, label, text], ``x`` numbers of ``views``, ``o`` a place is known and not drawn.
    """
    texts = Texts()
    views = EvidenceViews(report)
    workers = responsible_workers(report.original.findings, report.station)
    waived = {entry.finding for entry in report.result.waived}
    listed = [index for index, item in enumerate(report.result.findings) if item.id not in waived]
    order = sorted(listed, key=lambda index: list(SEVERITIES).index(report.result.findings[index].severity))
    # The gravest first: where a limit ends the pictures, it is the small matters that go without.
    shown = dict(zip(order, views.of_all([report.original.findings[index] for index in order]), strict=True))
    left_out = {order[number] for number in views.left_out}
    findings = []
    for index in listed:
        item = report.result.findings[index]
        entry: dict[str, Any] = {
            "i": plain(item.id),
            "r": item.rule,
            "v": item.severity,
            "s": item.section,
            "k": subject_line(item, report),
            "d": texts.number(plain(item.district)),
            "m": texts.number(plain(item.community)),
            "w": texts.number(plain(report.shown(workers.get(item.id, "")))),
            "t": plain(item.message),
            "a": texts.number(plain(item.advice)),
            "b": texts.number(plain(item.basis)),
            "e": [
                [_file(report, place.path, texts), place.page or 0, plain(place.label), plain(place.text)]
                for place in item.evidence
            ],
        }
        if item.certainty == "check":
            entry["c"] = 1
        if item.state == "still-there":
            entry["n"] = 1
        if shown[index]:
            entry["x"] = shown[index]
        elif index in left_out:
            entry["o"] = 1
        findings.append(entry)
    return {
        "texts": texts.texts,
        "station": plain(report.result.station),
        "as_of": report.result.as_of.isoformat(),
        "sections": SECTIONS,
        "severities": SEVERITIES,
        "unnamed": UNNAMED_DISTRICT,
        "compared": report.compared,
        "rules": {
            rule.id: [plain(rule.head.title), plain(rule.head.norm), ORIGINS[rule.head.origin]]
            for rule in report.rules
        },
        "views": views.views,
        "findings": findings,
    }


def subject_line(item: Finding, report: Report) -> str:
    """Return what a finding is about."""
    return subject_name(item, report.shown)


def _file(report: Report, path: str, texts: Texts) -> int:
    return texts.number(plain(report.shown(str(PurePosixPath(path)))))
