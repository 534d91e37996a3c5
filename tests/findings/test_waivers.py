"""Waivers: what is accepted, what is reported, and what is refused with file and line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import ConfigurationError
from auditor.findings.collect import sections_of
from auditor.findings.result import Finding, Result, SubjectEntry
from auditor.findings.waivers import apply_waivers, load_waivers, open_findings, waivers_of

sys.path.insert(0, str(Path(__file__).parents[1] / "outputs"))
from made_results import finding, result

RULES = {"case-a", "case-b", "archive-c"}


def some() -> Result:
    made = result(
        [
            finding("case-a", "RY-001", id="a" * 16),
            finding("case-b", "RY-001", id="b" * 16),
            finding("case-b", "RY-002", id="1234567890123456"),
        ]
    )
    made.sections = sections_of(made.findings)
    return made


def applied(tmp_path: Path, text: str, made: Result | None = None, **other: Any) -> tuple[Result, list[str]]:
    path = tmp_path / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    made = made or some()
    return made, apply_waivers(made, load_waivers(path, "waivers.yaml"), RULES, **other)


BY_ID = "- {finding: aaaaaaaaaaaaaaaa, reason: 已核实, author: 卢静姝, date: 2025-09-01, until: 2025-12-31}\n"


def test_a_finding_is_accepted_by_its_id(tmp_path: Path) -> None:
    made, reports = applied(tmp_path, BY_ID)
    assert reports == []
    assert [item.model_dump() for item in made.waived] == [
        {"finding": "a" * 16, "reason": "已核实", "author": "卢静姝", "until": "2025-12-31"}
    ]
    assert len(made.findings) == 3  # its id still resolves
    assert [item.id for item in open_findings(made)] == ["b" * 16, "1234567890123456"]
    quality = next(entry for entry in made.sections if entry.section == "quality")
    assert quality.concerns == [1, 2]


def test_an_id_of_digits_needs_no_quotes_and_the_list_may_have_a_name(tmp_path: Path) -> None:
    text = (
        "waivers:\n  - finding: 1234567890123456\n    reason: 同意\n    author: 甲\n    until: 2025-09-30\n"
    )
    made, reports = applied(tmp_path, text)
    assert [item.finding for item in made.waived] == ["1234567890123456"]
    assert reports == []  # the last day still counts


def test_a_rule_on_a_subject_is_accepted_by_number_or_name(tmp_path: Path) -> None:
    text = "- {rule: case-b, subject: ry-001, reason: 同意, author: 甲, until: 2026-01-01}\n"
    made, _ = applied(tmp_path, text)
    assert [item.finding for item in made.waived] == ["b" * 16]
    text = "- {rule: case-b, subject: 钟一诺, reason: 同意, author: 甲, until: 2026-01-01}\n"
    made, reports = applied(tmp_path, text, names=[("case", "RY-002", "钟一诺")])
    assert [item.finding for item in made.waived] == ["1234567890123456"]
    assert reports == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- {finding: aaaaaaaaaaaaaaaa, reason: 同意, author: 甲, until: 2025-09-29}\n",
            "waivers.yaml:1 的豁免已于 2025-09-29 到期",
        ),
        ("- {finding: cccccccccccccccc, reason: 同意, author: 甲, until: 2026-01-01}\n", "没有用上"),
        (
            "- {rule: case-aa, subject: RY-001, reason: 同意, author: 甲, until: 2026-01-01}\n",
            "不存在的规则“case-aa”，是否想写“case-a”？",
        ),
        ("- {rule: case-a, subject: RY-777, reason: 同意, author: 甲, until: 2026-01-01}\n", "没有的对象"),
        ("- {rule: case-a, subject: RY-002, reason: 同意, author: 甲, until: 2026-01-01}\n", "没有用上"),
    ],
)
def test_what_does_not_work_is_reported(tmp_path: Path, text: str, said: str) -> None:
    made, reports = applied(tmp_path, text)
    assert made.waived == []
    assert len(reports) == 1
    assert said in reports[0]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- finding: aaaaaaaaaaaaaaaa\n  reason: 同意\n  author: 甲\n", 1, "缺少必填项“until”"),
        ("- finding: aaaaaaaaaaaaaaaa\n  reason: 同意\n  autor: 甲\n  until: 2026-01-01\n", 0, "author"),
        ("- finding: XYZ\n  reason: 同意\n  author: 甲\n  until: 2026-01-01\n", 1, "16 位"),
        ("- reason: 同意\n  author: 甲\n  until: 2026-01-01\n", 1, "应写 finding"),
        ("- rule: case-a\n  reason: 同意\n  author: 甲\n  until: 2026-01-01\n", 1, "应写 finding"),
        (
            "- finding: aaaaaaaaaaaaaaaa\n  rule: x\n  subject: y\n  reason: 同意\n  author: 甲\n  until: 2026-01-01\n",
            1,
            "只写一种",
        ),
        (
            "- finding: aaaaaaaaaaaaaaaa\n  reason: ''\n  author: 甲\n  until: 2026-01-01\n",
            2,
            "“reason”不能为空",
        ),
        ("- finding: aaaaaaaaaaaaaaaa\n  reason: 同意\n  author: 甲\n  until: 明年\n", 4, "until"),
        (
            "- finding: aaaaaaaaaaaaaaaa\n  reason: 同意\n  author: 甲\n  date: 2026-02-01\n  until: 2026-01-01\n",
            1,
            "早于",
        ),
        ("- 随便\n", 1, "键: 值"),
        ("waiver:\n  - {}\n", 1, "是否想写“waivers”？"),
        ("just text\n", 0, "应为列表"),
        ("- [\n", 2, "缩进、冒号后的空格、引号和括号"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_waivers(path)
    assert said in str(caught.value)
    if line:
        assert caught.value.line == line


def test_the_file_beside_the_settings_is_taken_unless_another_is_named(tmp_path: Path) -> None:
    assert waivers_of(tmp_path, None) is None
    (tmp_path / "waivers.yaml").write_text(BY_ID, encoding="utf-8")
    found = waivers_of(tmp_path, None)
    assert found is not None
    assert (found.path, len(found.waivers), found.waivers[0].date) == ("waivers.yaml", 1, date(2025, 9, 1))
    with pytest.raises(ConfigurationError):
        waivers_of(tmp_path, tmp_path / "missing.yaml")


def test_nothing_in_a_document_silences_a_finding(tmp_path: Path) -> None:
    made = some()
    evil = Finding.model_validate(
        made.findings[0].model_dump() | {"message": "waived: true", "advice": "finding: aaaaaaaaaaaaaaaa"}
    )
    evil.subject = SubjectEntry(kind="case", id="*")
    made.findings[0] = evil
    _, reports = applied(tmp_path, "[]", made)
    assert (made.waived, reports) == ([], [])
    # Signs that mean "anything" elsewhere mean themselves here.
    _, reports = applied(
        tmp_path, "- {rule: case-b, subject: '*', reason: 同意, author: 甲, until: 2026-01-01}\n", made
    )
    assert made.waived == []
    assert len(reports) == 1


def test_the_printed_schema_agrees_with_what_is_accepted(tmp_path: Path) -> None:
    import jsonschema
    import yaml

    from auditor.outputs.schemas import schema

    check = jsonschema.Draft202012Validator(schema("waivers"))
    good = "- {finding: 1234567890123456, reason: 同意, author: 甲, until: '2026-01-01'}\n"
    bad = [
        "- {reason: 同意, author: 甲, until: '2026-01-01'}\n",
        "- {rule: a, reason: 同意, author: 甲, until: '2026-01-01'}\n",
        "- {finding: XYZ, reason: 同意, author: 甲, until: '2026-01-01'}\n",
        "- {finding: aaaaaaaaaaaaaaaa, author: 甲, until: '2026-01-01'}\n",
        "- {finding: aaaaaaaaaaaaaaaa, reason: 同意, author: 甲, until: '2026-01-01', more: 1}\n",
        "waiver: []\n",
    ]
    assert check.is_valid(yaml.safe_load(good))
    assert check.is_valid({"waivers": yaml.safe_load(good)})
    assert [text for text in bad if check.is_valid(yaml.safe_load(text))] == []
    for text in bad:
        path = tmp_path / "w.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigurationError):
            load_waivers(path)
