"""The vocabulary exam counts right: what is understood, overlooked, misunderstood, and by whom a word may be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from tools.strangers.docx_writer import docx_bytes
from tools.strangers.words.__main__ import rate
from tools.strangers.words.drawing import ARRANGEMENTS, changed, draw_paper
from tools.strangers.words.exam import Answer, Question, controls, judge, paper_of, questions
from tools.strangers.words.people import Printed
from tools.strangers.words.tables import Entry, entries, half_of, kinds


def reading(value, raw=None, mark="typed", choices=()):
    text = str(value) if raw is None else raw
    return SimpleNamespace(value=value, raw=text, mark=mark, answered=bool(text), choices=choices)


def read(form, fields=None, rows=None, approvals=()):
    return SimpleNamespace(
        forms=[SimpleNamespace(form=form, fields=fields or {}, rows=rows or {}, approvals=list(approvals))]
    )


def ask(part, kind, key, also=(), means=None):
    entry = Entry(part, "list", ((kind, key),), ("词",), also=also, means=means)
    return Question(entry, "词", kind, key, "beside", "tune")


NAME = Printed("text", "陈小明", "陈小明")


def test_a_title_is_understood_unknown_or_taken_for_another():
    question = ask("title", "case-cover", "")
    assert judge(question, read("case-cover"), None).outcome == "right"
    assert judge(question, read("case-plan"), None).outcome == "other form"
    assert judge(question, SimpleNamespace(forms=[]), None).outcome == "no form"


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"client.name": reading("陈小明")}, "right"),
        ({}, "lost"),
        ({"worker": reading("陈小明")}, "wrong"),
        ({"client.name": reading("李四")}, "wrong"),
        ({"client.name": reading(None, "", mark="blank")}, "lost"),
        ({"relative.name": reading("陈小明")}, "right"),
    ],
)
def test_a_label_brings_its_value_or_not(fields, outcome):
    question = ask("label", "case-cover", "client.name", also=("relative.*",))
    assert judge(question, read("case-cover", fields), NAME).outcome == outcome


def test_a_column_may_come_out_as_one_paper_a_row():
    question = ask("label", "archive-contact-log", "contacts[].client.name")
    assert judge(question, read("archive-visit", {"client.name": reading("陈小明")}), NAME).outcome == "right"
    rows = {"contacts": [{"client.name": reading("陈小明")}]}
    assert judge(question, read("archive-contact-log", rows=rows), NAME).outcome == "right"
    assert judge(question, read("archive-visit", {"worker": reading("陈小明")}), NAME).outcome == "wrong"


def test_an_approval_of_the_wrong_role_is_wrong():
    opinion = Printed("text", "同意。", "同意。")
    question = ask("label", "case-plan", "approval.supervisor.opinion")
    for role, outcome in (("supervisor", "right"), ("deputy_head", "wrong")):
        got = read("case-plan", approvals=[{"role": reading(role), "opinion": reading("同意。")}])
        assert judge(question, got, opinion).outcome == outcome


@pytest.mark.parametrize(
    ("value", "raw", "wanted", "outcome"),
    [
        (("call",), "致电", "call", "right"),
        (("visit",), "致电", "call", "wrong"),
        (None, "致电", "call", "lost"),
        (("致电",), "致电", "call", "lost"),
        (("较差",), "脏", "差|较差", "right"),
        (None, "不详", "none", "right"),
        ("13800000000", "不详", "none", "wrong"),
        (date(2024, 12, 5), "24.12.5", date(2024, 12, 5), "right"),
        (3, "三", 3, "right"),
    ],
)
def test_an_answer_means_what_it_says(value, raw, wanted, outcome):
    question = replace(ask("answer", "archive-visit", "method", means=wanted), word=raw)
    got = read("archive-visit", {"method": reading(value, raw)})
    assert judge(question, got, Printed("means", raw, wanted)).outcome == outcome


def test_the_figures_add_up():
    question = ask("title", "case-cover", "")
    answers = [Answer(question, o) for o in ("right", "right", "lost", "wrong", "other form")]
    figures = rate(answers)
    assert (figures["n"], figures["recall"], figures["error"]) == (5, 0.4, 0.4)


def test_the_halves_share_no_word_and_stay_as_they_are():
    tune = {(q.entry.part, q.entry.name.split(" = ")[0], q.word) for q in questions("tune")}
    judged = {(q.entry.part, q.entry.name.split(" = ")[0], q.word) for q in questions("judge")}
    assert not tune & judged
    assert 0.45 < len(tune) / (len(tune) + len(judged)) < 0.55
    assert half_of("title", "case-cover", "个案封面") == half_of("title", "case-cover", "个案封面")


def test_no_list_says_a_word_twice_and_every_place_exists():
    for entry in entries():
        assert len(set(entry.words)) == len(entry.words), entry.name
        for kind, key in entry.places:
            assert kind in kinds(), (entry.name, kind)
            if key and kinds()[kind].line(key) is None:
                assert entry.value, (entry.name, key)


def test_one_answer_never_stands_under_two_meanings():
    said: dict[tuple[str, str], str] = {}
    for entry in entries():
        if entry.part == "answer":
            for word in entry.words:
                before = said.setdefault((entry.name.split(" = ")[0], word), entry.name)
                assert before == entry.name, (word, before, entry.name)


def test_every_paper_can_be_drawn_and_only_the_asked_word_changes():
    for question in list(questions("tune"))[::37] + list(controls())[::19]:
        drawing, value = paper_of(question)
        assert docx_bytes(drawing) == docx_bytes(paper_of(question)[0])
        assert (value is None) == (question.entry.part == "title")
    kind = kinds()["case-cover"]
    other = changed(kind, "client.name", "案主", "")
    assert [x.label for x in other.lines if x not in kind.lines] == ["案主"]
    assert [x.value for x in other.lines] == [x.value for x in kind.lines]
    with pytest.raises(ValueError, match="does not say"):
        changed(kind, "mother.phone", "母亲电话", "")


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_each_row_of_a_drawn_form_is_as_wide_as_the_others(arrangement):
    for kind in kinds().values():
        for piece in draw_paper(kind, kind.title, arrangement, 5).drawing.pieces:
            if hasattr(piece, "rows"):
                assert len({sum(c.cols for c in row) for row in piece.rows}) == 1, kind.name


def test_a_question_keeps_its_paper_when_lists_grow():
    question = next(questions("tune"))
    entry = replace(question.entry, words=(*question.entry.words, "新词"))
    assert replace(question, entry=entry).seed == question.seed
