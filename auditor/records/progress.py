"""Tables of a station's progress: indicators, workers on duty, training hours. Each table is one record."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records.parts import Part, R
from auditor.records.rosters import SoleRecord


class IndicatorEntry(Part):
    """One row: an indicator with its target, what was done, and the share."""

    place: Place = Place()
    sequence: R = None
    category: R = None
    indicator: R = None
    unit: R = None
    target: R = None
    stage_target: R = None
    """What should be done by the day of the table, where the table has such a column."""
    done: R = None
    percent: R = None
    remark: R = None


class IndicatorTable(SoleRecord):
    """指标完成情况统计表."""

    kind: ClassVar[str] = "indicator-table"

    stage: R = None
    """Stage of the evaluation (中期, 末期), where the table prints it in a field of its own."""
    span: R = None
    """统计周期: from when to when the figures count."""
    entries: list[IndicatorEntry] = Field(default_factory=list)


class DutyEntry(Part):
    """One month: who should be on duty, and who was."""

    place: Place = Place()
    month: R = None
    due: R = None
    present: R = None
    certified_due: R = None
    certified_present: R = None
    uncertified_due: R = None
    uncertified_present: R = None
    remark: R = None


class DutyTable(SoleRecord):
    """社工到岗情况统计表."""

    kind: ClassVar[str] = "duty-table"

    contract_workers: R = None
    """协议配备人数, where the table prints it beside its rows."""
    contract_certified: R = None
    average_present: R = None
    average_certified: R = None
    entries: list[DutyEntry] = Field(default_factory=list)


class TrainingEntry(Part):
    """One row: a person's or a session's hours."""

    place: Place = Place()
    sequence: R = None
    name: R = None
    required: R = None
    hours: R = None
    percent: R = None
    remark: R = None


class TrainingTable(SoleRecord):
    """社工培训时数统计表."""

    kind: ClassVar[str] = "training-table"

    required_total: R = None
    required_each: R = None
    stated_hours: R = None
    stated_percent: R = None
    entries: list[TrainingEntry] = Field(default_factory=list)
