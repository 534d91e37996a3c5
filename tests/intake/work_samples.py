"""Work for worker processes: some of it hangs, dies or eats memory."""

from __future__ import annotations

import os
import time
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.intake.worker_process import step_done


def square(number: int) -> int:
    return number * number


def behave(task: tuple[str, float]) -> str:
    kind, value = task
    if kind == "sleep":
        time.sleep(value)
    elif kind == "steps":
        for _ in range(int(value)):
            time.sleep(0.3)
            step_done()
    elif kind == "spin":
        end = time.monotonic() + value
        while time.monotonic() < end:
            pass
    elif kind == "die":
        os._exit(7)
    elif kind == "memory":
        blocks = [bytearray(int(value))]
        return f"{len(blocks)} blocks"
    elif kind == "bug":
        raise KeyError("x")
    elif kind == "unreadable":
        raise UnreadableFile("文件坏了。", "换一份。")
    elif kind == "unpicklable":
        return lambda: None  # type: ignore[return-value]
    return f"{kind} {value:g}"


def die_once(marker: str) -> str:
    path = Path(marker)
    if not path.exists():
        path.write_text("x", encoding="utf-8")
        os._exit(3)
    return "second time"


def worker_pid(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def broken_start() -> None:
    os._exit(9)
