"""Invented values: one person and one service for each paper."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

SURNAMES = "陈李黄张梁林何吴罗郑谢冯邓曾彭苏卢蔡潘钟叶杜魏姚"
GIVEN = [
    "志强",
    "秀兰",
    "桂芳",
    "建华",
    "丽珍",
    "永康",
    "凤英",
    "惠玲",
    "国栋",
    "美娟",
    "少芬",
    "伟明",
    "玉莲",
    "家豪",
    "淑贞",
    "锦荣",
    "雪梅",
    "文彬",
    "翠平",
    "海燕",
    "兆基",
    "婉仪",
]
COMMUNITIES = [
    "南约",
    "晓湾",
    "和谐里",
    "石井",
    "东园",
    "桥头",
    "龙泉",
    "向阳",
    "北郊",
    "柳堤",
    "荷塘",
    "青山",
]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(slots=True)
class Printed:
    """A value as it stands on the paper and as it should come out; ``kind`` says how the two are compared."""

    kind: str
    text: str
    wanted: object
    picture: bool = False
    options: tuple[str, ...] = ()


def id_number(birth: date, woman: bool, rng: random.Random) -> str:
    """An 18-digit number whose check character is right (GB 11643-1999)."""
    body = f"4401{rng.randint(3, 15):02d}{birth:%Y%m%d}{rng.randint(10, 99)}{rng.randrange(0, 10, 2) + (not woman)}"
    body = body[:17]
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


class Values:
    """Draws values that differ from each other inside one paper."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seen: set[str] = set()
        self.birth = date(self.rng.randint(1938, 1958), self.rng.randint(1, 12), self.rng.randint(1, 28))
        self.woman = self.rng.random() < 0.5
        self.day = date(2024, 7, 1) + timedelta(days=self.rng.randint(0, 150))

    def fresh(self, make: object) -> str:
        """A drawn text not yet on this paper."""
        for _ in range(50):
            text = str(make())  # type: ignore[operator]
            if text not in self.seen:
                break
        self.seen.add(text)
        return text

    def draw(self, spec: str, picture: bool = False) -> Printed:
        """A value of the kind that ``spec`` names: a word, or ``text:a;b``, ``long:a;b``, ``ticks:A/B/C``, ``one:word``."""
        rng = self.rng
        kind, _, rest = spec.partition(":")
        if kind in ("name", "worker"):
            text = self.fresh(lambda: rng.choice(SURNAMES) + rng.choice(GIVEN))
            return Printed("text", text, text)
        if kind == "date":
            self.day += timedelta(days=rng.randint(1, 4))
            text = f"{self.day.year}年{self.day.month}月{self.day.day}日"
            return Printed("value", text, self.day)
        if kind == "birth":
            text = f"{self.birth.year}年{self.birth.month}月{self.birth.day}日"
            return Printed("value", text, self.birth)
        if kind == "age":
            return Printed("number", f"{2024 - self.birth.year}岁", 2024 - self.birth.year)
        if kind == "sex":
            text = "女" if self.woman else "男"
            return Printed("text", text, text)
        if kind == "id":
            text = id_number(self.birth, self.woman, rng)
            return Printed("text", text, text)
        if kind == "phone":
            text = self.fresh(lambda: f"13{rng.randint(0, 9)}{rng.randint(10_000_000, 99_999_999)}")
            return Printed("phone", text, text)
        if kind == "address":
            text = (
                f"{rng.choice(COMMUNITIES)}路{rng.randint(2, 98)}号{rng.randint(2, 9)}0{rng.randint(1, 4)}房"
            )
            return Printed("text", text, text)
        if kind == "community":
            text = f"{rng.choice(COMMUNITIES)}社区"
            return Printed("text", text, text)
        if kind == "no":
            text = f"{rng.choice(('NY', 'XW', 'DY'))}-{rng.randint(1, 60):03d}"
            return Printed("text", text, text)
        if kind == "grade":
            number = rng.randint(1, 4)
            return Printed("grade", "一二三四"[number - 1] + "级", number)
        if kind == "seq":
            number = rng.randint(2, 9)
            return Printed("number", f"第{number}次", number)
        if kind == "count":
            number = int(self.fresh(lambda: rng.randint(int(rest or 11), int(rest or 11) * 5)))
            return Printed("number", str(number), number)
        if kind == "amount":
            number = int(self.fresh(lambda: rng.randint(21, 180))) * 100
            return Printed("number", f"{number}.00", number)
        if kind == "clock":
            hour = rng.randint(9, 15)
            text = f"{hour}:00-{hour + 1}:30"
            return Printed("text", text, text)
        if kind == "sign":
            if picture:
                return Printed("sign", "", "image", picture=True)
            text = self.fresh(lambda: rng.choice(SURNAMES) + rng.choice(GIVEN))
            return Printed("sign", text, "typed")
        if kind == "ticks":
            options = tuple(rest.split("/"))
            return Printed("ticks", rng.choice(options), None, options=options)
        if kind in ("text", "long", "opinion"):
            text = rng.choice(rest.split(";"))
            return Printed("text", text, text)
        raise ValueError(f"no such kind of value: {spec}")
