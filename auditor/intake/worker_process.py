"""The side of a worker process: it says in shared memory what it is at, keeps to its limits, and dies with its parent.

`auditor.intake.workers` is the parent's side.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from auditor.errors import UnreadableFile
from auditor.intake.work_failed import bug, out_of_memory

Item = TypeVar("Item")
Result = TypeVar("Result")

SLOT = 3
"""Numbers of a slot: process id, position in the chunk from 1 (0 being queued), steps done in the item under way."""
_slots: Any = None
"""The array of all slots, shared with the parent."""
_slot = -1
"""The slot of the chunk under way."""


def step_done() -> None:
    """Tell the parent that the item under way goes on: its clock for this item begins anew.

    For readers whose work has steps of bounded length: a volume of two hundred scanned pages is not hanging. Does
    nothing outside a worker.
    """
    if _slots is not None and _slot >= 0:
        _slots[SLOT * _slot + 2] += 1


def start_worker(slots: Any, memory_mb: int, scratch: str, initializer: Callable[[], object] | None) -> None:
    """Make this process a worker: its slots, its temporary folder, its limits; then run ``initializer``."""
    global _slots  # noqa: PLW0603 - a worker's one piece of state
    _slots = slots
    tempfile.tempdir = scratch
    # Ctrl-C reaches the whole process group; the parent decides what becomes of the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Two numerical threads each on busy cores nearly stand still.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if memory_mb > 0:
        limit_memory(memory_mb * 1024**2)
    if initializer is not None:
        initializer()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def limit_memory(size: int) -> None:
    """Limit this process's memory to ``size`` bytes; the hard limits stay, so a child program can lift them.

    What counts is memory of its own (``RLIMIT_DATA``, which on Linux 4.7 and later holds for all private writable
    mappings): the recognition engine maps a gigabyte of code and models that it hardly touches. The address space is
    bounded too, more widely, for systems where the first limit means less.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        for kind, wanted in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_AS, 3 * size)):
            _, hard = resource.getrlimit(kind)
            soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(kind, (soft, hard))


def run_chunk(work: Callable[[Item], Result], items: list[Item], slot: int) -> tuple[float, list[bytes]]:
    """Work on a chunk; return the seconds it took and each item's pickled (result, error).

    Results are packed one by one so that one that cannot be packed is its item's error alone.
    """
    global _slot  # noqa: PLW0603 - a worker's second piece of state
    _slot = slot
    begun = time.perf_counter()
    packed: list[bytes] = []
    for position, item in enumerate(items, 1):
        if _slots is not None and slot >= 0:
            _slots[SLOT * slot] = os.getpid()
            _slots[SLOT * slot + 1] = position
        packed.append(_run_one(work, item))
    if _slots is not None and slot >= 0:
        _slots[SLOT * slot + 1] = len(items) + 1
    return time.perf_counter() - begun, packed


def _run_one(work: Callable[[Item], Result], item: Item) -> bytes:
    try:
        return pickle.dumps((work(item), None), pickle.HIGHEST_PROTOCOL)
    except UnreadableFile as error:
        return pickle.dumps((None, error))
    except MemoryError:
        return pickle.dumps((None, out_of_memory()))
    # One file's surprise must not lose the others; it is reported with its traceback, never hidden.
    except Exception as error:
        return pickle.dumps((None, bug(error)))
    except BaseException as error:
        # Panics of native libraries are no `Exception`; a wish to exit is not the file's either.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        return pickle.dumps((None, bug(error)))
