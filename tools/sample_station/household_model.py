"""A household archive as the scenario knows it, and the form set's scale of grades."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import date

from tools.sample_station import station
from tools.sample_station.paper import Habit

CATEGORIES = (
    "低保",
    "特困",
    "孤寡长者",
    "独居长者",
    "空巢长者",
    "残疾人",
    "困境儿童",
    "重病患者",
    "单亲家庭",
    "其他",
)
LIVING = ("独居", "与配偶同住", "与家人同住")
ENVIRONMENT = ("良好", "一般", "差")
ITEMS = ("经济状况", "健康状况", "自理能力", "家庭支持", "生活环境", "心理状态", "社会交往", "居住安全")
BANDS = {"一级": (56, 80), "二级": (40, 55), "三级": (24, 39), "四级": (0, 23)}
AIMS = {"一级": (59, 66), "二级": (43, 52), "三级": (27, 36), "四级": (10, 20)}
"""Totals are drawn from well inside the bands."""
FREQUENCY = {"一级": "每周一次", "二级": "每两周一次", "三级": "每月一次", "四级": "每季度一次"}
INTERVAL = {"一级": 7, "二级": 14, "三级": 30, "四级": 90}


def rating_of(score: int) -> str:
    """The rating that goes with an item's score: more points, more need."""
    return "良好" if score <= 3 else "一般" if score <= 7 else "较差"


@dataclass
class Assessment:
    """One grade assessment."""

    day: date
    grade: str
    environment: str = "良好"
    signed: str = "hand"
    """hand, typed or blank."""
    off: int = 0
    """Added to the stated total."""
    aim: int | None = None
    """The total, where it is to stand at a band's edge."""
    band_of: str = ""
    """Scores fall into this grade's band, where that is not the stated grade's."""


@dataclass
class Contact:
    """A visit or a call."""

    day: date
    visit: bool
    note: str


@dataclass
class Household:
    """One household archive of the scenario."""

    number: str
    name: str
    sex: str
    birth: date
    categories: tuple[str, ...]
    living: str
    grade: str
    opened: date
    assessments: list[Assessment]
    facts: str
    worked: str
    environment: str = "良好"
    contacts: list[Contact] = field(default_factory=list)
    id_number: str = ""
    cover_grade: str = ""
    collaboration: str | None = None
    collaboration_facts: str | None = None
    collaboration_number: str = ""
    as_pdf: bool = False
    log: str = "docx"

    @property
    def initials(self) -> str:
        return self.number.split("-")[1]

    @property
    def community(self) -> str:
        return station.COMMUNITY_OF[self.initials]

    @property
    def staff(self) -> station.Staff:
        return station.staff(self.initials)

    @property
    def habit(self) -> Habit:
        return self.staff.habit

    @property
    def seed(self) -> int:
        return zlib.crc32(self.number.encode())

    def day(self, d: date | None) -> str:
        """A date in the worker's habit."""
        return station.day(d, self.habit)
