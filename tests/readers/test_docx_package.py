"""Containers: variants of the format, damage, and files that are something else."""

from __future__ import annotations

import base64
import time
import zipfile
from pathlib import Path

import pytest

from auditor.errors import UnreadableFile
from auditor.readers import docx
from auditor.readers.base import reader_for
from tests.readers.docx_builder import (
    DECLARATIONS,
    NAMESPACES,
    PACKAGE,
    RELATIONS,
    in_cell,
    lines,
    p,
    picture,
    png,
    r,
    read,
    table,
    tbl,
    texts,
    tr,
    write,
)


def refused(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        docx.read(path, path.name)
    assert caught.value.reason.endswith("。")
    assert caught.value.remedy
    return caught.value


def test_the_reader_is_found_by_kind() -> None:
    assert reader_for("docx").read is docx.read
    with pytest.raises(UnreadableFile):
        reader_for("unheard-of")


def test_strict_namespaces(tmp_path: Path) -> None:
    strict = DECLARATIONS.replace(
        NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ).replace(NAMESPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships")
    rels = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = read(tmp_path, tbl(tr("姓名", "张三")), declarations=strict, root_rels=rels)
    assert texts(table(document)) == [["姓名", "张三"]]


def test_main_part_elsewhere_and_odd_names(tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "_rels\\.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="/Word/Document2.xml"/></Relationships>',
        )
        package.writestr(
            "word/document2.xml", f"<w:document {DECLARATIONS}><w:body>{p('字')}</w:body></w:document>"
        )
    assert lines(docx.read(path, "odd.docx")) == ["字"]


def test_other_prefixes_and_utf16(tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    xml = f'<?xml version="1.0" encoding="UTF-16"?><document xmlns="{NAMESPACES["w"]}"><body><p><r><t>字</t></r></p></body></document>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", xml.encode("utf-16"))
    assert lines(docx.read(path, "odd.docx")) == ["字"]


def test_flat_package(tmp_path: Path) -> None:
    path = tmp_path / "flat.xml"
    flat = "http://schemas.microsoft.com/office/2006/xmlPackage"
    seal = base64.b64encode(png((210, 20, 20))).decode()
    path.write_text(
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{flat}">'
        f'<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData><Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships></pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="/word/_rels/document.xml.rels"><pkg:xmlData><Relationships xmlns="{PACKAGE}"><Relationship Id="rIdPic" '
        f'Type="{RELATIONS}/image" Target="media/a.png"/></Relationships></pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{seal}</pkg:binaryData></pkg:part>'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {DECLARATIONS}><w:body>{p(r("章") + picture())}</w:body></w:document>'
        "</pkg:xmlData></pkg:part></pkg:package>",
        encoding="utf-8",
    )
    line = next(docx.read(path, "flat.xml").pages[0].lines())
    assert (line.text, [ink.mark.value for ink in line.inks]) == ("章\ufffc", ["stamp"])


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    assert "空" in refused(path).reason


def test_missing_file(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere.docx")


def test_ole_containers(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(magic + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100)
    assert "密码" in refused(path).reason
    path.write_bytes(magic + b"\0" * 9000)
    assert "旧版" in refused(path).reason
    good = write(tmp_path / "good.docx", p("字")).read_bytes()
    path.write_bytes(magic + b"\0" * 9000 + good)
    assert "旧版" in refused(path).reason


def test_cut_and_flipped_files_end_in_a_document_or_a_reason(tmp_path: Path) -> None:
    good = write(tmp_path / "good.docx", tbl(*(tr(f"标签{i}", f"值{i}") for i in range(30)))).read_bytes()
    path = tmp_path / "bad.docx"
    outcomes = set()
    for at in range(0, len(good), 7):
        path.write_bytes(good[:at])
        outcomes.add(_outcome(path))
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        outcomes.add(_outcome(path))
    assert outcomes <= {"read", "refused"}
    assert "refused" in outcomes


def _outcome(path: Path) -> str:
    try:
        docx.read(path, path.name)
    except UnreadableFile:
        return "refused"
    return "read"


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<w:document",
        "<other/>",
        f"<w:document {DECLARATIONS}/>",
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        "\0\0\0",
    ],
)
def test_bad_main_parts(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", xml)
    refused(path)


def test_no_main_part(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("x.txt", "x")
    assert "正文" in refused(path).reason


def test_a_workbook_with_the_wrong_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "Excel" in refused(path).reason


def test_bombs_are_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (40 << 20))
    started = time.process_time()
    assert "压缩比" in refused(path).reason
    with zipfile.ZipFile(path, "w") as package:
        for number in range(10_001):
            package.writestr(f"{number}.xml", "")
    refused(path)
    assert time.process_time() - started < 5


def test_deep_nesting_is_bounded(tmp_path: Path) -> None:
    inner = p("芯")
    for _ in range(60):
        inner = tbl(tr(f"<w:tc>{inner}<w:p/></w:tc>"))
    path = write(tmp_path / "deep.docx", inner)
    assert _outcome(path) in {"read", "refused"}
    for _ in range(400):
        inner = f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    refused(write(tmp_path / "deeper.docx", inner))


def test_damaged_secondary_parts_are_noted(tmp_path: Path) -> None:
    body = p("正文") + '<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>'
    document = read(tmp_path, body, parts={"rH": ("header1.xml", b"<w:hdr")})
    assert lines(document) == ["正文"]
    assert any("页眉" in note for note in document.notes)


def test_damaged_styles_and_lists_do_not_lose_the_body(tmp_path: Path) -> None:
    listed = p("一项", properties='<w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    parts = {"rS": ("styles.xml", b"<broken"), "rN": ("numbering.xml", b"<broken")}
    document = read(tmp_path, listed, parts=parts)
    assert lines(document) == ["一项"]
    assert len(document.notes) == 2


def test_damaged_picture_part_is_a_picture(tmp_path: Path) -> None:
    assert len(in_cell(tmp_path, p(picture()), parts={"rIdPic": ("media/a.png", b"\0" * 20)}).inks) == 1
