"""What follows from readings: a value with the readings it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from auditor.forms.model import Reading

FactValue = bool | int | float | str | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived value.

    ``value`` is None where nothing on the papers settles it; ``doubtful`` says that it was settled by
    readings of low confidence or against contradictory ones, so that a finding on it only asks for a look.
    """

    value: FactValue = None
    readings: tuple[Reading, ...] = ()
    doubtful: bool = False
    note: str = ""
    """Why it is doubtful or unknown, in Chinese; "" otherwise."""

    @property
    def known(self) -> bool:
        """Something on the papers settles the value."""
        return self.value is not None

    @property
    def sure_true(self) -> bool:
        """The value is true and not doubtful."""
        return self.value is True and not self.doubtful

    @property
    def sure_false(self) -> bool:
        """The value is false and not doubtful."""
        return self.value is False and not self.doubtful


UNKNOWN = Fact()


def present(*readings: Reading | None) -> tuple[Reading, ...]:
    """Return the readings that exist, in order."""
    return tuple(filter(None, readings))


def any_doubtful(readings: Iterable[Reading]) -> bool:
    """Whether one of the readings was not understood or read with low confidence."""
    return any(reading.doubtful for reading in readings)


def day_of(reading: Reading | None) -> date | None:
    """Return the day that a date reading holds; None where there is none."""
    return reading.value if reading is not None and isinstance(reading.value, date) else None


def text_of(reading: Reading | None) -> str:
    """Return what a reading says: the value where it is text, else the raw text; "" where nothing stands."""
    if reading is None:
        return ""
    return reading.value if isinstance(reading.value, str) else reading.raw


def options_of(reading: Reading | None) -> tuple[str, ...]:
    """Return the chosen options of a choice reading; a plain text value counts as one option."""
    if reading is None or reading.value is None:
        return ()
    if isinstance(reading.value, tuple):
        return reading.value
    return (str(reading.value),)
