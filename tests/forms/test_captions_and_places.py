"""Captions nobody knows over the place for their answer, answers without a caption, two answers in a cell: in words of no house."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.read import fill_forms
from auditor.pages.model import Document, Line, Mark, Page
from tests.forms.papers import A, document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *blocks: object, path: str = "a.docx") -> list[FilledForm]:
    return fill_forms(document(*blocks, path=path), forms).forms


def test_an_unsigned_approval_above_a_signed_one_asks_for_itself(forms: FormSet) -> None:
    (plan,) = read(
        forms,
        "个案服务计划",
        table(
            [
                [("服务对象", 1), ("沈小満", 5)],
                [("服务目标", 1), ("学会自己买菜做饭", 5)],
                ["督导意见", "", "签名", "", "日期", ""],
                ["站长意见", "同意按此办理", "签名", A, "日期", "2025/6/3"],
            ]
        ),
    )
    assert [(a["role"].value, a["opinion"].raw, a["signature"].mark) for a in plan.approvals] == [
        ("supervisor", "", Mark.BLANK),
        ("station_head", "同意按此办理", Mark.IMAGE),
    ]


@pytest.mark.parametrize("head", ["姓名及电话", "姓名、联系电话", "姓名"])
def test_a_relatives_number_behind_the_name(head: str, forms: FormSet) -> None:
    (consent,) = read(
        forms,
        "个案服务同意书",
        table(
            [
                ["家庭成员", "关系", head],
                ["一", "父亲", "沈大年　13900002222"],
                ["二", "母亲", "方小梅（电话：13700003333）"],
                ["三", "祖母", "黄阿女"],
            ]
        ),
    )
    rows = consent.rows["family"]
    assert [(r["name"].value, r["phone"].value if "phone" in r else None) for r in rows] == [
        ("沈大年", "13900002222"),
        ("方小梅", "13700003333"),
        ("黄阿女", None),
    ]


def test_a_remark_in_brackets_belongs_to_the_blank_of_the_name(forms: FormSet) -> None:
    (consent,) = read(
        forms,
        "家长同意书",
        "本人_黄阿女_是孩子_沈小满_的监护人，与孩子的关系为_祖孙_，联系电话_13600001111_，同意参加。",
        "孩子父亲姓名_沈大年（去世）_，电话_/_；孩子母亲姓名_方小梅_，电话_13700003333_。",
        "监护人签名：" + A,
    )
    assert consent.fields["guardian.relation"].value == "grandparent"
    if "father.name" in consent.fields:
        assert consent.fields["father.name"].raw == "沈大年（去世）"
        assert consent.fields["mother.phone"].value == "13700003333"


@pytest.mark.parametrize("shaded", ["#", ""])
def test_the_place_for_the_answer_below_a_phrase_is_empty_or_filled(shaded: str, forms: FormSet) -> None:
    def slip(answer: str) -> FilledForm:
        (form,) = read(
            forms,
            "文书审批单",
            table(
                [
                    [(f"{shaded}送审文书", 2), (f"{shaded}送审日期", 2)],
                    [("服务计划", 2), ("2025-6-2", 2)],
                    [(f"{shaded}督导意见", 4)],
                    [("请写明每月探访几次。", 4)],
                    [(f"{shaded}经办同工对上述批示的落实说明", 4)],
                    [(answer, 4)],
                ]
            ),
        )
        return form

    assert slip("").fields["response"].blank
    assert slip("已改为每月两次，见附页。").fields["response"].raw == "已改为每月两次，见附页。"


def test_who_signs_a_report_is_not_whom_it_was_reported_to(forms: FormSet) -> None:
    (crisis,) = read(
        forms,
        "突发事件处理记录",
        table(
            [
                [("#当事人", 2), ("#事发日期", 2)],
                [("沈小满", 2), ("2025年6月1日", 2)],
                [("#向上级汇报的情况", 4)],
                [("", 4)],
                [("#给一线社工的关怀", 4)],
                [("", 4)],
            ]
        ),
        f"汇报人（签名）：{A}　　2025年6月2日",
    )
    assert crisis.fields["reported_to"].blank and crisis.fields["support"].blank


def test_a_day_beside_a_signature_is_nobodys_name(forms: FormSet) -> None:
    (intake,) = read(
        forms,
        "接案登记表",
        table([["案主姓名", "沈小满", "性别", "女"], ["求助问题", ("缺钱看病", 3)]]),
        f"接案社工（签字）：{A}　　2025.6.1",
    )
    assert intake.fields.get("worker") is None or intake.fields["worker"].value is None
    assert intake.fields["worker_signature"].mark is Mark.IMAGE


@pytest.mark.parametrize(
    ("label", "options"),
    [("个案类型", ["一般个案", "重点个案", "危机个案"]), ("案别（请在下格打√）", ["常规", "重点", "危急"])],
)
def test_nothing_ticked_below_the_options(label: str, options: list[str], forms: FormSet) -> None:
    def cover(ticks: list[str]) -> FilledForm:
        (form,) = read(
            forms,
            "个案封面",
            table([[("个案编号", 3)], [("LX-009", 3)], [(label, 3)], [*options], [*ticks]]),
        )
        return form

    if label == "个案类型":
        assert cover(["", "", ""]).fields["category"].blank
    assert cover(["", "√", ""]).fields["category"].value


def test_levels_in_letters_are_a_lists_levels(forms: FormSet) -> None:
    (roster,) = read(
        forms,
        "特殊困难群众花名册",
        table(
            [
                ["序号", "档案编号", "姓名", "困难程度等级", "承办人"],
                ["1", "LX-H-001", "沈大年", "B类", "方梅"],
                ["2", "LX-H-002", "黄阿女", "D类", "方梅"],
            ]
        ),
    )
    assert [row["grade"].raw for row in roster.rows["entries"]] == ["B类", "D类"]


def test_a_titles_words_at_the_head_of_a_printed_page(forms: FormSet) -> None:
    """Without a break that somebody set, as in print: the paper below a heading of composed words is known."""
    first = [Line("个案封面", centred=True, size=16), table([["个案编号", "LX-009"], ["案主姓名", "沈小满"]])]
    second = [
        Line("个案陪伴手记", centred=True, size=16),
        table(
            [
                ["#案主姓名", "#第几次", "#陪伴日期"],
                ["沈小满", "第2次", "2025.6.9"],
                [("#陪伴经过", 3)],
                [("一起去菜市场，自己挑了菜，算对了账。", 3)],
            ]
        ),
    ]
    paper = Document("a.pdf", "pdf", [Page(1, list(first)), Page(2, list(second))])
    filled = fill_forms(paper, forms).forms
    assert [form.form for form in filled] == ["case-cover", "case-session"]
    assert filled[1].fields["sequence"].value == 2 and filled[1].fields["narrative"].raw.startswith("一起去")
