"""``report.docx``: the evaluation report's shape, from a template, with nothing of the documents but their plain text."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from made_results import finding, result, sample

from auditor.config import StationConfig
from auditor.engine.load import load_rules
from auditor.errors import UsageError
from auditor.findings.privacy import PersonMask
from auditor.findings.result import Evidence, Praise, PriorEntry, Result, WaivedEntry
from auditor.forms.model import Reading
from auditor.outputs.word_report import WRITES, load_template, template_note, write
from auditor.outputs.word_template import SHIPPED
from auditor.outputs.writers import Report, writers
from auditor.pages.model import Mark, Place
from auditor.records.model import DutyEntry, DutyTable, IndicatorEntry, IndicatorTable
from auditor.records.station import Station
from tools import make_report_template

DISTRICTS = {"第一片区": ["麦田社区", "榕荫社区"], "第二片区": ["南埠社区"]}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def reported(audited: Result, **other: Any) -> Report:
    config = StationConfig.model_validate({"districts": DISTRICTS})
    values: dict[str, Any] = {
        "folder": Path(),
        "result": audited,
        "original": audited,
        "station": Station(config=config),
        "rules": list(load_rules().rules.values()),
        "config": config,
        "mask": PersonMask.of_names(["段青禾"]),
    }
    return Report(**(values | other))


def written(report: Report, folder: Path) -> Any:
    path = folder / WRITES
    write(report, path)
    return docx.Document(str(path))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def headings(document: Any) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]


def after(document: Any, start: str) -> list[str]:
    """Return the paragraphs below a heading, down to the next of its level or above."""
    found: list[str] = []
    level = 0
    for paragraph in document.paragraphs:
        own = int(paragraph.style.name[-1]) if paragraph.style.name.startswith("Heading") else 0
        if level and own and own <= level:
            break
        if level:
            found.append(paragraph.text)
        elif own and paragraph.text == start:
            level = own
    return found


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_with(document: Any, *names: str) -> list[list[str]]:
    for table in document.tables:
        rows = cells(table)
        if set(names) <= set(rows[0]):
            return rows
    raise AssertionError(names)


# --- shape ----------------------------------------------------------------------------------------------------


def test_the_registry_knows_the_writer() -> None:
    assert "report.docx" in writers()


def test_it_has_the_shape_of_an_evaluation_report(tmp_path: Path) -> None:
    document = written(reported(sample()), tmp_path)
    shown = headings(document)
    assert [text for level, text in shown if level == 1] == [
        "一、背景与说明",
        "二、评估总结",
        "三、整改建议",
        "附　录",
    ]
    assert [text for level, text in shown if level == 2][3:9] == [
        "（一）总体情况",
        "（二）各项目服务进度",
        "（三）项目管理",
        "（四）服务质量",
        "（五）服务监测",
        "（六）服务成效",
    ]
    assert (
        sum(text == "1.值得肯定的地方" for _, text in shown)
        == sum(text == "2.需要关注的地方" for _, text in shown)
        == 5
    )
    assert texts(document)[4:6] == ["青禾街社工服务站", "服务档案审核报告"]
    assert "服务周期：2024年10月1日至2025年9月30日" in texts(document)
    assert not any("{{" in text for text in texts(document))


def test_quality_is_written_by_district_with_its_communities(tmp_path: Path) -> None:
    quality = after(written(reported(sample()), tmp_path), "（四）服务质量")
    assert "（1）第一片区（包括麦田社区、榕荫社区）" in quality
    assert "（2）第二片区（包括南埠社区）" in quality
    merged = [text for text in quality if "监护人签名" in text]
    assert len(merged) == 1
    assert re.match(r"①.+。个案RY-001、RY-002、RY-003、RY-004的同意书.+是空的。建议请监护人补签", merged[0])


def test_doubtful_findings_are_items_of_their_own_and_ask_to_look(tmp_path: Path) -> None:
    quality = after(written(reported(sample()), tmp_path), "（四）服务质量")
    [doubtful] = [text for text in quality if "MT-002" in text]
    assert "（待核）" in doubtful
    assert "请核对" in doubtful
    assert "经核对属实的" in doubtful
    [sure] = [text for text in quality if "MT-001" in text]
    assert "核对原件" not in sure


def test_praise_stands_where_it_was_earned(tmp_path: Path) -> None:
    praise = [
        Praise(section="quality", district="第二片区", message="第二片区建档齐全。"),
        Praise(section="management", message="签名规范。"),
    ]
    document = written(reported(result([], praise=praise)), tmp_path)
    quality = after(document, "（四）服务质量")
    assert quality[quality.index("（1）第二片区（包括南埠社区）") + 1] == "①建档齐全。"
    assert "（1）签名规范。" in after(document, "（三）项目管理")


def test_a_section_that_could_not_be_checked_is_not_called_faultless(tmp_path: Path) -> None:
    document = written(reported(result([])), tmp_path)
    assert "不代表没有问题" in " ".join(after(document, "（六）服务成效"))
    assert "没有发现需要整改的问题" in " ".join(after(document, "（四）服务质量"))


def test_suggestions_come_the_gravest_first(tmp_path: Path) -> None:
    document = written(reported(sample()), tmp_path)
    assert [text for _, text in headings(document) if text.endswith("项）")] == [
        "（一）严重（1项）",
        "（二）重要（5项）",
        "（三）一般（2项）",
    ]


def test_every_finding_stands_in_the_table_with_its_id_and_place(tmp_path: Path) -> None:
    audited = sample()
    rows = table_with(written(reported(audited), tmp_path), "依据的材料")
    assert len(rows) - 1 == len(audited.findings)
    for item, row in zip(audited.findings, rows[1:], strict=True):
        assert f"［{item.id}］" in row[-2]
        assert item.evidence[0].path in row[-1]
    assert "待核" in rows[2][1]


def test_unread_and_unrecognised_files_are_listed_and_not_called_missing(tmp_path: Path) -> None:
    document = written(reported(sample()), tmp_path)
    listed = [row for table in document.tables for row in cells(table) if "其他/通知.docx" in row]
    assert listed == [["1", "其他/通知.docx", "未能识别表单类型（标题：通知）"]]
    assert any("不等于工作没有做" in text for text in texts(document))


def test_the_stations_own_figures_are_shown_without_empty_columns(tmp_path: Path) -> None:
    def read(raw: str) -> Reading:
        return Reading(raw, raw, "", Mark.TYPED, Place("项目管理/指标.xlsx"))

    entry = IndicatorEntry(
        indicator=read("个案接案"), target=read("20"), done=read("11"), percent=read("55%")
    )
    station = Station(
        further={
            "indicator-table": [IndicatorTable(id="指标", files=["项目管理/指标.xlsx"], entries=[entry])],
            "duty-table": [
                DutyTable(id="到岗", entries=[DutyEntry(month=read("7月"), due=read("9"), present=read("8"))])
            ],
        }
    )
    document = written(reported(result([]), station=station), tmp_path)
    assert table_with(document, "指标") == [
        ["指标", "协议指标", "已完成", "完成率"],
        ["个案接案", "20", "11", "55%"],
    ]
    assert table_with(document, "实到")[1] == ["7月", "9", "8"]


def test_last_evaluations_concerns_and_waived_findings_are_listed(tmp_path: Path) -> None:
    audited = sample()
    first = audited.findings[0]
    audited.prior = [PriorEntry(section="quality", text="封面类别不一致", status="found-again", findings=[1])]
    audited.waived = [
        WaivedEntry(finding=first.id, reason="已由督导确认", author="何督导", until="2025-12-31")
    ]
    document = written(reported(audited), tmp_path)
    assert "再次发现" in table_with(document, "上期意见")[1]
    [row] = table_with(document, "接受的理由")[1:]
    assert "已由督导确认" in row
    assert first.id in row[2]
    assert not any(first.message in text for text in after(document, "（四）服务质量"))
    assert len(table_with(document, "依据的材料")) == len(audited.findings)


def test_a_comparison_says_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    audited = sample()
    audited.findings[0].state = "still-there"
    audited.resolved = [finding("case-consent-missing", "GO-001", message="个案GO-001缺同意书")]
    document = written(reported(audited, compared=True), tmp_path)
    assert any("新出现7项，仍然存在1项，已整改1项" in text for text in texts(document))
    assert "个案GO-001缺同意书" in table_with(document, "上次的问题")[1]


def test_a_sample_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    document = written(reported(result([]), sampled=20), tmp_path)
    assert any("本次为抽查，只审核抽中的20个对象" in text for text in texts(document))


def test_without_districts_quality_is_numbered_plainly(tmp_path: Path) -> None:
    audited = result(
        [finding("case-consent-missing", "A-1", district="", community="", message="个案A-1缺同意书")],
        records=[],
    )
    quality = after(written(reported(audited, config=StationConfig()), tmp_path), "（四）服务质量")
    assert any(text.startswith("（1）") and "A-1" in text for text in quality)


# --- contents, page, properties -------------------------------------------------------------------------------


def test_the_contents_are_a_field_that_already_lists_the_headings(tmp_path: Path) -> None:
    document = written(reported(sample()), tmp_path)
    body = document.element.body
    assert [code.text.strip() for code in body.iter(f"{W}instrText")] == ['TOC \\o "1-2" \\h \\z \\u']
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = [
        (link.get(f"{W}anchor"), "".join(text.text for text in link.iter(f"{W}t")))
        for link in body.iter(f"{W}hyperlink")
    ]
    assert [text for _, text in links] == [text for level, text in headings(document) if level <= 2]
    assert {anchor for anchor, _ in links} <= marks


def test_header_footer_and_styles_are_words_own(tmp_path: Path) -> None:
    document = written(reported(sample()), tmp_path)
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "青禾街社工服务站　服务档案审核报告"
    assert " PAGE " in [code.text for code in section.footer._element.iter(f"{W}instrText")]
    for name, east in (
        ("Heading 1", "黑体"),
        ("Heading 2", "楷体"),
        ("报告正文", "仿宋"),
        ("Normal", "宋体"),
    ):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == east
    body = document.styles["报告正文"]
    assert body.paragraph_format.line_spacing == 1.5
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert {table.style.name for table in document.tables} == {"报告表"}


def test_properties_name_nobody(tmp_path: Path) -> None:
    mine = docx.Document(str(SHIPPED))
    mine.core_properties.author = mine.core_properties.last_modified_by = "段青禾"
    mine.core_properties.keywords = "段青禾"
    mine.save(str(tmp_path / "mine.docx"))
    with zipfile.ZipFile(tmp_path / "mine.docx", "a") as package:
        relations = package.read("_rels/.rels").decode()
        package.writestr("docProps/custom.xml", "<Properties>段青禾</Properties>")
        link = '<Relationship Id="own" Type="http://x/relationships/custom-properties" Target="docProps/custom.xml"/>'
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr("_rels/.rels", relations.replace("</Relationships>", f"{link}</Relationships>"))
    written(reported(sample(), template=tmp_path / "mine.docx"), tmp_path)
    with zipfile.ZipFile(tmp_path / WRITES) as package:
        assert not any("段青禾".encode() in package.read(name) for name in package.namelist())
    assert docx.Document(str(tmp_path / WRITES)).core_properties.author == "station-auditor"


# --- masking --------------------------------------------------------------------------------------------------


def test_names_in_paths_and_reasons_are_masked_unless_asked_for(tmp_path: Path) -> None:
    audited = result(
        [finding("case-consent-missing", "A-1", evidence=[Evidence(path="个案/段青禾/03同意书.docx")])]
    )
    audited.files[1].path = "个案/段青禾/08扫描件.pdf"
    masked = written(reported(audited), tmp_path)
    assert "段*禾" in str([cells(table) for table in masked.tables])
    with zipfile.ZipFile(tmp_path / WRITES) as package:
        assert "段青禾" not in package.read("word/document.xml").decode()
    assert any("已遮盖" in text for text in texts(masked))
    whole = written(reported(audited, mask=None, full_names=True), tmp_path)
    assert "段青禾" in str([cells(table) for table in whole.tables])
    assert any("不得外传" in text for text in texts(whole))


# --- hostile texts --------------------------------------------------------------------------------------------

HOSTILE = [
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>",
    "a\x00b\x08c\x1bd\ufffee\ud800f\u202eg",
    "{{评估总结}} {{社工站}}",
    '<!DOCTYPE x [<!ENTITY y "z">]>&y;&amp;]]>',
    '{ HYPERLINK "http://example.org" }',
    "行一\n行二\r\t行三" * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_documents_stay_text(tmp_path: Path, text: str) -> None:
    place = Evidence(path=f"个案/{text[:40]}.docx", label=text[:40], text=text)
    audited = result(
        [
            finding(
                "case-consent-missing",
                text[:50],
                message=text,
                advice=text,
                evidence=[place],
                district=text[:20],
            )
        ],
        station=text[:60],
        praise=[Praise(section="quality", district=text[:20], message=text)],
        prior=[PriorEntry(section="quality", text=text, status="human")],
        failures=[text],
        unplaced=[text],
    )
    document = written(reported(audited), tmp_path)
    codes = [code.text.strip() for code in document.element.body.iter(f"{W}instrText")]
    assert codes == ['TOC \\o "1-2" \\h \\z \\u']
    with zipfile.ZipFile(tmp_path / WRITES) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        assert "example.org" not in package.read("word/_rels/document.xml.rels").decode()
    assert len([text for level, text in headings(document) if level == 1]) == 4


# --- the template ---------------------------------------------------------------------------------------------


def test_the_shipped_template_is_what_its_script_makes(tmp_path: Path) -> None:
    make_report_template.make(tmp_path / "fresh.docx")
    with zipfile.ZipFile(tmp_path / "fresh.docx") as fresh, zipfile.ZipFile(SHIPPED) as shipped:
        assert fresh.namelist() == shipped.namelist()
        for name in fresh.namelist():
            assert fresh.read(name) == shipped.read(name), name


def edited(folder: Path, change: Any) -> Path:
    document = docx.Document(str(SHIPPED))
    change(document)
    path = folder / "own.docx"
    document.save(str(path))
    return path


def paragraph_of(document: Any, text: str) -> Any:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


def test_a_users_template_keeps_its_own_text_and_order(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        place = paragraph_of(document, "{{整改建议}}")
        place.insert_paragraph_before("本页由海风区评估中心补充，{{社工站}}应在三十日内回复。")
        last = paragraph_of(document, "{{附录}}")
        last._p.getparent().remove(last._p)
        split = paragraph_of(document, "审核基准日：{{审核基准日}}")
        split.clear()
        for piece in ("基准日 {", "{审核", "基准日", "}} 止"):
            split.add_run(piece)

    document = written(reported(sample(), template=edited(tmp_path, change)), tmp_path)
    assert "本页由海风区评估中心补充，青禾街社工服务站应在三十日内回复。" in texts(document)
    assert "基准日 2025年9月30日 止" in texts(document)
    assert not any("附录一" in text for _, text in headings(document))


def test_a_template_without_the_reports_styles_still_holds_the_whole_report(tmp_path: Path) -> None:
    own = docx.Document()
    for name in ("{{背景与说明}}", "{{评估总结}}", "{{附录}}"):
        own.add_paragraph(name)
    own.save(str(tmp_path / "own.docx"))
    audited = sample()
    document = written(reported(audited, template=tmp_path / "own.docx"), tmp_path)
    assert len(table_with(document, "依据的材料")) == len(audited.findings) + 1
    # Its user is told, and tables have lines although no style gives them any.
    note = template_note(tmp_path / "own.docx")
    assert "没有样式“报告正文”“报告条目”" in note
    assert "heading 1" not in note
    assert all(table._tbl.tblPr.find(qn("w:tblBorders")) is not None for table in document.tables)
    assert template_note(SHIPPED) == ""


def test_mistakes_in_a_template_are_said_before_the_audit(tmp_path: Path) -> None:
    unknown = edited(tmp_path, lambda document: document.add_paragraph("{{服务周其}}"))
    with pytest.raises(UsageError, match=r"不认识的占位符“{{服务周其}}”.*服务周期"):
        load_template(unknown)

    def forget(document: Any) -> None:
        paragraph_of(document, "{{评估总结}}").clear()

    with pytest.raises(UsageError, match=r"没有“{{评估总结}}”"):
        load_template(edited(tmp_path, forget))
    inside = edited(
        tmp_path, lambda document: document.add_paragraph("见{{附录}}") and forget_appendix(document)
    )
    with pytest.raises(UsageError, match="独占一段"):
        load_template(inside)


def forget_appendix(document: Any) -> None:
    paragraph_of(document, "{{附录}}").clear()


@pytest.mark.parametrize("content", [b"", b"no Word file", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="报告模板"):
        load_template(path)
    with pytest.raises(UsageError, match="打不开"):
        load_template(tmp_path / "absent.docx")


def test_a_template_with_macros_is_refused_and_a_dotx_accepted(tmp_path: Path) -> None:
    def with_type(name: str, kind: str) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(path, "w") as new:
            for entry in old.namelist():
                data = old.read(entry)
                if entry == "[Content_Types].xml":
                    data = data.replace(
                        b"openxmlformats-officedocument.wordprocessingml.document.main", kind.encode()
                    )
                new.writestr(entry, data)
        return path

    with pytest.raises(UsageError, match="宏"):
        load_template(with_type("a.docm", "ms-word.document.macroEnabled.main"))
    own = with_type("b.dotx", "openxmlformats-officedocument.wordprocessingml.template.main")
    assert headings(written(reported(sample(), template=own), tmp_path))


# --- size -----------------------------------------------------------------------------------------------------


def test_two_thousand_findings_stay_one_report(tmp_path: Path) -> None:
    rules = [rule.id for rule in load_rules().rules.values()]
    found = [
        finding(
            rules[n % len(rules)],
            f"MT-{n:04}",
            section=("management", "quality")[n % 2],
            district=("第一片区", "第二片区")[n // 2 % 2],
        )
        for n in range(2_000)
    ]
    report = reported(result(found, as_of=date(2025, 9, 30)))
    load_template(None)
    write(report, tmp_path / WRITES)
    assert len(table_with(docx.Document(str(tmp_path / WRITES)), "依据的材料")[0]) == 6


# --- the command ----------------------------------------------------------------------------------------------


def test_the_command_takes_a_template_and_refuses_a_bad_one_before_reading(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from auditor.cli import audit

    archive, out = tmp_path / "档案", tmp_path / "结果"
    archive.mkdir()
    docx.Document().save(str(archive / "通知.docx"))
    own = edited(tmp_path, lambda document: document.add_paragraph("海风区评估中心"))
    arguments = ["run", str(archive), "--exit-zero", "--no-cache", "--jobs", "1", "--report-template"]
    done = CliRunner().invoke(audit, [*arguments, str(own), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "海风区评估中心" in texts(docx.Document(str(out / WRITES)))
    assert isinstance(CliRunner().invoke(audit, [*arguments, str(own)]).exception, UsageError)
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no")
    refused = CliRunner().invoke(audit, [*arguments, str(bad), "--out", str(tmp_path / "nothing")])
    assert isinstance(refused.exception, UsageError)
    assert not (tmp_path / "nothing").exists()
    gone = CliRunner().invoke(audit, [*arguments, str(tmp_path / "没有.docx"), "--out", str(out)])
    assert "找不到这个文件" in str(gone.exception)
