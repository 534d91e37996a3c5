"""Folding, answers that say none, names, relations, masks."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values.masking import NameMask, mask_address, mask_id_number, mask_name, mask_phone, mask_text
from auditor.values.names import clean_name, looks_like_name, name_match, names_may_match
from auditor.values.relations import is_parent, parse_relation
from auditor.values.text import (
    fold,
    fold_label,
    is_left_empty,
    is_no_answer,
    is_only_caption,
    is_same_as_above,
    strip_blanks,
    template_blank_date,
)

FORM_TEXT = st.text(alphabet="姓名　 电話：（）12Ａｂ-_、。/*\n\u200b年月日⼀張某·①", max_size=40)
NAMES = st.text(alphabet="张李欧阳一二诺红*某小", min_size=1, max_size=4)


@given(st.one_of(FORM_TEXT, st.text(max_size=60)))
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("姓　名", "姓名"),
        ("聯絡電話", "联络电话"),
        ("ＡＢ－１２", "AB-12"),
        ("服务\n对象", "服务对象"),
        ("⼀级", "一级"),
        ("a\u200bb", "ab"),
        ("John  Smith", "John Smith"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "label"),
    [("（1） 姓　名：", "姓名"), ("一、基本资料", "基本资料"), ("1.姓名*", "姓名"), ("※备注栏：", "备注"), ("【联系电话】", "联系电话"),
     ("社工签名（必填）", "社工签名"), ("(一)服务对象", "服务对象"), ("第一次", "第一次"), ("①性别", "性别"), ("：", ""), ("栏", "栏"),
     ("电话(手机)", "电话(手机)"), ("监护人栏", "监护人"), ("2024年", "2024年")],
)  # fmt: skip
def test_fold_label(text, label):
    assert fold_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "没有",
        "/",
        "\\",
        "——",
        "-",
        "同上",
        "不适用",
        "不详",
        "空",
        "N/A",
        "无。",
        " / ",
        "无电话",
        "暂无",
    ],
)
def test_answers_that_say_none(text):
    assert is_no_answer(text)


@pytest.mark.parametrize(
    "text", ["", "  ", "无业", "无障碍", "0", "张无", "13812345678", "一", "没有固定工作"]
)
def test_answers_that_say_something(text):
    assert not is_no_answer(text)


def test_same_as_above():
    assert is_same_as_above("同上") and is_same_as_above(" 同上。") and not is_same_as_above("同意")


@pytest.mark.parametrize(
    "text", ["签名：    日期：   年  月  日", "年 月 日", "社工签名：________", "（签章）"]
)
def test_captions_only(text):
    assert is_only_caption(text)


@pytest.mark.parametrize("text", ["签名：张三", "社工", "同意", "", "日期：2024年6月15日", "父亲", "良好"])
def test_not_only_captions(text):
    assert not is_only_caption(text)


def test_fill_in_lines():
    assert strip_blanks("____张三____") == "张三"
    assert strip_blanks("姓名：____\n电话：　　　　") == "姓名： \n电话："
    assert template_blank_date("____年__月__日") and template_blank_date("年 月 日")
    assert not template_blank_date("2024年 月 日") and not template_blank_date("")


@given(NAMES)
def test_names_match_themselves(name):
    assert names_may_match(name, name)


@given(NAMES, NAMES)
def test_name_match_is_symmetric(a, b):
    assert name_match(a, b) == name_match(b, a)
    assert names_may_match(a, b) == names_may_match(b, a)


@given(st.text(alphabet="张李王欧阳一二诺红梅", min_size=2, max_size=4))
def test_a_masked_name_matches_its_name(name):
    assert names_may_match(mask_name(name), name)
    assert mask_name(mask_name(name)) == mask_name(name)


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [("张*诺", "张一诺", "possible"), ("张**", "张一诺", "possible"), ("**三", "李老三", "possible"), ("张某", "张一诺", "possible"),
     ("张某某", "张一诺", "possible"), ("小Y（化名）", "张一诺", "possible"), ("李小红（曾用名：李红）", "李红", "same"),
     ("阿依古丽·买买提", "阿依古丽•买买提", "same"), ("张奶奶", "张玉兰", "possible"), ("黄社工", "李一", "different"), ("张 三", "张三", "same"),
     ("张一诺", "张一若", "different"), ("张*诺", "张一若", "different"), ("李某", "张一诺", "different"), ("欧阳*", "欧阳娜娜", "possible"),
     ("張三", "张三", "same"), ("小红", "李小红", "possible"), ("小红", "张一诺", "different"), ("张X诺", "张一诺", "possible")],
)  # fmt: skip
def test_name_pairs(a, b, match):
    assert name_match(a, b) == match


def test_name_shapes():
    assert all(map(looks_like_name, ["张三", "张一诺", "欧阳娜娜", "张*诺", "阿依古丽·买买提", "司徒敏"]))
    assert not any(
        map(
            looks_like_name,
            ["良好", "同意", "社工签名", "本人", "无", "", "2024年", "服务对象", "138****1234", "**"],
        )
    )
    assert clean_name("姓名：张 ×诺（化名）") == "张*诺"


@pytest.mark.parametrize(
    ("text", "relation"),
    [("父", "father"), ("爸爸", "father"), ("父女", "father"), ("母子", "mother"), ("父(母)子", "parent"), ("父（母）女", "parent"), ("奶奶", "grandparent"),
     ("祖母", "grandparent"), ("外公", "grandparent"), ("继父", "father"), ("养母", "mother"), ("监护人（母亲）", "mother"), ("父亲、母亲", "parent"),
     ("本人", "self"), ("邻居", "unrelated"), ("配偶", "spouse"), ("妈妈/监护人", "mother"), ("父亲、甲乙", None), ("甲乙", None), ("父亲、奶奶", None), ("", None)],
)  # fmt: skip
def test_relations(text, relation):
    assert parse_relation(text) == relation


def test_parents():
    assert all(map(is_parent, ["父", "母女", "继父", "养母", "父母"]))
    assert not any(map(is_parent, ["岳父", "公公", "家公", "祖父", "奶奶", "姑妈", "本人", "监护人", ""]))


def test_masks():
    assert [mask_name(n) for n in ("张一诺", "张三", "欧阳一诺", "欧阳诺", "张*诺")] == [
        "张*诺",
        "张*",
        "欧阳*诺",
        "欧阳*",
        "张*诺",
    ]
    assert mask_phone("13812341234") == "138****1234"
    assert mask_phone("020-81230000") == "020-8****000"
    assert mask_id_number("11010519491231002X") == "110***********002X"
    assert mask_address("广州市海珠区晴和街道和平路12号303房") == "广州市海珠区晴和街道***"


KEPT = st.sampled_from(
    [
        "AB-001",
        "AB-CD-008",
        "2024-06-15",
        "20240615",
        "2024年6月15日",
        "个案字〔2024〕3号",
        "评分90.5",
        "评分150 2024-06-15",
    ]
)


@given(st.lists(KEPT, max_size=5))
def test_numbers_of_files_and_days_stay(parts):
    text = "，".join(parts)
    assert mask_text(text) == text


@given(
    st.lists(
        st.one_of(
            st.from_regex(r"\A[0-9０-９]{1,20}[Xx]?\Z"),
            st.text(alphabet="张电话身份证：，- +()/", max_size=5),
        ),
        max_size=12,
    )
)
def test_no_long_run_of_digits_is_left(parts):
    text = "".join(parts)
    for run in re.findall(r"\d{7,}", mask_text(text)):
        assert re.fullmatch(
            r"(?:19|20)\d{6}", run.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        ), run


@given(
    st.lists(
        st.text(alphabet="张李王赵一二三诺红", min_size=2, max_size=3), min_size=1, max_size=30, unique=True
    ),
    st.data(),
)
def test_no_given_name_is_left(names, data):
    chosen = data.draw(st.sampled_from(names))
    hidden = mask_text(f"家访{chosen}，电话138-0000-1234", names)
    assert chosen not in hidden
    assert "138****1234" in hidden


def test_longest_name_first_and_spread_names():
    assert mask_text("张一诺与张一、张 三", ["张一", "张一诺", "张三"]) == "张*诺与张*、张*"


def test_five_thousand_names_are_fast():
    chars = "一二三四五六七八九十红梅兰竹菊春夏秋冬东南西北"
    mask = NameMask(s + a + b for s in "张李王赵陈黄刘吴周林" for a in chars for b in chars)
    text = "社工到张红梅家中探访，了解近期身体情况，电话13800001234，下次探访时间待定。" * 25
    begin = time.perf_counter()
    hidden = mask_text(text, mask)
    assert time.perf_counter() - begin < 0.1
    assert "张红梅" not in hidden and "13800001234" not in hidden


def test_the_id_of_a_finding_stays() -> None:
    assert mask_text("豁免没有用上（0123456789abcdef）") == "豁免没有用上（0123456789abcdef）"
    # Digits alone, and digits next to other letters, may be anybody's number.
    assert "4401051958090300" not in mask_text("号码4401051958090300")
    assert "13800001234" not in mask_text("a13800001234bcdefg")


@pytest.mark.parametrize("text", ["未填写", "（未录入）", "尚未填报", "暂未选择", "未签名", "待录入"])
def test_what_a_system_prints_in_an_empty_box(text):
    assert is_left_empty(text)


@pytest.mark.parametrize(
    "text", ["无", "不详", "", "未婚", "未满十八周岁", "未填写原因：外出", "待业", "待补贴到账"]
)
def test_words_that_answer_are_no_empty_box(text):
    assert not is_left_empty(text)
