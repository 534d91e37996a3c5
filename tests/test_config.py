from __future__ import annotations

from datetime import date

import pytest

from auditor.config import DEFAULT_INTERVALS, StationConfig, load_config, parse_config, template
from auditor.errors import ConfigurationError


def test_folder_without_file_gives_defaults(tmp_path):
    assert load_config(tmp_path) == StationConfig()
    assert StationConfig().contacts.frequency == DEFAULT_INTERVALS


def test_whole_file():
    config = parse_config(
        """
station = "东风街社工站"
as_of = 2025-03-10
period = { start = 2024-06-15, end = 2025-06-14 }
[districts]
"第一片区" = ["东风社区", { name = "桥头社区", initials = ["QT"] }]
[[staff]]
name = "何社工"
role = "片长"
[contacts]
calls_count = false
frequency = { "一级" = "每周", 2 = 10, "Ⅲ级" = "monthly" }
[grades]
highest_need = 5
lowest_need = 1
[parameters.case-crisis-followup-late]
first_days = 5
"""
    )
    assert config.period is not None and config.period.end == date(2025, 6, 14)
    assert config.district_of == {"东风社区": "第一片区", "桥头社区": "第一片区"}
    assert config.staff[0].role == "district_head"
    assert config.contacts.frequency == {1: 7, 2: 10, 3: 30}
    assert config.grades.need(5) == 0 and config.grades.need(1) == 4
    assert config.parameters["case-crisis-followup-late"] == {"first_days": 5}


def test_template_parses_to_defaults():
    config = parse_config(template('某"街社工站'))
    assert config == StationConfig(station="某街社工站")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\nstaton = "x"', 2, ["staton", "station"]),
        ("as_of = 'soon'", 1, ["as_of", "日期"]),
        ("[contacts]\n\ncall_count = true", 3, ["call_count", "calls_count"]),
        ('[contacts.frequency]\n"一级" = "每周"\n"二级" = "每两星期天"', 3, ["每两星期天"]),
        ('[contacts.frequency]\n"甲级" = "每周"', 2, ["一级"]),
        ('[[staff]]\nname="a"\nrole="社工"\n[[staff]]\nname="b"\nrole="supervizor"', 6, ["supervisor"]),
        ("period = { start = 2025-06-14, end = 2024-06-15 }", 1, ["晚于"]),
        ("a = [1,\n b", 2, ["TOML"]),
        ("archive_number = '['", 0, ["正则"]),
        ('[districts]\n"甲" = ["东社区"]\n"乙" = ["东社区"]', 0, ["东社区", "甲"]),
    ],
)
def test_mistakes_name_line_and_remedy(text, line, words):
    with pytest.raises(ConfigurationError) as caught:
        parse_config(text)
    assert caught.value.line == line
    for word in words:
        assert word in str(caught.value)


def test_file_not_utf8(tmp_path):
    (tmp_path / "audit.toml").write_bytes("station = '东风街社工服务站'".encode("gbk"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_config(tmp_path)
