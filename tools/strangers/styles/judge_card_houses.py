"""The household papers and lists of S6.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from tools.strangers.facts import HouseholdFacts
from tools.strangers.papers import Cell, Drawing, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.judge_common import Ink, box, cn, head, heading, lines, options, side

POINTS = {"良好": 4, "一般": 12, "较差": 20}
NATURES = ("重点", "一般", "危机")
GROUPS = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童", "其他")


def bigtable(title: str, rows: list[list[Cell]], *after: Piece, wide: int = 8) -> Drawing:
    """A paper that is one table of eight columns."""
    assert all(sum(c.cols for c in r) <= wide for r in rows), title
    return Drawing([heading(title), Table(rows), *after])


def house_papers(h: HouseholdFacts, ink: Ink) -> dict[str, Drawing]:
    """Card, information form, assessments, ledger of contacts, collaboration, plan."""
    p = h.person
    grades = ("一级", "二级", "三级", "四级")
    out = {"档案卡": bigtable("兜底民生服务对象档案卡", [
        [head("档案编码", 2), box(h.number, 6)],
        [head("户　主", 2), box(p.name, 2), head("社区居委", 2), box(h.community, 2)],
        [head("级　别", 2), box(options(grades, (grades[h.cover_grade - 1],), "■"), 6)],
        [head("责任社工", 2), box(h.worker, 2), head("建档时间", 2), box(cn(h.opened), 2)],
    ])}  # fmt: skip
    out["基础信息"] = bigtable("困难群众基础信息采集表", [
        [side("基本信息", 4), head("姓名"), box(p.name), head("性别"), box(h.sex_printed or p.sex), head("出生年月"), box(cn(p.birth), 2)],
        [head("证件号码"), box(h.id_printed or p.id_number, 3), head("手机"), box(p.phone, 2)],
        [head("常住地址"), box(p.address, 6)],
        [head("社区居委"), box(h.community, 3), head("采集日期"), box(cn(h.opened), 2)],
        [head("人群分类", 2), box(options(GROUPS, h.category), 6)],
        [side("居住", 2), head("居住方式"), box(options(("独居", "与家人同住", "机构居住"), (h.living_status,)), 6)],
        [head("居家环境"), box(options(("良好", "一般", "较差"), (h.living,)), 6)],
        [lines(["采集社工（签名）：", *ink.sign("ink", h.worker)], cols=8)],
    ])  # fmt: skip
    for at, a in enumerate(h.assessments, 1):
        rows = [
            [head("姓名"), box(p.name, 3), head("评分日期"), box(cn(a.day), 3)],
            [head("维度", 2), head("评分选项（在□内打√）", 5), head("得分")],
        ]
        for name, rating, score in a.items:
            choice = "　".join(("☑" if r == rating else "□") + f"{r}（{n}分）" for r, n in POINTS.items())
            rows.append([head(name, 2), box(choice, 5), box(str(score))])
        rows += [
            [head("合计得分", 2), box(str(a.total), 6)],
            [head("评定等级", 2), box(options(grades, (grades[a.grade - 1],)), 6)],
            [head("街道直聘社工（签名）", 2), lines([*ink.sign(a.direct_sign, h.direct_worker)], cols=2),
             head("机构社工（签名）", 2), lines([*ink.sign(a.worker_sign, h.worker)], cols=2)],
        ]  # fmt: skip
        note = para(
            "注：80分及以上为一级；60至79分为二级；40至59分为三级；39分及以下为四级。每半年复评一次。", size=9
        )
        out[f"分级评分{at}"] = bigtable("服务需求分级评分表", rows, note)
    body = [[head("序号"), head("日期", 2), head("跟进形式"), head("跟进情况", 3), head("跟进人")]]
    for at, c in enumerate(h.contacts, 1):
        body.append([
            box(str(at)), box(cn(c.day), 2), box("上门探访" if c.kind == "visit" else "电话探访"), box(c.text, 3), box(h.worker),
        ])  # fmt: skip
    out["跟进台账"] = Drawing(
        [
            heading("日常探访（电访）跟进台账"),
            para(f"服务对象：{p.name}　　　社区：{h.community}"),
            Table(body),
        ]
    )
    for at, done in enumerate(h.collaborations, 1):
        out[f"双工协同{at}"] = bigtable("双工协同服务登记表", [
            [head("服务对象", 2), box(p.name, 2), head("协同日期", 2), box(cn(done.day), 2)],
            [head("机构社工", 2), box(h.worker, 2), head("直聘社工", 2), box(done.partner, 2)],
            [head("服务对象基本情况", 2), box(done.facts, 6)],
            [head("协同事项及具体过程", 2), box(done.text, 6)],
        ])  # fmt: skip
    if h.plan:
        out["一人一案"] = bigtable("“一人一案”服务方案", [
            [head("服务对象", 2), box(p.name, 6)],
            [head("服务期限", 2), box(f"{cn(h.plan[0])}至{cn(h.plan[1])}", 6)],
            [head("服务目标", 2), box("半年内就医有人陪、用药有人管。", 6)],
            [head("服务措施", 2), box("对接社区医院；安排志愿者每周送餐；每月核对药盒。", 6)],
            [lines(["制定社工（签名）：", *ink.sign("ink", h.worker)], cols=8)],
        ])  # fmt: skip
    return out


def roster(station: Station, at: int) -> Drawing:
    """A community's list as a Word table, printed total in the last row."""
    r = station.rosters[at]
    heads = ("序号", "档案编码", "姓名", "性别", "身份证号码", "人群分类", "级别", "责任社工", "备注")
    rows = [[head(h) for h in heads]]
    for n, e in enumerate(r.rows, 1):
        values = (
            str(n),
            e.number,
            e.name,
            e.sex,
            e.id_number,
            e.category,
            "一二三四"[e.grade - 1] + "级",
            e.worker,
            e.remark,
        )
        rows.append([box(v) for v in values])
    rows.append([head("合计", 2), box(f"{r.printed_total}户", 7)])
    return Drawing(
        [
            heading(f"{r.community}兜底服务对象名册"),
            para(f"填报单位：{station.name}　　　　填报时间：2025年5月", align="right"),
            Table(rows),
        ]
    )
