"""Make ``auditor/outputs/templates/report_template.docx``: the Word template that ``report.docx`` is filled from.

    python -m tools.make_report_template [FILE]

The template is an ordinary Word file: whoever wants another cover, other fonts or further paragraphs opens it in Word or
WPS, saves it under another name and gives it to ``audit run --report-template``. Letters and margins follow GB/T 9704-2012
(party and government documents) as far as a long report with tables can: 黑体, 楷体 and 仿宋 headings, 仿宋 text.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).parents[1] / "auditor" / "outputs" / "templates" / "report_template.docx"
SONG, FANG, HEI, KAI = "宋体", "仿宋", "黑体", "楷体"
LATIN = "Times New Roman"
BLUE = RGBColor(0x1F, 0x3A, 0x5F)
GREY = RGBColor(0x59, 0x59, 0x59)


def letters(
    style: Any, east: str, size: float, *, bold: bool = False, colour: RGBColor | None = None
) -> None:
    """Set a style's fonts: ``east`` for Chinese, Times New Roman for figures and Latin letters."""
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east)
    fonts.set(qn("w:cs"), LATIN)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = colour or RGBColor(0, 0, 0)


def spacing(style: Any, *, line: float = 1.5, before: float = 0, after: float = 0, indent: int = 0) -> None:
    """Set line spacing (lines), space around (points) and the first line's indent (hundredths of a character)."""
    form = style.paragraph_format
    form.line_spacing, form.space_before, form.space_after = line, Pt(before), Pt(after)
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    if indent:
        form.first_line_indent = Pt(style.font.size.pt * indent / 100)
        properties.find(qn("w:ind")).set(qn("w:firstLineChars"), str(indent))


def make_styles(document: Any) -> None:
    """Define the styles that the report names; their names are the interface, their looks are the user's."""
    styles = document.styles
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)

    normal = styles["Normal"]
    letters(normal, SONG, 12)
    spacing(normal, line=1.5)

    for level, (east, size, before, after, indent) in enumerate(
        [(HEI, 16, 18, 9, 0), (KAI, 15, 12, 6, 200), (FANG, 14, 8, 3, 200)], start=1
    ):
        style = styles[f"Heading {level}"]
        letters(style, east, size, bold=level > 1)
        spacing(style, line=1.5, before=before, after=after, indent=indent)
        style.paragraph_format.keep_with_next = True

    def add(name: str, base: str = "Normal") -> Any:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.quick_style = True
        return style

    body = add("报告正文")
    letters(body, FANG, 14)
    spacing(body, indent=200)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    item = add("报告条目", "报告正文")
    letters(item, FANG, 14)
    spacing(item, indent=200, after=3)

    district = add("报告片区", "报告正文")
    letters(district, FANG, 14, bold=True)
    spacing(district, indent=200, before=6)
    district.paragraph_format.keep_with_next = True

    for name, east, size in (("报告表格", SONG, 10), ("报告小字", SONG, 9), ("报告表头", HEI, 10.5)):
        cell = add(name)
        letters(cell, east, size)
        spacing(cell, line=1.0 if name == "报告小字" else 1.15)
        if name == "报告表头":
            cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER

    caption = add("报告表题")
    letters(caption, HEI, 12)
    spacing(caption, before=6, after=3)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True

    note = add("报告说明")
    letters(note, KAI, 10.5, colour=GREY)
    spacing(note, line=1.25, before=3, after=3)

    for name, east, size, before in (
        ("报告封面标题", HEI, 26, 0),
        ("报告封面副题", KAI, 18, 12),
        ("报告封面项目", FANG, 16, 0),
    ):
        cover = add(name)
        letters(
            cover, east, size, bold=name == "报告封面标题", colour=BLUE if name == "报告封面标题" else None
        )
        spacing(cover, line=1.6, before=before)
        cover.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER

    contents = add("报告目录标题")
    letters(contents, HEI, 16)
    spacing(contents, before=6, after=12)
    contents.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for level, (size, left) in enumerate([(12, 0), (12, 24)], start=1):
        style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        letters(style, HEI if level == 1 else SONG, size)
        spacing(style, line=1.5)
        style.paragraph_format.left_indent = Pt(left)
        tabs = OxmlElement("w:tabs")
        tab = OxmlElement("w:tab")
        for key, value in (("val", "right"), ("leader", "dot"), ("pos", str(int(156 / 25.4 * 1440)))):
            tab.set(qn(f"w:{key}"), value)
        tabs.append(tab)
        style.element.get_or_add_pPr().insert_element_before(
            tabs, "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )

    for name in ("Header", "Footer"):
        style = styles[name]
        letters(style, SONG, 9, colour=GREY)
        spacing(style, line=1.0)
    make_table_style(styles)


def make_table_style(styles: Any) -> None:
    """Define 报告表: thin lines, a shaded head, room around the text."""
    table = styles.add_style("报告表", WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Normal Table"]
    table.quick_style = True
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        heavy = side in ("top", "bottom")
        for key, value in (
            ("val", "single"),
            ("sz", "8" if heavy else "4"),
            ("space", "0"),
            ("color", "7F8FA3"),
        ):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    table.element.append(properties)
    head = OxmlElement("w:tblStylePr")
    head.set(qn("w:type"), "firstRow")
    cell = OxmlElement("w:tcPr")
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "DCE6F1")):
        shade.set(qn(f"w:{key}"), value)
    cell.append(shade)
    head.append(cell)
    table.element.append(head)


def field(paragraph: Any, code: str) -> None:
    """Append a field to a paragraph of the template."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("text", "1"), ("end", None)):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def make_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(35), Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(18), Mm(16)


def tidy(document: Any) -> None:
    """Drop what the report never uses, and let Word lay the page out as its present versions do."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid", "报告表"):
            style.delete()
    for relation in list(document.part.rels.values()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.rels.pop(relation.rId)
    for relation in list(document.part.package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            document.part.package.rels.pop(relation.rId)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def make(target: Path) -> None:
    """Write the template."""
    document = Document()
    make_styles(document)
    first = document.sections[0]
    make_page(first)
    first.different_first_page_header_footer = True
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "0")
    first._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")

    header = first.header.paragraphs[0]
    header.text = "{{社工站}}　{{报告名称}}"
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", "7F8FA3")):
        bottom.set(qn(f"w:{key}"), value)
    border.append(bottom)
    header._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    footer = first.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    field(footer, "PAGE")
    footer.add_run(" —")

    def add(text: str, style: str) -> Any:
        return document.add_paragraph(text, style=style)

    for _ in range(4):
        add("", "报告封面项目")
    add("{{社工站}}", "报告封面标题")
    add("{{报告名称}}", "报告封面标题")
    add("（供社工站自查和评估审核使用）", "报告封面副题")
    for _ in range(7):
        add("", "报告封面项目")
    for line in ("服务周期：{{服务周期}}", "审核基准日：{{审核基准日}}", "审核材料：{{审核材料}}"):
        add(line, "报告封面项目")
    add("{{姓名说明}}", "报告封面副题")
    add("目　录", "报告目录标题").paragraph_format.page_break_before = True
    add("{{目录}}", "Normal")
    add("一、背景与说明", "Heading 1").paragraph_format.page_break_before = True
    add("{{背景与说明}}", "报告正文")
    add("二、评估总结", "Heading 1")
    add("{{评估总结}}", "报告正文")
    add("三、整改建议", "Heading 1")
    add("{{整改建议}}", "报告正文")

    last = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that ends the first section must not take a page of its own.
    end = document.paragraphs[-1]
    end.style = document.styles["报告小字"]
    last.different_first_page_header_footer = False
    last.orientation = WD_ORIENT.LANDSCAPE
    last.page_width, last.page_height = Mm(297), Mm(210)
    last.left_margin, last.right_margin = Mm(22), Mm(22)
    last.top_margin, last.bottom_margin = Mm(28), Mm(24)
    for old in last._sectPr.findall(qn("w:pgNumType")):
        last._sectPr.remove(old)
    add("附　录", "Heading 1")
    add("{{附录}}", "报告正文")

    tidy(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "station-auditor"
    properties.title, properties.comments, properties.subject, properties.keywords = (
        "服务档案审核报告模板",
        "",
        "",
        "",
    )
    properties.created = properties.modified = datetime(2025, 1, 1, tzinfo=UTC)
    properties.revision = 1
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
