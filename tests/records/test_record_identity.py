from __future__ import annotations

import pytest

from auditor.records.identity import PathReader, number_finder


@pytest.mark.parametrize(
    ("segment", "number", "name"),
    [
        ("NY-001 林小宝（已结案）", "NY-001", "林小宝"),
        ("NY-001 张*诺", "NY-001", "张*诺"),
        ("01张三丰", "", "张三丰"),
        ("3.李小四-接案表.docx", "", "李小四"),
        ("ＮＹ－002", "NY-002", ""),
        ("张三丰个案接受服务同意书.pdf", "", "张三丰"),
        ("同意书（周一鸣）扫描件.pdf", "", "周一鸣"),
        ("桥头社区王秀英建档表.docx", "", "王秀英"),
        ("周一鸣、林小宝.docx", "", ""),
        ("NY-001至NY-010", "", ""),
        ("过程记录", "", ""),
        ("第一片区", "", ""),
        ("个案服务计划.docx", "", ""),
        ("高龄老人探访", "", ""),
        ("2024年9月", "", ""),
        ("方案", "", ""),
        ("万华社区", "", ""),
        ("欧阳一诺", "", "欧阳一诺"),
        ("在案个案", "", ""),
        ("重点个案", "", ""),
        ("档案盒3", "", ""),
        ("孤寡老人", "", ""),
        ("低保户", "", ""),
        ("平安通", "", ""),
        ("金碧东", "", ""),
    ],
)
def test_segments(segment, number, name):
    reader = PathReader(["林小宝"], ["金碧东", "金碧东社区"], number_finder())
    clue = reader.clue(segment)
    assert (clue.number, clue.name) == (number, name)


def test_known_name_inside_a_longer_run():
    reader = PathReader(["林小宝"], [], number_finder())
    assert reader.clue("东风林小宝档案资料").name == "林小宝"


def test_own_pattern():
    assert number_finder(r"个\d{4}")("个0012 接案表") == ["个0012"] or number_finder(r"D-\d{2}")("D-07") == [
        "D-07"
    ]
