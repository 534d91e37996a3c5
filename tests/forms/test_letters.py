"""Letters whose sentences hold the blanks: whose each blank is, who signs at the foot, and the day below."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark
from tests.forms.papers import A, document


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *blocks: object) -> FilledForm:
    (form,) = fill_forms(document(*blocks), forms).forms
    assert form.form == "case-consent"
    return form


def values(form: FilledForm, *keys: str) -> list[object]:
    return [form.fields[key].value if key in form.fields else "-" for key in keys]


def test_a_clients_letter(forms: FormSet) -> None:
    letter = read(
        forms,
        "接受服务同意书",
        "致：东湖社工站",
        "本人 ＿邓春梅＿（身份证号：＿440103195006072318＿），已听社工 ＿何芳＿ 说明服务内容与保密原则，自愿接受服务。",
        f"同意人：{A}",
        "二〇二五年三月四日",
    )
    assert values(letter, "client.name", "client.id_number", "worker", "date") == [
        "邓春梅",
        "440103195006072318",
        "何芳",
        date(2025, 3, 4),
    ]
    assert letter.fields["client.signature"].mark is Mark.IMAGE


def test_a_parents_letter_names_whose_phone_is_whose(forms: FormSet) -> None:
    letter = read(
        forms,
        "监护人同意书",
        "我是 __刘小启__ 的 __母亲__ __罗英__，联系电话 __13800000001__，同意孩子参加个案服务。",
        "孩子父亲 __刘强__，电话 __13800000002__；孩子母亲 __罗英__，电话 __          __。",
        f"签名：{A}",
        "2025年3月4日",
    )
    assert values(letter, "client.name", "guardian.name", "guardian.relation", "guardian.phone") == [
        "刘小启",
        "罗英",
        "mother",
        "13800000001",
    ]
    assert values(letter, "father.name", "father.phone") == ["刘强", "13800000002"]
    assert letter.fields["mother.phone"].blank
    assert letter.fields["guardian.signature"].mark is Mark.IMAGE
    assert "client.phone" not in letter.fields


def test_the_relation_may_be_printed(forms: FormSet) -> None:
    letter = read(
        forms,
        "未成年人个案服务同意书",
        "本人 ____何秀____ 系 ____邓小燕____ 之祖母，手机 ________，同意其接受服务。",
        f"监护人签字：{A}　　2025年3月4日",
    )
    assert values(letter, "client.name", "guardian.name", "guardian.relation") == [
        "邓小燕",
        "何秀",
        "grandparent",
    ]
    assert letter.fields["guardian.phone"].blank


def test_values_set_off_by_spaces(forms: FormSet) -> None:
    letter = read(
        forms,
        "个案服务同意书",
        "本人 邓小燕 （下称服务对象），由监护人 罗英 （与本人关系 母亲 ，手机 13800000001 ）陪同，同意接受服务。",
        f"服务对象签字 {A}　　监护人签字 {A}",
        "2025年3月4日",
    )
    assert values(letter, "client.name", "guardian.name", "guardian.relation", "guardian.phone", "date") == [
        "邓小燕",
        "罗英",
        "mother",
        "13800000001",
        date(2025, 3, 4),
    ]
    assert letter.fields["guardian.signature"].mark is letter.fields["client.signature"].mark is Mark.IMAGE


def test_empty_blanks_are_empty_and_labels_between_them_no_values(forms: FormSet) -> None:
    letter = read(
        forms,
        "个案服务同意书",
        "本人____________已了解服务内容，联系电话____________住址____________，自愿接受服务。",
        "同意人（签名）：____________",
        "____年____月____日",
    )
    for key in ("client.name", "client.phone", "client.address", "client.signature"):
        assert letter.fields[key].blank, key


def test_a_day_in_the_text_is_not_the_letters(forms: FormSet) -> None:
    letter = read(
        forms,
        "个案服务同意书",
        "本人 __邓春梅__ 同意接受服务，自签署之日起生效。",
        "2025年1月1日",
        f"同意人：{A}",
        "2025年3月4日",
    )
    assert letter.fields["date"].value == date(2025, 3, 4)
