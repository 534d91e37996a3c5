"""The package around a Word file: opening it within limits, its parts and their relationships."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from auditor.errors import UnreadableFile
from auditor.readers import _docx_names as n

Element = Any

MAX_ENTRIES = 10_000
MAX_TOTAL = 1 << 30
MAX_XML_PART = 32 << 20
MAX_ALL_XML = 64 << 20
MAX_PICTURE = 24 << 20
MAX_RATIO = 250
RATIO_MATTERS_FROM = 4 << 20
MAX_FLAT = 48 << 20

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")

RESAVE = "请用 Word 或 WPS 打开检查，另存为新的 docx 文件后放回原处；打不开的请找回原件或备份。"

STRICT_NAMESPACES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", n.WML.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", n.REL.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", n.MATH.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
STRICT_MARK = b"purl.oclc.org/ooxml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: the last word of its type and its target part (empty if external)."""

    kind: str
    target: str


class Package:
    """Parts of one Word file by name (without leading slash, matched without regard to case).

    Args:
        path: the file.

    Raises:
        UnreadableFile: not a package, damaged, protected by a password, or beyond the limits.
    """

    __slots__ = ("_infos", "_parts", "_xml_read", "_zip")

    def __init__(self, path: Path) -> None:
        self._zip: zipfile.ZipFile | None = None
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._parts: dict[str, bytes] = {}
        self._xml_read = 0
        try:
            with path.open("rb") as stream:
                # old Word files may hold a zip archive (their theme), which zipfile would find and open
                is_zip = stream.read(len(OLE_MAGIC)) != OLE_MAGIC
            if not is_zip:
                self._open_other(path)
                return
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError):
            self._open_other(path)
            return
        except OSError as error:
            raise _not_opened(error) from error
        self._infos = _checked(self._zip.infolist())

    def _open_other(self, path: Path) -> None:
        """Open a flat (single XML) package, or say what the file is instead."""
        try:
            with path.open("rb") as stream:
                head = stream.read(4096)
                if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<?xml") and n.FLAT.encode() in head:
                    self._parts = _flat_parts(head + stream.read(MAX_FLAT))
                    return
                rest = stream.read(32 << 20) if head.startswith(OLE_MAGIC) else b""
        except OSError as error:
            raise _not_opened(error) from error
        raise _not_a_package(head, rest)

    def close(self) -> None:
        """Close the file."""
        if self._zip is not None:
            self._zip.close()

    def __contains__(self, name: str) -> bool:
        """Tell whether the part exists."""
        key = name.lower()
        return key in self._infos or key in self._parts

    def fingerprint(self, name: str) -> tuple[int, int] | None:
        """Return a part's checksum and size as the package declares them, None if there is no such part."""
        info = self._infos.get(name.lower())
        if info is not None:
            return info.CRC, info.file_size
        data = self._parts.get(name.lower())
        return None if data is None else (zlib.crc32(data), len(data))

    def content_key(self, name: str) -> bytes:
        """Return a digest of a part as it is stored (compressed), so that an equal part need not be inflated again.

        Empty where there is no such part.
        """
        key = name.lower()
        if key in self._parts:
            return hashlib.blake2b(self._parts[key], digest_size=16).digest()
        info = self._infos.get(key)
        stream = self._zip.fp if self._zip is not None else None
        if info is None or stream is None or info.compress_size > MAX_XML_PART:
            return b""
        stream.seek(info.header_offset)
        header = stream.read(30)
        if len(header) < 30:
            return b""
        # local file header (PKWARE APPNOTE 4.3.7): lengths of name and extra field at 26 and 28
        stream.seek(sum(struct.unpack("<HH", header[26:30])), 1)
        stored = stream.read(info.compress_size)
        return hashlib.blake2b(
            stored, digest_size=16, person=info.compress_type.to_bytes(4, "little")
        ).digest()

    def bytes_of(self, name: str, limit: int = MAX_XML_PART) -> bytes | None:
        """Return a part's bytes; None where there is no such part or it is longer than ``limit`` bytes.

        Raises:
            UnreadableFile: the part is damaged or encrypted.
        """
        key = name.lower()
        if key in self._parts:
            data = self._parts[key]
            return data if len(data) <= limit else None
        info = self._infos.get(key)
        if info is None or info.file_size > limit or self._zip is None:
            return None
        try:
            return self._zip.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
            struct.error,
            RuntimeError,
        ) as error:
            raise UnreadableFile("文件已损坏：压缩包里的内容读不出来。", RESAVE) from error

    def xml_bytes(self, name: str) -> bytes | None:
        """Return an XML part in UTF-8 or its own 8-bit encoding, with strict namespaces made transitional.

        Returns:
            The bytes, None where there is no such part.

        Raises:
            UnreadableFile: the part is damaged, too long, or declares entities.
        """
        if name not in self:
            return None
        data = self.bytes_of(name)
        self._xml_read += len(data or b"")
        if data is None or self._xml_read > MAX_ALL_XML:
            raise UnreadableFile("文件里的文字部分大得不正常，没有读取。", RESAVE)
        return normalised_xml(data)

    def tree(self, name: str) -> Element | None:
        """Return the root element of an XML part, None where there is no such part.

        Raises:
            UnreadableFile: the part is damaged.
        """
        data = self.xml_bytes(name)
        return None if data is None else parse(data)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id ("" for the package's own)."""
        folder, _, name = part.rpartition("/")
        data = self.xml_bytes(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        return _relations(folder, data) if data is not None else {}

    def main_part(self) -> str:
        """Return the name of the document's main part.

        Raises:
            UnreadableFile: the package holds no Word document.
        """
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                if "xl/" in relation.target.lower() or "ppt/" in relation.target.lower():
                    what = "Excel 工作簿" if "xl/" in relation.target.lower() else "演示文稿"
                    raise UnreadableFile(f"扩展名是 Word，内容却是{what}。", "请把扩展名改正后再放回原处。")
                return relation.target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise UnreadableFile("文件里没有 Word 正文，可能已损坏或不是 Word 文件。", RESAVE)


@lru_cache(maxsize=256)
def _relations(folder: str, data: bytes) -> dict[str, Relation]:
    """Read a relationships part; papers made from one template share theirs, so results are kept (never changed)."""
    found: dict[str, Relation] = {}
    for relation in parse(data).iter(f"{{{n.PKG_REL}}}Relationship"):
        target = unquote(relation.get("Target") or "").replace("\\", "/")
        if relation.get("TargetMode") == "External":
            target = ""
        elif target.startswith("/"):
            target = posixpath.normpath(target.lstrip("/"))
        else:
            target = posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id") or ""] = Relation((relation.get("Type") or "").rpartition("/")[2], target)
    return found


_parser = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    huge_tree=False,
    load_dtd=False,
    dtd_validation=False,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)


def parse(data: bytes) -> Element:
    """Parse XML with entities, network and unbounded trees switched off.

    Raises:
        UnreadableFile: the XML is damaged.
    """
    try:
        root = etree.fromstring(data, _parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("文件已损坏：内部的 XML 不完整。", RESAVE) from error
    if root is None:
        raise UnreadableFile("文件已损坏：内部的 XML 是空的。", RESAVE)
    return root


def normalised_xml(data: bytes) -> bytes:
    """Return XML bytes that parse the same whatever the producer: no UTF-16, no strict namespaces.

    Raises:
        UnreadableFile: the XML declares a document type, which Office files never do.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
        if text.startswith("<?xml"):
            text = text.partition("?>")[2]
        data = text.encode()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableFile("文件内部含有不该有的实体声明，为安全起见没有读取。", RESAVE)
    if STRICT_MARK in data:
        for strict, transitional in STRICT_NAMESPACES:
            data = data.replace(strict, transitional)
    return data


def _checked(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Index the entries by lower-case name after checking them against the limits."""
    if not infos:
        raise UnreadableFile("文件是空的压缩包，没有内容。", RESAVE)
    if len(infos) > MAX_ENTRIES:
        raise UnreadableFile("文件里的部件多得不正常，为安全起见没有读取。", RESAVE)
    total = 0
    index: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        size = info.file_size
        total += size
        if size > RATIO_MATTERS_FROM and size > MAX_RATIO * max(1, info.compress_size):
            raise UnreadableFile("文件的压缩比高得不正常，为安全起见没有读取。", RESAVE)
        if info.flag_bits & 1:
            raise UnreadableFile("文件加了密码，无法读取。", "请用密码打开，去掉密码后另存。")
        index.setdefault(info.filename.replace("\\", "/").lstrip("/").lower(), info)
    if total > MAX_TOTAL:
        raise UnreadableFile("文件解压后大得不正常，为安全起见没有读取。", RESAVE)
    return index


def _not_opened(error: OSError) -> UnreadableFile:
    """Say why the operating system does not open a file."""
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("找不到文件。", "请检查文件是否已被移走或改名。")
    if isinstance(error, PermissionError):
        return UnreadableFile("没有权限读取文件。", "请关闭正在打开它的程序，或检查文件的权限。")
    return UnreadableFile("打不开文件。", "请检查文件能否正常打开、磁盘是否正常。")


def _not_a_package(head: bytes, rest: bytes) -> UnreadableFile:
    """Say what a file is that does not open as a package."""
    if not head:
        return UnreadableFile("文件是空的（0 字节）。", "请找回原件重新放入。")
    if head.startswith(OLE_MAGIC):
        if ENCRYPTED_MARK in head or ENCRYPTED_MARK in rest:
            return UnreadableFile("文件加了密码，无法读取。", "请用密码打开，去掉密码后另存。")
        return UnreadableFile(
            "扩展名是 docx，内容却是旧版 Word（doc 或 wps）格式。", "请用 Word 或 WPS 打开，另存为 docx。"
        )
    if head.startswith(b"PK"):
        return UnreadableFile("文件已损坏：压缩包不完整，可能没有下载或拷贝完。", RESAVE)
    if not head.strip(b"\0"):
        return UnreadableFile("文件已损坏：内容全是空字节。", "请找回原件或备份重新放入。")
    return UnreadableFile("文件不是 Word（docx）格式，或已损坏。", RESAVE)


def _flat_parts(data: bytes) -> dict[str, bytes]:
    """Take a flat package (one XML file, as Word saves "Word XML 文档") apart into its parts."""
    parts: dict[str, bytes] = {}
    for part in parse(normalised_xml(data)).iter(f"{{{n.FLAT}}}part"):
        name = (part.get(f"{{{n.FLAT}}}name") or "").lstrip("/").lower()
        for content in part:
            if content.tag == f"{{{n.FLAT}}}xmlData" and len(content):
                parts[name] = etree.tostring(content[0], encoding="utf-8")
            elif content.tag == f"{{{n.FLAT}}}binaryData":
                try:
                    parts[name] = base64.b64decode(content.text or "")
                except binascii.Error:
                    parts[name] = b""
    return parts
