"""The command line as a user meets it: arguments in, exit status and both streams out."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.cli import main

SAMPLES = Path(__file__).parents[2] / "sample_files" / "station"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def audit() -> Run:
    def run(*arguments: object) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        old = sys.argv
        sys.argv = ["audit", *map(str, arguments)]
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main()
        except SystemExit as stop:
            return Ran(int(stop.code or 0), out.getvalue(), err.getvalue())
        finally:
            sys.argv = old
        raise AssertionError("main() must end the process")

    return run


@pytest.fixture(scope="session")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases and one community of the sample archive, with its settings."""
    folder = tmp_path_factory.mktemp("archive") / "示例站"
    for part in ("个案/RY-001", "个案/SL-001", "建档/榕荫社区"):
        shutil.copytree(SAMPLES / part, folder / part)
    shutil.copy(SAMPLES / "audit.toml", folder)
    return folder


@pytest.fixture(scope="session")
def whole(audit: Run, station: Path) -> Ran:
    return audit("run", station, "--no-cache", "--jobs", 1)
