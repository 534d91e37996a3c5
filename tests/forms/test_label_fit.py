"""Forms told by the labels on them, whatever stands above."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from tests.forms.papers import A, document, table
from tests.forms.unknown_titles import FORMS, JUDGING, TUNING, draw

SEEDS = range(12)


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _told(form: str, words: int, forms: FormSet) -> list[str]:
    """Say of each drawn paper whether it was told: right, nothing, wrong."""
    wanted = (forms.forms[form].record, forms.forms[form].part)
    said = []
    for seed in SEEDS:
        found = [forms.forms[filled.form] for filled in fill_forms(draw(form, words, seed), forms).forms]
        kinds = {(spec.record, spec.part) for spec in found}
        said.append("nothing" if not found else "right" if kinds == {wanted} and len(found) == 1 else "wrong")
    return said


@pytest.mark.parametrize("form", FORMS)
def test_unknown_titles_over_words_seen_while_tuning(form: str, forms: FormSet) -> None:
    assert _told(form, TUNING, forms).count("right") >= len(SEEDS) - 2


def test_unknown_titles_over_words_not_seen_while_tuning(forms: FormSet) -> None:
    said = [one for form in FORMS for one in _told(form, JUDGING, forms)]
    assert said.count("right") >= 0.8 * len(said)
    assert said.count("wrong") <= 0.04 * len(said)


def test_items_with_scores_are_an_assessment(forms: FormSet) -> None:
    paper = document(
        "户情量表",
        table(
            [
                ["户编号", "QH-001", "户主", "林小满"],
                ["评分项目", ("状况", 2), "分值"],
                ["居住环境", ("好", 2), "2"],
                ["健康情况", ("中", 2), "9"],
                ["合计得分", "11", "等级", "四级"],
            ]
        ),
    )
    found = fill_forms(paper, forms).forms
    assert [form.form for form in found] == ["archive-grade-assessment"]
    assert found[0].fields["grade"].value == 4


def test_what_a_form_asks_for_are_its_fields(forms: FormSet) -> None:
    assert {form.id: set(form.asks) - form.fields.keys() for form in forms.forms.values() if form.asks} == {
        "archive-registration": set()
    }


FOREIGN = {
    "员工请假单": [["姓名", "陈星", "部门", "项目部"], ["请假类别", "事假", "请假天数", "2"], ["请假事由", ("家中有事", 3)], ["部门负责人意见", "同意", "站长意见", "同意"]],
    "入职登记表": [["姓名", "陈星", "性别", "女"], ["出生日期", "1995年1月2日", "身份证号", ""], ["民族", "汉", "学历", "本科"], ["联系电话", "13800138000", "住址", "清荷路1号"]],
    "最低生活保障申请书": [["申请人", "林小满", "性别", "女"], ["身份证号", "", "家庭人口", "2"], ["申请理由", ("家庭困难", 3)], ["家庭月收入", "1000元", "申请日期", "2025年3月1日"]],
    "残疾人两项补贴申请表": [["姓名", "林小满", "残疾证号", ""], ["残疾类别", "肢体", "残疾等级", "二级"], ["身份证号", "", "联系电话", ""], ["社区意见", "同意", "街道意见", "同意"]],
    "健康讲座报名表": [["序号", "姓名", "性别", "年龄", "联系电话", "住址"], ["1", "林小满", "女", "60", "13800138000", "清荷路"], ["2", "黄阿娇", "女", "70", "", ""]],
    "安全隐患排查记录": [["检查日期", "2025年3月1日", "检查人", "陈星"], ["检查地点", "活动室", "隐患描述", "插座松动"], ["整改措施", "更换插座", "整改完成日期", "2025年3月2日"]],
    "访客登记": [["日期", "来访人", "来访单位", "来访事由", "接待人"], ["3月2日", "王某", "街道", "检查", "陈星"], ["3月3日", "李某", "居委", "沟通", "何芳"]],
    "社工周记": [["姓名", "陈星", "日期", "2025年3月1日"], ["本周工作内容", ("走访10户，开展小组1次", 3)], ["下周计划", ("继续走访", 3)], ["督导意见", ("继续努力", 3)]],
}  # fmt: skip


@pytest.mark.parametrize("title", FOREIGN)
def test_papers_of_other_offices_are_no_forms(title: str, forms: FormSet) -> None:
    found = fill_forms(
        document(title, table([list(row) for row in FOREIGN[title]]), path="其他/01.docx"), forms
    )
    assert [form.form for form in found.forms] == []


def test_a_row_of_labels_above_is_no_row_of_values(forms: FormSet) -> None:
    paper = document(
        "关怀到户笺",
        table(
            [
                ["家庭编码", "服务对象", "生活环境"],
                ["QH-051", "吴桂芬", "良好"],
                ["走访人", "走访日期", ""],
                ["何芳", "2025年3月5日", ""],
                [("探访内容", 3)],
                [("社工入户了解近期生活。", 3)],
            ]
        ),
    )
    found = fill_forms(paper, forms).forms
    assert [form.form for form in found] == ["archive-visit"]
    assert found[0].fields["client.name"].value == "吴桂芬"
    assert found[0].fields["date"].raw == "2025年3月5日"


def test_an_answer_that_is_a_label_only_with_an_ending_is_an_answer(forms: FormSet) -> None:
    for word in ("需跟进", "面谈", "入户", "探访"):
        label = forms.vocabulary.find(word)
        assert label is None or label.certain == 1.0
    rows = [
        ["服务对象姓名", "辛小满", "服务日期", "2025年3月5日"],
        ["服务过程", ("一切安好。", 3)],
        ["社工反思", ("需跟进", 3)],
    ]
    session = fill_forms(document("个案过程记录", table(rows)), forms).forms[0]
    assert session.fields["reflection"].raw == "需跟进"


def test_an_empty_phone_takes_no_signature_from_below(forms: FormSet) -> None:
    rows = [
        ["服务对象姓名", "林小满", "出生日期", "2013年5月6日"],
        [("家属", 1, 2), "父亲姓名", "王某", "电话：13800138000"],
        ["母亲姓名", "李某", "电话："],
        ["服务对象签名", A, "监护人签名", A],
    ]
    consent = fill_forms(document("个案接受服务同意书", table(rows)), forms).forms[0]
    assert consent.fields["mother.phone"].blank
    assert consent.fields["guardian.signature"].mark.value == "image"


def test_a_relative_and_his_name_in_one_cell(forms: FormSet) -> None:
    rows = [
        ["服务对象姓名", "林小满", "出生日期", "2013年5月6日"],
        ["家庭成员", "父亲 王志远", "电话", "13800138000"],
        ["", "母亲 李秋兰", "电话", "无"],
        ["服务对象签名", A, "监护人签名", A],
    ]
    consent = fill_forms(document("个案接受服务同意书", table(rows)), forms).forms[0]
    assert consent.fields["father.phone"].value == "13800138000"
    assert consent.fields["mother.phone"].answered
