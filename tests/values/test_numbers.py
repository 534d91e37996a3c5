"""Phones, identity numbers, levels, counts, amounts, archive numbers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values.archive_numbers import find_archive_numbers, numbers_may_match, parse_archive_number
from auditor.values.grades import grade_name, parse_grade
from auditor.values.id_numbers import check_character, parse_id_number
from auditor.values.numbers import chinese_to_int, int_to_chinese, parse_amount, parse_count, parse_score
from auditor.values.phones import find_phones, is_valid_phone

MOBILES = st.from_regex(r"\A1[3-9][0-9]{9}\Z")


@given(MOBILES)
def test_mobile_in_every_grouping(n):
    for text in (
        n,
        f"{n[:3]} {n[3:7]} {n[7:]}",
        f"{n[:3]}-{n[3:7]}-{n[7:]}",
        f"+86 {n}",
        f"86-{n}",
        f"{n[:3]}　{n[3:]}",
    ):
        assert find_phones(text) == [n]
        assert is_valid_phone(text)


@given(a=MOBILES, b=MOBILES, sep=st.sampled_from(["/", "、", "；", "\n", "  ", "，", " / "]))
def test_several_in_one_cell(a, b, sep):
    assert find_phones(a + sep + b) == list(dict.fromkeys([a, b]))


@pytest.mark.parametrize(
    ("text", "phones"),
    [("020-81230000", ["02081230000"]), ("（020）81230000", ["02081230000"]), ("81230000", ["81230000"]), ("8123000", ["8123000"]),
     ("020-81230000转801", ["02081230000-801"]), ("0758-2812300", ["07582812300"]), ("138****1234", ["138****1234"]),
     ("１３８００００１２３４", ["13800001234"]), ("400-812-3000", ["4008123000"]), ("+852 2812 3000", ["85228123000"]),
     ("84123456 13800001111", ["84123456", "13800001111"])],
)  # fmt: skip
def test_other_phones(text, phones):
    assert find_phones(text) == phones


@pytest.mark.parametrize(
    "text",
    [
        "20240615",
        "11010519491231002X",
        "NY-001",
        "无",
        "1087元",
        "1380000123",
        "评分150 2024-06-15",
        "2024-2025",
        "2400000.00",
    ],
)
def test_no_phones(text):
    assert find_phones(text) == []


def test_a_digit_too_few_is_not_valid():
    assert not is_valid_phone("1380000123")
    assert not is_valid_phone("13800001234 1380000")


PEOPLE = st.tuples(
    st.integers(110000, 659999), st.dates(date(1900, 1, 1), date(2025, 1, 1)), st.integers(0, 999)
)


def id_of(person):
    region, birth, order = person
    first = f"{region}{birth:%Y%m%d}{order:03}"
    return first + check_character(first)


@given(PEOPLE)
def test_id_numbers(person):
    number = id_of(person)
    read = parse_id_number(number)
    assert read is not None
    assert (read.text, read.valid, read.birth_date, read.masked) == (number, True, person[1], False)
    assert read.sex == ("男" if person[2] % 2 else "女")
    assert parse_id_number(f"{number[:6]} {number[6:14]} {number[14:].lower()}") == read


@given(person=PEOPLE, place=st.integers(0, 16), shift=st.integers(1, 9))
def test_one_wrong_digit_is_noticed(person, place, shift):
    number = id_of(person)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    read = parse_id_number(wrong)
    assert read is None or read.valid is False  # None only where the region would begin with 0


def test_other_identity_papers():
    masked = parse_id_number("1101**********002X")
    assert masked is not None and masked.masked and masked.valid is None and masked.birth_date is None
    born = parse_id_number("110105194912****2X") or parse_id_number("11010519491231****")
    assert born is not None and born.valid is None
    old = parse_id_number("110105491231002")
    assert old is not None and old.birth_date == date(1949, 12, 31) and old.kind == "resident15"
    permit = parse_id_number("H12345678")
    assert permit is not None and permit.kind == "other" and permit.valid is None
    assert parse_id_number("13812345678") is None
    assert parse_id_number("138****1234") is None
    assert parse_id_number("无") is None
    disability = parse_id_number("11010519491231002X42")
    assert disability is not None and disability.valid is True
    short = parse_id_number("11010519491231002")
    assert short is not None and short.valid is False


@pytest.mark.parametrize("grade", range(1, 6))
def test_grades_in_every_shape(grade):
    cn, roman = "一二三四五"[grade - 1], "ⅠⅡⅢⅣⅤ"[grade - 1]
    latin = ["I", "II", "III", "IV", "V"][grade - 1]
    for text in (
        grade_name(grade),
        f"{grade}级",
        f"{roman}级",
        f"{latin}级",
        f"{cn} 级",
        str(grade),
        f"第{cn}级",
        f"{cn}级（一般）",
        f"{cn}類",
        cn,
    ):
        assert parse_grade(text) == grade, text


@pytest.mark.parametrize(
    "text", ["一级改为二级", "十一级", "12", "12级", "□一级 □二级", "无", "", "0级", "良好", "6"]
)
def test_no_grade(text):
    assert parse_grade(text) is None


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_round_trip(n):
    assert chinese_to_int(int_to_chinese(n)) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [("廿一", 21), ("两百", 200), ("二〇二四", 2024), ("壹仟零捌", 1008), ("十", 10), ("一千零一十", 1010)],
)
def test_chinese_numerals(text, n):
    assert chinese_to_int(text) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [("12节", 12), ("共 12 次", 12), ("十二", 12), ("12.0", 12), ("1,087", 1087), ("十二节", 12), ("第三次", 3), ("1.2万", 12000),
     ("面谈7次、电话3次，合计10次", 10), ("10次，其中电话3次", 10), ("第3次（共8次）", None), ("共6-8次", None),
     ("34.5人次", None), ("3-5次", None), ("共12次（30人）", None), ("无", None), ("", None)],
)  # fmt: skip
def test_counts(text, n):
    assert parse_count(text) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("87.13 分", 87.13),
        ("92.5%", 92.5),
        ("90", 90),
        ("85分（满分100分）", 85),
        ("九十分", 90),
        ("85/100", None),
        ("80~90", None),
    ],
)
def test_scores(text, n):
    assert parse_score(text) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [("24,745元", "24745"), ("￥1.2万元", "12000"), ("人民币壹仟元整", "1000"), ("¥ 24,745.50", "24745.50"), ("-300", "-300"),
     ("贰万肆仟柒佰肆拾伍元伍角", "24745.5"), ("500元-800元", None), ("2024年", None), ("无", None)],
)  # fmt: skip
def test_amounts(text, n):
    assert parse_amount(text) == (None if n is None else Decimal(n))


@given(head=st.lists(st.from_regex(r"\A[A-FJ-LR-SX-Z]{2,3}\Z"), min_size=1, max_size=2), serial=st.integers(1, 99),
       gap=st.sampled_from(["-", " - ", "－", "–", "—", "- "]))  # fmt: skip
def test_archive_numbers_in_every_spacing(head, serial, gap):
    plain = "-".join([*head, f"{serial:03}"])
    number = parse_archive_number(gap.join([*head, f"{serial:03}"]))
    assert number is not None
    assert (number.text, number.initials, number.serial, number.masked) == (plain, tuple(head), serial, False)
    assert parse_archive_number(plain.lower()) == number
    assert parse_archive_number(f"编号：{plain}") == number
    if parse_archive_number(
        f"{head[0]}-1"
    ):  # not the name of a scale or standard, which needs a padded number
        assert numbers_may_match(plain, "-".join([*head, str(serial)]))
    assert [n.text for n in find_archive_numbers(f"编号为{plain}的个案，于2024-06-15建立")] == [plain]


@pytest.mark.parametrize(
    ("text", "plain", "year"),
    [("AB-2024-001", "AB-2024-001", 2024), ("2024-AB-01", "2024-AB-001", 2024), ("AB001", "AB-001", None), ("AB-1", "AB-001", None),
     ("JUS-C002-20230415-AB-0012", "JUS-C002-20230415-AB-0012", None), ("南风个案001", "南风个案001", None),
     ("个案字〔2024〕3号", "个案字〔2024〕3号", 2024), ("第AB-001号", "AB-001", None), ("ＡＢ－ＣＤ－００８", "AB-CD-008", None), ("AB-C* - 008", "AB-C*-008", None)],
)  # fmt: skip
def test_archive_number_shapes(text, plain, year):
    number = parse_archive_number(text)
    assert number is not None
    assert (number.text, number.year) == (plain, year)


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-15",
        "20240615",
        "13812345678",
        "020-81230000",
        "11010519491231002X",
        "2024年6月",
        "A4",
        "COVID-19",
        "第3次",
        "无",
        "GB 11643",
        "H12345678",
    ],
)
def test_no_archive_numbers(text):
    assert parse_archive_number(text) is None


def test_station_pattern():
    assert parse_archive_number("AB-001", r"[A-Z]{2}-\d{3}") is not None
    assert parse_archive_number("AB-CD-001", r"[A-Z]{2}-\d{3}") is None
    own = parse_archive_number("0042", r"\d{4}")
    assert own is not None and own.serial == 42


@pytest.mark.parametrize(
    ("a", "b", "may"),
    [("AB-C*-008", "AB-CD-008", True), ("AB-C*-008", "AB-DD-008", False), ("AB-C*-008", "AB-CD-009", False), ("AB-001", "AB-002", False),
     ("AB-2023-001", "AB-2024-001", False), ("AB-001", "AB-CD-001", False), ("*-001", "AB-001", True)],
)  # fmt: skip
def test_masked_archive_numbers(a, b, may):
    assert numbers_may_match(a, b) is may
    assert numbers_may_match(b, a) is may


def test_standards_and_scales_in_running_text_are_no_files():
    text = "按GB 11643-1999和MZ/T 094-2017，SCL-90得分150，COVID-19期间，QQ-12345，归入AB-CD-008及AB001。"
    assert [n.text for n in find_archive_numbers(text)] == ["AB-CD-008", "AB-001"]
