"""Audits stranger archives and says what was missed and what was wrongly accused.

``python -m tools.strangers.judge`` audits one archive of each style with defects and its clean twin (judging seeds), and
prints recall and precision by style and rule, weakest first. ``--seeds tune`` is for those who improve the product: it leaves
out the judge-only styles, which are kept out of tuning; nobody who changes readers, forms or rules looks at these. For them
figures are printed and no single finding, unless ``--details`` asks for it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tools.strangers.archives import ALL_JUDGE_ONLY, ALL_STYLES, make_archive
from tools.strangers.areas.facts import Area
from tools.strangers.matching import CITED, Count, Verdict, concerns, match
from tools.strangers.product import audit_archive
from tools.strangers.scenario import AS_OF, Expected, Station
from tools.strangers.styles import WITHOUT_DISTRICTS

CLEAN_NOISE = ("critical", "major", "minor")


@dataclass(slots=True)
class StyleResult:
    """One style's archives, judged."""

    style: str
    verdict: Verdict
    clean: list[Any]
    """Findings of severity minor or worse in the clean twin: false alarms, all of them."""
    near: int
    accused: list[tuple[str, str]]
    """Near misses that were taken for defects."""
    files: int
    unread: list[tuple[str, str]]
    seconds: float


def asked(style: str, expected: list[Expected]) -> list[Expected]:
    """What may be asked of a style: where districts are unknown, their findings are optional."""
    return [
        replace(e, optional=True, keys=(*e.keys, ""))
        if style in WITHOUT_DISTRICTS and e.kind == "district"
        else e
        for e in expected
    ]


def judge_style(style: str, seeds: str, at: int, keep: Path | None = None) -> StyleResult:
    """Write, audit and judge one style."""
    with tempfile.TemporaryDirectory() as temporary:
        root = keep or Path(temporary)
        folder, clean_folder = root / f"{style}-{seeds}-{at}", root / f"{style}-{seeds}-{at}-clean"
        station = make_archive(folder, style, seeds, at)
        make_archive(clean_folder, style, seeds, at, clean=True)
        begin = time.process_time()
        result = audit_archive(folder, AS_OF)
        clean = audit_archive(clean_folder, AS_OF)
        seconds = time.process_time() - begin
    verdict = match(result.findings, asked(style, station.expected))
    return StyleResult(
        style, verdict, [f for f in clean.findings if f.severity in CLEAN_NOISE], len(station.near),
        accused_near(station.near, verdict.alarms, called(station), "area" if isinstance(station, Area) else ""), len(result.files),
        [(f.path, f.status) for f in result.files if f.status in ("unreadable", "unrecognised")], seconds,
    )  # fmt: skip


def called(station: Station | Area) -> dict[str, str]:
    """How else a near miss's subject may be called: people by the number of their case or household, a group's number by its name."""
    if isinstance(station, Area):
        return {group.name: group.number for group in station.groups}
    return {facts.number: facts.person.name for facts in (*station.cases, *station.households)}


def accused_near(
    near: list[tuple[str, str]], alarms: list[Any], names: dict[str, str] | None = None, kind: str = ""
) -> list[tuple[str, str]]:
    """The near misses among the false alarms; where a paper bears no number, a finding may call its subject by name.

    ``kind`` "area": names with or without quotation marks, in the subject, the message or a file's name, as `concerns` pairs
    what was expected of the further areas.
    """
    by_number = names or {}
    return [
        (rule, number)
        for rule, number in near
        if any(
            f.rule == rule
            and concerns(
                f, Expected(rule, kind, (number, *([by_number[number]] if number in by_number else [])))
            )
            for f in alarms
        )
    ]


def line(name: str, count: Count) -> str:
    """One row of the table."""
    return f"{name:34} recall {count.recall:6.1%} ({count.hits}/{count.hits + count.misses})  precision {count.precision:6.1%} ({count.alarms} false)"


def show(results: list[StyleResult], details: int | None) -> None:
    """Print everything, weakest first; ``details`` None: a few lines a style, none of the judge-only ones."""
    total, cited = Count(), Count()
    rules: dict[str, Count] = {}
    for result in sorted(results, key=lambda r: r.verdict.total(CITED).recall):
        one, all_ = result.verdict.total(CITED), result.verdict.total()
        most = details if details is not None else 0 if result.style in ALL_JUDGE_ONLY else 40
        print(f"\n== {result.style}: {result.files} files, {len(result.unread)} not read, {len(result.accused)} of {result.near} near misses accused, clean twin: "
              f"{len(result.clean)} false alarms, {result.verdict.doubtful} hits only doubtful")  # fmt: skip
        print(line("cited", one))
        print(line("all", all_))
        for wanted in result.verdict.missed[:most]:
            print(f"   missed  {wanted.rule:38} {'/'.join(wanted.keys)} {wanted.why}")
        for finding in result.verdict.alarms[:most]:
            print(
                f"   false   {finding.rule:38} {finding.subject.id} [{finding.certainty}] {finding.message[:90]}"
            )
        for finding in result.clean[:most]:
            print(
                f"   clean   {finding.rule:38} {finding.subject.id} [{finding.certainty}] {finding.message[:90]}"
            )
        for path, status in result.unread[: min(5, most)]:
            print(f"   {status}: {path}")
        for rule, count in result.verdict.by_rule.items():
            sum_ = rules.setdefault(rule, Count())
            for part in (sum_, total, *([cited] if rule in CITED else [])):
                part.hits += count.hits
                part.misses += count.misses
                part.alarms += count.alarms
    print("\n== by rule, weakest first")
    for rule, count in sorted(rules.items(), key=lambda r: (r[1].recall * r[1].precision, r[0])):
        print(line(rule + (" *" if rule in CITED else ""), count))
    print("\n== in total")
    print(line("cited", cited))
    print(line("all", total))
    print(f"clean twins: {sum(len(r.clean) for r in results)} false alarms")


def as_data(results: list[StyleResult]) -> dict[str, Any]:
    """The same as data."""

    def count(c: Count) -> dict[str, float]:
        return {
            "hits": c.hits,
            "misses": c.misses,
            "alarms": c.alarms,
            "recall": c.recall,
            "precision": c.precision,
        }

    return {
        r.style: {
            "cited": count(r.verdict.total(CITED)), "all": count(r.verdict.total()), "clean": len(r.clean), "files": r.files,
            "rules": {k: count(v) for k, v in sorted(r.verdict.by_rule.items())}, "unread": r.unread, "cpu_seconds": r.seconds,
            "missed": [[e.rule, list(e.keys)] for e in r.verdict.missed],
            "alarms": [[f.rule, f.subject.id, f.message] for f in r.verdict.alarms],
            "clean_alarms": [[f.rule, f.subject.id, f.message] for f in r.clean],
        }
        for r in results
    }  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", choices=("judge", "tune"), default="judge")
    parser.add_argument("--style", choices=sorted(ALL_STYLES), action="append")
    parser.add_argument("--areas", choices=("first", "further", "all"), default="all", help="first: cases, archives, lists (S…); further: groups, volunteers, funds, figures … (A…)")  # fmt: skip
    parser.add_argument("--at", type=int, default=0, help="which station of the seed family")
    parser.add_argument("--details", type=int, help="lines a style (40; 0 for judge-only styles)")
    parser.add_argument("--keep", type=Path, help="leave the archives in this folder")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tuning = options.seeds == "tune"
    wanted = {"first": ("S",), "further": ("A",), "all": ("S", "A")}[options.areas]
    offered = ALL_STYLES - ALL_JUDGE_ONLY if tuning else ALL_STYLES
    styles = options.style or sorted(s for s in offered if s.startswith(wanted))
    if tuning and not ALL_JUDGE_ONLY.isdisjoint(styles):
        parser.error("judge-only styles are kept out of tuning")
    results = [judge_style(s, options.seeds, options.at, options.keep) for s in styles]
    if options.json:
        print(json.dumps(as_data(results), ensure_ascii=False, indent=1))
    else:
        show(results, options.details)


if __name__ == "__main__":
    main()
