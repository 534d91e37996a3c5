"""Levels in letters and stems: the points printed for each, or the printed key, say which level a word is."""

from __future__ import annotations

import pytest

from auditor.config import StationConfig
from auditor.engine.kinds.band import bands_of
from auditor.forms.model import ReadPaper
from auditor.reading import form_set, paper_of
from auditor.records.assemble import assemble
from auditor.records.household import HouseholdArchive
from tests.forms.papers import document, table

FORMS = form_set(())
HEAD = ["档案编号", "LM-H-007", "户主", "冯春生"]
ITEMS = [["评估项目", "评价", "得分"], ["经济来源", "差", "14"], ["居住环境", "一般", "8"]]


def archive_of(written: str, cover: str, *notes: str) -> HouseholdArchive:
    graded = [HEAD, ["评估日期", "2024年10月4日", "评估人", "方小禾"], ["总分", "22", "评定等级", written]]
    papers: list[ReadPaper] = [
        paper_of(
            document(
                "档案封面",
                table([HEAD, ["档案等级", cover, "建档日期", "2024.10.5"]]),
                path="户/封面.docx",
            ),
            FORMS,
        ),
        paper_of(
            document(
                "需求分级评估表",
                table(graded[:2]),
                table(ITEMS),
                table(graded[2:]),
                *notes,
                path="户/评估.docx",
            ),
            FORMS,
        ),
    ]
    (archive,) = assemble(papers, FORMS.forms, StationConfig()).archives
    return archive


@pytest.mark.parametrize(
    ("written", "cover", "note"),
    [
        ("□甲等 ☑乙等 □丙等", "乙等", "评定标准：30分及以上为甲等，20—29分为乙等，19分及以下为丙等。"),
        ("B", "B档", "注：A档30分以上，B档20—29分，C档19分及以下。"),
        ("□高 ☑中 □低", "中", "等级划分：高 30—40分　中 20—29分　低 0—19分"),
        (
            "乙类",
            "乙类（较难）",
            "甲类对应一级，乙类对应二级，丙类对应三级。评定标准：30分及以上为甲类，20—29分为乙类。",
        ),
        ("二类", "二类", "30分及以上为一类，20—29分为二类，19分及以下为三类。"),
    ],
)
def test_points_or_a_key_say_which_level_a_word_is(written: str, cover: str, note: str) -> None:
    archive = archive_of(written, cover, note)
    assert archive.cover is not None and archive.cover.grade is not None
    assert (archive.newest_grade.value, archive.cover.grade.value) == (2, 2)
    (paper,) = archive.assessments
    bands, _ = bands_of(paper)
    assert [band.grade for band in bands if band.holds(22)] == [2]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "注：A档0—19分，B档20—29分，C档30分以上。",  # the first letter is the least need here
        "注：A档30分以上，C档20—29分，B档19分及以下。",
    ],
)
def test_letters_alone_or_out_of_their_order_are_no_level(note: str) -> None:
    archive = archive_of("B", "C", *([note] if note else []))
    assert archive.newest_grade.value is None
    assert archive.cover is not None and archive.cover.grade is not None and archive.cover.grade.value is None
