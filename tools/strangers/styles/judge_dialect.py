"""S15: forms borrowed from across the border: traditional characters on the forms, dialect in the texts, questions as labels.

A folder a community, in it a folder a client named by nickname-free name alone; papers are named 1 to 9 by stage. Each label stands
above its value in shaded cells, instructions in small print below the title; father and mother stand side by side in the family
table. Follow-ups are one running log a case, return visits in the same log under their own heading row. Household grades are
第一級 …; approvals come from 機構督導 or 服務總監. Lists are Word tables. There is no audit.toml.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tools.strangers.facts import Assessed, CaseFacts, HouseholdFacts
from tools.strangers.papers import Approve, Cell, Drawing, Piece, Table, para
from tools.strangers.scenario import Station
from tools.strangers.styles.common import write_clutter
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, lines, options, save
from tools.strangers.styles.judge_words import renumber, reword

KINDS = {"一般": "一般個案", "重点": "重點個案", "危机": "危機個案"}
ROLE = {"supervisor": "機構督導", "district_head": "服務總監", "deputy_head": "服務總監"}
GRADES = ("第一級", "第二級", "第三級", "第四級")
RATINGS = {"良好": "良好", "一般": "一般", "较差": "較差"}
SOURCES = {"主动求助": "主動求助", "社工发现": "社工發現", "社区转介": "社區轉介"}
PEOPLE = {
    "低保": "低保",
    "特困": "特困",
    "残疾": "殘疾",
    "孤寡": "孤寡",
    "独居": "獨居",
    "困境儿童": "困境兒童",
}
WAYS = {"面谈": "面談", "入户": "家訪", "电访": "電訪", "电话": "電話"}
SPEECH = (
    ("案主说", "案主话"),
    ("她", "佢"),
    ("没有", "冇"),
    ("不是", "唔系"),
    ("这", "呢"),
    ("现在", "而家"),
    ("一起", "一齐"),
    ("看", "睇"),
)
WIDE = 8
Rows = list[list[Cell]]


def day_of(day: date | None) -> str:
    """2025-3-5."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def spoken(text: str) -> str:
    """A text with words of the dialect; equal texts stay equal."""
    for old, new in SPEECH:
        text = text.replace(old, new)
    return text


def above(*pairs: tuple[str, Value]) -> Rows:
    """Labels in shaded cells, values below."""
    room = WIDE // len(pairs)
    return [
        [head(label, room) for label, _ in pairs],
        [lines(value if not isinstance(value, str) else [value], cols=room) for _, value in pairs],
    ]


def ticks(words: dict[str, str], on: tuple[str, ...]) -> str:
    """（✓）一般個案　（　）重點個案."""
    return options(tuple(words.values()), tuple(words[o] for o in on), "（✓）", "（　）", "　")


def paper(title: str, note: str, rows: Rows, *after: Piece) -> Drawing:
    """Title, instructions in small print, table."""
    return Drawing([heading(title), para(note, size=8), Table(rows), *after])


def approvals(all_: list[Approve], ink: Ink) -> Rows:
    """One office approves; where two stand in the facts, the one that signed."""
    rows: Rows = []
    for a in [a for a in all_ if not a.empty][:1] or all_[:1]:
        who = ROLE[a.role]
        rows += above(
            (f"{who}意見", a.opinion), (f"{who}簽署", ink.sign(a.state, a.name)), ("日期", day_of(a.day))
        )
    return rows


# ---- cases -----------------------------------------------------------------------------------------------------------


def case_papers(f: CaseFacts, ink: Ink) -> dict[str, Drawing]:
    """File names and papers."""
    p = f.person
    on = f.cover_ticks if f.cover_ticks is not None else (f.category,)
    assert f.opened
    own = ("服務對象姓名", p.name)
    out = {"1": paper("個案封面", "（開案後三日內填妥）", [
        *above(("個案編號", f.number), own), *above(("所屬社區", f.community), ("需要級別", GRADES[f.grade - 1])), *above(("個案類別", ticks(KINDS, on))),
        *above(("開案日期", day_of(f.opened)), ("結案日期", day_of(f.closed))),
        *above(("負責社工", f.worker), ("服務次數", "" if f.stated_sessions is None else f"{f.stated_sessions}次")),
    ])}  # fmt: skip
    if "intake" not in f.without:
        rows = [
            *above(own, ("性別", p.sex), ("年齡", f"{p.age(f.opened)}歲")), *above(("出生日期", day_of(p.birth)), ("聯絡電話", p.phone)),
            *above(("身份證號碼", p.id_number), ("住址", p.address)), *above(("接案日期", day_of(f.opened)), ("個案來源", ticks(SOURCES, (f.source,)))),
            *above(("個案類別", ticks(KINDS, (f.inner_category.get("intake", f.category),)))), *above(("求助問題（用服務對象自己的說話寫）", spoken(f.problem))),
        ]  # fmt: skip
        if f.model:
            rows += above(("介入模式", f.model))
        out["2"] = paper(
            "接案記錄", "（在適用的括號內加✓）", [*rows, *above(("社工簽署", ink.sign("ink", f.worker)))]
        )
    if f.consent:
        out["3"] = consent(f, ink)
    if f.assessment:
        out["4"] = paper("個案評估", "（按面談所得填寫）", [
            *above(own, ("評估日期", day_of(f.assessment))), *above(("問題分析", spoken(f.problem))), *above(("資源及限制", "街坊肯帮手，屋企人得闲先返嚟。")),
            *above(("社工簽署", ink.sign("ink", f.worker))),
        ])  # fmt: skip
    if f.plan:
        theory = [] if f.theory is None else above(("理論依據", f.theory))
        out["5"] = paper("個案服務計劃", "（目標須可量度）", [
            *above(own, ("計劃日期", day_of(f.plan))), *theory, *above(("服務目標", f.goals)), *above(("介入策略", f.steps)),
            *above(("社工簽署", ink.sign("ink", f.worker))), *approvals(f.plan_approvals, ink),
        ])  # fmt: skip
    if f.crisis:
        c = f.crisis
        out["6"] = paper("危機事件處理記錄", "（事發後即日填寫）", [
            *above(own, ("事發日期", day_of(c.event_day))), *above(("獲知日期", day_of(c.known)), ("首次介入日期", day_of(c.response))),
            *above(("事件經過", spoken(c.event))), *above(("處理措施", c.measures)), *above(("上報情況", c.reported)), *above(("機構應急處理", c.emergency)),
            *above(("對社工的支援", c.support)), *above(("社工簽署", ink.sign("ink", f.worker))),
        ])  # fmt: skip
    out["7"] = log(f, ink)
    if f.closed:
        reasons = {"服务目标达到": "服務目標達到", "服务对象主动终止": "服務對象主動終止", "其他": "其他"}
        out["8"] = paper("個案結案報告", "（結案後一個月內須回訪）", [
            *above(own, ("結案日期", day_of(f.closed))), *above(("個案類別", ticks(KINDS, (f.inner_category.get("closing", f.category),)))),
            *above(("結案原因", ticks(reasons, (f.closing_reason,))), ("服務次數", "" if f.closing_sessions is None else f"{f.closing_sessions}次")),
            *above(("服務成效", spoken(f.closing_text))), *above(("社工簽署", ink.sign("ink", f.worker))), *approvals(f.closing_approvals, ink),
        ])  # fmt: skip
    if f.followups:
        rows = [[head("回訪日期", 2), head("回訪方式"), head("近況", 4), head("社工")]]
        rows += [
            [box(day_of(day), 2), box(WAYS[how]), box(spoken(text), 4), box(f.worker)]
            for day, how, text in f.followups
        ]
        out["9"] = paper("結案後回訪記錄", "（可用電話或家訪）", [*above(own), *rows])
    return out


def consent(f: CaseFacts, ink: Ink) -> Drawing:
    """Father and mother side by side."""
    p, g = f.person, f.guardian
    rows: Rows = [
        [box("本人明白個案服務的目的、保密原則及例外情況，同意接受社工提供的服務，並可隨時退出。", WIDE)],
        *above(
            ("服務對象姓名", p.name),
            ("服務對象簽署", ink.sign(f.client_sign, p.name)),
            ("簽署日期", day_of(f.consent)),
            ("社工簽署", ink.sign("ink", f.worker)),
        ),
    ]
    if g and (g.name or g.relation):
        assert f.father and f.mother
        rows += [
            *above(("監護人姓名", g.name), ("與服務對象關係", g.relation), ("監護人電話", g.phone), ("監護人簽署", ink.sign(g.sign, g.name))),
            [head("家屬", 2), head("父親", 3), head("母親", 3)], [head("姓名", 2), box(f.father.name, 3), box(f.mother.name, 3)],
            [head("聯絡電話", 2), box(f.father.phone, 3), box(f.mother.phone, 3)],
        ]  # fmt: skip
    return paper("接受個案服務同意書", "（未滿十八歲者須由監護人簽署，並填寫父母聯絡電話）", rows)


def log(f: CaseFacts, ink: Ink) -> Drawing:
    """All meetings in one running log: two rows a meeting."""
    roles = list(dict.fromkeys(ROLE[a.role] for s in f.sessions for a in s.approvals))
    who = roles[0] if roles else "機構督導"
    answered = any(s.response is not None for s in f.sessions)
    rows: Rows = [
        [
            head("次數"),
            head("日期"),
            head("方式及地點"),
            head("跟進內容", 2),
            head(f"{who}意見"),
            head(f"{who}簽署"),
            head("社工回應" if answered else "備註"),
        ]
    ]
    for s in f.sessions:
        a = next((a for a in s.approvals if not a.empty), s.approvals[0] if s.approvals else Approve(""))
        rows.append([
            box(str(s.sequence)), box(day_of(s.day)), box(f"{WAYS[s.method]}，{s.venue}"), lines(spoken(s.narrative), "社工反思：" + spoken(s.reflection), cols=2),
            box(a.opinion), lines([*ink.sign(a.state, a.name)]), box((s.response or "") if answered else ""),
        ])  # fmt: skip
    return paper(
        "個案跟進記錄",
        "（每次跟進後三日內填寫）",
        [*above(("服務對象姓名", f.person.name), ("負責社工", f.worker)), *rows],
    )


# ---- households ------------------------------------------------------------------------------------------------------


def grading(h: HouseholdFacts, a: Assessed, ink: Ink) -> Drawing:
    """Items across, rating and points below."""
    rows: Rows = [*above(("姓名", h.person.name), ("評估日期", day_of(a.day)))]
    names = {
        "经济状况": "經濟狀況",
        "身体健康": "身體健康",
        "自理能力": "自理能力",
        "生活环境": "生活環境",
        "家庭支持": "家庭支援",
    }
    rows += [[head("評估項目", 4), head("評級", 2), head("得分", 2)]]
    rows += [[box(names[n], 4), box(RATINGS[r], 2), box(str(s), 2)] for n, r, s in a.items]
    rows += [
        *above(("總分", str(a.total)), ("評定級別", GRADES[a.grade - 1])),
        *above(
            ("直聘社工簽署", ink.sign(a.direct_sign, h.direct_worker)),
            ("社工簽署", ink.sign(a.worker_sign, h.worker)),
        ),
    ]
    return paper(
        "服務需要分級評估表",
        "（80分或以上為第一級，60至79分為第二級，40至59分為第三級，39分或以下為第四級）",
        rows,
    )


def house_papers(h: HouseholdFacts, ink: Ink) -> dict[str, Drawing]:
    """File names and papers."""
    p = h.person
    out = {
        "1": paper("服務對象檔案封面", "（建檔時填寫）", [
            *above(("檔案編號", h.number), ("姓名", p.name)), *above(("所屬社區", h.community), ("服務級別", GRADES[h.cover_grade - 1])),
            *above(("建檔日期", day_of(h.opened)), ("負責社工", h.worker)),
        ]),
        "2": paper("服務對象基本資料登記表", "（在適用的括號內加✓）", [
            *above(("姓名", p.name), ("性別", h.sex_printed or p.sex)), *above(("出生日期", day_of(p.birth)), ("聯絡電話", p.phone)),
            *above(("身份證號碼", h.id_printed or p.id_number), ("住址", p.address)), *above(("人員類別", ticks(PEOPLE, h.category))),
            *above(("居住狀況", ticks({"独居": "獨居", "与家人同住": "與家人同住"}, (h.living_status,))), ("居住環境", ticks(RATINGS, (h.living,)))),
            *above(("登記日期", day_of(h.opened)), ("社工簽署", ink.sign("ink", h.worker))),
        ]),
    }  # fmt: skip
    for at, a in enumerate(h.assessments, 1):
        out[f"3-{at}"] = grading(h, a, ink)
    rows = [[head("日期", 2), head("方式"), head("內容", 4), head("社工")]]
    rows += [
        [
            box(day_of(c.day), 2),
            box("家訪" if c.kind == "visit" else "電訪"),
            box(spoken(c.text), 4),
            box(h.worker),
        ]
        for c in h.contacts
    ]
    out["4"] = paper("家訪及電訪記錄", "（每次一行）", [*above(("姓名", p.name)), *rows])
    for at, c in enumerate(h.collaborations, 1):
        out[f"5-{at}"] = paper("人員協同表", "（須具體描述）", [
            *above(("服務對象姓名", p.name), ("協同日期", day_of(c.day))), *above(("社工", h.worker), ("直聘社工", c.partner)),
            *above(("服務對象基本情況", c.facts)), *above(("具體協同情況", c.text)),
        ])  # fmt: skip
    if h.plan:
        out["6"] = paper("一人一案服務計劃", "（第一、二級須訂立）", [
            *above(("姓名", p.name)), *above(("開始日期", day_of(h.plan[0])), ("結束日期", day_of(h.plan[1]))), *above(("服務目標", "按时覆诊，有街坊照应。")),
            *above(("服務內容", "社工陪诊，义工每周探访。")),
        ])  # fmt: skip
    return out


def listing(station: Station, at: int) -> Drawing:
    """A community's list."""
    r = station.rosters[at]
    rows = [
        [
            head(x)
            for x in (
                "序號",
                "檔案編號",
                "姓名",
                "性別",
                "身份證號碼",
                "人員類別",
                "級別",
                "負責社工",
                "備註",
            )
        ]
    ]
    for n, e in enumerate(r.rows, 1):
        kinds = "、".join(PEOPLE.get(k, k) for k in e.category.split("、"))
        rows.append(
            [
                box(x)
                for x in (
                    str(n),
                    e.number,
                    e.name,
                    e.sex,
                    e.id_number,
                    kinds,
                    GRADES[e.grade - 1],
                    e.worker,
                    e.remark,
                )
            ]
        )
    return Drawing([heading(f"{r.community}檔案清單"), Table(rows), para(f"合計：{r.printed_total}戶")])


def write(station: Station, out: Path, seed: int) -> None:
    """Write the station's archive into ``out``."""
    reword(station, seed)
    renumber(station, lambda n: n, lambda n: "F" + n[n.index("-") + 1 :])
    for at, f in enumerate(station.cases):
        for name, drawing in case_papers(f, Ink(seed + at)).items():
            save(drawing, out / f.community / "個案" / f.person.name / f"{name}.docx")
    for at, h in enumerate(station.households):
        for name, drawing in house_papers(h, Ink(seed + 900 + at)).items():
            save(drawing, out / h.community / "建檔" / f"{h.number}{h.person.name}" / f"{name}.docx")
    for at, r in enumerate(station.rosters):
        save(listing(station, at), out / r.community / "檔案清單.docx")
    write_clutter(out)
