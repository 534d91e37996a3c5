"""A hotline's log of calls (热线来电记录)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records.parts import Part, R
from auditor.records.rosters import SoleRecord


class HotlineCall(Part):
    """One row of the log."""

    place: Place = Place()
    sequence: R = None
    date: R = None
    time: R = None
    name: R = None
    """Who called."""
    phone: R = None
    direction: R = None
    """来电 or 去电, where the log holds both."""
    answered: R = None
    """是否接听 / 接听情况 / 是否漏接."""
    content: R = None
    called_back: R = None
    """是否回拨 / 回拨情况."""
    callback_date: R = None
    callback_time: R = None
    outcome: R = None
    worker: R = None
    remark: R = None


class HotlineLog(SoleRecord):
    """热线来电登记表: one sheet of calls."""

    kind: ClassVar[str] = "hotline-log"

    entries: list[HotlineCall] = Field(default_factory=list)
