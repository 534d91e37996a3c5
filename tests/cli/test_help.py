"""Help appears at once, in Chinese, without the heavy modules."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

HEAVY = (
    "pydantic",
    "rich",
    "numpy",
    "lxml",
    "pdfplumber",
    "docx",
    "python_calamine",
    "yaml",
    "rapidfuzz",
    "pypdfium2",
)
PROBE = f"""
import sys
sys.argv = ["audit", "--help"]
from auditor.cli import main
try:
    main()
except SystemExit as stop:
    assert not stop.code
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print("HEAVY", loaded)
import time
print("CPU", time.process_time())
"""


def test_help_imports_nothing_heavy_and_is_quick() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROBE], capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout
        for _ in range(3)
    ]
    assert "HEAVY []" in runs[0]
    assert "社工站档案自查" in runs[0]
    assert min(float(text.rsplit("CPU ", 1)[1]) for text in runs) < 0.120


@pytest.mark.parametrize("name", ["run", "inspect", "rules", "compare", "init", "schema"])
def test_every_command_has_chinese_help(audit: Any, name: str) -> None:
    ran = audit(name, "--help")
    assert ran.code == 0
    assert any("一" <= char <= "龥" for char in ran.out)
    assert "Show this message" not in ran.out


def test_a_misspelt_command(audit: Any) -> None:
    ran = audit("rnu")
    assert ran.code == 2
    assert "是否想写“run”" in ran.err
    assert audit("rules", "chek").code == 2


def test_version(audit: Any) -> None:
    from auditor import __version__

    assert __version__ in audit("--version").out
