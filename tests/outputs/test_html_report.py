"""report.html as text: complete, harmless, masked, within its limits."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from made_reports import (
    ADDRESS,
    CLIENT,
    FORM,
    GUARDIAN,
    ID_NUMBER,
    LIST,
    LISTED,
    PAGE,
    PHONE,
    archive,
    on_form,
    on_list,
    on_page,
    report_of,
)
from made_results import finding, result
from PIL import Image

from auditor.findings.result import Evidence, FileEntry, Praise, PriorEntry, WaivedEntry
from auditor.outputs import html_report
from auditor.outputs.evidence_views import EvidenceViews, ViewLimits
from auditor.outputs.form_view import Spot, located, spot_of
from auditor.outputs.html_report import html_page, json_block, write
from auditor.outputs.page_cover import covered_characters
from auditor.outputs.personal_values import hidden_characters, shown_cell
from auditor.outputs.writers import Report, writers
from auditor.readers.base import reader_for

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--<script>\"'&\u202e\u0007\u2028{{7*7}}"
)


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found.group(1))
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive"))


def pdf_cell(folder: Path, row: int, col: int) -> tuple[float, float, float, float]:
    table = next(reader_for("pdf").read(folder / PAGE, PAGE).pages[0].tables())
    box = next(cell.box for cell in table.cells if (cell.row, cell.col) == (row, col))
    assert box is not None
    return box


def test_writers_are_found_by_listing_the_package() -> None:
    assert writers()["report.html"].write is html_report.write


def test_every_finding_and_every_total_of_the_result_is_on_the_page(folder: Path) -> None:
    findings = [on_form(), on_list(), on_page(pdf_cell(folder, 2, 3))]
    page = html_page(report_of(folder, findings))
    data = data_of(page)
    assert [item["i"] for item in data["findings"]] == [item.id for item in findings]
    assert [(item["v"], item["s"], item.get("c", 0)) for item in data["findings"]] == [
        (item.severity, item.section, int(item.certainty == "check")) for item in findings
    ]
    assert '<div class="card all"><b>3</b>' in page
    assert re.search(r'sev-critical" data-severity="critical"><b>1</b>', page)


def test_hostile_texts_stay_texts(folder: Path) -> None:
    item = on_form()
    item.message = item.advice = item.basis = item.community = item.district = HOSTILE
    item.evidence[0].text = HOSTILE
    report = report_of(
        folder,
        [item],
        station=HOSTILE,
        files=[FileEntry(path=f"{HOSTILE}.docx", status="unreadable", reason=HOSTILE)],
        praise=[Praise(section="quality", message=HOSTILE)],
        failures=[HOSTILE],
    )
    page = html_page(report)
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "<img" not in page
    assert "<!--" not in page
    assert "\u202e" not in page
    assert "\u0007" not in page
    assert "{{7*7}}" in page
    assert "onerror=alert(2)" in data_of(page)["findings"][0]["t"]


def test_json_block_cannot_end_its_element_and_keeps_every_text() -> None:
    text = json_block([HOSTILE])
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == [HOSTILE]


def test_the_policy_admits_exactly_the_page_s_own_style_and_script(folder: Path) -> None:
    page = html_page(report_of(folder, []))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', unescape(page))
    assert policy is not None
    rules = dict(part.strip().split(" ", 1) for part in policy.group(1).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["style-src"])
    assert " style=" not in page
    assert not re.search(r"""(?:src|href)="(?!#|data:)""", page)


def test_a_lone_surrogate_does_not_cost_the_page(folder: Path, tmp_path: Path) -> None:
    item = on_form()
    item.evidence[0].label = "字\ud835形"
    write(report_of(folder, [item]), tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8")


# --- places -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "spot"),
    [
        ("联系电话（表1 第9行第4列）", Spot("表1", 8, 3)),
        ("表2 第3行", Spot("表2", 2)),
        ("日期（第1页表1 第8行第2列）", Spot("第1页表1", 7, 1)),
        ("服务时长（小时）（i志愿!D14）", Spot("i志愿", cell="D14")),
        ("第12段", Spot(line="第12段")),
        ("备注（第12段）", Spot(line="第12段")),
        ("服务时长（小时）", None),
        ("结案报告", None),
        ("", None),
    ],
)
def test_places_are_read_from_labels(label: str, spot: Spot | None) -> None:
    assert spot_of(label) == spot


def cells_of(view: dict[str, Any]) -> list[list[Any]]:
    return [cell for row in view["r"] if isinstance(row, list) for cell in row]


def test_a_word_form_is_drawn_around_the_place_with_spans_and_numbers(folder: Path) -> None:
    data = data_of(html_page(report_of(folder, [on_form()])))
    view = data["views"][data["findings"][0]["x"][0]]
    assert (view["k"], view["t"], view["c"]) == ("t", "个案接受服务同意书", "表1")
    hits = [(cell[0], cell[4]) for cell in cells_of(view) if len(cell) > 4]
    assert hits == [("", [1]), ("139****1234", [2])]
    assert view["r"][0] == 3  # rows left out above
    assert [cell[2] for cell in cells_of(view) if cell[0] == "无" and len(cell) > 2] == [3]  # the merged cell


def test_a_place_in_a_sheet_shows_the_head_of_the_list(folder: Path) -> None:
    data = data_of(html_page(report_of(folder, [on_list()])))
    view = data["views"][data["findings"][0]["x"][0]]
    assert [cell[0] for cell in view["r"][0]] == ["序号", "姓名", "等级", "联系电话"]
    assert view["r"][1] == 4
    hit = [row for row in view["r"] if isinstance(row, list) and any(len(cell) > 4 for cell in row)]
    assert [cell[0] for cell in hit[0]] == ["7", "段*土", "三级", "139****0007"]


def test_personal_values_are_hidden_in_what_is_drawn_and_shown_with_full_names(folder: Path) -> None:
    findings = [on_form(), on_list(), on_page(pdf_cell(folder, 2, 3))]
    everything = [on_form()]
    everything[0].evidence = [Evidence(path=FORM, label=f"x（表1 第{row}行第1列）") for row in range(1, 10)]
    hidden = html_page(report_of(folder, findings + everything))
    for secret in (CLIENT, GUARDIAN, PHONE, ID_NUMBER, "12号", "303房", *LISTED):
        assert secret not in hidden, secret
    assert "东风街道***" in hidden
    assert "已遮盖" in hidden
    shown = html_page(report_of(folder, findings + everything, full_names=True))
    for value in (CLIENT, GUARDIAN, PHONE, ID_NUMBER, ADDRESS):
        assert value in shown
    assert "含个人信息" in shown


def test_names_in_paths_and_subjects_are_hidden(folder: Path) -> None:
    item = finding(
        "file-unreadable",
        f"个案/{CLIENT}/a.docx",
        id="aaaa0004",
        kind="file",
        evidence=[Evidence(path=f"个案/{CLIENT}/a.docx")],
    )
    page = html_page(
        report_of(
            folder, [item], files=[FileEntry(path=f"个案/{CLIENT}/a.docx", status="unreadable", reason="空")]
        )
    )
    assert CLIENT not in page
    assert "个案/段*禾/a.docx" in page


def test_house_numbers_are_hidden_without_a_label() -> None:
    report = report_of(Path(), [])
    assert shown_cell(report, "", "到和平路12号之3探访，谈了12次") == "到和平路***，谈了12次"
    assert shown_cell(report, "", "第3号文件共12页") == "第3号文件共12页"


def test_given_names_in_narratives_are_hidden_around_a_place() -> None:
    report = report_of(Path(), [])
    assert shown_cell(report, "服务过程", "青禾希望学画，晚晴同意") == "*禾希望学画，*晴同意"


def test_a_text_without_a_place_of_its_own_is_found_in_the_form(folder: Path) -> None:
    document = reader_for("docx").read(folder / FORM, FORM)
    assert located(document, "第1段", "情绪支持 <b>与</b> 学业") == Spot("表1", 2, 1)
    assert located(document, "", "未见该文书") is None
    assert located(document, "第1段", "个案接受服务同意书") == Spot(line="第1段")
    assert located(document, "第1段", "别处才有的一段话") == Spot(line="第1段")


def test_hidden_characters_cover_what_the_mask_shortens() -> None:
    report = report_of(Path(), [])
    text = f"{CLIENT}住{ADDRESS}"
    hidden = hidden_characters(report, "家庭住址", text)
    assert "12号303房" not in "".join(char for char, hide in zip(text, hidden, strict=True) if not hide)
    assert hidden_characters(report, "", "转介原因") == [False] * 4
    assert not any(hidden_characters(report_of(Path(), [], full_names=True), "家庭住址", text))


def test_a_page_is_drawn_with_the_place_marked_and_personal_values_covered(folder: Path) -> None:
    box = pdf_cell(folder, 2, 3)
    shown = {}
    for full_names in (False, True):
        report = report_of(folder, [on_page(box)], full_names=full_names)
        views = EvidenceViews(report)
        (numbers,) = views.of_all([on_page(box)])
        view = views.views[numbers[0]]
        assert view["k"] == "p"
        x, y, width, height, own = view["m"][0]
        assert own == [1]
        assert 0 <= x < x + width <= 1010
        assert 0 <= y < y + height <= 1010
        shown[full_names] = picture_of(view)
    # The phone stands twice as dark where it is covered, in both of its lines.
    assert shown[False].size == shown[True].size
    darker = sum(a < b - 60 for a, b in zip(shown[False].tobytes(), shown[True].tobytes(), strict=True))
    assert darker > 1_000


def picture_of(view: dict[str, Any]) -> Image.Image:
    import base64
    import io

    return Image.open(io.BytesIO(base64.b64decode(view["s"].partition(",")[2]))).convert("L")


def test_a_phone_that_wraps_inside_its_cell_is_covered_in_both_lines(folder: Path) -> None:
    import pypdfium2

    from auditor.readers._pdf_source import PageReader

    report = report_of(folder, [])
    document = reader_for("pdf").read(folder / PAGE, PAGE)
    pdf = pypdfium2.PdfDocument(folder / PAGE)
    glyphs = PageReader(pdf[0]).read().glyphs
    left, top, right, bottom = pdf_cell(folder, 0, 3)
    digits = [
        glyph
        for glyph in glyphs
        if glyph.text.isdigit() and left < glyph.middle[0] < right and top < glyph.middle[1] < bottom
    ]
    assert len(digits) == 11
    assert len({round(glyph.top) for glyph in digits}) == 2
    boxes = [cover.box for cover in covered_characters(report, document.pages[0], glyphs)]
    covered = [
        any(box[0] <= g.middle[0] <= box[2] and box[1] <= g.middle[1] <= box[3] for box in boxes)
        for g in digits
    ]
    assert covered == [False] * 3 + [True] * 4 + [False] * 4
    pdf.close()


def test_a_file_that_is_gone_leaves_its_finding_without_a_view(folder: Path) -> None:
    item = on_form()
    for place in item.evidence:
        place.path = "个案/不在了.docx"
    data = data_of(html_page(report_of(folder, [item])))
    assert "x" not in data["findings"][0]
    assert data["findings"][0]["o"] == 1


def test_evidence_never_leads_out_of_the_archive(folder: Path, tmp_path: Path) -> None:
    inner = tmp_path / "archive"
    inner.mkdir()
    item = on_form()
    for place in item.evidence:
        place.path = os.path.relpath(folder / FORM, inner)
    data = data_of(html_page(report_of(inner, [item])))
    assert data["views"] == []


def test_limits_end_the_views_of_small_matters_first(folder: Path) -> None:
    minor = on_list()
    report = report_of(folder, [minor, on_form()])
    views = EvidenceViews(report, ViewLimits(views=1))
    assert views.of_all([on_form(), minor]) == [[0], []]
    assert views.left_out == {1}


# --- the other parts ----------------------------------------------------------------------------------------------


def test_parts_without_content_are_not_shown(folder: Path) -> None:
    page = html_page(report_of(folder, [on_form()]))
    for part in ("resolved", "prior", "praise", "waived"):
        assert f'<section id="{part}"' not in page


def test_all_parts_are_shown(folder: Path) -> None:
    item = on_form()
    item.state = "still-there"
    report = report_of(
        folder,
        [item, on_list()],
        praise=[Praise(section="quality", district="第二片区", message="第二片区评级到位")],
        prior=[
            PriorEntry(section="management", text="监护人未签名", status="found-again", findings=[0]),
            PriorEntry(section="quality", text="专业性有待提升", status="human"),
        ],
        waived=[WaivedEntry(finding="aaaa0002", reason="已另行归档", author="岑督导", until="2025-12-31")],
        resolved=[on_list()],
        unplaced=["其他/转介表.docx"],
    )
    page = html_page(report)
    for text in (
        "第二片区评级到位", "再次发现", "需人工判断", "已另行归档", "岑督导", "2025-12-31", "新增 <b>0</b>", "仍在 <b>1</b>",
        "已整改 <b>1</b>", "其他/转介表.docx", "是扫描页，没有文字", "未能识别表单类型",
    ):  # fmt: skip
        assert text in page, text
    assert 'href="#f-aaaa0001"' in page
    # What is accepted stands in its own part, with its words, and counts nowhere else.
    assert [item["i"] for item in data_of(page)["findings"]] == ["aaaa0001"]
    assert '<div class="card all"><b>1</b>' in page
    assert "名册写三级，评估表写二级" in page.partition('<section id="waived"')[2]


def test_coverage_says_what_could_not_be_checked(folder: Path) -> None:
    page = html_page(report_of(folder, []))
    assert "没有发现问题" in page
    for state in ("部分无法核对", "缺材料，无法核对", "不涉及"):
        assert state in page


def test_two_thousand_findings_stay_under_fifteen_megabytes(folder: Path, tmp_path: Path) -> None:
    box = pdf_cell(folder, 2, 3)
    findings = []
    for number in range(2_000):
        item = (on_form(), on_list(), on_page((box[0] + number / 100, *box[1:])))[number % 3]
        item.id = f"{number:016x}"
        item.message += f"，第{number}项"
        findings.append(item)
    write(report_of(folder, findings), tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size < 15_000_000
    assert len(data_of((tmp_path / "report.html").read_text(encoding="utf-8"))["findings"]) == 2_000


def test_result_of_a_report_is_untouched(folder: Path) -> None:
    report: Report = report_of(folder, [on_form()])
    before = report.result.model_dump_json()
    html_page(report)
    assert report.result.model_dump_json() == before
    assert result([]).findings == []
    assert LIST in {place.path for place in on_list().evidence}
