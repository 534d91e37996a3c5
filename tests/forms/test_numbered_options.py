"""Options chosen by their number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.forms.ticks import has_boxes, read_options


@pytest.mark.parametrize(
    ("text", "options", "chosen"),
    [
        ("〔3〕 1.特困 2.低保 3.残疾", ["特困", "低保", "残疾"], ["残疾"]),
        ("1 独居 2 与配偶同住 3 与子女同住 （2）", ["独居", "与配偶同住", "与子女同住"], ["与配偶同住"]),
        ("［1］［3］　1、高血压　2、糖尿病　3、关节炎", ["高血压", "糖尿病", "关节炎"], ["高血压", "关节炎"]),
        ("【1、2】1．自来水；2．井水；3．其他", ["自来水", "井水", "其他"], ["自来水", "井水"]),
        ("（　） 1.良好 2.一般 3.较差", ["良好", "一般", "较差"], []),
    ],
)
def test_the_number_before_or_behind_a_numbered_list_chooses(
    text: str, options: list[str], chosen: list[str]
) -> None:
    assert has_boxes(text)
    read = read_options(text)
    assert [option.text for option in read] == options
    assert [option.text for option in read if option.ticked] == chosen


@pytest.mark.parametrize(
    "text",
    [
        "1.上门探访 2.代办手续",  # a list of what was done, and no number chosen
        "（2）联系居委会 （3）陪同就医",  # numbering in brackets
        "(3) 1.入户 3.电访",  # a gap
        "（4）1.甲 2.乙 3.丙",  # a number that no option has
        "2025年3月（1）入户",
        "13800001111",
    ],
)
def test_other_numbers_are_no_options(text: str) -> None:
    assert not has_boxes(text)
    assert read_options(text) == []


@given(st.text(alphabet="12345（）()[]【】.、 良好一般差\n", max_size=60))
def test_any_text_ends_well(text: str) -> None:
    for option in read_options(text):
        assert option.text
