"""The quick looks that spare rules the slow one must never see less than it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.kinds.residue import _ANY
from auditor.engine.kinds.similar import alike_pairs
from auditor.engine.seen import State, see, sure_day, sure_value
from auditor.forms.model import Reading
from auditor.records.lexicon import _events, _triggers
from auditor.records.model import Case
from auditor.records.station import Station, UnreadFile
from auditor.values.text import fold, letters_are_plain
from tools.benchmark.many_records import CASES, STATIONS, many_narratives, many_records

NOT_LETTERS = re.compile(r"[^\w]+")
SLOW = re.compile(
    r"[XxＸｘ×○]{2}|某某|请填写|请输入|此处|示例|样例|范例|点击|填写|lorem|张三|李四", re.IGNORECASE
)


@given(
    st.text(st.sampled_from("自殺杀电電话 \n\t\r　，。（Ａa１1＿_⼀﹍\u200b"), max_size=12)
    | st.text(max_size=12)
)
def test_plain_letters_are_those_of_the_folded_text(text: str) -> None:
    if letters_are_plain(text):
        assert NOT_LETTERS.sub("", text) == NOT_LETTERS.sub("", fold(text))


@given(st.text(st.sampled_from("XxＸｘ×○某请此示样范点填LlOoRrEeMm张李写入输处例击三四a\n"), max_size=8))
def test_the_quick_look_for_residue_sees_what_the_plain_alternatives_see(text: str) -> None:
    assert bool(_ANY.search(text)) == bool(SLOW.search(text))


@given(
    st.sampled_from(
        ["自杀", "把孩子锁在家里", "被继父用皮带打", "从阳台往下跳", "被邻居关在屋里", "服用大量安眠药"]
    ),
    st.text(st.sampled_from("他昨天在家被打，了的跳"), max_size=6),
)
def test_every_event_holds_a_word_of_its_trigger(told: str, around: str) -> None:
    sentence = around + told + around
    for event, pattern in _events().items():
        if pattern.search(sentence):
            assert _triggers()[event].search(sentence), event


@given(
    st.builds(
        Reading,
        st.none() | st.just(()) | st.integers() | st.dates() | st.text(max_size=3),
        st.text(max_size=3),
        confidence=st.sampled_from([0.5, 0.8, 1.0]),
    )
)
def test_a_sure_value_is_what_is_seen_as_known(reading: Reading) -> None:
    seen = see(reading)
    assert sure_value(reading) == (seen.value if seen.state is State.KNOWN else None)
    if sure_day(reading) is not None:
        assert seen.state is State.KNOWN


def test_all_copied_narratives_are_found_among_many() -> None:
    texts, copied = many_narratives(2_000)
    assert copied <= {(first, second) for first, second, _ in alike_pairs(texts, 90)}


def test_unread_files_count_beside_and_around_a_records_own() -> None:
    record = Case(id="NY-001", files=["个案/NY-001/01封面.docx"])
    station = Station(
        cases=[record],
        unread_files=[
            UnreadFile("个案/NY-001/扫描.pdf", "个案/NY-001", "扫描页"),
            UnreadFile("个案/同意书/甲.pdf", "个案/同意书", "扫描页", "consent"),
            UnreadFile("个案/杂项/乙.pdf", "个案/杂项", "扫描页"),
            UnreadFile("建档/同意书/丙.pdf", "建档/同意书", "扫描页", "consent"),
        ],
    )
    assert [n.path for n in station.unread_for(record, "consent")] == [
        "个案/NY-001/扫描.pdf",
        "个案/同意书/甲.pdf",
    ]
    assert [n.path for n in station.unread_for(record, "cover")] == ["个案/NY-001/扫描.pdf"]


def test_the_benchmarks_mixes_have_ten_thousand_records() -> None:
    for mix in (STATIONS, CASES):
        assert abs(len(many_records(1_000, mix=mix).records) - 1_000) <= 20
