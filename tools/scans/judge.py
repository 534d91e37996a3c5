"""Audits archives of which a share was printed, signed, sealed and scanned: ``python -m tools.scans.judge``.

The archives are those of `tools.strangers` (catalogued defects and their clean twins). For each quality recall, precision
and false alarms of clean twins are printed, all findings and sure ones apart, beside the same archive as it was typed.
Judging seeds are for judging: no single finding is printed for them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.scans.archives import Scanned, scan_archive
from tools.scans.degrade import QUALITIES
from tools.scans.make import add_data_options, pen_data
from tools.scans.pen import PenData
from tools.scans.printing import cache_folder
from tools.strangers.archives import make_archive
from tools.strangers.judge import CLEAN_NOISE, accused_near, asked
from tools.strangers.matching import CITED, Count, match
from tools.strangers.product import audit_archive
from tools.strangers.scenario import AS_OF, Station
from tools.strangers.styles import JUDGE_ONLY

STYLES = ("S1", "S2", "S3", "S4", "S5", "S10")
HONEST = frozenset({"scan-poor", "file-unreadable"})
"""Findings that say what could not be read: told apart, never false."""


@dataclass(slots=True)
class Judged:
    """One quality's figures, added up over styles."""

    cited: Count = field(default_factory=Count)
    all: Count = field(default_factory=Count)
    sure: Count = field(default_factory=Count)
    """Cited rules again, sure findings only."""
    clean: int = 0
    clean_sure: int = 0
    honest: int = 0
    near: int = 0
    accused: int = 0
    pages: int = 0
    unread: int = 0
    seconds: float = 0.0
    rules: dict[str, Count] = field(default_factory=dict)


def add(into: Count, more: Count) -> None:
    """Add up."""
    into.hits += more.hits
    into.misses += more.misses
    into.alarms += more.alarms


def count(
    judged: Judged, station: Station, style: str, found: list[Any], clean: list[Any], details: bool
) -> None:
    """Compare the findings of an archive and of its clean twin with what was planted."""
    said = [f for f in found if f.rule not in HONEST]
    expected = asked(style, station.expected)
    verdict = match(said, expected)
    add(judged.cited, verdict.total(CITED))
    add(judged.all, verdict.total())
    add(judged.sure, match([f for f in said if f.certainty == "sure"], expected).total(CITED))
    for rule, one in verdict.by_rule.items():
        add(judged.rules.setdefault(rule, Count()), one)
    alarms = [f for f in clean if f.severity in CLEAN_NOISE and f.rule not in HONEST]
    judged.clean += len(alarms)
    judged.clean_sure += sum(f.certainty == "sure" for f in alarms)
    judged.honest += len(found) - len(said)
    judged.near += len(station.near)
    judged.accused += len(accused_near(station.near, verdict.alarms))
    if details:
        for wanted in verdict.missed:
            print(f"   missed  {wanted.rule:38} {'/'.join(wanted.keys)} {wanted.why}", file=sys.stderr)
        for kind, findings in (("false", verdict.alarms), ("clean", alarms)):
            for f in findings:
                print(
                    f"   {kind:7} {f.rule:38} {f.subject.id} [{f.certainty}] {f.message[:90]}",
                    file=sys.stderr,
                )


def judge_style(
    style: str,
    seeds: str,
    at: int,
    qualities: list[str],
    share: float,
    cache: Path,
    data: PenData,
    totals: dict[str, Judged],
    details: bool,
) -> None:
    """Write a style's archive and its clean twin, scan both in each quality and audit them."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        folders = {False: root / "typed", True: root / "typed-clean"}
        station = make_archive(folders[False], style, seeds, at)
        make_archive(folders[True], style, seeds, at, clean=True)
        for quality in qualities:
            judged = totals.setdefault(quality, Judged())
            found: dict[bool, list[Any]] = {}
            for clean, folder in folders.items():
                target, done = folder, Scanned()
                if quality != "typed":
                    target = root / f"{quality}-{clean}"
                    done = scan_archive(
                        folder,
                        target,
                        quality,
                        share,
                        cache,
                        data,
                        at,
                        "tune" if seeds == "tune" else "judge",
                    )
                begin = time.perf_counter()
                result = audit_archive(target, AS_OF)
                judged.seconds += time.perf_counter() - begin
                judged.pages += done.pages
                judged.unread += sum(f.status in ("unreadable", "unrecognised") for f in result.files)
                found[clean] = list(result.findings)
            if details:
                print(f"== {style} {quality}", file=sys.stderr)
            count(judged, station, style, found[False], found[True], details)


def show(totals: dict[str, Judged]) -> None:
    """The table."""
    print(f"{'':8}{'cited: recall':>15}{'precision':>11}{'sure: recall':>14}{'precision':>11}{'all: recall':>13}{'precision':>11}{'near accused':>14}"
          f"{'clean alarms (sure)':>21}{'said unreadable':>17}{'unread files':>14}{'pages':>7}{'s':>7}")  # fmt: skip
    for quality, j in totals.items():
        print(f"{quality:8}{j.cited.recall:>15.1%}{j.cited.precision:>11.1%}{j.sure.recall:>14.1%}{j.sure.precision:>11.1%}{j.all.recall:>13.1%}{j.all.precision:>11.1%}"
              f"{f'{j.accused} of {j.near}':>14}{f'{j.clean} ({j.clean_sure})':>21}{j.honest:>17}{j.unread:>14}{j.pages:>7}{j.seconds:>7.0f}")  # fmt: skip
    for quality, j in totals.items():
        weak = sorted(
            (c.recall * c.precision, rule, c)
            for rule, c in j.rules.items()
            if rule in CITED and c.recall * c.precision < 1
        )
        for _, rule, c in weak:
            print(
                f"  {quality:7} {rule:38} recall {c.recall:6.1%} ({c.hits}/{c.hits + c.misses})  {c.alarms} false"
            )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", choices=("judge", "tune"), default="judge")
    parser.add_argument("--style", choices=STYLES, action="append")
    parser.add_argument("--at", type=int, default=0, help="which station of the seed family")
    parser.add_argument(
        "--quality", default=",".join(QUALITIES), help="comma-separated; typed is always first"
    )
    parser.add_argument(
        "--share", type=float, default=0.5, help="share of the Word and PDF papers that are scanned"
    )
    parser.add_argument("--cache", type=Path, default=cache_folder(), help="where printed papers are kept")
    parser.add_argument("--details", action="store_true", help="single findings (tuning seeds only)")
    parser.add_argument("--json", action="store_true")
    add_data_options(parser)
    options = parser.parse_args()
    if options.details and options.seeds == "judge":
        parser.error("details are for tuning seeds")
    styles = options.style or [s for s in STYLES if options.seeds == "judge" or s not in JUDGE_ONLY]
    if options.seeds == "tune" and not JUDGE_ONLY.keys().isdisjoint(styles):
        parser.error("judge-only styles are kept out of tuning")
    qualities = ["typed", *[q for q in options.quality.split(",") if q in QUALITIES]]
    totals: dict[str, Judged] = {}
    for style in styles:
        judge_style(
            style,
            options.seeds,
            options.at,
            qualities,
            options.share,
            options.cache,
            pen_data(options),
            totals,
            options.details,
        )
        print(f"{style} done", file=sys.stderr)
    if options.json:
        print(json.dumps({q: {
            "cited": [j.cited.recall, j.cited.precision], "sure": [j.sure.recall, j.sure.precision], "all": [j.all.recall, j.all.precision],
            "clean": j.clean, "clean_sure": j.clean_sure, "accused": j.accused, "near": j.near, "pages": j.pages, "unread": j.unread,
        } for q, j in totals.items()}, ensure_ascii=False, indent=1))  # fmt: skip
    else:
        show(totals)


if __name__ == "__main__":
    main()
