from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from auditor.errors import UnreadableFile
from auditor.intake.limits import Limits, check_file, checked_zip, read_entry
from auditor.intake.sniff import guess_encoding, sniff


def zipped(path: Path, *names: str, content: bytes = b"<x/>") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def compound(path: Path, *streams: tuple[str, bytes]) -> Path:
    """Write a small compound file whose streams lie in ordinary sectors."""
    sectors: list[bytes] = []
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    chains: list[int] = []
    for name, data in streams:
        padded = data.ljust(4096, b"\0")
        start = len(sectors) + 2
        count = len(padded) // 512
        sectors += [padded[i * 512 : i * 512 + 512] for i in range(count)]
        chains += [start + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
        entries.append((name, 2, start, len(padded)))
    directory = b""
    for name, kind, start, size in entries:
        encoded = name.encode("utf-16-le")
        entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1) + b"\xff" * 12
        directory += entry.ljust(116, b"\0") + struct.pack("<II", start, size) + b"\0" * 4
    directory = directory.ljust(512, b"\0")
    assert len(directory) == 512
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"".join(struct.pack("<I", n) for n in chains)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    path.write_bytes(header + fat.ljust(512, b"\xff") + directory + b"".join(sectors))
    return path


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    ("names", "kind", "form"),
    [
        (("[Content_Types].xml", "word/document.xml"), "docx", "docx"),
        (("[Content_Types].xml", "xl/workbook.xml"), "sheet", "xlsx"),
        (("[Content_Types].xml", "xl/workbook.bin"), "sheet", "xlsb"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "legacy", "pptx"),
    ],
)
def test_office_packages_are_told_by_what_is_inside(
    tmp_path: Path, names: tuple[str, ...], kind: str, form: str
) -> None:
    found = sniff(zipped(tmp_path / f"a.{form}", *names))
    assert (found.kind, found.format, found.mismatch) == (kind, form, "")
    lying = sniff(zipped(tmp_path / "b.pdf", *names))
    assert lying.kind == kind
    assert ".pdf" in lying.mismatch


@pytest.mark.parametrize(
    ("stream", "ending", "kind", "form"),
    [
        ("WordDocument", "wps", "legacy", "doc"),
        ("Workbook", "et", "sheet", "xls"),
        ("Book", "xls", "sheet", "xls"),
        ("PowerPoint Document", "ppt", "legacy", "ppt"),
    ],
)
def test_old_office_files_are_told_by_their_streams(
    tmp_path: Path, stream: str, ending: str, kind: str, form: str
) -> None:
    found = sniff(compound(tmp_path / f"a.{ending}", (stream, b"x")))
    assert (found.kind, found.format, found.mismatch) == (kind, form, "")


def test_passwords_are_told_from_damage(tmp_path: Path) -> None:
    locked = [
        compound(tmp_path / "a.docx", ("EncryptionInfo", b""), ("EncryptedPackage", b"")),
        compound(tmp_path / "a.doc", ("WordDocument", b"\xec\xa5" + b"\0" * 9 + b"\x01" + b"\0" * 20)),
    ]
    for path in locked:
        with pytest.raises(UnreadableFile) as caught:
            sniff(path)
        assert "密码" in caught.value.reason
        assert caught.value.remedy
    open_doc = compound(tmp_path / "b.doc", ("WordDocument", b"\xec\xa5" + b"\0" * 30))
    assert sniff(open_doc).format == "doc"
    with pytest.raises(UnreadableFile, match="损坏"):
        sniff(put(tmp_path / "c.doc", open_doc.read_bytes()[:700]))


@pytest.mark.parametrize(
    ("name", "data", "kind", "form"),
    [
        ("a.pdf", b"%PDF-1.7\n", "pdf", "pdf"),
        ("a.pdf", b"\n" * 900 + b"%PDF-1.4", "pdf", "pdf"),
        ("a.png", PNG, "image", "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", "image", "jpg"),
        ("a.tif", b"II*\0\x08\0\0\0", "image", "tiff"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "image", "heic"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "image", "webp"),
        ("a.rtf", b"{\\rtf1\\ansi x}", "legacy", "rtf"),
        ("a.html", b"<!DOCTYPE html><html><body>x</body></html>", "text", "html"),
        ("a.txt", "社区走访记录".encode(), "text", "txt"),
        ("a.md", "# 走访".encode("gb18030"), "text", "txt"),
        ("a.csv", "姓名,电话\n张三,1".encode("gb18030"), "sheet", "csv"),
        ("a.txt", "走访记录一份".encode("utf-16"), "text", "txt"),
    ],
)
def test_kinds_told_from_the_first_bytes(
    tmp_path: Path, name: str, data: bytes, kind: str, form: str
) -> None:
    found = sniff(put(tmp_path / name, data))
    assert (found.kind, found.format, found.mismatch) == (kind, form, "")


@pytest.mark.parametrize(
    ("name", "data", "kind", "form"),
    [
        ("a.doc", b"<html><head></head><body><table></table></body></html>", "text", "html"),
        ("a.doc", b"{\\rtf1 x}", "legacy", "rtf"),
        ("a.xls", "姓名\t电话\n张三\t1\n".encode("gb18030"), "sheet", "csv"),
        (
            "a.xls",
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
            "legacy",
            "excelml",
        ),
        ("a.docx", PNG, "image", "png"),
        ("封面", b"%PDF-1.7", "pdf", "pdf"),
    ],
)
def test_a_lying_ending_is_noted(tmp_path: Path, name: str, data: bytes, kind: str, form: str) -> None:
    found = sniff(put(tmp_path / name, data))
    assert (found.kind, found.format) == (kind, form)
    assert found.mismatch


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.zip", None, "压缩包"),
        ("a.rar", b"Rar!\x1a\x07\0", "压缩包"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0", "压缩包"),
        ("a.mp4", b"\0\0\0\x20ftypisom\0\0\0\0", "视频"),
        ("a.mp3", b"ID3\x03\0\0", "音频"),
        ("a.exe", b"MZ\x90\0\x03", "程序"),
        ("a.docx", b"", "空"),
        ("a.docx", b"PK\x03\x04 broken", "损坏"),
        ("a.docx", b"\x8e\x01\x02\x03\xff\xfe\x00\x88" * 40, "加密"),
        ("a.docx", b"\0" * 4096, "损坏"),
        ("a.bin", bytes(range(256)) * 4, "无法识别"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, name: str, data: bytes | None, word: str
) -> None:
    path = tmp_path / name
    if data is None:
        zipped(path, "个案/封面.docx")
    else:
        path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        sniff(path)
    assert word in caught.value.reason
    assert caught.value.remedy


def test_a_text_cut_inside_a_character_is_still_utf8() -> None:
    data = ("社" * 4000).encode()
    assert guess_encoding(data[:8192]) == "utf-8"
    assert guess_encoding("“社区”".encode("gb18030")) == "gb18030"
    assert guess_encoding(b"\x00\x01\x02") == ""


def test_limits_refuse_bombs_and_giants(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.docx", "word/document.xml", "[Content_Types].xml", content=b"\0" * 3_000_000)
    tight = Limits(entry_bytes=10_000_000, ratio_from_bytes=1_000_000)
    with pytest.raises(UnreadableFile, match="异常庞大"):
        checked_zip(bomb, tight)
    with pytest.raises(UnreadableFile, match="异常庞大"):
        checked_zip(bomb, Limits(total_bytes=5_000_000))
    with pytest.raises(UnreadableFile, match="部件过多"):
        checked_zip(bomb, Limits(zip_entries=1))
    checked_zip(bomb).close()
    with pytest.raises(UnreadableFile, match="太大"):
        check_file(bomb, Limits(file_bytes=100))


def test_an_entry_that_lies_about_its_size_is_damaged_not_endless(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", "xl/a.xml", content=b"0" * 1_000_000)
    data = bytearray(path.read_bytes())
    size = struct.pack("<I", 1_000_000)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    with checked_zip(path) as archive, pytest.raises(UnreadableFile, match="损坏"):
        read_entry(archive, "xl/a.xml")
