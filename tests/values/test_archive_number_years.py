"""Numbers with the year in front, in the middle, or a place's sign before them."""

from __future__ import annotations

import pytest

from auditor.values.archive_numbers import parse_archive_number


@pytest.mark.parametrize(
    ("text", "expected", "initials"),
    [
        ("〔2025〕WS-003号", "2025-WS-003", ("WS",)),
        ("[2024]WS017", "2024-WS-017", ("WS",)),
        ("WS2025003", "WS-2025-003", ("WS",)),
        ("榕-LK-005", "榕-LK-005", ("榕", "LK")),
    ],
)
def test_read(text: str, expected: str, initials: tuple[str, ...]) -> None:
    number = parse_archive_number(text)
    assert number is not None and (number.text, number.initials) == (expected, initials)


@pytest.mark.parametrize(
    "text", ["GB2025003", "GB-2025", "WS20250301", "榕-005", "2025-003", "〔2025〕003号", "13900002025"]
)
def test_no_archive_number(text: str) -> None:
    assert parse_archive_number(text) is None
