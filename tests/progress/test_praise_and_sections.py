"""Praise is earned by figures alone; like findings become one item."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from auditor.audit import AuditOptions, audit_folder
from auditor.engine.examples import build_record, station_of
from auditor.engine.load import load_rules
from auditor.engine.outcome import Verdict
from auditor.engine.run import RuleRun
from auditor.findings.praise import _areas, praise_of
from auditor.findings.result import Evidence, Finding, SubjectEntry
from auditor.findings.sections import merge_concerns
from auditor.records.model import HouseholdArchive, PaperFile
from auditor.records.station import Station

SAMPLE = Path(__file__).parents[2] / "sample_files" / "station"


def _run(**verdicts: dict[str, Counter[Verdict]]) -> RuleRun:
    return RuleRun(by_district={rule.replace("_", "-"): places for rule, places in verdicts.items()})


def test_areas_name_rules_that_exist() -> None:
    known = set(load_rules().rules)
    assert {rule for area in _areas() for rule in (*area.rules, *area.unless)} <= known


def test_an_area_is_praised_by_district_with_its_number() -> None:
    run = _run(case_documents_incomplete={
        "第一片区": Counter({Verdict.PASSED: 9}), "第二片区": Counter({Verdict.PASSED: 8, Verdict.FOUND: 1}),
    })  # fmt: skip
    [item] = praise_of(Station(), run)
    assert (item.section, item.district) == ("management", "第一片区")
    assert "9个个案" in item.message


def test_districts_that_all_did_well_are_praised_as_one() -> None:
    run = _run(
        case_documents_incomplete={
            "第一片区": Counter({Verdict.PASSED: 9}),
            "第二片区": Counter({Verdict.PASSED: 8}),
        }
    )
    [item] = praise_of(Station(), run)
    assert item.district == ""
    assert "17个个案" in item.message


def test_nothing_uncheckable_doubtful_or_too_small_is_praised() -> None:
    for verdicts in (
        {Verdict.PASSED: 9, Verdict.NOT_CHECKABLE: 1}, {Verdict.PASSED: 9, Verdict.UNSURE: 1}, {Verdict.PASSED: 4}, {},
        {Verdict.NOT_CHECKABLE: 30},
    ):  # fmt: skip
        assert praise_of(Station(), _run(case_documents_incomplete={"第一片区": Counter(verdicts)})) == []


def test_half_of_an_area_is_not_praised_where_its_other_rule_was_not_run() -> None:
    assert praise_of(Station(), _run(case_approval_missing={"第一片区": Counter({Verdict.PASSED: 9})})) == []


def test_resolved_concerns_are_praised_where_they_outweigh_the_rest() -> None:
    [item] = praise_of(Station(), RuleRun(), ["resolved", "resolved", "found-again", "human", "not-checked"])
    assert "3条意见中，2条" in item.message
    assert praise_of(Station(), RuleRun(), ["resolved", "found-again", "found-again"]) == []


def test_the_sample_is_praised_only_where_nothing_was_found() -> None:
    result = audit_folder(SAMPLE, AuditOptions(jobs=1)).result
    assert result.praise
    assert sorted(i for section in result.sections for i in section.praise) == list(range(len(result.praise)))
    for section in result.sections:
        assert all(result.praise[i].section == section.section for i in section.praise)
    text = " ".join(item.message for item in result.praise)
    assert "到岗" not in text  # a month is short
    assert "继续教育" not in text


def _finding(
    subject: str, *, rule: str = "case-theory-missing", district: str = "第一片区", certainty: str = "sure"
) -> Finding:
    return Finding(
        id=subject + rule + district, rule=rule, severity="advice", section="quality", certainty=certainty,  # type: ignore[arg-type]
        subject=SubjectEntry(kind="case", id=subject), district=district, message=f"个案{subject}未写理论", advice="建议补写",
        basis="依据", evidence=[Evidence(path="a.docx")],
    )  # fmt: skip


def test_like_findings_of_a_district_are_one_item_that_names_its_subjects() -> None:
    findings = [
        _finding("A-1"), _finding("A-2"), _finding("B-1", district="第二片区"), _finding("A-3", certainty="check"),
        _finding("A-1", rule="case-inactive"),
    ]  # fmt: skip
    items = merge_concerns(findings, titles={"case-theory-missing": "计划未写理论"})
    assert [(item.rule, item.district, item.findings) for item in items] == [
        ("case-theory-missing", "第一片区", [0, 1]), ("case-theory-missing", "第二片区", [2]),
        ("case-theory-missing", "第一片区", [3]), ("case-inactive", "第一片区", [4]),
    ]  # fmt: skip
    assert items[0].text == "计划未写理论，共2处，涉及A-1、A-2"
    assert items[1].text == "个案B-1未写理论"
    assert sorted(i for item in items for i in item.findings) == [0, 1, 2, 3, 4]


def _large(unread: dict[str, int], **verdicts: dict[str, Counter[Verdict]]) -> list[tuple[str, str]]:
    """Praise of an archive of 240 households in three districts, some files of which were not read."""
    archives, files = [], []
    for district, community, mark in (
        ("第一片区", "东风社区", "DF"),
        ("第二片区", "桥头社区", "QT"),
        ("第三片区", "河畔社区", "HP"),
    ):
        for number in range(1, 81):
            path = f"建档/{community}/{mark}-{number:03d}.docx"
            archives.append(
                HouseholdArchive(
                    id=f"{mark}-{number:03d}", district=district, community=community, files=[path]
                )
            )
            files.append(PaperFile(id=path))
        for number in range(unread.get(district, 0)):
            files.append(PaperFile(id=f"建档/{community}/扫描{number}.pdf", status="unreadable"))
    station = Station(archives=archives, files=files)
    return [(item.district, item.message) for item in praise_of(station, _run(**verdicts))]


def _each(*counts: Counter[Verdict]) -> dict[str, Counter[Verdict]]:
    return dict(zip(("第一片区", "第二片区", "第三片区"), counts, strict=True))


_ALL = Counter({Verdict.PASSED: 80})


def test_a_large_archive_is_praised_once_where_all_districts_did_well() -> None:
    [(district, message)] = _large({}, archive_reassessment_overdue=_each(_ALL, _ALL, _ALL))
    assert district == ""
    assert "240份档案" in message


def test_a_district_with_many_unread_files_is_not_praised_and_neither_is_the_whole() -> None:
    praised = _large({"第二片区": 12}, archive_reassessment_overdue=_each(_ALL, _ALL, _ALL))
    assert [district for district, _ in praised] == ["第一片区", "第三片区"]
    assert all("80份档案" in message for _, message in praised)


def test_a_few_unread_files_among_many_change_nothing() -> None:
    [(district, _)] = _large({"第二片区": 2}, archive_reassessment_overdue=_each(_ALL, _ALL, _ALL))
    assert district == ""


def test_one_paper_in_fifty_may_lack_and_is_not_counted() -> None:
    one = Counter({Verdict.PASSED: 79, Verdict.NOT_CHECKABLE: 1})
    [(district, message)] = _large({}, archive_reassessment_overdue=_each(one, one, one))
    assert (district, "237份档案" in message) == ("", True)
    many = Counter({Verdict.PASSED: 74, Verdict.NOT_CHECKABLE: 6})
    praised = _large({}, archive_reassessment_overdue=_each(_ALL, many, _ALL))
    assert [name for name, _ in praised] == ["第一片区", "第三片区"]


def test_one_finding_among_two_hundred_leaves_its_district_without_praise() -> None:
    found = Counter({Verdict.PASSED: 79, Verdict.FOUND: 1})
    praised = _large({}, archive_reassessment_overdue=_each(_ALL, found, _ALL))
    assert [name for name, _ in praised] == ["第一片区", "第三片区"]


def test_what_is_found_against_a_sentence_unsays_it_where_it_was_found() -> None:
    visits = {name: Counter({Verdict.PASSED: 20}) for name in ("第一片区", "第二片区")}
    only_calls = {"第一片区": Counter({Verdict.FOUND: 1}), "第二片区": Counter({Verdict.PASSED: 20})}
    earned = praise_of(Station(), _run(archive_visits_too_few=visits, archive_phone_only=only_calls))
    assert [item.district for item in earned] == ["第二片区"]
    everywhere = {"": Counter({Verdict.FOUND: 1})}
    assert praise_of(Station(), _run(archive_visits_too_few=visits, worker_time_overlap=everywhere)) == []


def _indicators(*tables: tuple[str, dict[str, tuple[int, int]]]) -> Station:
    made = [
        build_record(
            "indicator-table",
            {
                "id": f"表{number}", "date": date.fromisoformat(day),
                "entries": [{"indicator": name, "target": str(want), "done": str(done)} for name, (want, done) in rows.items()],
            },
        )
        for number, (day, rows) in enumerate(tables)
    ]  # fmt: skip
    return station_of(made, {"period": ["2025-01-01", "2025-12-31"]})


def test_of_a_table_for_every_month_the_last_one_is_praised() -> None:
    first = ("2025-03-31", {"探访": (100, 10), "小组": (10, 1), "讲座": (20, 2)})
    last = ("2025-06-30", {"探访": (100, 60), "小组": (10, 6), "讲座": (20, 11)})
    [item] = praise_of(_indicators(last, first), RuleRun())
    assert "3项指标全部达到" in item.message and "2025年6月30日" in item.message


def test_progress_of_which_two_fifths_lag_is_not_called_orderly() -> None:
    lagging = (
        "2025-06-30",
        {"探访": (100, 60), "小组": (10, 6), "讲座": (20, 11), "个案": (20, 5), "培训": (8, 2)},
    )
    assert praise_of(_indicators(lagging), RuleRun()) == []


def test_a_figure_far_above_its_target_is_not_named_among_the_merits() -> None:
    table = ("2025-06-30", {"探访": (100, 60), "小组": (10, 6), "讲座": (20, 11), "宣传": (2, 90)})
    [item] = praise_of(_indicators(table), RuleRun())
    assert "宣传" not in item.message and "4项指标全部" in item.message


def test_a_month_on_two_tables_is_one_month() -> None:
    rows = [{"month": f"{month}月", "due": "6", "present": "6"} for month in (1, 2, 3)]
    tables = [build_record("duty-table", {"id": f"表{n}", "entries": rows}) for n in (1, 2)]
    run = _run(staffing_short={"": Counter({Verdict.PASSED: 2})})
    [item] = praise_of(station_of(tables, {}), run)
    assert "3个月" in item.message and "应到18人次" in item.message
