"""A community fund (社区慈善基金): its ledgers, and its rows in tables over several funds."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from auditor.pages.model import Place
from auditor.records.parts import Paper, Part, R, Record


class FundEntry(Part):
    """One row of a ledger. Rows of carried-over balances and of sums are rows too; `fund_facts` tells them apart."""

    place: Place = Place()
    date: R = None
    summary: R = None
    income: R = None
    expense: R = None
    balance: R = None
    direction: R = None
    """收入 or 支出, where the ledger has one column of amounts."""
    amount: R = None
    remark: R = None


class FundLedger(Paper):
    """收支明细表 of one fund."""

    name: R = None
    opening: R = None
    """上期结余, where it stands outside the rows."""
    raised: R = None
    """筹款 of the period, stated as one figure."""
    raised_ever: R = None
    """累计筹款."""
    spent: R = None
    balance: R = None
    from_day: R = None
    to_day: R = None
    entries: list[FundEntry] = Field(default_factory=list)


class FundOverview(Paper):
    """One fund's row in a table over the funds of a station."""

    name: R = None
    opening: R = None
    raised: R = None
    raised_ever: R = None
    spent: R = None
    balance: R = None


class Fund(Record):
    """One community fund."""

    kind: ClassVar[str] = "fund"

    ledgers: list[FundLedger] = Field(default_factory=list)
    overviews: list[FundOverview] = Field(default_factory=list)
