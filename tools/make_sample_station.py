"""Makes the sample archive: ``python -m tools.make_sample_station [--clean] [OUT]``.

Writes OUT/station (the archive, with its audit.toml) and OUT/expected.json (what an audit of it must find, and what it must
not). Without OUT it writes to sample_files. The same bytes come out of every run with the same fonts and library versions.
Needs the packages of the ``test`` extra and two fonts (see tools/sample_station/fonts.py).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from tools.sample_station.build import write


def main(arguments: list[str] | None = None) -> int:
    """Parses the command line and writes the archive."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("out", nargs="?", type=Path, default=Path("sample_files"))
    parser.add_argument("--clean", action="store_true", help="the same station with every defect repaired")
    options = parser.parse_args(arguments)
    if options.clean and options.out == Path("sample_files"):
        parser.error("--clean wants a folder OUT of its own, so that the committed samples stay as they are")
    station = options.out / "station"
    if station.exists():
        if not (station / "audit.toml").is_file():
            parser.error(f"{station} is not an archive made by this script; nothing was touched")
        shutil.rmtree(station)
    ledger = write(options.out, clean=options.clean)
    size = sum(map(len, ledger.files.values()))
    sys.stdout.write(
        f"{len(ledger.files)} files, {size / 1e6:.1f} MB, {len(ledger.findings)} findings, {len(ledger.near)} near misses\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
