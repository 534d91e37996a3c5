"""A11's other half: volunteers, satisfaction, funds, hotline, figures, referral, report. Kept out of tuning."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Fund, TeamWork, Volunteer
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.paper import INK, Block, Pen, Row, Value, book
from tools.strangers.papers import SignState


def dots(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


# ---- volunteers ------------------------------------------------------------------------------------------------------


def volunteers(area: Wider, base: Path, pen: Pen) -> None:
    for v in area.volunteers:
        pen.save(base / "登记卡" / f"{v.person.name}.docx", ("志愿者登记卡", [_card(v)]))
        if v.consent is not None:
            pen.save(base / "登记卡" / f"{v.person.name}（家长知情书）.pdf", ("未成年人参加志愿服务家长知情同意书", _consent(v)))  # fmt: skip
    by_team: dict[str, list[TeamWork]] = {}
    for work in area.team_works:
        by_team.setdefault(work.team, []).append(work)
    for team, works in by_team.items():
        pen.save(base / "队伍活动记录" / f"{team}.pdf", *(("志愿服务队活动记录", [_work(w)]) for w in works))
    for core in area.cores:
        own = base / "骨干" / core.name
        if "rating" in core.papers:
            book(own / "骨干评定表.xlsx", {"评定": [
                ["志愿骨干评定表", "<", "<"], ["姓名", core.name, core.team], ["评定内容", "满分", "得分"], ["参加服务次数", 40, 36], ["带动他人", 30, 26],
                ["遵守纪律", 30, 28], ["合计", 100, 90], ["评定等次", "优良", "<"],
            ]})  # fmt: skip
        if "plan" in core.papers:
            pen.save(own / "骨干培养计划.docx", ("志愿骨干培养计划", [[
                ["姓名", core.name, "所在队伍", core.team], ["培养方向", "能独立组织一次小型服务", "<", "<"], ["培养办法", "跟队观摩两次，参加四月骨干培训", "<", "<"], ["完成期限", "2025年6月底", "<", "<"],
            ]]))  # fmt: skip
        if "followup" in core.papers:
            pen.save(own / "骨干培养跟进记录.docx", ("志愿骨干培养跟进记录", [[
                ["姓名", core.name, "所在队伍", core.team], ["跟进日期", "2025年4月11日", "跟进人", area.workers[0]], ["跟进情况", "已带队两次，会分工、会收尾，写记录还要再练。", "<", "<"], ["下一步", "五月请其在骨干会上介绍经验。", "<", "<"],
            ]]))  # fmt: skip
    rows: list[list[Value]] = [["序号", "志愿者姓名", "参加次数", "时长（小时）"]]
    rows += [[at, name, times, hours] for at, (name, times, hours) in enumerate(area.hours, 1)]
    rows.append(["总计", "", sum(t for _, t, _ in area.hours), area.hours_total])
    book(
        base / "平台志愿时长.xlsx",
        {"时长": [["志愿服务平台时长统计（2025年1月—4月）", "<", "<", "<"], *rows]},
    )
    book(base / "骨干名册.xlsx", {"骨干": [["志愿骨干名册", "<", "<"], ["序号", "姓名", "所在队伍"], *[[n, c.name, c.team] for n, c in enumerate(area.cores, 1)]]})  # fmt: skip


def _card(v: Volunteer) -> list[Row]:
    young = v.person.age(v.day) < 18
    return [
        ["姓名", v.person.name, "性别", v.person.sex],
        ["出生年月日", dots(v.person.birth), "登记日期", dots(v.day)],
        ["身份证号", v.person.id_number or "未带", "手机", v.person.phone],
        ["住址", v.person.address, "加入队伍", v.team],
        ["就读学校或单位", "在读学生" if young else "自由职业", "特长", "手工、朗读"],
        ["可服务时间", "周末及节假日", "<", "<"],
        ["监护人意见（不满16周岁的须由监护人签名）", "监护人姓名", v.guardian or "/", "<"],
        ["^", "与本人关系", v.relation or "/", "<"],
        ["^", "监护人手机", v.guardian_phone or "/", "<"],
        ["^", "监护人签名", sign(v.sign, v.guardian) if v.guardian else "/", "<"],
        ["本人签名", INK, "经办社工", INK],
    ]


def _consent(v: Volunteer) -> list[Block]:
    return [
        f"孩子姓名：{v.person.name}　　出生日期：{dots(v.person.birth)}　　报名队伍：{v.team}",
        "我已了解志愿服务的内容、时间和地点，清楚可能的风险，同意孩子参加，并负责接送和教育孩子听从带队人员安排。",
        f"家长姓名：{v.guardian}　　与孩子关系：{v.relation}　　联系电话：{v.guardian_phone}",
        f"家长（监护人）签名：{sign(v.consent or 'blank', v.guardian)}　　　日期：{dots(v.day) if v.consent != 'blank' else ''}",
    ]


def _work(w: TeamWork) -> list[Row]:
    district, deputy = w.approved
    return [
        ["队伍名称", w.team, "服务日期", dots(w.day)],
        ["服务时间", w.hours, "服务地点", w.place],
        ["参加人数", f"{w.people}人", "跟队社工", w.worker],
        ["服务情况", w.told, "<", "<"],
        ["队员感受", "累但是高兴，下回还来。", "<", "<"],
        [
            "片长审批",
            f"{'同意。' + INK if district else ''}",
            "副站长审批",
            f"{'同意。' + INK if deputy else ''}",
        ],
    ]


# ---- satisfaction, funds, hotline, policy, referral --------------------------------------------------------------------


def service(area: Wider, out: Path, pen: Pen) -> None:
    base = out / "06服务管理"
    good = round(area.satisfied / area.asked * 100, 1)
    rows: list[list[Value]] = [
        ["序号", "受访人", "社区", "走访日期", "打分（满分10分）", "居民原话", "后续处理"]
    ]
    rows += [
        [n, a.name, a.community, a.day, a.score, a.said, a.followup] for n, a in enumerate(area.answers, 1)
    ]
    book(
        base / "满意度走访" / "走访明细.xlsx",
        {"明细": [["服务满意度走访明细（部分）", *["<"] * 6], *rows]},
        20,
    )
    pen.save(base / "满意度走访" / "满意度调查小结.docx", ("服务对象满意度调查小结", [
        f"社工站名册内服务对象共{area.on_list}人。本次调查采取入户问卷的方式，实际调查{area.asked}人，其中满意{area.satisfied}人，满意率{good}%。",
        "多数居民对社工的态度和上门次数表示认可，也有居民提出了新的需要，见走访明细。",
        f"\t{area.name}", f"\t{area.survey_day.year}年{area.survey_day.month}月{area.survey_day.day}日",
    ]))  # fmt: skip
    book(
        base / "社区慈善基金台账.xlsx", {f.community.removesuffix("社区"): _ledger(f) for f in area.funds}, 16
    )
    log: list[list[Value]] = [
        ["日期", "来电时间", "来电人", "来电号码", "是否接通", "来电事由", "值班社工", "回拨日期"]
    ]
    for c in area.calls:
        log.append(
            [c.day, c.time, c.who, c.phone, "未接到" if c.missed else "接通", c.about, c.taker, c.back]
        )
    book(base / "服务热线登记簿.xlsx", {"2025年3—4月": [["服务热线登记簿", *["<"] * 7], *log]}, 16)
    pen.save(base / "服务对象分级联系办法.docx", ("服务对象分级联系办法（试行）", [
        "第一条　为保证重点人群常有人问、有人管，制定本办法。",
        "第二条　服务对象按困难和风险程度分为四级，一级最高。各级联系要求如下：",
        *[f"（{n}）{grade}服务对象：{often or '由责任社工根据实际情况安排联系'}。" for n, (grade, often) in zip("一二三四", area.policy, strict=True)],
        "第三条　个案结案后一个月内至少回访一次；困境儿童、残疾人、独居老人每月至少联系一次，低保、特困家庭每季度至少联系一次。",
        "第四条　联系情况当日记入档案，由片长抽查。",
    ]))  # fmt: skip
    r = area.referral
    if r:
        pen.save(base / f"转介单{r.number}.docx", ("个案转介单", [[
            ["个案编号", r.number, "服务对象", r.name],
            ["所在社区", r.community, "转出社工", r.worker],
            ["转介日期", dots(r.day), "接收单位", r.receiver],
            ["已提供的服务", "面谈四次，陪同就诊一次，联系家属两次。", "<", "<"],
            ["转介原因", r.reason, "<", "<"],
            ["服务对象同意转介（签名）", sign(r.consent, r.name), "<", "<"],
            ["接收单位回执", f"已收到转介材料，予以接收。经办人：{INK}　{dots(r.receipt)}" if r.receipt else "经办人：　　　　　　　年　月　日", "<", "<"],
        ]]))  # fmt: skip


def _ledger(f: Fund) -> list[list[Value]]:
    rows: list[list[Value]] = [
        [f"{f.name}收支台账", *["<"] * 5],
        ["日期", "摘要", "收入（元）", "支出（元）", "余额（元）", "经手人"],
        ["", "上年结余", "", "", f.opening, ""],
    ]
    rows += [
        [e.day, e.what, e.income or "", e.spent or "", round(e.balance, 2), "社区会计"] for e in f.entries
    ]
    return rows


# ---- figures -----------------------------------------------------------------------------------------------------------


def figures(area: Wider, base: Path, pen: Pen) -> None:
    pen.save(base / "任务指标进度表.pdf", ("2025年度任务指标进度表", [
        "合同期：2025年1月1日至2025年12月31日　　　统计截止：2025年4月30日",
        [["序号", "指标", "单位", "全年任务", "已完成", "完成比例"], *[[str(n), t.name, t.unit, str(t.target), str(t.done), t.percent] for n, t in enumerate(area.targets, 1)]],
        f"填表单位：{area.name}",
    ]))  # fmt: skip
    staff: list[list[Value]] = [["月份", "合同要求人数", "实际在岗人数", "合同要求持证人数", "实际持证人数"]]
    staff += [[f"{m.month}月", m.due, m.present, m.certified_due, m.certified] for m in area.months]
    book(base / "人员在岗情况.xlsx", {
        "在岗": [["2025年社工在岗情况统计表", *["<"] * 4], *staff],
        "学时": [["社工继续教育学时登记表（每人每年不少于24学时）", *["<"] * 2], ["姓名", "要求学时", "完成学时"], *[[name, area.training_each, hours] for name, hours in area.training]],
    }, 18)  # fmt: skip
    blocks: list[Block] = []
    for heading, paragraphs in area.report:
        blocks += [heading, *paragraphs]
    pen.save(base / "中期自评报告.docx", (f"{area.name}2025年中期自评报告", blocks))
