"""What is printed in a cell to say how to fill it in was not written by anybody."""

from __future__ import annotations

from auditor.config import StationConfig
from auditor.reading import form_set, paper_of
from auditor.records.assemble import assemble
from auditor.records.case import Case
from auditor.records.case_facts import written_lines
from auditor.records.lexicon import asks_for_something, support_told
from tests.forms.papers import document, table

FORMS = form_set(())


def cases(*theories: str, label: str = "介入理论") -> list[Case]:
    papers = []
    for number, theory in enumerate(theories, 1):
        rows = [
            ["个案编号", f"YS-03{number}", "服务对象", "唐小枫冯春生陶立春"[3 * number - 3 : 3 * number]],
            [label, (theory, 3)],
            ["服务目标", "稳定情绪", "计划日期", "2025年3月8日"],
        ]
        papers.append(
            paper_of(document("个案服务计划表", table([*map(list, rows)]), path=f"个案/{number}.docx"), FORMS)
        )
    return sorted(assemble(papers, FORMS.forms, StationConfig()).cases, key=lambda case: case.id)


def test_a_hint_alone_is_no_answer_and_is_no_part_of_one() -> None:
    hint = "（填写提示：写出名称及选用的缘由）"
    left, none, named = cases(hint, f"{hint}\n暂无", f"{hint}\n任务中心模式，目标清楚。")
    assert left.plans[0].theory is not None and left.plans[0].theory.blank
    assert none.plans[0].theory is not None and none.plans[0].theory.value is None
    assert named.plans[0].theory is not None and named.plans[0].theory.raw == "任务中心模式，目标清楚。"


def test_the_same_bracket_in_several_files_is_printed() -> None:
    same = "（可多于一种，说说为何合适）"
    assert all(
        case.plans[0].theory is not None and case.plans[0].theory.blank for case in cases(same, same, same)
    )
    (alone,) = cases("（可多于一种，说说为何合适）")
    assert alone.plans[0].theory is not None and not alone.plans[0].theory.blank


def test_what_offices_write_in_brackets_stays() -> None:
    said = "（已阅，情况属实，可按此写）"
    held = cases(said, said, said, label="督导意见")
    assert all(
        case.plans[0].approvals[0].opinion.raw == said for case in held if case.plans[0].approvals[0].opinion
    )
    assert all(case.plans[0].approvals for case in held)


def test_a_caption_with_examples_tells_of_no_support() -> None:
    label = "对一线同事的支持安排（督导、情绪减压、临时替班）"
    assert not support_told(written_lines(f"{label}\n下一步\n{label}："))
    assert support_told(written_lines(f"{label}\n督导当晚为社工做了情绪减压，安排同事临时替班。"))


def test_praise_asks_for_nothing() -> None:
    assert asks_for_something("面谈节奏拿捏得宜，再接再厉。") is False
    assert asks_for_something("此处宜补上案主的原话。") is True
