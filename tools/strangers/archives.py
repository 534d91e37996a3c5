"""Writes a stranger archive: ``python -m tools.strangers.archives OUT --style S1 [--seeds tune] [--at 0] [--clean]``.

Beside the archive (never inside it) ``OUT.expected.json`` says what an evaluator must find there.

The judge-only styles are written with judging seeds alone: they are kept out of tuning, nobody who changes readers, forms
or rules looks at these.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tools.strangers.areas.facts import Area
from tools.strangers.areas.styles import AREA_JUDGE_ONLY, AREA_STYLES, invent
from tools.strangers.scenario import Station, invent_station
from tools.strangers.styles import JUDGE_ONLY, STYLES

SEED_BASE = {"judge": 90_000, "tune": 10_000}


ALL_JUDGE_ONLY = {*JUDGE_ONLY, *AREA_JUDGE_ONLY}
ALL_STYLES = {*STYLES, *AREA_STYLES, *ALL_JUDGE_ONLY}


def make_archive(
    out: Path, style: str, seeds: str = "judge", at: int = 0, clean: bool = False
) -> Station | Area:
    """Write the archive of a style and seed; returns the facts and expectations behind it.

    Raises:
        ValueError: A judge-only style is asked for with tuning seeds.
    """
    if style in ALL_JUDGE_ONLY and seeds != "judge":
        raise ValueError(f"{style} is kept out of tuning: judging seeds only")
    areas = {**AREA_STYLES, **AREA_JUDGE_ONLY}
    if style in areas:
        seed = SEED_BASE[seeds] + 100 * at + 50 + list(areas).index(style)
        write, _ = areas[style]
        area = invent(style, seed, clean)
        write(area, out, seed)
        return area
    styles = {**STYLES, **JUDGE_ONLY}
    seed = SEED_BASE[seeds] + 100 * at + int(style.removeprefix("S")) - 1
    station = invent_station(seed, clean)
    styles[style](station, out, seed)
    return station


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--style", choices=sorted(ALL_STYLES), required=True)
    parser.add_argument("--seeds", choices=sorted(SEED_BASE), default="tune")
    parser.add_argument("--at", type=int, default=0)
    parser.add_argument("--clean", action="store_true")
    options = parser.parse_args()
    if options.style in ALL_JUDGE_ONLY and options.seeds != "judge":
        parser.error(f"{options.style} is kept out of tuning: judging seeds only")
    station = make_archive(options.out, options.style, options.seeds, options.at, options.clean)
    expected = {"expected": [asdict(e) for e in station.expected], "near": station.near}
    target = options.out.with_name(options.out.name + ".expected.json")
    target.write_text(json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8")
    print(
        f"{sum(p.is_file() for p in options.out.rglob('*'))} files, {len(station.expected)} findings expected: {target}"
    )


if __name__ == "__main__":
    main()
