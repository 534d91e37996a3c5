"""report.html opened in headless Chromium from the disk: what a person does with it works, and nothing leaves the page."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from browser import CHROMIUM, NO_BROWSER, Browser
from made_reports import archive, on_form, on_list, on_page, report_of
from test_html_report import HOSTILE, pdf_cell

from auditor.findings.result import FileEntry
from auditor.outputs.html_report import write

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER)
ROWS = "[...document.querySelectorAll('.f')].map(item => item.id.slice(2))"
COUNT = "document.getElementById('count').textContent"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = archive(tmp_path_factory.mktemp("archive"))
    known = on_form()
    known.state = "still-there"
    hostile = on_form()
    hostile.id = "aaaa0009"
    hostile.message = hostile.community = hostile.evidence[0].text = HOSTILE
    path = tmp_path_factory.mktemp("out") / "report.html"
    files = [FileEntry(path="其他/坏.pdf", status="unreadable", reason="文件已损坏")]
    write(report_of(folder, [known, on_list(), on_page(pdf_cell(folder, 2, 3)), hostile], files=files), path)
    return path


@pytest.fixture(scope="module")
def shared(page: Path) -> Iterator[Browser]:
    with Browser() as browser:
        browser.open(page)
        yield browser


@pytest.fixture
def browser(shared: Browser, page: Path) -> Iterator[Browser]:
    """The page anew; whatever a test does, nothing may be asked of the network and no message may appear."""
    shared.events.clear()
    shared.call("Page.navigate", url="about:blank")
    shared.open(page)
    yield shared
    assert shared.troubles() == []
    assert [url for url in shared.requests() if url != "about:blank"] == [page.resolve().as_uri()]


def choose(browser: Browser, name: str, value: str) -> None:
    browser.js(
        f"(() => {{ const s = document.querySelector('select[name={name}]'); s.value = '{value}';"
        " s.dispatchEvent(new Event('change')); })()"
    )


def search(browser: Browser, text: str) -> None:
    browser.js(
        f"document.getElementById('q').value = '{text}'; document.getElementById('filters').requestSubmit()"
    )


def test_all_findings_stand_in_the_list_in_order(browser: Browser) -> None:
    assert sorted(browser.js(ROWS)) == ["aaaa0001", "aaaa0002", "aaaa0003", "aaaa0009"]
    assert browser.js(COUNT) == "共 4 项"


@pytest.mark.parametrize(
    ("name", "value", "ids"),
    [
        ("section", "quality", ["aaaa0002", "aaaa0003"]),
        ("district", "第二片区", ["aaaa0002"]),
        ("community", "云台社区", ["aaaa0002"]),
        ("severity", "critical", ["aaaa0001", "aaaa0009"]),
        ("certainty", "check", ["aaaa0002"]),
        ("rule", "referral-incomplete", ["aaaa0003"]),
        ("state", "still-there", ["aaaa0001"]),
    ],
)
def test_filters_show_what_was_chosen_and_say_how_many_are_hidden(
    browser: Browser, name: str, value: str, ids: list[str]
) -> None:
    choose(browser, name, value)
    assert sorted(browser.js(ROWS)) == ids
    assert browser.js(COUNT) == f"显示 {len(ids)} 项，另有 {4 - len(ids)} 项因筛选未显示（共 4 项）"
    browser.js("document.getElementById('clear').click()")
    browser.js("new Promise(resolve => setTimeout(resolve, 50))")
    assert browser.js(COUNT) == "共 4 项"


def test_filters_and_search_work_together(browser: Browser) -> None:
    choose(browser, "severity", "critical")
    search(browser, "监护人 MT-001")
    assert "aaaa0001" in browser.js(ROWS)
    search(browser, "转介")
    assert browser.js(ROWS) == []
    assert browser.js("getComputedStyle(document.getElementById('nothing')).display") == "block"
    assert browser.js("document.querySelector('select[name=section]').options.length") >= 1


def test_search_finds_file_names_and_what_was_read(browser: Browser) -> None:
    search(browser, "重点服务名册.xlsx")
    assert browser.js(ROWS) == ["aaaa0002"]
    search(browser, "139****1234")
    assert "aaaa0001" in browser.js(ROWS)


def test_a_number_of_the_overview_filters_the_list(browser: Browser) -> None:
    browser.js("document.querySelector('.bars .pick[data-district=\"第二片区\"]').click()")
    assert browser.js(ROWS) == ["aaaa0002"]


def test_a_finding_opens_with_evidence_basis_advice_and_the_marked_place(browser: Browser) -> None:
    browser.js("document.getElementById('f-aaaa0001').firstChild.click()")
    text = browser.js("document.getElementById('f-aaaa0001').innerText")
    for part in (
        "03同意书.docx",
        "监护人签名（表1 第6行第2列）",
        "139****1234",
        "建议",
        "依据",
        "case-guardian-signature-missing",
    ):
        assert part in text
    hits = browser.js(
        "[...document.querySelectorAll('#f-aaaa0001 td.hit')].map(cell => cell.innerText.trim())"
    )
    assert [hit.replace("\n", "") for hit in hits] == ["（空白）1", "139****12342"]
    assert (
        browser.js("document.getElementById('f-aaaa0001').firstChild.getAttribute('aria-expanded')") == "true"
    )


def test_the_crop_of_a_page_is_shown_with_its_mark(browser: Browser) -> None:
    browser.js("document.getElementById('f-aaaa0003').firstChild.click()")
    loaded = "(async () => { const i = document.querySelector('#f-aaaa0003 img'); await i.decode(); return [i.naturalWidth, i.naturalHeight]; })()"
    width, height = browser.js(loaded)
    assert width > 300
    assert height > 60
    inside = browser.js(
        "(() => { const m = document.querySelector('#f-aaaa0003 .mark').getBoundingClientRect(),"
        " i = document.querySelector('#f-aaaa0003 img').getBoundingClientRect();"
        " return m.width > 20 && m.height > 10 && m.left >= i.left - 1 && m.right <= i.right + 4 && m.bottom <= i.bottom + 4; })()"
    )
    assert inside is True


def test_texts_of_documents_never_become_markup(browser: Browser) -> None:
    browser.js("document.getElementById('open-all').click()")
    assert browser.js("document.querySelectorAll('#list img').length") == 1  # the crop alone
    assert browser.js("document.querySelectorAll('script').length") == 2
    assert "onerror=alert(2)" in browser.js("document.getElementById('f-aaaa0009').innerText")


def test_keys_move_open_close_and_search(browser: Browser) -> None:
    order = browser.js(ROWS)
    focused = "document.activeElement.closest('.f') && document.activeElement.closest('.f').id.slice(2)"
    browser.press("j")
    assert browser.js(focused) == order[0]
    browser.press("j")
    assert browser.js(focused) == order[1]
    browser.press("k")
    assert browser.js(focused) == order[0]
    browser.press("Enter")
    assert browser.js("document.querySelectorAll('.f.open').length") == 1
    browser.press("Escape")
    assert browser.js("document.querySelectorAll('.f.open').length") == 0
    browser.press("/")
    assert browser.js("document.activeElement.id") == "q"
    assert browser.js("document.getElementById('q').value") == ""
    browser.call("Input.insertText", text="名册写三级")
    browser.press("Enter")
    assert browser.js(ROWS) == ["aaaa0002"]
    assert browser.js(focused) == "aaaa0002"
    browser.press("/")
    browser.press("Escape")
    assert len(browser.js(ROWS)) == 4


def test_focus_can_be_seen(browser: Browser) -> None:
    browser.press("j")
    assert browser.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_everything_that_can_be_used_has_a_name(browser: Browser) -> None:
    nameless = browser.js(
        "[...document.querySelectorAll('button,a,select,input')].filter(node => !node.closest('[hidden]') &&"
        " !(node.textContent.trim() || node.getAttribute('aria-label') || (node.labels && node.labels.length))).map(node => node.outerHTML)"
    )
    assert nameless == []


def test_a_link_opens_its_finding(page: Path) -> None:
    with Browser() as other:
        other.open(page, "#f-aaaa0003")
        assert other.js("[...document.querySelectorAll('.f.open')].map(item => item.id)") == ["f-aaaa0003"]
        assert (
            other.js("document.getElementById('f-aaaa0003').getBoundingClientRect().top < innerHeight")
            is True
        )
        assert other.troubles() == []


def test_nothing_is_wider_than_a_phone(page: Path) -> None:
    with Browser(width=390, height=844) as phone:
        phone.open(page)
        phone.js("document.getElementById('open-all').click()")
        assert phone.js("document.documentElement.scrollWidth") <= 390


def test_print_has_every_finding_open_and_no_controls(browser: Browser) -> None:
    import pypdfium2

    printed = browser.pdf()
    pdf = pypdfium2.PdfDocument(io.BytesIO(printed))
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    text = "".join(text.split())
    for part in ("监护人签名（表1第6行第2列）", "等级（名册!C9）", "回执日期", "其他/坏.pdf", "第1页/共"):
        assert part in text, part
    assert "全部展开" not in text
    assert browser.js("document.querySelectorAll('.f.open').length") == 0


def test_two_thousand_findings_are_searched(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive")
    findings = []
    for number in range(2_000):
        item = (on_form(), on_list())[number % 2]
        item.id = f"{number:016x}"
        item.message += f"，第{number}项"
        findings.append(item)
    write(report_of(folder, findings), tmp_path / "report.html")
    # How long that takes is measured by `python -m tools.benchmark`, on a machine that does nothing else.
    with Browser() as browser:
        browser.open(tmp_path / "report.html")
        browser.js(
            "(() => { const q = document.getElementById('q'); q.value = '第1999项';"
            " document.getElementById('filters').requestSubmit(); })()"
        )
        assert browser.js(ROWS) == [f"{1999:016x}"]
        assert browser.troubles() == []


# --- review ---------------------------------------------------------------------------------------------------


CATCH = """
window.saved = {};
URL.createObjectURL = (blob) => { window.blob = blob; return "data:,"; };
HTMLAnchorElement.prototype.click = function () { const name = this.download; window.blob.arrayBuffer().then((bytes) => { window.saved[name] = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes); }); };
"""


def saved(browser: Browser, button: str, name: str) -> str:
    browser.js(f"document.getElementById('{button}').click()")
    for _ in range(50):
        if text := browser.js(f"window.saved['{name}'] || ''"):
            return str(text)
        time.sleep(0.05)
    raise AssertionError(f"{name} was not saved")


def test_a_reader_confirms_or_refuses_each_finding_and_takes_that_away(browser: Browser, page: Path) -> None:
    browser.js("localStorage.clear()")
    browser.js(CATCH)
    first, second = browser.js(ROWS)[:2]
    browser.js(f"document.querySelector('#f-{first} > button').focus()")
    browser.press("y")
    browser.js(f"document.querySelector('#f-{second} > button').click()")
    browser.js(
        f"(() => {{ const box = document.querySelector('#f-{second} .judge'); box.querySelector('button[value=no]').click();"
        " const note = box.querySelector('input'); note.value = '=原件\"已补签'; note.dispatchEvent(new Event('change')); })()"
    )
    tags = "[...document.querySelectorAll('.verdict')].map(tag => tag.textContent)"
    assert browser.js(tags) == ["属实", "不属实"]
    assert browser.js("document.getElementById('reviewed').textContent") == "已复核 2 项，还有 2 项"
    browser.js("document.querySelector('select[name=review]').focus()")
    choose(browser, "review", "no")
    assert browser.js(ROWS) == [second]
    choose(browser, "review", "")
    table = saved(browser, "export-table", "复核结果.csv")
    assert table.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [(row[0], row[6], row[7]) for row in rows[1:]] == [
        (first, "属实", ""),
        (second, "不属实", "'=原件\"已补签"),
    ]
    # Without a name nothing is accepted; with one the file is a list of waivers as the next audit reads it.
    browser.js("document.getElementById('export-waivers').click()")
    assert browser.js("document.activeElement.id") == "reviewer"
    browser.js("document.getElementById('reviewer').value = '贺站长'")
    written = yaml.safe_load(saved(browser, "export-waivers", "waivers.yaml"))
    assert [(entry["finding"], entry["reason"], entry["author"]) for entry in written] == [
        (second, '=原件"已补签', "贺站长")
    ]
    assert written[0]["until"].year == 2026
    # It is all there when the page is opened again, and can be taken back.
    browser.call("Page.navigate", url="about:blank")
    browser.events.clear()
    browser.open(page)
    assert browser.js(tags) == ["属实", "不属实"]
    browser.js(f"document.querySelector('#f-{first} > button').focus()")
    browser.press("u")
    assert browser.js(tags) == ["不属实"]
    browser.js("localStorage.clear()")


def test_in_a_narrow_window_the_marked_place_is_what_is_seen_of_a_form(browser: Browser) -> None:
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=360, height=800, deviceScaleFactor=1, mobile=False
    )
    browser.js("document.querySelector('#f-aaaa0001>button').click()")
    seen = browser.js(
        "(() => { const frame = document.querySelector('#f-aaaa0001 .paper'), hit = frame.querySelector('.hit');"
        " const f = frame.getBoundingClientRect(), h = hit.getBoundingClientRect();"
        " return [frame.scrollWidth > frame.clientWidth, h.left >= f.left - 1, h.right <= f.right + 1] })()"
    )
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False
    )
    assert seen == [True, True, True]
