"""A row of labels over the row of their values: the turns tell values that look like labels."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from auditor.pages.model import Document, Page
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


SHAPES: dict[str, list[list[object]]] = {
    "two pairs a row": [
        ["档案编号", "户主姓名"],
        ["K-003", "李大山"],
        ["所属社区", "需要级别"],
        ["和平社区", "第三级"],
        ["建档日期", "负责社工"],
        ["2025年3月1日", "李念"],
    ],
    "values that look like labels first": [
        ["所属社区", "需要级别"],
        ["和平社区", "第三级"],
        ["档案编号", "户主姓名"],
        ["K-003", "李大山"],
        ["建档日期", "负责社工"],
        ["2025年3月1日", "李念"],
    ],
    "three pairs a row, an empty cell among them": [
        ["档案编号", "户主姓名", "联系电话"],
        ["K-003", "李大山", ""],
        ["所属社区", "评估等级", "负责社工"],
        ["和平社区", "第三级", "李念"],
        [("建档日期", 3)],
        [("2025年3月1日", 3)],
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_row_below_holds_the_values(shape: str, forms: FormSet) -> None:
    found = fill_forms(document("档案封面", table(SHAPES[shape])), forms).forms
    assert [form.form for form in found] == ["archive-cover"]
    read = found[0].fields
    assert read["number"].value == "K-003"
    assert read["client.name"].value == "李大山"
    assert read["community"].value == "和平社区"
    assert read["grade"].value == 3
    assert read["opened"].value == date(2025, 3, 1)
    assert read["worker"].value == "李念"


def test_labels_with_values_beside_them_stay_so(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["档案编号", "K-003"],
        ["户主姓名", "李大山"],
        ["性别", "女"],
        ["负责社工", "李念"],
    ]
    read = fill_forms(document("档案封面", table(rows)), forms).forms[0].fields
    assert (read["number"].value, read["client.name"].value) == ("K-003", "李大山")
    assert read["worker"].value == "李念"


COVER: list[list[object]] = [
    ["个案编号", "YS-011", "服务对象姓名", "唐小枫"],
    ["个案类别", "就业", "开案日期", "2025年3月3日"],
    ["负责社工", "莫言之", "结案日期", "2025年6月3日"],
    ["服务次数", "3", "", ""],
]
SESSION: list[list[object]] = [
    [("个案过程记录", 4)],
    ["个案编号", "YS-011", "服务对象姓名", "唐小枫"],
    ["服务日期", "2025年3月10日", "服务社工", "莫言之"],
    ["服务过程", ("陪同参加招聘会，投出三份简历。", 3)],
]


@pytest.mark.parametrize("title", ["个案服务档案首页", "个案卷首信息", "服务对象资料扉页", "基本信息"])
def test_labels_decide_what_a_sheet_of_an_unknown_title_is(title: str, forms: FormSet) -> None:
    pages = [
        Page(None, [table(rows, name)], name=name)
        for name, rows in (("第一张", [[(title, 4)], *COVER]), ("第二张", SESSION))
    ]
    found = fill_forms(Document("YS-011.xlsx", "sheet", pages), forms).forms
    assert [form.form for form in found] == ["case-cover", "case-session"]
    assert found[0].fields["session_count"].value == 3


def test_a_sheet_that_nobody_knows_is_not_passed_over(forms: FormSet) -> None:
    rows: list[list[object]] = [[("心愿墙", 2)], ["心愿", "想去看海"], ["谁来陪", "邻居阿芳"]]
    pages = [
        Page(None, [table(each, name)], name=name) for name, each in (("第一张", rows), ("第二张", SESSION))
    ]
    read = fill_forms(Document("YS-011.xlsx", "sheet", pages), forms)
    assert [form.form for form in read.forms] == ["case-session"]
    assert [item.text for item in read.unclaimed if item.kind == "form"] == ["心愿墙"]


def test_the_labels_of_a_case_outvote_a_general_title(forms: FormSet) -> None:
    case = fill_forms(document("档案封面", table(COVER)), forms).forms[0]
    household = fill_forms(document("档案封面", table(SHAPES["two pairs a row"])), forms).forms[0]
    assert (case.form, household.form) == ("case-cover", "archive-cover")


def _fields(title: str, rows: list[list[object]], forms: FormSet) -> dict[str, object]:
    read = fill_forms(document(title, table(rows)), forms).forms[0].fields
    return {key: reading.value for key, reading in read.items()}


UNKNOWN_BESIDE_KNOWN: dict[str, list[list[object]]] = {
    "two blocks of two, each with a label that is no field's": [
        ["个案类别", "家里几口"],
        ["□一般 ☑重点", "三口"],
        ["开案日期", "负责社工"],
        ["2025年2月3日", "魏大年"],
    ],
    "one block over a row of its own": [
        ["个案类别", "家里几口", "开案日期", "负责社工"],
        ["□一般 ☑重点", "三口", "2025年2月3日", "魏大年"],
        [("备注", 4)],
        [("由居委会介绍来站。", 4)],
    ],
    "shaded labels say it where the values do not": [
        ["#负责社工", "#家里几口"],
        ["魏大年", "三口"],
        ["#个案类别", "#开案日期"],
        ["□一般 ☑重点", "2025年2月3日"],
    ],
}


@pytest.mark.parametrize("shape", UNKNOWN_BESIDE_KNOWN)
def test_an_unknown_label_beside_a_known_one_is_not_its_value(shape: str, forms: FormSet) -> None:
    read = _fields("个案封面", UNKNOWN_BESIDE_KNOWN[shape], forms)
    assert read["category"] == ("重点",)
    assert read["opened"] == date(2025, 2, 3)
    assert read["worker"] == "魏大年"


def test_a_row_of_names_and_answers_is_no_row_of_labels(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["负责社工", "魏大年", "个案类别", "重点"],
        ["家里几口", "3人", "开案日期", "2025年2月3日"],
    ]
    read = _fields("个案封面", rows, forms)
    assert (read["worker"], read["opened"]) == ("魏大年", date(2025, 2, 3))


def test_a_list_of_several_rows_stays_a_list(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["日期", "方式", "过程", "记录人"],
        ["2025-03-01", "上门", "谈到近来睡得好些，腿脚仍不方便。", "李念"],
        ["2025-03-15", "电话", "说已去社区医院复诊，药也按时吃。", "李念"],
    ]
    found = fill_forms(document("个案过程记录", table(rows)), forms).forms
    assert [form.fields["date"].value for form in found] == [date(2025, 3, 1), date(2025, 3, 15)]


def test_goals_with_captions_of_their_own_stand_below_their_label(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["服务目标", "介入模式"],
        ["总体目标：能自己去复诊。近期目标：按时服药。", "任务中心模式"],
        ["计划日期", "社工"],
        ["2025-03-01", "何晓"],
    ]
    read = _fields("个案服务计划", rows, forms)
    assert str(read["goals"]).startswith("总体目标：能自己去复诊")
    assert read["model"] == "任务中心模式"


def test_a_shaded_word_under_a_shaded_caption_is_a_label(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["姓名", "王一平"],
        [("#第一部分 本人", 2)],
        [("#眼下难处", 2)],
        [("腰痛，夜里睡不稳，白天没有精神。", 2)],
    ]
    pairs = fill_forms(document("个案评估表", table(rows)), forms).pairs
    assert ("眼下难处", "腰痛，夜里睡不稳，白天没有精神。") in [(pair.label, pair.value) for pair in pairs]


def test_a_list_below_labels_above_their_values_stays_a_list(forms: FormSet) -> None:
    rows: list[list[object]] = [
        [("#服务对象姓名", 2), ("#负责社工", 2)],
        [("王一平", 2), ("李念", 2)],
        ["#次数", "#日期", "#服务过程", "#备注"],
        ["1", "2025-03-01", "谈到近来睡得好些，腿脚仍不方便。", ""],
        ["2", "2025-03-15", "说已去社区医院复诊，药也按时吃。", ""],
    ]
    found = fill_forms(document("个案过程记录", table(rows)), forms).forms
    assert [form.fields["date"].value for form in found] == [date(2025, 3, 1), date(2025, 3, 15)]
    assert {form.fields["client.name"].value for form in found} == {"王一平"}


def test_a_phone_number_is_not_what_was_said(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["服务对象", "电访日期", "联系电话"],
        ["王一平", "2025年3月1日", "13800005678"],
        ["谈话内容", "社工", "备注"],
        ["问候近况，老人说最近身体还好，下周去复诊。", "李念", ""],
    ]
    read = _fields("电访记录表", rows, forms)
    assert str(read["narrative"]).startswith("问候近况")
    assert read.get("client.phone") == "13800005678"


def test_a_total_in_any_column_is_nobody(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["序号", "户主姓名", "档案编号", "备注"],
        ["1", "王一平", "QT-001", ""],
        ["2", "李大山", "QT-002", ""],
        ["", "总计二人", "", ""],
    ]
    listed = fill_forms(document("服务对象名册", table(rows)), forms).forms[0].rows["entries"]
    assert [row["name"].value for row in listed] == ["王一平", "李大山"]
