"""The invented station: its street, communities, staff, calendar, and how numbers and dates are written."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date

from tools.sample_station.paper import Habit

STATION = "霁川街社工服务站"
AGENCY = "霁川社会工作服务中心"
AS_OF = date(2025, 9, 30)
PERIOD = (date(2025, 6, 15), date(2026, 6, 14))

DISTRICTS: dict[str, dict[str, str]] = {
    "第一片区": {"榕荫社区": "RY", "南埠社区": "NB", "竹溪社区": "ZX"},
    "第二片区": {"云台社区": "YT", "石榴里社区": "SL"},
    "第三片区": {"桥东社区": "QD", "麦田社区": "MT"},
}
DISTRICT_OF = {community: district for district, members in DISTRICTS.items() for community in members}
COMMUNITY_OF = {initials: name for members in DISTRICTS.values() for name, initials in members.items()}
STREETS = {
    "RY": "榕荫直街", "NB": "南埠大街", "ZX": "竹溪路", "YT": "云台新村", "SL": "石榴里", "QD": "桥东横路", "MT": "麦田二路",
}  # fmt: skip

SUPERVISOR = "贺知远"
DEPUTY = "卢静姝"
HEADS = {"第一片区": "丁晓岚", "第二片区": "冯雨桐", "第三片区": "谭启明"}
WORKERS = {
    "RY": "苏念安",
    "NB": "江可为",
    "ZX": "苏念安",
    "YT": "邵思齐",
    "SL": "叶青禾",
    "QD": "罗以恒",
    "MT": "方若琳",
}
DIRECT = {
    "RY": "梁素心",
    "NB": "梁素心",
    "ZX": "麦晴川",
    "YT": "霍嘉言",
    "SL": "霍嘉言",
    "QD": "游子墨",
    "MT": "游子墨",
}

HABITS: dict[str, Habit] = {
    "苏念安": Habit(),
    "江可为": Habit(
        ticks="control", ink="anchor", dates="iso", number_in="line", colon=True, shade="DDE7F3", font="仿宋"
    ),
    "邵思齐": Habit(
        ticks="symbol", ink="vml", above=True, dates="dot", number_in="header", shade="F2F2F2", font="楷体"
    ),
    "叶青禾": Habit(ticks="black", dates="slash", spaced=True, number_in="cell", shade="E2EFDA"),
    "罗以恒": Habit(ticks="symbol", dates="cn0", number_in="textbox", colon=True, shade="FFF2CC"),
    "方若琳": Habit(ticks="letter", ink="anchor", dates="cn", spaced=True, number_in="line", shade="E7E6E6"),
}
"""Every worker has habits of her own; the papers of a community look alike, those of two communities do not."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
AREA = "440199"
"""An area code that was given to no place, so that no number here can be a real person's."""


def id_number(birth: date, sex: str, serial: int) -> str:
    """An 18-character ID number with a right check character."""
    order = serial * 2 + (1 if sex == "男" else 0)
    body = f"{AREA}{birth:%Y%m%d}{order % 1000:03d}"
    return body + _CHECKS[sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11]


def phone(key: str) -> str:
    """A well-formed mobile number with four zeros in it, the same for the same key."""
    return f"1{zlib.crc32(key.encode()) % 3 + 3}{'579'[zlib.crc32(key.encode()) // 3 % 3]}0000{zlib.crc32(key.encode()) // 16 % 10000:04d}"


def day(d: date | None, habit: Habit) -> str:
    """A date as this worker writes it; empty where there is none."""
    if d is None:
        return ""
    return {
        "cn": f"{d.year}年{d.month}月{d.day}日",
        "cn0": f"{d.year}年{d.month:02d}月{d.day:02d}日",
        "iso": d.isoformat(),
        "dot": f"{d.year}.{d.month}.{d.day}",
        "slash": f"{d.year}/{d.month}/{d.day}",
    }[habit.dates]


def age_on(birth: date, when: date) -> int:
    """Whole years."""
    return when.year - birth.year - ((when.month, when.day) < (birth.month, birth.day))


def address(initials: str, key: str) -> str:
    """An invented address in the community."""
    seed = zlib.crc32(f"{initials}{key}".encode())
    return f"霁川街{STREETS[initials]}{seed % 90 + 3}号{seed // 90 % 6 + 2}0{seed // 540 % 5 + 1}房"


@dataclass(frozen=True)
class Staff:
    """Who handles and who approves the papers of one community."""

    worker: str
    direct: str
    head: str
    habit: Habit


def staff(initials: str) -> Staff:
    """The staff of a community by its initials."""
    worker = WORKERS[initials]
    return Staff(worker, DIRECT[initials], HEADS[DISTRICT_OF[COMMUNITY_OF[initials]]], HABITS[worker])


def audit_toml() -> str:
    """The configuration at the root of the archive."""
    lines = [
        "# 霁川街社工服务站（虚构）的审查配置",
        f'station = "{STATION}"',
        f"as_of = {AS_OF.isoformat()}",
        f"period = {{ start = {PERIOD[0].isoformat()}, end = {PERIOD[1].isoformat()} }}",
        "",
        "[districts]",
    ]
    for district, members in DISTRICTS.items():
        inner = ", ".join(f'{{ name = "{name}", initials = ["{short}"] }}' for name, short in members.items())
        lines.append(f'"{district}" = [{inner}]')
    lines += ["", "[contacts]", "calls_count = true", "[contacts.frequency]"]
    lines += [
        f'"{g}" = "{f}"'
        for g, f in zip(("一级", "二级", "三级", "四级"), ("每周", "每两周", "每月", "每季度"), strict=True)
    ]
    people: list[tuple[str, str, str]] = [(SUPERVISOR, "督导", ""), (DEPUTY, "副站长", "")]
    people += [(name, "片长", district) for district, name in HEADS.items()]
    people += [(name, "社工", "") for name in dict.fromkeys(WORKERS.values())]
    people += [(name, "直聘社工", "") for name in dict.fromkeys(DIRECT.values())]
    for name, role, district in people:
        lines += ["", "[[staff]]", f'name = "{name}"', f'role = "{role}"']
        if district:
            lines.append(f'district = "{district}"')
    return "\n".join(lines) + "\n"
