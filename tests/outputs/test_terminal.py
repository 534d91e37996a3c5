"""The audit on the terminal: complete at every width, in the contract's order, harmless."""

from __future__ import annotations

import io
import re

import pytest
from made_results import finding, result, sample
from rich.cells import cell_len
from rich.console import Console

from auditor.findings.privacy import PersonMask
from auditor.findings.result import Evidence, FileEntry, Result
from auditor.outputs.terminal import Shown, choose, print_audit
from auditor.outputs.terminal_rows import places_of

ESCAPE = "\x1b"


def printed(shown_result: Result, width: int = 120, shown: Shown | None = None, **other: object) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    print_audit(shown_result, [], shown or Shown(), console=console, **other)  # type: ignore[arg-type]
    return stream.getvalue()


def joined(text: str) -> str:
    """The text without blanks, line ends and frames, so that wrapping does not matter."""
    return re.sub(r"[\s─━═│╭╮╰╯▍◇　]+", "", text)


@pytest.mark.parametrize("width", [60, 80, 100, 120, 140, 200])
def test_every_width_fits_and_loses_no_finding(width: int) -> None:
    whole = sample()
    text = printed(whole, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    flat = joined(text)
    for number in range(1, 5):
        assert f"RY-{number:03}" in text
    for item in whole.findings:
        for evidence in item.evidence:
            assert evidence.path.rsplit("/", 1)[-1] in flat
    assert "…" not in re.sub("个案…的", "", flat)  # nothing was cut off by a column


def test_order_is_section_district_community_subject() -> None:
    text = printed(sample())
    order = [
        "服务质量　7 项",
        "第一片区",
        "麦田社区",
        "MT-001",
        "MT-002",
        "榕荫社区",
        "RY-001",
        "第二片区",
        "南埠社区",
        "项目管理",
    ]
    positions = [text.index(word) for word in order]
    assert positions == sorted(positions)


def test_a_pipe_gets_no_colour_and_a_terminal_does() -> None:
    assert ESCAPE not in printed(sample())
    stream = io.StringIO()
    print_audit(sample(), [], Shown(), console=Console(file=stream, width=100, force_terminal=True))
    assert ESCAPE in stream.getvalue()


def test_like_findings_share_a_row_and_say_how_many() -> None:
    text = printed(sample(), 140)
    assert text.count("监护人签名”一栏是空的") == 1
    assert "（4 项）" in text
    assert all(f"个案 RY-{number:03}" in text for number in range(1, 5))


def test_unlike_messages_in_one_row_are_all_kept() -> None:
    rows = [
        finding(
            "archive-reassessment-overdue", f"A-{n}", message=f"距上次评估已有{n}个月", advice="建议补做。"
        )
        for n in (7, 8, 9)
    ]
    text = printed(result(rows), 140)
    assert all(f"距上次评估已有{n}个月" in text for n in (7, 8, 9))
    assert text.count("建议补做。") == 1


def test_doubtful_findings_are_marked() -> None:
    assert printed(sample()).count("待核") >= 2
    clean = result([finding("case-cover-category-conflict", "MT-001")])
    assert "待核" not in printed(clean).split("汇总")[0]


def test_filters_say_what_they_hide() -> None:
    whole = sample()
    shown = Shown(severity="major")
    text = printed(whole, shown=shown)
    assert "按筛选条件显示 6 项，另有 2 项未显示" in text
    assert "MT-001的封面" not in text
    assert len(choose(whole.findings, Shown(section=("management",)))) == 1
    assert len(choose(whole.findings, Shown(district=("第二片区",)))) == 1
    assert len(choose(whole.findings, Shown(subject=("mt-001",)))) == 1
    names = {("case", "MT-001"): "韦青山"}
    assert len(choose(whole.findings, Shown(subject=("韦青山",)), names)) == 1
    assert len(choose(whole.findings, Shown(subject=("韦",)), names)) == 0


@pytest.mark.parametrize("group_by", ["section", "district", "subject", "rule", "worker"])
def test_every_grouping_shows_every_finding(group_by: str) -> None:
    whole = sample()
    shown = Shown(group_by=group_by, workers={whole.findings[0].id: "苏念安"})
    text = printed(whole, 140, shown)
    for item in whole.findings:
        name = item.subject.id.rsplit("/", 1)[-1]
        assert name in text
    if group_by == "worker":
        assert "苏念安　1 项" in text
        assert "未写明负责社工　7 项" in text


def test_states_are_shown_only_when_something_was_compared() -> None:
    whole = sample()
    whole.findings[0].state = "still-there"
    whole.resolved = [finding("case-consent-late", "MT-009", message="同意书晚于首次服务")]
    assert "仍在" not in printed(whole)
    text = printed(whole, shown=Shown(compared=True))
    assert "新增 7 项，仍在 1 项，已整改 1 项" in text
    assert "同意书晚于首次服务" in text


def test_hostile_text_is_harmless() -> None:
    nasty = finding(
        "case-consent-missing",
        "A\x1b[2J-1",
        message="甲[red]乙[/red]\x1b]0;x\x07丙\u202e丁[link=file:///etc/passwd]戊",
        evidence=[Evidence(path="a\x1b[31m/b\r\nc.docx", label="[bold]栏[/bold]\u2066")],
    )
    text = printed(result([nasty]), 140)
    assert ESCAPE not in text
    assert not set("\x07\r\u202e\u2066") & set(text)
    assert "[red]乙[/red]" in text
    assert "[bold]栏[/bold]" in joined(text)


def test_file_names_are_masked() -> None:
    item = finding(
        "archive-identity-invalid",
        "JC-001",
        evidence=[Evidence(path="建档/JC-001 阎秀珍/02建档表.docx", label="出生日期")],
    )
    mask = PersonMask.of_names(["阎秀珍"])
    files = [FileEntry(path="建档/JC-001 阎秀珍/08.pdf", status="unreadable", reason="扫描页")]
    text = printed(result([item], files=files, unplaced=["散件/阎秀珍.docx"]), mask=mask.text)
    assert "阎秀珍" not in joined(text)
    assert "阎*珍" in joined(text)


def test_what_was_not_read_is_said_with_reasons_and_counts() -> None:
    files = [FileEntry(path=f"扫描/{n}.pdf", status="unreadable", reason="扫描页") for n in range(25)]
    text = printed(result([], files=files, unplaced=["散件/1.docx"]))
    assert "读不出 25" in text
    assert "另有 15 个未显示" in text
    assert "散件/1.docx" in text
    assert "没有发现问题" in text
    assert "无法核对：case-consent-missing" in text
    assert "已核 6，无法核对 1" in text


def test_many_places_are_counted() -> None:
    evidence = [Evidence(path=f"名册/{n}.xlsx", label="姓名") for n in range(30)]
    text = printed(result([finding("roster-count-conflict", "甲社区", kind="roster", evidence=evidence)]))
    assert "另有 18 处未显示" in joined(text).replace("另有18处未显示", "另有 18 处未显示")


def test_a_chinese_windows_console_can_show_every_character() -> None:
    printed(sample(), shown=Shown(compared=True)).encode("gbk")


def test_thousands_of_findings_are_all_printed() -> None:
    many = [
        finding(
            "case-cover-category-conflict", f"A-{n:04}", community=f"{n % 40}社区", message=f"第{n}项问题" * 6
        )
        for n in range(3000)
    ]
    text = printed(result(many))
    assert all(f"A-{n:04}" in text for n in range(3000))


def test_places_of_one_label_are_named_together() -> None:
    evidence = [Evidence(path="a/记录.docx", label=f"日期（表2 第{n}行第2列）") for n in (2, 3)]
    evidence += [
        Evidence(path="a/记录.docx", label="签名（表3 第1行第1列）"),
        Evidence(path="a/记录.docx", label="备注"),
        Evidence(path="a/记录.docx", label="名册!B4"),
        Evidence(path="a/评估.docx", label="等级"),
    ]
    assert places_of(evidence) == [
        "a/",
        "· 记录.docx · 日期（表2 第2行第2列、第3行第2列）、签名（表3 第1行第1列）、备注、名册!B4",
        "· 评估.docx · 等级",
    ]
    hostile = [Evidence(path="a/x.docx", label="（" * 500 + "日期（表2 " * 200)] * 2
    assert "日期" in places_of(hostile)[-1]


def test_places_of_one_file_follow_its_name_and_files_of_one_folder_stand_below_it() -> None:
    one = [
        Evidence(path="项目管理/统计表.xlsx", label=f"{name}（指标!{cell}）")
        for name, cell in (("完成率", "F8"), ("完成量", "E8"))
    ]
    assert places_of(one) == ["项目管理/统计表.xlsx · 完成率（指标!F8）、完成量（指标!E8）"]
    two = [
        Evidence(path=f"个案/RY-001/{name}.docx", label="签名（表1 第2行第1列）")
        for name in ("同意书", "计划")
    ]
    assert places_of(two) == [
        "个案/RY-001/",
        "· 同意书.docx · 签名（表1 第2行第1列）",
        "· 计划.docx · 签名（表1 第2行第1列）",
    ]
