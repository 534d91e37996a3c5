"""``report-figures``: what a report says of one quantity must agree, and its percentages, sums and levels must follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, Literal

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, not_checkable, passed
from auditor.engine.unread import contradicts
from auditor.forms.model import Reading
from auditor.records.model import IndicatorTable, Report
from auditor.records.report_amounts import Paragraph, taken_apart
from auditor.records.report_ballots import ballot_claims
from auditor.records.report_claims import Claim
from auditor.records.report_conflicts import FigureConflict, figure_conflicts, likely_slips
from auditor.records.report_figures import Statement, is_ahead, statements
from auditor.records.report_grids import grid_amounts, grid_claims
from auditor.records.report_levels import Bands, level_claims
from auditor.records.report_percents import percent_claims
from auditor.records.report_products import product_claims
from auditor.records.report_rates import rate_claims
from auditor.records.report_relations import relation_claims
from auditor.records.report_shares import share_claims
from auditor.records.report_sums import sum_claims
from auditor.records.report_tables import table_conflicts
from auditor.records.report_totals import total_claims
from auditor.records.report_twice import own_stretch, twice_told
from auditor.records.report_weights import weighed_tables
from auditor.values.figures import Passage

_EXCERPT = 120


class ReportFigures(SetCheck):
    """``about`` says what is looked at: figures given twice, percentages and sums, or scores with their levels."""

    check: Literal["report-figures"]
    records: Literal["report"] = "report"
    about: Literal["conflict", "percent", "level"]
    excellent: int | float | str = 90
    good: int | float | str = 80
    passing: int | float | str = 60

    facts: ClassVar[frozenset[str]] = frozenset({"what", "said", "right"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per contradiction, or one per report that has none."""
        for report in records.records(self.records):
            if not isinstance(report, Report):
                continue
            for outcome in self._look(report, context):
                outcome.subject = Subject(report.kind, report.id, report.district, report.community)
                yield outcome

    def _look(self, report: Report, context: RuleContext) -> Iterable[Outcome]:
        passages = report.passages
        if self.about == "conflict":
            conflicts = figure_conflicts(passages)
            told = {(id(item.passage), item.figure.start) for one in conflicts for item in one.statements}
            conflicts += [
                one
                for one in likely_slips(passages)
                if not any((id(item.passage), item.figure.start) in told for item in one.statements)
            ]
            yield from (_told(conflict) for conflict in conflicts)
            tables = [
                table
                for table in context.station.of_kind(IndicatorTable.kind)
                if isinstance(table, IndicatorTable) and table.place.path == report.place.path
            ]
            differing = table_conflicts(passages, tables) if tables else []
            shown = {_place(item) for one in conflicts for item in one.statements}
            shown |= {_place(item.statement) for item in differing}
            for item in differing:
                said = f"正文“{item.statement.words}”、表中“{item.shown}”"
                outcome = contradicts(_of(item.statement), item.row, what=item.quantity, said=said, right="")
                outcome.key = f"{item.quantity}（表）"
                yield outcome
            retold = [
                one
                for one in twice_told(_apart(passages), report.tables, own_stretch(passages))
                if not any(_place(item) in shown for item in one.statements)
            ]
            yield from (_told(one) for one in retold)
            if not conflicts and not differing and not retold:
                yield (
                    passed()
                    if any(statements(passage) for passage in passages)
                    else not_checkable("报告中没有可以比对的数量")
                )
            return
        if self.about == "percent":
            percents, looked = percent_claims(passages)
            sums, added = sum_claims(passages)
            rates, rated = rate_claims(passages)
            products, reckoned = product_claims(passages)
            paragraphs = _apart(passages)
            shares, linked = share_claims(paragraphs, grid_amounts(report.tables))
            ballots, voted = ballot_claims(paragraphs, grid_amounts(report.tables))
            relations, related = relation_claims(paragraphs)
            totals, totalled = total_claims(paragraphs)
            grids, gridded = grid_claims(report.tables)
            yield from _claims(
                _once([*percents, *rates, *sums, *products, *shares, *ballots, *relations, *totals, *grids]),
                looked + added + rated + reckoned + linked + voted + related + totalled + gridded,
            )
            return
        bands = Bands(
            *(Decimal(str(context.number(limit))) for limit in (self.excellent, self.good, self.passing))
        )
        levels, levelled = level_claims(passages, bands)
        weighed, reckoned = weighed_tables(report.tables, passages)
        yield from _claims([*levels, *weighed], levelled + reckoned)


def _apart(passages: list[Passage]) -> list[Paragraph]:
    """Return the paragraphs with figures, without those on what is to come."""
    return [made for passage in passages if not is_ahead(passage) and (made := taken_apart(passage))]


def _place(statement: Statement) -> tuple[int, int]:
    """Return paragraph and figure of a statement."""
    passage = statement.passage
    return id(passage.source if passage.source is not None else passage), statement.figure.start


def _told(conflict: FigureConflict) -> Outcome:
    """Return what says that one quantity is told with several values."""
    values = "、".join(dict.fromkeys(f"“{item.words}”" for item in conflict.statements))
    what = f"{conflict.scope}{conflict.quantity}"
    readings = [_of(item) for item in conflict.statements]
    facts: dict[str, Any] = {"what": what, "said": values, "right": ""}
    unclear = "" if conflict.sure else "两处说的可能是同一数量"
    outcome = contradicts(*readings, unclear=unclear, **facts)
    outcome.key = what
    return outcome


def _once(claims: list[Claim]) -> list[Claim]:
    """One percentage is wrong once, however it was recomputed."""
    seen: set[tuple[int, str]] = set()
    kept = []
    for claim in claims:
        source = id(claim.passage.source) if claim.passage.source is not None else id(claim.passage)
        percent = claim.fault == "percent"
        shown = claim.what.rpartition("写为")[2] if percent else claim.why.rpartition("为")[2]
        if (source, shown) not in seen:
            seen.add((source, shown))
            kept.append(claim)
    return kept


def _claims(claims: list[Claim], looked: int) -> Iterable[Outcome]:
    for claim in claims:
        reading = _reading(claim.passage, claim.passage.text)
        facts: dict[str, Any] = {"what": claim.what, "said": claim.what, "right": claim.why}
        open_to = "分项可能未列全或有重叠" if claim.fault == "sum" else "指标量可能按半年折算"
        outcome = contradicts(reading, unclear="" if claim.sure else open_to, **facts)
        outcome.key = claim.what
        yield outcome
    if not claims:
        yield passed() if looked else not_checkable("报告中没有可以核算的数字")


def _of(statement: Statement) -> Reading:
    """Return the paragraph of a statement, cut to the sentence that gives the figure."""
    text = statement.passage.text
    number = f"{statement.figure.value.normalize():f}"
    at = text.find(number)
    return _reading(
        statement.passage, text[max(0, at - 60) : at + 60] if at >= 0 and len(text) > _EXCERPT else text
    )


def _reading(passage: Passage, text: str) -> Reading:
    source = passage.source
    if isinstance(source, Reading):
        return replace(source, raw=text)
    return Reading(text, text)
