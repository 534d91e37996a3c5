"""The lists of a stranger station: one of each community."""

from __future__ import annotations

from dataclasses import replace

from tools.strangers.facts import HouseholdFacts, Listed, RosterFacts
from tools.strangers.people import mask
from tools.strangers.scenario import AS_OF, Expected, Making


def listed(facts: HouseholdFacts) -> Listed:
    """The row of an archive as the list ought to have it."""
    person = facts.person
    return Listed(
        facts.number, person.name, person.sex, person.id_number, person.phone, person.address, "、".join(facts.category),
        facts.assessments[-1].grade, facts.worker,
    )  # fmt: skip


def _stranger(making: Making, at: int) -> Listed:
    """Somebody who is on the list only."""
    number, _ = making.household_number(at)
    person = making.crowd.someone(35, 57, AS_OF)
    return Listed(
        number, person.name, person.sex, person.id_number, person.phone, person.address, "低保", 4, "周敏仪"
    )


def add_rosters(making: Making, clean: bool) -> None:
    """Lists that agree with the archives, but for the defects."""
    station = making.station
    rosters = []
    for name, _ in station.communities:
        rows = [listed(h) for h in station.households if h.community == name]
        rosters.append(RosterFacts(name, rows, len(rows)))
    station.rosters = rosters
    first, second, third, fourth = rosters
    moved = replace(_stranger(making, 1), remark=making.rng.choice(("已迁出", "2025年2月迁出", "迁出本街")))
    second.rows.append(moved)
    station.near.append(("roster-archive-missing", moved.number))
    station.near.append(("roster-count-conflict", second.community))
    if clean:
        return
    second.printed_total = len(second.rows) + 2
    for at, roster in ((0, first), (2, third)):
        person = _stranger(making, at)
        roster.rows.append(person)
        station.expected.append(Expected("roster-archive-missing", "roster", (person.number, person.name)))
    for roster in (third, fourth):
        gone = _plain_row(making, roster)
        roster.rows.remove(gone)
        station.expected.append(
            Expected("roster-archive-extra", "household-archive", (gone.number, gone.name))
        )
    for roster in (first, fourth):
        station.expected.append(Expected("roster-count-conflict", "roster", (roster.community,)))
    station.near.append(("roster-count-conflict", third.community))
    for roster in (first, second):
        row = _plain_row(making, roster)
        other = replace(row, grade=row.grade - 1 if row.grade > 2 else row.grade + 1)
        roster.rows[roster.rows.index(row)] = other
        station.expected.append(Expected("roster-grade-conflict", "roster", (row.number, row.name)))
    # a former name under the same identity number is the same person
    row = _plain_row(making, second)
    second.rows[second.rows.index(row)] = replace(row, name=row.name[0] + "阿" + row.name[-1])
    station.near.append(("roster-archive-missing", row.number))
    station.near.append(("roster-archive-extra", row.number))
    for roster in rosters:
        if roster is not second:
            roster.printed_total = len(roster.rows)


def _plain_row(making: Making, roster: RosterFacts) -> Listed:
    """A row that carries no other expectation about the list, nor two archives of one person."""
    busy = {
        k
        for e in making.station.expected
        if e.rule.startswith(("roster", "archive-dup", "archive-cover"))
        for k in e.keys
    }
    busy |= {n for r, n in making.station.near if r.startswith("roster")} | {
        r.name for r in roster.rows if r.remark
    }
    return next(r for r in roster.rows if r.number not in busy and r.name not in busy and mask(r.name))
