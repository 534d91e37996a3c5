"""The households of S31. Kept out of tuning: nobody who changes readers, forms or rules looks at this."""

from __future__ import annotations

from pathlib import Path

from tools.strangers.facts import Assessed, Cooperated, HouseholdFacts, RosterFacts
from tools.strangers.papers import Drawing, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.judge_common import Ink, box, head, heading, save
from tools.strangers.styles.judge_institute_paper import BANDS, GRADES, PEOPLE, WIDE, Paper, choose, day_of

# ---- households ------------------------------------------------------------------------------------------------------


def house_cover(h: HouseholdFacts, station: Station) -> Drawing:
    """Cover."""
    said = [
        ("档案编号", h.number), ("服务对象姓名", h.person.name), ("所属社区", h.community), ("人员类别", choose(PEOPLE, h.category)),
        ("需求等级", choose(GRADES, (GRADES[h.cover_grade - 1],))), ("建档日期", day_of(h.opened)), ("负责社工", h.worker),
    ]  # fmt: skip
    table = Table([[head(label, 3), box(value, 5)] for label, value in said])
    return Drawing(
        [heading("困难群众服务档案", 28), para(station.name, align="center", size=14), para(""), table],
        f"{station.name}　　　表单编号：JD-00",
    )


def register(h: HouseholdFacts, ink: Ink, station: str) -> Paper:
    """Facts of a household."""
    p = h.person
    form = Paper("困难群众建档登记表", "Client Registration Form", "JD-01", station, h.number)
    form.part("一、个人资料")
    form.pairs(("姓名", p.name), ("性别", h.sex_printed or p.sex))
    form.pairs(("出生日期", day_of(p.birth)), ("联系电话", p.phone))
    form.pairs(("身份证号码", h.id_printed or p.id_number), ("所属社区", h.community))
    form.long("居住地址", p.address)
    form.long("人员类别", choose(PEOPLE, h.category))
    form.part("二、居住情况")
    form.long("居住状况", choose(("独居", "与家人同住", "其他"), (h.living_status,)))
    form.long("居住环境", choose(("良好", "一般", "较差"), (h.living,)))
    form.part("三、健康及经济（如无请填“无”）")
    form.pairs(("既往病史", "高血压"), ("主要收入", "救助金"))
    form.sign("建档社工签名", ink.sign("ink", h.worker), h.opened)
    return form


def grading(h: HouseholdFacts, a: Assessed, ink: Ink, station: str) -> Paper:
    """Assessment: criteria with boxes, a score an item, total and grade."""
    form = Paper("困难群众需求分级评估表", "Need Grading Assessment", "JD-02", station, h.number)
    form.pairs(("姓名", h.person.name), ("评估日期", day_of(a.day)))
    form.rows.append([head("序号"), head("评估项目", 2), head("评估标准（请勾选）", 4), head("得分")])
    for n, (name, rating, score) in enumerate(a.items, 1):
        on = next(b for b in BANDS if b.startswith(rating))
        form.rows.append([box(str(n)), box(name, 2), box(choose(BANDS, (on,)), 4), box(str(score))])
    form.rows.append([head("总分", 7), box(str(a.total))])
    form.long("评定等级", choose(GRADES, (GRADES[a.grade - 1],)))
    form.sign("直聘社工签名", ink.sign(a.direct_sign, h.direct_worker), a.day)
    form.sign("项目社工签名", ink.sign(a.worker_sign, h.worker), a.day)
    form.note("总分80—100分为一级，60—79分为二级，40—59分为三级，0—39分为四级；每半年复评一次。")
    return form


def contacts(h: HouseholdFacts, ink: Ink, station: str) -> Drawing:
    """One small table a visit or call, all in a file."""
    out: list[Piece] = []
    for c in sorted(h.contacts, key=lambda c: c.day):
        form = Paper("探访／电访记录表", "Visit / Telephone Record", "JD-03", station, h.number)
        form.pairs(("服务对象", h.person.name), ("服务日期", day_of(c.day)))
        form.long(
            "服务形式", choose(("入户探访", "电话访问"), ("入户探访" if c.kind == "visit" else "电话访问",))
        )
        form.long("服务内容", c.text)
        form.long("社工签名", ink.sign("ink", h.worker))
        out += [*form.pieces(), para("")]
    return Drawing(out, f"{station}　　　表单编号：JD-03")


def together(h: HouseholdFacts, done: Cooperated, station: str) -> Paper:
    """Collaboration."""
    form = Paper("人员协同情况表", "Joint Work Record", "JD-04", station, h.number)
    form.pairs(("服务对象", h.person.name), ("协同日期", day_of(done.day)))
    form.pairs(("项目社工", h.worker), ("直聘社工", done.partner))
    form.part("一、服务对象基本情况")
    form.rows.append([box(done.facts, WIDE)])
    form.part("二、具体协同情况（何人、何时、做了何事）")
    form.rows.append([box(done.text, WIDE)])
    return form


def house_folder(h: HouseholdFacts, station: Station, ink: Ink, room: Path) -> None:
    """A household's files."""
    name = station.name
    save(house_cover(h, station), room / "00封面.docx")
    register(h, ink, name).write(room / "01建档登记表.docx")
    for a in h.assessments:
        grading(h, a, ink, name).write(room / f"02分级评估表{a.day:%Y%m%d}.docx")
    if h.contacts:
        save(contacts(h, ink, name), room / "03探访电访记录.docx")
    for n, done in enumerate(h.collaborations, 1):
        together(h, done, name).write(room / f"04人员协同情况表{n}.docx")
    if h.plan:
        form = Paper("一人一案服务计划", "Individual Service Plan", "JD-05", name, h.number)
        form.pairs(("服务对象", h.person.name), ("计划期限", f"{day_of(h.plan[0])} 至 {day_of(h.plan[1])}"))
        form.long("服务目标", "半年内病情稳定，居家无跌倒等意外发生。")
        form.long("服务内容及频次", "社工每两周探访一次，社区护士每月上门一次，志愿者协助购买日用品。")
        form.sign("社工签名", ink.sign("ink", h.worker), h.plan[0])
        form.write(room / "05一人一案服务计划.docx")


def roster(r: RosterFacts, station: Station) -> Drawing:
    """A community's list as a Word table."""
    names = (
        "序号",
        "档案编号",
        "姓名",
        "性别",
        "身份证号码",
        "联系电话",
        "人员类别",
        "需求等级",
        "负责社工",
        "备注",
    )
    rows = [[head(n) for n in names]]
    for n, e in enumerate(r.rows, 1):
        said = (
            str(n),
            e.number,
            e.name,
            e.sex,
            e.id_number,
            e.phone,
            e.category,
            GRADES[e.grade - 1],
            e.worker,
            e.remark,
        )
        rows.append([box(v) for v in said])
    return Drawing(
        [heading(f"{r.community}困难群众建档名册"), Table(rows), para(f"合计：{r.printed_total}人")],
        f"{station.name}　　　表单编号：JD-06",
    )
