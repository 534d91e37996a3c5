"""A document's forms: recognised, with their fields located, and its labels and ticks whatever the form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from auditor.forms.approvals import read_approvals
from auditor.forms.card_rows import set_cards_into_rows
from auditor.forms.cards import set_into_rows
from auditor.forms.claims import claim_blocks
from auditor.forms.column_types import name_columns
from auditor.forms.company import settle_by_company
from auditor.forms.doubt import doubt_phones
from auditor.forms.header_fit import fit_layout, fit_year
from auditor.forms.household_ledgers import SCORE as LEDGER_SCORE
from auditor.forms.household_ledgers import fit_ledger, sister_papers
from auditor.forms.joint_titles import is_later, second_form
from auditor.forms.label_fit import evidence_of, fit_labels, hear, words_of
from auditor.forms.layout import Item, Layout, name_parties
from auditor.forms.letters import letter_of
from auditor.forms.lines import MAYBE, join_broken_label, read_line
from auditor.forms.lists_by_place import lists_by_place
from auditor.forms.load import FormSet
from auditor.forms.locate import fill_fields
from auditor.forms.model import FilledForm, Pair, TickReading, Unclaimed
from auditor.forms.own_words import heads_meant, tells_own, with_heads
from auditor.forms.pairs import read_table
from auditor.forms.paragraphs import split_report
from auditor.forms.periods import period_of, year_in
from auditor.forms.preferences import (
    ACCEPT,
    MOSTLY,
    prefer_case,
    prefer_cases_guardian,
    prefer_client,
    prefer_content,
    prefer_labels,
    prefer_own_table,
    same_part,
)
from auditor.forms.readings import make_reading
from auditor.forms.recognise import layout_keys, match_title, score_by_cues
from auditor.forms.rejoin import goes_on, joined, settle_by_name
from auditor.forms.role_rows import set_role_rows_as_items
from auditor.forms.row_days import years_told
from auditor.forms.rows import fill_rows
from auditor.forms.segments import cut_segments
from auditor.forms.several_papers import (
    BY_HEADER,
    MAX_TEXT,
    blocks_of_others,
    one_after_another,
    papers_of_others,
    papers_of_rows,
)
from auditor.forms.side_by_side import set_below_each_other
from auditor.forms.stacked import OF_A_CLIENT, name_client
from auditor.forms.stretches import Piece, Segment
from auditor.forms.tables_of_lines import set_columns, set_entries, set_log
from auditor.forms.ticks import has_boxes, read_options
from auditor.forms.told_in_columns import tell_from_columns
from auditor.forms.turned_tables import turned
from auditor.forms.unclaimed import unclaimed_of
from auditor.pages.model import Document, Line, Place, Table

_YEAR_ALONE = re.compile(r"(?<!\d)20\d{2}\s*年(?!\s*\d{1,2}\s*月)")
_YEAR_OF_FILE = re.compile(r"(?<!\d)20\d{2}年")
_BY_LABELS = 0.75
"""Score of a form told by the labels on the paper."""
_NEARLY_ALL = 0.7
_WHOLE_LIST = 0.9
"""How far a list's own columns go where a file's name names the list, and how much of what is printed they must be."""
_AS_LIKELY = 0.05
_NO_CUE = 0.04
"""What a form loses none of whose cues stands on the paper."""
_MAX_PAIRS = 20_000
_SHORT_LINE = 40
"""Lines up to this length may name the year of the tables below them."""


@dataclass(slots=True)
class ReadForms:
    """What was found in one document."""

    forms: list[FilledForm] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    ticks: list[TickReading] = field(default_factory=list)
    unrecognised_title: str = ""
    """Where no form was recognised: what looks like the paper's title, for the message."""
    unclaimed: list[Unclaimed] = field(default_factory=list)


def fill_forms(document: Document, forms: FormSet) -> ReadForms:
    """Recognise the forms of a document and read their fields.

    Args:
        document: pages as a reader returned them.
        forms: the forms that this run knows.

    Returns:
        Filled forms in reading order; pairs and ticks of the whole document, also where no form was recognised.
    """
    result = ReadForms()
    report = split_report(document, forms)
    if report is not None:
        result.forms.append(report.form)
        document = report.rest
    stretches = [
        (segment, _read_layout(segment, forms, document))
        for segment in lists_by_place(cut_segments(document, forms), forms)
    ]
    for segment, layout in stretches:
        _recognise(segment, layout, forms, document)
    stretches = _rejoined(stretches, forms, document)
    settle_by_name([segment for segment, _ in stretches])
    settle_by_company([segment for segment, _ in stretches], forms)
    for segment, first in stretches:
        settled = segment.form and segment.score >= ACCEPT
        layout = _hear_again(segment, first, forms, document) if settled else first
        _collect(layout, result)
        if segment.form and segment.score >= ACCEPT:
            filled = _fill(segment, layout, forms, document, result.unclaimed)
            other = second_form(segment.title, segment.form, layout, forms)
            if other:
                twin = replace(segment, form=other)
                more = _fill(twin, layout, forms, document, [])
                earlier = filled if is_later(other, segment.form, forms) else more
                for form in earlier:
                    form.approvals = []
                filled += more
            result.forms += filled
        elif not result.unrecognised_title and layout.items:
            result.unrecognised_title = segment.title or segment.first_line
        if not segment.form or segment.score < ACCEPT:
            result.unclaimed += unclaimed_of(segment, layout, forms.vocabulary, document, None)
    if not result.forms and not result.unrecognised_title:
        result.unrecognised_title = next(
            (line.text.strip()[:60] for page in document.pages for line in page.lines() if line.text.strip()),
            "",
        )
    if result.forms:
        result.unrecognised_title = ""
    return result


def _rejoined(
    stretches: list[tuple[Segment, Layout]], forms: FormSet, document: Document
) -> list[tuple[Segment, Layout]]:
    """Return the stretches with those that a page break alone cut from the paper before them put back."""
    if not any(segment.by_page for segment, _ in stretches):
        return stretches
    whole: list[tuple[Segment, Layout]] = []
    for segment, layout in stretches:
        if whole and goes_on(*whole[-1], segment, layout, forms):
            paper = joined(whole[-1][0], segment)
            everything = _read_layout(paper, forms, document)
            _recognise(paper, everything, forms, document)
            whole[-1] = paper, everything
        else:
            whole.append((segment, layout))
    return whole


def _read_layout(segment: Segment, forms: FormSet, document: Document) -> Layout:
    layout = Layout()
    sheet = document.kind == "sheet"
    if document.kind == "pdf":
        set_columns(segment, forms)
    period = year_in(segment.title, *segment.names)
    if not period.year:
        period = year_in(*_YEAR_OF_FILE.findall(document.path))
    set_entries(segment, forms)
    set_log(segment, forms)
    letter = letter_of(segment, forms)
    for number, piece in enumerate(segment.pieces, 1):
        block = piece.block
        following = segment.pieces[number].block if number < len(segment.pieces) else None
        if isinstance(block, Line) and isinstance(following, Line) and block.role is following.role:
            moved = join_broken_label(block.text.rstrip(), following.text, forms.vocabulary)
            if moved:
                kept = block.text.rstrip()
                segment.pieces[number] = Piece(
                    replace(following, text=kept[-moved:] + following.text), piece.page
                )
                block = replace(block, text=kept[:-moved])
        if isinstance(block, Line):
            if (named := period_of(block.text)) is not None:
                period = period.below(named)
            elif not period.year and len(block.text) <= _SHORT_LINE:
                period = year_in(*_YEAR_ALONE.findall(block.text))
            if letter is None or not letter.read(block, layout, document.path, piece.page, number):
                read_line(block, forms.vocabulary, layout, document.path, piece.page, number)
        else:
            layout.open_item = None
            read_table(
                block,
                forms.vocabulary,
                layout,
                document.path,
                piece.page,
                sheet=sheet,
                rows=piece.rows,
                period=period,
            )
    set_role_rows_as_items(layout, forms.vocabulary)
    set_cards_into_rows(layout, forms.vocabulary.book.roles)
    for rows in layout.blocks:
        set_below_each_other(rows)
        name_columns(rows, forms.vocabulary)
    name_parties(layout)
    layout.items = [
        i for i in layout.items if i.confidence > MAYBE or i.value.text.strip("_ \n　") or i.value.inks
    ]
    return layout


def _hear_again(segment: Segment, layout: Layout, forms: FormSet, document: Document) -> Layout:
    """Read a paper once more where its form's own expressions tell of tables that the shared words left unread."""
    entry = forms.index[segment.form]
    claimed = claim_blocks(entry, layout, forms.vocabulary, segment.title)
    wanted = [name for name, words in entry.column_words.items() if words and name not in claimed]
    seen = (turned(segment, entry, wanted, forms) if wanted else None) or segment
    heads = heads_meant(seen, layout, entry, wanted, forms)
    if not heads and seen is segment:
        return layout
    return _read_layout(seen, with_heads(forms, heads) if heads else forms, document)


def _recognise(segment: Segment, layout: Layout, forms: FormSet, document: Document) -> None:
    """Settle the segment's form from its title, its labels, and as weak hints the sheet's and the file's names."""
    keys = layout_keys(layout)
    cues = {form: (score, met) for form, score, met in score_by_cues(keys, forms)}
    options: dict[str, float] = {}
    for form, score in segment.options:
        share, met = cues.get(form, (0.0, 0))
        bonus = 0.12 * share if met >= 2 else 0.0
        if not met and score < ACCEPT + _NO_CUE and tells_own(segment, layout, forms.index[form], forms):
            met = 1
        options[form] = max(
            options.get(form, 0.0),
            min(1.0, score + bonus - (_NO_CUE if forms.index[form].cues and not met else 0.0)),
        )
    prefer_client(options, layout, forms)
    if max(options.values(), default=0.0) < ACCEPT:
        where, named = PurePosixPath(document.path), " ".join([segment.title, *segment.names])
        said = hear(words_of(layout), forms, named, f"{where.parent.name} {where.stem}")
        hints = [(name, 0.74) for name in segment.names] + [(where.stem, 0.70)]
        for name, worth in hints:
            title = match_title(name, forms)
            if title is None:
                continue
            for form, score in title.others:
                share, met = cues.get(form, (0.0, 0))
                if met >= 2 or (met and share >= 0.3) or said.covered(form) >= MOSTLY:
                    covered = said.covered(form)
                    whole = covered >= _NEARLY_ALL and any(
                        all(said.heads & choices for choices in required)
                        for required in evidence_of(forms).lists.get(form, [])
                    )
                    sure = max(share, _WHOLE_LIST if whole else covered - 0.2)
                    options[form] = max(options.get(form, 0.0), min(0.95, worth * score + 0.2 * sure))
        lists = evidence_of(forms).lists
        for form, (share, met) in cues.items():
            heads = lists.get(form, [[]])
            if met >= 3 and any(all(said.heads & choices for choices in required) for required in heads):
                options[form] = max(options.get(form, 0.0), 0.45 + 0.4 * share)
        labels = fit_labels(said, forms, named)
        header = fit_layout(layout, forms, named)
        if labels is not None and (header is None or not same_part(labels.form, header.form, forms)):
            options[labels.form] = max(
                options.get(labels.form, 0.0), min(_BY_LABELS + 0.05 * labels.margin, 0.86)
            )
        if header is not None:
            options[header.form] = max(
                options.get(header.form, 0.0), min(BY_HEADER + 0.05 * header.margin, 0.86)
            )
        if _unsettled(options) and (ledger := fit_ledger(layout, forms, named)):
            options[ledger] = max(*options.values(), LEDGER_SCORE) + _AS_LIKELY
    else:
        prefer_own_table(options, layout, forms)
        prefer_case(options, keys)
        prefer_labels(options, layout, forms, segment)
    if options:
        prefer_cases_guardian(options, segment, document)
        prefer_content(options, keys, forms, layout, " ".join([segment.title, *segment.names]))
    ranked = sorted(options.items(), key=lambda pair: -pair[1])
    if not ranked:
        return
    segment.ranked = ranked
    segment.form, segment.score = ranked[0]
    rival = next((score for form, score in ranked if not same_part(form, ranked[0][0], forms)), 0.0)
    segment.margin = ranked[0][1] - rival
    year = next((fit for block in layout.blocks if (fit := fit_year(block, forms)) is not None), None)
    if year is not None and same_part(year.form, segment.form, forms):
        segment.form = year.form
    if not segment.options and segment.margin < _AS_LIKELY and len(ranked) > 1:
        segment.score = min(segment.score, ACCEPT - 0.01)


def _unsettled(options: dict[str, float]) -> bool:
    """Tell whether no form is likely enough, or two are as likely."""
    ranked = sorted(options.values(), reverse=True)
    return not ranked or ranked[0] < ACCEPT or (len(ranked) > 1 and ranked[0] - ranked[1] < _AS_LIKELY)


def _fill(
    segment: Segment, layout: Layout, forms: FormSet, document: Document, unclaimed: list[Unclaimed]
) -> list[FilledForm]:
    entry = forms.index[segment.form]
    spec = entry.spec
    set_into_rows(entry, layout, forms.vocabulary)
    claimed = claim_blocks(entry, layout, forms.vocabulary, " ".join([segment.title, *segment.names]))
    blocks = {id(block) for pairs in claimed.values() for block, _ in pairs}
    others = blocks_of_others(segment, layout, forms, blocks)
    theirs = {id(block) for block, _ in others}
    numbers = {number for number, block in enumerate(layout.blocks) if id(block) in blocks | theirs}
    place = segment.place(document)
    fields = fill_fields(entry, layout, forms, numbers, segment.title, place)
    tell_from_columns(entry, layout, numbers, fields, forms)
    rows = fill_rows(
        entry,
        claimed,
        forms.vocabulary,
        " ".join(
            [segment.title, *segment.names, *_YEAR_OF_FILE.findall(document.path), *years_told(layout.items)]
        ),
    )
    if segment.client is not None and spec.record in OF_A_CLIENT:
        name_client(spec, fields, rows, segment.client, place)
    text = segment.text(MAX_TEXT)
    doubt_phones(spec, fields, rows, layout, claimed, text)
    form = FilledForm(
        spec.id,
        round(min(1.0, segment.score), 3),
        place,
        segment.title,
        round(max(0.0, segment.margin), 3),
        fields,
        rows,
        read_approvals(layout, forms.vocabulary, numbers) if spec.approvals else [],
        text,
    )
    if not rows and (several := one_after_another(entry, form, layout, forms, numbers)):
        everything = replace(form, rows={"papers": [paper.fields for paper in several]})
        unclaimed += unclaimed_of(segment, layout, forms.vocabulary, document, everything)
        return several
    further = papers_of_others(segment, forms, others, fields)
    held = replace(form, rows={**rows, "others": [paper.fields for paper in further]}) if further else form
    unclaimed += unclaimed_of(segment, layout, forms.vocabulary, document, held)
    named = " ".join([segment.title, *segment.names])
    return [
        *papers_of_rows(entry, form),
        *further,
        *(sister_papers(form, layout, forms, named, blocks) if rows else ()),
    ]


def _collect(layout: Layout, result: ReadForms) -> None:
    for item in layout.items:
        if len(result.pairs) >= _MAX_PAIRS:
            return
        reading = make_reading("text", item.value, item.label_text, item.confidence)
        result.pairs.append(
            Pair(
                item.label_text.strip(),
                reading.raw,
                reading.mark,
                item.value.place,
                item.label_place,
                item.confidence,
            )
        )
        _ticks(item, result)


def _ticks(item: Item, result: ReadForms) -> None:
    if not has_boxes(item.value.text):
        return
    for option in read_options(item.value.text):
        result.ticks.append(
            TickReading(
                item.label_text.strip(), option.text, option.ticked, item.value.place, item.confidence
            )
        )


__all__ = ["ACCEPT", "Piece", "Place", "ReadForms", "Table", "fill_forms"]
