"""What a rule sees at one field: a value, an empty place, an answer "none", something unclear, or no such field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from auditor.forms.model import DOUBT, Reading, Value
from auditor.pages.model import Mark
from auditor.records.facts import Fact


class State(StrEnum):
    """State of a field as far as a rule is concerned."""

    ABSENT = "absent"
    """The paper or the field does not exist here: nothing can be said."""
    BLANK = "blank"
    """The field is printed and empty."""
    NONE = "none"
    """The field is answered with 无, / … : not blank, yet no value."""
    UNCLEAR = "unclear"
    """Something stands there that was not understood, or was read with low confidence."""
    KNOWN = "known"


@dataclass(slots=True, unsafe_hash=True)
class Seen:
    """One field as seen by a rule; never changed (``frozen`` would make it three times as slow to make)."""

    state: State
    value: Value = None
    readings: tuple[Reading, ...] = ()

    @property
    def known(self) -> bool:
        """There is a value that can be relied on."""
        return self.state is State.KNOWN

    @property
    def written(self) -> bool:
        """Something was surely filled in, whatever it says: a value, or so many characters that not all of them are dirt."""
        if self.known:
            return True
        if self.state is not State.UNCLEAR or not self.readings:
            return False
        reading = self.readings[0]
        letters = sum(char.isalnum() for char in reading.raw)
        return letters >= MANY and reading.confidence ** (1 / letters) >= DOUBT


MANY = 6
"""Characters that no stain and no stroke over the border is read as."""
ABSENT = Seen(State.ABSENT)
# Looking a member up on its enumeration costs as much as the rest of `see` for most fields.
_ABSENT, _KNOWN = State.ABSENT, State.KNOWN


def see(item: Reading | Fact | None) -> Seen:
    """Judge the state of a reading or a derived fact."""
    if item is None:
        return ABSENT
    if isinstance(item, Fact):
        if item.doubtful:
            return Seen(State.UNCLEAR, item.value, item.readings)
        return Seen(_ABSENT if item.value is None else _KNOWN, item.value, item.readings)
    value = item.value
    if item.confidence < DOUBT:
        return Seen(State.UNCLEAR, value, (item,))
    if value is not None and value != ():
        return Seen(_KNOWN, value, (item,))
    return Seen(_without_value(item), None, (item,))


def _without_value(item: Reading) -> State:
    if item.answered:
        return State.NONE
    if item.choices and not any(choice.ticked for choice in item.choices):
        doubtful = any(choice.confidence < DOUBT for choice in item.choices)
        return State.UNCLEAR if doubtful else State.BLANK
    written = bool(item.raw.strip())
    if item.mark is Mark.BLANK and not written:
        return State.BLANK
    if item.mark in (Mark.HANDWRITTEN, Mark.IMAGE, Mark.STAMP):
        # Ink that nobody has read: something stands there, what it says is unknown.
        return State.UNCLEAR
    return State.UNCLEAR if written else State.BLANK


def sure_value(reading: Reading | None) -> Value:
    """Return the value of a reading that `see` calls KNOWN; None for any other."""
    if reading is None or reading.confidence < DOUBT or reading.value == ():
        return None
    return reading.value


def sure_day(reading: Reading | None) -> date | None:
    """Return the day of a date reading that can be relied on, as `see` would; None where there is none."""
    if reading is None or reading.confidence < DOUBT:
        return None
    value = reading.value
    return value if isinstance(value, date) else None


def readings_of(seen: Iterable[Seen]) -> tuple[Reading, ...]:
    """Return all readings behind ``seen``, in order."""
    return tuple(reading for item in seen for reading in item.readings)
