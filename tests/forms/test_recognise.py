"""Which form a title names."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import ACCEPT, fill_forms
from auditor.forms.recognise import match_title
from auditor.pages.model import Line
from tests.forms.papers import document, sheet, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("海棠街社工服务站个案接受服务同意书", "case-consent"),
        ("《接受个案服务同意书》", "case-consent"),
        ("附件3：个案结案报告", "case-closing"),
        ("第5次个案面谈记录", "case-session"),
        ("个案过程记录（第2次）", "case-session"),
        ("小组过程记录（第三节）", "group-session"),
        ("志愿队过程记录表", "team-record"),
        ("结案后跟踪回访记录表", "case-followup"),
        ("海棠街困难群众和特殊群体需求评估表", "archive-grade-assessment"),
        ("个案需求评估表", "case-assessment"),
        ("海棠街社工站2024年度服务对象名册", "service-roster"),
        ("南约社区档案清单", "archive-roster"),
        ("电话探访记录表", "archive-call"),
        ("双岗双工联动人员协同表", "archive-collaboration"),
        ("未成年人志愿者监护人知情同意书", "volunteer-consent"),
        ("个案督导记录", "case-supervision"),
        ("突发事件个案处理记录", "case-crisis"),
        ("个案会谈记录明细", "case-session"),
        ("电话探访记录打印件", "archive-call"),
    ],
)
def test_titles(title: str, form: str, forms: FormSet) -> None:
    match = match_title(title, forms)
    assert match is not None
    assert match.form == form
    assert match.score >= ACCEPT


@pytest.mark.parametrize(
    "text",
    [
        "关于签订个案接受服务同意书的说明",
        "请填写个案封面",
        "社工已与服务对象签订个案服务协议",
        "服务对象同意接受社工提供的个案服务，并签署同意书。",
        "志愿服务协议书",
    ],
)
def test_a_mention_is_no_title(text: str, forms: FormSet) -> None:
    match = match_title(text, forms)
    assert match is None or match.score < ACCEPT


def test_forms_one_after_another(forms: FormSet) -> None:
    session = [["服务日期", "2024年7月1日", "服务方式", "面谈"], ["服务过程", ("谈了近况。", 3)]]
    read = fill_forms(
        document(
            "个案封面",
            table([["个案编号", "NY-001", "姓名", "林小满"]]),
            "第1次个案过程记录",
            table(session),
            "第2次个案过程记录",
            table(session),
            "个案过程记录（续）",
            table([["社工反思", ("需要跟进。", 3)]]),
        ),
        forms,
    )
    assert [form.form for form in read.forms] == ["case-cover", "case-session", "case-session"]
    assert [form.fields["sequence"].value for form in read.forms[1:]] == [1, 2]
    assert read.forms[2].fields["reflection"].value == "需要跟进。"


def test_labels_betray_a_form_without_title(forms: FormSet) -> None:
    rows = [
        ["回访日期", "2024年7月1日", "回访方式", "电话"],
        ["回访内容", ("近况良好。", 3)],
        ["是否需要重新开案", ("否", 3)],
    ]
    read = fill_forms(document(table(rows), path="扫描件01.docx"), forms)
    assert [form.form for form in read.forms] == ["case-followup"]


def test_unknown_paper_keeps_its_title_and_pairs(forms: FormSet) -> None:
    read = fill_forms(document("物资领用登记表", table([["物资名称", "大米", "领用人", "林小满"]])), forms)
    assert read.forms == []
    assert read.unrecognised_title == "物资领用登记表"
    assert ("物资名称", "大米") in {(pair.label, pair.value) for pair in read.pairs}


def test_each_row_of_a_long_table_is_a_paper(forms: FormSet) -> None:
    rows = [
        ["次数", "日期", "服务内容", "社工签名"],
        ["1", "2024.7.1", "第一次面谈。", ""],
        ["2", "2024.7.9", "电话跟进。", "陈星"],
        ["", "", "", ""],
    ]
    read = fill_forms(document("个案过程记录表", "案主：林小满  个案编号：NY-001", table(rows)), forms)
    assert [form.fields["sequence"].value for form in read.forms] == [1, 2]
    assert {form.fields["number"].value for form in read.forms} == {"NY-001"}
    assert read.forms[0].fields["worker_signature"].blank
    assert read.forms[1].fields["worker_signature"].value == "陈星"


def test_roster_in_a_sheet(forms: FormSet) -> None:
    read = fill_forms(
        sheet(
            [
                [("南约社区服务对象名册", 4)],
                ["序号", "姓名", "级别", "备注"],
                ["1", "林小满", "四级", "迁出"],
                ["合计", ("1", 3)],
            ],
            "名册",
        ),
        forms,
    )
    (form,) = read.forms
    assert form.form == "service-roster"
    assert [row["name"].value for row in form.rows["entries"]] == ["林小满"]
    assert form.rows["entries"][0]["name"].place.ref == "名册!B3"
    assert form.fields["stated_total"].value == 1


@pytest.mark.parametrize("title", ["2025年度个案服务计划（HX-002）", "2025年度个案计划书"])
def test_the_year_of_a_client_plan_makes_it_no_station_plan(title: str, forms: FormSet) -> None:
    match = match_title(title, forms)
    assert match is not None
    assert match.form == "case-plan"


def test_the_view_of_a_paper_begins_that_paper_though_its_short_title_is_a_label_elsewhere(
    forms: FormSet,
) -> None:
    plan = table(
        [
            ["案主姓名", "林小满", "计划日期", "2025-04-09"],
            ["服务目标", "独自出门买菜。", "服务内容", "按月面谈。"],
        ]
    )
    seen = table(
        [
            ["案主姓名", "林小满", "服务时间", "2025-04-12"],
            ["服务内容", "案主练习深呼吸。", "服务地点", "会谈室"],
        ]
    )
    heads = [Line(text, size=15.0, centred=True) for text in ("个案服务计划", "服务记录详单")]
    filled = fill_forms(document(heads[0], plan, heads[1], seen), forms).forms
    assert [form.form for form in filled] == ["case-plan", "case-session"]
    assert filled[1].fields["narrative"].raw == "案主练习深呼吸。"


def test_an_empty_box_of_which_the_print_says_so_is_blank(forms: FormSet) -> None:
    rows = [
        ["个案编号", "HT-001", "案主姓名", "林小满"],
        ["个案类别", "未选择", "结案日期", "尚未填写"],
        ["责任社工", "陈星", "监护人签名", "未签名"],
    ]
    filled = fill_forms(document("个案封面", table(rows)), forms).forms
    fields = filled[0].fields
    assert fields["category"].blank
    assert fields["closed"].blank
    assert not fields["worker"].blank


def test_a_title_of_which_only_the_words_are_known_begins_a_paper_where_it_is_set_as_the_titles_before(
    forms: FormSet,
) -> None:
    cover = table(
        [["档案编号", "HT-JC-001", "对象姓名", "林小满"], ["建档日期", "2025-01-03", "责任社工", "陈星"]]
    )
    joint = table(
        [
            ["社工", "陈星", "直聘社工", "何芳"],
            ["协同日期", "2025-03-06"],
            ["协同情况", "何芳陪同办证，陈星核对材料。"],
        ]
    )
    heads = [Line(text, size=15.0, centred=True) for text in ("服务对象档案封面", "双岗联动情况登记")]
    filled = fill_forms(document(heads[0], cover, heads[1], joint), forms).forms
    assert [form.form for form in filled] == ["archive-cover", "archive-collaboration"]
    assert filled[1].fields["direct_worker"].value == "何芳"
