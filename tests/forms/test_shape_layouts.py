"""Tables that are not one form under one title: booklets in one table, ledgers, months, items."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from tests.forms.shape_layouts import SHAPES
from tests.forms.shape_layouts_2 import SHAPES_2
from tests.forms.strange_reading import compare, false_blanks

EVERY = {**SHAPES, **SHAPES_2}


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


@pytest.mark.parametrize("name", EVERY)
def test_a_shape_is_read_as_an_expert_reads_it(name: str, forms: FormSet) -> None:
    assert [(what, said) for what, good, said in compare(EVERY[name], forms) if not good] == []


@pytest.mark.parametrize("name", EVERY)
def test_nothing_that_stands_there_is_called_blank(name: str, forms: FormSet) -> None:
    assert false_blanks(EVERY[name], forms) == []
