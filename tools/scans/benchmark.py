"""How well and how fast pictures are read: ``python -m tools.scans.benchmark``.

Made pages of the judging seeds (layouts, fonts and writers that nobody tunes on) are read step by step and as a whole, beside
rapidocr and tesseract on the same pages in one run. ``--seeds tune --details`` says what went wrong where.
All times are CPU seconds of this process and its children with one numerical thread.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import cv2  # noqa: E402
import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from tools.scans.degrade import QUALITIES  # noqa: E402
from tools.scans.make import add_data_options  # noqa: E402
from tools.scans.measure import Figures, add  # noqa: E402
from tools.scans.rivals import RIVALS, run_rival  # noqa: E402
from tools.scans.steps import product_steps, run_steps  # noqa: E402
from tools.scans.truth import TruePage, load_pages  # noqa: E402
from tools.scans.whole import product_reader, run_whole  # noqa: E402

ROWS: tuple[tuple[str, str, str], ...] = (
    ("upright", "turned", "rate"), ("said to be unreadable", "unread", "rate"), ("cells found exactly, F1", "cells", "f1"),
    ("  in the whole reading", "cells_whole", "f1"), ("printed text in true cells, CER", "text", "error"),
    ("  in the whole reading", "text_whole", "error"), ("  of it under seals", "text_sealed", "error"),
    ("text outside tables, CER", "lines_whole", "error"), ("pen text in true cells, CER", "pen_text", "error"),
    ("ticked options, F1", "ticks", "f1"), ("  ticked by print", "ticks_print", "f1"), ("  all boxes with their state", "boxes", "f1"),
    ("  in the whole reading", "ticks_whole", "f1"), ("state of places (true places)", "marks", "rate"),
    ("  typed or blank called pen", "false_pen", "rate"), ("state of places, whole reading", "marks_whole", "rate"),
    ("  signature places only", "signs_whole", "rate"), ("  typed or blank called pen", "false_pen_whole", "rate"),
    ("label/value pairs", "pairs", "rate"), ("  print and pen told apart, too", "pairs_medium", "rate"),
    ("  on the true page", "pairs_best", "rate"),
)  # fmt: skip
MEDIA = ("typed", "pen", "mixed")
Groups = dict[tuple[str, str], Figures]


def shown(value: Any, kind: str) -> str:
    """One figure for the table."""
    share = value.share
    if share is None:
        return "–"
    return f"{share:.2%}" if kind in ("error", "rate") else f"{share:.4f}"


def table(groups: Groups, media: bool = False) -> str:
    """Figures by quality, and by medium within a quality."""
    columns = [(q, m) for q in QUALITIES for m in ("all", *(MEDIA if media else ())) if (q, m) in groups]
    out = [f"{'':34}" + "".join(f"{q + ' ' + m:>14}" for q, m in columns)]
    out.append(f"{'pages':34}" + "".join(f"{groups[c].pages:>14}" for c in columns))
    for title, name, kind in ROWS:
        line = [shown(getattr(groups[c], name), kind) for c in columns]
        if any(v != "–" for v in line):
            out.append(f"{title:34}" + "".join(f"{v:>14}" for v in line))
    for step in sorted({s for c in columns for s in groups[c].seconds}):
        out.append(
            f"{'seconds a page: ' + step:34}"
            + "".join(f"{groups[c].seconds[step] / max(1, groups[c].pages):>14.3f}" for c in columns)
        )
    return "\n".join(out)


def note(groups: Groups, quality: str, medium: str, figures: Figures) -> None:
    """Add a page to its groups."""
    for group in ((quality, "all"), (quality, medium)):
        add(groups.setdefault(group, Figures()), figures)


def memory() -> float:
    """Largest memory of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def resident() -> float:
    """Memory of this process now, in MiB; Linux only, elsewhere the peak."""
    try:
        with Path("/proc/self/statm").open(encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return memory()


def steady(reader: Any, folder: Path, pages: list[TruePage], count: int) -> list[float]:
    """Read many pages and say how memory went; ten figures."""
    from auditor.vision.model import Picture

    out = []
    for number in range(count):
        pixels, dpi = opened(folder / pages[number % len(pages)].file)
        reader(Picture(pixels, dpi), number + 1)
        if number % max(1, count // 10) == 0:
            out.append(resident())
    return out


def opened(path: Path) -> tuple[Any, float | None]:
    """Pixels and stated resolution of a picture."""
    with Image.open(path) as image:
        said = image.info.get("dpi")
        return np.asarray(image.convert("RGB")), float(said[0]) if said else None


def prepared(folder: Path, options: argparse.Namespace) -> list[TruePage]:
    """Have the pages made by a process of its own (its memory is not ours); those that are there are kept."""
    sign = f"{options.seeds} {options.n} {options.start} {options.quality}"
    note_ = folder / "made.txt"
    if not (note_.is_file() and note_.read_text(encoding="utf-8") == sign):
        command = [sys.executable, "-m", "tools.scans.make", str(folder), "--seeds", options.seeds, "--n", str(options.n),
                   "--start", str(options.start), "--quality", options.quality]  # fmt: skip
        for name in ("pen_data", "signatures"):
            if getattr(options, name):
                command += ["--" + name.replace("_", "-"), str(getattr(options, name))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        note_.write_text(sign, encoding="utf-8")
    return load_pages(folder)


def as_data(groups: Groups) -> dict[str, Any]:
    """The same as data."""
    out: dict[str, Any] = {}
    for (quality, medium), figures in groups.items():
        values = {}
        for _, name, _ in ROWS:
            part = getattr(figures, name)
            values[name] = part.share
        seconds = {k: v / max(1, figures.pages) for k, v in figures.seconds.items()}
        out[f"{quality} {medium}"] = {
            "pages": figures.pages,
            **values,
            "cpu_seconds": seconds,
            "confusion": dict(figures.confusion),
        }
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", choices=("judge", "tune", "more"), default="judge")
    parser.add_argument("--n", type=int, default=14, help="pages of each quality")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--quality", default=",".join(QUALITIES))
    parser.add_argument("--media", action="store_true", help="typed, pen-filled and mixed pages apart")
    parser.add_argument("--details", action="store_true", help="what went wrong (tuning seeds only)")
    parser.add_argument(
        "--steps",
        default="",
        help="only these steps of the product, e.g. straighten,grid; whole for the whole reading",
    )
    parser.add_argument(
        "--true-upright", action="store_true", help="give the steps perfectly straightened sheets"
    )
    parser.add_argument("--rivals", default=",".join(RIVALS), help="comma-separated, none for none")
    parser.add_argument("--pages", type=Path, help="keep the made pages in this folder and use them again")
    parser.add_argument("--steady", type=int, default=0, help="read so many pages and say how memory went")
    parser.add_argument("--json", action="store_true")
    add_data_options(parser)
    options = parser.parse_args()
    if options.details and options.seeds == "judge":
        parser.error("details are for tuning seeds")
    if options.pen_data is None or options.signatures is None:
        print("without --pen-data and --signatures, pens write invented strokes only", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        print(run(options, options.pages or Path(temporary)))


def run(options: argparse.Namespace, folder: Path) -> str:
    """Do what the command line asks; returns what to print."""
    pages = prepared(folder, options)
    cv2.setNumThreads(1)
    wanted = set(options.steps.split(",")) if options.steps else None
    steps = {k: v for k, v in product_steps().items() if wanted is None or k in wanted or k == "straighten"}
    straighten = steps.get("straighten")
    if options.true_upright:
        steps.pop("straighten", None)
    reader = product_reader() if wanted is None or "whole" in wanted else None
    log = (lambda line: print(line, file=sys.stderr)) if options.details else (lambda _: None)
    before = resident()
    ours: Groups = {}
    for truth in pages:
        pixels, dpi = opened(folder / truth.file)
        note(ours, truth.quality, truth.medium, run_steps(truth, pixels, dpi, steps, log))
        if reader is not None:
            note(ours, truth.quality, truth.medium, run_whole(truth, pixels, dpi, reader, straighten, log))
    results = {"ours": as_data(ours)}
    text = [f"== ours, {options.seeds} seeds", table(ours, options.media)]
    text.append(
        f"memory: peak {memory():.0f} MiB, of which {before:.0f} MiB were there before the first page"
    )
    if options.details:
        for title, name in (("true places", "confusion"), ("whole reading", "confusion_whole")):
            both: Counter[str] = sum(
                (getattr(f, name) for (_, m), f in ours.items() if m == "all"), start=Counter()
            )
            text += [f"states of places, {title}:"] + [f"  {k}: {v}" for k, v in both.most_common()]
    if options.steady and reader is not None:
        curve = steady(reader, folder, pages, options.steady)
        text.append(f"memory over {options.steady} pages: " + " ".join(f"{v:.0f}" for v in curve) + " MiB")
    for name in [n for n in options.rivals.split(",") if n in RIVALS]:
        try:
            rival = RIVALS[name]()
        except (ImportError, FileNotFoundError) as error:
            text.append(f"== {name}: left out ({error})")
            continue
        groups: Groups = {}
        for truth in pages:
            pixels, _ = opened(folder / truth.file)
            note(groups, truth.quality, truth.medium, run_rival(truth, pixels, rival))
        results[name] = as_data(groups)
        text += [f"== {name}", table(groups)]
    return json.dumps(results, ensure_ascii=False, indent=1) if options.json else "\n".join(text)


if __name__ == "__main__":
    main()
