"""Labels that nobody listed: the missing field whose known label is nearest, and never a field that another label is nearer to."""

from __future__ import annotations

import datetime

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.near_labels import NEAR
from auditor.forms.nearest import Nearest
from auditor.forms.read import fill_forms
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _read(forms: FormSet, title: str, rows: list[list[object]]) -> FilledForm:
    return fill_forms(document(title, table(rows)), forms).forms[0]


def test_a_field_is_found_under_the_nearest_label_and_is_not_sure(forms: FormSet) -> None:
    plan = _read(
        forms,
        "小组计划书",
        [
            ["小组名称", "晚晴编织组", "小组编号", "XZ-004"],
            ["小组理论的依据", "社会支持理论：同辈的鼓励能减轻孤独。"],
            ["小组的目标人群对象", "独居长者"],
            ["小组目标", "组员之间建立联系。"],
        ],
    )
    theory = plan.fields["theory"]
    assert theory.raw.startswith("社会支持理论")
    assert plan.fields["goals"].raw == "组员之间建立联系。"


def test_columns_are_found_under_the_nearest_head(forms: FormSet) -> None:
    paper = _read(
        forms,
        "社工培训学时统计表",
        [
            ["序号", "参训社工姓名", "培训总学时数", "年度应修学时数"],
            ["1", "蓝月", "24", "20"],
            ["2", "骆川", "18", "20"],
        ],
    )
    assert [row["name"].value for row in paper.rows["entries"]] == ["蓝月", "骆川"]
    assert [row["hours"].value for row in paper.rows["entries"]] == [24.0, 18.0]


def test_a_label_of_another_person_or_field_is_left(forms: FormSet) -> None:
    paper = _read(
        forms,
        "个案结案表",
        [
            ["个案编号", "LH-G-009", "案主姓名", "施文"],
            ["主治医师电话", "13800000001", "残疾证有效期", "2027年3月1日"],
            ["结案原因", "目标达到", "结案日期", "2025年6月2日"],
        ],
    )
    phone = paper.fields.get("client.phone")
    assert phone is None or phone.confidence <= NEAR
    assert paper.fields["date"].value == datetime.date(2025, 6, 2)
    assert all(reading.raw != "2027年3月1日" for reading in paper.fields.values())


def test_nearness_knows_rivals_and_nobodys_labels(forms: FormSet) -> None:
    near = forms.vocabulary.nearest
    missing = ["date", "venue", "narrative", "outcome"]
    assert near.field_of("archive-visit", "本月探访日期", missing) == "date"
    assert near.field_of("archive-visit", "结案评估日期", ["date", "venue"]) == ""  # nearer to another field
    assert near.field_of("archive-visit", "政治面貌", missing) == ""  # nobody's label
    assert near.field_of("archive-visit", "苹果香蕉", missing) == ""
    assert near.field_of("archive-visit", "探访日期2025", missing) == ""  # no words of a label
    assert Nearest({}, frozenset()).field_of("archive-visit", "探访日期", missing) == ""


def test_hours_under_a_label_that_may_ask_for_the_day_leave_the_day_open(forms: FormSet) -> None:
    call = _read(
        forms,
        "电访记录表",
        [
            ["档案编号", "LH-021", "姓名", "纪兰"],
            ["联系电话", "13800000009", "拨出电话日期", "2025年2月7日"],
            ["通话时间", ("9:10-9:25", 3)],
            ["通话内容", ("老人说身体好转，社工提醒复诊。", 3)],
        ],
    )
    assert call.fields["client.phone"].raw == "13800000009"
    assert call.fields["date"].value == datetime.date(2025, 2, 7)
