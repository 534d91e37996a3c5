"""Whole reports for tuning: a half year's brief, a centre for the disabled and a station's final papers with annexes."""

from __future__ import annotations

from tools.strangers.reports.draft import Draft, rounded, share
from tools.strangers.reports.long import Long
from tools.strangers.reports.tune_3_a import numeral


def half_year(seed: int) -> Long:
    """A brief on a half year: months in a table and in the text, the same months of the year before."""
    d = Draft(seed)
    months = [d.n(90, 150) for _ in range(6)]
    calls = [d.n(110, 190) for _ in range(6)]
    events = [d.n(3, 9) for _ in range(6)]
    visits, ring, acts = sum(months), sum(calls), sum(events)
    former = d.n(520, 640)
    cases, new, shut = d.n(22, 30), d.n(7, 11), d.n(4, 6)
    meals = d.n(3400, 5200)
    hot, answered = d.n(260, 340), d.n(230, 255)
    safety, fixed = d.n(40, 66), d.n(28, 38)
    elders = d.n(120, 160)
    seen = elders - d.n(6, 14)
    rank = d.n(2, 4)
    students = d.n(26, 44)
    teach = d.n(15, 24)
    lead = max(range(6), key=lambda i: months[i])
    names = ("1月", "2月", "3月", "4月", "5月", "6月")
    return d.report(
        "半年简报", "docx", "梧桐里社工站2024年上半年工作简报",
        "统计区间：2024年1月1日至2024年6月30日",
        "一、上半年概况",
        f"上半年，全站入户{visits}户次、去电{ring}人次，办活动{acts}场；助餐配送{meals}份；热线来电{hot}通。与去年同期的{former}户次相比，入户量增长{d.percent(share(visits - former, former))}%。",
        "二、分月数据",
        (
            ("月份", "入户（户次）", "去电（人次）", "活动（场）"),
            *((m, str(a), str(b), str(c)) for m, a, b, c in zip(names, months, calls, events, strict=True)),
            ("合计", str(visits), d.sum(ring), str(acts)),
        ),
        f"从月度走势看，入户量最高的是{names[lead]}，达{d.conflict(months[lead])}户次。一季度入户{sum(months[:3])}户次，二季度入户{d.sum(sum(months[3:]))}户次。",
        "三、重点工作",
        "（一）独居长者关爱",
        f"在册独居长者{elders}名，本期已见面{seen}名，见面率{d.percent(share(seen, elders))}%，未见面的{d.sum(elders - seen)}名为外出投亲，已电话确认平安。排查居家隐患{safety}处，整改{fixed}处，余{safety - fixed}处正在协调。",
        f"送餐员每日为行动不便的长者送餐，上半年助餐配送量为{d.conflict(meals)}份。",
        "（二）个案工作",
        f"年初在跟个案{cases}个，上半年新开{new}个，结案{shut}个，6月底在跟个案{d.sum(cases + new - shut)}个。",
        "（三）热线与隐患",
        f"上半年共接热线来电{d.conflict(hot)}通，其中当场答复{answered}通，转办{hot - answered}通。居家安全隐患共查出{d.conflict(safety)}处，六月份集中整改。",
        "（四）寒假托管",
        f"寒假托管班招收小学生{students}名，由{teach}名返乡大学生授课。{d.conflict(teach)}名大学生志愿者累计授课96课时。班上{numeral(students)}名学生全部坚持到结业。",
        "四、排名",
        f"在全区21个社工站上半年综合考评中，我站得分{d.n(86, 89)}.4分，排名第{rank}。",
        "五、下半年安排",
        f"下半年拟开展活动40场，入户不少于{visits + 60}户次，送餐6000份，新开个案10个，力争考评排名进入前{rank}。",
    )  # fmt: skip


def day_centre(seed: int) -> Long:
    """A centre for disabled persons: what kinds of persons, what courses, what they earned, who came."""
    d = Draft(seed)
    mind, body, sight, hearing = d.n(18, 26), d.n(11, 17), d.n(3, 6), d.n(4, 7)
    people = mind + body + sight + hearing
    days, each = 242, d.n(27, 33)
    comings = days * each
    courses = (
        ("手工皂制作", d.n(30, 44)),
        ("烘焙", d.n(24, 36)),
        ("生活自理", d.n(48, 66)),
        ("康复操", d.n(70, 96)),
    )
    lessons = sum(n for _, n in courses)
    orders, wage = d.n(7, 12), d.n(38000, 56000)
    placed, tried = d.n(4, 8), d.n(11, 18)
    carers, outings = d.n(22, 30), d.n(6, 9)
    checks, plans = d.n(2, 3), people
    helpers, help_times = d.n(55, 90), d.n(420, 680)
    given = d.n(15000, 26000)
    family, respite = d.n(88, 130), d.n(140, 210)
    goal = d.n(70, 90)
    reached = d.n(58, 68)
    part = d.n(9, 13)
    return d.report(
        "日间中心", "docx", "晨光残疾人日间服务中心年度自查报告",
        "第一部分  中心简介",
        f"中心面积480平方米，设托养、康复、辅助性就业三个功能区，配备工作人员9人，其中社工4人、康复师2人、护理员{d.sum(3, 4)}人。",
        "第二部分  服务数据",
        "1、学员构成",
        f"年末在册学员{people}人。按残疾类别分：智力残疾{mind}人、肢体残疾{body}人、视力残疾{sight}人、听力残疾{d.sum(hearing)}人。智力残疾学员占比{d.percent(share(mind, people))}%。全体学员均制定了个别化服务计划，共{plans}份。",
        "2、日常托养",
        f"全年开放{days}天，日均到园{each}人，累计托养{d.sum(comings)}人次。",
        "3、课程训练",
        (
            ("课程", *(n for n, _ in courses), "合计"),
            ("开课次数", *(str(n) for _, n in courses), str(lessons)),
        ),
        f"四类课程全年开课{d.conflict(lessons)}次，其中康复操开课最多，为{d.conflict(courses[3][1])}次。",
        "4、辅助性就业",
        f"承接手工订单{orders}批，学员劳动所得{wage}元，{tried}名学员参加了就业体验，{placed}名学员实现了社会就业。",
        "5、家庭支持",
        f"组织外出融合活动{outings}次，家属互助会活跃成员{carers}名。提供喘息服务{respite}人次，家庭探访{family}户次。",
        "6、社会参与",
        f"志愿者{helpers}名全年到中心服务{help_times}人次，人均{rounded(help_times / helpers, 1)}次。接受社会捐赠{given}元。",
        "第三部分  个别化目标达成",
        f"年初共设定个别化目标{goal}项，年末达成{reached}项，达成率{d.percent(share(reached, goal))}%，部分达成{part}项，未达成{d.sum(goal - reached - part)}项。",
        "第四部分  亮点",
        f"一是就业有突破。全年{d.conflict(placed)}名学员走上工作岗位，就业体验人数为{d.conflict(tried)}名，学员通过劳动获得收入{d.conflict(wage)}元。",
        f"二是家庭减压。喘息服务累计{d.conflict(respite)}人次，{carers}名家属在互助会中保持活跃。三是社会关注度提高，社会捐赠达{d.conflict(given)}元，{numeral(outings)}次融合活动都有志愿者陪同。",
        "第五部分  问题",
        f"康复师只有2名，{people}名学员的评估一年只能做{checks}轮；听力残疾学员的沟通支持不足；订单不稳定，{orders}批订单中有3批延期。",
    )  # fmt: skip


def final_papers(seed: int) -> Long:
    """A station's final self-evaluation with annexes: what the text says stands again in lists and tables behind it."""
    d = Draft(seed)
    roster = [d.n(150, 210), d.n(90, 130), d.n(40, 66), d.n(22, 36)]
    total = sum(roster)
    names = ("低保对象", "残疾人", "困境儿童", "特困人员")
    got = [d.n(88, 99) for _ in range(4)]
    weights = (40, 30, 20, 10)
    kinds = ("服务成效", "服务质量", "项目管理", "社会评价")
    score = sum(g * w for g, w in zip(got, weights, strict=True)) / 100
    fund = [d.n(6000, 15000) for _ in range(4)]
    places = ("芳草社区", "河湾社区", "塔楼社区", "松园社区")
    teams = (("银发先锋队", d.n(22, 34)), ("护苗志愿队", d.n(18, 30)), ("巧匠维修队", d.n(9, 15)))
    all_hands = sum(n for _, n in teams)
    crises, relief, relief_money = d.n(3, 6), d.n(16, 28), d.n(42000, 66000)
    fest, fest_people = d.n(5, 8), d.n(620, 940)
    counsel = d.n(150, 230)
    share_top = share(roster[0], total)
    partner = d.n(18, 29)
    posts, reads = d.n(60, 110), d.n(21, 48)
    equip = d.n(24, 40)
    return d.report(
        "末期附件", "docx", "芙蓉街社工站末期自评报告",
        "一、基本信息",
        f"服务周期自2023年11月1日起至2024年10月31日止。服务对象名册共{total}人，其中低保对象{roster[0]}人、残疾人{roster[1]}人、困境儿童{roster[2]}人、特困人员{d.sum(roster[3])}人（各类不重复计算）。低保对象占{d.percent(share_top)}%。",
        "二、主要做法",
        "（一）兜底保障有温度",
        f"期内成功申请临时救助{relief}宗，救助金额共{relief_money}元。妥善处置危机事件{crises}起。为{equip}户失能老人家庭配置了康复辅具。心理咨询室全年接待来访{counsel}人次。",
        "（二）社区参与有广度",
        f"举办传统节日主题活动{fest}场，吸引居民{fest_people}人次参加。三支志愿队共有队员{all_hands}人，其中银发先锋队{teams[0][1]}人、护苗志愿队{teams[1][1]}人、巧匠维修队{d.sum(teams[2][1])}人。",
        f"与{partner}家单位建立共建关系，开展共建活动31次。四个社区基金共募集{d.conflict(sum(fund))}元，平均每个基金{rounded(sum(fund) / 4)}元。",
        "（三）宣传推广有力度",
        f"公众号推出图文{posts}篇，总阅读量{reads}.3万人次，单篇最高阅读量8600人次。",
        "三、自评得分",
        (
            ("维度", "权重", "得分", "加权得分"),
            *((k, f"{w}%", str(g), rounded(g * w / 100, 1)) for k, w, g in zip(kinds, weights, got, strict=True)),
            ("合计", "100%", "", rounded(score, 1)),
        ),
        f"四个维度权重分别为40%、30%、20%、10%，自评总得分{d.level(rounded(score, 1), rounded(score - 2.4, 1))}分。",
        "四、成效小结",
        f"兜底保障方面，危机事件{d.conflict(crises, crises + 2)}起全部妥善处置，临时救助申请成功{d.conflict(relief)}宗，为困难群众争取救助金{d.conflict(relief_money)}元；失能老人家庭康复辅具配置{d.conflict(equip)}户。",
        f"社区参与方面，传统节日活动参与居民达{d.conflict(fest_people)}人次，共建单位增至{d.conflict(partner)}家。心理咨询来访{d.conflict(counsel)}人次，较上期增加19人次。",
        f"宣传方面，{posts}篇公众号图文中有4篇被市级平台转载。",
        "附件1：社区基金募集情况",
        (
            ("社区", "募集金额（元）", "占比"),
            *((p, str(f), f"{share(f, sum(fund))}%") for p, f in zip(places, fund, strict=True)),
            ("合计", str(sum(fund)), "100%"),
        ),
        "附件2：服务对象分类统计",
        (
            ("类别", "人数", "比例"),
            *((n, str(r), f"{share(r, total)}%") for n, r in zip(names, roster, strict=True)),
            ("合计", d.conflict(total), "100%"),
        ),
    )  # fmt: skip
