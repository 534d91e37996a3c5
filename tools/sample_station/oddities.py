"""Files that cannot be read, that are of no known form, or that nobody meant to file."""

from __future__ import annotations

import struct

from tools.sample_station import station
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Habit, Paper, Para, Text, text
from tools.sample_station.sheets import Sheet, xlsx
from tools.sample_station.word import docx

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def encrypted_container() -> bytes:
    """What Word writes for a document with a password: an OLE file with the stream ``EncryptedPackage``.

    The streams hold no document; nobody could tell without the password.
    """
    info = (b"\x04\x00\x04\x00\x40\x00\x00\x00" + b"<encryption/>").ljust(4096, b" ")
    package = struct.pack("<Q", 4000) + bytes((i * 73 + 41) % 251 for i in range(4088))
    streams = [("EncryptionInfo", info), ("EncryptedPackage", package)]
    fat = [_FAT, _END]  # sector 0 is the FAT, sector 1 the directory
    starts, body = [], b""
    for _, data in streams:
        count = -(-len(data) // _SECTOR)
        starts.append(len(fat))
        fat += [len(fat) + k + 1 for k in range(count - 1)] + [_END]
        body += data.ljust(count * _SECTOR, b"\0")

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le") if name else b""
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, _FREE, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, _FREE, _END, 0)
    directory += entry("EncryptionInfo", 2, _FREE, 2, starts[0], len(info))
    directory += entry("EncryptedPackage", 2, _FREE, _FREE, starts[1], len(package))
    directory += entry("", 0, _FREE, _FREE, 0, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    return header + table + directory + body


def notice() -> Paper:
    """A notice about opening hours: readable, and no form of the archive."""
    lines = (
        "各位居民：",
        "国庆、中秋假期将至，本站十月一日至八日的开放时间调整为上午九时至十二时。长者饭堂照常供餐，需要送餐的请提前一天登记。",
        "站内图书角正在整理，假期后重新开放。给大家带来不便，请予谅解。",
    )
    blocks = [text(lines[0]), *(Para((Text(t),), indent=True) for t in lines[1:])]
    blocks += [Para((Text(station.STATION),), align="right"), Para((Text("2025年9月26日"),), align="right")]
    return Paper("关于国庆中秋假期开放时间的通知", list(blocks), Habit())


def _community(path: str) -> str:
    """The community whose folder a file lies in."""
    return next((name for name in station.DISTRICT_OF if f"/{name}/" in path), "")


def build(ledger: Ledger) -> None:
    """Adds the odd files; the repaired archive has readable papers in their places."""
    spoiled = docx(notice())
    for path, data in (
        ("建档/石榴里社区/JC-SL-002/08既往病历.docx", spoiled[: len(spoiled) * 3 // 5]),
        ("建档/云台社区/JC-YT-003/08家庭收入证明.docx", encrypted_container()),
        ("建档/榕荫社区/JC-RY-005 邝桂兰/08老照片说明.pdf", b""),
    ):
        if ledger.wrong("file-unreadable", "file", path, (path, ""), community=_community(path)):
            ledger.put(path, data)
            ledger.unreadable.append(path)
    stock = Sheet(
        "物资",
        "物资领用登记",
        ("物品", "数量", "领用日", "用途"),
        [
            ("雨伞", 12, "9月3日", "雨天借用"),
            ("折叠椅", 20, "9月8日", "茶话会"),
            ("纸杯", 300, "9月8日", "茶话会"),
        ],
        (16, 8, 12, 24),
    )
    for path, data in (
        ("其他资料/假期开放时间通知.docx", spoiled),
        ("其他资料/物资领用登记.xlsx", xlsx([stock])),
    ):
        if ledger.wrong("file-unrecognised", "file", path, (path, "")):
            ledger.put(path, data)
            ledger.unrecognised.append(path)
    ledger.fine("file-unrecognised", "file", "个案/个案清单.xlsx", "个案清单是已知的表单")
    ledger.fine(
        "file-unrecognised", "file", "建档/麦田社区/JC-MT-003/个人档案（全）.docx", "一个文件内合订几份表单"
    )
    for path, data in (
        ("个案/RY-001/~$个案封面.docx", b"\x06" + "苏念安".encode("utf-16-le").ljust(161, b" ")),
        ("建档/榕荫社区/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)),
        (".DS_Store", b"\0\0\0\1Bud1" + bytes(120)),
    ):
        ledger.put(path, data)
        ledger.skipped.append(path)
        ledger.fine("file-unreadable", "file", path, "临时或系统文件，略过")
