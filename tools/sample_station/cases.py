"""The cases' papers, with the defects and near misses that each of them holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tools.sample_station import case_forms as forms
from tools.sample_station import case_late_forms as late
from tools.sample_station import monitoring, second_wave, station
from tools.sample_station.case_data import cases
from tools.sample_station.case_folder import (
    CLOSING,
    CONSENT,
    COVER,
    CRISIS,
    INTAKE,
    PLAN,
    RETURN,
    SUPERVISION,
    Folder,
    session,
)
from tools.sample_station.case_forms import Signers
from tools.sample_station.case_late_forms import Crisis
from tools.sample_station.case_model import hand
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Ink, Text
from tools.sample_station.sheets import Sheet, xlsx


def ry_001(f: Folder) -> None:
    """A girl in her grandmother's care: the parents' phones are missing, a comment was not answered."""
    f.cover(), f.intake(), f.assessment(), f.plan()
    phones = ("无", "不详") if f.wrong("case-guardian-phone-missing", (CONSENT, "电话")) else (
        station.phone("岑立成"), station.phone("黄惠"),
    )  # fmt: skip
    f.consent(
        Signers(
            hand("岑小满"),
            "莫桂香",
            "祖孙",
            station.phone("莫桂香"),
            (hand("莫桂香"),),
            ("岑立成", phones[0]),
            ("黄惠", phones[1]),
        )
    )
    f.fine("case-consent-late", "同意书签署日即首次服务当日")
    f.fine("case-guardian-signature-missing", "监护人签名为手写签名的图片")
    f.fine("case-cover-category-ambiguous", "封面只勾一项")
    f.fine("case-crisis-support-missing", "不是危机个案")
    f.fine("identifier-conflict", "计划书上的编号写作“RY - 001”，同一编号")
    f.fine("case-comment-unanswered", "第2次的意见有要求，社工已回应；第4次只写“同意”；第5次是称赞")
    third = f.case.sessions[2]
    if f.wrong("case-comment-unanswered", (session(3), "片长意见"), (session(3), "社工回应")):
        f.case.sessions[2] = replace(
            third, head_says="请补充班主任的反馈，并说明下一步如何与其父母取得联系。"
        )
    f.sessions()


def ry_002(f: Folder) -> None:
    """A boy of fourteen: the guardian's name is typed; the cover's category is not the file's."""
    if f.wrong("case-cover-category-conflict", (COVER, "个案类别"), (INTAKE, "个案类别")):
        f.cover_ticks = ("一般个案",)
    f.cover(), f.intake(), f.assessment(), f.plan()
    typed = f.wrong("case-guardian-signature-missing", (CONSENT, "监护人签名"))
    f.consent(
        Signers(
            hand("俞子航"),
            "傅成海",
            "外祖父",
            station.phone("傅成海"),
            (Text("傅成海"),) if typed else (hand("傅成海"),),
            ("", ""),
            ("傅敏", station.phone("傅敏")),
        )
    )
    f.fine("case-guardian-phone-missing", "外祖父签署，但母亲的电话在册")
    f.sessions()


def nb_001(f: Folder) -> None:
    """Closed in July: no return visit; the closing report counts one session too many."""
    f.theory = ""
    f.fine("case-theory-missing", "理论依据一栏空白，但介入模式写明任务中心模式")
    f.fine("case-crisis-followup-late", "不是危机个案，每隔三至五周服务一次")
    f.fine("case-consent-signature-missing", "服务对象签名为浮动的图片")
    f.fine("case-approval-missing", "第3次过程记录由副站长审批，片长栏空白")
    f.fine("case-dates-disordered", "跟进安排所写日期为计划")
    f.cover(), f.intake(), f.consent(), f.assessment(), f.plan(), f.sessions()
    f.wrong("case-closing-followup-missing", (CLOSING, "结案日期"))
    wrong = f.wrong("case-session-count-conflict", (CLOSING, "服务次数"))
    f.closing(
        "三项任务完成两项，托养轮候已登记，服务对象学会主动求助，并参加照顾者互助小组四次。",
        count="6" if wrong else "5",
    )
    if f.ledger.clean:
        f.add(
            RETURN,
            late.follow_up(f.case, date(2025, 8, 6), "电话", "儿子继续到工疗站，慕贞腰痛减轻，生活规律。"),
        )


def nb_002(f: Folder) -> None:
    """Eighteen on the day of the consent; visited again on day 30; the cover ticks two categories."""
    if f.wrong("case-cover-category-ambiguous", (COVER, "个案类别")):
        f.cover_ticks = ("重点个案", "一般个案")
    f.cover(), f.intake(), f.plan(), f.sessions()
    f.consent(prose=True)
    for rule in ("case-guardian-phone-missing", "case-guardian-signature-missing"):
        f.fine(rule, "签署当日正好年满18周岁")
    f.fine("case-documents-incomplete", "没有预估表，但有服务计划，二者有一即可")
    f.fine("case-crisis-unrecognised", "记录中的火灾是假设性的安全问答")
    f.fine("case-approval-missing", "片长已审批，副站长栏空白")
    f.closing("已签订劳动合同并报考低压电工证，两项目标均达到。")
    f.add(
        RETURN,
        late.follow_up(
            f.case,
            date(2025, 8, 31),
            "电话",
            "一帆在物业公司工作满一个月，试用合格，准备参加十月的电工证考试。",
        ),
    )
    f.fine("case-closing-followup-missing", "回访正好在结案后第30天")
    f.fine("case-comment-unanswered", "意见只写“同意”，无需回应")


def zx_001(f: Folder) -> None:
    """Closed exactly thirty days before the as-of date: nothing is overdue yet."""
    f.cover(), f.intake(), f.consent(prose=True), f.plan(), f.sessions()
    f.closing("能自行外出下棋，康复练习成为习惯，女儿放心。")
    f.fine("case-closing-followup-missing", "到基准日正好30天，尚未超过")
    f.fine("case-documents-incomplete", "没有预估表，但有服务计划")
    f.fine("case-session-count-conflict", "封面、结案报告与过程记录均为4次")
    f.fine("case-consent-signature-missing", "服务对象签名为图片，监护人栏空白（成年人）")
    f.fine("case-consent-missing", "同意书为段落填空式")
    f.fine("case-narrative-duplicated", "第2、3次过程记录相同，但不足60字")


def zx_002(f: Folder) -> None:
    """Just taken on: assessed, not yet served, so that no consent is due."""
    f.cover(), f.intake(), f.assessment()
    f.fine("case-consent-missing", "刚接案，尚无服务记录")
    f.fine("case-documents-incomplete", "刚接案，尚无过程记录和结案报告；有预估表")


def yt_001(f: Folder) -> None:
    """A fire in the kitchen: followed up late, and nobody supported the worker."""
    days = [
        date(2025, 8, 11),
        date(2025, 8, 16),
        date(2025, 8, 30),
        date(2025, 9, 6),
        date(2025, 9, 13),
        date(2025, 9, 20),
    ]
    if f.wrong("case-crisis-followup-late", (session(1), "服务日期")):
        f.case.sessions = [replace(s, day=d) for s, d in zip(f.case.sessions, days, strict=True)]
    f.cover(), f.intake(), f.consent(), f.assessment(), f.plan(), f.sessions()
    bare = f.wrong("case-crisis-support-missing", (CRISIS, "支援同事情况"))
    f.add(
        CRISIS,
        late.crisis_record(
            f.case,
            Crisis(
                "傍晚煮饭时油锅起火，引燃窗帘，邻居用灭火器扑灭，老人手背轻度烫伤。",
                date(2025, 8, 4),
                date(2025, 8, 5),
                "中度：伤势轻，情绪惊恐，住处暂不可用",
                "陪同就医，联系邻居借住，联系长者饭堂送餐。",
                "" if bare else "8月5日10时上报督导与副站长",
                "" if bare else "机构即日启动突发事件应急预案，由片长统筹。",
                "" if bare else "8月8日督导与社工面谈，支援其情绪并商讨跟进安排。",
            ),
        ),
    )


def yt_002(f: Folder) -> None:
    """An orphan's loss: handled in time; the guardian is the residents' committee, which only put its seal."""
    f.cover(), f.intake(), f.assessment(), f.plan(), f.sessions()
    sealed = f.wrong("case-guardian-signature-missing", (CONSENT, "监护人签名"), certainty="check")
    committee = Ink("seal", "云台社区居民委员会")
    f.consent(
        Signers(
            hand("温知夏"),
            "云台社区居民委员会",
            "法定监护人",
            "020-80000216",
            (committee,) if sealed else (hand("古月明"),),
            ("温立仁（已故）", "无"),
            ("谢芳（已故）", "无"),
        )
    )
    f.fine("case-guardian-phone-missing", "父母均已故，法定监护人的电话在册")
    f.fine("case-crisis-followup-late", "首次跟进在事发后第3天，此后每隔正好7天")
    f.add(
        CRISIS,
        late.crisis_record(
            f.case,
            Crisis(
                "清晨祖母在家中突然离世，邻居发现后报告居委会，孩子在场。",
                date(2025, 8, 18),
                date(2025, 8, 18),
                "高：未成年人失去唯一的同住照顾者",
                "当日到场陪伴，联系姑婆临时照料，与学校、民政办沟通。",
                "8月18日9时上报督导、副站长及街道民政办",
                "启动突发事件应急预案，片长与社工共同到场。",
                "8月20日督导与社工面谈，处理社工的哀伤情绪。",
            ),
        ),
    )
    f.add(
        SUPERVISION,
        late.supervision(
            f.case,
            date(2025, 8, 25),
            "危机个案中社工的情绪与界限",
            "留意孩子上学后的变化；请在每次面谈后与督导通电话十分钟。",
            "已约定每周四下班前与督导通话，九月起加入学校老师的反馈。",
        ),
    )
    f.fine("case-crisis-support-missing", "有上报、应急预案与对社工的督导支援")
    f.fine("case-comment-unanswered", "督导建议已有回应")


def sl_001(f: Folder) -> None:
    """No consent, no theory, and the third record tells the second one's story."""
    if f.wrong("case-theory-missing", (PLAN, "理论依据")):
        f.theory = ""
    f.cover(), f.intake(), f.assessment(), f.plan()
    if not f.wrong("case-consent-missing"):
        f.consent()
    f.fine("case-documents-incomplete", "缺同意书只由 case-consent-missing 报告")
    second, third = f.case.sessions[1], f.case.sessions[2]
    joined = "06过程记录（第1-3次）"
    if f.wrong("case-narrative-duplicated", (joined, "服务过程")):
        f.case.sessions[2] = replace(third, process=second.process.replace("很硬", "仍然很硬"))
    f.add(joined, forms.session_set(f.case, [1, 2, 3]))
    f.sessions(first=4)


def sl_002(f: Folder) -> None:
    """Closed by its cover without a closing report; a typed signature; records out of order."""
    f.cover(), f.intake(), f.assessment(), f.plan()
    if f.wrong("case-consent-signature-missing", (CONSENT, "服务对象签名")):
        f.client_signs = Text("邱月娥")
    f.consent()
    if f.wrong("case-dates-disordered", (session(3), "服务日期")):
        first, second, third, fourth = f.case.sessions
        f.case.sessions = [first, replace(second, day=third.day), replace(third, day=second.day), fourth]
    f.sessions()
    if not f.wrong("case-documents-incomplete"):
        f.closing("母女约定执行稳定，睡眠恢复，服务对象认为可以自己走下去。")
    f.fine("case-closing-followup-missing", "结案至基准日只有25天")
    f.fine("case-narrative-duplicated", "第1、3次过程记录开头相同，其余不同")


def qd_001(f: Folder) -> None:
    """Violence at home was told and not recognised; nobody approved the plan."""
    bare = f.wrong("case-approval-missing", (PLAN, "片长意见"))
    cells = f.approved(f.case.plan)
    if bare:
        cells[1] = ("片长意见", "", "", None)
    f.cover(), f.intake(), f.consent(), f.assessment(), f.plan(cells)
    if not f.wrong("case-crisis-unrecognised", (session(2), "服务过程")):
        f.case.sessions[1] = replace(
            f.case.sessions[1],
            process="海燕带着托育点的宣传单来，逐项问收费、餐食和请假办法。她担心孩子认生，社工建议先参加周末的亲子体验课，并说明低收入家庭的补贴怎样申请。她当场报了两节体验课，说回去与丈夫商量接送。",
            reflection="资料齐全，她便能自己作决定。",
        )
    f.sessions()


def mt_001(f: Folder) -> None:
    """The consent came after the first session; the cover ticks no category; a thought of suicide is denied."""
    if f.wrong("case-cover-category-ambiguous", (COVER, "个案类别")):
        f.cover_ticks = ()
    f.cover(), f.intake(), f.assessment(), f.plan()
    late = f.wrong("case-consent-late", (CONSENT, "日期"), (session(1), "服务日期"))
    f.consent(when=date(2025, 7, 20) if late else None, prose=True)
    f.sessions()
    f.fine("case-crisis-unrecognised", "服务对象明确否认有自杀想法")
    f.fine("case-cover-category-conflict", "封面一项未勾，无从比较")


def mt_002(f: Folder) -> None:
    """A closed case in good order."""
    f.theory = ""
    f.fine("case-theory-missing", "理论依据一栏空白，但服务目标写明优势视角")
    f.fine("case-dates-disordered", "同意书早于接案，不在日期先后之列")
    f.fine("case-approval-missing", "第1次由副站长审批、片长栏空白；第2次只有签名没有意见")
    f.fine("case-comment-unanswered", "第3次的意见是称赞")
    f.case.sessions[1] = replace(f.case.sessions[1], head_says="")
    f.cover(), f.intake(), f.consent(), f.assessment(), f.plan(), f.sessions()
    f.closing("会网上挂号和视频通话，并成为数码课堂的助教。", count="四次")
    f.fine("case-session-count-conflict", "结案报告写“四次”，与4份过程记录相符")
    f.add(
        RETURN,
        late.follow_up(
            f.case,
            date(2025, 7, 12),
            "入户探访",
            "若兰已教会五位邻居接听视频，夫妇二人身体平稳，紧急联系卡随身携带。",
        ),
    )
    f.fine("case-cover-category-conflict", "封面、接案表、计划与结案报告类别一致")
    f.fine("case-cover-category-ambiguous", "封面只勾一项（PDF）")
    f.fine("case-consent-late", "同意书早于首次服务")


STORIES: dict[str, Callable[[Folder], None]] = {
    "RY-001": ry_001, "RY-002": ry_002, "NB-001": nb_001, "NB-002": nb_002, "ZX-001": zx_001, "ZX-002": zx_002, "YT-001": yt_001,
    "YT-002": yt_002, "SL-001": sl_001, "SL-002": sl_002, "QD-001": qd_001, "MT-001": mt_001, "MT-002": mt_002,
    "YT-003": second_wave.yt_003,
}  # fmt: skip


def build(ledger: Ledger) -> None:
    """Writes all cases and the list of cases."""
    made = cases()
    made["YT-003"] = second_wave.case()
    monitoring.shift_sessions(ledger, made)
    lowest = ledger.wrong("case-grade-priority", "district", "第三片区", district="第三片区")
    if not lowest:
        made["QD-001"].grade = "二级"
    ledger.fine("case-grade-priority", "district", "第一片区", "在案个案既有四级也有三级")
    ledger.fine("case-grade-priority", "district", "第二片区", "在案个案为一至三级")
    for number, tell in STORIES.items():
        tell(Folder(ledger, made[number]))
    rows = [
        (
            i,
            c.number,
            c.name,
            c.community,
            c.category,
            c.grade,
            c.intake,
            c.closed,
            c.staff.worker,
            "已结案" if c.closed else "跟进中",
        )
        for i, c in enumerate(made.values(), 1)
    ]
    header = (
        "序号",
        "个案编号",
        "服务对象",
        "社区",
        "个案类别",
        "级别",
        "开案日期",
        "结案日期",
        "负责社工",
        "状态",
    )
    sheet = Sheet(
        "个案清单", f"{station.STATION}个案清单", header, rows, (6, 12, 12, 14, 12, 8, 13, 13, 12, 10)
    )
    ledger.put("个案/个案清单.xlsx", xlsx([sheet]))
