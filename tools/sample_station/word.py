"""Writes a `Paper` as a Word file, byte for byte the same on every run."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from PIL import Image

from tools.sample_station import ink
from tools.sample_station.paper import Box, Cell, Grid, Ink, Inline, Paper, Para, Text

_EPOCH = (2025, 10, 1, 0, 0, 0)
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU_PER_MM = 36000
_TWIPS_PER_MM = 56.7


def zip_bytes(members: list[tuple[str, bytes]]) -> bytes:
    """A zip file whose bytes depend on its members alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


class _Writer:
    """Collects the pictures of one document while its XML is written."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pictures: dict[tuple[str, str], tuple[int, bytes]] = {}
        self.shapes = 0

    # -- inline ------------------------------------------------------------------------------------------------------

    def _props(self, text: Text, size: int) -> str:
        font = self.paper.habit.font
        return (
            f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
            + ("<w:b/>" if text.bold else "")
            + f'<w:sz w:val="{size}"/>'
            + ('<w:u w:val="single"/>' if text.under else "")
            + "</w:rPr>"
        )

    def _text(self, part: Text, size: int) -> str:
        return (
            f'<w:r>{self._props(part, size)}<w:t xml:space="preserve">{escape(part.s)}</w:t></w:r>'
            if part.s
            else ""
        )

    def _box(self, ticked: bool, size: int) -> str:
        style = self.paper.habit.ticks
        if style == "control":
            glyph = "☑" if ticked else "☐"
            return (
                "<w:sdt><w:sdtPr><w14:checkbox>"
                f'<w14:checked w14:val="{int(ticked)}"/><w14:checkedState w14:val="2611" w14:font="MS Gothic"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
                f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
                f'<w:sz w:val="{size}"/></w:rPr><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>'
            )
        if style == "symbol":
            code = "F0FE" if ticked else "F0A8"
            return f'<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:eastAsia="Wingdings"/><w:sz w:val="{size}"/></w:rPr><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'
        glyph = {"glyph": "☑□", "black": "■□", "letter": "√□"}[style][0 if ticked else 1]
        return self._text(Text(glyph), size)

    def _picture(self, part: Ink) -> str:
        key = (part.kind, part.name)
        if key not in self.pictures:
            self.pictures[key] = (len(self.pictures) + 1, ink.picture(*key))
        number, data = self.pictures[key]
        with Image.open(io.BytesIO(data)) as image:
            ratio = image.width / image.height
        high = 7.5 if part.kind == "hand" else 24.0
        wide = high * ratio
        rid = f"rIdP{number}"
        self.shapes += 1
        if self.paper.habit.ink == "vml":
            return (
                f'<w:r><w:pict><v:shape id="s{self.shapes}" stroked="f" style="width:{wide * 2.835:.1f}pt;height:{high * 2.835:.1f}pt">'
                f'<v:imagedata r:id="{rid}" o:title=""/></v:shape></w:pict></w:r>'
            )
        cx, cy = int(wide * _EMU_PER_MM), int(high * _EMU_PER_MM)
        body = (
            f'<wp:docPr id="{self.shapes}" name="图片 {self.shapes}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{self.shapes}" name="image{number}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        )
        if self.paper.habit.ink == "anchor" and part.kind == "hand":
            return (
                '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
                'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
                '<wp:positionH relativeFrom="character"><wp:posOffset>0</wp:posOffset></wp:positionH>'
                '<wp:positionV relativeFrom="line"><wp:posOffset>-40000</wp:posOffset></wp:positionV>'
                f'<wp:extent cx="{cx}" cy="{cy}"/><wp:wrapNone/>{body}</wp:anchor></w:drawing></w:r>'
                + self._text(Text(" " * 26), 21)
            )
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
            f"{body}</wp:inline></w:drawing></w:r>"
        )

    def _inline(self, part: Inline, size: int) -> str:
        if isinstance(part, Text):
            return self._text(part, size)
        if isinstance(part, Box):
            return self._box(part.ticked, size)
        return self._picture(part)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def para(self, para: Para, size: int = 21, *, loose: bool = False, page_break: bool = False) -> str:
        """One paragraph; ``loose`` ones stand outside tables and have air between the lines."""
        props = f'<w:jc w:val="{para.align}"/>'
        if para.title:
            size = 34
            props = '<w:spacing w:before="60" w:after="160"/>' + props
        elif loose:
            props = '<w:spacing w:line="400" w:lineRule="auto"/>' + props
        if para.indent:
            props = props.replace("<w:jc", '<w:ind w:firstLineChars="200" w:firstLine="420"/><w:jc')
        if page_break:
            props = "<w:pageBreakBefore/>" + props
        runs = "".join(self._inline(p, size) for p in para.parts)
        return f"<w:p><w:pPr>{props}</w:pPr>{runs}</w:p>"

    def _cell(self, cell: Cell, width: int, merge: str) -> str:
        props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.span > 1:
            props += f'<w:gridSpan w:val="{cell.span}"/>'
        props += merge
        if cell.head:
            props += f'<w:shd w:val="clear" w:color="auto" w:fill="{self.paper.habit.shade}"/>'
        props += '<w:vAlign w:val="center"/>'
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(self.para(p) for p in cell.paras)}</w:tc>"

    def grid(self, grid: Grid, total: int) -> str:
        """One table ``total`` twips wide."""
        share = total / sum(grid.widths)
        widths = [round(w * share) for w in grid.widths]
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="{8 if side in ("top", "left", "bottom", "right") else 4}" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        out = [
            f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
            + "</w:tblGrid>"
        ]
        running: dict[int, tuple[int, Cell]] = {}
        for row in grid.rows:
            least = max([c.tall * (1.45 if c.tall > 16 else 1.1) for c in row] + [9.2])
            out.append(
                f'<w:tr><w:trPr><w:trHeight w:val="{int(least * _TWIPS_PER_MM)}" w:hRule="atLeast"/></w:trPr>'
            )
            at = 0
            fresh = list(row)
            while at < len(widths):
                if at in running:
                    left, held = running[at]
                    empty = Cell((Para((Text(""),)),), held.span, head=held.head)
                    out.append(self._cell(empty, sum(widths[at : at + held.span]), "<w:vMerge/>"))
                    if left > 1:
                        running[at] = (left - 1, held)
                    else:
                        del running[at]
                    at += held.span
                    continue
                cell = fresh.pop(0)
                merge = ""
                if cell.down > 1:
                    merge = '<w:vMerge w:val="restart"/>'
                    running[at] = (cell.down - 1, cell)
                out.append(self._cell(cell, sum(widths[at : at + cell.span]), merge))
                at += cell.span
            if fresh:
                raise ValueError(f"row too wide in {self.paper.title}: {row}")
            out.append("</w:tr>")
        out.append("</w:tbl>")
        return "".join(out)

    def textbox(self, words: str) -> str:
        """A text box at the top right of the page, in both of Word's spellings."""
        content = f"<w:txbxContent>{self.para(text_para(words))}</w:txbxContent>"
        cx, cy = 62 * _EMU_PER_MM, 9 * _EMU_PER_MM
        return (
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="9" behindDoc="0" locked="0" '
            'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">'
            "<wp:align>right</wp:align></wp:positionH>"
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>-260000</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{cx}" cy="{cy}"/><wp:wrapNone/><wp:docPr id="900" name="文本框 1"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
            "</mc:Choice><mc:Fallback><w:pict>"
            '<v:shape id="box1" style="position:absolute;margin-left:260pt;margin-top:-20pt;width:176pt;height:26pt" stroked="f">'
            f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    def body(self) -> str:
        """The document's body."""
        paper = self.paper
        text_width = int(((297 if paper.landscape else 210) - 44) * _TWIPS_PER_MM)
        out = []
        if paper.number_line and paper.habit.number_in == "textbox":
            out.append(self.textbox(paper.number_line))
        if paper.over:
            out.append(self.para(Para((Text(paper.over, bold=True),), align="center"), size=28))
        if paper.title:
            out.append(self.para(Para((Text(paper.title, bold=True),), align="center", title=True)))
        if paper.number_line and paper.habit.number_in == "line":
            out.append(self.para(Para((Text(paper.number_line),), align="right"), loose=True))
        for i, block in enumerate(paper.blocks):
            if isinstance(block, Para):
                out.append(self.para(block, size=22, loose=True, page_break=i in paper.breaks))
            else:
                if i and isinstance(paper.blocks[i - 1], Grid):
                    out.append(self.para(Para((Text(""),))))
                out.append(self.grid(block, text_width))
        size = (
            'w:w="16838" w:h="11906" w:orient="landscape"' if paper.landscape else 'w:w="11906" w:h="16838"'
        )
        head = '<w:headerReference w:type="default" r:id="rIdH"/>' if self._header() else ""
        out.append(
            f'<w:p/><w:sectPr>{head}<w:pgSz {size}/><w:pgMar w:top="1247" w:right="1247" w:bottom="1134" w:left="1247" '
            'w:header="680" w:footer="680" w:gutter="0"/></w:sectPr>'
        )
        return "".join(out)

    def _header(self) -> str:
        parts = [self.paper.head_line] if self.paper.head_line else []
        if self.paper.number_line and self.paper.habit.number_in == "header":
            parts.append(self.paper.number_line)
        return "　　".join(parts)

    def save(self) -> bytes:
        """The whole file."""
        document = f"{_HEAD}<w:document {_NAMESPACES}><w:body>{self.body()}</w:body></w:document>"
        header = self._header()
        rels = [f'<Relationship Id="rIdS" Type="{_REL}/styles" Target="styles.xml"/>']
        rels += [
            f'<Relationship Id="rIdP{n}" Type="{_REL}/image" Target="media/image{n}.png"/>'
            for n, _ in self.pictures.values()
        ]
        types = (
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
        )
        members: list[tuple[str, str | bytes]] = []
        if header:
            rels.append(f'<Relationship Id="rIdH" Type="{_REL}/header" Target="header1.xml"/>')
            types += (
                '<Override PartName="/word/header1.xml" '
                'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>'
            )
            line = self.para(Para((Text(header),), align="right"), size=18)
            members.append(("word/header1.xml", f"{_HEAD}<w:hdr {_NAMESPACES}>{line}</w:hdr>"))
        relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
        styles = (
            f"{_HEAD}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{self.paper.habit.font}"/>'
            '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>'
        )
        first: list[tuple[str, str | bytes]] = [
            (
                "[Content_Types].xml",
                f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>',
            ),
            (
                "_rels/.rels",
                f'{_HEAD}<Relationships {relationships}><Relationship Id="rId1" Type="{_REL}/officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            ),
            ("word/document.xml", document),
            (
                "word/_rels/document.xml.rels",
                f"{_HEAD}<Relationships {relationships}>{''.join(rels)}</Relationships>",
            ),
            ("word/styles.xml", styles),
        ]
        pictures: list[tuple[str, str | bytes]] = [
            (f"word/media/image{n}.png", data) for n, data in self.pictures.values()
        ]
        return zip_bytes(
            [(n, d.encode() if isinstance(d, str) else d) for n, d in first + members + pictures]
        )


def text_para(words: str) -> Para:
    """A right-aligned line."""
    return Para((Text(words),), align="right")


def docx(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    return _Writer(paper).save()
