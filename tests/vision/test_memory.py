from __future__ import annotations

import sys

import pytest

from auditor.vision import _memory


def test_memory_is_given_back_every_few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    monkeypatch.setattr(_memory, "_trim", lambda: given.append)
    for _ in range(3 * _memory.EVERY):
        _memory.page_done()
    assert given == [0, 0, 0]


def test_other_c_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_memory, "_trim", lambda: None)
    for _ in range(_memory.EVERY):
        _memory.page_done()
    monkeypatch.undo()
    _memory._trim.cache_clear()
    monkeypatch.setattr(sys, "platform", "win32")
    assert _memory._trim() is None
    _memory._trim.cache_clear()
