"""Calls the command line in a process of its own and reads its result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_files"


@dataclass(frozen=True, slots=True)
class Run:
    """One finished call of ``audit``."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """Standard output as result.json."""
        assert self.out, f"no result, exit status {self.code}: {self.err}"
        data: dict[str, Any] = json.loads(self.out)
        return data


def audit(*arguments: str | Path, cache: Path, **environment: str) -> Run:
    """Call ``audit`` with a cache folder of its own, nothing on standard input, and the checkout's package."""
    env = {
        **os.environ,
        "XDG_CACHE_HOME": str(cache),
        "LOCALAPPDATA": str(cache),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    env.update(environment)
    done = subprocess.run(
        [sys.executable, "-m", "auditor", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        timeout=240,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def as_json(folder: Path, *arguments: str, cache: Path, **environment: str) -> Run:
    """Audit ``folder`` with full names and return the run, whose output is the result file."""
    return audit("run", folder, "--format", "json", "--full-names", *arguments, cache=cache, **environment)


def comparable(result: dict[str, Any]) -> dict[str, Any]:
    """The result without what may differ between two runs over the same papers: nothing but the station's name,
    which is the folder's where audit.toml gives none."""
    return {key: value for key, value in result.items() if key != "station"}
