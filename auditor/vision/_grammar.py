"""Readings checked against what they must be: phone numbers, identity numbers, dates, times, punctuation.

A character is only ever changed into one that the model itself held possible at that place: the last layer is asked
again with few characters allowed (`Reading.features`). Where the grammar and the model disagree and nothing fits,
the reading stays and its confidence goes down.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from auditor.values.id_numbers import check_character
from auditor.vision._recognise import Alphabet, Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
else:
    Floats = Any

SUPPORT = 0.02
"""A character must have this share of the best one's probability to be taken instead of it."""
CLEARLY = 3.0
"""One correction must be this many times more probable than the next."""
LOOKALIKES = "OoQDCIl|i!丨ZzSsBbGgqTtAJ〇"
_DIGIT = rf"[0-9{re.escape(LOOKALIKES)}]"
_LONG = re.compile(rf"(?<![0-9A-Za-z]){_DIGIT}{{10,20}}[Xx×]?(?![0-9A-Za-z])")
_DATE = re.compile(
    rf"(?<![0-9A-Za-z])({_DIGIT}{{4}})([年./\-—]) ?({_DIGIT}{{1,2}})([月./\-—]) ?({_DIGIT}{{1,2}})(?![0-9A-Za-z])"
)
_TIME = re.compile(rf"(?<![0-9A-Za-z])({_DIGIT}{{1,2}})[:：]({_DIGIT}{{2}})(?![0-9A-Za-z])")
_PHONE = re.compile(r"1[3-9]\d{9}")
_STOP = re.compile(r"(?<=[\u4e00-\u9fff）」”])[oO0°.·,](?=$|[\u4e00-\u9fff ])")
_BOXES = re.compile(r"(?:^|(?<= ))[口□](?=[\u4e00-\u9fff])")
_FULL_STOPS = "。，、"


def settle(reading: Reading, alphabet: Alphabet) -> Reading:
    """Return a reading after its numbers, dates and punctuation were checked; the same one where nothing changed.

    Args:
        reading: of one line.
        alphabet: the characters that the model can read.
    """
    text = reading.text
    if len(text) < 2:
        return reading
    state = _State(reading, alphabet)
    for match in _LONG.finditer(text):
        _long_number(state, match.start(), match.end())
    for match in _DATE.finditer(text):
        _numbers(state, match, {1: (1900, 2099), 3: (1, 12), 5: (1, 31)})
    for match in _TIME.finditer(text):
        _numbers(state, match, {1: (0, 24), 2: (0, 59)})
    for match in _STOP.finditer(text):
        _full_stop(state, match.start())
    boxes = [match.start() for match in _BOXES.finditer(text)]
    if len(boxes) > 1:
        for place in boxes:
            state.text[place] = "□"
    return state.result()


def suspicious(text: str) -> bool:
    """Whether a line holds a number that has a digit too few or too many, or other signs for a second look."""
    for match in re.finditer(r"(?<![0-9A-Za-z\-])[0-9]{9,20}[Xx]?(?![0-9A-Za-z\-])", text):
        number = match.group()
        if len(number) in (10, 12) and number[0] == "1":
            return True
        if len(number) in (17, 19) or (len(number) == 18 and not valid_identity(number)):
            return True
    return False


def valid_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a date of birth and the right check character (GB 11643)."""
    if len(number) != 18 or not (number.isascii() and number[:17].isdigit()):
        return False
    if not (
        "1900" <= number[6:10] <= "2099" and "01" <= number[10:12] <= "12" and "01" <= number[12:14] <= "31"
    ):
        return False
    return check_character(number[:17]) == number[17].upper()


class _State:
    """A reading under change."""

    def __init__(self, reading: Reading, alphabet: Alphabet) -> None:
        self.reading = reading
        self.alphabet = alphabet
        self.text = list(reading.text)
        self.sure = list(reading.sure)

    def result(self) -> Reading:
        text = "".join(self.text)
        if text == self.reading.text and self.sure == self.reading.sure:
            return self.reading
        return replace(self.reading, text=text, sure=self.sure)

    def chances(self, place: int, characters: str) -> list[tuple[str, float]]:
        """Return how probable characters are at a place, as shares of the one that was read, best first."""
        import numpy as np

        known = [character for character in characters if character in self.alphabet.index]
        features = self.reading.features[self.reading.steps[place]]
        kinds = [self.alphabet.index[character] for character in known]
        logits = self.alphabet.weights[kinds] @ features + self.alphabet.bias[kinds]
        # The probability of what was read anchors the scale: ln p = logit - ln(sum), the sum being unknown here.
        read = self.reading.text[place]
        kind = self.alphabet.index.get(read)
        if kind is None:
            return []
        best = float(self.alphabet.weights[kind] @ features + self.alphabet.bias[kind])
        shares = np.exp(np.clip(logits - best, -30.0, 30.0))
        return sorted(((c, float(s)) for c, s in zip(known, shares, strict=True)), key=lambda item: -item[1])

    def put(self, place: int, character: str, share: float) -> None:
        """Change a character; it cannot be surer than the model's share of it plus what the grammar adds."""
        self.text[place] = character
        self.sure[place] = min(0.97, max(0.5, self.sure[place] * min(1.0, share) ** 0.25))

    def doubt(self, places: range, most: float) -> None:
        """Lower the confidence of the least sure character of a number that cannot be right."""
        weakest = min(places, key=lambda place: self.sure[place])
        if self.sure[weakest] < 0.995:
            self.sure[weakest] = min(self.sure[weakest], most)


def _long_number(state: _State, start: int, stop: int) -> None:
    """Settle an identity number or a phone number."""
    raw = "".join(state.text[start:stop])
    digits = sum(character.isdigit() for character in raw)
    if digits < len(raw) * 0.6:
        return
    length = stop - start
    if length == 18 or (length == 11 and raw[0] in "1lI|丨"):
        for place in range(start, stop):
            allowed = "0123456789X" if length == 18 and place == stop - 1 else "0123456789"
            _to_digit(state, place, allowed)
    number = "".join(state.text[start:stop])
    if length == 18 and number[:17].isdigit():
        if valid_identity(number):
            for place in range(start, stop):
                state.sure[place] = 1 - (1 - state.sure[place]) * 0.2
        elif not _one_change(state, start, stop, valid_identity, "0123456789X"):
            state.doubt(range(start, stop), 0.5)
    elif length == 11 and number.isdigit() and number[0] == "1" and not _PHONE.fullmatch(number):
        if not _one_change(state, start, stop, lambda text: bool(_PHONE.fullmatch(text)), "0123456789"):
            state.doubt(range(start, stop), 0.5)
    elif length in (10, 12, 17, 19) and number.isdigit():
        state.doubt(range(start, stop), 0.6)


def _to_digit(state: _State, place: int, allowed: str) -> bool:
    """Turn a lookalike letter into the digit that the model holds possible there."""
    if state.text[place] in allowed:
        return True
    if state.text[place] in "xX×" and "X" in allowed:
        state.text[place] = "X"
        return True
    options = state.chances(place, allowed)
    if options and options[0][1] >= SUPPORT:
        state.put(place, *options[0])
        return True
    return False


def _one_change(state: _State, start: int, stop: int, fits: Any, allowed: str) -> bool:
    """Make the one change that lets a number fit, if the model supports exactly one clearly."""
    number = "".join(state.text[start:stop])
    found: list[tuple[float, int, str]] = []
    for place in range(start, stop):
        if state.sure[place] > 0.999:
            continue
        for character, share in state.chances(place, allowed):
            if share < SUPPORT or character == state.text[place]:
                continue
            at = place - start
            if fits(number[:at] + character + number[at + 1 :]):
                found.append((share, place, character))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] < CLEARLY * found[1][0]):
        return False
    share, place, character = found[0]
    state.put(place, character, share)
    return True


def _numbers(state: _State, match: re.Match[str], limits: dict[int, tuple[int, int]]) -> None:
    """Settle the numbers of a date or a time within their limits."""
    if not any(character.isdigit() for character in match.group()):
        return
    for group, (least, most) in limits.items():
        start, stop = match.span(group)
        if not all(_to_digit(state, place, "0123456789") for place in range(start, stop)):
            continue

        def fits(text: str, least: int = least, most: int = most) -> bool:
            return text.isdigit() and least <= int(text) <= most

        if not fits("".join(state.text[start:stop])) and not _one_change(
            state, start, stop, fits, "0123456789"
        ):
            state.doubt(range(start, stop), 0.5)


def _full_stop(state: _State, place: int) -> None:
    """Turn o, 0, ° or a half-width stop between Chinese characters into the Chinese stop, where the model agrees."""
    options = state.chances(place, _FULL_STOPS)
    if options and options[0][1] >= SUPPORT and (state.sure[place] < 0.98 or state.text[place] in ".,"):
        state.put(place, *options[0])
