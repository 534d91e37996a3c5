"""What a rule sees at one field: a value, an empty place, an answer "none", something unclear, or no such field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditor.forms.model import DOUBT, Reading, Value
from auditor.pages.model import Mark
from auditor.records.facts import Fact
from auditor.records.model import Part


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
    owner: Part | None = None

    @property
    def known(self) -> bool:
        """There is a value that can be relied on."""
        return self.state is State.KNOWN


ABSENT = Seen(State.ABSENT)
# Looking a member up on its enumeration costs as much as the rest of `see` for most fields.
_ABSENT, _KNOWN = State.ABSENT, State.KNOWN


def see(item: Reading | Fact | None, owner: Part | None = None) -> Seen:
    """Judge the state of a reading or a derived fact."""
    if item is None:
        return Seen(_ABSENT, None, (), owner)
    if isinstance(item, Fact):
        if item.doubtful:
            return Seen(State.UNCLEAR, item.value, item.readings, owner)
        if item.value is None:
            return Seen(_ABSENT, None, item.readings, owner)
        return Seen(_KNOWN, item.value, item.readings, owner)
    readings = (item,)
    value = item.value
    if item.confidence < DOUBT:
        return Seen(State.UNCLEAR, value, readings, owner)
    if value is not None and value != ():
        return Seen(_KNOWN, value, readings, owner)
    if item.answered:
        return Seen(State.NONE, None, readings, owner)
    if item.choices and not any(choice.ticked for choice in item.choices):
        doubtful = any(choice.confidence < DOUBT for choice in item.choices)
        return Seen(State.UNCLEAR if doubtful else State.BLANK, None, readings, owner)
    if item.mark is Mark.BLANK and not item.raw.strip():
        return Seen(State.BLANK, None, readings, owner)
    if item.mark in (Mark.HANDWRITTEN, Mark.IMAGE, Mark.STAMP):
        # Ink that nobody has read: something stands there, what it says is unknown.
        return Seen(State.UNCLEAR, None, readings, owner)
    return Seen(State.UNCLEAR if item.raw.strip() else State.BLANK, None, readings, owner)


def readings_of(seen: Iterable[Seen]) -> tuple[Reading, ...]:
    """Return all readings behind ``seen``, in order."""
    return tuple(reading for item in seen for reading in item.readings)
