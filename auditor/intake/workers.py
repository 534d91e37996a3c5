"""The one seam through which files are worked on: in worker processes here, or on whatever executor is handed in.

`extract` promises: every item comes back exactly once, in the order of completion, with a result or an error; an item that
crashes, hangs or exhausts its worker costs itself only.

How blame stays exact although items travel in chunks: each chunk has a slot in shared memory where the worker writes which
item it is at before it begins. When the pool breaks, the parent knows from the slots which items were being worked on; they
are tried again one at a time, everything else simply again. A worker that hangs is killed by the parent, whose clock alone
decides (a watchdog inside the worker would be stopped by the very C loop it should end). `auditor.intake.worker_process` is the
worker's side.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from auditor.errors import AuditorError, UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS
from auditor.intake.work_failed import bug, crashed, timed_out
from auditor.intake.worker_process import SLOT, run_chunk, start_worker

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK_SECONDS = 0.04
"""Work that one chunk should hold: far above the 0.2 ms a round trip costs, far below what a user notices."""
_MAX_CHUNK = 64
_MAX_JOBS = 61
"""Windows can wait for no more processes at once."""
_POLL_SECONDS = 0.1
_MAX_BREAKS_AT_START = 3


def default_jobs() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


class InProcess(Executor):
    """An executor that works in this process, at once: for one trusted file, for tests, for debugging.

    It cannot enforce time or memory limits.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run ``fn`` now and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def extract(
    items: Iterable[Item],
    work: Callable[[Item], Result],
    make_executor: Callable[[], Executor] | None = None,
    *,
    jobs: int | None = None,
    seconds_per_file: float = DEFAULT_LIMITS.seconds,
    memory_mb: int = DEFAULT_LIMITS.memory_mb,
    initializer: Callable[[], object] | None = None,
) -> Iterator[tuple[Item, Result | None, UnreadableFile | None]]:
    """Work on items side by side and yield each with its result or its error, as they finish.

    Args:
        items: what to work on, picklable; read as needed, a bounded number ahead.
        work: a picklable function at the top of a module; an `UnreadableFile` that it raises is the item's error.
        make_executor: makes a foreign executor, of a cluster for example; it has its own limits, so
            ``seconds_per_file`` and ``memory_mb`` bind only the worker processes that are the default.
        jobs: worker processes, by default one for each core.
        seconds_per_file: a worker longer at one item, or at one step of it (`step_done`), is killed.
        memory_mb: memory of its own that a worker process may have, where the system can limit it (Linux).
        initializer: run once in each worker before its first item, for heavy imports.

    Yields:
        (item, result or None, error or None), in the order of completion.

    Raises:
        AuditorError: worker processes cannot be started at all.
    """
    if make_executor is not None:
        with make_executor() as executor:
            yield from _extract_foreign(items, work, executor, max(1, jobs or default_jobs()))
        return
    pool = _Pool(
        work, min(_MAX_JOBS, max(1, jobs or default_jobs())), seconds_per_file, memory_mb, initializer
    )
    try:
        yield from pool.run(items)
    finally:
        pool.stop()


@dataclass(slots=True)
class _Chunk(Generic[Item]):
    items: list[Item]
    slot: int = -1
    seen: tuple[int, int] = (0, 0)
    """The position and steps that the parent saw last, and since when."""
    since: float = 0.0


class _Pool(Generic[Item, Result]):
    """Worker processes with slots, rebuilt when one dies."""

    def __init__(
        self,
        work: Callable[[Item], Result],
        jobs: int,
        seconds: float,
        memory_mb: int,
        initializer: Callable[[], object] | None,
    ) -> None:
        self._work = work
        self._jobs = jobs
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._initializer = initializer
        self._context = multiprocessing.get_context("spawn")
        # One chunk at work and one waiting for each worker keep all of them busy.
        self._window = 2 * jobs
        self._slots: Any = self._context.RawArray("q", SLOT * self._window)
        self._free = list(range(self._window))
        self._executor: ProcessPoolExecutor | None = None
        self._flying: dict[Future[tuple[float, list[bytes]]], _Chunk[Item]] = {}
        self._again: deque[list[Item]] = deque()
        self._suspects: deque[Item] = deque()
        self._scratch = tempfile.mkdtemp(prefix="audit-work-")
        """Temporary files of all workers (mode 0700), removed at the end even if a worker could not."""
        self._isolated = False
        """The one item under way is a suspect, tried again alone."""
        self._breaks_at_start = 0
        self._chunk_size = 1
        self._item_seconds = 0.0

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result | None, UnreadableFile | None]]:
        source = iter(items)
        exhausted = False
        while True:
            if self._suspects and not self._flying:
                self._isolated = True
                self._again.appendleft([self._suspects[0]])
                if self._send():
                    self._suspects.popleft()
                else:
                    self._again.popleft()
            while not self._isolated and not self._suspects and len(self._flying) < self._window:
                if not self._again and not exhausted:
                    chunk = list(itertools.islice(source, self._chunk_size))
                    exhausted = not chunk
                    if chunk:
                        self._again.append(chunk)
                if not self._again or not self._send():
                    break
            if self._flying:
                yield from self._collect()
            elif exhausted and not self._again and not self._suspects:
                return
            if not self._flying:
                self._isolated = False

    def _send(self) -> bool:
        """Submit the first waiting chunk; False where the pool turned out to be broken."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._jobs,
                mp_context=self._context,
                initializer=start_worker,
                initargs=(self._slots, self._memory_mb, self._scratch, self._initializer),
            )
        items = self._again[0]
        slot = self._free[-1]
        self._slots[SLOT * slot : SLOT * (slot + 1)] = [0] * SLOT
        try:
            future = self._executor.submit(run_chunk, self._work, items, slot)
        except BrokenExecutor:
            if not self._flying:
                self._count_break_at_start()
                self._discard_executor()
            return False
        self._again.popleft()
        self._free.pop()
        self._flying[future] = _Chunk(items, slot)
        return True

    def _collect(self) -> Iterator[tuple[Item, Result | None, UnreadableFile | None]]:
        done, _ = wait(
            self._flying, timeout=min(_POLL_SECONDS, self._seconds / 4), return_when=FIRST_COMPLETED
        )
        broken = False
        for future in done:
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                broken = True
                continue
            chunk = self._flying.pop(future)
            self._free.append(chunk.slot)
            if error is not None:
                # The chunk itself could not travel: an item that cannot be pickled, or an unpicklable work.
                raise error
            self._breaks_at_start = 0
            yield from self._unpack(chunk, future.result())
        if broken:
            yield from self._recover(None)
        elif not done:
            late = self._find_late()
            if late is not None:
                yield from self._recover(late)

    def _unpack(
        self, chunk: _Chunk[Item], answer: tuple[float, list[bytes]]
    ) -> Iterator[tuple[Item, Result | None, UnreadableFile | None]]:
        seconds, packed = answer
        each = seconds / len(packed)
        self._item_seconds = each if not self._item_seconds else 0.7 * self._item_seconds + 0.3 * each
        wanted = int(_CHUNK_SECONDS / max(self._item_seconds, 1e-6))
        self._chunk_size = max(1, min(_MAX_CHUNK, wanted, 2 * self._chunk_size))
        for item, data in zip(chunk.items, packed, strict=True):
            result, error = pickle.loads(data)  # noqa: S301 - packed by our own worker
            yield item, result, error

    def _find_late(self) -> _Chunk[Item] | None:
        """Kill the worker that is at one item for too long, and return its chunk."""
        now = time.monotonic()
        for chunk in self._flying.values():
            position, steps = self._slots[SLOT * chunk.slot + 1 : SLOT * chunk.slot + 3]
            if (position, steps) != chunk.seen:
                chunk.seen, chunk.since = (position, steps), now
            elif 1 <= position <= len(chunk.items) and now - chunk.since > self._seconds:
                self._kill(chunk)
                return chunk
        return None

    def _kill(self, chunk: _Chunk[Item]) -> None:
        process = self._slots[SLOT * chunk.slot]
        if process > 0:
            with suppress(OSError):
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _recover(
        self, late: _Chunk[Item] | None
    ) -> Iterator[tuple[Item, Result | None, UnreadableFile | None]]:
        """After a worker died: report or requeue what was under way, and begin with a new pool."""
        wait(self._flying, timeout=10.0)
        flying, self._flying = self._flying, {}
        self._free = list(range(self._window))
        outcomes: list[tuple[Item, Result | None, UnreadableFile | None]] = []
        begun = False
        for future, chunk in flying.items():
            if future.done() and future.exception() is None:
                outcomes.extend(self._unpack(chunk, future.result()))
                begun = True
                continue
            position = self._slots[SLOT * chunk.slot + 1]
            if position == 0:
                self._again.append(chunk.items)
                continue
            begun = True
            # A death while the answer travelled leaves the position behind the end: the last item is then the suspect.
            at = min(position, len(chunk.items)) - 1
            item = chunk.items[at]
            if chunk is late:
                outcomes.append((item, None, timed_out(self._seconds)))
            elif late is not None:
                self._again.append([item])
            elif self._isolated:
                outcomes.append((item, None, crashed()))
            else:
                self._suspects.append(item)
            rest = chunk.items[:at] + chunk.items[at + 1 :]
            if rest:
                self._again.append(rest)
        self._discard_executor(busy=True)
        if not begun:
            self._count_break_at_start()
        yield from outcomes

    def _count_break_at_start(self) -> None:
        self._breaks_at_start += 1
        if self._breaks_at_start >= _MAX_BREAKS_AT_START:
            raise AuditorError("读取文件的工作进程无法启动，请检查内存是否充足，或重新安装本软件。")

    def _discard_executor(self, busy: bool = False) -> None:
        """Let go of the executor; busy workers are killed, idle ones end by themselves and clean up.

        Killing must be all or none: an idle worker holds the lock of the queue it waits at, and if it alone were killed
        its siblings would wait for that lock for ever, and the interpreter's exit for them.
        """
        executor, self._executor = self._executor, None
        if executor is None:
            return
        # `ProcessPoolExecutor.kill_workers` does this from Python 3.14 on; before, the processes are a private attribute.
        processes = list((getattr(executor, "_processes", None) or {}).values()) if busy else []
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with suppress(OSError, ValueError, AttributeError):
                process.kill()

    def stop(self) -> None:
        """End all workers, also busy ones: the caller has stopped listening, or everything is done."""
        self._discard_executor(busy=bool(self._flying))
        self._flying.clear()
        # Conversions of killed workers leave copies of papers behind.
        shutil.rmtree(self._scratch, ignore_errors=True)


def _extract_foreign(
    items: Iterable[Item], work: Callable[[Item], Result], executor: Executor, jobs: int
) -> Iterator[tuple[Item, Result | None, UnreadableFile | None]]:
    """Work through an executor that somebody else looks after: one item a task, a bounded window."""
    source = iter(items)
    flying: dict[Future[tuple[float, list[bytes]]], Item] = {}
    try:
        while True:
            for item in itertools.islice(source, 4 * jobs - len(flying)):
                flying[executor.submit(run_chunk, work, [item], -1)] = item
            if not flying:
                return
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                item = flying.pop(future)
                error = future.exception()
                if error is None:
                    result, problem = pickle.loads(future.result()[1][0])  # noqa: S301 - packed by our own worker
                    yield item, result, problem
                elif isinstance(error, BrokenExecutor):
                    yield item, None, crashed()
                else:
                    yield item, None, bug(error)
    finally:
        for future in flying:
            future.cancel()
