"""Text, blanks, fields, revisions, lists, headers: what the paper shows, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.pages.model import LineRole, Table
from auditor.readers._docx_numbering import spelled
from tests.readers.docx_builder import cell, in_cell, lines, p, picture, png, r, read, sdt, table, tbl, tc, tr

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(code: str, result: str | None = None) -> str:
    """A complex field."""
    middle = "" if result is None else FIELD.format("separate") + result
    return f"{FIELD.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{FIELD.format('end')}"


def test_paragraphs_and_breaks_of_a_cell(tmp_path: Path) -> None:
    found = in_cell(
        tmp_path,
        p("第一段"),
        p(r("第二") + "<w:r><w:br/></w:r>" + r("第三") + "<w:r><w:tab/></w:r>" + r("四")),
        p(),
    )
    assert found.text == "第一段\n第二\n第三    四"


def test_breaks_divide_lines_with_their_ink(tmp_path: Path) -> None:
    document = read(tmp_path, p(r("签名：") + picture() + "<w:r><w:br/></w:r>" + r("日期：")))
    found = list(document.pages[0].lines())
    assert [(line.text, len(line.inks)) for line in found] == [("签名：\ufffc", 1), ("日期：", 0)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (r("姓名：") + r("    ", '<w:u w:val="single"/>'), "姓名：____"),
        (r("姓名：") + r(" 张三 ", '<w:u w:val="single"/>'), "姓名：_张三_"),
        (r("  年   月", '<w:u w:val="single"/>'), "__年___月"),
        (r("Li Si", '<w:u w:val="single"/>'), "Li Si"),
        (r("姓名：    。", '<w:u w:val="none"/>'), "姓名：    。"),
        (r("姓名：") + '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>', "姓名：____"),
    ],
)
def test_underlined_blanks(tmp_path: Path, content: str, expected: str) -> None:
    assert lines(read(tmp_path, p(content))) == [expected]


def test_leader_tab_is_a_blank(tmp_path: Path) -> None:
    tabs = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4000"/></w:tabs>'
    assert lines(read(tmp_path, p(r("姓名：") + "<w:r><w:tab/></w:r>", properties=tabs))) == ["姓名：____"]


def test_hidden_text_is_counted_not_read(tmp_path: Path) -> None:
    document = read(tmp_path, p(r("看得见") + r("隐藏的字", "<w:vanish/>")))
    assert lines(document) == ["看得见"]
    assert any("4个字设为隐藏" in note for note in document.notes)
    assert document.raw_chars == document.read_chars == 3


def test_revisions(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        p(
            r("服务")
            + f'<w:ins w:id="1">{r("已")}</w:ins>'
            + '<w:del w:id="2"><w:r><w:delText>未</w:delText></w:r></w:del>'
            + f'<w:moveFrom w:id="3">{r("移走")}</w:moveFrom>'
            + f'<w:moveTo w:id="4">{r("完成")}</w:moveTo>'
        ),
    )
    assert lines(document) == ["服务已完成"]
    assert any("修订" in note for note in document.notes)
    assert document.raw_chars == document.read_chars == 5


def test_deleted_pictures_are_no_ink(tmp_path: Path) -> None:
    assert in_cell(tmp_path, p(f'<w:del w:id="1">{picture()}</w:del>')).inks == ()


def test_deleted_paragraph_mark_joins(tmp_path: Path) -> None:
    first = p("上半句", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert in_cell(tmp_path, first, p("下半句")).text == "上半句下半句"
    assert lines(read(tmp_path, first + p("下半句"))) == ["上半句下半句"]


def test_old_formatting_of_a_revision_is_not_the_formatting(tmp_path: Path) -> None:
    change = '<w:rPrChange w:id="1"><w:rPr><w:vanish/><w:b/></w:rPr></w:rPrChange>'
    found = in_cell(tmp_path, p(r("文字", change)))
    assert (found.text, found.emphasis) == ("文字", False)


def test_links_fields_tags_formulas_and_phonetic_guides(tmp_path: Path) -> None:
    content = (
        f"<w:hyperlink>{r('链接')}</w:hyperlink>"
        f'<w:fldSimple w:instr="DATE">{r("2025年")}</w:fldSimple>'
        f'<w:smartTag w:element="x">{r("地名")}</w:smartTag>'
        + field(" PAGE ", r("7"))
        + f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('zhang')}</w:rt><w:rubyBase>{r('张')}</w:rubyBase></w:ruby></w:r>"
        + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    )
    document = read(tmp_path, p(content))
    assert lines(document) == ["链接2025年地名7张x"]
    assert document.raw_chars == document.read_chars


def test_fields_that_show_their_code(tmp_path: Path) -> None:
    content = (
        field(r"eq \o\ac(□,√)")
        + r("是 ")
        + field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(zhāng),张)")
        + field(r"MACROBUTTON NoMacro [单击此处键入]")
        + field("MACROBUTTON Tick □")
        + r("否")
    )
    assert lines(read(tmp_path, p(content))) == ["☑是 张□否"]


def test_a_field_left_open_swallows_only_its_paragraph(tmp_path: Path) -> None:
    broken = FIELD.format("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>"
    assert lines(read(tmp_path, p(broken) + p("后面的字"))) == ["后面的字"]


def test_prompts_are_gaps(tmp_path: Path) -> None:
    prompt = sdt("<w:showingPlcHdr/>", r("单击此处输入文字。"))
    assert in_cell(tmp_path, p(prompt)).text == ""
    assert lines(read(tmp_path, p(r("姓名：") + prompt))) == ["姓名：____"]
    real = sdt("<w:text/>", r("选择性缄默"))
    assert in_cell(tmp_path, p(real)).text == "选择性缄默"
    unflagged = sdt("<w:text/>", r("单击或点击此处输入文字。"))
    assert in_cell(tmp_path, p(unflagged)).text == ""
    picture_prompt = sdt("<w:picture/><w:showingPlcHdr/>", picture())
    assert in_cell(tmp_path, p(picture_prompt)).inks == ()
    filled = sdt("<w:text/>", r("张三"))
    assert in_cell(tmp_path, p(filled)).text == "张三"


def test_drop_down_lists(tmp_path: Path) -> None:
    items = '<w:listItem w:displayText="选择一项。"/><w:listItem w:displayText="一级" w:value="1"/>'
    assert in_cell(tmp_path, p(sdt(f"<w:dropDownList>{items}</w:dropDownList>", r("一级")))).text == "一级"
    assert in_cell(tmp_path, p(sdt(f"<w:dropDownList>{items}</w:dropDownList>", r("选择一项。")))).text == ""
    legacy = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="请选择"/>'
        '<w:listEntry w:val="良好"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>'
        + FIELD.format("end")
    )
    assert in_cell(tmp_path, p(legacy)).text == "良好"
    assert in_cell(tmp_path, p(legacy.replace('<w:result w:val="1"/>', ""))).text == ""


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    content = "<w:txbxContent>" + p("框里的字") + "</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="9" cy="9"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(tmp_path, p(r("正文") + box))
    assert lines(document) == ["正文"]
    assert lines(document, LineRole.TEXTBOX) == ["框里的字"]
    assert document.raw_chars == document.read_chars == 6
    assert in_cell(tmp_path, p(box)).text == "框里的字"
    only_old = box.replace(content, "", 1)
    assert lines(read(tmp_path, p(only_old)), LineRole.TEXTBOX) == ["框里的字"]


def test_table_in_a_text_box(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{tbl(tr('姓名', '张三'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert cell(read(tmp_path, p(box)), 0, 1).text == "张三"


def test_headers_and_footers_of_all_sections_once(tmp_path: Path) -> None:
    parts = {
        "rA": ("header1.xml", p("编号 NY-001")),
        "rB": ("header2.xml", p("编号 NY-001") + tbl(tr("第二节", "页"))),
        "rC": ("header3.xml", p("首页不同才有")),
        "rD": ("footer1.xml", p(r("第") + field("PAGE", r("1")) + r("页"))),
        "rE": ("header4.xml", p("偶数页")),
    }
    first = '<w:headerReference w:type="default" r:id="rA"/><w:footerReference w:type="default" r:id="rD"/>'
    second = '<w:headerReference w:type="default" r:id="rB"/><w:headerReference w:type="first" r:id="rC"/><w:headerReference w:type="even" r:id="rE"/>'
    body = (
        p("正文", properties=f"<w:sectPr>{first}</w:sectPr>")
        + p("完")
        + "<w:sectPr>"
        + second
        + "{}</w:sectPr>"
    )
    document = read(tmp_path, body.format(""), parts=parts)
    assert lines(document, LineRole.HEADER) == ["编号 NY-001", "第二节    页"]
    assert lines(document, LineRole.FOOTER) == ["第1页"]
    assert next(document.pages[0].lines()).role is LineRole.HEADER
    assert document.raw_chars == document.read_chars
    document = read(tmp_path, body.format("<w:titlePg/>"), parts=parts)
    assert "首页不同才有" in lines(document, LineRole.HEADER)
    parts["rS"] = ("settings.xml", "<w:evenAndOddHeaders/>")
    assert "偶数页" in lines(read(tmp_path, body.format(""), parts=parts), LineRole.HEADER)


def test_header_pictures_are_noted_not_ink(tmp_path: Path) -> None:
    parts = {"rA": ("header1.xml", p(r("站名") + picture())), "rIdPic": ("media/a.png", png((0, 0, 0)))}
    document = read(
        tmp_path,
        p("正文") + '<w:sectPr><w:headerReference w:type="default" r:id="rA"/></w:sectPr>',
        parts=parts,
    )
    assert lines(document, LineRole.HEADER) == ["站名"]
    assert any("页眉" in note for note in document.notes)


def test_notes_and_comments(tmp_path: Path) -> None:
    body = p(
        r("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    )
    parts = {
        "rF": (
            "footnotes.xml",
            f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote><w:footnote w:id="2">{p("脚注的字")}</w:footnote>',
        ),
        "rC": ("comments.xml", f'<w:comment w:id="0" w:author="王某">{p("请补签名")}</w:comment>'),
    }
    document = read(tmp_path, body, parts=parts)
    assert lines(document, LineRole.NOTE) == ["脚注的字"]
    assert lines(document, LineRole.COMMENT) == ["请补签名"]
    assert lines(document) == ["正文"]


def test_styles_give_size_bold_and_centre(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:sz w:val="36"/></w:rPr></w:style>'
    )
    body = (
        p("标题", properties='<w:pStyle w:val="b"/>')
        + p("正文")
        + p(r("小", '<w:sz w:val="18"/>'), properties='<w:jc w:val="center"/>')
    )
    found = list(read(tmp_path, body, parts={"rS": ("styles.xml", styles)}).pages[0].lines())
    assert [(line.size, line.emphasis, line.centred) for line in found] == [
        (18.0, True, True),
        (10.5, False, False),
        (9.0, False, True),
    ]


def test_automatic_numbers(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06F;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>'
        + "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(4))
    )

    def listed(text: str, number: int, level: int = 0) -> str:
        return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = tbl(tr(tc(listed("", 1)), "张三"), tr(tc(listed("", 1)), "李四")) + "".join(
        (listed("情况", 2), listed("细节", 2, 1), listed("计划", 2), listed("选项", 3), listed("圆点", 4))
    )
    document = read(tmp_path, body, parts={"rN": ("numbering.xml", numbering)})
    assert [cell(document, row, 0).text for row in (0, 1)] == ["1", "2"]
    assert lines(document) == ["一、情况", "一.1 细节", "二、计划", "☐ 选项", "圆点"]
    assert document.raw_chars == document.read_chars


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"),
        (105, "japaneseCounting", "一百〇五"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (2, "ideographTraditional", "乙"),
        (5, "unheardOf", "5"),
    ],
)
def test_number_forms(number: int, form: str, expected: str) -> None:
    assert spelled(number, form) == expected


def test_invisible_characters_leave_a_cell_blank(tmp_path: Path) -> None:
    assert in_cell(tmp_path, p("\u200b \u3000\ufeff")).text == ""


def test_an_object_character_in_text_is_no_ink(tmp_path: Path) -> None:
    found = in_cell(tmp_path, p(r("a\ufffcb") + picture()))
    assert found.text.count("\ufffc") == len(found.inks) == 1


def test_external_chunks_are_noted(tmp_path: Path) -> None:
    assert any("altChunk" in note for note in read(tmp_path, p("字") + '<w:altChunk r:id="x"/>').notes)


def test_reading_order(tmp_path: Path) -> None:
    blocks = read(tmp_path, p("前") + tbl(tr("表")) + p("后")).pages[0].blocks
    assert [block.ref if isinstance(block, Table) else block.text for block in blocks] == ["前", "表1", "后"]
    assert table(read(tmp_path, tbl(tr("表")))).rows == 1
