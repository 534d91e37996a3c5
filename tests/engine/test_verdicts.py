"""Five verdicts: what is unreadable or absent never becomes a finding, a doubtful condition never a flat statement."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.check import RuleContext
from auditor.engine.conditions import Truth, judge
from auditor.engine.examples import build_record, station_of
from auditor.engine.kinds.band import parse_band, parse_bands
from auditor.engine.kinds.fresh import months_later
from auditor.engine.kinds.signed import Signed
from auditor.engine.kinds.similar import candidate_pairs
from auditor.engine.load import load_rules
from auditor.engine.outcome import Verdict
from auditor.engine.paths import PathError, compile_path
from auditor.engine.run import check_record, run_rules
from auditor.engine.seen import State, see
from auditor.forms.model import Choice, Reading
from auditor.pages.model import Mark
from auditor.records.model import Case, HouseholdArchive

DAY = date(2025, 3, 10)
PERIOD = (date(2024, 6, 15), date(2025, 6, 14))
RULES = load_rules().rules


def _context(record: object, **parameters: object) -> RuleContext:
    return RuleContext(station_of([record], {}), DAY, PERIOD, parameters)  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("reading", "state"),
    [
        (None, State.ABSENT),
        (Reading(), State.BLANK),
        (Reading(raw="无", mark=Mark.TYPED, answered=True), State.NONE),
        (Reading(raw="13O", mark=Mark.TYPED), State.UNCLEAR),
        (Reading(value="何一", raw="何一", mark=Mark.TYPED), State.KNOWN),
        (Reading(value="何一", raw="何一", mark=Mark.TYPED, confidence=0.5), State.UNCLEAR),
        (Reading(mark=Mark.HANDWRITTEN), State.UNCLEAR),
        (Reading(mark=Mark.IMAGE), State.UNCLEAR),
        (Reading(value=(), choices=(Choice("一般", False),)), State.BLANK),
        (Reading(value=(), choices=(Choice("一般", False, confidence=0.4),)), State.UNCLEAR),
    ],
)
def test_a_reading_is_absent_blank_answered_unclear_or_known(reading: Reading | None, state: State) -> None:
    assert see(reading).state is state


def test_low_confidence_never_supports_a_flat_statement() -> None:
    """Every rule that finds something in a sure reading asks for a look when the same reading is doubtful."""
    record = build_record(
        "case",
        {
            "cover": {
                "category": {"choices": {"重点": True, "一般": True}, "raw": "☑重点 ☑一般", "confidence": 0.5}
            }
        },
    )
    outcome = check_record(RULES["case-cover-category-ambiguous"], record, _context(record))
    assert outcome.verdict is Verdict.UNSURE


def test_a_doubtful_signature_beside_an_empty_line_may_be_the_one_that_is_asked_for() -> None:
    """A place for several guardians: one signature is enough, and pen that is not surely one may be it."""
    record = build_record(
        "case",
        {
            "consent": {
                "guardian": {"signature": None},
                "father": {"signature": {"mark": "handwritten", "confidence": 0.6}},
            }
        },
    )
    places = ["consent.guardian.signature", "consent.father.signature"]
    one = Signed(check="signed", of=places, faults=["blank"])
    each = Signed(check="signed", of=places, faults=["blank"], every=True)
    assert one.run(record, _context(record)).verdict is Verdict.UNSURE
    assert each.run(record, _context(record)).verdict is Verdict.FOUND


@pytest.mark.parametrize(
    ("raw", "confidence", "verdict"),
    [
        (
            "独居老人，腿脚不便，女儿每周来一次。",
            0.6,
            Verdict.PASSED,
        ),  # some character was misread: written it is
        ("独居老人，腿脚不便，女儿每周来一次。", 0.02, Verdict.UNSURE),
        ("独居", 0.6, Verdict.UNSURE),
    ],
)
def test_that_something_was_written_needs_no_certain_characters(
    raw: str, confidence: float, verdict: Verdict
) -> None:
    facts = {"value": raw, "raw": raw, "confidence": confidence}
    record = build_record("household-archive", {"collaborations": [{"client_facts": facts}]})
    outcome = check_record(RULES["archive-collaboration-client-missing"], record, _context(record))
    assert outcome.verdict is verdict


def test_a_doubtful_condition_turns_found_into_unsure() -> None:
    given_case = {
        "consent": {
            "date": DAY,
            "client": {"age": {"value": 9, "raw": "9", "confidence": 0.5}},
            "guardian": {"signature": None},
        }
    }
    record = build_record("case", given_case)
    outcome = check_record(RULES["case-guardian-signature-missing"], record, _context(record))
    assert outcome.verdict is Verdict.UNSURE


def test_conditions_are_three_valued() -> None:
    record = build_record("case", {"cover": {"grade": 3}})
    context = _context(record)
    assert judge({"cover.grade": 3}, record, context).truth is Truth.YES
    assert judge({"cover.grade": [1, 2]}, record, context).truth is Truth.NO
    assert judge({"cover.grade": {"at_least": 3}}, record, context).truth is Truth.YES
    assert judge({"intake.grade": 3}, record, context).truth is Truth.UNKNOWN
    assert judge({"intake.grade": 3, "cover.grade": 1}, record, context).truth is Truth.NO
    assert judge({"intake": "present"}, record, context).truth is Truth.NO


def test_the_newest_paper_is_uncertain_while_one_is_undated() -> None:
    path = compile_path(HouseholdArchive, "assessments[newest].grade")
    dated = [{"date": date(2024, 6, 1), "grade": 4}, {"date": date(2024, 12, 1), "grade": 3}]
    assert path.first(build_record("household-archive", {"assessments": dated})).value == 3
    undated = [*dated, {"date": None, "grade": 2}]
    assert path.first(build_record("household-archive", {"assessments": undated})).state is State.UNCLEAR


def test_paths_are_checked_when_rules_are_loaded() -> None:
    with pytest.raises(PathError, match="是否想写"):
        compile_path(Case, "cover.categry")
    with pytest.raises(PathError, match="应写作"):
        compile_path(Case, "sessions.date")
    with pytest.raises(PathError, match="不能再往下取"):
        compile_path(Case, "cover.grade.value")


def test_a_rule_that_breaks_is_reported_and_the_others_go_on() -> None:
    record = build_record(
        "case", {"cover": {"category": {"choices": {"重点": True, "一般": True}, "raw": "☑重点 ☑一般"}}}
    )
    record.sessions = ["no session"]
    rules = [RULES["case-approval-missing"], RULES["case-cover-category-ambiguous"]]
    run = run_rules(rules, station_of([record], {}), DAY, PERIOD)
    assert [failure.split()[1] for failure in run.failures] == ["case-approval-missing"]
    assert [finding.rule.id for finding in run.findings] == ["case-cover-category-ambiguous"]


def test_coverage_never_counts_what_was_not_checkable_as_passed() -> None:
    record = build_record("case", {"cover": {"grade": 3}})
    run = run_rules([RULES["case-cover-category-conflict"]], station_of([record], {}), DAY, PERIOD)
    (coverage,) = run.coverage
    assert (coverage.checked, coverage.not_checkable) == (0, 1)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 36))
def test_months_later_stays_in_its_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_band_holds_what_lies_between_its_ends(low: int, high: int, score: int) -> None:
    low, high = sorted((low, high))
    band = parse_band(1, f"{low}—{high}分")
    assert band is not None
    assert band.holds(score) == (low <= score <= high)


@pytest.mark.parametrize(
    ("text", "score", "grade"),
    [
        ("一级：80-100分；二级：60-79分；三级：40-59分；四级：39分及以下", 80, 1),
        ("一级：80-100分；二级：60-79分；三级：40-59分；四级：39分及以下", 39, 4),
        ("80分以上为一级，60—79分为二级，40—59分为三级，40分以下为四级", 40, 3),
        ("80分以上为一级，60—79分为二级，40—59分为三级，40分以下为四级", 39.5, 4),
        ("Ⅰ级≥26，Ⅱ级16～25，Ⅲ级6～15，Ⅳ级1～5", 26, 1),
        ("一级（高危）：90分及以上\n二级：70至89分", 90, 1),
        ("一级：90分及以上，二级：70—8\n9分，三级：69分及\n以下", 60, 3),
        ("85分以上属甲类（一级），60—84分属乙类（二级），59\n分以下属丙类（三级）", 12, 3),
    ],
)
def test_bands_as_forms_print_them(text: str, score: float, grade: int) -> None:
    assert [band.grade for band in parse_bands(text) if band.holds(score)] == [grade]


def test_near_identical_texts_are_candidates_and_different_ones_are_not() -> None:
    story = (
        "社工到服务对象家中了解近况，服务对象谈到与女儿的关系有所缓和，能主动联系邻居参加晨练，血压控制稳定，药物按时服用。"
        * 2
    )
    other = (
        "服务对象在电话中表示希望申请公租房，社工讲解了申请条件与所需材料，约定下周一同到政务中心办理，并提醒带齐证件原件。"
        * 2
    )
    assert candidate_pairs([story, other, story.replace("女儿", "儿子")]) == [(0, 2)]


def _verdicts(rule: str, given: list[dict[str, object]]) -> list[Verdict]:
    records = [build_record("case", facts) for facts in given]
    for number, record in enumerate(records, 1):
        record.id = f"AB-{number:03d}"
    station = station_of(records, {})
    parameters = {name: p.value for name, p in RULES[rule].head.parameters.items()}
    context = RuleContext(station, DAY, PERIOD, parameters)
    return [check_record(RULES[rule], record, context).verdict for record in records]


WITHOUT_INTAKE: dict[str, object] = {"cover": {}, "plans": [{}]}


def test_a_paper_that_no_case_has_was_not_understood_and_one_that_most_have_is_missing() -> None:
    rule = "case-documents-incomplete"
    assert set(_verdicts(rule, [WITHOUT_INTAKE] * 5)) == {Verdict.NOT_CHECKABLE}
    assert _verdicts(rule, [*[WITHOUT_INTAKE] * 4, WITHOUT_INTAKE | {"intake": {}}]) == [
        *[Verdict.FOUND] * 4,
        Verdict.PASSED,
    ]
    assert set(_verdicts(rule, [WITHOUT_INTAKE] * 3)) == {Verdict.FOUND}


def test_another_paper_that_one_case_lacks_is_told_though_all_lack_the_first() -> None:
    verdicts = _verdicts("case-documents-incomplete", [*[WITHOUT_INTAKE] * 5, {"cover": {}}])
    assert verdicts == [*[Verdict.NOT_CHECKABLE] * 5, Verdict.FOUND]


def test_return_visits_that_no_closed_case_has_are_asked_about() -> None:
    rule = "case-closing-followup-missing"
    closed: dict[str, object] = {"closing": {"date": date(2025, 1, 5)}}
    assert set(_verdicts(rule, [closed] * 5)) == {Verdict.UNSURE}
    assert set(_verdicts(rule, [closed] * 2)) == {Verdict.FOUND}
    assert (
        _verdicts(rule, [closed] * 4 + [closed | {"followups": [{"date": date(2025, 2, 20)}]}])
        == [Verdict.FOUND] * 5
    )


def test_open_cases_without_a_single_session_in_the_whole_station_are_not_called_inactive() -> None:
    opened: dict[str, object] = {"cover": {}, "intake": {"date": date(2024, 10, 1)}}
    rule = "case-inactive"
    assert set(_verdicts(rule, [opened] * 5)) == {Verdict.NOT_CHECKABLE}
    followed = opened | {"sessions": [{"date": date(2025, 3, 1)}]}
    assert _verdicts(rule, [*[opened] * 4, followed]) == [*[Verdict.FOUND] * 4, Verdict.PASSED]
