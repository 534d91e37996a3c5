"""Nothing leaves the machine: neither the program nor its worker processes touch the network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.runs.running import ROOT, SAMPLES, as_json

# Python calls this module at the start of every process, the workers included; an audit hook cannot be taken off again.
GUARD = """
import os, sys

_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
            "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect")

def _watch(event, arguments):
    if event in _NETWORK:
        # Processes on one machine may talk through files in its own file system (AF_UNIX), which have a path for address.
        address = arguments[1] if event in ("socket.connect", "socket.bind") and len(arguments) > 1 else None
        if isinstance(address, (str, bytes)):
            return
        with open(os.environ["GUARD_LOG"], "a", encoding="utf-8") as log:
            log.write(f"{event} {arguments!r}\\n")
        raise PermissionError(f"network: {event}")

with open(os.environ["GUARD_LOG"], "a", encoding="utf-8") as log:
    log.write("watching\\n")
sys.addaudithook(_watch)
"""


def guarded(tmp_path: Path) -> tuple[dict[str, str], Path]:
    guard, log = tmp_path / "guard", tmp_path / "guard.log"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    import os

    return {"PYTHONPATH": f"{guard}{os.pathsep}{ROOT}", "GUARD_LOG": str(log)}, log


def test_the_guard_catches_a_connection(tmp_path: Path) -> None:
    import os

    environment, log = guarded(tmp_path)
    code = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert "socket." in log.read_text(encoding="utf-8")


def test_an_audit_opens_no_connection(tmp_path: Path) -> None:
    station = tmp_path / "站"
    for name in ("RY-002", "MT-002"):
        shutil.copytree(SAMPLES / "station" / "个案" / name, station / "个案" / name)
    shutil.copytree(SAMPLES / "station" / "名册", station / "名册")
    # The recognition engine brings a telemetry package along.
    scans = SAMPLES / "scanned_station" / "个案" / "YT-001"
    (station / "个案" / "YT-001").mkdir()
    for name in ("03同意书.jpg", "01个案封面.pdf"):
        shutil.copy(scans / name, station / "个案" / "YT-001" / name)
    environment, log = guarded(tmp_path)
    run = as_json(station, "--jobs", "2", "--no-cache", cache=tmp_path / "c", **environment)
    assert run.code == 1
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines.count("watching") >= 2, "the workers were not watched"
    assert sum(entry["scanned"] for entry in run.result["files"]) == 2
    assert [line for line in lines if line != "watching"] == []
