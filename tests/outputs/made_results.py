"""Results made by hand: what an audit of an invented station might return."""

from __future__ import annotations

from datetime import date
from typing import Any

from auditor.findings.result import (
    CoverageEntry,
    Evidence,
    FileEntry,
    Finding,
    RecordEntry,
    Result,
    SubjectEntry,
    Tool,
)


def finding(rule: str, subject: str, **other: Any) -> Finding:
    values: dict[str, Any] = {
        "id": f"{rule}/{subject}/{other.get('message', '')}",
        "rule": rule,
        "severity": "minor",
        "section": "quality",
        "certainty": "sure",
        "subject": SubjectEntry(kind=other.pop("kind", "case"), id=subject),
        "district": "第一片区",
        "community": "麦田社区",
        "message": f"个案{subject}的封面写作“重点个案”，而服务计划写作“一般个案”",
        "advice": "建议核对个案类别，以接案评估的结论为准，更正不一致的文书。",
        "basis": "评估报告（来源：评估报告意见）",
        "evidence": [
            Evidence(
                path=f"个案/{subject}/01个案封面.docx", label="个案类别（表1 第2行第2列）", text="☑重点个案"
            ),
            Evidence(
                path=f"个案/{subject}/05服务计划.docx", label="类别（表1 第3行第4列）", text="☑一般个案"
            ),
        ],
    }
    return Finding(**(values | other))


def result(findings: list[Finding], **other: Any) -> Result:
    values: dict[str, Any] = {
        "station": "青禾街社工服务站",
        "as_of": date(2025, 9, 30),
        "period": (date(2024, 10, 1), date(2025, 9, 30)),
        "tool": Tool(name="station-auditor", version="0.1.0", rules="0123456789abcdef"),
        "files": [
            FileEntry(path="个案/MT-001/01个案封面.docx", status="read", form="case-cover"),
            FileEntry(
                path="个案/MT-001/08扫描件.pdf",
                status="unreadable",
                pages=2,
                scanned=True,
                reason="是扫描页，没有文字",
            ),
            FileEntry(path="其他/通知.docx", status="unrecognised", reason="未能识别表单类型（标题：通知）"),
            FileEntry(path="Thumbs.db", status="skipped", reason="系统文件"),
        ],
        "records": [RecordEntry(kind="case", id="MT-001", community="麦田社区", district="第一片区")],
        "findings": findings,
        "coverage": [
            CoverageEntry(rule="case-cover-category-conflict", checked=6, found=2, unsure=0, not_checkable=1),
            CoverageEntry(rule="case-consent-missing", checked=0, found=0, unsure=0, not_checkable=4),
            CoverageEntry(rule="case-crisis-followup-late", checked=0, found=0, unsure=0, not_checkable=0),
        ],
    }
    return Result(**(values | other))


def sample() -> Result:
    """Several districts, severities, a doubtful finding, a finding of many subjects, one about a file."""
    rule = "case-consent-signature-missing"
    alike = [
        finding(
            rule,
            f"RY-{number:03}",
            severity="major",
            community="榕荫社区",
            message=f"个案RY-{number:03}的同意书上，“监护人签名”一栏是空的",
            advice="建议请监护人补签，并注明补签日期。",
            evidence=[Evidence(path=f"个案/RY-{number:03}/03同意书.pdf", page=1, label="监护人签名")],
        )
        for number in range(1, 5)
    ]
    return result(
        [
            finding("case-cover-category-conflict", "MT-001"),
            finding("case-cover-category-conflict", "MT-002", certainty="check"),
            *alike,
            finding(
                "archive-visit-gap",
                "JC-NB-002",
                kind="household-archive",
                severity="critical",
                district="第二片区",
                community="南埠社区",
                message="一级服务对象2025年3月3日至5月20日之间相隔78天没有联系，应每7天一次",
                advice="建议按等级落实探访和电访，缺漏期间说明原因。",
                evidence=[
                    Evidence(path="建档/南埠社区/JC-NB-002/04探访电访记录表.xlsx", label="日期（记录!B14）"),
                    Evidence(path="建档/南埠社区/JC-NB-002/04探访电访记录表.xlsx", label="日期（记录!B15）"),
                    Evidence(path="建档/南埠社区/JC-NB-002/03分级评估表.docx", label="等级"),
                ],
            ),
            finding(
                "file-unreadable",
                "个案/MT-001/08扫描件.pdf",
                kind="file",
                section="management",
                severity="major",
                district="",
                community="",
                message="文件读不出：是扫描页，没有文字",
                advice="请对照原件人工核对。",
                evidence=[Evidence(path="个案/MT-001/08扫描件.pdf")],
            ),
        ]
    )
