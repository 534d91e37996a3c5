"""Whatever text a paper holds: no reader raises, and none takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values import (
    ages,
    archive_numbers,
    dates,
    grades,
    id_numbers,
    masking,
    names,
    numbers,
    phones,
    relations,
    text,
    times,
)

READERS = [
    text.fold, text.fold_label, text.is_no_answer, text.is_same_as_above, text.is_only_caption, text.strip_blanks,
    text.template_blank_date, dates.parse_date, dates.find_dates, dates.parse_date_range, times.parse_time_span,
    ages.parse_age, phones.find_phones, phones.is_valid_phone, id_numbers.parse_id_number, grades.parse_grade,
    numbers.parse_count, numbers.parse_score, numbers.parse_amount, numbers.chinese_to_int,
    archive_numbers.parse_archive_number, archive_numbers.find_archive_numbers, names.clean_name,
    names.looks_like_name, relations.parse_relation, relations.is_parent, masking.mask_name, masking.mask_phone,
    masking.mask_id_number, masking.mask_address, masking.mask_text,
]  # fmt: skip
ODD = st.text(
    alphabet="0123456789０１²①Ⅳ٣xX×*年月日号时点半.-/—–:： 　\n至一二十百千万元第级类张某·()（）AB字〔〕+86转",
    max_size=40,
)


@pytest.mark.parametrize("reader", READERS, ids=lambda f: f.__name__)
@given(written=st.one_of(ODD, st.text(max_size=30)))
def test_no_reader_raises(reader, written):
    reader(written)


@given(ODD, ODD)
def test_no_comparison_raises(a, b):
    assert names.names_may_match(a, b) == names.names_may_match(b, a)
    assert archive_numbers.numbers_may_match(a, b) == archive_numbers.numbers_may_match(b, a)


LONG = [
    "1",
    "年",
    " ",
    "2024年",
    "(",
    "A-",
    "*",
    "一",
    "1 ",
    "_",
    "2024-",
    "138 ",
    "张*",
    "某",
    "（曾用名",
    "12 - ",
    "年 ",
    "1-",
    "*1",
    "至",
]


@pytest.mark.parametrize("reader", READERS, ids=lambda f: f.__name__)
def test_long_texts_take_no_long_time(reader):
    for unit in LONG:
        written = unit * (20_000 // len(unit))
        begin = time.process_time()
        reader(written)
        reader(written + "x")
        assert time.process_time() - begin < 0.5, unit
    for size in range(10, 200, 9):  # also below the lengths at which readers give up
        for unit in LONG:
            begin = time.process_time()
            reader((unit * size)[:size])
            assert time.process_time() - begin < 0.2, (unit, size)
