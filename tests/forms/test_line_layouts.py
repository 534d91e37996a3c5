"""Papers in lines, letters and shared cells, in words that no list has: read as an expert reads them."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from tests.forms.line_layouts import LINES as FIRST
from tests.forms.line_layouts_2 import LINES_2
from tests.forms.papers import A, document, table
from tests.forms.strange_reading import compare, false_blanks

LINES = FIRST | LINES_2


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


NOT_YET = {
    "collective_captions": {"case-closing#0 reason"},  # 目标达成 is a label of the form and here the answer
    "agreement_in_clauses": {
        "case-consent#0 client.signature",
        "case-consent#0 guardian.signature",
    },  # two rows below their labels
}


@pytest.mark.parametrize("name", LINES)
def test_lines_are_read_as_an_expert_reads_them(name: str, forms: FormSet) -> None:
    wrong = [(what, said) for what, good, said in compare(LINES[name], forms) if not good]
    assert [entry for entry in wrong if entry[0] not in NOT_YET.get(name, set())] == []


@pytest.mark.parametrize("name", LINES)
def test_nothing_that_stands_there_is_called_blank(name: str, forms: FormSet) -> None:
    assert false_blanks(LINES[name], forms) == []


def test_phones_below_parents_beside_each_other_are_theirs(forms: FormSet) -> None:
    paper = document(
        "个案接受服务同意书",
        "案主姓名：何家豪    性别：男",
        "父亲姓名：何志强    母亲姓名：李小兰",
        "联络电话：13812345678    联络电话：13912345678",
        f"监护人签名：{A}    日期：2025年3月4日",
    )
    fields = fill_forms(paper, forms).forms[0].fields
    assert fields["father.phone"].value == "13812345678"
    assert fields["mother.phone"].value == "13912345678"
    assert fields["mother.phone"].confidence >= 0.8
    assert "client.phone" not in fields


def test_a_wide_blank_ends_a_value_before_a_label_that_nobody_knows(forms: FormSet) -> None:
    paper = document(
        "个案服务计划",
        "案主：何家豪　　　　心愿单日期：2025年4月5日　　　喜爱颜色：蓝",
        "身份证号：440103201201011234",
        "近来心情：平稳",
    )
    found = fill_forms(paper, forms)
    assert found.forms[0].fields["client.name"].value == "何家豪"
    assert {("心愿单日期", "2025年4月5日"), ("喜爱颜色", "蓝"), ("近来心情", "平稳")} <= {
        (p.label, p.value) for p in found.pairs
    }
    assert found.forms[0].fields["client.id_number"].value == "440103201201011234"


def test_a_label_of_one_field_is_no_other_words_for_another(forms: FormSet) -> None:
    paper = document("需求和危机分级评估表", table([["案主", "何家豪"], ["评定等级", "□1级 □2级 □3级 ■4级"]]))
    fields = fill_forms(paper, forms).forms[0].fields
    assert fields["grade"].value == 4
    assert "bands_text" not in fields


def test_the_heading_over_several_opinions_is_no_empty_opinion(forms: FormSet) -> None:
    paper = document(
        "个案服务计划",
        table(
            [["案主", "何家豪"], [("五、审核意见", 2)], [("督导意见：同意", 2)], [(f"督导（签名）：{A}", 2)]]
        ),
    )
    approvals = fill_forms(paper, forms).forms[0].approvals
    assert [(a["role"].value, a["opinion"].raw) for a in approvals] == [("supervisor", "同意")]
