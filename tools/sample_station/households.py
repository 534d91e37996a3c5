"""The household archives' papers, with the defects and near misses that each of them holds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from tools.sample_station import household_forms as forms
from tools.sample_station import station
from tools.sample_station.household_data import contacts, households, ratings_differ, required
from tools.sample_station.household_model import Assessment, Household
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import bundle
from tools.sample_station.sheets import Sheet, xlsx

COVER, REGISTRATION, GRADING, LOG = "01档案封面", "02建档表", "03分级评估表", "04探访电访记录表"
COLLABORATION, PLAN, VISIT = "05人员协同表", "06一人一案服务方案", "07入户探访记录"
IN_PDF = {"JC-SL-001", "JC-ZX-003"}
LOG_IN_PDF = {"JC-RY-005", "JC-YT-004", "JC-QD-001"}
LOG_IN_XLSX = {"JC-NB-001", "JC-NB-004", "JC-SL-002", "JC-MT-001"}
IN_ONE_FILE = {"JC-MT-003"}
NAMED_FOLDERS = ("RY", "QD")
"""Communities whose folders carry the client's name beside the number."""

_DIRECT_DID = (
    "核对了低保年审材料",
    "登记了临时救助申请",
    "查看了用电和燃气安全",
    "送交了残疾人补贴表",
    "讲解了医疗救助的办法",
    "联系物业报修了扶手",
)
_WORKER_DID = (
    "评估了情绪和睡眠",
    "一起制定了每周的活动安排",
    "陪同练习了康复动作",
    "了解了家人的照顾分工",
    "整理了药盒和复诊时间",
    "介绍了社区课程",
)
_AGREED = ("约定下月初一同复查", "商定由社工每周电话提醒", "约定十日内回复办理结果", "当天把情况告知了居委会")


def folder(h: Household) -> str:
    """The household's folder inside the archive."""
    name = f"{h.number} {h.name}" if h.initials in NAMED_FOLDERS else h.number
    return f"建档/{h.community}/{name}"


def at(h: Household, stem: str) -> str:
    """Path of one of the household's papers."""
    if h.number in IN_ONE_FILE and stem not in (LOG, PLAN):
        return f"{folder(h)}/个人档案（全）.docx"
    if stem == LOG and h.number in LOG_IN_XLSX:
        return f"{folder(h)}/{stem}.xlsx"
    as_pdf = h.number in IN_PDF or (stem == LOG and h.number in LOG_IN_PDF)
    return f"{folder(h)}/{stem}.{'pdf' if as_pdf else 'docx'}"


class _Scenario:
    """Bends the households into their defects before the papers are written."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.all = households()

    def wrong(self, rule: str, number: str, *places: tuple[str, str]) -> bool:
        h = self.all[number]
        located = tuple((at(h, stem), label) for stem, label in places)
        return self.ledger.wrong(rule, "household-archive", number, *located, community=h.community)

    def fine(self, rule: str, number: str, why: str) -> None:
        self.ledger.fine(rule, "household-archive", number, why)

    def newest(self, number: str, **changes: object) -> None:
        """Changes the newest assessment."""
        h = self.all[number]
        h.assessments[-1] = replace(h.assessments[-1], **changes)  # type: ignore[arg-type]

    def grades(self) -> None:
        """Grades, scores, signatures and dates of the assessments."""
        every = self.all
        if self.wrong("archive-elderly-alone-undergraded", "JC-RY-002", (GRADING, "等级")):
            every["JC-RY-002"].grade = "四级"
            self.newest("JC-RY-002", grade="四级")
        self.fine("archive-elderly-alone-undergraded", "JC-RY-005", "四级长者与配偶同住")
        self.fine("archive-elderly-alone-undergraded", "JC-RY-006", "独居四级，59岁")
        self.fine("archive-elderly-alone-undergraded", "JC-RY-007", "独居长者评为三级")
        every["JC-RY-003"].assessments.insert(0, Assessment(date(2024, 11, 20), "四级"))
        if self.wrong("archive-cover-grade-conflict", "JC-RY-003", (COVER, "等级"), (GRADING, "等级")):
            every["JC-RY-003"].cover_grade = "四级"
        every["JC-NB-001"].cover_grade = "Ⅰ级"
        self.fine("archive-cover-grade-conflict", "JC-NB-001", "封面写“Ⅰ级”，评估表写“一级”")
        self.fine("archive-cover-grade-conflict", "JC-NB-007", "旧评估为三级，封面与最新评估均为二级")
        if self.wrong("archive-grade-signature-typed", "JC-RY-004", (GRADING, "直聘社工签名")):
            self.newest("JC-RY-004", signed="typed")
        if self.wrong("archive-grade-signature-missing", "JC-YT-001", (GRADING, "直聘社工签名")):
            self.newest("JC-YT-001", signed="blank")
        every["JC-NB-007"].assessments.insert(0, Assessment(date(2025, 1, 15), "三级", signed="typed"))
        self.fine("archive-grade-signature-typed", "JC-NB-007", "旧评估表为打印姓名，最新评估表有手写签名")
        self.fine("archive-grade-signature-typed", "JC-MT-001", "姓名栏为打印，签名栏另有手写签名")
        every["JC-MT-002"].assessments.insert(
            0, Assessment(date(2024, 10, 30), "三级", "一般", signed="blank")
        )
        self.fine("archive-grade-signature-missing", "JC-MT-002", "旧评估表未签，最新评估表已签")
        self.fine("archive-grade-signature-missing", "JC-SL-001", "签名为 PDF 中的图片")
        if self.wrong("archive-score-sum-wrong", "JC-ZX-001", (GRADING, "总分")):
            self.newest("JC-ZX-001", off=2)
        self.fine("archive-score-sum-wrong", "JC-ZX-002", "各项相加等于总分")
        self.fine("archive-score-sum-wrong", "JC-SL-001", "PDF 评估表，各项相加等于总分")
        if self.wrong("archive-grade-band-wrong", "JC-YT-002", (GRADING, "总分"), (GRADING, "等级")):
            every["JC-YT-002"].grade = "三级"
            self.newest("JC-YT-002", grade="三级", band_of="二级")
        self.newest("JC-ZX-003", aim=39)
        self.fine("archive-grade-band-wrong", "JC-ZX-003", "总分39，正好是三级的上限")
        self.newest("JC-QD-001", aim=40)
        self.fine("archive-grade-band-wrong", "JC-QD-001", "总分40，正好是二级的下限")
        self.fine("archive-grade-band-wrong", "JC-NB-002", "分数段以单独的表列出，等级相符")
        if self.wrong("archive-reassessment-overdue", "JC-RY-007", (GRADING, "评估日期")):
            self.newest("JC-RY-007", day=date(2025, 2, 14))
        self.fine("archive-reassessment-overdue", "JC-ZX-003", "距基准日正好6个月")
        self.fine("archive-reassessment-overdue", "JC-RY-003", "旧评估已久，最新评估在6个月内")

    def ratings(self) -> None:
        """Living environment: ticked in one paper, rated in another, the same everywhere in one district."""
        if not self.ledger.wrong("archive-rating-uniform", "district", "第一片区", district="第一片区"):
            for h in self.all.values():
                if ratings_differ(h):
                    h.environment = "一般"
                    h.assessments = [replace(a, environment="一般") for a in h.assessments]
        self.ledger.fine("archive-rating-uniform", "district", "第二片区", "评估不足20份")
        self.ledger.fine("archive-rating-uniform", "district", "第三片区", "评估不足20份")
        if self.wrong("archive-rating-conflict", "JC-NB-005", (REGISTRATION, "居住环境"), (GRADING, "评级")):
            self.all["JC-NB-005"].environment = "一般"
        self.fine("archive-rating-conflict", "JC-YT-002", "建档表写“差”，评估表写“较差”")
        self.fine("archive-rating-conflict", "JC-YT-001", "两处均为一般")

    def identities(self) -> None:
        """ID numbers, duplicates, numbers on papers."""
        every = self.all
        bad = every["JC-YT-004"]
        if self.wrong("archive-identity-invalid", "JC-YT-004", (REGISTRATION, "身份证号")):
            last = bad.id_number[-1]
            bad.id_number = bad.id_number[:-1] + ("3" if last != "3" else "5")
        other = every["JC-QD-002"]
        if self.wrong("archive-identity-invalid", "JC-QD-002", (REGISTRATION, "出生日期")):
            other.id_number = station.id_number(date(1971, 2, 24), "男", 77)
        lower = every["JC-SL-001"]
        serial = next(s for s in range(1, 400) if station.id_number(lower.birth, lower.sex, s).endswith("X"))
        lower.id_number = station.id_number(lower.birth, lower.sex, serial).lower()
        self.fine("archive-identity-invalid", "JC-SL-001", "校验码写作小写 x")
        masked = every["JC-MT-002"]
        masked.id_number = masked.id_number[:6] + "********" + masked.id_number[-4:]
        self.fine("archive-identity-invalid", "JC-MT-002", "身份证号已脱敏")
        twin = every["JC-SL-003"]
        if self.wrong("archive-duplicated", "JC-SL-003", (REGISTRATION, "身份证号")):
            twin.name, twin.id_number = "简月明", every["JC-NB-004"].id_number
            twin.facts = "视力残疾二级，迁居后出入需人陪同。"
        self.fine("archive-duplicated", "JC-QD-004", "与 JC-RY-001 同名，出生日期和身份证号不同")
        self.fine("archive-duplicated", "JC-QD-003", "名册上用曾用名，身份证号相同，是同一份档案")
        if self.wrong("identifier-conflict", "JC-QD-003", (COLLABORATION, "档案编号")):
            every["JC-QD-003"].collaboration_number = "JC-QD-013"
        self.fine("identifier-conflict", "JC-QD-004", "编号写作“JC - QD - 004”，同一编号")
        every["JC-QD-004"].collaboration_number = "JC - QD - 004"

    def visits(self) -> None:
        """Contacts in the period."""
        for h in self.all.values():
            h.contacts = contacts(h, required(h) + 1)
        every = self.all
        ill = every["JC-NB-002"]
        if self.wrong("archive-visits-too-few", "JC-NB-002", (LOG, "日期")):
            ill.contacts = contacts(ill, 3)
        new = every["JC-NB-006"]
        new.contacts = contacts(new, 1)
        self.fine("archive-visits-too-few", "JC-NB-006", "8月20日才建档，三级，一次即可")
        exact = every["JC-ZX-004"]
        exact.contacts = contacts(exact, 1)
        self.fine("archive-visits-too-few", "JC-ZX-004", "四级，正好达到每季度一次")
        changed = every["JC-NB-007"]
        many = contacts(changed, 8)
        changed.contacts = [c for c in many if c.day < date(2025, 8, 1)][:2] + [
            c for c in many if c.day >= date(2025, 8, 1)
        ][:4]
        self.fine("archive-visits-too-few", "JC-NB-007", "8月1日由三级改为二级，此前按每月一次计")
        alone = every["JC-NB-003"]
        if self.wrong("archive-phone-only", "JC-NB-003", (LOG, "")):
            alone.contacts = contacts(alone, required(alone) + 1, visits="none")
        every["JC-RY-001"].contacts = contacts(every["JC-RY-001"], 9, visits="one")
        self.fine("archive-phone-only", "JC-RY-001", "孤寡长者，多为电访，但有一次入户")
        every["JC-RY-005"].contacts = contacts(every["JC-RY-005"], 2, visits="none")
        self.fine("archive-phone-only", "JC-RY-005", "全为电访，但与配偶同住")
        every["JC-RY-006"].contacts = contacts(every["JC-RY-006"], 2, visits="none")
        self.fine("archive-phone-only", "JC-RY-006", "独居、全为电访，但未满60岁")

    def collaborations(self) -> None:
        """What was done together."""
        if self.wrong("archive-collaboration-vague", "JC-YT-003", (COLLABORATION, "协同情况")):
            self.all["JC-YT-003"].collaboration = "双方共同跟进。"
        if self.wrong("archive-collaboration-vague", "JC-ZX-005", (COLLABORATION, "协同情况")):
            self.all["JC-ZX-005"].collaboration = ""
        direct, worker = self.all["JC-MT-002"].staff.direct, self.all["JC-MT-002"].staff.worker
        self.all["JC-MT-002"].collaboration = f"{direct}送达助餐卡并讲解用法，{worker}陪同试用一次。"
        self.fine("archive-collaboration-vague", "JC-MT-002", "正文没有日期，但协同日期栏已填；内容具体")
        old = self.all["JC-NB-001"]
        old.collaboration = f"7月9日{old.staff.direct}与{old.staff.worker}上门安装好防滑洗浴椅。"
        self.fine("archive-collaboration-vague", "JC-NB-001", "简短但写明何人、何时、何事")
        if self.wrong("archive-collaboration-client-missing", "JC-SL-002", (COLLABORATION, "基本情况")):
            self.all["JC-SL-002"].collaboration_facts = ""
        self.all["JC-RY-006"].collaboration_facts = "男，59岁，低保，独居。"
        self.fine("archive-collaboration-client-missing", "JC-RY-006", "基本情况简短但有内容")
        self.fine("archive-collaboration-client-missing", "JC-MT-003", "协同表在合订的档案文件内")


def _told(h: Household, when: date) -> str:
    if h.collaboration is not None:
        return h.collaboration
    rng = random.Random(h.seed + 7)
    return (
        f"{when.month}月{when.day}日，{h.staff.direct}与{h.staff.worker}一同入户：{h.staff.direct}{rng.choice(_DIRECT_DID)}，"
        f"{h.staff.worker}{rng.choice(_WORKER_DID)}，{rng.choice(_AGREED)}。"
    )


def _log_sheet(h: Household) -> bytes:
    header = ("序号", "日期", "方式", "内容", "社工")
    rows = [
        (i, c.day, "入户探访" if c.visit else "电访", c.note, h.staff.worker)
        for i, c in enumerate(h.contacts, 1)
    ]
    above = (f"档案编号：{h.number}    姓名：{h.name}    所属社区：{h.community}",)
    return xlsx([Sheet("探访电访", "探访电访记录表", header, rows, (6, 14, 12, 52, 12), above)])


def _write(ledger: Ledger, h: Household) -> None:
    first = max(h.contacts[0].day if h.contacts else station.PERIOD[0], h.opened)
    met = first + timedelta(days=4)
    facts = h.collaboration_facts
    if facts is None:
        facts = f"{h.name}，{h.sex}，{h.birth.year}年生，{'、'.join(h.categories)}，{h.living}，{h.grade}。{h.facts}"
    papers = [
        (COVER, forms.cover(h)),
        (REGISTRATION, forms.registration(h)),
        *(
            (
                GRADING if a is h.assessments[-1] else f"{GRADING}（{a.day.year}年{a.day.month}月）",
                forms.assessment(h, a),
            )
            for a in h.assessments
        ),
        (COLLABORATION, forms.collaboration(h, met, facts, _told(h, met))),
    ]
    if h.number in IN_ONE_FILE:
        ledger.paper(f"{folder(h)}/个人档案（全）", bundle([paper for _, paper in papers]))
        papers = []
    for stem, paper in papers:
        ledger.paper(f"{folder(h)}/{stem}", paper, as_pdf=h.number in IN_PDF)
    if h.number in LOG_IN_XLSX:
        ledger.put(at(h, LOG), _log_sheet(h))
    else:
        ledger.paper(f"{folder(h)}/{LOG}", forms.contact_log(h), as_pdf=at(h, LOG).endswith("pdf"))
    if h.grade in ("一级", "二级"):
        ledger.paper(f"{folder(h)}/{PLAN}", forms.individual_plan(h), as_pdf=h.number in IN_PDF)


def build(ledger: Ledger) -> dict[str, Household]:
    """Writes all household archives and returns them for the rosters."""
    scenario = _Scenario(ledger)
    scenario.grades()
    scenario.identities()
    scenario.ratings()
    scenario.visits()
    scenario.collaborations()
    for h in scenario.all.values():
        _write(ledger, h)
    for number in ("JC-RY-002", "JC-ZX-006", "JC-QD-004"):
        h = scenario.all[number]
        seen = next(c for c in h.contacts if c.visit)
        longer = replace(seen, note=f"{seen.note}{h.worked}服务对象表示可以配合，并问了下一次上门的日子。")
        ledger.paper(f"{folder(h)}/{VISIT}", forms.visit(h, longer))
    return scenario.all
