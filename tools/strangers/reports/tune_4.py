"""Five more whole reports for tuning: an assessor's, one on satisfaction, one on money, one on volunteers, one on care at home."""

from __future__ import annotations

from tools.strangers.reports.draft import Draft, rounded, share
from tools.strangers.reports.long import Long
from tools.strangers.reports.tune_3_a import numeral


def assessor(seed: int) -> Long:
    """A third party's assessment: scores by dimension, ranks, samples, what was seen on site."""
    d = Draft(seed)
    names = ("组织管理", "专业服务", "服务成效", "资金使用", "满意度")
    full = (20, 30, 30, 10, 10)
    got = [d.n(15, 19), d.n(24, 29), d.n(23, 28), d.n(8, 9), d.n(8, 9)]
    total = sum(got)
    level = "优秀" if total >= 90 else "良好" if total >= 80 else "合格"
    other = {"优秀": "良好", "良好": "优秀", "合格": "良好"}[level]
    files, fine = d.n(60, 80), d.n(41, 56)
    cases, groups, acts = d.n(12, 18), d.n(8, 11), d.n(14, 20)
    people, staff_talk = d.n(52, 70), d.n(7, 11)
    contract_cases, done_cases = 30, d.n(24, 36)
    contract_visits, done_visits = 2400, d.n(1800, 2300)
    stations = d.n(9, 14)
    late = d.n(5, 9)
    return d.report(
        "第三方评估", "docx", "清河街道社会工作服务站2024年度第三方评估报告",
        "一、评估概况",
        f"评估组于2025年1月对清河街道社工站及{numeral(stations)}个社区站点进行了实地评估，抽查档案{files}份，访谈服务对象{people}人、工作人员{staff_talk}人，召开座谈会3场。",
        "二、评估得分",
        (("一级指标", "满分", "得分"), *((n, str(f), str(g)) for n, f, g in zip(names, full, got, strict=True)), ("总分", "100", str(total))),
        f"经综合评定，清河街道社工站得{total}分，其中组织管理{got[0]}分、专业服务{d.sum(got[1])}分、服务成效{got[2]}分、资金使用{got[3]}分、满意度{got[4]}分，评估等级为{d.level(level, other, total)}。",
        "三、指标完成",
        f"合同约定个案{contract_cases}例，实际完成{done_cases}例，完成率{d.percent(share(done_cases, contract_cases))}%；走访{contract_visits}户次，已完成{done_visits}户次，完成率{share(done_visits, contract_visits)}%，尚差{d.sum(contract_visits - done_visits)}户次。",
        "四、档案抽查",
        f"在抽查的{files}份档案中，个案档案{cases}份、小组档案{groups}份、活动档案{acts}份，其余{d.sum(files - cases - groups - acts)}份为建档资料。资料完整的{fine}份，完整率为{d.percent(share(fine, files))}%。存在记录滞后问题的有{late}份，占抽查总数的{d.percent(share(late, files))}%。",
        "五、主要优点",
        f"站点覆盖面广，{d.conflict(stations)}个社区站点全部挂牌运行；走访力度大，全年走访{d.conflict(done_visits)}户次；个案数量较多，共完成{done_cases}例。",
        "六、主要问题",
        f"一是档案质量不高，抽查发现{d.conflict(late)}份档案记录滞后。二是受访的{d.conflict(people)}名服务对象中，有6人不知道社工站电话。三是资金使用得分仅{got[3]}分。",
    )  # fmt: skip


def survey(seed: int) -> Long:
    """A report on satisfaction: a sample by sex, age and answer, in tables and in text."""
    d = Draft(seed)
    sent = d.n(320, 420)
    back = sent - d.n(11, 26)
    valid = back - d.n(5, 12)
    men = valid // 2 - d.n(14, 32)
    ages = d.split(valid, 4, 40)
    answers = [valid - 118, 71, 33, 14]
    asks = (("康复理疗", d.n(92, 140)), ("心理疏导", d.n(60, 90)), ("法律咨询", d.n(28, 50)))
    last = d.n(84, 90)
    now = float(share(answers[0] + answers[1], valid))
    calls, ok_calls = d.n(60, 88), d.n(48, 58)
    return d.report(
        "满意度报告", "docx", "云桥街社工站2024年度服务满意度调查报告",
        "一、调查基本情况",
        f"本次调查采用问卷与电话回访相结合的方式。共发出问卷{sent}份，回收{back}份，回收率{d.percent(share(back, sent))}%；其中有效问卷{valid}份，有效率{d.percent(share(valid, back))}%。电话回访{calls}人，接通{ok_calls}人。",
        "二、样本结构",
        f"{valid}名受访者中，男性{men}人，占{share(men, valid)}%；女性{d.sum(valid - men)}人，占{share(valid - men, valid)}%。",
        (("年龄段", "人数", "占比"), ("18岁以下", str(ages[0]), f"{share(ages[0], valid)}%"), ("18至59岁", str(ages[1]), f"{d.percent(share(ages[1], valid))}%"),
         ("60至79岁", str(ages[2]), f"{share(ages[2], valid)}%"), ("80岁及以上", str(ages[3]), f"{share(ages[3], valid)}%"), ("合计", d.sum(valid), "100%")),
        f"从年龄看，60岁及以上受访者共{d.sum(ages[2] + ages[3])}人，老年群体是主要受访人群。",
        "三、满意度结果",
        (("评价", "非常满意", "满意", "一般", "不满意", "合计"), ("人数", *(str(a) for a in answers), str(valid))),
        f"表示“非常满意”和“满意”的受访者合计{d.sum(answers[0] + answers[1])}人，总体满意率为{d.percent(rounded(now, 1))}%，比上年的{last}%提高{d.percent(rounded(now - last, 1))}个百分点。",
        "四、需求反馈",
        f"需求排名前三的依次为：{asks[0][0]}（{asks[0][1]}人，{share(asks[0][1], valid)}%）、{asks[1][0]}（{asks[1][1]}人，{d.percent(share(asks[1][1], valid))}%）、{asks[2][0]}（{asks[2][1]}人，{share(asks[2][1], valid)}%）。该题可多选。",
        "五、结论",
        f"综合{d.conflict(valid)}份有效问卷的结果，居民对社工站服务总体满意。不满意的{answers[3]}人主要反映服务时间不便。电话回访接通的{d.conflict(ok_calls)}人中，没有人投诉。需要{asks[0][0]}服务的居民多达{d.conflict(asks[0][1])}人，应列为明年重点。",
    )  # fmt: skip


def money(seed: int) -> Long:
    """A report on funds: what came in, what went out, what is left, by source, purpose and quarter."""
    d = Draft(seed)
    carried, bought, gifts = d.n(21000, 48000), 620000, d.n(36000, 72000)
    income = bought + gifts
    pay, serve, train, admin = d.n(372000, 396000), d.n(88000, 118000), d.n(14000, 22000), d.n(31000, 42000)
    out = pay + serve + train + admin
    quarters = d.split(out, 4, 110000)
    last_out = d.n(440000, 500000)
    funds = (
        ("翠园社区", d.n(8000, 16000), d.n(3000, 6000)),
        ("北苑社区", d.n(9000, 15000), d.n(2000, 5000)),
        ("荷塘社区", d.n(5000, 9000), d.n(1000, 4000)),
    )
    raised, used = sum(f[1] for f in funds), sum(f[2] for f in funds)
    heads = d.n(62, 88)
    aid = heads * 300
    return d.report(
        "经费报告", "pdf", "南塘社工站2024年度项目经费使用情况报告",
        "一、收入情况",
        f"上年结转{carried}元。本年度收入共{income}元，其中政府购买服务资金{bought}元，社会捐赠{d.sum(gifts)}元。社会捐赠占全年收入的{d.percent(share(gifts, income))}%。",
        "二、支出情况",
        (("用途", "金额（元）", "比例"), ("人员薪酬", str(pay), f"{share(pay, out)}%"), ("服务活动", str(serve), f"{share(serve, out)}%"), ("培训督导", str(train), f"{d.percent(share(train, out))}%"), ("行政办公", str(admin), f"{share(admin, out)}%"), ("合计", str(out), "100%")),
        f"本年度总支出{d.conflict(out)}元。分季度看，一季度支出{quarters[0]}元，二季度支出{quarters[1]}元，三季度支出{quarters[2]}元，四季度支出{d.sum(quarters[3])}元。与上年支出{last_out}元相比，增加{d.sum(out - last_out)}元，增幅{d.percent(share(out - last_out, last_out))}%。",
        f"人员薪酬{d.conflict(pay)}元，用于12名专职人员的工资和社保，人均{rounded(pay / 12)}元。服务活动支出{d.conflict(serve)}元，主要用于活动物料和志愿者补贴。",
        "三、结余情况",
        f"年末滚存结余{d.sum(carried + income - out)}元（上年结转加本年收入减本年支出）。",
        "四、社区慈善基金",
        (("社区", "筹集（元）", "支出（元）", "结余（元）"), *((n, str(a), str(b), d.sum(a - b) if i == 1 else str(a - b)) for i, (n, a, b) in enumerate(funds)), ("合计", str(raised), str(used), str(raised - used))),
        f"三个社区慈善基金全年共筹集{d.conflict(raised)}元，支出{used}元，使用率{d.percent(share(used, raised))}%。其中临时困难补助{heads}人，每人300元，共{d.sum(aid)}元由街道另行列支。",
        "五、说明",
        f"社会捐赠{d.conflict(gifts)}元均已公示，接受捐赠人监督。",
    )  # fmt: skip


def volunteers(seed: int) -> Long:
    """A year of volunteers: who they are, what they did, hours by platform, stars."""
    d = Draft(seed)
    party, youth, women, rest = d.n(90, 140), d.n(110, 170), d.n(60, 99), d.n(31, 49)
    all_ = party + youth + women + rest
    before = d.n(260, 310)
    stars = [d.n(32, 48), d.n(18, 27), d.n(8, 14)]
    events = [d.n(30, 46), d.n(22, 33), d.n(14, 21)]
    hours_a, hours_b = d.n(2400, 3600), d.n(900, 1600)
    hours = hours_a + hours_b
    times = d.n(1500, 2100)
    trained, sessions = d.n(120, 180), d.n(6, 9)
    swaps, value = d.n(140, 260), d.n(5200, 9800)
    teams, new_teams = d.n(12, 18), d.n(2, 4)
    clean, elders = d.n(18, 27), d.n(96, 150)
    return d.report(
        "志愿年报", "docx", "东湖社工站2024年志愿服务工作年报",
        "一、队伍建设",
        f"截至年底，注册志愿者共{all_}人，比年初的{before}人净增{d.sum(all_ - before)}人，增长{d.percent(share(all_ - before, before))}%。按类型分，党员志愿者{party}人、青年志愿者{youth}人、巾帼志愿者{women}人、其他志愿者{d.sum(rest)}人。",
        f"现有志愿服务队{teams}支，其中年内新成立{new_teams}支。评出星级志愿者{sum(stars)}名，一星{stars[0]}名、二星{stars[1]}名、三星{d.sum(stars[2])}名，星级志愿者占志愿者总数的{d.percent(share(sum(stars), all_))}%。",
        "二、服务开展",
        f"全年组织志愿服务{sum(events)}场：便民服务{events[0]}场，敬老助残{events[1]}场，文明劝导{d.sum(events[2])}场。参与志愿者{times}人次，平均每场{rounded(times / sum(events), 1)}人次。",
        f"“洁净家园”行动每月两次，共{clean}次；“爱心敲门”结对独居老人{elders}名，每周上门一次。",
        "三、服务时长",
        f"省志愿平台记录时长{hours_a}小时，校地共建平台记录时长{hours_b}小时，两个平台合计{d.sum(hours)}小时，人均{rounded(hours / all_, 1)}小时。",
        "四、培训与激励",
        f"举办志愿者培训{sessions}期，培训{trained}人次，平均每期{rounded(trained / sessions, 1)}人次。积分兑换{swaps}人次，兑换物品价值{value}元。",
        "五、成效",
        f"志愿队伍不断壮大，志愿服务队达{d.conflict(teams)}支，志愿者总数突破{all_ // 100}00人；{d.conflict(elders)}名独居老人得到结对关爱；全年志愿服务时长{d.conflict(hours)}小时，位列全区前三。",
        f"激励机制更加完善，志愿积分兑换{d.conflict(swaps)}人次，星级志愿者达到{d.conflict(sum(stars))}名。",
        "六、不足",
        f"青年志愿者{d.conflict(youth)}人中，经常参加活动的不足一半；志愿培训只有{d.conflict(sessions)}期，内容偏少。",
    )  # fmt: skip


def at_home(seed: int) -> Long:
    """Care at home: kinds of care, hours and their price, who is cared for, what was asked and answered."""
    d = Draft(seed)
    levels = (("轻度失能", d.n(26, 40)), ("中度失能", d.n(18, 27)), ("重度失能", d.n(9, 16)))
    people = sum(n for _, n in levels)
    alone, low = d.n(22, 33), d.n(28, 44)
    kinds = (
        ("助洁", d.n(1200, 1900), d.n(700, 990)),
        ("助浴", d.n(420, 660), d.n(260, 380)),
        ("助医", d.n(180, 290), d.n(330, 520)),
    )
    hours, times = sum(k[1] for k in kinds), sum(k[2] for k in kinds)
    price = 35
    carers = d.n(8, 13)
    new, gone = d.n(12, 19), d.n(6, 10)
    start = people - new + gone
    complaints, solved = d.n(12, 20), d.n(9, 11)
    beds, rails, alarms = d.n(11, 19), d.n(34, 58), d.n(40, 62)
    checks, okay = d.n(110, 150), d.n(96, 108)
    return d.report(
        "居家照护", "docx", "柳营镇居家照护项目年度自评报告",
        "（一）服务对象",
        f"年初服务老人{start}名，全年新增{new}名，因入住机构、去世等退出{gone}名，年末在服务老人{d.sum(people)}名。其中独居老人{alone}名，占{d.percent(share(alone, people))}%；低保低收入老人{low}名。",
        (("失能等级", "人数", "占比"), *((n, str(c), f"{share(c, people)}%") for n, c in levels), ("合计", str(people), "100%")),
        "（二）服务内容",
        (("服务类别", "服务时长（小时）", "服务人次"), *((n, str(a), str(b)) for n, a, b in kinds), ("合计", str(hours), d.sum(times))),
        f"全年上门服务{times}人次、{d.conflict(hours)}小时，平均每人次{rounded(hours / times, 1)}小时。按每小时{price}元结算，服务费用共{d.sum(hours * price)}元。助浴服务{d.conflict(kinds[1][2])}人次，是家属评价最高的项目。",
        f"配备护理员{carers}名，{people}名老人平均每名护理员照护{rounded(people / carers, 1)}名。",
        "（三）适老化改造",
        f"为老人家庭配置护理床{beds}张、安装扶手{rails}处、加装呼叫器{alarms}个，三项共{d.sum(beds + rails + alarms)}件（处）。",
        "（四）质量监督",
        f"镇民政办开展入户督查{checks}户次，合格{okay}户次，合格率{d.percent(share(okay, checks))}%，不合格的{d.sum(checks - okay)}户次均已整改。全年收到意见{complaints}条，办结{solved}条，办结率{d.percent(share(solved, complaints))}%。",
        "（五）自评小结",
        f"项目为{d.conflict(levels[2][1])}名重度失能老人减轻了家庭照护负担；护理床配置到{d.conflict(beds)}张；督查合格{d.conflict(okay)}户次；意见办结{solved}条。下一年度计划新增护理员3名，服务老人达到{people + 20}名。",
    )  # fmt: skip


def tune_4(seed: int = 1) -> tuple[Long, ...]:
    """The reports with figures drawn from ``seed``."""
    writers = (assessor, survey, money, volunteers, at_home)
    return tuple(write(seed * 100 + 50 + at) for at, write in enumerate(writers))
