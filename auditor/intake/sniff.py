"""What kind of file is it? Told from its content; the ending only says when the two disagree."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits, cannot_open, check_file, checked_zip, damaged
from auditor.intake.ole import SIGNATURE as OLE_SIGNATURE
from auditor.intake.ole import OleFile
from auditor.pages.model import FileKind

HEAD_BYTES = 8_192


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file turned out to be.

    Attributes:
        kind: which reader takes it.
        format: the format inside the kind, a lower-case ending: "docx", "xlsm", "xls", "csv", "rtf", "jpg", "html".
        encoding: Python's name of the text encoding; empty for binary formats.
        mismatch: a Chinese note where the file's ending promises something else; empty otherwise.
    """

    kind: FileKind
    format: str
    encoding: str = ""
    mismatch: str = ""


_SAME = {
    "docx": {"docx", "docm", "dotx", "dotm", "wps"},
    "xlsx": {"xlsx", "xlsm", "xltx", "xltm", "et"},
    "xlsb": {"xlsb"},
    "ods": {"ods", "ots"},
    "doc": {"doc", "dot", "wps", "wpt"},
    "xls": {"xls", "xlt", "et", "ett"},
    "ppt": {"ppt", "pps", "dps", "pot"},
    "pptx": {"pptx", "ppsx", "pptm", "dps"},
    "jpg": {"jpg", "jpeg", "jpe", "jfif"},
    "tiff": {"tif", "tiff"},
    "heic": {"heic", "heif", "avif"},
    "html": {"html", "htm", "xhtml"},
    "txt": {"txt", "md", "text", "log", "markdown"},
    "csv": {"csv", "tsv", "txt"},
    "rtf": {"rtf"},
}
_NAMES = {
    "docx": "Word 文档",
    "doc": "旧版 Word 文档",
    "xlsx": "Excel 工作簿",
    "xls": "旧版 Excel 工作簿",
    "pdf": "PDF",
    "html": "网页",
    "rtf": "RTF 文档",
    "txt": "纯文本",
    "csv": "文本表格",
    "jpg": "JPG 图片",
    "png": "PNG 图片",
    "wordml": "Word 2003 XML 文档",
    "excelml": "Excel 2003 XML 表格",
}
_OFFICE_ENDINGS = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".ods", ".odt", ".wps", ".et"}
)
_UNZIP = "请解压后把里面的材料放入档案文件夹。"
_TO_PDF = "请用原来的程序打开，另存为 PDF 后重新放入。"


def sniff(path: Path, limits: Limits = DEFAULT_LIMITS) -> Sniffed:
    """Tell a file's kind from its content.

    Args:
        path: the file.
        limits: bounds on its size and, for zip containers, on what is inside.

    Raises:
        UnreadableFile: empty, too large, damaged, encrypted, an archive, a film, or of no known kind; reason and remedy
            say which and what to do.
    """
    size = check_file(path, limits)
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise cannot_open(error) from error
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        kind, form = _sniff_zip(path, limits)
        return _with_mismatch(kind, form, "", path)
    if head.startswith(OLE_SIGNATURE):
        kind, form = _sniff_ole(path)
        return _with_mismatch(kind, form, "", path)
    if head[:1024].find(b"%PDF-") >= 0:
        return _with_mismatch("pdf", "pdf", "", path)
    if image := _image_format(head):
        return _with_mismatch("image", image, "", path)
    if head.lstrip()[:5] == b"{\\rtf":
        return _with_mismatch("legacy", "rtf", "", path)
    _refuse_known(head)
    return _sniff_text(path, head, size)


def _with_mismatch(kind: FileKind, form: str, encoding: str, path: Path) -> Sniffed:
    ending = path.suffix.lower().lstrip(".")
    if ending in _SAME.get(form, {form}):
        return Sniffed(kind, form, encoding)
    name = _NAMES.get(form, form.upper())
    if not ending:
        return Sniffed(kind, form, encoding, f"文件名没有后缀，内容是{name}。")
    return Sniffed(kind, form, encoding, f"文件后缀是 .{ending}，内容却是{name}，已按内容读取。")


def _sniff_zip(path: Path, limits: Limits) -> tuple[FileKind, str]:
    with checked_zip(path, limits) as archive:
        names = set(archive.namelist())
        if "mimetype" in names:
            return _sniff_opendocument(archive)
    tops = {name.replace("\\", "/").partition("/")[0] for name in names if "/" in name.replace("\\", "/")}
    if "[Content_Types].xml" in names or "_rels" in tops:
        if "word" in tops:
            return "docx", "docx"
        if "xl" in tops:
            return "sheet", "xlsb" if "xl/workbook.bin" in names else "xlsx"
        if "ppt" in tops:
            return "legacy", "pptx"
        if "xps" in path.suffix.lower() or "FixedDocumentSequence.fdseq" in names:
            raise UnreadableFile("XPS 文件不能直接读取。", _TO_PDF)
    if "OFD.xml" in names:
        raise UnreadableFile(
            "OFD 版式文件不能直接读取。", "请用 OFD 阅读器或 WPS 打开，另存为 PDF 后重新放入。"
        )
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise UnreadableFile(
            "苹果 iWork 文件不能直接读取。", "请在 Pages/Numbers 中导出为 Word、Excel 或 PDF。"
        )
    if path.suffix.lower() in _OFFICE_ENDINGS:
        raise damaged()
    raise UnreadableFile("这是压缩包，里面的材料没有读取。", _UNZIP)


def _sniff_opendocument(archive: zipfile.ZipFile) -> tuple[FileKind, str]:
    with archive.open("mimetype") as stream:
        mime = stream.read(200).decode("ascii", "replace").strip()
    if "opendocument.spreadsheet" in mime:
        return "sheet", "ods"
    if "opendocument.text" in mime:
        return "legacy", "odt"
    if "opendocument.presentation" in mime:
        return "legacy", "odp"
    raise UnreadableFile("这种文件格式不能读取。", _TO_PDF)


def _sniff_ole(path: Path) -> tuple[FileKind, str]:
    locked = UnreadableFile("文件有密码，无法读取。", "请取消密码后另存，再重新检查。")
    try:
        with path.open("rb") as stream:
            container = OleFile(stream)
            names = container.names()
            if names & {"EncryptedPackage", "EncryptionInfo"}:
                raise locked
            if "WordDocument" in names:
                head = container.head("WordDocument", 32)
                # [MS-DOC] 2.5.1: bit 8 of the FIB's flags at offset 10 is fEncrypted.
                if len(head) >= 12 and head[11] & 0x01:
                    raise locked
                return "legacy", "doc"
    except (ValueError, OSError) as error:
        raise damaged() from error
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return "sheet", "xls"
    if "PowerPoint Document" in names:
        return "legacy", "ppt"
    if "__properties_version1.0" in names:
        raise UnreadableFile("这是邮件文件（.msg）。", "请把邮件正文和附件另存为文件后放入。")
    if "CONTENTS" in names or "MatOST" in names:
        return "legacy", "doc"  # Microsoft Works, and WPS before 2003, both under .wps
    raise UnreadableFile("这种旧版办公文件不能识别。", "请用 WPS/Word 打开后另存为 .docx 或 .xlsx。")


def _image_format(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "tiff"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if (
        head.startswith(b"BM")
        and len(head) > 26
        and head[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
    ):
        return "bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    brands = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
    return "heic" if head[4:8] == b"ftyp" and head[8:12] in brands else ""


_FILM = "这是{}文件，审核不读取音视频。"
_KNOWN: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), reason, remedy)
    for pattern, reason, remedy in (
        (
            rb"Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh\d|\xfd7zXZ|.{257}ustar|MSCF|.{7}\*\*ACE",
            "这是压缩包，里面的材料没有读取。",
            _UNZIP,
        ),
        (
            rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI|FLV\x01|\x30\x26\xb2\x75|\0\0\x01[\xba\xb3]",
            _FILM.format("视频"),
            "如有文字材料请另附。",
        ),
        (
            rb"ID3|\xff[\xfb\xf3\xf2\xf1\xf9]|RIFF.{4}WAVE|OggS|fLaC|#!AMR",
            _FILM.format("音频"),
            "如有文字记录请另附。",
        ),
        (
            rb"MZ|\x7fELF|\xca\xfe\xba\xbe|[\xcf\xce]\xfa\xed\xfe",
            "这是程序文件，不是档案材料。",
            "请确认来源，不需要时请移出档案文件夹。",
        ),
        (rb"CAJ|HN\0\0|KDH ", "CAJ 文件不能直接读取。", _TO_PDF),
        (rb"AC10\d\d", "CAD 图纸不能读取。", _TO_PDF),
        (rb"8BPS", "PSD 图片不能读取。", "请另存为 JPG 或 PDF。"),
        (
            rb"SQLite format 3\0|\0\x01\0\0Standard (?:Jet|ACE)",
            "这是数据库文件，不能读取。",
            "请导出为 Excel 后放入。",
        ),
        (rb"%!PS", "PostScript 文件不能读取。", _TO_PDF),
    )
)


def _refuse_known(head: bytes) -> None:
    for pattern, reason, remedy in _KNOWN:
        if pattern.match(head):
            raise UnreadableFile(reason, remedy)


_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _sniff_text(path: Path, head: bytes, size: int) -> Sniffed:
    encoding = guess_encoding(head)
    if not encoding:
        if not head.strip(b"\0"):
            raise damaged()
        ending = path.suffix.lower()
        known = ending in {
            ".docx",
            ".xlsx",
            ".doc",
            ".xls",
            ".pdf",
            ".pptx",
            ".wps",
            ".et",
            ".jpg",
            ".jpeg",
            ".png",
        }
        if known:
            raise UnreadableFile(
                f"文件后缀是 {ending}，内容却不是，文件可能已损坏或被加密。",
                "请从原处重新拷贝；单位电脑装有文档加密软件时，请先解密再放入。",
            )
        raise UnreadableFile("无法识别的文件类型。", "如是档案材料，请另存为 Word、Excel 或 PDF 后重新放入。")
    text = head.decode(encoding, "ignore").lstrip("\ufeff")
    start = text[:4_000]
    if "<?mso-application" in start or "<w:wordDocument" in start or "<pkg:package" in start:
        if "Excel.Sheet" in start or "urn:schemas-microsoft-com:office:spreadsheet" in start:
            return _with_mismatch("legacy", "excelml", "", path)
        return _with_mismatch("legacy", "wordml", "", path)
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return _with_mismatch("legacy", "excelml", "", path)
    if start.lstrip()[:13].upper() == "MIME-VERSION:" or "\nMIME-Version:" in start:
        raise UnreadableFile("这是单个网页文件（MHT）或邮件。", "请用 Word/WPS 打开后另存为 .docx。")
    if _MARKUP.match(text):
        return _with_mismatch("text", "html", encoding, path)
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv"):
        return Sniffed("sheet", "csv", encoding)
    if ending in (".xls", ".xlsx", ".et") and _looks_delimited(text):
        return _with_mismatch("sheet", "csv", encoding, path)
    return _with_mismatch("text", "txt", encoding, path)


def _looks_delimited(text: str) -> bool:
    rows = [line for line in text.splitlines()[:20] if line.strip()]
    return bool(rows) and any(all(mark in row for row in rows[:-1] or rows) for mark in "\t,;")


def guess_encoding(head: bytes) -> str:
    """Return the encoding of a text's first bytes, or an empty string where they are no text.

    UTF-8 and UTF-16 are certain (validity, byte order mark, or zero bytes of Latin characters in one parity); whatever
    decodes as GB 18030 without control characters is taken for that, as Chinese Windows writes it.
    """
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head:
        return _guess_utf16(head)
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError as error:
                if error.start < len(head) - 8 and error.start < len(head) * 0.99:
                    break
                continue
            return "" if _CONTROL.search(text) else encoding
    return ""


def _guess_utf16(head: bytes) -> str:
    half = max(1, len(head) // 2)
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        text = head[: half * 2].decode(encoding, "replace")
        common = sum(1 for c in text if c.isascii() or "\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef")
        if zeros.count(0) and common > 0.95 * len(text) and not _CONTROL.search(text):
            return encoding
    return ""
