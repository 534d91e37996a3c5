"""The one seam through which files are worked on: in worker processes here, or on whatever executor is handed in.

`extract` promises: every item comes back exactly once, in the order of completion, with a result or an error; an item that
crashes, hangs or exhausts its worker costs itself only.

How blame stays exact although items travel in chunks: each chunk has a slot in shared memory where the worker writes which
item it is at before it begins. When the pool breaks, the parent knows from the slots which items were being worked on; they
are tried again one at a time, everything else simply again. A worker that hangs is killed by the parent, whose clock alone
decides (a watchdog inside the worker would be stopped by the very C loop it should end).
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from auditor.errors import AuditorError, UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK_SECONDS = 0.04
"""Work that one chunk should hold: far above the 0.2 ms a round trip costs, far below what a user notices."""
_MAX_CHUNK = 64
_MAX_JOBS = 61
"""Windows can wait for no more processes at once."""
_POLL_SECONDS = 0.1
_MAX_BREAKS_AT_START = 3

_SLOT = 3
_slots: Any = None
"""In a worker: the shared array, three numbers for each slot (process id, position in the chunk from 1, 0 being queued;
steps done in the item under way)."""
_slot = -1
"""In a worker: the slot of the chunk under way."""


def step_done() -> None:
    """Tell the parent that the item under way goes on: its clock for this item begins anew.

    For readers whose work has steps of bounded length: a volume of two hundred scanned pages is not hanging. Does
    nothing outside a worker.
    """
    if _slots is not None and _slot >= 0:
        _slots[_SLOT * _slot + 2] += 1


class WorkFailed(UnreadableFile):
    """An item whose worker failed in another way than by saying that the file is unreadable.

    Args:
        reason: one Chinese sentence.
        remedy: what the user can do.
        cause: "crash", "timeout", "memory" or "bug".
        detail: the traceback of a bug, for whoever mends it; never shown by default.
    """

    def __init__(self, reason: str, remedy: str, cause: str, detail: str = "") -> None:
        super().__init__(reason, remedy)
        self.cause = cause
        self.detail = detail

    def __reduce__(self) -> tuple[type[WorkFailed], tuple[str, str, str, str]]:  # type: ignore[override]
        """Survive the trip from a worker process."""
        return (WorkFailed, (self.reason, self.remedy, self.cause, self.detail))


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


# In the worker -------------------------------------------------------------------------------------------------------


def _start_worker(slots: Any, memory_mb: int, scratch: str, initializer: Callable[[], object] | None) -> None:
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


def _run_chunk(work: Callable[[Item], Result], items: list[Item], slot: int) -> tuple[float, list[bytes]]:
    """Work on a chunk; return the seconds it took and each item's pickled (result, error).

    Results are packed one by one so that one that cannot be packed is its item's error alone.
    """
    global _slot  # noqa: PLW0603 - a worker's second piece of state
    _slot = slot
    begun = time.perf_counter()
    packed: list[bytes] = []
    for position, item in enumerate(items, 1):
        if _slots is not None and slot >= 0:
            _slots[_SLOT * slot] = os.getpid()
            _slots[_SLOT * slot + 1] = position
        packed.append(_run_one(work, item))
    if _slots is not None and slot >= 0:
        _slots[_SLOT * slot + 1] = len(items) + 1
    return time.perf_counter() - begun, packed


def _run_one(work: Callable[[Item], Result], item: Item) -> bytes:
    try:
        return pickle.dumps((work(item), None), pickle.HIGHEST_PROTOCOL)
    except UnreadableFile as error:
        return pickle.dumps((None, error))
    except MemoryError:
        return pickle.dumps((None, _out_of_memory()))
    # One file's surprise must not lose the others; it is reported with its traceback, never hidden.
    except Exception as error:
        return pickle.dumps((None, _bug(error)))
    except BaseException as error:
        # Panics of native libraries are no `Exception`; a wish to exit is not the file's either.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        return pickle.dumps((None, _bug(error)))


def _bug(error: BaseException) -> WorkFailed:
    detail = "".join(traceback.format_exception(error, limit=-20))[-8_000:]
    reason = f"读取时程序出错（{type(error).__name__}）。"
    return WorkFailed(reason, "请把文件另存一份再试；仍然出错时请向开发者反馈。", "bug", detail)


def _out_of_memory() -> WorkFailed:
    return WorkFailed("读取这份文件需要的内存超过上限。", "请把文件拆小，或压缩其中的图片后再试。", "memory")


def _crashed() -> WorkFailed:
    return WorkFailed(
        "读取这份文件时程序意外中断，文件可能已损坏。", "请用 Word/WPS 打开并另存一份后再试。", "crash"
    )


def _timed_out(seconds: float) -> WorkFailed:
    return WorkFailed(
        f"读取超过 {seconds:g} 秒仍未完成，已放弃。",
        "请把文件拆小，或用 Word/WPS 另存一份后再试。",
        "timeout",
    )


# In the parent -------------------------------------------------------------------------------------------------------


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
        self._slots: Any = self._context.RawArray("q", _SLOT * self._window)
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
                initializer=_start_worker,
                initargs=(self._slots, self._memory_mb, self._scratch, self._initializer),
            )
        items = self._again[0]
        slot = self._free[-1]
        self._slots[_SLOT * slot : _SLOT * (slot + 1)] = [0] * _SLOT
        try:
            future = self._executor.submit(_run_chunk, self._work, items, slot)
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
            position, steps = self._slots[_SLOT * chunk.slot + 1 : _SLOT * chunk.slot + 3]
            if (position, steps) != chunk.seen:
                chunk.seen, chunk.since = (position, steps), now
            elif 1 <= position <= len(chunk.items) and now - chunk.since > self._seconds:
                self._kill(chunk)
                return chunk
        return None

    def _kill(self, chunk: _Chunk[Item]) -> None:
        process = self._slots[_SLOT * chunk.slot]
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
            position = self._slots[_SLOT * chunk.slot + 1]
            if position == 0:
                self._again.append(chunk.items)
                continue
            begun = True
            # A death while the answer travelled leaves the position behind the end: the last item is then the suspect.
            at = min(position, len(chunk.items)) - 1
            item = chunk.items[at]
            if chunk is late:
                outcomes.append((item, None, _timed_out(self._seconds)))
            elif late is not None:
                self._again.append([item])
            elif self._isolated:
                outcomes.append((item, None, _crashed()))
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
                flying[executor.submit(_run_chunk, work, [item], -1)] = item
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
                    yield item, None, _crashed()
                else:
                    yield item, None, _bug(error)
    finally:
        for future in flying:
            future.cancel()
