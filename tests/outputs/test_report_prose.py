"""Findings in an evaluator's words: like ones in one sentence, many summed up, doubtful ones as a request."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_results import finding

from auditor.outputs.report_prose import chinese_number, circled, concern_text, facts, listed, named
from auditor.outputs.terminal_rows import subject_name


def signature(number: str, tail: str = "的同意书缺签名") -> object:
    return finding("case-consent-signature-missing", number, message=f"个案{number}{tail}")


def test_findings_that_differ_only_in_their_subject_are_one_sentence() -> None:
    found = [signature("RY-001"), signature("RY-002"), signature("NB-007")]
    assert facts(found, subject_name) == "个案RY-001、RY-002、NB-007的同意书缺签名"


def test_different_facts_stay_apart() -> None:
    found = [signature("RY-001"), signature("RY-002", "的同意书缺日期。")]
    assert facts(found, subject_name) == "个案RY-001的同意书缺签名；个案RY-002的同意书缺日期"


def test_a_count_within_one_subject_is_not_told_of_two() -> None:
    found = [signature(number, "有1处审批栏空白") for number in ("RY-001", "RY-002")]
    assert facts(found, subject_name) == "个案RY-001有1处审批栏空白；个案RY-002有1处审批栏空白"


def test_facts_of_several_sentences_stay_sentences() -> None:
    found = [
        finding("file-unreadable", name, kind="file", message=f"文件“{name}”无法读取：{why}")
        for name, why in (("甲.pdf", "文件是空的。请重新拷贝"), ("乙.docx", "文件有密码。请取消密码"))
    ]
    assert facts(found, subject_name) == (
        "文件“甲.pdf”无法读取：文件是空的。请重新拷贝。文件“乙.docx”无法读取：文件有密码。请取消密码"
    )


def test_a_number_inside_a_longer_one_is_not_the_subject() -> None:
    found = [
        finding("x-y", "RY-1", message="档案RY-12与名册不符"),
        finding("x-y", "RY-2", message="档案RY-22与名册不符"),
    ]
    assert facts(found, subject_name) == "档案RY-12与名册不符；档案RY-22与名册不符"


def test_quoted_names_are_quoted_one_by_one() -> None:
    found = [finding("x-y", name, kind="group", message=f"小组“{name}”缺后测") for name in ("共学", "同乐")]
    assert facts(found, subject_name) == "小组“共学”“同乐”缺后测"


def test_of_many_facts_some_are_told_and_all_other_subjects_named() -> None:
    found = [signature(f"RY-{n:03}", f"相隔{n}天") for n in range(1, 8)]
    text = facts(found, subject_name)
    assert text.startswith("个案RY-001相隔1天；个案RY-002相隔2天；个案RY-003相隔3天；另有个案RY-004")
    assert all(f"RY-{n:03}" in text for n in range(1, 8))
    assert "相隔4天" not in text


def test_of_very_many_subjects_the_number_is_said() -> None:
    names = [f"RY-{n:03}" for n in range(1, 41)]
    assert listed(names) == "、".join(names[:15]) + "等40个"
    assert facts([signature(name) for name in names], subject_name).endswith("等40个的同意书缺签名")


def test_advice_follows_the_fact() -> None:
    assert (
        concern_text([signature("RY-001")], "建议补签。", "sure", subject_name)
        == "个案RY-001的同意书缺签名。建议补签。"
    )


def test_doubtful_findings_ask_to_look_and_do_not_accuse() -> None:
    text = concern_text([signature("RY-001")], "建议补签。", "check", subject_name)
    assert text == "请核对原件：个案RY-001的同意书缺签名。经核对属实的，建议补签。"
    asked = concern_text([signature("RY-001", "的签名请核对原件")], "建议补签。", "check", subject_name)
    assert asked == "个案RY-001的签名请核对原件。经核对属实的，建议补签。"


@given(st.integers(1, 99))
def test_chinese_numbers_are_all_different(number: int) -> None:
    others = {chinese_number(other) for other in range(1, 100) if other != number}
    assert chinese_number(number) not in others


def test_numbers_as_reports_write_them() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 32)] == ["一", "十", "十一", "二十", "三十二"]
    assert [circled(n) for n in (1, 20, 21, 35, 36, 50, 51)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "[51]"]


def test_a_quotation_that_ends_a_sentence_has_one_full_stop() -> None:
    quoted = [signature("RY-001", "有1处意见未见回应：“请补充。”")]
    assert concern_text(quoted, "建议回应。", "sure", subject_name).endswith("：“请补充。”建议回应。")


def test_each_kind_of_subject_is_said_once() -> None:
    assert (
        named(["个案 RY-001", "小组 XZ-003", "个案 RY-002", "第一片区"])
        == "个案RY-001、RY-002、小组XZ-003、第一片区"
    )


def test_of_many_quoted_or_long_names_the_first_are_named_and_all_are_counted() -> None:
    groups = [f"第{number}小组" for number in range(20)]
    assert listed(groups, quoted=True) == "".join(f"“{name}”" for name in groups[:15]) + "等20个"
    paths = [f"建档/榕荫社区/JC-RY-{number:03}/08" + "很长的文件名" * 8 + ".pdf" for number in range(6)]
    assert listed(paths) == "、".join(paths[:3]) + "等6个"
