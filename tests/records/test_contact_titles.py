"""By which way contact was made, where nothing but the log's title or the head over its days says so."""

from __future__ import annotations

import pytest

from auditor.forms.load import FormSet, load_forms
from auditor.forms.read import fill_forms
from auditor.records.build import PaperBuilder
from tests.forms.papers import document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


@pytest.mark.parametrize(
    ("title", "head", "told", "way"),
    [
        ("上门走访登记簿", "走访日期", "家里收拾得整齐，药按时吃。", ("visit",)),
        ("入户记录台账", "日期", "屋顶漏水，已拍照。", ("visit",)),
        ("电话联系登记簿", "通话日期", "接通，说一切都好。", ("call",)),
        ("联系登记簿", "联系日期", "说一切都好。", None),
        ("电话及入户登记簿", "日期", "说一切都好。", None),
        ("电话探访记录簿", "日期", "说一切都好。", ("call",)),
        ("电话探访、入户走访登记簿", "日期", "说一切都好。", None),
    ],
)
def test_a_title_tells_the_way(
    title: str, head: str, told: str, way: tuple[str, ...] | None, forms: FormSet
) -> None:
    filled = fill_forms(
        document(
            title,
            "档案编号：LX-H-003　　户主：沈大年",
            table([[head, "经办人", "情况"], ["2025.3.2", "方梅", told], ["2025.4.2", "方梅", told]]),
            path=f"档案/{title}.docx",
        ),
        forms,
    ).forms
    built = PaperBuilder(forms.forms)
    contacts = [paper for form in filled for paper in built.build(form)]
    methods = {getattr(c, "method", None) and c.method.value for c in contacts}  # type: ignore[attr-defined]
    assert contacts and methods == {way}
