"""Which of the likely forms the content of a paper prefers: its columns, its labels, whom it is about."""

from __future__ import annotations

import re

from auditor.forms.household_ledgers import fit_ledger
from auditor.forms.item_lines import keeps_items
from auditor.forms.label_fit import evidence_of, fit_labels, hear, words_of
from auditor.forms.layout import Layout
from auditor.forms.load import FormSet
from auditor.forms.registers import ITEM, REGISTER, register_columns
from auditor.forms.stretches import Segment
from auditor.pages.model import Document
from auditor.values.names import looks_like_name

ACCEPT = 0.72
"""Score from which a form counts as recognised."""
NEAR = 0.1
"""Scores nearer than this are told apart by the other papers of the file."""
MOSTLY = 0.6
"""Share of a paper's labels that a form must have where only a file's or a sheet's name names it."""
_FITS_BETTER = 0.3
"""How much more of a table's columns another list of the same kind of record must have, to be taken for the one that the title names."""
_FULLY_NAMED = 0.9
"""Score from which a title names a form by all its words."""
_CLEARLY = 0.8
"""How much further ahead labels must be that outvote a title."""
_LEAST_SCORED = 2
_CONSENTS = ("volunteer-consent", "case-consent")
_OF_A_CASE = re.compile(r"个案|案主|案号")
_OF_VOLUNTEERS = re.compile(r"志愿|义工")
_LOOKED_AT = 4_000
_COVERS = ("archive-cover", "case-cover")
_OF_THE_STATION = frozenset({"needs-survey", "service-plan", "report"})
"""Records that are about many people and name no single client."""
_CLIENT = "client.name"
_OF_A_CLIENT = "case-intake"
"""A form that knows the labels of a client's name."""
_NUMBER_OF_CASE = "个案编号"
_OF_CASES = frozenset({"个案类型", "个案类别", "开案日期", "结案日期"})
_OF_HOUSEHOLDS = frozenset({"户主", "户主姓名", "档案编号", "建档日期"})


def prefer_own_table(options: dict[str, float], layout: Layout, forms: FormSet) -> None:
    """Let the columns choose between the papers of one kind of record: 收支情况表 may be a ledger or an overview of funds."""
    best = max(options, key=lambda form: options[form])
    lists = evidence_of(forms).lists
    if not any(len(block.rows) > 1 for block in layout.blocks):
        return
    said = hear(words_of(layout), forms)
    record = forms.forms[best].record
    if best not in lists:
        # a paper about one person and a list of such papers may bear one title: 满意度调查记录表 over twenty rows is a list
        for form, score in options.items():
            if (
                form in lists
                and forms.forms[form].record == record
                and score >= options[best] - NEAR
                and any(len(block.rows) > _LEAST_SCORED for block in layout.blocks)
                and any(all(said.heads & choices for choices in required) for required in lists[form])
            ):
                options[best] = min(options[best], score - NEAR)
        return
    for form in lists:
        if (
            form != best
            and forms.forms[form].record == record
            and said.covered(form) >= max(MOSTLY, said.covered(best) + _FITS_BETTER)
            and any(all(said.heads & choices for choices in required) for required in lists[form])
        ):
            options[form] = max(options.get(form, 0.0), options[best])
            options[best] = min(options[best], ACCEPT - 0.01)
            return


def prefer_client(options: dict[str, float], layout: Layout, forms: FormSet) -> None:
    """Let a paper that names its client be no survey or plan of the station, and one that names none rather be so.

    A client's assessment is often titled as a survey of many people's needs is (服务需求评估报告).
    """
    if not options:
        return
    likely = max(options.values())
    if _names_client(layout, forms):
        for form, score in options.items():
            if forms.forms[form].record in _OF_THE_STATION:
                options[form] = min(score, ACCEPT - 0.01)
    elif any(
        forms.forms[form].record in _OF_THE_STATION for form, score in options.items() if score == likely
    ):
        for form, score in options.items():
            if score == likely and forms.forms[form].record not in _OF_THE_STATION:
                options[form] = score - 0.01


def _names_client(layout: Layout, forms: FormSet) -> bool:
    keys = forms.index[_OF_A_CLIENT].field_keys[_CLIENT]
    return any(
        item.label is not None
        and item.label.key in keys
        and item.context in ("", "client")
        and looks_like_name(item.value.text.strip())
        for item in layout.items
    )


def prefer_cases_guardian(options: dict[str, float], segment: Segment, document: Document) -> None:
    """Take a guardian's paper (监护人授权书) that speaks of a case and of no volunteer for that case's consent."""
    volunteers, cases = _CONSENTS
    score = options.get(volunteers, 0.0)
    if score < ACCEPT or score < max(options.values()):
        return
    text = f"{document.path}\n{segment.title}\n{segment.text(_LOOKED_AT)}"
    if _OF_A_CASE.search(text) and not _OF_VOLUNTEERS.search(text):
        options[cases] = max(options.get(cases, 0.0), score)
        options[volunteers] = ACCEPT - 0.01


def prefer_labels(options: dict[str, float], layout: Layout, forms: FormSet, segment: Segment) -> None:
    """Let labels that clearly tell another form outvote a title that names a form only by some of its words."""
    best = max(options, key=lambda form: options[form])
    if options[best] >= _FULLY_NAMED:
        return
    scored = _form_of_scores(layout, forms) if not keeps_items(forms.index[best]) else ""
    if scored:
        options[scored] = max(options.get(scored, 0.0), options[best])
        options[best] = min(options[best], ACCEPT - 0.01)
        return
    said = hear(words_of(layout), forms, " ".join([segment.title, *segment.names]))
    labels = fit_labels(said, forms, segment.title)
    if (
        labels is not None
        and not same_part(labels.form, best, forms)
        and labels.covered >= MOSTLY + 0.1
        and labels.margin >= _CLEARLY
        and labels.covered >= said.covered(best) + _FITS_BETTER
    ):
        options[labels.form] = max(options.get(labels.form, 0.0), options[best])
        options[best] = min(options[best], ACCEPT - 0.01)


def _form_of_scores(layout: Layout, forms: FormSet) -> str:
    """Return the form of which a table with a row for each household gives the points of several items, or ""."""
    for block in layout.blocks:
        if len(block.rows) < _LEAST_SCORED or len(block.headers) < _LEAST_SCORED:
            continue
        for form, entry in forms.index.items():
            if REGISTER not in entry.column_keys or not keeps_items(entry):
                continue
            columns = register_columns(
                block, entry.column_keys[REGISTER], entry.column_keys, "", forms.vocabulary
            )
            points = [
                key for key in columns or () if key.startswith(ITEM) and key.endswith((".score", ".both"))
            ]
            if len(points) >= _LEAST_SCORED:
                return form
    return ""


def prefer_case(options: dict[str, float], keys: set[str]) -> None:
    """Take 档案封面 over the labels of a case (个案编号, 开案日期) for the cover of that case, and not of a household."""
    household, case = _COVERS
    if household in options and _NUMBER_OF_CASE in keys and keys & _OF_CASES and not keys & _OF_HOUSEHOLDS:
        options[case] = max(options.get(case, 0.0), options[household])
        options[household] = min(options[household], ACCEPT - 0.01)


_INTAKE, _REGISTRATION = "case-intake", "archive-registration"
_LISTS = "roster"
_OF_PAPERS = re.compile(r"封面|首页|扉页|基本信息|基础信息|基本情况")
"""Words of a title that make a table with a row a household hold its papers, and no list of who has any."""
_SURVEY, _ASSESSMENT = "needs-survey", "case-assessment"
_PERSON = ("client.sex", "client.birth_date", "client.id_number", "client.address", "client.age")
_TOLD_AT_INTAKE = ("source", "problem", "event")
_LIVES = ("category", "living_status", "living_environment", "housing", "income", "self_care", "health")
_LEAST_FACTS = 2


def prefer_content(
    options: dict[str, float], keys: set[str], forms: FormSet, layout: Layout, title: str
) -> None:
    """Let what a paper asks for decide where its title fits two kinds of paper.

    Who the client is, where he comes from and what he asks for is an intake, though a 个案登记表 may be a cover; who somebody
    is and how he lives is a registration, though an 入户表 may be a visit.
    """
    best = max(options, key=lambda form: options[form])
    if best in _COVERS and _INTAKE in forms.index:
        told = _asked(keys, _TOLD_AT_INTAKE, _INTAKE, forms)
        if (
            told
            and _asked(keys, _PERSON, _INTAKE, forms) >= _LEAST_FACTS
            and (best == _COVERS[1] or told >= _LEAST_FACTS)
        ):
            _take_instead(options, best, _INTAKE)
    elif forms.forms[best].record == _LISTS and _OF_PAPERS.search(title):
        ledger = fit_ledger(layout, forms, title)
        if ledger:
            _take_instead(options, best, ledger)
    elif best == _SURVEY and _ASSESSMENT in forms.index:
        named = forms.index[_ASSESSMENT].field_keys.get("client.name", frozenset())
        if keys & named:
            _take_instead(options, best, _ASSESSMENT)  # of one client, whatever it is called
    elif forms.forms[best].part == "contacts" and _REGISTRATION in forms.index:
        own = forms.index[best]
        told = bool(keys & own.field_keys.get("narrative", frozenset()))
        identified = bool(keys & forms.index[_REGISTRATION].field_keys.get("client.id_number", frozenset()))
        if identified and not told and _asked(keys, _LIVES, _REGISTRATION, forms) >= _LEAST_FACTS:
            _take_instead(options, best, _REGISTRATION)


def _asked(keys: set[str], fields: tuple[str, ...], form: str, forms: FormSet) -> int:
    """Return how many of some fields of a form a paper asks for."""
    plain = forms.vocabulary.plain_of(frozenset(keys))
    known = forms.index[form].field_keys
    return sum(bool(plain & forms.vocabulary.plain_of(known.get(field, frozenset()))) for field in fields)


def _take_instead(options: dict[str, float], old: str, new: str) -> None:
    options[new] = max(options.get(new, 0.0), options[old])
    options[old] = min(options[old], ACCEPT - 0.01)


def same_part(first: str, second: str, forms: FormSet) -> bool:
    """Tell whether two forms fill the same part of the same kind of record."""
    one, other = forms.forms[first], forms.forms[second]
    return (one.record, one.part) == (other.record, other.part)
