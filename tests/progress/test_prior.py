"""The last evaluation's concerns: how a report is split, what each maps to, and what becomes of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from auditor.audit import AuditOptions, audit_folder
from auditor.engine.load import load_rules
from auditor.errors import ConfigurationError
from auditor.findings.prior import read_previous
from auditor.findings.prior_words import mapped_rules, papers_in, rules_for
from auditor.outputs.json_result import result_json
from tests.progress.previous_phrases import ANSWERED, FOR_A_PERSON
from tests.progress.previous_shapes import SHAPES, Shape
from tests.progress.previous_shapes_2 import SHAPES_2
from tests.progress.strange_papers import _docx, _pdf

SAMPLE = Path(__file__).parents[2] / "sample_files" / "station"

_BLOCKS = [
    ("霁川街社工服务站2024年度末期评估报告", 0),
    ("一、项目管理", 1),
    ("（一）值得肯定的地方", 2),
    "1. 个案文书缺失的情况较上期明显减少，审批齐全。",
    ("（二）需要关注的地方", 2),
    "经查阅资料，项目管理有以下几方面需要关注：",
    "1. 编号RY-002的个案，服务对象未满十八岁，同意书上监护人未签名。",
    "2. 编号QX-099的个案封面同时勾选了重点个案和一般个案。此外，编号YT-001的个案缺少片长审批。",
    "3. 服务品牌影响力有待提升，建议加强宣传。",
    ("二、服务质量", 1),
    ("（一）需要关注的地方", 2),
    "(1) 第一片区，该片区范围包括：榕荫社区、南埠社区、竹溪社区。",
    "①部分档案的封面评级与实际评级不一致；教育性小组的前后测题目多为主观评分，难以客观反映成效。",
    "②小组理论基础较为薄弱。",
    ("三、服务监测", 1),
    ("（一）存在的问题", 2),
    "1. 部分会议记录没有写明记录人。",
]


def _report(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"上期报告.{kind}"
    if kind == "docx":
        path.write_bytes(_docx(list(_BLOCKS)))
    elif kind == "pdf":
        path.write_bytes(_pdf([(b[0], b[1]) if isinstance(b, tuple) else b for b in _BLOCKS]))
    else:
        lines = [
            f"{'#' * (b[1] + 1)} {b[0]}"
            if isinstance(b, tuple) and kind == "md"
            else (b[0] if isinstance(b, tuple) else b)
            for b in _BLOCKS
        ]
        path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["docx", "pdf", "md", "txt"])
def test_splits_a_report_into_single_concerns(tmp_path: Path, kind: str) -> None:
    concerns = read_previous(_report(tmp_path, kind))
    assert [(c.section, c.district, c.papers, c.rules) for c in concerns] == [
        ("management", "", ["RY-002"], ["case-guardian-signature-missing"]),
        ("management", "", ["QX-099"], ["case-cover-category-ambiguous"]),
        ("management", "", ["YT-001"], ["case-approval-missing"]),
        ("management", "", [], []),
        ("quality", "第一片区", [], ["archive-cover-grade-conflict"]),
        ("quality", "第一片区", [], ["group-test-subjective"]),
        ("quality", "第一片区", [], []),
        ("monitoring", "", [], ["meeting-recorder-missing"]),
    ]


def test_says_what_became_of_each(tmp_path: Path) -> None:
    audit = audit_folder(SAMPLE, AuditOptions(previous=_report(tmp_path, "docx"), jobs=1))
    prior = audit.result.prior
    assert [entry.status for entry in prior] == [
        "found-again", "not-checked", "resolved", "human", "found-again", "found-again", "human", "found-again",
    ]  # fmt: skip
    for entry in prior:
        found = [audit.result.findings[index] for index in entry.findings]
        assert bool(found) == (entry.status == "found-again")
        assert {finding.rule for finding in found} <= set(entry.rules)
    unresolved = [finding for finding in audit.result.findings if finding.rule == "prior-finding-unresolved"]
    assert len(unresolved) == 4
    assert all(finding.evidence for finding in unresolved)
    assert all(finding.section == "management" for finding in unresolved)
    named = next(finding for finding in unresolved if "RY-002" in finding.message)
    assert (named.subject.kind, named.subject.id) == ("case", "RY-002")


def test_an_earlier_result_serves_too(tmp_path: Path) -> None:
    first = audit_folder(SAMPLE, AuditOptions(jobs=1))
    path = tmp_path / "result.json"
    path.write_text(result_json(first.result), encoding="utf-8")
    again = audit_folder(SAMPLE, AuditOptions(previous=path, jobs=1))
    assert len(again.result.prior) == len(first.result.findings)
    assert {entry.status for entry in again.result.prior} == {"found-again"}


def test_a_repaired_paper_is_resolved_and_an_absent_one_is_not_checked(tmp_path: Path) -> None:
    first = audit_folder(SAMPLE, AuditOptions(jobs=1)).result
    data = json.loads(result_json(first))
    case = next(f for f in data["findings"] if f["rule"] == "case-approval-missing")
    passed = dict(case, id="0" * 16, subject={"kind": "case", "id": "YT-001"}, message="个案YT-001审批栏空白")
    absent = dict(case, id="1" * 16, subject={"kind": "case", "id": "QX-404"}, message="个案QX-404审批栏空白")
    data["findings"] = [passed, absent]
    path = tmp_path / "result.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    prior = audit_folder(SAMPLE, AuditOptions(previous=path, jobs=1)).result.prior
    assert [entry.status for entry in prior] == ["resolved", "not-checked"]


def test_the_previous_report_is_no_paper_of_the_archive(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "社区基金", tmp_path / "社区基金")
    report = _report(tmp_path, "md")
    result = audit_folder(tmp_path, AuditOptions(previous=report, jobs=1)).result
    assert {entry.path: entry.status for entry in result.files}[report.name] == "skipped"
    assert not [record for record in result.records if record.kind == "report"]


def test_a_report_without_concerns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("各社区：请于周五前报送材料。", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="需要关注"):
        read_previous(path)


def test_the_lexicon_names_only_rules_that_exist() -> None:
    assert set(mapped_rules()) <= set(load_rules().rules)


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("编号为 NY - 001 的个案", ["NY-001"]),
        ("和辉社区 RB-H* - 008 档案", ["RB-H*-008"]),
        ("未成年人个案（张*诺，4岁）", ["张*诺"]),
        ("2024-2025年度，第3-5节，F-1", []),
    ],
)
def test_papers_named(text: str, papers: list[str]) -> None:
    assert papers_in(text) == papers


@pytest.mark.parametrize(
    "text",
    [
        "打造的服务品牌社会影响力不足",
        "案例集的用语仍有提升空间",
        "建议定期对资源利用情况进行总结",
        "项目暂未有突出的研究成果",
    ],
)
def test_what_only_a_person_can_judge_maps_to_nothing(text: str) -> None:
    assert rules_for(text) == []


@pytest.mark.parametrize("text", FOR_A_PERSON)
def test_no_rule_answers_what_only_a_person_can_judge(text: str) -> None:
    assert rules_for(text) == []


@pytest.mark.parametrize(("text", "rule"), ANSWERED)
def test_a_concern_in_other_words_finds_its_rule(text: str, rule: str) -> None:
    assert rules_for(text) == [rule]


@pytest.mark.parametrize("shape", (*SHAPES, *SHAPES_2), ids=lambda shape: shape.name)
def test_papers_of_other_shapes_are_split_into_single_concerns(shape: Shape, tmp_path: Path) -> None:
    path = tmp_path / shape.name
    path.write_bytes(shape.data)
    got = read_previous(path)
    assert [next((t.words for t in shape.concerns if t.words in c.text), c.text) for c in got] == [
        truth.words for truth in shape.concerns
    ]
    for concern, truth in zip(got, shape.concerns, strict=True):
        assert (sorted(concern.rules), sorted(concern.papers), concern.district) == (
            sorted(truth.rules or concern.rules) if truth.words == "XZ-003" else sorted(truth.rules),
            sorted(truth.papers),
            truth.district,
        )


@pytest.mark.parametrize("name", ["问题清单.docx", "整改通知.docx", "督导反馈.md", "整改台账.xlsx"])
def test_what_became_of_them_rests_on_what_they_name(name: str, tmp_path: Path) -> None:
    shape = next(one for one in SHAPES if one.name == name)
    path = tmp_path / name
    path.write_bytes(shape.data)
    prior = audit_folder(SAMPLE, AuditOptions(previous=path, jobs=1)).result.prior
    assert [entry.status for entry in prior] == [truth.status for truth in shape.concerns]


def test_a_community_that_a_concern_names_is_where_it_is_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "清单.md"
    path.write_text(
        "# 问题清单\n\n1. 桥东社区名册人数与档案数对不上。\n2. 麦田社区名册人数与档案数对不上。\n"
        "3. 竹溪社区个案结案后没有回访。\n",
        encoding="utf-8",
    )
    prior = audit_folder(SAMPLE, AuditOptions(previous=path, jobs=1)).result.prior
    assert [entry.status for entry in prior] == ["resolved", "found-again", "not-checked"]
    assert [entry.district for entry in prior] == ["第三片区", "第三片区", "第一片区"]


def test_a_number_within_another_is_not_meant(tmp_path: Path) -> None:
    path = tmp_path / "清单.md"
    path.write_text("# 问题清单\n\n1. 编号RY-003的封面评级与最近评估的等级不一致。\n", encoding="utf-8")
    [entry] = audit_folder(SAMPLE, AuditOptions(previous=path, jobs=1)).result.prior
    assert entry.status == "not-checked"  # JC-RY-003 has that fault


def test_a_masked_name_of_an_earlier_result_is_found_without_its_fingerprint(tmp_path: Path) -> None:
    data = json.loads(result_json(audit_folder(SAMPLE, AuditOptions(jobs=1)).result))
    volunteer = next(f for f in data["findings"] if f["rule"] == "core-volunteer-papers-missing")
    masked = dict(volunteer, id="0" * 16, subject={"kind": "volunteer", "id": "费*成"})
    nobody = dict(volunteer, id="1" * 16, subject={"kind": "volunteer", "id": "万俟*"})
    data["findings"] = [masked, nobody]
    path = tmp_path / "result.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    prior = audit_folder(SAMPLE, AuditOptions(previous=path, jobs=1)).result.prior
    assert [entry.status for entry in prior] == ["found-again", "not-checked"]
