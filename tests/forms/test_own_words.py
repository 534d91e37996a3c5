"""What a form's own expressions may take for its labels, and what they must leave alone."""

from __future__ import annotations

import pytest

from auditor.audit import read_file
from auditor.errors import ConfigurationError
from auditor.forms.load import load_forms
from auditor.records.test_items import judge_items
from tools.strangers.areas.paper import Pen, book


def read(tmp_path, name, title, blocks):
    path = tmp_path / name
    if name.endswith(".xlsx"):
        book(path, {"表": [[title], *blocks]})
    else:
        Pen(3).save(path, (title, blocks))
    return read_file(path).forms


def test_two_columns_that_may_mean_one_thing_mean_none(tmp_path):
    rows = [["义工姓名", "本站工时", "平台工时"], ["冉小军", "4", "5"], ["冉大军", "6", "6"]]
    (form,) = read(tmp_path, "a.docx", "义工时数核对表", [rows])
    assert "hours" not in {key for row in form.rows.get("entries", []) for key in row}


def test_a_column_of_the_wrong_type_is_not_taken(tmp_path):
    rows = [
        ["员工", "规定课时", "已修情况说明"],
        ["冉小军", "12", "报了线上班"],
        ["冉大军", "12", "还没开始"],
    ]
    forms = read(tmp_path, "b.docx", "员工继续教育学时登记表", [rows])
    assert not any(row.get("hours") for form in forms for row in form.rows.get("entries", []))


def test_the_same_words_are_no_labels_on_papers_of_another_form(tmp_path):
    blocks = [[["服务对象姓名", "冉小军", "日期", "2025年3月1日"], ["本次带班", "某老师", "社工", "冉大军"]]]
    (form,) = read(tmp_path, "c.docx", "个案服务计划表", blocks)
    assert "leader" not in form.fields


def test_months_side_by_side_keep_their_places_on_the_paper(tmp_path):
    rows = [["", "一月", "二月"], ["定员", "7", "7"], ["实有在岗", "7", "6"]]
    (form,) = read(tmp_path, "d.docx", "社工在岗情况统计", [rows])
    second = form.rows["entries"][1]
    assert (second["due"].raw, second["present"].raw) == ("7", "6")
    assert second["present"].place.ref.endswith("第3行第3列")


def test_groups_over_pairs_of_columns_beside_months(tmp_path):
    rows = [
        ["月份", "全部社工", "<", "有证社工", "<"],
        ["", "应到", "实到", "应到", "实到"],
        ["5月", 6, 6, 3, 3],
        ["6月", 6, 5, 3, 3],
    ]
    (form,) = read(tmp_path, "e.xlsx", "社工到岗统计表", rows)
    assert [row["present"].raw for row in form.rows["entries"]] == ["6", "5"]


def test_of_two_places_for_one_thing_a_name_is_who_wrote(tmp_path):
    lines = ["会议主题：夏令营分工", "议题及内容：按社区分三组，下周报名单。", "记录：冉小军"]
    (form,) = read(tmp_path, "f.docx", "会议记录", lines)
    assert form.fields["narrative"].raw.startswith("按社区")
    assert form.fields["recorder"].raw == "冉小军"


def test_steps_of_a_scale_behind_a_statement_are_a_rating():
    items = judge_items(
        "小组前测\n班级：____ 填写人：____\n1、孩子肯听我说话　1　2　3　4　5\n2、家里很少吵架　1　2　3　4　5"
    )
    assert len(items.subjective) == 2 and not items.objective and not items.unclear


def test_a_mistake_in_an_expression_is_named_with_its_line(tmp_path):
    form = "id: own-sheet\ntitle: 本站表\nrecord: meeting\npart: papers\ntitles: [本站表]\nfields:\n  host: {labels: [主持人], meant_by: '主持('}\n"
    (tmp_path / "own.yaml").write_text(form, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"own\.yaml:7.*不是有效的表达式"):
        load_forms(tmp_path)
