"""Options over the cells in which they are ticked."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _category(rows: list[list[object]], forms: FormSet) -> object:
    head: list[list[object]] = [[("个案编号", 3), ("负责社工", 3)], [("YS-011", 3), ("莫言之", 3)]]
    found = fill_forms(document("个案封面", table([*head, *rows])), forms).forms[0]
    assert found.fields["number"].value == "YS-011"
    return found.fields["category"].value


def test_the_tick_stands_below_its_option(forms: FormSet) -> None:
    rows: list[list[object]] = [
        [("个案类别（在所属栏划√）", 6)],
        [("一般", 2), ("重点", 2), ("危机", 2)],
        [("", 2), ("√", 2), ("", 2)],
    ]
    assert _category(rows, forms) == ("重点",)


def test_two_ticks_are_two_answers(forms: FormSet) -> None:
    rows: list[list[object]] = [
        [("个案类别", 6)],
        [("一般", 2), ("重点", 2), ("危机", 2)],
        [("√", 2), ("√", 2), ("", 2)],
    ]
    assert _category(rows, forms) == ("一般", "重点")


def test_the_label_stands_beside_options_and_ticks(forms: FormSet) -> None:
    rows: list[list[object]] = [
        [("个案类别", 3, 2), "一般", "重点", "危机"],
        ["", "", "√"],
    ]
    assert _category(rows, forms) == ("危机",)
