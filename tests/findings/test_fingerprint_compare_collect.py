"""What makes a finding the same from run to run, how runs are compared, and in which order findings come."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.examples import example_outcomes
from auditor.engine.load import load_rules
from auditor.engine.outcome import Outcome, Subject, Verdict
from auditor.engine.run import RuleFinding
from auditor.findings.collect import collect, evidence_of, fill, sections_of
from auditor.findings.compare import compare, mark_states, unchecked_between
from auditor.findings.fingerprint import fingerprint, number_equals
from auditor.findings.result import CoverageEntry, Evidence, FileEntry, Result, Tool
from auditor.forms.model import Reading
from auditor.pages.model import Mark, Place

RULES = load_rules().rules
WORD = st.text(min_size=0, max_size=20)
DAY = date(2025, 3, 10)


@given(WORD, WORD, WORD, WORD, st.integers(0, 9))
def test_a_fingerprint_is_stable_and_short(
    rule: str, kind: str, subject: str, key: str, ordinal: int
) -> None:
    one = fingerprint(rule, kind, subject, key, ordinal)
    assert one == fingerprint(rule, kind, subject, key, ordinal)
    assert len(one) == 16
    assert int(one, 16) >= 0


@given(st.lists(st.tuples(WORD, WORD, WORD, WORD), max_size=30))
def test_equal_identities_are_numbered_and_never_collide(identities: list[tuple[str, str, str, str]]) -> None:
    ordinals = number_equals(identities)
    pairs = list(zip(identities, ordinals, strict=True))
    assert len(set(pairs)) == len(pairs)
    assert number_equals(identities) == ordinals


@given(st.sampled_from(["RB-HH-008", "NY-001", "王小明"]), st.sampled_from(["", " ", "　"]))
def test_width_case_and_blanks_do_not_matter(subject: str, gap: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in subject)
    spread = gap.join(wide.lower())
    assert fingerprint("r-a", "case", spread) == fingerprint("r-a", "case", subject)


def test_every_part_of_the_identity_counts() -> None:
    base = fingerprint("a-b", "case", "NY-001", "key", 0)
    others = {
        fingerprint("a-c", "case", "NY-001", "key", 0),
        fingerprint("a-b", "group", "NY-001", "key", 0),
        fingerprint("a-b", "case", "NY-002", "key", 0),
        fingerprint("a-b", "case", "NY-001", "kez", 0),
        fingerprint("a-b", "case", "NY-001", "key", 1),
        fingerprint("a-b", "case", "NY-001key", "", 0),
    }
    assert len(others) == 6
    assert base not in others


def rule_finding(
    rule: str, subject: Subject, path: str = "a.docx", key: str = "", page: int | None = None
) -> RuleFinding:
    example = RULES[rule].head.examples.found[0]
    found = next(item for item in example_outcomes(RULES[rule], example) if item.verdict is Verdict.FOUND)
    reading = Reading(None, "", "签名：", Mark.BLANK, Place(path, page=page, ref="表1 第2行第3列"))
    outcome = Outcome(Verdict.FOUND, (reading,), facts=found.facts, key=key)
    parameters = {name: parameter.value for name, parameter in RULES[rule].head.parameters.items()}
    return RuleFinding(RULES[rule], subject, outcome, parameters)


def test_moving_and_rescanning_files_leaves_the_identity_alone() -> None:
    subject = Subject("case", "NY-001", "第一片区", "甲社区")
    before = collect([rule_finding("case-consent-missing", subject, "旧/a.docx")], DAY)
    after = collect([rule_finding("case-consent-missing", subject, "新/b.pdf", page=3)], date(2026, 1, 1))
    assert [item.id for item in before] == [item.id for item in after]


def test_order_is_section_district_community_subject_severity() -> None:
    items = [
        rule_finding(rule, Subject("case", number, district, community))
        for district, community in (
            ("", ""),
            ("第三片区", "丙社区"),
            ("第二片区", "乙社区"),
            ("第一片区", "甲社区"),
        )
        for number in ("B-002", "B-001")
        for rule in ("case-session-count-conflict", "case-consent-missing", "case-guardian-phone-missing")
    ]
    found = collect(items, DAY)
    assert len(found) == len(items)
    assert [item.section for item in found] == sorted(
        (item.section for item in found), key=["progress", "management", "quality"].index
    )
    first = [item for item in found if item.section == found[0].section]
    districts = list(dict.fromkeys(item.district for item in first))
    assert districts == ["第一片区", "第二片区", "第三片区", ""]
    inside = [item for item in first if item.district == "第一片区"]
    assert [item.subject.id for item in inside] == sorted(item.subject.id for item in inside)
    own = [item.severity for item in inside if item.subject.id == "B-001"]
    assert own == sorted(own, key=["critical", "major", "minor", "advice"].index)
    given_order = collect(items, DAY, ["第三片区", "第一片区"])
    assert list(dict.fromkeys(item.district for item in given_order if item.section == first[0].section))[
        :3
    ] == [
        "第三片区",
        "第一片区",
        "第二片区",
    ]


def test_order_does_not_depend_on_the_order_of_running() -> None:
    items = [
        rule_finding("case-narrative-duplicated", Subject("case", f"B-{n}", "", ""), key=f"k{k}")
        for n in (3, 1, 2)
        for k in (2, 1)
    ]
    assert [item.id for item in collect(items, DAY)] == [item.id for item in collect(items[::-1], DAY)]


def test_sections_index_their_findings() -> None:
    found = collect(
        [rule_finding(rule, Subject("case", "A", "", "")) for rule in RULES if rule.startswith("case-")], DAY
    )
    entries = sections_of(found)
    indexes = sorted(index for entry in entries for index in entry.concerns)
    assert indexes == list(range(len(found)))
    for entry in entries:
        assert all(found[index].section == entry.section for index in entry.concerns)


def test_messages_never_evaluate_document_text() -> None:
    assert fill("甲{name}乙", {"name": "{__class__}{0}%s"}) == "甲{__class__}{0}%s乙"
    assert fill("{day}", {"day": DAY}) == "2025年3月10日"
    assert fill("{many}{none}{yes}", {"many": ("一", "二"), "none": None, "yes": True}) == "一、二是"


def test_a_basis_names_its_source_once() -> None:
    for rule in RULES.values():
        outcome = Outcome(Verdict.FOUND)
        made = collect([RuleFinding(rule, Subject("case", "NY-001"), outcome, {})], DAY)[0]
        assert "依据：" not in made.basis  # outputs write 依据： before it
        assert made.basis.count("评估报告意见") <= 1
        assert made.basis.startswith("评估报告") or made.basis.endswith("）"), made.basis


def test_evidence_says_where_and_what() -> None:
    blank = evidence_of(Reading(None, "", "监护人签名：", Mark.BLANK, Place("a.docx", ref="表1 第2行第3列")))
    assert blank == Evidence(path="a.docx", label="监护人签名（表1 第2行第3列）", text="（空白）")
    image = evidence_of(Reading(None, "\ufffc", "签名", Mark.IMAGE, Place("a.pdf", 2, (1.0, 2.0, 3.0, 4.0))))
    assert (image.page, image.box, image.text) == (2, (1.0, 2.0, 3.0, 4.0), "［图片］")
    assert len(evidence_of(Reading("x", "长" * 5000, "过程", Mark.TYPED, Place("a.docx"))).text) == 300


def result_of(*subjects: str) -> Result:
    items = [rule_finding("case-consent-missing", Subject("case", subject, "", "")) for subject in subjects]
    return Result(
        station="某站",
        as_of=DAY,
        period=(DAY, DAY),
        tool=Tool(name="t", version="0", rules="0"),
        files=[],
        records=[],
        findings=collect(items, DAY),
        coverage=[],
    )


@given(st.sets(st.sampled_from("ABCDEF")), st.sets(st.sampled_from("ABCDEF")))
def test_comparison_is_a_partition(old: set[str], new: set[str]) -> None:
    earlier, later = result_of(*old), result_of(*new)
    made = compare(earlier.findings, later.findings)
    assert {item.subject.id for item in made.resolved} == old - new
    assert {item.subject.id for item in made.still_there} == old & new
    assert {item.subject.id for item in made.new} == new - old
    mark_states(later, earlier)
    assert {item.subject.id for item in later.findings if item.state == "still-there"} == old & new
    assert {item.subject.id for item in later.resolved} == old - new


def test_two_results_alone_never_call_resolved_what_the_second_could_not_see() -> None:
    earlier, later = result_of("RY-001"), result_of()
    earlier.findings[0].evidence = [Evidence(path="个案/RY-001/封面.pdf", label="类别", text="")]
    ran = CoverageEntry(rule="case-consent-missing", checked=1, found=0, unsure=0, not_checkable=0)
    seen = FileEntry(path="个案/RY-001/封面.pdf", status="read")
    lost = FileEntry(path="个案/RY-001/scan_7.pdf", status="unreadable")
    elsewhere = FileEntry(path="个案/RY-002/scan_7.pdf", status="unreadable")

    def why(coverage: list[CoverageEntry], files: list[FileEntry]) -> str:
        later.coverage, later.files = coverage, files
        return unchecked_between(earlier, later)(earlier.findings[0])

    assert why([ran], [seen]) == ""
    assert why([ran], [elsewhere]) == ""
    assert "没有运行" in why([], [seen])
    assert "读不出" in why([ran], [FileEntry(path=seen.path, status="unreadable")])
    # Scanned anew under other names, one of them unreadable: it may be this one.
    assert "同一文件夹" in why([ran], [lost])
    assert why([ran], [seen, lost]) == ""
