"""Dates in every written shape, times of day, ages."""

from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.values.ages import age_on, birth_year_range_from_age, parse_age
from auditor.values.dates import find_dates, parse_date, parse_date_range
from auditor.values.numbers import int_to_chinese
from auditor.values.times import TimeSpan, parse_time_span

DAYS = st.dates(date(1941, 1, 1), date(2040, 12, 31))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese_year(year, zero="〇"):
    return "".join((zero + "一二三四五六七八九")[int(c)] for c in str(year))


SHAPES = {
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "号": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "underlined": lambda d: f"__{d.year}__年_{d.month}_月_{d.day}_日",
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "padded dots": lambda d: f"{d:%Y.%m.%d}",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "iso": lambda d: d.isoformat(),
    "en dashes": lambda d: f"{d:%Y–%m–%d}",
    "iso with time": lambda d: f"{d.isoformat()}T09:30:00",
    "with clock": lambda d: f"{d.isoformat()} 00:00:00",
    "eight digits": lambda d: f"{d:%Y%m%d}",
    "short year dots": lambda d: f"{d:%y}.{d.month}.{d.day}",
    "short year": lambda d: f"{d:%y}年{d.month}月{d.day}日",
    "full width": lambda d: f"{d.year}年{d.month}月{d.day}日".translate(FULL_WIDTH),
    "full width dots": lambda d: f"{d.year}．{d.month}．{d.day}".translate(FULL_WIDTH),
    "chinese": lambda d: f"{chinese_year(d.year)}年{int_to_chinese(d.month)}月{int_to_chinese(d.day)}日",
    "chinese 零": lambda d: (
        f"{chinese_year(d.year, '零')}年{int_to_chinese(d.month)}月{int_to_chinese(d.day)}日"
    ),
    "chinese ○": lambda d: (
        f"{chinese_year(d.year, '○')}年{int_to_chinese(d.month)}月{int_to_chinese(d.day)}日"
    ),
    "weekday": lambda d: f"{d.year}年{d.month}月{d.day}日 星期六",
    "morning": lambda d: f"{d.year}年{d.month}月{d.day}日上午9:00",
    "captioned": lambda d: f"日期：{d.year}年{d.month}月{d.day}日",
}


@pytest.mark.parametrize("shape", SHAPES)
@given(day=DAYS)
def test_every_day_in_every_shape_parses_back(shape, day):
    reading = parse_date(SHAPES[shape](day))
    assert (reading.kind, reading.value) == ("day", day)
    assert reading.partial == (day.year, day.month, day.day)


@given(day=st.dates(date(1970, 1, 1), date(2064, 4, 8)))
def test_excel_serials(day):
    assert parse_date(str((day - date(1899, 12, 30)).days)).value == day


@given(day=DAYS)
def test_month_and_day_need_a_year(day):
    written = f"{day.month}月{day.day}日"
    assert parse_date(written, default_year=day.year).value == day
    assert parse_date(f"{day.month}.{day.day}", default_year=day.year).value == day
    alone = parse_date(written)
    assert (alone.kind, alone.value, alone.partial) == ("partial", None, (None, day.month, day.day))


@pytest.mark.parametrize(
    ("text", "kind", "partial"),
    [
        ("2024年  月  日", "partial", (2024, None, None)),
        ("2024年6月  日", "partial", (2024, 6, None)),
        ("2024年__月__日", "partial", (2024, None, None)),
        ("2024年6月", "month", (2024, 6, None)),
        ("2024.06", "month", (2024, 6, None)),
        ("2024年", "partial", (2024, None, None)),
        ("2024年2月30日", "none", (2024, 2, 30)),
        ("2月30日", "none", (None, 2, 30)),
        ("2023-02-29", "none", (2023, 2, 29)),
        ("2024.13.01", "none", (2024, 13, 1)),
        ("____年__月__日", "blank", (None, None, None)),
        ("　　年　　月　　日", "blank", (None, None, None)),
        ("20  年  月  日", "blank", (None, None, None)),
        ("", "blank", (None, None, None)),
    ],
)
def test_what_is_no_day_says_why(text, kind, partial):
    reading = parse_date(text)
    assert (reading.kind, reading.partial, reading.value) == (kind, partial, None)


@pytest.mark.parametrize(
    "text",
    ["90.5", "3.5小时", "6.15", "87.13 分", "1.2.3", "NY-001", "NY-2024-001", "13812345678", "12345", "良好",
     "2024年6月1日至2024年6月30日", "2024.6.1-2024.6.30", "农历2024年6月15日", "民国38年6月1日", "10.2.3.4", "020-20150615"],
)  # fmt: skip
def test_near_misses_are_no_dates(text):
    assert parse_date(text).kind == "none"


def test_lenient_only_when_asked():
    assert parse_date("2O24年6月l5日").kind == "none" or parse_date("2O24年6月l5日").value is None
    assert parse_date("2O24年6月l5日", lenient=True).value == date(2024, 6, 15)


def test_earliest_is_a_bound():
    assert parse_date("1899年1月1日").kind == "none"
    assert parse_date("1999-01-01", earliest=date(2000, 1, 1)).kind == "none"


def test_a_score_with_a_default_year_is_no_date():
    assert parse_date("90.5", default_year=2024).kind == "none"


@given(
    days=st.lists(DAYS, min_size=1, max_size=4),
    shape=st.sampled_from(["年月日", "iso", "eight digits", "slashes"]),
)
def test_dates_are_found_where_they_stand(days, shape):
    text = "；".join(f"得分90.5，于{SHAPES[shape](d)}完成第{i}次" for i, d in enumerate(days))
    found = find_dates(text)
    assert [r.value for _, _, r in found] == days
    assert [text[a:b] for a, b, _ in found] == [SHAPES[shape](d) for d in days]


def test_running_text_has_no_dates_in_numbers():
    assert (
        find_dates(
            "得分90.5，3.5小时，第1.2.3节，2024年度，2024.13.01，电话13812345678，编号AB-C002-20230415-DC-001"
        )
        == []
    )


RANGES = {
    "至": lambda a, b: f"{SHAPES['年月日'](a)}至{SHAPES['年月日'](b)}",
    "dash": lambda a, b: f"{a.isoformat()}—{b.isoformat()}",
    "hyphen dots": lambda a, b: f"{SHAPES['dots'](a)}-{SHAPES['dots'](b)}",
    "tilde": lambda a, b: f"{SHAPES['slashes'](a)}～{SHAPES['slashes'](b)}",
    "digits": lambda a, b: f"{a:%Y%m%d}-{b:%Y%m%d}",
    "起至": lambda a, b: f"自{SHAPES['年月日'](a)}起至{SHAPES['年月日'](b)}止",
}


@pytest.mark.parametrize("shape", RANGES)
@given(start=DAYS, end=DAYS)
def test_ranges(shape, start, end):
    found = parse_date_range(RANGES[shape](start, end))
    assert found is not None
    assert (found[0].value, found[1].value) == (start, end)


@pytest.mark.parametrize(
    ("text", "end"),
    [("2024-06-15—06-20", date(2024, 6, 20)), ("2024.6.15-20", date(2024, 6, 20)), ("2024年6月15日至7月2日", date(2024, 7, 2)),
     ("2024年6月15日—20日", date(2024, 6, 20)), ("2024.6.15-6.20", date(2024, 6, 20))],
)  # fmt: skip
def test_short_ends(text, end):
    found = parse_date_range(text)
    assert found is not None
    assert (found[0].value, found[1].value) == (date(2024, 6, 15), end)


def test_no_range():
    assert parse_date_range("2024年6月15日") is None
    assert parse_date_range("2024年6月15日14:00-15:30") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [("14:00-15:30", "14:00-15:30"), ("下午2点半至3点", "14:30-15:00"), ("9：00～10：30", "09:00-10:30"),
     ("14时30分—16时", "14:30-16:00"), ("下午2:00-3:30", "14:00-15:30"), ("上午9:00至下午3:00", "09:00-15:00"),
     ("晚上七点半", "19:30"), ("2024年6月15日14:00-15:30", "14:00-15:30"), ("中午12点-下午1点", "12:00-13:00"),
     ("2024-06-15 09:00:00", "09:00")],
)  # fmt: skip
def test_time_spans(text, written):
    span = parse_time_span(text)
    assert span is not None
    assert span.text == written


@pytest.mark.parametrize("text", ["30分钟", "1.5小时", "2小时", "25:00", "无", "2024-06-15", ""])
def test_lengths_are_no_times(text):
    assert parse_time_span(text) is None


@given(a=st.times(), b=st.times())
def test_time_span_round_trip(a, b):
    span = TimeSpan(time(a.hour, a.minute), time(b.hour, b.minute))
    assert parse_time_span(span.text) == span


@given(birth=st.dates(date(1900, 1, 1), date(2025, 1, 1)), years=st.integers(1, 110))
@example(birth=date(2004, 2, 29), years=1)
@example(birth=date(2004, 2, 29), years=4)
def test_birthday_counts_as_reached(birth, years):
    try:
        birthday = birth.replace(year=birth.year + years)
    except ValueError:
        birthday = date(birth.year + years, 3, 1)
    assert age_on(birth, birthday) == years
    assert age_on(birth, birthday - timedelta(days=1)) == years - 1


@given(birth=st.dates(date(1900, 1, 1), date(2025, 1, 1)), day=st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_birth_year_range_holds_the_birth(birth, day):
    first, last = birth_year_range_from_age(age_on(birth, day), day)
    assert first <= birth.year <= last


@pytest.mark.parametrize(
    ("text", "age"),
    [("4岁", 4), ("四岁", 4), ("3岁6个月", 3), ("67周岁", 67), ("78", 78), ("78.0", 78), ("8个月", 0), ("18个月", 1),
     ("约70岁", 70), ("六十七岁", 67), ("７８岁", 78), ("70多岁", None), ("10-12岁", None), ("131", None), ("虚岁8岁", None), ("无", None)],
)  # fmt: skip
def test_written_ages(text, age):
    assert parse_age(text) == age
