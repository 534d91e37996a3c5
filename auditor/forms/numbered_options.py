"""Options that are chosen by their number: 〔3〕 1.特困 2.低保 3.残疾, as health and census cards print them."""

from __future__ import annotations

import re

_OPEN, _CLOSE = r"[(（\[［【〔｛〖]", r"[)）\]］】〕｝〗]"
_PLACE = re.compile(rf"{_OPEN}[ 　]*((?:\d{{1,2}}[ 　、,，/]*){{0,6}}){_CLOSE}")
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s　、,，;；]))(\d{1,2})[ ]?[.．、:：)）]?[ ]?(?=[\u4e00-\u9fff])")
_NUMBER = re.compile(r"\d{1,2}")
_TRAIL = " \t\n　、,，;；_"
_LONGEST = 300
_LONGEST_OPTION = 20
_LEAST = 2


def numbered_options(text: str) -> list[tuple[str, bool]]:
    """Return the options of a numbered list and whether each is chosen; empty where ``text`` is no such group.

    The options count from 1 without a gap, and a place in brackets before or behind all of them holds the numbers chosen,
    or nothing.
    """
    if len(text) > _LONGEST or "1" not in text:
        return []
    text = text.strip(_TRAIL)
    places = [m for m in _PLACE.finditer(text) if not m.start() or m.end() == len(text) or _between(text, m)]
    if not places:
        return []
    begin, end = 0, len(text)
    for place in places:
        if not text[begin : place.start()].strip(_TRAIL):
            begin = place.end()
    for place in reversed(places):
        if place.start() >= begin and not text[place.end() : end].strip(_TRAIL):
            end = place.start()
    if begin == 0 and end == len(text):
        return []
    body = text[begin:end].strip(_TRAIL)
    items = list(_ITEM.finditer(body))
    if len(items) < _LEAST or items[0].start() or [int(m[1]) for m in items] != [*range(1, len(items) + 1)]:
        return []
    ends = [*(m.start() for m in items[1:]), len(body)]
    words = [body[m.end() : stop].strip(_TRAIL) for m, stop in zip(items, ends, strict=True)]
    if any(not 0 < len(word) <= _LONGEST_OPTION for word in words):
        return []
    chosen = {int(number) for place in places for number in _NUMBER.findall(place[1])}
    if any(not 1 <= number <= len(words) for number in chosen):
        return []
    return [(word, number in chosen) for number, word in enumerate(words, 1)]


def _between(text: str, place: re.Match[str]) -> bool:
    """Nothing but other places stands before, or behind, this one."""
    before, behind = text[: place.start()], text[place.end() :]
    return not _PLACE.sub("", before).strip(_TRAIL) or not _PLACE.sub("", behind).strip(_TRAIL)
