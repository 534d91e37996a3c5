"""Routing slips approve the papers that they name; levels in a station's own words; a guardian's own paper."""

from __future__ import annotations

from auditor.config import StationConfig
from auditor.forms.model import ReadPaper
from auditor.reading import form_set, paper_of
from auditor.records.assemble import assemble
from auditor.records.station import Station
from tests.forms.papers import A, document, table

FORMS = form_set(())


def read(path: str, *blocks: object) -> ReadPaper:
    return paper_of(document(*blocks, path=path), FORMS)


def station_of(*papers: ReadPaper) -> Station:
    return assemble(list(papers), FORMS.forms, StationConfig())


FOLDER = "个案/YS-031 唐小枫"
SESSION = [["个案编号", "YS-031", "服务对象", "唐小枫"], ["第几次", "1", "服务日期", "2025年3月18日"]]
PLAN = [["个案编号", "YS-031", "服务对象", "唐小枫"], ["服务目标", "稳定情绪", "计划日期", "2025年3月8日"]]


def test_a_line_of_a_slip_is_the_approval_of_the_paper_it_names() -> None:
    slip = [
        ["文书名称", "督导意见", "督导签名", "审批日期", "社工回应"],
        ["服务计划", "同意", A, "2025.3.10", ""],
        ["第1次服务记录", "请补充评估依据", A, "2025.3.20", ""],
        ["结案报告", "", "", "", ""],
    ]
    (case,) = station_of(
        read(f"{FOLDER}/计划.docx", "个案服务计划", table(PLAN)),
        read(
            f"{FOLDER}/记录.docx",
            "个案服务记录",
            table([*SESSION, ["服务过程", ("了解近况，商定目标。", 3)]]),
        ),
        read(f"{FOLDER}/单.docx", "文　书　呈　阅　单", "案号：YS-031　案主：唐小枫", table(slip)),
    ).cases
    assert [approval.opinion.raw for approval in case.plans[0].approvals if approval.opinion] == ["同意"]
    assert len(case.sessions) == 1
    assert case.sessions[0].response is not None and case.sessions[0].response.blank
    assert case.sessions[0].comment_asks.value is True
    assert case.closing is None and len(case.routed) == 3
    assert not case.unread


def slip_of_one(subject: str, opinion: str, signature: str, answer: str) -> list[object]:
    return [
        "公文呈阅笺",
        table(
            [["送审材料", subject, "送审人", "方小禾"], ["个案编号", "YS-031", "送审日期", "2025年3月19日"]]
        ),
        table(
            [
                ["批阅人", "批阅意见", "署名", "时间"],
                ["督导", opinion, signature, "2025.3.20" if signature else ""],
                ["办理结果", (answer, 3)],
            ]
        ),
    ]


def test_a_slip_of_its_own_for_one_paper_names_office_remark_signature_and_day() -> None:
    (case,) = station_of(
        read(f"{FOLDER}/计划.docx", "个案服务计划", table(PLAN)),
        read(
            f"{FOLDER}/记录.docx",
            "个案服务记录",
            table([*SESSION, ["服务过程", ("了解近况，商定目标。", 3)]]),
        ),
        read(f"{FOLDER}/笺1.docx", *slip_of_one("第1次服务记录", "过程太简单，请补充案主的回应。", A, "")),
        read(f"{FOLDER}/笺2.docx", *slip_of_one("《个案服务计划》", "", "", "")),
    ).cases
    (approval,) = case.sessions[0].approvals
    assert approval.opinion is not None and "补充" in approval.opinion.raw
    assert approval.signature is not None and approval.signature.mark.value == "image"
    assert approval.date is not None and approval.date.raw == "2025.3.20"
    assert case.sessions[0].response is not None and case.sessions[0].response.blank
    (asked,) = case.plans[0].approvals
    assert asked.signature is not None and asked.signature.blank


def test_levels_in_words_of_the_stations_own() -> None:
    cover = [["档案编号", "LM-H-007", "户主", "冯春生"], ["分级颜色", "橙", "建档日期", "2024.10.5"]]
    graded = [["档案编号", "LM-H-007", "户主", "冯春生"], ["总分", "72", "评估等级", "橙色"]]
    legend = "说明：红色代表一级，橙色代表二级，黄色代表三级，绿色代表四级。"
    (archive,) = station_of(
        read("户/封面.docx", "档案封面", table(cover)),
        read("户/评估.docx", "需求分级评估表", table(graded), legend),
    ).archives
    assert archive.cover is not None and archive.cover.grade is not None
    assert archive.cover.grade.value == 2 == archive.newest_grade.value


def test_legends_that_contradict_each_other_mean_nothing() -> None:
    cover = [["档案编号", "LM-H-007", "户主", "冯春生"], ["分级颜色", "橙", "建档日期", "2024.10.5"]]
    (archive,) = station_of(
        read("户/封面.docx", "档案封面", table(cover), "红色代表一级，橙色代表二级。"),
        read("户/评估.docx", "需求分级评估表", table(cover[:1]), "橙色代表一级，红色代表二级。"),
    ).archives
    assert archive.cover is not None and archive.cover.grade is not None and archive.cover.grade.value is None


def guardian(*parents: list[str]) -> list[list[object]]:
    return [
        ["个案编号", "YS-031", "未成年人姓名", "唐小枫"],
        ["出生日期", "2014年5月6日", "监护人姓名", "王英"],
        ["与未成年人关系", "奶奶", "联系电话", "13800000009"],
        ["父母情况", (table([["父母", "姓名", "联系电话"], *parents]), 3)],
        ["监护人签名", A, "日期", "2025年3月3日"],
    ]


CONSENT = [["个案编号", "YS-031", "服务对象", "唐小枫"], ["服务对象签名", A, "日期", "2025年3月3日"]]


def reachable(*parents: list[str]) -> tuple[object, bool]:
    (case,) = station_of(
        read(f"{FOLDER}/同意书.docx", "个案服务同意书", table(CONSENT)),
        read(f"{FOLDER}/授权书.docx", "未成年人家长授权委托书", table(guardian(*parents))),
    ).cases
    return case.parents_reachable.value, case.parents_reachable.doubtful


def test_a_guardians_own_paper_completes_the_consent() -> None:
    assert reachable(["父亲", "唐立", "无"], ["母亲", "何云", "13800000008"]) == (True, False)
    assert reachable(["父亲", "唐立", "无"], ["母亲", "何云", "无"]) == (False, False)
    assert reachable(["父亲", "唐立（已故）", "/"], ["母亲", "何云（已故）", "/"]) == (True, False)
