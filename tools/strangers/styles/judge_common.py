"""Pieces of paper shared by the judge-only styles; nothing here imposes a layout.

Kept out of tuning: nobody who changes readers, forms or rules looks at these.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.docx_writer import STAMP, _Body, docx_bytes
from tools.strangers.papers import Cell, Drawing, Para, Picture, Run, SignState, Table, Text, para

Value = str | Sequence[str | Run]


def runs(value: Value) -> list[Run]:
    """Strings and runs as runs."""
    parts = [value] if isinstance(value, str) else list(value)
    return [Text(p) if isinstance(p, str) else p for p in parts]


def lines(*values: Value, cols: int = 1, rows: int = 1) -> Cell:
    """A cell with a paragraph for each value."""
    return Cell([Para(runs(v)) for v in values], cols, rows)


def box(value: Value, cols: int = 1, rows: int = 1) -> Cell:
    """A cell of one paragraph."""
    return lines(value, cols=cols, rows=rows)


def head(value: Value, cols: int = 1, rows: int = 1) -> Cell:
    """A printed cell."""
    return Cell([Para(runs(value), "center")], cols, rows, True)


def side(word: str, rows: int) -> Cell:
    """A side caption written downwards, one character a line, merged over rows."""
    return Cell([Para([Text("\n".join(word))], "center")], 1, rows, True)


class Ink:
    """Pen-written names in a row."""

    def __init__(self, seed: int, how: str = "inline") -> None:
        self.seed, self.how = seed * 7919, how

    def sign(self, state: SignState, name: str, blank: str = "") -> list[Run]:
        """A name as it was signed: inserted picture, typed characters, or what an unsigned place holds."""
        if state == "ink":
            self.seed += 1
            return [Picture(self.how, self.seed)]
        return [Text(name if state == "typed" else blank)] if state == "typed" or blank else []


def options(all_: Sequence[str], on: Sequence[str], yes: str = "☑", no: str = "□", gap: str = "  ") -> str:
    """Boxes before words."""
    return gap.join((yes if o in on else no) + o for o in all_)


def cn(day: date | None, blank: str = "") -> str:
    """2025年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else blank


def dotted(day: date | None, blank: str = "") -> str:
    """2025.03.05."""
    return f"{day:%Y.%m.%d}" if day else blank


def heading(text: str, size: float = 16) -> Para:
    """A centred title."""
    return para(text, align="center", size=size)


def save(drawing: Drawing, path: Path, boxes: Sequence[Table] = ()) -> None:
    """Write a Word file; a paragraph ``@@0@@`` becomes a text box that holds the table ``boxes[0]``."""
    data = docx_bytes(drawing)
    if boxes:
        data = _with_boxes(data, boxes)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _with_boxes(data: bytes, boxes: Sequence[Table]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = part.decode()
                for at, table in enumerate(boxes):
                    inner = _Body().table(table, 8600) + "<w:p/>"
                    mark = f'<w:p><w:r><w:t xml:space="preserve">@@{at}@@</w:t></w:r></w:p>'
                    assert mark in text
                    text = text.replace(mark, f"<w:p><w:r>{_shape(inner, at)}</w:r></w:p>")
                part = text.encode()
            new.writestr(zipfile.ZipInfo(name, STAMP), part)
    return out.getvalue()


def _shape(inner: str, at: int) -> str:
    """A text box in both spellings, as Word writes it."""
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" '
        'y="0"/><wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV '
        'relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="5700000" cy="3800000"/>'
        f'<wp:wrapTopAndBottom/><wp:docPr id="{at + 900}" name="文本框 {at + 1}"/><a:graphic><a:graphicData uri="http://schemas.'
        'microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off '
        'x="0" y="0"/><a:ext cx="5700000" cy="3800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        '</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:449pt;height:299pt"><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def office() -> str | None:
    """LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(paths: Sequence[Path], ending: str) -> None:
    """Have LibreOffice save Word files anew as ``docx`` or export them as ``pdf``, in place; left alone where it is absent."""
    command = office()
    if not command or not paths:
        return
    with tempfile.TemporaryDirectory() as temporary:
        room = Path(temporary)
        for at, path in enumerate(paths):
            shutil.copy(path, room / f"{at}.docx")
        kind = "docx:MS Word 2007 XML" if ending == "docx" else "pdf:writer_pdf_Export"
        done = room / "done"
        environment = {**os.environ, "HOME": temporary}
        subprocess.run(
            [command, "--headless", f"-env:UserInstallation=file://{room}/profile", "--convert-to", kind, "--outdir", str(done),
             *(str(room / f"{at}.docx") for at in range(len(paths)))],
            check=True, capture_output=True, timeout=900, env=environment,
        )  # fmt: skip
        for at, path in enumerate(paths):
            path.unlink()
            shutil.move(done / f"{at}.{ending}", path.with_suffix("." + ending))
