"""What a station tells about itself in ``audit.toml``; everything is optional.

The file stands at the root of the audited folder. Without it the audit works with the defaults below, and
clients are not grouped by district.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from auditor.errors import ConfigurationError, system_reason
from auditor.yaml_files import KeyPath, Location, YamlFile, did_you_mean, validation_errors

CONFIG_NAME = "audit.toml"
MAX_CONFIG_BYTES = 1_000_000
DEFAULT_INTERVALS = {1: 7, 2: 14, 3: 30, 4: 90}
"""Days between contacts by grade; an assumption (one city's practice), see the catalogue of findings."""

_FREQUENCIES = {
    **dict.fromkeys(("daily", "每天", "每日"), 1),
    **dict.fromkeys(("weekly", "每周", "每星期", "每周一次"), 7),
    **dict.fromkeys(("biweekly", "fortnightly", "每两周", "每半月", "半月", "每两周一次"), 14),
    **dict.fromkeys(("monthly", "每月", "每月一次"), 30),
    **dict.fromkeys(("bimonthly", "每两月", "每两个月"), 60),
    **dict.fromkeys(("quarterly", "每季", "每季度", "每季度一次"), 90),
    **dict.fromkeys(("half-yearly", "每半年", "半年"), 182),
    **dict.fromkeys(("yearly", "每年", "每年一次"), 365),
}
_ROLES = {
    "社工": "worker",
    "项目社工": "worker",
    "直聘社工": "direct_worker",
    "督导": "supervisor",
    "片长": "district_head",
    "副站长": "deputy_head",
    "站长": "station_head",
}
_GRADE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}
_GRADE = re.compile(r"^\s*([1-5一二三四五ⅠⅡⅢⅣⅤ])\s*[级類类]?\s*$")

Role = Literal["worker", "direct_worker", "supervisor", "district_head", "deputy_head", "station_head"]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Period(_Settings):
    """Service period under evaluation; both days belong to it."""

    start: date
    end: date

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, data: Any) -> Any:
        if isinstance(data, (list, tuple)):
            if len(data) != 2:
                raise ValueError("应写起止两个日期")
            return {"start": data[0], "end": data[1]}
        return data

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.start > self.end:
            raise ValueError("开始日期晚于结束日期")
        return self


class CommunitySettings(_Settings):
    """One community: its name, other names that papers use, the initials in its archive numbers."""

    name: Annotated[str, Field(min_length=1)]
    initials: list[str] = []
    aliases: list[str] = []


def _community(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class StaffMember(_Settings):
    """Somebody who signs papers for the station."""

    name: Annotated[str, Field(min_length=1)]
    role: Annotated[
        Role, BeforeValidator(lambda value: _ROLES.get(value, value) if isinstance(value, str) else value)
    ]
    district: str = ""
    communities: list[str] = []


def _grade(value: Any) -> Any:
    found = _GRADE.match(str(value))
    if not found:
        raise ValueError("等级应写作“一级”至“五级”或 1 至 5")
    sign = found.group(1)
    return _GRADE_DIGITS.get(sign) or int(sign)


def _days(value: Any) -> Any:
    if isinstance(value, str):
        days = _FREQUENCIES.get(value.strip().lower())
        if days is None:
            near = did_you_mean(value, _FREQUENCIES)
            raise ValueError(f"不认识的频率“{value[:30]}”，可写每周、每两周、每月、每季度或天数{near}")
        return days
    return value


class ContactSettings(_Settings):
    """How often clients are to be contacted."""

    frequency: dict[
        Annotated[int, BeforeValidator(_grade)],
        Annotated[int, BeforeValidator(_days), Field(ge=1, le=3660)],
    ] = Field(default_factory=lambda: dict(DEFAULT_INTERVALS), validate_default=False)
    """Days between two contacts by grade; grades not named keep no requirement once this table is given."""
    calls_count: bool = True
    """A telephone call is a contact too."""


class GradeSettings(_Settings):
    """What the grades of need mean at this station."""

    highest_need: Annotated[int, BeforeValidator(_grade)] = 1
    lowest_need: Annotated[int, BeforeValidator(_grade)] = 4

    @model_validator(mode="after")
    def _differ(self) -> GradeSettings:
        if self.highest_need == self.lowest_need:
            raise ValueError("最高等级与最低等级不能相同")
        return self

    def need(self, grade: int) -> int:
        """Return the rank of need of ``grade``: 0 is the highest need, larger is less."""
        return (
            grade - self.highest_need if self.highest_need < self.lowest_need else self.highest_need - grade
        )


class IndicatorSettings(_Settings):
    """How the indicator table relates to the archive."""

    complete: bool = False
    """All records behind the indicators are in the folder, so that counts can be compared."""


class StationConfig(_Settings):
    """The whole of ``audit.toml``."""

    station: str = ""
    period: Period | None = None
    as_of: date | None = None
    archive_number: str = ""
    """Regular expression of archive numbers; "" accepts the usual shapes (NY-001, RB-HH-008)."""
    districts: dict[str, list[Annotated[CommunitySettings, BeforeValidator(_community)]]] = {}
    staff: list[StaffMember] = []
    contacts: ContactSettings = ContactSettings()
    grades: GradeSettings = GradeSettings()
    indicators: IndicatorSettings = IndicatorSettings()
    parameters: dict[str, dict[str, bool | int | float | str | list[str] | list[int]]] = {}
    """Overrides of rule parameters by rule id; the names are checked when the rules are loaded."""

    @model_validator(mode="after")
    def _consistent(self) -> StationConfig:
        seen: dict[str, str] = {}
        for district, communities in self.districts.items():
            for community in communities:
                if community.name in seen:
                    raise ValueError(f"社区“{community.name}”同时列在“{seen[community.name]}”和“{district}”")
                seen[community.name] = district
        if self.archive_number:
            if len(self.archive_number) > 200:
                raise ValueError("档案编号的格式过长")
            try:
                re.compile(self.archive_number)
            except re.error as error:
                raise ValueError(f"档案编号的格式不是有效的正则表达式：{error}") from error
        return self

    @cached_property
    def district_of(self) -> dict[str, str]:
        """District by community name, as written in the file."""
        return {item.name: name for name, communities in self.districts.items() for item in communities}

    @cached_property
    def communities(self) -> tuple[CommunitySettings, ...]:
        """All communities in the order of the file."""
        return tuple(item for communities in self.districts.values() for item in communities)


def load_config(folder: Path) -> StationConfig:
    """Read ``audit.toml`` at the root of ``folder``; the defaults where there is none.

    Raises:
        ConfigurationError: not readable, not TOML, unknown keys or bad values; names file and line.
    """
    path = folder / CONFIG_NAME
    try:
        if not path.is_file():
            return StationConfig()
        if path.stat().st_size > MAX_CONFIG_BYTES:
            raise ConfigurationError("文件过大，不像是配置文件", CONFIG_NAME)
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError("文件不是 UTF-8 编码，请用 UTF-8 另存", CONFIG_NAME) from error
    except OSError as error:
        raise ConfigurationError(f"无法读取：{system_reason(error)}", CONFIG_NAME) from error
    return parse_config(text)


def parse_config(text: str, shown_path: str = CONFIG_NAME) -> StationConfig:
    """Parse the text of an ``audit.toml``; see `load_config`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place.group(1)), int(place.group(2))) if place else (0, 0)
        raise ConfigurationError(f"TOML 格式有误：{error}", shown_path, line, column) from error
    source = YamlFile(shown_path, data, _key_lines(text))
    _plain_dates(data)
    try:
        return StationConfig.model_validate(data)
    except ValidationError as error:
        raise _first_error(source, error) from error


def _first_error(source: YamlFile, error: ValidationError) -> ConfigurationError:
    """Return the first complaint with the keys that are allowed at its place."""
    item = error.errors()[0]
    model: Any = StationConfig
    for step in item["loc"][:-1]:
        model = _SECTIONS.get(str(step), model)
    return validation_errors(source, error, model.model_fields)[0]


_SECTIONS: dict[str, type[BaseModel]] = {
    "period": Period,
    "districts": CommunitySettings,
    "staff": StaffMember,
    "contacts": ContactSettings,
    "grades": GradeSettings,
    "indicators": IndicatorSettings,
}


def _plain_dates(data: dict[str, Any]) -> None:
    """A day written with a time of day is that day."""
    for key, value in data.items():
        if isinstance(value, datetime):
            data[key] = value.date()


_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]{1,200}?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*("[^"]{1,200}"|'[^']{1,200}'|[\w.-]{1,200})\s*=""")


def _key_lines(text: str) -> dict[KeyPath, Location]:
    """Note the line of every table header and of every key that starts a line."""
    lines: dict[KeyPath, Location] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _split_key(header.group(2))
            if header.group(1) == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                lines.setdefault(table, (number, 1))
                table = (*table, index)
            lines.setdefault(table, (number, 1))
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_split_key(key.group(1))), (number, key.start(1) + 1))
    return lines


def _split_key(key: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in re.findall(r'"[^"]*"|\'[^\']*\'|[^.]+', key))


TEMPLATE = """\
# 社工站档案审查的配置。每一项都可以不写；不写时使用默认值。行首的 # 表示该行不生效，去掉 # 即启用。

# 站点名称，出现在报告标题中。
station = "{station}"

# 审查基准日：不写则取当天；命令行 --as-of 优先。
# as_of = 2025-03-10

# 评估周期（首尾两天都算在内）：不写则取档案中最早至最晚的日期。
# period = {{ start = 2024-06-15, end = 2025-06-14 }}

# 档案编号的格式（正则表达式）：不写则识别 NY-001、RB-HH-008 这类写法。
# archive_number = '[A-Z]{{2,4}}(-[A-Z]{{1,4}})?-\\d{{3}}'

# 片区及其社区。社区可以只写名称，也可以写明档案编号的字母和别名。
[districts]
# "第一片区" = ["东风社区", {{ name = "桥头社区", initials = ["QT"], aliases = ["桥头居委"] }}]
# "第二片区" = ["河畔社区"]

# 人员：角色可写 社工、直聘社工、督导、片长、副站长、站长。
# [[staff]]
# name = "何社工"
# role = "社工"
# district = "第一片区"

# 各等级的联系频率：每周、每两周、每月、每季度、每半年，或两次之间的天数。
[contacts]
# calls_count = true        # 电访是否算一次联系
[contacts.frequency]
"一级" = "每周"
"二级" = "每两周"
"三级" = "每月"
"四级" = "每季度"

# 等级方向：默认一级需求最高、四级最低。
[grades]
# highest_need = "一级"
# lowest_need = "四级"

# 指标表所涉及的记录是否全部在档案文件夹内；为 true 时才核对数量。
[indicators]
# complete = false

# 覆盖某条规则的参数：规则编号见 audit rules list。
# [parameters.case-crisis-followup-late]
# first_days = 3
"""


def template(station: str = "") -> str:
    """Return the commented text that ``audit init`` writes; it parses to the defaults and ``station``."""
    return TEMPLATE.format(station=station.replace("\\", "").replace('"', ""))
