"""Pictures that are the pages of one form are read as one paper; pictures of other papers are left alone."""

from __future__ import annotations

from auditor.forms.model import ReadPaper
from auditor.pages.model import Cell, Document, Line, Page, Table
from auditor.picture_series import natural_order, with_series_joined
from auditor.reading import form_set, paper_of

ROWS = [
    ("姓名", "陈小北", "性别", "女"),
    ("联系电话", "13700001234", "接案日期", "2025年3月4日"),
    ("个案类别", "重点个案", "个案来源", "居委转介"),
    ("主要问题", "与家人争执后不愿上学", "初步评估", "情绪低落，需要跟进"),
    ("接案社工", "林知远", "督导意见", "同意接案"),
]


def picture(path: str, rows: list[tuple[str, ...]], title: str = "", head: str = "") -> ReadPaper:
    blocks: list[Line | Table] = []
    if title:
        blocks.append(Line(title, box=(200, 40, 400, 60), centred=True, size=18))
    if head:
        blocks.append(Line(head, box=(60, 40, 200, 52)))
    cells = [
        Cell(
            r,
            c,
            text,
            box=(50 + 120 * c, 80 + 30 * r, 170 + 120 * c, 110 + 30 * r),
            sure=bytes([97] * len(text)),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    blocks.append(Table(cells, len(rows), 4, "第1页表1", (50, 80, 530, 80 + 30 * len(rows))))
    document = Document(path, "image", [Page(1, blocks, 595, 842, scanned=True)])
    return paper_of(document, form_set(()))


def test_the_second_picture_is_the_second_page_and_keeps_its_file() -> None:
    first = picture("个案/甲-001/接案1.jpg", ROWS[:3], "个案接案登记表")
    second = picture("个案/甲-001/接案2.jpg", ROWS[3:])
    papers = with_series_joined([first, second], form_set(()))
    assert [paper.status for paper in papers] == ["read", "read"]
    values = {r.raw: r.place for r in papers[0].forms[0].fields.values()}
    assert values["陈小北"].path == "个案/甲-001/接案1.jpg"
    place = next(place for raw, place in values.items() if "林知远" in raw)
    assert (place.path, place.page) == ("个案/甲-001/接案2.jpg", 1)
    assert papers[1].part_of == papers[0].path and "第2页" in papers[1].notes[0]


def test_pictures_of_other_series_and_other_folders_stay_alone() -> None:
    first = picture("个案/甲-001/接案1.jpg", ROWS[:3], "个案接案登记表")
    apart = picture("个案/甲-001/合影.jpg", ROWS[3:])
    elsewhere = picture("个案/甲-002/接案2.jpg", ROWS[3:])
    later = picture("个案/甲-001/接案7.jpg", ROWS[3:])
    papers = with_series_joined([first, later, apart, elsewhere], form_set(()))
    assert [paper.part_of for paper in papers] == ["", "", "", ""]


def test_a_gap_in_the_numbers_is_bridged_by_what_the_page_says() -> None:
    first = picture("IMG_0101.jpg", ROWS[:3], "个案接案登记表")
    second = picture("IMG_0103.jpg", ROWS[3:], head="（续）")
    assert with_series_joined([first, second], form_set(()))[1].part_of == "IMG_0101.jpg"


def test_a_form_of_its_own_begins_a_new_paper() -> None:
    first = picture("扫描1.jpg", ROWS[:3], "个案接案登记表")
    second = picture("扫描2.jpg", ROWS, "个案接案登记表")
    papers = with_series_joined([first, second], form_set(()))
    assert [len(paper.forms) for paper in papers] == [1, 1]


def test_names_sort_as_people_count() -> None:
    names = ["图10.jpg", "图2.jpg", "图1.jpg", "图.jpg"]
    assert sorted(names, key=natural_order) == ["图.jpg", "图1.jpg", "图2.jpg", "图10.jpg"]
