"""Archives one after another in a file: each paper is that client's whose number and name stand last above it."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def owners(forms: FormSet, *blocks: object) -> list[tuple[str, object, object]]:
    def said(form: FilledForm, key: str) -> object:
        return form.fields[key].value if key in form.fields else None

    found = fill_forms(document(*blocks), forms).forms
    return [(form.form, said(form, "number"), said(form, "client.name")) for form in found]


def together(day: str) -> list[str]:
    return ["协同服务记录", "协同单位：居委会　协同内容：转介低保", f"协同日期：{day}"]


def visit(day: str) -> list[object]:
    return [table([[("入户探访记录表", 2)], ["探访日期", day], ["探访内容", "血压平稳，服药规律。"]])]


BOTH = [("K-001", "王小满"), ("K-002", "李大山")]


def test_a_heading_and_a_line_of_number_and_name(forms: FormSet) -> None:
    blocks: list[object] = []
    for place, (number, name) in enumerate(BOTH, 1):
        blocks += [f"第{place}户　{name}", f"档案编号：{number}　户主：{name}　级别：3级"]
        blocks += [*visit("2025年3月2日"), *together("2025年3月5日")]
    assert owners(forms, *blocks) == [
        (form, number, name) for number, name in BOTH for form in ("archive-visit", "archive-collaboration")
    ]


def test_a_line_of_number_and_name_without_a_heading(forms: FormSet) -> None:
    blocks: list[object] = []
    for number, name in BOTH:
        blocks += [f"姓名：{name}　　档案号：{number}", *together("2025年3月5日"), *visit("2025年3月2日")]
    assert owners(forms, *blocks) == [
        (form, number, name) for number, name in BOTH for form in ("archive-collaboration", "archive-visit")
    ]


def test_a_heading_that_names_the_client_after_one_with_a_number(forms: FormSet) -> None:
    blocks = [
        *("第1户：王小满", "档案编号：K-001　户主：王小满", *together("2025年3月5日")),
        *("第2户：李大山", *together("2025年4月5日")),
    ]
    assert owners(forms, *blocks) == [
        ("archive-collaboration", "K-001", "王小满"),
        ("archive-collaboration", None, "李大山"),
    ]


def test_the_same_client_again_begins_nothing(forms: FormSet) -> None:
    line = "档案编号：K-001　户主：王小满"
    one = [line, *together("2025年3月5日"), line, "协同社工：李念"]
    assert owners(forms, *one) == [("archive-collaboration", "K-001", "王小满")]


def test_a_paper_with_another_name_of_its_own_keeps_it(forms: FormSet) -> None:
    blocks = [
        *("档案编号：K-001　户主：王小满", *together("2025年3月5日")),
        *("档案编号：K-002　户主：李大山", *together("2025年4月5日")),
        table([[("入户探访记录表", 2)], ["姓名", "周美玉"], ["探访日期", "2025年3月2日"]]),
    ]
    assert owners(forms, *blocks)[-1] == ("archive-visit", None, "周美玉")
