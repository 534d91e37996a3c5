"""Writes Word files from raw XML, so that a test says exactly what stands in the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from auditor.pages.model import Cell, Document, Line, LineRole, Table
from auditor.readers import docx

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def r(text: str, properties: str = "") -> str:
    """A run."""
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{before}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph; content without a tag becomes a run."""
    before = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{before}{''.join(c if c.startswith('<') else r(c) for c in content)}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; content that is no block becomes a paragraph."""
    blocks = "".join(c if c.startswith(("<w:p>", "<w:tbl>", "<w:sdt>", "<mc:")) else p(c) for c in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks or '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; content that is no cell becomes one."""
    before = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{before}{''.join(c if c.startswith(('<w:tc>', '<w:sdt>', '<w:customXml')) else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(properties: str, *content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def picture(
    relation: str = "rIdPic", anchored: bool = False, cx: int = 900_000, cy: int = 400_000, extra: str = ""
) -> str:
    """A run with a DrawingML picture."""
    kind = "anchor" if anchored else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind} {extra}><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}>'
        "</w:drawing></w:r>"
    )


def png(color: tuple[int, int, int], size: tuple[int, int] = (120, 60)) -> bytes:
    """A white picture with a ring of one colour."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((20, 5, size[0] - 20, size[1] - 5), outline=color, width=5)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def content_types(parts: dict[str, tuple[str, str | bytes]]) -> str:
    """The list of content types, without which other programs do not open the file."""
    names = {"document.xml": "document.main"} | {
        name: name.rstrip("0123456789.xml") for name, _ in parts.values() if name.endswith(".xml")
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in names.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def write(
    path: Path,
    body: str,
    parts: dict[str, tuple[str, str | bytes]] | None = None,
    root_rels: str | None = None,
    declarations: str = DECLARATIONS,
) -> Path:
    """Write a package.

    Args:
        path: the file to write.
        body: inner XML of ``w:body``.
        parts: relationship id -> (part name below word/, content); text content gets the namespaces' root element
            from its name ("header1.xml" -> ``w:hdr``).
        root_rels: the package's relationships, if unusual.
        declarations: namespace declarations of the main part.
    """
    kinds = {
        "header": ("header", "hdr"),
        "footer": ("footer", "ftr"),
        "comments": ("comments", "comments"),
        "footnotes": ("footnotes", "footnotes"),
        "endnotes": ("endnotes", "endnotes"),
        "styles": ("styles", "styles"),
        "numbering": ("numbering", "numbering"),
        "settings": ("settings", "settings"),
        "media": ("image", ""),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", content_types(parts or {}))
        package.writestr(
            "_rels/.rels",
            root_rels
            or f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f"<w:document {declarations}><w:body>{body}</w:body></w:document>"
        )
        relations = ""
        for identifier, (name, content) in (parts or {}).items():
            kind, root = next(value for key, value in kinds.items() if name.startswith(key))
            relations += f'<Relationship Id="{identifier}" Type="{RELATIONS}/{kind}" Target="{name}"/>'
            xml = f"<w:{root} {DECLARATIONS}>{content}</w:{root}>" if isinstance(content, str) else content
            package.writestr(f"word/{name}", xml)
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
        )
    return path


def read(folder: Path, body: str, **options: object) -> Document:
    """Write a package and read it."""
    return docx.read(write(folder / "form.docx", body, **options), "form.docx")  # type: ignore[arg-type]


def lines(document: Document, role: LineRole = LineRole.BODY) -> list[str]:
    """Texts of the lines in one role."""
    return [line.text for line in document.pages[0].lines() if line.role is role]


def table(document: Document, index: int = 0) -> Table:
    """One table of the document."""
    return list(document.pages[0].tables())[index]


def cell(document: Document, row: int = 0, col: int = 0) -> Cell:
    """The cell of the first table that covers a grid position."""
    return next(
        c
        for c in table(document).cells
        if c.row <= row < c.row + c.row_span and c.col <= col < c.col + c.col_span
    )


def texts(grid: Table) -> list[list[str]]:
    """The grid row by row, a merged cell's text at each of its positions."""
    rows = [[""] * grid.cols for _ in range(grid.rows)]
    for c in grid.cells:
        for row in range(c.row, c.row + c.row_span):
            for col in range(c.col, c.col + c.col_span):
                rows[row][col] = c.text
    return rows


def in_cell(folder: Path, *content: str, **options: object) -> Cell:
    """A one-cell row read: the label cell is "标签", the cell returned holds the content."""
    return cell(read(folder, tbl(tr("标签", tc(*content))), **options), 0, 1)


__all__ = [
    "Line",
    "cell",
    "in_cell",
    "lines",
    "p",
    "picture",
    "png",
    "r",
    "read",
    "sdt",
    "table",
    "tbl",
    "tc",
    "texts",
    "tr",
    "write",
]
