"""Invented people, numbers and dates, and the many ways in which a hand writes a date."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

SURNAMES = "陈李黄张梁林吴何郭罗邓冯曾苏叶潘卢钟谭杜汤邱简麦关区欧伍龚庞"
MALE = [
    "志伟",
    "国强",
    "家豪",
    "永康",
    "子轩",
    "浩然",
    "俊杰",
    "展鹏",
    "启明",
    "德胜",
    "锦荣",
    "文彬",
    "嘉俊",
    "宇航",
    "兆基",
    "炳坤",
    "耀祖",
    "卓谦",
    "景行",
    "润发",
]
FEMALE = [
    "秀英",
    "美玲",
    "嘉欣",
    "丽华",
    "子晴",
    "思颖",
    "婉仪",
    "惠珍",
    "桂芳",
    "晓彤",
    "雅琳",
    "诗敏",
    "玉兰",
    "凤仙",
    "佩珊",
    "若琳",
    "咏诗",
    "宝珠",
    "静怡",
    "月娥",
]
ROADS = [
    "榕树街",
    "新港里",
    "福田巷",
    "石榴岗路",
    "桂香街",
    "沙园道",
    "东晓路",
    "南田里",
    "前进街",
    "宝岗横街",
]
WORKERS = ["周敏仪", "孔令辉", "温倩雯", "植绍斌", "莫婉婷", "霍启良", "阮思琪", "甘建文"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(slots=True)
class Someone:
    """An invented person."""

    name: str
    sex: str
    birth: date
    id_number: str
    phone: str
    address: str

    def age(self, on: date) -> int:
        """Full years on a day."""
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))


def id_number(rng: random.Random, birth: date, sex: str) -> str:
    """An 18-digit number with a right checksum (GB 11643) of a region code that nobody lives in."""
    order = rng.randrange(10, 99) * 10 + rng.choice((1, 3, 5, 7, 9) if sex == "男" else (0, 2, 4, 6, 8))
    stem = f"4401{rng.choice(('00', '99'))}{birth:%Y%m%d}{order:03d}"
    return stem + "10X98765432"[sum(int(d) * w for d, w in zip(stem, WEIGHTS, strict=True)) % 11]


def phone(rng: random.Random) -> str:
    """A mobile number."""
    return rng.choice(("130", "135", "138", "150", "159", "186", "189")) + f"{rng.randrange(10**8):08d}"


class Crowd:
    """Draws people, no name twice."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: set[str] = set(WORKERS)

    def someone(self, low: int, high: int, on: date, sex: str = "", surname: str = "") -> Someone:
        """Somebody of ``low`` to ``high`` years on a day, at least a month away from a birthday."""
        rng = self.rng
        sex = sex or rng.choice("男女")
        while True:
            name = (surname or rng.choice(SURNAMES)) + rng.choice(MALE if sex == "男" else FEMALE)
            if name not in self.taken:
                break
            if surname and rng.random() < 0.2:
                surname = ""
        self.taken.add(name)
        year = on.year - rng.randint(low, high)
        birth = date(year, on.month, min(on.day, 28)) - timedelta(days=rng.randint(40, 320))
        place = f"{rng.choice(ROADS)}{rng.randint(2, 88)}号{rng.randint(1, 9)}0{rng.randint(1, 6)}房"
        return Someone(name, sex, birth, id_number(rng, birth, sex), phone(rng), place)


def chinese_day(day: date) -> str:
    """二〇二五年三月十日."""

    def two(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else CHINESE_DIGITS[tens] + "十") + (
            CHINESE_DIGITS[ones] if ones else ""
        )

    return "".join(CHINESE_DIGITS[int(d)] for d in f"{day.year}") + f"年{two(day.month)}月{two(day.day)}日"


DATE_STYLES = (
    "plain",
    "spaced",
    "dots",
    "slashes",
    "dashes",
    "padded",
    "compact",
    "chinese",
    "wide",
    "weekday",
)


def write_day(day: date, style: str) -> str:
    """A date as some hand writes it."""
    y, m, d = day.year, day.month, day.day
    plain = f"{y}年{m}月{d}日"
    return {
        "plain": plain,
        "spaced": f"{y} 年 {m} 月 {d} 日",
        "dots": f"{y}.{m}.{d}",
        "slashes": f"{y}/{m}/{d}",
        "dashes": f"{y}-{m:02d}-{d:02d}",
        "padded": f"{y}年{m:02d}月{d:02d}日",
        "compact": f"{y}{m:02d}{d:02d}",
        "chinese": chinese_day(day),
        "wide": plain.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "weekday": plain + "（星期" + "一二三四五六日"[day.weekday()] + "）",
    }[style]


def mask(name: str) -> str:
    """张一诺 -> 张*诺, 张诺 -> 张*."""
    return name[0] + "*" + name[2:]
