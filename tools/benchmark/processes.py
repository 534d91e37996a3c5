"""Runs ``audit`` in a process of its own and says what it cost, its worker processes included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time and of CPU (user and system), and the largest process in MiB."""

    wall: float
    cpu: float
    memory: float


def audit(*arguments: str | Path, cache: Path, statuses: tuple[int, ...] = (0, 1, 3)) -> Cost:
    """Call ``audit`` and measure it; POSIX only, where a process is waited for together with its children.

    Raises:
        RuntimeError: it ended with another exit status than an audit that ran.
    """
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "auditor", *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        raise RuntimeError(
            f"audit ended with {process.returncode}: {errors.decode(errors='replace')[-2000:]}"
        )
    kibibytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Cost(wall, usage.ru_utime + usage.ru_stime, kibibytes / 1024)
