"""No full name, phone, ID number or address leaves the program unless asked for."""

from __future__ import annotations

import json
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from auditor.config import StationConfig
from auditor.findings.privacy import PersonMask, mask_result, spellings
from auditor.findings.result import Evidence, FileEntry, Finding, RecordEntry, Result, SubjectEntry, Tool
from auditor.findings.workers import responsible_workers
from auditor.forms.model import Reading
from auditor.pages.model import Mark, Place
from auditor.records.model import (
    Case,
    CaseSession,
    Consent,
    FamilyMember,
    HouseholdArchive,
    PaperIdentity,
    Person,
    Registration,
    Roster,
    RosterEntry,
)
from auditor.records.station import Station, UnplacedPaper


def read(value: str, raw: str = "", label: str = "姓名") -> Reading:
    return Reading(value, raw or value, label, Mark.TYPED, Place("a.docx"))


CLIENT, FATHER, MEMBER, LISTED, STRANGER, LOOSE = "韦青山", "韦大江", "欧阳小荷", "罗一", "邝思远", "冼玉珠"
WORKER, SUPERVISOR = "苏念安", "贺知远"
ID_NUMBER, MOBILE, ADDRESS = "440105195809030022", "13800001234", "禾田市青禾区东风街道和平路12号303房"


def station() -> Station:
    case = Case(
        id=CLIENT,
        name=CLIENT,
        district="第一片区",
        community="麦田社区",
        files=["个案/韦青山/同意书.docx", "个案/韦青山/过程.docx"],
        consent=Consent(
            client=Person(name=read(CLIENT, "韦 青 山"), address=read(ADDRESS, label="住址")),
            father=Person(name=read(FATHER)),
            worker=read(WORKER),
        ),
        sessions=[CaseSession(worker=read(WORKER, "苏念安 ")), CaseSession(worker=read("叶青禾"))],
        identities=[PaperIdentity(path="个案/韦青山/同意书.docx", name=read(STRANGER))],
    )
    archive = HouseholdArchive(
        id="JC-001",
        name=MEMBER,
        registration=Registration(client=Person(name=read(MEMBER)), family=[FamilyMember(name=read(MEMBER))]),
    )
    roster = Roster(id="麦田社区", entries=[RosterEntry(name=read(LISTED, "罗　一"))])
    config = StationConfig.model_validate({"staff": [{"name": SUPERVISOR, "role": "督导"}]})
    return Station(
        config=config,
        cases=[case],
        archives=[archive],
        rosters=[roster],
        unplaced=[
            UnplacedPaper("散件.docx", "case-session", "记录", "case", "sessions", "无编号", name=LOOSE)
        ],
        workers=frozenset({WORKER}),
    )


def result(text: str, label: str = "姓名") -> Result:
    finding = Finding(
        id="0" * 16,
        rule="case-consent-missing",
        severity="major",
        section="management",
        certainty="sure",
        subject=SubjectEntry(kind="case", id=CLIENT),
        message=text,
        advice=text,
        basis="依据",
        evidence=[Evidence(path="个案/韦青山/同意书.docx", label=label, text=text)],
    )
    return Result(
        station="某站",
        as_of=date(2025, 3, 10),
        period=(date(2024, 6, 15), date(2025, 6, 14)),
        tool=Tool(name="t", version="0", rules="0"),
        files=[FileEntry(path="个案/韦青山/同意书.docx", status="unrecognised", reason=text)],
        records=[RecordEntry(kind="case", id=CLIENT)],
        findings=[finding],
        coverage=[],
        resolved=[finding.model_copy(deep=True)],
        failures=[text],
    )


def texts_of(masked: Result) -> str:
    """Everything but paths, which stay whole: a masked path leads nowhere."""
    data = masked.model_dump(mode="json")
    # These are for the outputs of one run and not written to result.json.
    data["resolved"] = [item.model_dump(mode="json") for item in masked.resolved]
    data["failures"] = masked.failures
    for item in (*data["findings"], *data["resolved"]):
        for evidence in item["evidence"]:
            evidence["path"] = ""
    for entry in data["files"]:
        entry["path"] = ""
    return json.dumps(data, ensure_ascii=False)


@given(
    st.lists(
        st.sampled_from(
            [
                CLIENT,
                "韦 青 山",
                FATHER,
                MEMBER,
                LISTED,
                "罗　一",
                STRANGER,
                LOOSE,
                ID_NUMBER,
                MOBILE,
                "，",
                "与",
                "在",
            ]
        ),
        max_size=8,
    )
)
def test_no_personal_datum_survives_in_any_text(parts: list[str]) -> None:
    text = texts_of(mask_result(result("的".join(parts)), station()))
    for name in (CLIENT, FATHER, MEMBER, LISTED, STRANGER, LOOSE, "韦 青 山", "罗　一"):
        assert name not in text
    assert ID_NUMBER not in text
    assert MOBILE not in text
    assert not re.search(r"(?<!\d)\d{11,18}(?!\d)", text.replace("0" * 16, ""))


def test_masks_look_as_the_contract_says() -> None:
    masked = mask_result(result(f"{CLIENT}电话{MOBILE}"), station())
    assert masked.findings[0].message == "韦*山电话138****1234"
    assert masked.findings[0].subject.id == "韦*山"
    assert masked.records[0].id == "韦*山"


def test_addresses_are_cut_below_the_street() -> None:
    evidence = (
        mask_result(result(ADDRESS, label="家庭住址（表1 第3行第2列）"), station()).findings[0].evidence[0]
    )
    assert "和平路" not in evidence.text
    assert "303" not in evidence.text
    assert evidence.path == "个案/韦青山/同意书.docx"


def test_people_known_by_their_label_or_role_alone_are_hidden() -> None:
    mask = PersonMask(station())
    assert mask.value("监护人签名（表1 第6行第2列）", "滕月华") == "滕*华"
    assert mask.value("紧急联系人", "滕月华、何三") == "滕*华、何*"
    assert mask.value("姓 名", "滕月华") == "滕*华"
    assert mask.text("滕月华阿姨来过") == "滕*华阿姨来过"
    # Workers, words and what the program itself says of a cell stay.
    assert mask.value("社工签名", "滕月华") == "滕月华"
    assert mask.value("服务对象类别", "安全") == "安全"
    for own in ("（空白）", "（图片）", "无", "不详"):
        assert mask.value("监护人签名", own) == own


def test_given_names_are_hidden_but_words_and_places_stay() -> None:
    mask = PersonMask(station())
    assert mask.text("青山说不去，韦青山改天再来") == "*山说不去，韦*山改天再来"
    assert mask.text("在青山社区、青山路一带") == "在青山社区、青山路一带"
    assert PersonMask.of_names(["王健康"]).text("王健康的健康状况") == "王*康的健康状况"
    # A worker's name that ends in a client's given name stays whole.
    assert mask.text("叶小荷与小荷见面") == "叶*荷与*荷见面"


def test_houses_are_hidden_wherever_they_stand() -> None:
    mask = PersonMask(station())
    assert mask.text("家住和平路27号1403房。") == "家住和平路***。"
    assert mask.text("个案字〔2024〕3号") == "个案字〔2024〕3号"


def test_staff_stay_and_the_original_is_untouched() -> None:
    whole = result(f"{SUPERVISOR}、{WORKER}与{CLIENT}")
    masked = mask_result(whole, station())
    assert masked.findings[0].message == f"{SUPERVISOR}、{WORKER}与韦*山"
    assert CLIENT in whole.findings[0].message
    assert masked.findings[0].id == whole.findings[0].id


def test_a_name_that_papers_give_to_a_client_is_hidden_even_if_a_worker_has_it() -> None:
    people = station()
    people.workers = frozenset({WORKER, FATHER})
    assert FATHER not in PersonMask(people).text(f"父亲{FATHER}")


def test_numbers_of_papers_stay() -> None:
    text = PersonMask(station()).text("JC-SL-001 于2025年3月10日（20250310）共78天，编号 RB-HH-008")
    assert text == "JC-SL-001 于2025年3月10日（20250310）共78天，编号 RB-HH-008"


def test_the_responsible_worker_is_the_one_most_papers_name() -> None:
    people = station()
    found = responsible_workers(result("x").findings, people)
    assert found == {"0" * 16: WORKER}
    other = (
        result("x").findings[0].model_copy(update={"id": "f", "subject": SubjectEntry(kind="case", id="无")})
    )
    other.evidence = []
    assert responsible_workers([other], people) == {}
    file = other.model_copy(update={"subject": SubjectEntry(kind="file", id="个案/韦青山/过程.docx")})
    assert responsible_workers([file], people) == {"f": WORKER}


def test_names_with_remarks_and_several_in_one_cell_are_hidden() -> None:
    cells = [
        read("温立仁(已故)"),
        Reading(None, "温大山、温小溪", "父母", Mark.TYPED),
        read("温阿满", "温 阿 满（监护人）"),
    ]
    mask = PersonMask.of_names([name for cell in cells for name in spellings(cell)])
    shown = mask.text("温立仁、温大山、温小溪、温阿满、温 阿 满")
    assert shown == "温*仁、温*山、温*溪、温*满、温*满"
    assert not list(spellings(Reading(None, "无", "父亲", Mark.TYPED, answered=True)))
    assert not list(spellings(None))
