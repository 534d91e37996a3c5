"""Audits strange reports, each with its consistent twin: ``python -m tools.strangers.reports [--set tune|judge] [--details]``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.strangers.areas.paper import Pen
from tools.strangers.product import audit_archive
from tools.strangers.reports.cases import Case
from tools.strangers.reports.judge import JUDGE
from tools.strangers.reports.tune import TUNE
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
SETS: dict[str, tuple[Case, ...]] = {"tune": TUNE, "judge": JUDGE}


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


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=sorted(SETS), default="judge")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    missed, alarms, faults = score(SETS[options.set])
    hits = faults - len(missed)
    print(
        f"{len(SETS[options.set])} reports, {faults} faults: recall {hits / faults:.1%} ({hits}/{faults}), precision {hits / max(1, hits + len(alarms)):.1%} ({len(alarms)} false)"
    )
    if options.details:
        for name in missed:
            print("  missed", name)
        for name, rule, text in alarms:
            print("  false ", name, rule, text)


if __name__ == "__main__":
    main()
