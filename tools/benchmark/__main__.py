"""``python -m tools.benchmark``: one run, one table; ``--profile word|pdf|rules|cases`` shows where the time goes instead,
``--only`` measures one part of the table alone.

Rates count CPU seconds of all processes (user and system), so that a busy machine changes them little. Whole-audit rates
are given with and without the start of the processes, which is measured by auditing a folder with one paper.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tools.benchmark.archives import SAMPLES, pdf_archive, samples, word_archive
from tools.benchmark.many_records import (
    AS_OF,
    CASES,
    PERIOD,
    STATIONS,
    many_narratives,
    many_records,
    papers_of,
)
from tools.benchmark.processes import audit
from tools.benchmark.reports import many_findings, sample_audit

WORD_COPIES, PDF_COPIES = 3, 8
Row = tuple[str, str, str]


def timed(work: Callable[[], object], rounds: int = 1) -> float:
    """The CPU seconds of this process for ``work``, the least of ``rounds``."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def pages_of(files: list[Path]) -> int:
    """How many pages PDFs have."""
    import pypdfium2

    count = 0
    for path in files:
        with pypdfium2.PdfDocument(path) as document:
            count += len(document)
    return count


def read_with_python_docx(files: list[Path]) -> None:
    """Every cell's text through python-docx's own ``.cells``."""
    import docx

    for path in files:
        for table in docx.Document(str(path)).tables:
            for row in table.rows:
                for cell in row.cells:
                    _ = cell.text


def read_with_pdfplumber(files: list[Path]) -> None:
    """Every table through pdfplumber's ``extract_tables``."""
    import pdfplumber

    for path in files:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_tables()


def machine() -> Iterator[Row]:
    """A yardstick: on a machine shared with others even CPU seconds grow."""

    def loop() -> None:
        total = 0
        for number in range(10_000_000):
            total += number

    yield "yardstick: ten million additions in a plain loop", f"{timed(loop, 3):.2f} CPU-s", ""


def whole_audit(scratch: Path) -> Iterator[Row]:
    """Word forms and PDF pages per CPU second, all the way to the findings, with one worker and no cache."""
    options = ("--jobs", "1", "--no-cache", "--format", "json")
    one = scratch / "one"
    one.mkdir()
    source = samples(".docx")[0]
    (one / source.name).write_bytes(source.read_bytes())
    start = audit("run", one, *options, cache=scratch).cpu
    yield "start of all processes (an audit of one paper)", f"{start:.2f} CPU-s", ""
    for name, write, ending, copies, count_pages, target in (
        ("Word forms", word_archive, ".docx", WORD_COPIES, False, "150"),
        ("text-PDF pages", pdf_archive, ".pdf", PDF_COPIES, True, "30"),
    ):
        folder = scratch / ending[1:]
        files = write(folder, copies)
        count = pages_of(samples(ending)) * copies if count_pages else files
        cost = audit("run", folder, *options, cache=scratch)
        yield (
            f"whole audit, {name} ({count} in {files} files)",
            f"{count / cost.cpu:.0f} per CPU-s; without the start {count / (cost.cpu - start):.0f}",
            f">= {target}",
        )
        yield f"  largest process, {name}", f"{cost.memory:.0f} MiB", ""


def other_readers() -> Iterator[Row]:
    """The same papers through the libraries' own table reading, which finds no field and no fault."""
    word, pdf = samples(".docx"), samples(".pdf")
    read_with_python_docx(word[:2])
    seconds = timed(lambda: read_with_python_docx(word))
    yield "python-docx .cells alone, the same Word files", f"{len(word) / seconds:.0f} files per CPU-s", ""
    read_with_pdfplumber(pdf[:1])
    pages = pages_of(pdf)
    seconds = timed(lambda: read_with_pdfplumber(pdf))
    yield "pdfplumber extract_tables alone, the same PDFs", f"{pages / seconds:.0f} pages per CPU-s", ""


def rules_alone() -> Iterator[Row]:
    """All rules over ten thousand records, in the mix that stations have and in one that is full of cases."""
    from auditor.engine.load import load_rules
    from auditor.engine.run import run_rules

    seconds = timed(load_rules, 3)
    yield "loading all rules", f"{seconds * 1000:.0f} ms CPU", ""
    rules = load_rules().rules.values()
    for mix in (STATIONS, CASES):
        spent = []
        for _ in range(3):  # facts are kept on the records, so every round gets fresh ones
            station = many_records(mix=mix)
            spent.append(timed(partial(run_rules, rules, station, AS_OF, PERIOD)))
        yield (
            f"{len(rules)} rules over {len(station.records):,} records, {mix.name} ({papers_of(station):,} papers: {mix.kinds})",
            f"{min(spent):.2f} CPU-s",
            "< 1.5 s",
        )


def narratives_alone() -> Iterator[Row]:
    """Near-identical narratives: all pairs, measured exactly, among twenty thousand."""
    from auditor.engine.kinds.similar import alike_pairs

    texts, planted = many_narratives()
    found: list[tuple[int, int, float]] = []
    seconds = timed(lambda: found.extend(alike_pairs(texts, 90)))
    pairs = {(first, second) for first, second, _ in found}
    yield (
        f"near-identical narratives among {len(texts):,} ({len(planted):,} pairs planted, {len(planted & pairs):,} found, "
        f"{len(pairs - planted):,} copies of copies)",
        f"{seconds:.2f} CPU-s",
        "< 30 s",
    )


def command_line(scratch: Path) -> Iterator[Row]:
    """What a user waits for."""
    costs = [audit("--help", cache=scratch) for _ in range(10)]
    wall, cpu = (statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "cpu"))
    yield "audit --help, median of 10", f"{wall * 1000:.0f} ms ({cpu * 1000:.0f} ms CPU)", "< 120 ms"
    cache = scratch / "cache"
    files = sum(path.is_file() for path in SAMPLES.rglob("*"))
    cold = audit("run", SAMPLES, cache=cache)
    warm = audit("run", SAMPLES, cache=cache)
    yield f"the sample station ({files} files), first run", f"{cold.wall:.1f} s ({cold.cpu:.1f} CPU-s)", ""
    yield "… second run, from the cache", f"{warm.wall:.1f} s ({warm.cpu:.1f} CPU-s)", ""


def reports(scratch: Path) -> Iterator[Row]:
    """Every report of a station with two thousand findings on files that all exist."""
    from auditor.outputs.json_result import result_json
    from auditor.outputs.writers import writers

    report = many_findings(sample_audit(), scratch)
    count = f"{len(report.result.findings):,} findings"
    yield f"result.json, {count}", f"{timed(lambda: result_json(report.result)):.2f} CPU-s", ""
    targets = {"report.html": "< 15 MB", "report.docx": "< 3 s", "rectification.xlsx": "< 3 s"}
    for name, writer in writers().items():
        path = scratch / name
        seconds = timed(partial(writer.write, report, path))
        size = path.stat().st_size / 1e6
        yield f"{name}, {count}", f"{seconds:.2f} CPU-s, {size:.1f} MB", targets.get(name, "")
    yield from opened(scratch / "report.html")


def opened(page: Path) -> Iterator[Row]:
    """How long a browser takes to show the page, where one is installed."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        yield "report.html, opened", "no Chromium here", "< 1 s"
        return
    told = page.read_text(encoding="utf-8").replace(
        "default-src 'none'", "default-src 'none' 'unsafe-inline'", 1
    )
    watch = "<script>addEventListener('load',()=>{document.title='loaded in '+Math.round(performance.now())+' ms'})</script>"
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    watched = page.with_name("watched.html")
    watched.write_text(policy.sub("", told, count=1).replace("<head>", f"<head>{watch}", 1), encoding="utf-8")
    best = ""
    for _ in range(3):
        done = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", watched.as_uri()],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        title = re.search(r"<title>loaded in (\d+) ms", done.stdout)
        if title and (not best or int(title[1]) < int(best)):
            best = title[1]
    yield "report.html, opened in headless Chromium, best of 3", f"{best or '?'} ms", "< 1 s"


PARTS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "audit": whole_audit,
    "readers": lambda scratch: other_readers(),
    "rules": lambda scratch: rules_alone(),
    "narratives": lambda scratch: narratives_alone(),
    "commands": command_line,
    "reports": reports,
}


def measure(scratch: Path, only: str | None) -> Iterator[Row]:
    """All rows of the table, or those of one part."""
    yield from machine()
    for name, part in PARTS.items():
        if only in (None, name):
            yield from part(scratch)


@contextmanager
def profiled() -> Iterator[None]:
    """Print the 40 functions that took most time of their own."""
    profile = cProfile.Profile()
    with profile:
        yield
    pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def show_profile(what: str, scratch: Path) -> None:
    """Profile one part in this process."""
    from auditor.engine.load import load_rules
    from auditor.engine.run import run_rules

    rules = load_rules()
    if what in ("rules", "cases"):
        station = many_records(mix=STATIONS if what == "rules" else CASES)
        with profiled():
            run_rules(rules.rules.values(), station, AS_OF, PERIOD)
        return
    from auditor.audit import build_result, service_period
    from auditor.config import load_config
    from auditor.intake.walk import walk_folder
    from auditor.reading import form_set, read_source
    from auditor.records.assemble import assemble

    (word_archive if what == "word" else pdf_archive)(scratch, 1)
    contents = walk_folder(scratch)
    read_source(contents.files[0])
    with profiled():
        papers = [read_source(source) for source in contents.files]
        station = assemble(papers, form_set(()).forms, load_config(scratch))
        period = service_period(station.config, station, AS_OF)
        run = run_rules(rules.rules.values(), station, AS_OF, period)
        build_result(station.config, scratch, station, papers, run, rules, AS_OF, period)


def main() -> int:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=("word", "pdf", "rules", "cases"))
    parser.add_argument("--only", choices=tuple(PARTS), help="one part of the table, the yardstick before it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        if options.profile:
            show_profile(options.profile, scratch)
            return 0
        print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}\n")
        print("| what | measured | target |\n|---|---|---|")
        for what, figure, target in measure(scratch, options.only):
            print(f"| {what.strip()} | {figure} | {target} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
