from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import work_samples as work

from auditor.errors import AuditorError
from auditor.intake.work_failed import WorkFailed
from auditor.intake.workers import InProcess, extract

Task = tuple[str, float]


def test_an_item_that_goes_on_step_by_step_is_not_hanging() -> None:
    outcomes = {
        task: (result, error)
        for task, result, error in extract(
            [("steps", 6.0), ("sleep", 1.8)], work.behave, jobs=2, seconds_per_file=0.9
        )
    }
    assert outcomes[("steps", 6.0)] == ("steps 6", None)
    late = outcomes[("sleep", 1.8)][1]
    assert isinstance(late, WorkFailed) and late.cause == "timeout"


def test_every_item_comes_back_once() -> None:
    outcomes = list(extract(range(2000), work.square, jobs=2))
    assert sorted(item for item, _, _ in outcomes) == list(range(2000))
    assert all(result == item * item and error is None for item, result, error in outcomes)


def test_nothing_to_do_starts_nothing() -> None:
    assert list(extract([], work.square)) == []


def test_a_crash_a_hang_and_a_memory_hog_cost_only_themselves() -> None:
    bad: list[Task] = [
        ("die", 0),
        ("sleep", 60),
        ("spin", 60),
        ("bug", 0),
        ("unreadable", 0),
        ("unpicklable", 0),
        ("die", 1),
    ]
    if sys.platform.startswith("linux"):
        bad.append(("memory", 3e9))
    tasks: list[Task] = []
    for number, task in enumerate(bad):
        tasks += [("ok", 100 * number + k) for k in range(30)] + [task]
    outcomes = list(extract(tasks, work.behave, jobs=2, seconds_per_file=0.6, memory_mb=1000))
    assert sorted(item for item, _, _ in outcomes) == sorted(tasks)
    errors = {item: error for item, _, error in outcomes if error is not None}
    assert set(errors) == set(bad)
    causes = {item: error.cause for item, error in errors.items() if isinstance(error, WorkFailed)}
    assert causes[("die", 0)] == causes[("die", 1)] == "crash"
    assert causes[("sleep", 60)] == causes[("spin", 60)] == "timeout"
    assert causes[("bug", 0)] == causes[("unpicklable", 0)] == "bug"
    assert ("unreadable", 0) not in causes
    assert errors[("unreadable", 0)].remedy == "换一份。"
    if sys.platform.startswith("linux"):
        assert causes[("memory", 3e9)] == "memory"
    assert "KeyError" in next(
        e.detail for e in errors.values() if isinstance(e, WorkFailed) and "KeyError" in e.reason
    )


def test_a_suspect_that_was_innocent_gets_its_result(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    outcomes = list(extract([str(marker)], work.die_once, jobs=1))
    assert outcomes == [(str(marker), "second time", None)]


def test_results_stream_while_others_still_work() -> None:
    begun = time.monotonic()
    stream = extract([("ok", 1.0), ("sleep", 5.0)], work.behave, jobs=2, seconds_per_file=30)
    assert next(stream)[1] == "ok 1"
    assert time.monotonic() - begun < 4
    stream.close()
    assert time.monotonic() - begun < 4.5


def test_items_are_read_only_a_window_ahead() -> None:
    read = 0

    def items() -> Iterator[int]:
        nonlocal read
        for number in range(100_000):
            read = number
            yield number

    stream = extract(items(), work.square, jobs=2)
    next(stream)
    assert read < 100
    stream.close()


def test_workers_stay_warm() -> None:
    pids = {pid for _, pid, _ in extract(range(30), work.worker_pid, jobs=2)}
    assert 1 <= len(pids) <= 2
    assert os.getpid() not in pids


def test_workers_that_cannot_start_end_the_audit_with_one_message() -> None:
    with pytest.raises(AuditorError, match="无法启动"):
        list(extract([1, 2], work.square, jobs=1, initializer=work.broken_start))


@pytest.mark.parametrize("make", [InProcess, lambda: ThreadPoolExecutor(2)])
def test_another_executor_takes_the_same_place(make: type[InProcess]) -> None:
    tasks: list[Task] = [("ok", 1.0), ("bug", 0.0), ("unreadable", 0.0), ("ok", 2.0)]
    outcomes = {item: (result, error) for item, result, error in extract(tasks, work.behave, make)}
    assert outcomes[("ok", 2.0)] == ("ok 2", None)
    assert isinstance(outcomes[("bug", 0.0)][1], WorkFailed)
    assert str(outcomes[("unreadable", 0.0)][1]) == "文件坏了。"
