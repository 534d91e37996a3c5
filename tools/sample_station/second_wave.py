"""Plans, a survey, a policy, and one more case: what the rules beyond the evaluation report look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tools.sample_station import case_forms, household_forms, households, station
from tools.sample_station.case_folder import PLAN, Folder, session
from tools.sample_station.case_model import Case, Session, hand
from tools.sample_station.group_forms import plan_table, report
from tools.sample_station.household_model import Contact, Household
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Paper, ink_cell, pairs, value, wide
from tools.sample_station.sheets import Sheet, xlsx

REFERRAL = "07转介表"
CONTACTS = "名册/重点对象名册（联络）.xlsx"


def _d(month: int, day: int) -> date:
    return date(2025, month, day)


def case() -> Case:
    """An open case that is referred to a rehabilitation centre."""
    return Case(
        "YT-003", "薛明辉", "男", date(1979, 2, 11), "一般个案", "三级", "残疾人家庭", "社区转介", _d(6, 3), _d(6, 5), _d(6, 6),
        "明辉左腿伤残，去年从仓库离职后很少出门，担心再找不到工作。",
        "明辉做过十年仓管，熟悉表格软件，愿意学习；妻子在菜市场摆摊，早出晚归。",
        "需要康复评估、就业信息和白天的活动安排。",
        "1.两个月内完成康复评估；2.了解残疾人就业的途径；3.每周外出两次。",
        "陪同查询康复资源；按需要转介；邀请参加社区技能班。",
        "任务中心模式", "任务中心模式",
        [
            Session(_d(6, 12), "入户探访", "建立关系，了解工作经历", "社工说明服务内容，明辉翻出仓库的工作证，讲起带新人盘点的往事。谈到离职时他用手揉着膝盖，说上下楼要歇两次。", "工作经历是他的长处，也是谈话的入口。"),
            Session(_d(7, 10), "面谈", "商定转介", "社工介绍区康复中心的评估办法和交通安排，明辉逐条问清费用后签字同意。妻子打来电话，表示可以请半天假陪同。", "费用讲清楚，决定就快了。", clock="15:00—16:00"),
        ],
        assessed=_d(6, 5), family=[("梅巧云", "妻子", "个体摊贩", station.phone("梅巧云"))],
    )  # fmt: skip


def _referral(c: Case, when: date, receipt: str) -> Paper:
    h = c.habit
    number, line = case_forms.number_of(c)
    rows = pairs(
        h,
        [
            *number,
            ("服务对象姓名", value(c.name)),
            ("转介日期", value(c.day(when))),
            ("接收机构", value("区康复中心")),
        ],
    )
    rows += wide(h, "转介原因", value("需要专业的康复评估和训练，超出社工站的服务范围。", tall=16))
    rows += pairs(h, [("服务对象签名", ink_cell(hand(c.name))), ("回执日期", value(receipt))])
    rows += case_forms.signed(c, when)
    return case_forms.paper_of(c, "个案转介表", rows, line)


def yt_003(f: Folder) -> None:
    """No record for more than sixty days; no receipt; the assessment carries another name; another's plan lies here."""
    f.cover(), f.intake(), f.consent()
    f.fine("case-theory-missing", "理论依据写明任务中心模式")
    own = f.case
    if f.wrong("name-conflict", ("04预估表", "")):
        f.case = replace(own, name="郝志坚")
    f.assessment()
    f.case = own
    f.plan()
    if not f.wrong("case-inactive", (session(2), "服务日期")):
        own.sessions.append(
            Session(_d(9, 4), "电话", "了解评估结果", "明辉说评估做完了，建议每周训练两次，已去了三回。他打听到技能班九月底开班，想报名学电脑绘图，请社工留一个名额。", "转介之后的跟进让他放心。", clock="11:00—11:20")
        )  # fmt: skip
    f.sessions()
    lacking = f.wrong("referral-incomplete", (REFERRAL, "回执"))
    f.add(REFERRAL, _referral(own, _d(7, 10), "" if lacking else own.day(_d(7, 16))))
    f.fine("approval-before-record", "计划和记录都在当日之后审批")
    f.fine("file-misfiled", "除一份外，文书都属于本案")


def misfiled(ledger: Ledger, others: dict[str, Case]) -> None:
    """A process record of another client lies in the folder of YT-003."""
    stray = others["QD-001"]
    path = f"个案/YT-003/{PLAN}（二）.docx"
    if ledger.wrong("file-misfiled", "case", stray.number, (path, ""), community=stray.community):
        folder = Folder(ledger, stray)
        ledger.paper(
            path.removesuffix(".docx"),
            case_forms.plan(stray, folder.approved(stray.plan), theory=stray.theory),
        )
    ledger.fine("file-misfiled", "case", "RY-001", "计划书上的编号写作“RY - 001”，同一编号")
    ledger.fine("name-conflict", "case", "RY-001", "姓名一致，编号写法不同")
    ledger.fine("name-conflict", "case", "MT-002", "文书姓名一致（PDF）")
    ledger.fine("case-inactive", "case", "NB-001", "已结案")
    ledger.fine("case-inactive", "case", "RY-002", "最近一次记录在六十天内")
    ledger.fine("referral-incomplete", "case", "RY-001", "没有转介")
    ledger.fine("referral-incomplete", "case", "SL-001", "没有转介")


def archives(ledger: Ledger, everyone: dict[str, Household]) -> None:
    """One plan taken out of an archive; more contacts for the third grade than for the second; one phone for four."""
    missing = everyone["JC-MT-003"]
    cover = households.at(missing, households.COVER)
    if ledger.wrong(
        "archive-plan-missing", "household-archive", missing.number, (cover, ""), community=missing.community
    ):
        del ledger.files[households.at(missing, households.PLAN)]
    ledger.fine("archive-plan-missing", "household-archive", "JC-QD-001", "二级，有方案")
    ledger.fine("archive-plan-missing", "household-archive", "JC-QD-002", "三级，不要求")

    community = "南埠社区"
    notes = (
        "天气转凉前查看窗户，收拾好被褥。",
        "问起近日饮食，胃口尚好。",
        "陪同到楼下散步半小时，脚步比上月稳。",
        "帮忙把夏天的凉席收起。",
        "说起孙女考上中学，很高兴。",
        "检查燃气软管，未见老化。",
    )
    if ledger.wrong("grade-contact-inverted", "community", community, community=community):
        for number, start in (("JC-NB-004", 3), ("JC-NB-005", 5)):
            h = everyone[number]
            for i, note in enumerate(notes):
                when = _d(7 + i // 3, start + 8 * (i % 3))
                made = household_forms.visit(h, Contact(when, True, note))
                ledger.paper(f"{households.folder(h)}/07入户探访记录{i + 2}", made)
    ledger.fine("grade-contact-inverted", "community", "榕荫社区", "三级多于四级；二级只有一位")
    ledger.fine("grade-contact-inverted", "community", "桥东社区", "二级只有一位，不作比较")

    shared = ledger.wrong("phone-shared", "station", station.STATION, (CONTACTS, "电话"))
    listed = ["JC-RY-002", "JC-NB-004", "JC-YT-001", "JC-SL-002", "JC-QD-002", "JC-MT-001", "JC-ZX-003"]
    same = station.phone("霁川街老友饭堂")
    rows = []
    for i, number in enumerate(listed, 1):
        h = everyone[number]
        rows.append(
            (i, number, h.name, h.community, same if shared and i <= 4 else station.phone(number), "每月")
        )
    sheet = Sheet(
        "重点对象名册",
        "重点对象名册",
        ("序号", "档案编号", "姓名", "社区", "联系电话", "跟进频率"),
        rows,
        (6, 14, 12, 14, 16, 12),
    )
    ledger.put(CONTACTS, xlsx([sheet]))
    ledger.fine("phone-shared", "station", "JC-QD-002", "同一人在名册和档案中的电话相同")
    ledger.fine("phone-shared", "station", "JC-YT-001", "一个号码登记给三人以内的不算")


def plans(ledger: Ledger) -> None:
    """Two plans, two surveys, two policies: one of each with a defect."""
    header = ("服务内容", "服务形式", "时间", "资源", "服务对象")
    rows = [
        ("防跌课堂", "小组，每期六节", "2025年7月至8月", "社区医院康复师、活动室", "独居长者"),
        ("照顾者喘息", "互助小组与外出活动", "2025年9月", "志愿队、社区慈善基金800元", "失能长者的家人"),
    ]
    path = "计划与调研/第一片区年度服务计划.docx"
    kept = ledger.wrong("plan-element-missing", "service-plan", path, (path, ""), district="第一片区")
    columns = [0, 1, 2, 4] if kept else [0, 1, 2, 3, 4]
    made = plan_table(
        "第一片区2025年度服务计划", "让长者住得安心，照顾者有歇息。",
        tuple(header[i] for i in columns), [tuple(row[i] for i in columns) for row in rows], "2025年6月16日", district="第一片区",
    )  # fmt: skip
    ledger.paper(path.removesuffix(".docx"), made)
    good = "计划与调研/“绿芽”困境儿童陪伴项目计划书.docx"
    ledger.paper(
        good.removesuffix(".docx"),
        report(
            "“绿芽”困境儿童陪伴项目计划书",
            [
                ("一、服务对象", "辖区内的困境儿童二十名及其照顾者。"),
                ("二、推行时间", "2025年7月至2026年5月，每周六上午。"),
                ("三、服务形式", "课后陪伴、亲子小组、外出参观。"),
                ("四、资源安排", "大学生志愿队、街道图书馆场地、慈善会资助5000元。"),
                ("五、预期成效", "八成儿童按时完成作业。"),
            ],
            "2025年6月18日",
        ),
    )
    ledger.fine("plan-element-missing", "service-plan", good, "四项用小标题写明")
    month = "计划与调研/9月工作计划.docx"
    ledger.paper(
        month.removesuffix(".docx"),
        report("2025年9月月度工作计划", [("", "完成各社区探访，整理档案，准备中秋慰问。")], "2025年8月29日"),
    )
    ledger.fine("plan-element-missing", "service-plan", month, "月度工作计划不在此列")
    ledger.fine("template-residue", "service-plan", path, "标题年度与制定日期相符")

    survey = "计划与调研/云台社区困境长者需求调研报告.docx"
    lacks = ledger.wrong("survey-section-missing", "needs-survey", survey, (survey, ""), community="云台社区")
    parts = [
        ("一、调研背景", "云台社区老楼多、长者多，去年有三起跌倒送医。"),
        ("二、调研计划", "三月拟定提纲，四月入户，五月汇总成文，由社工与志愿者分组进行。"),
        ("三、调研方法", "采用问卷与入户访谈，发出问卷60份，收回58份。"),
        ("四、调研结果", "六成受访者浴室没有扶手，三成独自就医，近半数不知道助浴服务。"),
        ("五、服务建议", "优先安排居家安全改造，组织陪诊志愿队，每季度上门讲解一次。"),
    ]
    ledger.paper(
        survey.removesuffix(".docx"),
        report("云台社区困境长者需求调研报告", parts[2:] if lacks else parts, "2025年5月30日"),
    )
    other = "计划与调研/桥东社区儿童需求评估报告.docx"
    ledger.paper(
        other.removesuffix(".docx"),
        report(
            "桥东社区儿童服务需求评估报告",
            [
                ("前言", "为了解暑期儿童的需要，社工站在六月开展了这次评估。"),
                ("评估过程", "六月上旬走访学校，中旬派发问卷，下旬座谈。"),
                ("评估方法", "问卷四十二份，座谈两场。"),
                ("主要发现", "七成双职工家庭白天无人照看孩子，孩子最想学游泳。"),
                ("对策", "暑期开设托管班，联系游泳馆提供优惠课程。"),
            ],
            "2025年6月30日",
        ),
    )
    ledger.fine("survey-section-missing", "needs-survey", other, "五部分用别的标题写明")
    ledger.fine("survey-section-missing", "needs-survey", survey.replace("需求", "资源"), "没有这份报告")

    policy = "制度/服务跟踪回访机制.docx"
    short = ledger.wrong("callback-policy-incomplete", "followup-policy", policy, (policy, ""))
    rule = "结案后一个月内回访一次，由负责社工填写回访记录，交督导审阅。"
    graded = "一级服务对象每周联系一次，二级每两周一次，三级每月一次，四级每季度一次，以入户为主。"
    parts = [("一、目的", "及时了解服务对象的近况，发现新的需要。"), ("二、回访要求", rule)]
    if not short:
        parts.append(("三、分级跟进", graded))
    ledger.paper(policy.removesuffix(".docx"), report("服务跟踪回访机制", parts, "2025年6月15日"))
    closed = "制度/结案回访制度.docx"
    ledger.paper(
        closed.removesuffix(".docx"),
        report("结案回访制度", [("一、要求", rule), ("二、存档", "回访记录归入个案档案。")], "2025年6月15日"),
    )
    ledger.fine("callback-policy-incomplete", "followup-policy", closed, "只规定结案回访")
    guide = "制度/分级服务指引.docx"
    ledger.paper(
        guide.removesuffix(".docx"),
        report(
            "分级服务指引",
            [("一、频率", graded), ("二、方式", "探访由双社工进行，填写记录。")],
            "2025年6月15日",
        ),
    )
    ledger.fine("callback-policy-incomplete", "followup-policy", guide, "四个等级都写明频率")


def build(ledger: Ledger, everyone: dict[str, Household], others: dict[str, Case]) -> None:
    """Writes what the rules beyond the report look at; the case itself is told with the other cases."""
    misfiled(ledger, others)
    archives(ledger, everyone)
    plans(ledger)
