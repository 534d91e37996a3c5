"""Papers that stand in one file without titles of their own."""

from __future__ import annotations

from collections import Counter

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from tests.forms.booklet_shapes import AFTER, BEFORE, OTHERS, SHAPES, Rows
from tests.forms.booklets_whole import BOOKLETS
from tests.forms.ledger_shapes import LEDGERS
from tests.forms.office_files import workbook
from tests.forms.papers import document, table
from tests.forms.talk_shapes import LINES, TALKS


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _booklet(rows: Rows) -> object:
    return table([list(row) for row in rows])


@pytest.mark.parametrize("name", BOOKLETS)
def test_every_paper_of_a_booklet_is_found(name: str, forms: FormSet) -> None:
    paper, wanted = BOOKLETS[name]
    found = Counter(form.form for form in fill_forms(paper, forms).forms)
    assert {ids: sum(found.pop(one, 0) for one in ids.split("|")) for ids in wanted} == wanted
    assert not found


@pytest.mark.parametrize("name", SHAPES)
def test_three_sessions_are_three_papers(name: str, forms: FormSet) -> None:
    found = fill_forms(document("个案服务档案", _booklet(BEFORE + SHAPES[name] + AFTER)), forms).forms
    sessions = [form for form in found if form.form == "case-session"]
    assert len(sessions) == 3
    assert all(form.fields["date"].value and form.fields["narrative"].raw for form in sessions)
    others = [form.form for form in found if form.form != "case-session"]
    assert others[:3] == ["case-cover", "case-consent", "case-plan"]
    assert others[-1] == "case-closing"


@pytest.mark.parametrize("name", OTHERS)
def test_other_tables_are_no_sessions(name: str, forms: FormSet) -> None:
    found = fill_forms(document("个案服务档案", _booklet(OTHERS[name])), forms).forms
    assert sum(form.form == "case-session" for form in found) == 3


def test_a_line_below_a_row_approves_that_row(forms: FormSet) -> None:
    rows = BEFORE + SHAPES["annex_line"] + AFTER
    sessions = [
        form
        for form in fill_forms(document("个案服务档案", _booklet(rows)), forms).forms
        if form.form == "case-session"
    ]
    for session in sessions:
        assert [(a["role"].value, a["opinion"].raw.strip("。 ")) for a in session.approvals] == [
            ("supervisor", "同意")
        ]


def test_sections_of_one_form_are_one_paper(forms: FormSet) -> None:
    paper = document(
        "个案接案表",
        table(
            [
                [("一、基本资料", 4)],
                ["个案编号", "NY-001", "服务对象姓名", "林小满"],
                ["性别", "女", "出生日期", "2013年5月6日"],
                [("二、求助问题", 4)],
                ["个案来源", "社区转介", "求助事由", "情绪困扰"],
                [("三、初步评估", 4)],
                ["初步评估", ("家庭照顾压力大，需要支持。", 3)],
                [("四、初步计划", 4)],
                ["是否接案", "接案", "接案日期", "2025年1月3日"],
                ["接案社工签名", "", "督导意见", ""],
            ]
        ),
    )
    assert [form.form for form in fill_forms(paper, forms).forms] == ["case-intake"]


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_holds_a_paper_for_each_row(name: str, forms: FormSet) -> None:
    sheets, wanted = LEDGERS[name]
    found = []
    for form in fill_forms(workbook(sheets, path="台账.xlsx"), forms).forms:
        number = form.fields.get("number")
        values = {key: reading.value for key, reading in form.fields.items()}
        values["items"] = len(next(iter(form.rows.values()), []))
        found.append((forms.forms[form.form].part, number.value if number else None, values))
    assert len(found) == len(wanted)
    for part, number, fields in wanted:
        assert any(
            kind == part and own == number and fields.items() <= values.items() for kind, own, values in found
        ), (part, number, fields)


@pytest.mark.parametrize("title", ["个案面谈记录", "会谈实录"])
@pytest.mark.parametrize("name", TALKS)
def test_talk_in_columns_is_one_narrative(name: str, title: str, forms: FormSet) -> None:
    paper = document(title, table([list(row) for row in TALKS[name]]), path="个案/1.docx")
    found = fill_forms(paper, forms).forms
    assert [form.form for form in found] == ["case-session"]
    told = found[0].fields["narrative"].raw
    assert all(line.partition("：")[2] in told for line, _ in LINES)
    assert found[0].fields["reflection"].raw


def test_headings_below_a_known_title_that_name_no_paper_are_its_sections(forms: FormSet) -> None:
    rows: list[list[object]] = [
        [("一、案主基本信息", 4)],
        ["姓名", "白露", "性别", "女"],
        ["出生日期", "1995年2月7日", "年龄", "30周岁"],
        ["身份证号码", "440100199502078341", "联系电话", "13900001111"],
        ["现居住地址", ("前进街3号", 3)],
        ["户籍地址", ("同现居住地址", 3)],
        ["所属社区", "南约社区", "登记日期", "2025年4月1日"],
        [("二、求助与问题", 4)],
        ["个案来源", ("□主动求助  ☑居委会转介", 3)],
        ["个案类别", ("□一般个案  ☑重点个案  □危机个案", 3)],
        ["主要问题", ("失业在家，与家人来往少。", 3)],
        [("三、登记人", 4)],
        ["社工签名", "魏年", "日期", "2025年4月1日"],
    ]
    (form,) = fill_forms(document("个案登记表", "档案编号：SJ-014", table(rows)), forms).forms
    assert form.fields["client.name"].value == "白露"
    assert form.fields["worker_signature"].raw == "魏年"
