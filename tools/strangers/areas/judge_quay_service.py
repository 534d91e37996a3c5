"""A12's other half: volunteers, satisfaction, funds, hotline, figures, referral, report. Kept out of tuning."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.areas.facts import Fund
from tools.strangers.areas.judge_more_scenario import Wider
from tools.strangers.areas.paper import INK, Block, Pen, Row, Value, book
from tools.strangers.papers import SignState


def dash(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def sign(state: SignState, name: str) -> str:
    return {"ink": INK, "typed": name, "blank": ""}[state]


# ---- volunteers ------------------------------------------------------------------------------------------------------


def volunteers(area: Wider, base: Path, pen: Pen) -> None:
    rows: list[Row] = [
        [
            "序号",
            "姓名",
            "性别",
            "出生日期",
            "电话",
            "队伍",
            "登记日期",
            "监护人姓名",
            "监护人电话",
            "监护人签字",
        ]
    ]
    for n, v in enumerate(area.volunteers, 1):
        guardian = v.guardian or "—"
        rows.append([str(n), v.person.name, v.person.sex, dash(v.person.birth), v.person.phone, v.team, dash(v.day), guardian, v.guardian_phone or "—", sign(v.sign, v.guardian) if v.guardian else "—"])  # fmt: skip
        if v.consent is not None:
            pen.save(base / "监护人同意书" / f"{v.person.name}.docx", ("未成年人志愿服务监护人同意书", [
                f"本人系{v.person.name}（出生日期：{dash(v.person.birth)}）的监护人，同意其参加{v.team}组织的志愿服务，知悉服务内容并负责其往返安全。",
                f"监护人姓名：{v.guardian}　　与未成年人关系：{v.relation}　　联系电话：{v.guardian_phone}",
                f"监护人签字：{sign(v.consent, v.guardian) or '________'}　　日期：{dash(v.day) if v.consent == 'ink' else '________'}",
            ]))  # fmt: skip
    pen.save(
        base / "志愿者登记册.docx",
        ("志愿者登记册", ["说明：16周岁以下志愿者须由监护人在最后一栏签字，或另附同意书。", rows]),
    )
    for team in dict.fromkeys(w.team for w in area.team_works):
        log: list[Row] = [
            ["服务日期", "时段", "地点", "人数", "服务内容", "跟进社工", "片长审批", "副站长审批"]
        ]
        for w in area.team_works:
            if w.team == team:
                district, deputy = w.approved
                log.append([dash(w.day), w.hours, w.place, f"{w.people}", w.told, w.worker, INK if district else "", INK if deputy else ""])  # fmt: skip
        pen.save(base / "队伍" / f"{team}.docx", (f"{team}\n志愿服务过程记录表", [log]))
    for core in area.cores:
        parts: dict[str, list[Block]] = {
            "rating": ["志愿骨干评定评分表", [["项目", "满分", "得分"], ["服务次数", "40", "35"], ["组织能力", "30", "26"], ["团队协作", "30", "27"], ["总分", "100", "88"]]],
            "plan": ["志愿骨干培育计划", "培育目标：能独立带队。培育方式：跟队观摩、参加培训两次。完成时间：2025年6月。"],
            "followup": ["志愿骨干培育情况跟进表", [["跟进日期", "跟进情况", "跟进社工"], ["2025-04-16", "已带队一次，分工清楚。", area.workers[2]]]],
        }  # fmt: skip
        papers = [
            (str(parts[p][0]), [f"骨干姓名：{core.name}　　所属队伍：{core.team}", *parts[p][1:]])
            for p in core.papers
        ]
        pen.save(base / "骨干" / f"{core.name}.docx", *papers)
    total: list[Row] = [
        ["姓名", "服务次数", "服务时长（小时）"],
        *[[n, str(t), f"{h:g}"] for n, t, h in area.hours],
    ]
    total.append(["合计", str(sum(t for _, t, _ in area.hours)), f"{area.hours_total:g}"])
    pen.save(
        base / "志愿服务时长公示.pdf",
        ("志愿服务时长公示", ["以下数据来自志愿服务平台，统计期间为2025年1月至4月。", total]),
    )


# ---- satisfaction, funds, hotline, policy, referral --------------------------------------------------------------------


def service(area: Wider, base: Path, pen: Pen) -> None:
    good = round(area.satisfied / area.asked * 100, 2)
    pen.save(base / "满意度调查报告.docx", ("服务满意度调查报告", [
        "一、调查概况", f"服务对象名册共{area.on_list}人，本次抽取{area.asked}人接受调查，调查日期为{area.survey_day.year}年{area.survey_day.month}月{area.survey_day.day}日。",
        "二、调查结果", f"{area.asked}名受访者中，{area.satisfied}人表示满意，满意度为{good}%。",
        "三、意见摘录", [["受访者", "社区", "日期", "评分", "意见或建议", "跟进情况"], *[[a.name, a.community, dash(a.day), f"{a.score}", a.said, a.followup] for a in area.answers]],
    ]))  # fmt: skip
    for fund in area.funds:
        pen.save(base / "慈善基金" / f"{fund.name}.pdf", (f"{fund.name}收支公示", _notice(fund)))
    log: list[Row] = [
        ["序号", "来电日期", "时间", "来电者", "电话", "接听结果", "内容", "值班人", "回电情况"]
    ]
    for n, c in enumerate(area.calls, 1):
        back = f"{dash(c.back)}已回电" if c.back else "" if c.missed else "—"
        log.append([str(n), dash(c.day), c.time, c.who, c.phone, "漏接" if c.missed else "已接听", c.about, c.taker, back])  # fmt: skip
    pen.save(base / "热线登记表.docx", ("社工站热线登记表", [log]))
    how: list[list[Value]] = [["级别", "认定情形", "跟进频率", "跟进方式"]]
    about = ("存在紧急风险", "困难突出、缺乏照料", "有一定困难", "情况稳定")
    how += [[g, s, often, "入户或电话"] for (g, often), s in zip(area.policy, about, strict=True)]
    how.append(["已结案个案", "结案服务对象", "结案后一个月内至少一次", "入户或电话"])
    how.append(["困境儿童、残疾人、独居长者", "不分级别", "每月至少一次", "入户"])
    book(base / "跟踪回访制度.xlsx", {"制度": [["服务对象跟踪回访制度", *["<"] * 3], *how]}, 24)
    r = area.referral
    if r:
        pen.save(base / f"转介函{r.number}.docx", ("转介函", [
            f"{r.receiver}：",
            f"现将我站服务对象{r.name}（个案编号：{r.number}，住{r.community}）转介至贵单位。",
            f"转介原因：{r.reason or '________'}。" if r.reason else "转介原因：________",
            "此前我站已面谈三次，并与家属沟通。",
            f"服务对象同意转介签名：{sign(r.consent, r.name) or '________'}",
            f"转出社工：{r.worker}　　日期：{dash(r.day)}", "……………………………（回执）……………………………",
            f"贵站转介的{r.name}已由我单位接收。接收人：{INK}　　日期：{dash(r.receipt)}" if r.receipt else "贵站转介的________已由我单位接收。接收人：________　　日期：________",
        ]))  # fmt: skip


def _notice(f: Fund) -> list[Block]:
    rows: list[Row] = [
        ["日期", "事项", "收入/元", "支出/元", "结余/元"],
        ["期初", "上期结转", "", "", f"{f.opening:.2f}"],
    ]
    for e in f.entries:
        rows.append([dash(e.day), e.what, f"{e.income:.2f}" if e.income else "", f"{e.spent:.2f}" if e.spent else "", f"{e.balance:.2f}"])  # fmt: skip
    return [f"公示社区：{f.community}", rows, "欢迎居民监督。"]


# ---- figures -----------------------------------------------------------------------------------------------------------


def figures(area: Wider, base: Path, pen: Pen) -> None:
    done: list[list[Value]] = [["指标名称", "计量单位", "协议指标", "实际完成", "完成率"]]
    done += [[t.name, t.unit, t.target, t.done, t.percent] for t in area.targets]
    book(base / "指标完成情况.xlsx", {"指标": [
        ["服务指标完成情况表", *["<"] * 4], ["协议期限：2025年1月1日至2025年12月31日　数据截至2025年4月30日", *["<"] * 4], *done,
    ]}, 18)  # fmt: skip
    months: list[Row] = [["项目", *[f"{m.month}月" for m in area.months]]]
    months.append(["协议应配备社工（人）", *[str(m.due) for m in area.months]])
    months.append(["实际到岗社工（人）", *[f"{m.present:g}" for m in area.months]])
    months.append(["协议应配备持证社工（人）", *[str(m.certified_due) for m in area.months]])
    months.append(["实际到岗持证社工（人）", *[f"{m.certified:g}" for m in area.months]])
    pen.save(base / "到岗情况.pdf", ("2025年社工到岗情况表", [months]))
    pen.save(base / "培训学时.docx", ("社工培训学时统计表", [
        f"协议要求每名社工每年培训不少于{area.training_each:g}学时。", [["姓名", "累计培训学时"], *[[n, f"{h:g}"] for n, h in area.training]],
    ]))  # fmt: skip
    blocks: list[Block] = []
    for heading, paragraphs in area.report:
        blocks += [heading, *paragraphs]
    pen.save(base / "中期自评报告.pdf", (f"{area.name}\n2025年度中期自评报告", blocks))
