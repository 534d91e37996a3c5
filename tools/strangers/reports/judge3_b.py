"""Whole reports with several faults each, third lot, second part. Kept out of tuning: see `judge3`."""

from __future__ import annotations

from tools.strangers.reports.draft import Draft, rounded, share
from tools.strangers.reports.long import Long


def satisfaction(seed: int) -> Long:
    """A satisfaction and outcome report."""
    d = Draft(seed)
    sent = d.n(240, 300)
    back = sent - d.n(8, 17)
    valid = back - d.n(4, 9)
    male = valid * d.n(36, 44) // 100
    ages = d.split(valid, 4, 20)
    very = valid * d.n(58, 66) // 100
    rather = valid * d.n(22, 27) // 100
    fair = valid - very - rather
    knows = valid * d.n(81, 92) // 100
    wish = d.split(d.n(80, 110), 3, 12)
    return d.report(
        "满意度与成效",
        "pdf",
        "涪滨街道社工服务项目服务对象满意度与成效调查报告",
        "一、调查说明",
        "为客观了解服务成效，项目组于2024年11月4日至22日开展满意度调查。调查采用分层抽样，按低保、特困、残疾、普通居民四类人群确定配额，由12名经过培训的大学生志愿者入户填答，每份问卷用时约15分钟。",
        f"本次共发放问卷{sent}份，收回{back}份，回收率{d.percent(share(back, sent))}%；剔除漏答、乱答问卷后，有效问卷{valid}份，有效率{d.percent(share(valid, back))}%。",
        "二、样本构成",
        f"有效样本中，男性{male}人，女性{d.sum(valid - male)}人；年龄方面，35岁及以下{ages[0]}人，36至59岁{ages[1]}人，60至79岁{ages[2]}人，80岁及以上{ages[3]}人。",
        (
            ("年龄", "人数", "占比"),
            ("35岁及以下", str(ages[0]), f"{share(ages[0], valid)}%"),
            ("36—59岁", str(ages[1]), f"{d.percent(share(ages[1], valid))}%"),
            ("60—79岁", f"{d.conflict(ages[2])}", f"{share(ages[2], valid)}%"),
            ("80岁及以上", str(ages[3]), f"{share(ages[3], valid)}%"),
        ),
        "三、满意度结果",
        f"对服务总体表示“非常满意”的有{very}人，占{share(very, valid)}%；“比较满意”的有{rather}人，占{d.percent(share(rather, valid))}%；“一般”的有{fair}人，占{share(fair, valid)}%；没有受访者选择“不满意”。",
        f"非常满意与比较满意合计{d.sum(very + rather)}人，总体满意率为{share(very + rather, valid)}%。分项来看，对社工态度的满意率为98.1%，对服务及时性的满意率为93.5%，对活动场地的满意率为84.7%，场地是今后改进的重点。",
        "四、知晓与参与",
        f"知道社工站地址或电话的受访者{knows}人，知晓率{d.percent(share(knows, valid))}%。参加过社工站活动的占六成左右，最近半年参加过3次以上的占21.4%。",
        "五、服务期望",
        f"共收集到意见建议{d.sum(sum(wish))}条，其中希望增加助医陪诊的{wish[0]}条，希望增加儿童托管的{wish[1]}条，其他{wish[2]}条。",
        "六、结论与建议",
        "一是服务总体获得认可，社工态度尤受好评；二是低龄老人参与意愿强，可发展为志愿者；三是场地不足影响活动质量，建议与社区党群服务中心共用多功能室；四是宣传渠道以熟人介绍为主，新媒体触达不足，建议每周更新一次公众号。",
        f"需要说明的是，本次{d.conflict(valid)}份有效问卷均来自常住居民，未包含流动人口，结论推广时应当谨慎。",
    )


def finance(seed: int) -> Long:
    """A report on the money of a project."""
    d = Draft(seed)
    grant, match, gift = d.n(52, 60) * 10000, d.n(11, 15) * 10000, d.n(2, 4) * 10000 + d.n(100, 9000)
    income = grant + match + gift
    wages, social, activity, goods, travel, admin = (
        d.n(310000, 350000),
        d.n(61000, 70000),
        d.n(82000, 99000),
        d.n(33000, 41000),
        d.n(12000, 18000),
        d.n(30000, 38000),
    )
    spent = wages + social + activity + goods + travel + admin
    left = income - spent
    rows = (
        ("人员工资", wages, 340000),
        ("社会保险", social, 70000),
        ("服务活动", activity, 100000),
        ("物资采购", goods, 40000),
        ("交通差旅", travel, 20000),
        ("行政管理", admin, 40000),
    )
    wrong_row = 2
    d_rows = []
    for at, (name, value, plan) in enumerate(rows):
        cell = share(value, plan)
        d_rows.append((name, str(plan), str(value), f"{d.percent(cell) if at == wrong_row else cell}%"))
    plan_all = sum(p for _, _, p in rows)
    return d.report(
        "资金使用情况报告",
        "docx",
        "“松江彩虹”社区融合服务项目资金使用情况报告",
        "按照项目资助协议第七条约定，现将2023年12月1日至2024年11月30日项目资金的收支情况报告如下，接受资助方和社会监督。",
        "一、收入情况",
        f"项目期内收入共计{d.sum(income)}元，包括市级专项资助{grant}元、区级配套{match}元、社会捐赠{gift}元。市级专项资助占收入总额的{d.percent(share(grant, income))}%。资助款分两次拨付，首笔于2023年12月18日到账，占资助总额的70%，尾款于2024年9月到账。",
        "二、支出情况",
        f"项目期内支出共计{spent}元，预算执行率{d.percent(share(spent, plan_all))}%，各科目明细见下表（单位：元）。",
        (
            ("科目", "预算", "支出", "执行率"),
            *d_rows,
            ("合计", str(plan_all), f"{d.sum(spent)}", f"{share(spent, plan_all)}%"),
        ),
        f"其中，人员工资与社会保险两项合计{d.sum(wages + social)}元，主要用于支付5名专职社工和1名财务兼职人员12个月的薪酬。行政管理费占支出总额的{share(admin, spent)}%，未超过10%的上限。",
        "单笔超过5000元的采购均履行三方比价程序，年内共发生4笔，涉及音响设备、康复器材和冬季棉衣。",
        "三、结余情况",
        f"收支相抵，项目结余{d.sum(left)}元，将按协议约定结转用于下一周期的服务活动，不得用于发放补贴。",
        "四、管理措施",
        "机构设置独立核算账套，做到专款专用；每季度在公示栏公布收支情况，累计公示4次；2024年6月接受区审计局抽查，提出的2条整改意见均已落实。",
        "五、受益情况",
        f"项目直接受益人数1,864人，按支出总额测算，人均投入{d.sum(rounded(spent / 1864), rounded(spent / 1864 + 60))}元。受益人群中残疾人占41%，老年人占35%，其余为残疾人家属及社区居民。",
        f"以上数据经机构财务负责人与项目主管核对。社会捐赠{d.conflict(gift)}元的明细及捐赠票据另附。",
    )


def left_behind(seed: int) -> Long:
    """A project's closing report."""
    d = Draft(seed)
    villages = 6
    kids = d.n(168, 214)
    boys = kids * d.n(52, 57) // 100
    grades = d.split(kids, 3, 30)
    camp = d.n(58, 74)
    letters, calls = d.n(310, 420), d.n(540, 690)
    parents = d.n(92, 130)
    lessons = d.n(36, 48)
    home = d.n(410, 530)
    before, after = d.n(38, 46), d.n(69, 81)
    volunteers = d.n(42, 60)
    students = volunteers - d.n(12, 18)
    return d.report(
        "留守儿童项目结项",
        "docx",
        "“萤火陪伴”农村留守儿童关爱服务项目结项报告",
        "一、项目信息",
        "资助单位：市青少年发展基金会；执行单位：青禾社会工作服务中心；执行时间：2024年3月至2024年12月；资助金额15万元。",
        "二、服务对象",
        f"项目覆盖{villages}个村，建档服务留守儿童{kids}名。其中男孩{boys}名，女孩{d.sum(kids - boys)}名；按学段分，学龄前{grades[0]}名、小学{grades[1]}名、初中{grades[2]}名。小学生占全部建档儿童的{d.percent(share(grades[1], kids))}%。",
        "由祖父母隔代照料的儿童最多，约占七成；另有9名由亲戚代管，社工对这9名儿童每两周上门一次。",
        "三、服务过程",
        "1.建立支持网络。项目启动后，社工用一个半月时间走完6个村，与村儿童主任逐一对接，修订了《联系卡》和《紧急求助流程》。",
        f"2.亲情连线。协助儿童给父母写信{letters}封、拨打视频电话{calls}次，两项合计{d.sum(letters + calls)}次（封）。端午、中秋两个节日当天的连线次数最多。",
        f"3.暑期营地。7月至8月在2个村举办夏令营共4期，参加儿童{camp}人，占建档儿童的{d.percent(share(camp, kids))}%。营地开设安全教育、绘画、自然观察等课程{lessons}节，平均每期{d.sum(rounded(lessons / 4, 1).rstrip('0').rstrip('.'), lessons // 4 + 3)}节。",
        f"4.家长课堂。线上线下共举办8次，{parents}名家长（含祖辈照料者）参加。课后问卷显示，会用正面语言鼓励孩子的家长由{before}%提高到{after}%，提高了{d.sum(after - before)}个百分点。",
        f"5.入户家访。十个月内家访{home}人次，月均{d.sum(rounded(home / 10))}人次。",
        f"6.志愿者陪伴。招募志愿者{volunteers}名，其中大学生{students}名，占{d.percent(share(students, volunteers))}%，其余为村里的退休教师和返乡青年。",
        "四、项目目标达成",
        (
            ("目标", "计划", "实际", "达成"),
            ("建档儿童", "160名", f"{d.conflict(kids)}名", "已达成"),
            ("夏令营", "4期", "4期", "已达成"),
            ("家长课堂", "8次", "8次", "已达成"),
            ("家访", "400人次", f"{home}人次", "已达成"),
        ),
        "五、典型故事",
        "四年级的小禾（化名）原来不愿开口，参加夏令营后主动担任小组长，给在广东打工的妈妈写了7封信。妈妈国庆回家住了5天，说孩子像变了个人。",
        "六、经验与不足",
        "经验在于把儿童主任变成同行者；不足在于初中生参与少，周末才回村，服务时间难以安排。",
        f"七、可持续安排\n项目结束后，{villages}个村的儿童主任继续负责联系，镇社工站每季度回访一次；{d.conflict(volunteers)}名志愿者已转入镇志愿服务队统一管理。",
    )


def volunteer_year(seed: int) -> Long:
    """A yearly report on volunteers, as Markdown."""
    d = Draft(seed)
    total, last = d.n(860, 990), d.n(610, 760)
    active = total * d.n(38, 47) // 100
    teams = [d.n(120, 220) for _ in range(3)]
    rest = total - sum(teams)
    act = d.n(210, 260)
    on, off = act * 2 // 5, act - act * 2 // 5
    hours = active * d.n(16, 22)
    stars = (d.n(40, 60), d.n(15, 24), d.n(4, 9))
    blood = d.n(60, 84)
    trained = total * d.n(52, 66) // 100
    return d.report(
        "志愿服务年报",
        "md",
        "嘉陵新区志愿服务站2024年度报告",
        "> 本报告数据截至2024年12月20日，来源于志愿四川平台及站点台账。",
        "## 一、队伍规模",
        f"注册志愿者{total}人，比上年末的{last}人净增{d.sum(total - last)}人，增幅{d.percent(share(total - last, last))}%。全年参加过至少一次服务的活跃志愿者{active}人，活跃率{d.percent(share(active, total))}%。年龄最大的志愿者78岁，最小的9岁（由家长陪同）。",
        "| 队伍 | 人数 | 占比 |\n| --- | --- | --- |\n"
        f"| 应急救援队 | {teams[0]} | {share(teams[0], total)}% |\n"
        f"| 银龄互助队 | {teams[1]} | {d.percent(share(teams[1], total))}% |\n"
        f"| 文明劝导队 | {teams[2]} | {share(teams[2], total)}% |\n"
        f"| 未编队志愿者 | {rest} | {share(rest, total)}% |\n"
        f"| 总计 | {total} | 100% |",
        "## 二、服务情况",
        f"全年组织志愿服务{act}场，其中线上发布{on}场，线下自主组织{d.sum(off)}场。主要集中在文明劝导、助老助残、垃圾分类、大型赛事保障四个领域。",
        f"累计服务时长{hours}小时，活跃志愿者人均服务{d.sum(rounded(hours / active), rounded(hours / active + 3))}小时。单次服务时间最长的是8月的抗旱送水行动，持续11天。",
        "## 三、激励与培训",
        f"评选星级志愿者{d.sum(sum(stars))}名，三星、四星、五星分别为{stars[0]}名、{stars[1]}名、{stars[2]}名。星级志愿者可在辖区23家商户享受折扣。",
        f"开展通识培训9场、专项培训6场，受训志愿者{trained}人，占注册人数的{d.percent(share(trained, total))}%。",
        "## 四、特色项目",
        f"**无偿献血。** 6月14日世界献血者日，{blood}名志愿者参与献血，献血总量22,600毫升。",
        "**河小青巡护。** 每月巡护2次，全年24次，清理垃圾约1.8吨，发现排污口3处并上报。",
        "**爱心驿站。** 新增驿站5个，总数达到17个，为户外劳动者提供饮水、充电、休息服务。",
        "## 五、问题与改进",
        f"一是沉默志愿者多，全年未参加服务的有{d.sum(total - active)}人；二是专业型队伍少；三是保险覆盖不全，目前仅为应急救援队{d.conflict(teams[0])}人购买了意外险。",
        "2025年力争活跃率提高到50%，人均服务时长达到24小时，新组建2支专业队伍。",
    )
