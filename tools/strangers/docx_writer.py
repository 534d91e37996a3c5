"""Writes a `Drawing` as a Word file, straight as XML, so that every odd habit of Word and WPS can be drawn."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

from tools.strangers.papers import (
    Cell,
    Control,
    Drawing,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
    Text,
    Tick,
    layout_grid,
)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
PAGE_WIDTH = 9400
STAMP = (2025, 1, 1, 0, 0, 0)


def scribble(seed: int) -> bytes:
    """A PNG of pen strokes that look like a hurried name; the same for the same seed."""
    rng = random.Random(seed)
    image = Image.new("RGB", (150, 56), "white")
    draw = ImageDraw.Draw(image)
    for glyph in range(rng.randint(2, 3)):
        left = 8 + glyph * 46
        for _ in range(rng.randint(4, 7)):
            x, y = left + rng.randint(0, 30), rng.randint(6, 40)
            points = [(x, y)]
            for _ in range(rng.randint(2, 4)):
                x, y = x + rng.randint(-14, 18), y + rng.randint(-10, 14)
                points.append((max(left - 4, min(x, left + 42)), max(3, min(y, 52))))
            draw.line(points, fill=(20, 20, 60), width=rng.choice((2, 2, 3)), joint="curve")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class _Body:
    def __init__(self) -> None:
        self.pictures: list[int] = []
        self.next = 1

    def fresh(self) -> int:
        self.next += 1
        return self.next

    def run(self, run: Run) -> str:
        if isinstance(run, Text):
            return self.text(run)
        if isinstance(run, Control):
            return (
                f'<w:sdt><w:sdtPr><w:id w:val="{self.fresh()}"/><w:text/></w:sdtPr><w:sdtContent>'
                f"{self.text(Text(run.text))}</w:sdtContent></w:sdt>"
            )
        if isinstance(run, Tick):
            return self.tick(run)
        return self.picture(run)

    def text(self, run: Text) -> str:
        props = "".join(
            (
                "<w:b/>" if run.bold else "",
                "<w:vanish/>" if run.hidden else "",
                '<w:u w:val="single"/>' if run.underline else "",
            )
        )
        props = f"<w:rPr>{props}</w:rPr>" if props else ""
        tag = "w:delText" if run.change == "del" else "w:t"
        parts = []
        for at, line in enumerate(run.text.split("\n")):
            if at:
                parts.append("<w:br/>")
            for tab, piece in enumerate(line.split("\t")):
                if tab:
                    parts.append("<w:tab/>")
                if piece:
                    parts.append(f'<{tag} xml:space="preserve">{escape(piece)}</{tag}>')
        xml = f"<w:r>{props}{''.join(parts)}</w:r>"
        if run.change:
            xml = (
                f'<w:{run.change} w:id="{self.fresh()}" w:author="审核" w:date="2025-01-01T00:00:00Z">{xml}'
                f"</w:{run.change}>"
            )
        return xml

    def tick(self, run: Tick) -> str:
        on = run.on
        if run.style == "control":
            return (
                f'<w:sdt><w:sdtPr><w:id w:val="{self.fresh()}"/><w14:checkbox><w14:checked w14:val="{int(on)}"/>'
                '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" '
                'w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts '
                f'w:ascii="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr><w:t>{"☒" if on else "☐"}</w:t></w:r>'
                "</w:sdtContent></w:sdt>"
            )
        if run.style == "legacy":
            return (
                f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="c{self.fresh()}"/><w:enabled/>'
                f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if on else ""}</w:checkBox>'
                '</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText>'
                '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if run.style == "symbol":
            return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if on else "F0A8"}"/></w:r>'
        if run.style == "symbol2":
            return f'<w:r><w:sym w:font="Wingdings 2" w:char="{"F052" if on else "F0A3"}"/></w:r>'
        if run.style == "wingdings":
            return (
                '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/></w:rPr>'
                f"<w:t>{'þ' if on else '¨'}</w:t></w:r>"
            )
        return self.text(Text(tick_glyph(run)))

    def picture(self, run: Picture) -> str:
        self.pictures.append(run.seed)
        at = len(self.pictures)
        if run.how == "vml":
            return (
                f'<w:r><w:pict><v:shape id="s{at}" style="width:70pt;height:26pt"><v:imagedata r:id="rIdP{at}" '
                'o:title=""/></v:shape></w:pict></w:r>'
            )
        graphic = (
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{at}" name="图片{at}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="rIdP{at}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="889000" cy="330200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
        )
        props = f'<wp:docPr id="{at}" name="图片{at}"/>'
        if run.how == "anchored":
            inner = (
                '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
                'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH '
                'relativeFrom="column"><wp:posOffset>90000</wp:posOffset></wp:positionH><wp:positionV '
                'relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
                f'<wp:extent cx="889000" cy="330200"/><wp:wrapNone/>{props}{graphic}</wp:anchor>'
            )
        else:
            inner = f'<wp:inline><wp:extent cx="889000" cy="330200"/>{props}{graphic}</wp:inline>'
        return f"<w:r><w:drawing>{inner}</w:drawing></w:r>"

    def para(self, item: Para) -> str:
        runs = "".join(self.run(r) for r in item.runs)
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item.numbered else ""
        align = {"center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}.get(item.align, "")
        props = f"<w:pPr>{number}{align}</w:pPr>" if number or align else ""
        if item.size > 12:
            runs = runs.replace(
                "<w:r><w:t", f'<w:r><w:rPr><w:b/><w:sz w:val="{int(item.size * 2)}"/></w:rPr><w:t'
            )
        if item.boxed:
            inner = f"<w:p>{props}{runs}</w:p>"
            at = self.fresh()
            runs = (
                '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5400000" '
                f'cy="420000"/><wp:docPr id="{at + 500}" name="文本框{at}"/><a:graphic><a:graphicData uri="http://schemas.'
                'microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
                '<a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="420000"/></a:xfrm><a:prstGeom prst="rect">'
                f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
                "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
                f'<w:pict><v:shape style="width:425pt;height:33pt"><v:textbox><w:txbxContent>{inner}</w:txbxContent>'
                "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
            props = ""
        return f"<w:p>{props}{runs}</w:p>"

    def cell(self, item: Cell, unit: int, merge: str) -> str:
        props = f'<w:tcW w:w="{unit * item.cols}" w:type="dxa"/>'
        if item.cols > 1:
            props += f'<w:gridSpan w:val="{item.cols}"/>'
        if merge:
            props += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
        if item.label:
            props += '<w:shd w:val="clear" w:fill="EDEDED"/>'
        if merge == "continue":
            return f"<w:tc><w:tcPr>{props}</w:tcPr><w:p/></w:tc>"
        body = []
        for part in item.body:
            body.append(
                self.table(part, unit * item.cols - 200) if isinstance(part, Table) else self.para(part)
            )
        if not item.body or isinstance(item.body[-1], Table):
            body.append("<w:p/>")
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(body)}</w:tc>"

    def table(self, table: Table, width: int = PAGE_WIDTH) -> str:
        unit = max(200, width // table.width)
        side = {"full": "single", "partly": "single", "none": "nil"}[table.borders]
        edges = "top left bottom right insideH insideV" if table.borders != "partly" else "top bottom insideH"
        borders = "".join(f'<w:{e} w:val="{side}" w:sz="4" w:color="000000"/>' for e in edges.split())
        rows = []
        for line in layout_grid(table):
            cells = []
            for _, item, continued in line:
                merge = "continue" if continued else "restart" if item.rows > 1 else ""
                cells.append(self.cell(item, unit, merge))
            row = f"<w:tr>{''.join(cells)}</w:tr>"
            if table.control:
                row = f'<w:sdt><w:sdtPr><w:id w:val="{self.fresh()}"/></w:sdtPr><w:sdtContent>{row}</w:sdtContent></w:sdt>'
            rows.append(row)
        grid = f'<w:gridCol w:w="{unit}"/>' * table.width
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{unit * table.width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )


def tick_glyph(run: Tick) -> str:
    """The characters of a box that is plain text."""
    return {
        "glyph": "☑" if run.on else "□",
        "square": "■" if run.on else "□",
        "cross": "☒" if run.on else "☐",
        "check": "√" if run.on else "□",
        "bracket": "（√）" if run.on else "（ ）",
        "round": "●" if run.on else "○",
        "boxcheck": "□√" if run.on else "□",
    }.get(run.style, "☑" if run.on else "□")


def docx_bytes(drawing: Drawing) -> bytes:
    """The file's bytes; equal drawings give equal bytes."""
    body = _Body()
    parts = []
    for piece in drawing.pieces:
        if isinstance(piece, PageBreak):
            parts.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        elif isinstance(piece, Table):
            parts.append(body.table(piece) + "<w:p/>")
        else:
            parts.append(body.para(piece))
    edges, rels = "", []
    extra: dict[str, str] = {}
    for kind, text in (("header", drawing.header), ("footer", drawing.footer)):
        if text:
            rels.append((f"rId{kind}", f"officeDocument/2006/relationships/{kind}", f"{kind}1.xml"))
            edges += f'<w:{kind}Reference w:type="default" r:id="rId{kind}"/>'
            short = "hdr" if kind == "header" else "ftr"
            extra[f"word/{kind}1.xml"] = (
                f"<w:{short} {NAMESPACES}><w:p><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p></w:{short}>"
            )
    rels.append(("rIdN", "officeDocument/2006/relationships/numbering", "numbering.xml"))
    for at in range(len(body.pictures)):
        rels.append((f"rIdP{at + 1}", "officeDocument/2006/relationships/image", f"media/i{at + 1}.png"))
    extra["word/numbering.xml"] = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="0"/></w:num></w:numbering>'
    )
    document = (
        f"<w:document {NAMESPACES}><w:body>{''.join(parts)}<w:sectPr>{edges}<w:pgSz w:w='11906' w:h='16838'/><w:pgMar "
        "w:top='1200' w:right='1200' w:bottom='1200' w:left='1200' w:header='600' w:footer='600' w:gutter='0'/>"
        "</w:sectPr></w:body></w:document>"
    )
    root = "http://schemas.openxmlformats.org/"
    relations = "".join(f'<Relationship Id="{i}" Type="{root}{t}" Target="{g}"/>' for i, t, g in rels)
    kinds = "".join(
        f'<Override PartName="/word/{p}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{k}+xml"/>'
        for p, k in (
            ("document", "document.main"),
            ("header1", "header"),
            ("footer1", "footer"),
            ("numbering", "numbering"),
        )
        if f"word/{p}.xml" in extra or p == "document"
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{root}package/2006/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{root}package/2006/relationships"><Relationship Id="rId1" Type="{root}'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{root}package/2006/relationships">{relations}</Relationships>',
        "word/document.xml": document,
        **extra,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, STAMP),
                "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + text,
            )
        for at, seed in enumerate(body.pictures):
            archive.writestr(zipfile.ZipInfo(f"word/media/i{at + 1}.png", STAMP), scribble(seed))
    return out.getvalue()


def write_docx(drawing: Drawing, path: Path) -> None:
    """Write the drawing to ``path``; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(docx_bytes(drawing))
