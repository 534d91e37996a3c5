"""The figures and lists of ``report.html`` that stand on the page without its script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from auditor.findings.collect import chinese_order
from auditor.findings.result import SECTIONS, SEVERITIES, FileEntry, Finding
from auditor.findings.waivers import open_findings
from auditor.outputs.plain_text import plain
from auditor.outputs.terminal_rows import KINDS, subject_name
from auditor.outputs.writers import Report

UNNAMED_DISTRICT = "未分片区"
MOST_FREQUENT = 8
MAX_FILES_LISTED = 2_000
"""Files listed of one status; how many more there are is said beneath."""
PRIOR_STATUS = {
    "found-again": "再次发现",
    "not-checked": "缺材料，未能核对",
    "human": "需人工判断",
    "resolved": "已整改",
}
_FILE_STATUS = {
    "unreadable": "读不出的文件",
    "unrecognised": "未识别表单类型的文件",
    "partly": "已读、但有说明的文件",
    "skipped": "跳过的文件",
}


def overview(report: Report) -> dict[str, Any]:
    """Return the template's variables."""
    result = report.result
    findings = open_findings(result)
    titles = {rule.id: plain(rule.head.title) for rule in report.rules}
    severities = Counter(item.severity for item in findings)
    return {
        "station": plain(result.station),
        "as_of": result.as_of.isoformat(),
        "period": [day.isoformat() for day in result.period],
        "tool": result.tool,
        "full_names": report.full_names,
        "compared": report.compared,
        "sampled": report.sampled,
        "total": len(findings),
        "severities": [(key, name, severities[key]) for key, name in SEVERITIES.items()],
        "severity_names": SEVERITIES,
        "doubtful": sum(item.certainty == "check" for item in findings),
        "still_there": sum(item.state == "still-there" for item in findings),
        "resolved": [resolved_row(item, report) for item in result.resolved],
        "unconfirmed": [
            resolved_row(entry.finding, report) | {"why": plain(entry.why)} for entry in result.unconfirmed
        ],
        "by_section": _bars(findings, [(key, name) for key, name in SECTIONS.items()], "section"),
        "by_district": _bars(
            findings, [(name, plain(name) or UNNAMED_DISTRICT) for name in districts(report)], "district"
        ),
        "frequent": frequent(findings, titles),
        "less_frequent": len({item.rule for item in findings}) - MOST_FREQUENT,
        "coverage": coverage_rows(report, titles),
        "files": file_lists(report),
        "file_counts": Counter(entry.status for entry in result.files),
        "file_total": len(result.files),
        "records": [(name, count) for key, name in KINDS.items() if (count := _kinds(report)[key])],
        "unplaced": unplaced_rows(report),
        "unplaced_count": len(result.unplaced),
        "prior": prior_rows(report),
        "praise": praise_rows(report),
        "waived": waived_rows(report),
        "failures": [plain(report.shown(text)) for text in result.failures],
    }


def districts(report: Report) -> list[str]:
    """Return all districts in the station's order, those of the papers after them; "" last where it is needed."""
    result = report.result
    found = [record.district for record in result.records if record.district]
    found += [finding.district for finding in result.findings if finding.district]
    names = dict.fromkeys(report.config.districts)
    names |= dict.fromkeys(sorted(set(found) - set(names), key=chinese_order))
    if any(not item.district for item in result.findings):
        names[""] = None
    return list(names)


def _kinds(report: Report) -> Counter[str]:
    return Counter(record.kind for record in report.result.records)


def _bars(findings: list[Finding], names: list[tuple[str, str]], key: str) -> list[dict[str, Any]]:
    """Return one bar for each name, its parts by severity as shares of the longest bar (0 to 100)."""
    counts: Counter[tuple[Any, str]] = Counter((getattr(item, key), item.severity) for item in findings)
    doubtful = Counter(getattr(item, key) for item in findings if item.certainty == "check")
    totals = {value: sum(counts[value, severity] for severity in SEVERITIES) for value, _ in names}
    longest = max(totals.values(), default=0) or 1
    rows = []
    for value, name in names:
        parts, start = [], 0.0
        for severity in SEVERITIES:
            share = counts[value, severity] * 100 / longest
            parts.append(
                {
                    "severity": severity,
                    "count": counts[value, severity],
                    "x": round(start, 2),
                    "width": round(share, 2),
                }
            )
            start += share
        rows.append(
            {
                "value": plain(value),
                "name": name,
                "parts": parts,
                "total": totals[value],
                "doubtful": doubtful[value],
            }
        )
    return rows


def frequent(findings: Iterable[Finding], titles: dict[str, str]) -> list[dict[str, Any]]:
    """Return the rules with the most findings."""
    counts: Counter[str] = Counter()
    severity: dict[str, str] = {}
    for item in findings:
        counts[item.rule] += 1
        severity.setdefault(item.rule, item.severity)
    most = counts.most_common(MOST_FREQUENT)
    longest = most[0][1] if most else 1
    return [
        {
            "rule": rule,
            "title": titles.get(rule, rule),
            "count": count,
            "severity": severity[rule],
            "width": round(count * 100 / longest, 2),
        }
        for rule, count in most
    ]


def coverage_rows(report: Report, titles: dict[str, str]) -> list[dict[str, Any]]:
    """Return how far each rule could be applied, section by section."""
    sections = {rule.id: rule.head.section for rule in report.rules}
    order = list(SECTIONS)
    rows: list[dict[str, Any]] = []
    for item in report.result.coverage:
        section = sections.get(item.rule)
        if item.checked:
            state = "部分无法核对" if item.not_checkable else "已核对"
        else:
            state = "缺材料，无法核对" if item.not_checkable else "不涉及"
        rows.append(
            {
                "rule": item.rule,
                "title": titles.get(item.rule, item.rule),
                "section": SECTIONS[section] if section else "",
                "order": order.index(section) if section else len(order),
                "checked": item.checked,
                "found": item.found,
                "unsure": item.unsure,
                "not_checkable": item.not_checkable,
                "state": state,
            }
        )
    rows.sort(key=lambda row: (row["order"], row["state"] == "不涉及"))
    return rows


def file_lists(report: Report) -> list[dict[str, Any]]:
    """Return the files that were not read, not recognised, read in part or skipped, with the reasons."""
    unplaced = set(report.result.unplaced)
    groups: dict[str, list[FileEntry]] = {status: [] for status in _FILE_STATUS}
    for entry in report.result.files:
        if entry.status != "read":
            groups[entry.status].append(entry)
        elif entry.reason and entry.path not in unplaced:
            groups["partly"].append(entry)
    return [
        {
            "status": status,
            "title": _FILE_STATUS[status],
            "count": len(entries),
            "hidden": max(0, len(entries) - MAX_FILES_LISTED),
            "files": [
                (plain(report.shown(entry.path)), plain(entry.reason or ""))
                for entry in entries[:MAX_FILES_LISTED]
            ],
        }
        for status, entries in groups.items()
        if entries
    ]


def unplaced_rows(report: Report) -> list[tuple[str, str]]:
    """Return the papers that belong to no record, with the reasons."""
    reasons = {entry.path: entry.reason or "" for entry in report.result.files}
    return [
        (plain(report.shown(path)), plain(reasons.get(path, "")))
        for path in report.result.unplaced[:MAX_FILES_LISTED]
    ]


def resolved_row(item: Finding, report: Report) -> dict[str, str]:
    """Return one finding of the baseline that is gone."""
    where = "　".join(part for part in (plain(item.district), plain(item.community)) if part)
    return {
        "severity": item.severity,
        "section": SECTIONS[item.section],
        "where": where,
        "subject": subject_name(item, report.shown),
        "message": plain(item.message),
    }


def prior_rows(report: Report) -> list[dict[str, Any]]:
    """Return the concerns of the last evaluation and what became of them."""
    findings = report.result.findings
    listed = {item.id for item in open_findings(report.result)}
    return [
        {
            "section": SECTIONS[item.section],
            "district": plain(item.district),
            "text": plain(item.text),
            "status": item.status,
            "status_name": PRIOR_STATUS[item.status],
            "papers": [plain(report.shown(paper)) for paper in item.papers],
            "findings": [
                (findings[index].id, subject_name(findings[index], report.shown))
                for index in item.findings
                if 0 <= index < len(findings) and findings[index].id in listed
            ],
        }
        for item in report.result.prior
    ]


def praise_rows(report: Report) -> list[dict[str, str]]:
    """Return what is worth affirming."""
    return [
        {"section": SECTIONS[item.section], "district": plain(item.district), "message": plain(item.message)}
        for item in report.result.praise
    ]


def waived_rows(report: Report) -> list[dict[str, str]]:
    """Return accepted findings with their reasons; they stand here alone, not among the findings."""
    by_id = {item.id: item for item in report.result.findings}
    rows = []
    for entry in report.result.waived:
        item = by_id.get(entry.finding)
        rows.append(
            {
                "finding": plain(entry.finding),
                "severity": item.severity if item else "",
                "subject": subject_name(item, report.shown) if item else "",
                "message": plain(item.message) if item else "",
                "reason": plain(report.shown(entry.reason)),
                "author": plain(entry.author),
                "until": plain(entry.until),
            }
        )
    return rows
