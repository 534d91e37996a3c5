"""The scenario in words of its own, for the judge-only styles: other theories, remarks, narratives and numbers.

Kept out of tuning: nobody who changes readers, forms or rules looks at these. Every replacement keeps the fact behind it
(an asking comment still asks, a denied crisis is still denied), so the scenario's expectations stand.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rapidfuzz.fuzz import ratio

from tools.strangers import draws, texts
from tools.strangers.facts import Assessed
from tools.strangers.papers import Approve
from tools.strangers.scenario import Station

THEORIES = (
    "叙事治疗",
    "焦点解决短期治疗模式",
    "增权理论",
    "社会学习理论",
    "马斯洛需要层次理论",
    "萨提亚家庭治疗模式",
    "心理社会治疗模式",
    "依恋理论",
)
STEPS_WITH_THEORY = "以增权理论为指引，先陪伴案主说出自己的难处，再由其自选两件能做的事，社工从旁支援。"
STEPS = (
    "第1至2节：摸清家中收支与照顾安排；第3至4节：陪同办理手续；第5节：回看变化，商议退出。",
    "先用两周把作息稳住，再引入邻里互助，末段检视成效并做好收尾。",
)
GOALS = (
    "到第三节时案主能自行拨打办事电话；结案前家中至少有一位亲友固定来往。",
    "两个月内把欠缴的保险补上，学会用手机预约门诊。",
)
ASKING = (
    "案主家人的态度没有写清楚，请于下一节了解后补记。",
    "介入目标偏大，需细化到每一节，改好后再交。",
    "请尽快联系其班主任核实出勤情况，并把结果写入记录。",
    "风险评估不足，应补做一次居家安全评估。",
)
NEUTRAL = ("同意实施。", "情况属实，同意。", "阅。", "已审阅，内容完整。", "记录详尽，分析到位。")
PRAISE = ("条理清楚，辛苦了。", "同意。", "阅，写得很好。")
RESPONSES = (
    "收到，已于下一节面谈时了解并写入记录。",
    "已按要求改好，新目标见计划书第二页。",
    "已联系核实，结果附于本页背面。",
)
PROBLEMS = (
    "老伴住院花销大，积蓄用得差不多了，想问问有没有能申请的帮扶。",
    "搬来半年还不认识邻居，白天一个人在家，心里闷。",
    "膝关节术后下楼困难，三个月没去复查。",
    "孩子放学后没人看管，作业常拖到半夜。",
)
CRISES = (
    "{day}夜里阳台充电的电动车起火，客厅烧毁，案主一家被消防员救出。",
    "{day}案主的独子在工地坠落身亡，案主当场昏厥，之后整日不进食。",
    "{day}案主被同居男友殴打致肋骨骨折，连夜报警。",
    "{day}案主在家中服下整瓶安眠药，被邻居发现后送医洗胃。",
)
TOLD = (
    "案主撩起衣袖让社工看手臂，说昨晚又遭丈夫家暴，被皮带抽了十几下，不敢回家。",
    "案主低声说，上周五夜里自己割腕自杀，被女儿撞见送了急诊，缝了六针。",
)
DENIED = "社工直接询问，案主否认有轻生念头，也没有伤害过自己。"
MEASURES = "社工当日到场陪同就医，做了危险程度评估，联系居委会腾出临时住处。"
EMERGENCY = "机构按突发事件处置制度启动应急预案，副主任到现场指挥。"
SUPPORT = "督导次日上午与经办社工做了情绪疏导，并抽调两名同事轮班协助。"
COLLABORATIONS = (
    "上午9时，{direct}带齐证明陪{who}到街道政务窗口递交{policy}申请，{worker}负责填表并复印户口簿，当天拿到受理回执。",
    "{worker}电话约好时间后，与{direct}一起入户查看漏水的厨房，{direct}联系物业，两天后由维修工换好水管。",
    "{direct}核对{who}的{policy}到账情况，{worker}同时了解其复诊需要，商定每月10日由{worker}陪诊。",
)
VAGUE = ("双工配合良好。", "已按要求落实协同。", "协同开展，效果不错。")
FACTS = (
    "{sex}，{age}岁，{category}对象，患高血压，靠补贴度日，与家人同住。",
    "{age}岁，{sex}性，{category}家庭，腿脚不便，由家人照料起居。",
)
VISITS = (
    "屋内整洁，煤气阀已关，{who}精神好，问起{policy}什么时候发。",
    "{who}近日咳嗽，已去社区医院拿药，社工叮嘱按时服用。",
    "陪{who}聊了{days}十分钟，说到孙辈上学的事，笑容多了。",
    "代领米油一份送到家，{who}签收，暂无其他需要。",
    "{who}说楼道灯坏了，社工记下后报{partner}处理。",
)
CALLS = (
    "{who}接听，说近日胃口不错，没有特别需要，嘱其天冷添衣。",
    "电话里{who}问{policy}的续期手续，社工逐项说明。",
    "{who}说{topic}近来顺利，约好下次社工上门再谈。",
)
FOLLOWUPS = ("回访得知案主每天去公园散步，补贴按月到账，未再出现原来的困难。",)
CLOSED = (
    "原定三项目标完成两项半，案主能独自办事，与邻居有来往，双方同意结束服务。",
    "医疗救助款已到账，家中开支有了着落，案主表示可以自己应付。",
)
REFLECTIONS = (
    "案主愿意讲细节了，信任关系在变稳。",
    "这一节社工说得偏多，下回把时间还给案主。",
    "家中亲戚其实帮得上忙，可邀来一起商量。",
    "案主对新办法半信半疑，宜放慢步子。",
)
SPOKEN = (
    "案主开门就说，这{days}天{topic}的事一直悬着，夜里睡得浅。",
    "社工把上回列的清单拿出来，两人逐条划掉已经办妥的{number}条。",
    "案主拿出{policy}的通知单，问上面的字是什么意思，社工念给他听并解释。",
    "说到{topic}，案主停了好一会儿，社工没有催，递了杯水。",
    "社工问如果情况好转一分会是什么样子，案主想了想，说能和{partner}的人说上话就算。",
    "案主当着社工的面给{partner}打了电话，约在{days}天后见面。",
    "社工讲了同街一户人家怎样走过相似的难关，案主追问了{number}处细节。",
    "案主把家里每月的收支写在纸上，社工帮着归成{number}类。",
    "社工请案主给自己近来的{topic}打分，案主给了六分，比上回高。",
    "案主的姐姐中途进来，三个人一起把{policy}要交的材料理了一遍。",
    "社工留意到墙上多了张日历，案主说用它来记{topic}。",
    "临别时案主主动说，下回想换到{place}见面。",
    "社工与案主约好，回去先试{number}次，不成也没关系。",
    "在{place}坐下后，案主先谈起{topic}，语气比前次平和。",
)


def _narrative(rng: random.Random, told: list[str]) -> str:
    """Five sentences that resemble nothing told before."""
    while True:
        text = "".join(texts.fill(p, rng, "案主") for p in rng.sample(SPOKEN, 5))
        if max((ratio(text, other) for other in told), default=0.0) <= 78:
            told.append(text)
            return text


def _approvals(approvals: list[Approve], rng: random.Random) -> None:
    for approval in approvals:
        if approval.opinion in texts.COMMENTS_ASKING:
            approval.opinion = rng.choice(ASKING)
        elif approval.opinion:
            approval.opinion = rng.choice(NEUTRAL)


def _cases(station: Station, rng: random.Random) -> None:
    told: list[str] = []
    changed: dict[str, str] = {}
    crises = told_crises = 0
    for facts in station.cases:
        asks = any(a.opinion in texts.COMMENTS_ASKING for s in facts.sessions for a in s.approvals)
        if facts.theory in texts.THEORIES:
            facts.theory = rng.choice(THEORIES)
        facts.steps = STEPS_WITH_THEORY if "优势视角" in facts.steps else rng.choice(STEPS)
        facts.goals = rng.choice(GOALS)
        _approvals(facts.plan_approvals, rng)
        _approvals(facts.closing_approvals, rng)
        for record in facts.sessions:
            _approvals(record.approvals, rng)
            if asks and record.response == "" and record.approvals[0].opinion not in ASKING:
                record.approvals[0].opinion = rng.choice(PRAISE)
            if record.response:
                record.response = rng.choice(RESPONSES)
            record.reflection = rng.choice(REFLECTIONS)
            old = record.narrative
            if old not in changed:
                new = _narrative(rng, told)
                if "本月第二次家暴" in old or "吞服大量安眠药企图自杀" in old:
                    new = TOLD[told_crises % 2] + new
                    told_crises += 1
                if "否认有自杀" in old:
                    new += DENIED
                changed[old] = new
            record.narrative = changed[old]
        if facts.crisis:
            c = facts.crisis
            c.event = CRISES[crises % 4].format(day=f"{c.event_day.month}月{c.event_day.day}日")
            crises += 1
            facts.problem = c.event
            c.measures = MEASURES
            c.emergency, c.support = c.emergency and EMERGENCY, c.support and SUPPORT
            c.reported = c.reported and f"{c.event_day.month}月{c.event_day.day}日向督导和机构负责人口头报告"
        else:
            facts.problem = rng.choice(PROBLEMS)
        if facts.closing_text:
            facts.closing_text = rng.choice(CLOSED)
        facts.followups = [(day, how, FOLLOWUPS[0]) for day, how, _ in facts.followups]


def _households(station: Station, rng: random.Random) -> None:
    for house in station.households:
        who = house.person.name
        for contact in house.contacts:
            contact.text = texts.fill(rng.choice(VISITS if contact.kind == "visit" else CALLS), rng, who)
        for done in house.collaborations:
            if len(done.text) >= 20:
                done.text = texts.fill(
                    rng.choice(COLLABORATIONS), rng, who, direct=house.direct_worker, worker=house.worker
                )
            elif done.text:
                done.text = rng.choice(VAGUE)
            if done.facts:
                done.facts = rng.choice(FACTS).format(
                    sex=house.person.sex, age=house.person.age(house.opened), category=house.category[0]
                )


def _no_overlaps(station: Station, rng: random.Random) -> None:
    """No worker is at two places at once."""
    taken: set[tuple[str, date, int]] = set()
    for facts in station.cases:
        for record in facts.sessions:
            free = [h for h in range(8, 18) if (facts.worker, record.day, h) not in taken]
            hour = rng.choice(free)
            taken.add((facts.worker, record.day, hour))
            record.time = f"{hour}:00—{hour}:50"


def _near_misses(station: Station, rng: random.Random) -> None:
    """Near misses beyond the scenario's: older assessments that conflict or lack a name, one tick, a day in its own field."""
    accused = {(e.rule, k) for e in station.expected for k in e.keys}
    for house in station.households:
        if len(house.assessments) > 1:
            older = house.assessments[0]
            older.worker_sign = "blank"
            other = rng.choice([r for r in draws.SCORES if r != house.living])
            older.items = [
                (
                    n,
                    other if n == "生活环境" else r,
                    rng.randint(*draws.SCORES[other]) if n == "生活环境" else s,
                )
                for n, r, s in older.items
            ]
            older.total = sum(i[2] for i in older.items)
            older.grade = next(g for g in (1, 2, 3, 4) if older.total >= draws.BAND_LOW[g])
            for rule in ("archive-rating-conflict", "archive-grade-signature-missing"):
                station.near.append((rule, house.number))
        if house.collaborations and ("archive-collaboration-vague", house.number) not in accused:
            station.near.append(("archive-collaboration-vague", house.number))
    for facts in station.cases:
        if facts.crisis:
            station.near.append(("case-cover-category-ambiguous", facts.number))
        if facts.guardian is None and facts.consent:
            station.near.append(("case-guardian-signature-missing", facts.number))
    for rule in ("case-grade-priority", "archive-rating-uniform"):
        station.near.append((rule, "第一片区"))


def reword(station: Station, seed: int) -> None:
    """Put the whole station into other words, in place, and add near misses."""
    rng = random.Random(seed)
    _cases(station, rng)
    _households(station, rng)
    _no_overlaps(station, rng)
    _near_misses(station, rng)


def renumber(station: Station, case: Callable[[str], str], archive: Callable[[str], str]) -> None:
    """Give every case and household the number of another pattern, in facts, lists and expectations alike.

    Expectations keep the bare core (``HX-003``) among their keys where the new number contains it, and the spelling with a dash
    between letters and digits: a report may show either.
    """
    new = {c.number: case(c.number) for c in station.cases}
    new |= {h.number: archive(h.number) for h in station.households}
    for roster in station.rosters:
        for row in roster.rows:
            new.setdefault(row.number, archive(row.number))
            row.number = new[row.number]
    for facts in station.cases:
        facts.number = new[facts.number]
    for house in station.households:
        house.number = new[house.number]
    station.expected = [
        replace(e, keys=tuple(dict.fromkeys(k for key in e.keys for k in _keys(key, new))))
        for e in station.expected
    ]
    station.near = [(rule, new.get(number, number)) for rule, number in station.near]


def _keys(key: str, new: dict[str, str]) -> list[str]:
    if key not in new:
        return [key]
    spaced = re.sub(r"(?<=[A-Z])(?=[0-9])", "-", new[key])
    return list(dict.fromkeys((new[key], *([key] if key in new[key] else []), spaced)))


def drop(station: Station, *rules: str) -> None:
    """Take back expectations whose fact stands on no paper of this style."""
    station.expected = [e for e in station.expected if e.rule not in rules]
    station.near = [n for n in station.near if n[0] not in rules]


def fixed_scores(done: Assessed, rng: random.Random, points: dict[str, int]) -> None:
    """Redraw an assessment for a form where each rating has one fixed score; right sums stay right, wrong ones wrong."""

    def band(total: int) -> int:
        return next(g for g in (1, 2, 3, 4) if total >= draws.BAND_LOW[g])

    wanted, wrong = band(done.total), done.total != sum(i[2] for i in done.items)
    while True:
        items = []
        for name, old, _ in done.items:
            rating = old if name == "生活环境" else rng.choice(tuple(points))
            items.append((name, rating, points[rating]))
        total = sum(i[2] for i in items)
        if wrong:
            near = [t for t in (total + 2, total - 2, total + 3, total - 3) if band(t) == wanted]
            if band(total) == wanted and near:
                done.items, done.total = items, near[0]
                return
        elif band(total) == wanted:
            done.items, done.total = items, total
            return
