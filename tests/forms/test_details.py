"""Readings whose shape matters to rules: ticks, signatures, blanks, doubt; and mistakes in definitions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.forms.layout import Stretch
from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from auditor.forms.readings import make_reading
from auditor.forms.ticks import read_options
from auditor.pages.model import Ink, Mark, text_confidence
from tests.forms.papers import A, document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("☑重点个案  ☐一般个案", [("重点个案", True), ("一般个案", False)]),
        ("□重点 ■一般", [("重点", False), ("一般", True)]),
        ("（√）良好 （ ）一般", [("良好", True), ("一般", False)]),
        ("良好（ ） 一般（√）", [("良好", False), ("一般", True)]),
        ("良好☐ 一般☑ 差☐", [("良好", False), ("一般", True), ("差", False)]),
        ("良好  一般√  差", [("良好", False), ("一般", True), ("差", False)]),
        ("☐主动求助 ☑其他：邻居介绍", [("主动求助", False), ("其他", True)]),
        ("没有方框的文字", []),
    ],
)
def test_options(text: str, options: list[tuple[str, bool]]) -> None:
    assert [(option.text, option.ticked) for option in read_options(text)] == options


def test_no_box_ticked_is_known_not_unreadable() -> None:
    reading = make_reading("choice", Stretch("☐重点 ☐一般"), "类别", 1.0, {"重点": [], "一般": []})
    assert (reading.value, reading.mark, reading.blank) == ((), Mark.BLANK, True)
    assert [choice.ticked for choice in reading.choices] == [False, False]


@pytest.mark.parametrize(
    ("text", "inks", "mark", "value"),
    [
        ("", (), Mark.BLANK, None),
        ("________", (), Mark.BLANK, None),
        ("    年  月  日", (), Mark.BLANK, None),
        ("（签名）", (), Mark.BLANK, None),
        ("陈星 2024年7月1日", (), Mark.TYPED, "陈星"),
        (A, (Ink(Mark.IMAGE),), Mark.IMAGE, None),
        (f"陈星{A}", (Ink(Mark.HANDWRITTEN),), Mark.HANDWRITTEN, "陈星"),
        (A, (Ink(Mark.STAMP),), Mark.STAMP, None),
    ],
)
def test_signatures(text: str, inks: tuple[Ink, ...], mark: Mark, value: object) -> None:
    reading = make_reading("signature", Stretch(text, inks), "社工签名", 1.0)
    assert (reading.mark, reading.value) == (mark, value)


def test_answers_are_no_blanks() -> None:
    reading = make_reading("phone", Stretch("无"), "联系电话", 1.0)
    assert (reading.value, reading.answered, reading.blank, reading.doubtful) == (None, True, False, False)
    half = make_reading("date", Stretch("2024年  月  日"), "日期", 1.0)
    assert half.value is None
    assert half.doubtful


def test_phone_belongs_to_the_person_named_before_it(forms: FormSet) -> None:
    rows = [
        ["姓名", "赵小宝", "联系电话", "无"],
        ["监护人", "赵婆婆", "与服务对象关系", "祖母"],
        ["联系电话", "13711112222", "住址", "海棠街1号"],
        ["父亲", "赵强", "联系电话", ""],
        ["母亲", "孙丽", "联系电话", "13611113333"],
    ]
    fields = fill_forms(document("个案服务同意书", table(rows)), forms).forms[0].fields
    assert fields["client.phone"].answered
    assert fields["guardian.phone"].value == "13711112222"
    assert fields["father.phone"].blank
    assert fields["mother.phone"].value == "13611113333"


def test_told_conversation_is_no_label(forms: FormSet) -> None:
    story = (
        "社工：你好，最近学校怎么样？\n案主：还可以，就是有点累。\n社工：妈妈有打电话回来吗？\n案主：没有。"
    )
    fields = (
        fill_forms(
            document("个案过程记录", table([["案主", "林小满"], ["服务过程", story], ["社工", "陈星"]])),
            forms,
        )
        .forms[0]
        .fields
    )
    assert fields["narrative"].value == story
    assert fields["client.name"].value == "林小满"
    assert fields["worker"].value == "陈星"


def test_value_below_an_empty_neighbour_is_doubted(forms: FormSet) -> None:
    rows = [["姓名", "", "性别", ""], ["林小满", "x", "女", "y"]]
    fields = fill_forms(document("个案封面", table(rows)), forms).forms[0].fields
    assert not fields["client.name"].blank or fields["client.name"].confidence < 0.8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: my-form\ntitle: 我的表\nrecord: case\npart: cover\ntitels: [我的表]\n", "titles"),
        (
            "id: my-form\ntitle: 我的表\nrecord: case\npart: cover\ntitles: [我的表]\nfields:\n  number:\n    labels: [编号]\n    type: numbr\n",
            "number",
        ),
    ],
)
def test_mistakes_point_at_their_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message) as caught:
        load_forms(tmp_path)
    assert caught.value.line > 0
    assert "mine.yaml" in str(caught.value)


def test_own_form_overrides_by_id(tmp_path: Path, forms: FormSet) -> None:
    from auditor.data_files import shipped_rules_folder

    (tmp_path / "cover.yaml").write_text(
        "id: case-cover\ntitle: 红皮\nrecord: case\npart: cover\ntitles: [红皮]\n", encoding="utf-8"
    )
    mine = load_forms(shipped_rules_folder() / "forms", tmp_path)
    assert mine.forms["case-cover"].titles == ["红皮"]
    assert len(mine.forms) == len(forms.forms)
    assert mine.digest != forms.digest


def test_how_sure_a_ticked_option_is_hangs_on_the_boxes_not_on_known_words() -> None:
    text = "☐重点 ☑一般"
    blurred = bytes([95, 70, 70, 100, 97, 70, 70])
    options: dict[str, list[str]] = {"重点": [], "一般": []}
    reading = make_reading("choice", Stretch(text, confidence=0.2, sure=blurred), "类别", 1.0, options)
    assert reading.value == ("一般",)
    assert reading.confidence > 0.9
    unknown = make_reading("choice", Stretch(text, confidence=0.2, sure=blurred), "类别", 1.0, {})
    assert unknown.confidence < 0.6
    faint = bytes([95, 99, 99, 100, 60, 99, 99])
    assert make_reading("choice", Stretch(text, sure=faint), "类别", 1.0, options).confidence == 0.6
    both = make_reading(
        "choice", Stretch("☑重点 ☑一般", sure=bytes([90, 9, 9, 100, 90, 9, 9])), "", 1.0, options
    )
    assert both.confidence == pytest.approx(0.81)


def test_ink_alone_is_as_sure_as_its_strokes() -> None:
    ink = (Ink(Mark.HANDWRITTEN, None, 0.5),)
    reading = make_reading("date", Stretch("\ufffc", ink), "日期", 1.0)
    assert (reading.mark, reading.confidence) == (Mark.HANDWRITTEN, 0.5)


def test_a_label_that_looks_written_is_still_the_label(forms: FormSet) -> None:
    shaky = Ink(Mark.HANDWRITTEN, None, 0.5, over_text=True)
    cells = table([["服务对象姓名", "方海棠"], ["服务日期\ufffc", "2025年3月4日"], ["社工签名", "何一"]])
    cells.cells[2].inks = (shaky,)
    (form,) = fill_forms(document("个案服务过程记录表", cells), forms).forms
    reading = next(r for r in form.fields.values() if "日期" in r.label)
    assert str(reading.value) == "2025-03-04"


def test_a_narrative_is_as_sure_as_most_of_its_characters() -> None:
    text = "老人独居，近日腿痛，社工陪同就诊并取药。"
    sure = bytes([97] * len(text))
    narrative = make_reading(
        "narrative", Stretch(text, confidence=text_confidence(sure), sure=sure), "记录", 1.0
    )
    assert narrative.confidence == pytest.approx(0.97)
    assert make_reading("name", Stretch(text, confidence=0.54, sure=sure), "姓名", 1.0).confidence == 0.54


def test_a_recognised_name_ends_where_a_rule_was_not_seen() -> None:
    text = "方海棠        出生日期"
    reading = make_reading("name", Stretch(text, sure=bytes([99] * len(text))), "姓名", 1.0)
    assert reading.value == "方海棠"
    assert reading.doubtful
    assert make_reading("name", Stretch("方海棠", sure=b"ccc"), "姓名", 1.0).confidence == 1.0


def test_a_box_before_a_recognised_name_is_perhaps_its_first_character() -> None:
    reading = make_reading("name", Stretch("☑海棠", sure=b"ccc"), "姓名", 1.0)
    assert reading.doubtful


def test_the_value_of_a_label_behind_a_rule_that_was_not_seen(forms: FormSet) -> None:
    """Two cells of a scan read as one: 何一  社工签名： | (ink). Nobody's signature is missing."""
    cells = table(
        [["服务对象姓名", "方海棠"], ["服务对象签名", "何一\ufffc 社工签名："], ["服务日期", "2025年3月4日"]]
    )
    pen = (Ink(Mark.HANDWRITTEN, None, 0.95),)
    cells.cells[3].sure, cells.cells[3].inks = bytes([99] * len(cells.cells[3].text)), pen
    cells.cells.insert(4, replace(cells.cells[3], col=2, text="\ufffc", inks=pen, sure=b"d"))
    cells.cols = 3
    (form,) = fill_forms(document("个案服务过程记录表", cells), forms).forms
    signed = form.fields["worker_signature"]
    assert signed.mark is Mark.HANDWRITTEN
    assert signed.doubtful


def test_a_word_that_is_no_option_was_misread() -> None:
    """☑一般 of which the thin first character was lost."""
    text = "☐重点 ☑般"
    stretch = Stretch(text, sure=bytes([99] * len(text)))
    reading = make_reading("choice", stretch, "类别", 1.0, {"重点": [], "一般": []})
    assert reading.doubtful


def test_a_bare_approval_beside_named_offices_is_their_heading(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["活动名称", ("邻里茶话会", 3)],
        ["活动日期", "2025年3月1日", "地点", "社区活动室"],
        [("审批", 1, 3), "策划社工签名", ("￼", 2)],
        ["督导意见", ("同意。签名：￼ 2025年3月2日", 2)],
        ["建议采纳情况（社工填写）", ("", 2)],
    ]
    found = fill_forms(document("活动计划书", table(rows)), forms).forms[0]
    assert [(entry["role"].value, entry["signature"].blank) for entry in found.approvals] == [
        ("supervisor", False)
    ]
    assert found.fields["response"].blank


def test_a_bare_approval_alone_is_a_place_to_sign(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["活动名称", ("邻里茶话会", 3)],
        ["活动日期", "2025年3月1日", "地点", "社区活动室"],
        ["活动目标", ("让新搬来的住户认识邻居。", 3)],
        ["审批", ("", 3)],
    ]
    found = fill_forms(document("活动计划书", table(rows)), forms).forms[0]
    assert [entry["role"].value for entry in found.approvals] == ["station_head"]


def test_a_caption_set_upright_beside_rows_is_one_word(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["小组名称", "睦邻小组", "节次", "第1节"],
        ["日期", "2025年3月1日", "带领者", "社工李念"],
        [("活动\n推行", 1, 2), "过程", ("社工带组员互相介绍，订立约定，分享近来的难处。", 2)],
        ["反思", ("组员慢热，下节多留时间。", 2)],
    ]
    read = fill_forms(document("小组活动记录表", table(rows)), forms).forms[0].fields
    assert str(read["narrative"].value).startswith("社工带组员互相介绍")


def test_words_behind_a_figure_are_the_next_label_where_labels_and_values_take_turns(forms: FormSet) -> None:
    rows: list[list[object]] = [
        ["活动名称", "长桌宴", "活动日期", "2024年9月15日"],
        ["志愿者人数", "12", "买菜花销", "860元"],
    ]
    told = {
        pair.label: pair.value for pair in fill_forms(document("社区活动总结表", table(rows)), forms).pairs
    }
    assert told["志愿者人数"] == "12"


def test_a_unit_behind_a_figure_belongs_to_it(forms: FormSet) -> None:
    rows: list[list[object]] = [["姓名", "白石", "住房面积", "62", "平方米左右", "两居室"]]
    told = {
        pair.label: pair.value for pair in fill_forms(document("居民家庭登记表", table(rows)), forms).pairs
    }
    assert "平方米左右" not in told
