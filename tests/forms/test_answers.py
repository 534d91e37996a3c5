"""What an answer means in words that no list has, and what it never means."""

from __future__ import annotations

import pytest

from auditor.errors import ConfigurationError
from auditor.forms.answers import canonical_option, table_of
from auditor.forms.load import FormSet, load_forms


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def _meant(forms: FormSet, form: str, field: str, text: str) -> str:
    return canonical_option(text, table_of(forms.forms[form].fields[field].options))


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("source", "区残联介绍", "政府部门转介"),
        ("source", "镇卫生院转介", "其他机构转介"),
        ("source", "兄弟社工机构转介", "其他机构转介"),
        ("source", "楼长邻里反映", "他人推介"),
        ("source", "社工摸排时发现", "社工发现"),
        ("source", "案主本人到站咨询", "主动求助"),
        ("source", "社区网格员上报", "社区转介"),
        ("source", "其他：来信", "其他"),
        ("source", "社工致电", "社工致电"),
        ("accepted", "不予接收", "否"),
        ("accepted", "暂缓开案", "否"),
        ("accepted", "准予开案", "是"),
        ("accepted", "无法受理", "否"),
        ("accepted", "待督导确认是否接案", "待督导确认是否接案"),
    ],
)
def test_intake(forms: FormSet, field: str, text: str, meant: str) -> None:
    assert _meant(forms, "case-intake", field, text) == meant


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("self_care", "不能完全自理", "半失能"),
        ("self_care", "无法自理", "失能"),
        ("self_care", "非失能", "非失能"),
        ("self_care", "自理有困难", "半失能"),
        ("self_care", "日常起居可自理", "自理"),
        ("self_care", "长期卧床", "失能"),
        ("self_care", "未失能", "未失能"),
        ("living_environment", "屋内不整洁", "差"),
        ("living_environment", "非常整洁", "良好"),
        ("living_environment", "普普通通", "一般"),
        ("living_status", "跟外孙女一块住", "与家人同住"),
        ("living_status", "单人生活", "独居"),
        ("living_status", "非独居", "非独居"),
        ("category", "未成年残疾人", "残疾"),
        ("category", "非低保户", "非低保户"),
    ],
)
def test_household(forms: FormSet, field: str, text: str, meant: str) -> None:
    assert _meant(forms, "archive-registration", field, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("部分目标达到", "部分目标达到"),
        ("目标未达成", "目标未达成"),
        ("预期目标均已实现", "目标达到"),
        ("家属提出结束服务", "服务对象主动终止"),
        ("随子女移居外市", "地址变化"),
        ("配偶病逝", "配偶病逝"),
        ("无需转介", "无需转介"),
    ],
)
def test_closing_reason(forms: FormSet, text: str, meant: str) -> None:
    assert _meant(forms, "case-closing", "reason", text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("视频会谈", "线上"), ("拨打座机会谈", "电话"), ("登门面谈", "入户"), ("约在站内见面", "面谈")],
)
def test_way_of_a_talk(forms: FormSet, text: str, meant: str) -> None:
    assert _meant(forms, "case-session", "method", text) == meant


def test_an_expression_that_is_none_is_told_with_its_file(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "one.yaml").write_text(
        "id: one\ntitle: 表\nrecord: other\npart: papers\ntitles: [表]\n"
        "fields:\n  way: {labels: [方式], type: choice, options: {甲: ['/(/']}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match="不是有效的表达式"):
        load_forms(folder)
