"""Trees that no program should write: every one ends in a document that keeps the model's promises, or in a reason."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from pathlib import Path

from lxml import etree

from auditor.errors import UnreadableFile
from auditor.pages.model import INK_ANCHOR, Line, Table
from auditor.readers import docx
from tests.readers.docx_builder import p, picture, png, r, sdt, tbl, tc, tr, write
from tests.readers.test_docx_ticks_and_ink import legacy, sym, w14

BOX = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}{tbl(tr('甲', '乙'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
RICH = (
    p(
        r("标题", '<w:b/><w:sz w:val="36"/>') + BOX,
        properties='<w:jc w:val="center"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )
    + tbl(
        tr(
            "姓名",
            tc(p(sym("Wingdings", "F0FE") + r("  ", '<w:u w:val="single"/>'))),
            properties='<w:gridBefore w:val="1"/>',
        ),
        tr(
            tc("监护", properties='<w:vMerge w:val="restart"/>'),
            tc(p(w14("1", r("☒")) + legacy("<w:checked/>")), properties='<w:gridSpan w:val="2"/>'),
        ),
        tr(tc("", properties="<w:vMerge/>"), tc(p(picture(), BOX)), sdt("<w:showingPlcHdr/>", tc("提示"))),
        tr(tc(p("内"), tbl(tr("一", "二"), tr(tc(tbl(tr("三"))), "四")), p())),
    )
    + p(
        f'<w:ins w:id="1">{r("插")}</w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>',
        properties='<w:rPr><w:del w:id="3"/></w:rPr>',
    )
    + '<w:sectPr><w:headerReference w:type="default" r:id="rH"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
VALUES = (
    "",
    "0",
    "-1",
    "99999999999999999999",
    "²",
    "nan",
    "1e9",
    "restart",
    "continue",
    "\u0661",
    "none",
    "x" * 6000,
    "9" * 6000,
)


def check_table(grid: Table) -> None:
    covered: set[tuple[int, int]] = set()
    for cell in grid.cells:
        assert cell.text.count(INK_ANCHOR) == len(cell.inks)
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                assert (row, col) not in covered
                covered.add((row, col))
        for nested in cell.tables:
            check_table(nested)
    assert len(covered) == grid.rows * grid.cols


def shuffled(root: etree._Element, chance: random.Random) -> None:
    """Remove, double, move, rename or spoil a few elements."""
    for _ in range(chance.randint(1, 6)):
        elements = [element for element in root.iter() if element.getparent() is not None]
        if not elements:
            return
        element = chance.choice(elements)
        what = chance.randrange(5)
        if what == 0:
            element.getparent().remove(element)
        elif what == 1:
            element.addnext(copy.deepcopy(element))
        elif what == 2:
            other = chance.choice(elements)
            if (
                element not in list(other.iterancestors())
                and other is not element
                and other not in list(element.iter())
            ):
                other.append(element)
        elif what == 3:
            element.tag = chance.choice(elements).tag
        elif element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))


def test_spoilt_trees(tmp_path: Path) -> None:
    parts = {
        "rH": ("header1.xml", p("页眉")),
        "rN": ("numbering.xml", NUMBERING),
        "rIdPic": ("media/a.png", png((200, 10, 10))),
    }
    source = write(tmp_path / "rich.docx", RICH, parts=parts)
    with zipfile.ZipFile(source) as package:
        stored = {name: package.read(name) for name in package.namelist()}
    chance = random.Random(20261123)
    read_well = 0
    for _ in range(400):
        spoilt = dict(stored)
        for name in ("word/document.xml", "word/numbering.xml"):
            root = etree.fromstring(spoilt[name])
            shuffled(root, chance)
            spoilt[name] = etree.tostring(root)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, data in spoilt.items():
                package.writestr(name, data)
        path = tmp_path / "spoilt.docx"
        path.write_bytes(stream.getvalue())
        try:
            document = docx.read(path, "spoilt.docx")
        except UnreadableFile:
            continue
        read_well += 1
        for block in document.pages[0].blocks:
            if isinstance(block, Line):
                assert block.text.count(INK_ANCHOR) == len(block.inks)
            else:
                check_table(block)
    assert read_well > 300
