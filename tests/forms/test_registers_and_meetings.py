"""Registers whose client stands once for several rows, meetings one below the other, side captions: in words of no house."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark, Table
from tests.forms.papers import A, document, sheet, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *blocks: object) -> list[FilledForm]:
    return fill_forms(document(*blocks), forms).forms


@pytest.mark.parametrize(("head", "word"), [("联系方式", "电话"), ("渠道", "微信"), ("见面地点", "住址")])
def test_an_answer_that_could_be_a_label_does_not_cut_a_register(
    head: str, word: str, forms: FormSet
) -> None:
    rows: list[list[object]] = [["档案编号", "户主", "日期", head, "近况", "经办人"]]
    for number, name in ((1, "沈大年"), (2, "黄阿女"), (3, "方小梅")):
        for day in (3, 13, 23):
            said = word if day == 13 else "上门"
            own: list[object] = [(f"LX-H-00{number}", 1, 3), (name, 1, 3)] if day == 3 else []
            rows.append([*own, f"2025-{number}-{day}", said, f"说近来睡得好，{day}号去过菜场。", "霍一"])
    filled = fill_forms(sheet(rows, "困难群众走访台账"), forms).forms
    assert [(f.fields["number"].value, f.fields["date"].value) for f in filled] == [
        (f"LX-H-00{number}", date(2025, number, day)) for number in (1, 2, 3) for day in (3, 13, 23)
    ]
    assert "client.phone" not in filled[0].fields and {f.fields["client.name"].value for f in filled} == {
        "沈大年",
        "黄阿女",
        "方小梅",
    }


def _meeting(number: int, told: str, one: str, other: str, way: str = "面谈") -> Table:
    return table(
        [
            [f"第{number}回", f"时间：2025年{number}月9日", "地点：服务站", f"方式：{way}"],
            ["面谈过程", (told, 3)],
            ["督导意见", (one, 3)],
            ["站长意见", (other, 3)],
        ],
        f"第1页表{number}",
    )


@pytest.mark.parametrize("way", ["面谈", "家访"])
@pytest.mark.parametrize("told", [["学做饭", "学买菜", "学记账"], ["学做饭", "学做饭", "学做饭"]])
def test_each_meeting_keeps_its_own_approvals(told: list[str], way: str, forms: FormSet) -> None:
    sessions = read(
        forms,
        "个案面谈记录",
        "案主：沈小满　　个案编号：LX-005",
        _meeting(1, f"一起{told[0]}，约好下回见。", "", f"同意。　签字：{A} 2025.1.10", way),
        _meeting(2, f"一起{told[1]}，约好下回见。", f"已阅。 签名：{A} 2025.2.10", "", way),
        _meeting(3, f"一起{told[2]}，约好下回见。", "可以继续。　　签字：", "签字：", way),
    )
    assert [s.fields["sequence"].value for s in sessions] == [1, 2, 3]
    seen = [
        [
            (a["role"].value, a["opinion"].raw, a["date"].value if "date" in a else None)
            for a in session.approvals
        ]
        for session in sessions
    ]
    assert seen == [
        [("supervisor", "", None), ("station_head", "同意。", date(2025, 1, 10))],
        [("supervisor", "已阅。", date(2025, 2, 10)), ("station_head", "", None)],
        [("supervisor", "可以继续。", None), ("station_head", "", None)],
    ]
    assert sessions[2].approvals[0]["signature"].blank


@pytest.mark.parametrize(
    "title", ["结案跟进表", "结案服务跟踪表", "结案个案跟进记录表", "个案结案跟踪登记表", "结案对象随访单"]
)
def test_papers_about_the_time_after_closing(title: str, forms: FormSet) -> None:
    (after,) = read(
        forms,
        title,
        table(
            [
                ["编号", "LX-005", "服务对象", "沈小满"],
                ["跟进日期", "2025-3-2", "跟进方式", "☑入户 □电话"],
                ["跟进情况", ("自己能做饭。", 3)],
            ]
        ),
    )
    assert after.form == "case-followup" and after.fields["date"].value == date(2025, 3, 2)


@pytest.mark.parametrize("title", ["结案报告", "个案结案表", "个案跟进记录表"])
def test_papers_that_are_not_about_that_time(title: str, forms: FormSet) -> None:
    (paper,) = read(
        forms,
        title,
        table([["编号", "LX-005", "案主", "沈小满"], ["结案原因", "目标达成", "日期", "2025-3-2"]]),
    )
    assert paper.form in ("case-closing", "case-session")


@pytest.mark.parametrize(
    ("spot", "agency"),
    [("现场应对情况", "本站应急机制启动"), ("当场处置", "机构处置"), ("紧急处置措施", "启动预案")],
)
def test_what_the_worker_did_is_not_what_the_agency_did(spot: str, agency: str, forms: FormSet) -> None:
    (crisis,) = read(
        forms,
        "危机事件处理记录",
        table(
            [
                ["案主", "沈小满", ("事发时间", 1), "2025-4-1"],
                [("处置情况", 1, 3), (spot, 1), ("赶到家中，送去亲戚家住下。", 2)],
                [(agency, 1), ("", 2)],
                [("一线人员情绪疏导", 1), ("", 2)],
            ]
        ),
    )
    assert crisis.fields["measures"].raw == "赶到家中，送去亲戚家住下。"
    assert crisis.fields["emergency_response"].blank and crisis.fields["support"].blank
    assert all(reading.mark is not Mark.IMAGE for reading in crisis.fields.values())


def test_cells_of_one_width_are_no_groups_over_columns(forms: FormSet) -> None:
    (cover,) = read(
        forms,
        "困难群众关怀服务档案",
        table(
            [
                [("#案卷编号", 2), ("LX-H-003", 14)],
                [("#对象姓名", 2), ("沈大年", 6), ("#所属社区", 2), ("柳湾社区", 6)],
                [("#需求类别", 2), ("□一类 ☑二类 □三类", 6), ("#责任社工", 2), ("方小梅", 6)],
                [("#建档日期", 2), ("2025年1月30日", 14)],
            ]
        ),
    )
    values = {key: reading.value for key, reading in cover.fields.items()}
    assert cover.form == "archive-cover" and values["number"] == "LX-H-003"
    assert values["client.name"] == "沈大年" and values["community"] == "柳湾社区" and values["grade"] == 2


@pytest.mark.parametrize("said", ["同意。", "无意见。", "可以实施。", "通过！"])
def test_a_short_remark_before_a_place_to_sign(said: str, forms: FormSet) -> None:
    (plan,) = read(
        forms,
        "个案服务计划",
        table([["案主", "沈小满"], ["服务目标", "学做饭"], ["督导老师审批", f"{said}　　签字："]]),
    )
    (approval,) = plan.approvals
    assert approval["opinion"].raw.startswith(said[:2]) and approval["signature"].blank
