"""Whether a meeting's record says when it was written down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT
from auditor.records.facts import UNKNOWN, Fact
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.rosters import Meeting

_DATED_RECORDER = re.compile(
    r"记录(?:人|员|者)[^\n]{0,24}?(?:20\d{2}\s?[年./-]\s?\d{1,2}|\d{1,2}\s?月\s?\d{1,2}\s?日)"
)
"""A day beside the recorder's name: 记录人：某某 2025年6月3日."""


def recording_day_given(meeting: Meeting) -> Fact:
    """Return whether the time of recording is filled in; unknown where the form has no place for it."""
    reading = meeting.record_time
    if reading is None:
        return UNKNOWN
    if not reading.blank:
        given = not (reading.answered and reading.value is None)
        return Fact(given, (reading,), reading.confidence < DOUBT)
    if _DATED_RECORDER.search(fold(meeting.text)):
        return Fact(True, (reading,))
    return Fact(False, (reading,), reading.confidence < DOUBT)
