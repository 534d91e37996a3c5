"""What stands in the answer says whether a label asks for a level or for a kind."""

from __future__ import annotations

from auditor.reading import form_set, paper_of
from tests.forms.papers import document, table

FORMS = form_set(())
HEAD = ["案卷编号", "QS-GA-003", "案主姓名", "陶立春"]
HOUSE = ["档案编号", "QS-JA-003", "户主姓名", "陶立春"]


def fields(title: str, *rows: list[str]) -> dict[str, object]:
    (form,) = paper_of(document(title, table([*map(list, rows)])), FORMS).forms
    return {key: reading.value for key, reading in form.fields.items()}


def test_kinds_under_a_label_of_levels_are_the_kind() -> None:
    read = fields("个案封面", HEAD, ["个案等级", "□普通　☑紧急个案", "服务等级", "□一级　☑二级　□三级"])
    assert (read["category"], read["grade"]) == (("危机个案",), 2)
    alone = fields("个案封面", HEAD, ["级别", "重点", "开案日期", "2025年3月1日"])
    assert alone["category"] == ("重点",) and "grade" not in alone


def test_levels_under_a_label_of_kinds_are_the_level() -> None:
    read = fields("档案封面", HOUSE, ["档案类别", "□一级 □二级 ☑三级", "建档日期", "2025年3月2日"])
    assert read["grade"] == 3 and "category" not in read


def test_levels_under_a_label_of_no_form() -> None:
    for answer in ("□一级 □二级 ☑三级", "三级", "□一档 □二档 ☑三档"):
        read = fields("档案封面", HOUSE, ["关爱分层", answer, "建档日期", "2025年3月2日"])
        assert read["grade"] == 3, answer


def test_levels_of_something_else_are_no_grade() -> None:
    for label in ("残疾等级", "失能程度", "护理分级", "房屋危险等级"):
        read = fields("档案封面", HOUSE, [label, "□一级 □二级 ☑三级", "建档日期", "2025年3月2日"])
        assert read.get("grade") is None, label


def test_a_figure_does_not_swallow_the_next_label() -> None:
    read = fields("需求评估表", HOUSE, ["总分", "22", "困难层次", "□一级 ☑二级 □三级"])
    assert (read["total"], read["grade"]) == (22.0, 2)
