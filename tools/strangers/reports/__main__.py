"""Audits strange reports, each with its consistent twin: ``python -m tools.strangers.reports [--set tune|tune-3|judge|judge2|judge3] [--details]``.

``judge2`` and ``judge3`` are whole reports with several faults each, kept out of tuning like ``judge``.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.strangers.areas.paper import Pen
from tools.strangers.product import audit_archive
from tools.strangers.reports.cases import PERCENT, Case
from tools.strangers.reports.judge import JUDGE
from tools.strangers.reports.judge3 import judge3
from tools.strangers.reports.long import LONG, Long
from tools.strangers.reports.tune import TUNE
from tools.strangers.reports.tune_2 import TUNE_2
from tools.strangers.reports.tune_3 import tune_3
from tools.strangers.reports.tune_4 import tune_4
from tools.strangers.reports.unseen import UNSEEN
from tools.strangers.scenario import AS_OF

OPENING = (
    "一、总体情况",
    "社工站坚持以困难群众和特殊群体的需要为先，扎根社区、贴近居民，各项服务有序推进，得到街道和居委的支持。",
    "二、服务开展情况",
)
CLOSING = (
    "三、不足与打算",
    "部分社区参与度仍不高，档案整理有待及时。下一阶段，社工站将加强与居委的沟通，完善档案管理，把服务做细做实。",
)
_RULES = {"indicator-percent-wrong": PERCENT}
"""A table of indicators has a rule of its own; its finding is told once."""
_TELLING = 3
"""A figure of so many letters names a fault wherever it stands."""
SETS: dict[str, tuple[Case, ...]] = {"tune": TUNE, "tune-2": TUNE_2, "unseen": UNSEEN, "judge": JUDGE}
_WHOLE: dict[str, Callable[[int], tuple[Long, ...]]] = {
    "judge2": lambda _: LONG,
    "judge3": judge3,
    "tune-3": tune_3,
    "tune-4": tune_4,
}


def score(cases: tuple[Case, ...]) -> tuple[list[str], list[tuple[str, str, str]], int]:
    """Return what was missed, what was wrongly found (case, rule, message), and how many faults there are.

    Findings that ask for a look count as found, and as alarms where nothing is wrong.
    """
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        pen = Pen(1)
        for at, one in enumerate(cases):
            for wrong in (True, False):
                if wrong and not one.rule:
                    continue
                name = f"{at:03d}{'x' if wrong else 'o'}"
                suffix = ("docx", "pdf", "docx")[at % 3]
                blocks = [*OPENING, *one.written(wrong), *CLOSING]
                pen.save(root / name / f"{name}报告.{suffix}", ("社工服务站自评报告", blocks))
        result = audit_archive(root, AS_OF)
    found: dict[str, list[tuple[str, str]]] = {}
    for finding in result.findings:
        if finding.rule.startswith("report-"):
            for path in {e.path.partition("/")[0] for e in finding.evidence}:
                found.setdefault(path, []).append((finding.rule, finding.message))
    missed, alarms = [], []
    for at, one in enumerate(cases):
        bad = found.get(f"{at:03d}x", [])
        if one.rule and not any(rule == one.rule for rule, _ in bad):
            missed.append(one.name)
        alarms += [(one.name, rule, text) for rule, text in bad if rule != one.rule]
        alarms += [(one.name, rule, text) for rule, text in found.get(f"{at:03d}o", [])]
    return missed, alarms, sum(bool(c.rule) for c in cases)


def score_long(
    reports: tuple[Long, ...],
) -> tuple[list[str], list[tuple[str, str, str]], int]:
    """As `score`, for whole reports: a finding counts for a fault if its rule fits and it names one of the fault's figures."""
    with tempfile.TemporaryDirectory() as temporary:
        root, pen = Path(temporary), Pen(2)
        for at, one in enumerate(reports):
            for wrong in (True, False):
                name = f"{at:03d}{'x' if wrong else 'o'}"
                pen.save(root / name / f"{one.name}.{one.suffix}", (one.title, one.written(wrong)))
        result = audit_archive(root, AS_OF)
    missed: list[str] = []
    alarms: list[tuple[str, str, str]] = []
    for at, one in enumerate(reports):
        found = [
            (
                _RULES.get(f.rule, f.rule),
                f.message,
                f"{f.message} {' '.join(e.text for e in f.evidence)}".replace(",", ""),
                sides,
            )
            for f in result.findings
            if f.rule.startswith("report-") or f.rule in _RULES
            for sides in [{e.path.partition("/")[0] for e in f.evidence}]
        ]
        bad = [f for f in found if f"{at:03d}x" in f[3]]
        fits = _fits(one.faults, bad)
        told = _matched(fits)
        missed += [
            f"{one.name} {rule} {'/'.join(keys)}"
            for n, (rule, keys) in enumerate(one.faults)
            if n not in told
        ]
        fitting = {i for hits in fits for i in hits}
        bad = [f for i, f in enumerate(bad) if i not in fitting]
        for rule, keys in one.allowed:
            bad = [f for f in bad if not (f[0] == rule and any(_figure(k, f[2]) for k in keys))]
        alarms += [(one.name, rule, text) for rule, text, _, _ in bad]
        alarms += [
            (one.name + " twin", rule, text) for rule, text, _, sides in found if f"{at:03d}o" in sides
        ]
    return missed, alarms, sum(len(one.faults) for one in reports)


Found = tuple[str, str, str, set[str]]
"""Rule, message, message with evidence, and the folders of the evidence."""


def _fits(faults: Sequence[tuple[str, tuple[str, ...]]], found: Sequence[Found]) -> list[list[int]]:
    """Return for each fault the findings that name one of its figures.

    The message must name it; the paragraphs that a finding quotes name others too, so they count only for findings whose
    message names no figure of any fault (an amount in 元 that was written in 万元).
    """
    said = [
        [i for i, f in enumerate(found) if f[0] in rule.split("|") and _names(keys, f[1])]
        for rule, keys in faults
    ]
    speaking = {i for hits in said for i in hits}
    return [
        hits
        + [
            i
            for i, f in enumerate(found)
            if i not in speaking
            and f[0] in rule.split("|")
            and any(len(key) >= _TELLING and _figure(key, f[2]) for key in keys)
        ]
        for hits, (rule, keys) in zip(said, faults, strict=True)
    ]


def _names(keys: tuple[str, ...], message: str) -> bool:
    """Whether a message names one of the figures."""
    return any(_figure(key, message.replace(",", "")) for key in keys)


def _matched(fits: list[list[int]]) -> set[int]:
    """Return the faults that have a finding of their own, as many as can have one (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(fault: int, seen: set[int]) -> bool:
        for finding in fits[fault]:
            if finding in seen:
                continue
            seen.add(finding)
            if finding not in taken or place(taken[finding], seen):
                taken[finding] = fault
                return True
        return False

    return {fault for fault in range(len(fits)) if place(fault, set())}


def _figure(key: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(key)}(?!\.?\d)", text))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=[*sorted(SETS), *sorted(_WHOLE)], default="judge")
    parser.add_argument("--seed", type=int, default=1, help="draws the figures of judge3, tune-3 and tune-4")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    whole = _WHOLE[options.set](options.seed) if options.set in _WHOLE else ()
    reports = whole or SETS[options.set]
    missed, alarms, faults = score_long(whole) if whole else score(SETS[options.set])
    hits = faults - len(missed)
    print(
        f"{len(reports)} reports, {faults} faults: recall {hits / faults:.1%} ({hits}/{faults}), precision {hits / max(1, hits + len(alarms)):.1%} ({len(alarms)} false)"
    )
    if options.details:
        for name in missed:
            print("  missed", name)
        for name, rule, text in alarms:
            print("  false ", name, rule, text)


if __name__ == "__main__":
    main()
