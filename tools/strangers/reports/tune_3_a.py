"""Whole reports for tuning: a street's self-evaluation, a township's annual summary and a project's closing report."""

from __future__ import annotations

from tools.strangers.reports.draft import Draft, rounded, share
from tools.strangers.reports.long import Long

_DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """A number below 1000 in Chinese numerals."""
    if value < 10:
        return _DIGITS[value]
    if value < 20:
        return "十" + (_DIGITS[value % 10] if value % 10 else "")
    if value < 100:
        return _DIGITS[value // 10] + "十" + (_DIGITS[value % 10] if value % 10 else "")
    rest = value % 100
    if not rest:
        return _DIGITS[value // 100] + "百"
    tens = _DIGITS[rest // 10] + ("十" if rest >= 10 else "")
    return _DIGITS[value // 100] + "百" + tens + (_DIGITS[rest % 10] if rest % 10 else "")


def street_self(seed: int) -> Long:
    """A street's station evaluates itself: a summary, chapters, a table of indicators, three districts."""
    d = Draft(seed)
    visits, calls = d.n(1300, 1700), d.n(2100, 2600)
    cases, closed, groups, acts = d.n(26, 38), d.n(12, 20), d.n(11, 16), d.n(48, 66)
    v1, v2, v3 = d.split(visits, 3, 280)
    a1, a2, a3 = d.split(acts, 3, 12)
    staff = d.n(16, 22)
    licensed = staff - d.n(3, 5)
    middle = d.n(4, 6)
    persons, households = d.n(700, 860), d.n(480, 560)
    files = [d.n(120, 170), d.n(140, 180)]
    files.append(households - sum(files))
    hours, volunteers, core = d.n(2600, 3900), d.n(310, 420), d.n(24, 36)
    goods, cash = d.n(41000, 69000), d.n(22000, 38000)
    sent, back, valid = 200, d.n(188, 196), d.n(178, 186)
    pleased = valid - d.n(5, 9)
    pension, legal, wishes = d.n(36, 58), d.n(11, 19), d.n(120, 180)
    sessions, comers = groups * 6, groups * d.n(58, 70)
    return d.report(
        "街道自评", "docx", "杨柳街道社会工作服务站2024年度自评报告",
        "一、工作概要",
        f"2024年，杨柳街道社工站围绕“一老一小一残”提供服务。全年上门走访{visits}户次、电话问候{calls}人次，跟进专业个案{cases}例，办结{closed}例，举办各类主题小组{groups}个、社区活动{acts}场，"
        f"链接物资和善款合计{goods + cash}元，动员志愿者{volunteers}人，志愿服务总时数{hours}小时。",
        "二、队伍情况",
        f"全站在职社工{staff}人，其中持有社会工作职业资格证书的{licensed}人，持证比例{d.percent(share(licensed, staff))}%；{licensed}名持证人员里，中级{middle}人，初级{d.sum(licensed - middle)}人。",
        f"年内组织业务培训18场，{staff}名社工人均参训42学时，合计{d.sum(staff * 42)}学时。督导开展个别督导26次、团体督导10次，两类督导共36次。",
        "三、指标完成情况",
        (
            ("序号", "服务内容", "年度指标", "完成情况", "完成率"),
            ("1", "入户走访（户次）", "1600", str(visits), f"{share(visits, 1600)}%"),
            ("2", "电话问候（人次）", "2400", d.conflict(calls), f"{share(calls, 2400)}%"),
            ("3", "专业个案（例）", "30", str(cases), f"{d.percent(share(cases, 30))}%"),
            ("4", "主题小组（个）", "12", str(groups), f"{share(groups, 12)}%"),
            ("5", "社区活动（场）", "50", str(acts), f"{share(acts, 50)}%"),
        ),
        "四、服务开展情况",
        "（一）兜底对象建档与走访",
        f"辖区现有兜底服务对象{households}户{persons}人，已全部建档。三个片区建档数分别为：东片{files[0]}户、中片{files[1]}户、西片{d.sum(files[2])}户。",
        f"东片全年走访{v1}户次，中片全年走访{v2}户次，西片全年走访{d.sum(v3)}户次。社工协助{pension}名老人办理了高龄津贴，协同司法所为{legal}名居民解答法律问题，为居民实现微心愿{wishes}个。",
        "（二）个案与小组",
        f"从个案来源看，居委转介{cases - 15}例，主动求助9例，走访发现6例。{d.conflict(closed)}例个案已顺利办结，其余继续跟进。{numeral(groups)}个小组共{sessions}节，组员累计出席{comers}人次。",
        "长者小组平均出席率91%，儿童小组平均出席率88%。“夕阳暖巷”小组共6节，组员10名，出席57人次。",
        "（三）社区活动",
        f"东片举办活动{a1}场，中片举办活动{a2}场，西片举办活动{a3}场；其中节日类18场、健康类14场。“邻里节”当天有320余人到场，义诊服务86人次。",
        "（四）志愿服务与资源",
        f"站点登记志愿者{volunteers}人，骨干志愿者{core}人，骨干占志愿者的{d.percent(share(core, volunteers))}%。志愿者全年贡献服务时数{d.conflict(hours)}小时。",
        f"一年来争取到的社会资源折合{d.conflict(goods + cash)}元，含物资{goods}元、善款{cash}元。",
        "五、服务对象反馈",
        f"12月，我站向服务对象派发问卷{sent}份，收回{back}份，剔除无效卷后余{valid}份有效问卷，有效率{share(valid, back)}%。有效问卷中，表示满意的{pleased}份，满意度{d.percent(share(pleased, valid))}%。",
        "六、成效与不足",
        f"高龄津贴方面，已有{d.conflict(pension)}名老人在社工协助下办理成功；{d.conflict(legal)}位居民获得了法律解答；微心愿实现{wishes}个，居民口碑良好。",
        f"不足之处：一是结案偏少，{cases}例专业个案中只办结了{closed}例；二是西片活动较少，仅{a3}场；三是骨干志愿者仅{d.conflict(core)}人，后备力量不足。",
        "七、明年计划",
        "走访不少于1700户次，新开个案30例，骨干志愿者发展到50人，争取资源10万元。",
    )  # fmt: skip


def township_year(seed: int) -> Long:
    """A township's annual summary in an office's tone: numerals in words, villages, rounded figures."""
    d = Draft(seed)
    villages, towns = d.n(13, 18), d.n(2, 4)
    low, poor, orphans = d.n(210, 290), d.n(48, 76), d.n(11, 19)
    all_ = low + poor + orphans
    walks, policy, leaflets = d.n(2100, 2900), d.n(22, 34), d.n(3200, 4600)
    repairs, rails = d.n(28, 46), d.n(60, 96)
    kids, lessons = d.n(42, 66), d.n(24, 38)
    teams, helpers = d.n(8, 14), d.n(230, 330)
    firms = d.n(12, 21)
    gave = d.n(18, 34)
    last = d.n(1500, 1900)
    bath, hair = d.n(340, 460), d.n(520, 690)
    workers = d.n(9, 13)
    referral = d.n(14, 28)
    media = [d.n(6, 11), d.n(3, 5), 2]
    return d.report(
        "乡镇总结", "docx", "石桥镇社会工作服务站2024年工作总结",
        f"石桥镇社工站于2021年3月建成运行，辖{numeral(villages)}个行政村、{numeral(towns)}个社区，共{d.sum(villages + towns)}个村（社区），配有社工{workers}名。现将一年来的工作情况总结如下：",
        "一、摸清底数，精准服务",
        f"全镇共有低保对象{low}人、特困供养人员{poor}人、孤儿和事实无人抚养儿童{orphans}人，三类对象合计{d.sum(all_)}人。社工累计走访{walks}人次，较2023年的{last}人次增加{d.sum(walks - last)}人次。",
        f"针对困难老人居家安全，先后为{repairs}户困难家庭实施居家适老化改造，安装扶手{rails}根；协助{referral}人转介至上级医院或康复机构。",
        "二、突出重点，做实项目",
        "（一）“暖阳助老”项目。",
        f"项目开展了助浴、理发、陪诊三项服务，其中助浴{bath}人次、理发{hair}人次、陪诊96人次，三项服务共{d.sum(bath + hair + 96)}人次。",
        "（二）“春苗护童”项目。",
        f"项目服务留守儿童{kids}名，开设作业辅导、阅读、手工等课程{lessons}次，寒暑假各办夏（冬）令营1期。{d.conflict(kids)}名留守儿童均建立了成长档案。",
        "（三）“政策进村”项目。",
        f"组织政策宣讲{policy}场次，走遍了所有行政村，派发宣传折页{leaflets}份。重点开展四项工作：一是救助政策入户讲；二是反诈知识集中讲；三是医保政策现场讲；四是养老政策广播讲。",
        "三、五社联动，汇聚合力",
        f"目前全镇志愿服务队伍{numeral(teams)}支，志愿者{helpers}人。{firms}家爱心企业与社工站签订了结对协议，捐款捐物共计{gave}.6万元，其中捐款{gave - 11}.2万元，捐物折款{d.sum('11.4', '14.1')}万元。",
        f"全年在各级媒体发表稿件{d.sum(sum(media))}篇，其中县级{media[0]}篇、市级{media[1]}篇、省级{media[2]}篇。",
        "四、经费使用",
        (
            ("科目", "预算（万元）", "支出（万元）", "执行率"),
            ("人员经费", "42", "40.3", f"{share(40.3, 42)}%"),
            ("服务经费", "18", "16.9", f"{d.percent(share(16.9, 18))}%"),
            ("办公及其他", "6", "5.1", f"{share(5.1, 6)}%"),
            ("合计", "66", "62.3", f"{share(62.3, 66)}%"),
        ),
        f"全年预算66万元，实际支出{d.conflict('62.3', '63.2')}万元。",
        "五、主要成效",
        f"一是困难家庭居住环境得到改善，适老化改造惠及{d.conflict(repairs)}户。二是群众政策知晓度提高，{d.conflict(policy)}场政策宣讲把政策送到了家门口。"
        f"三是社会力量参与增多，结对爱心企业达{d.conflict(firms)}家，志愿服务队伍发展到{numeral(teams)}支。四是{referral}名群众经转介得到了专业帮助。",
        f"全年助浴服务{d.conflict(bath)}人次，无一起安全事故。",
        "六、存在问题",
        f"一是人手紧张，{workers}名社工要服务{villages + towns}个村（社区）。二是持证率不高。三是部分志愿服务队活动较少，{numeral(teams)}支队伍中有3支全年活动不足4次。",
        "七、下步打算",
        "2025年，计划走访3000人次，适老化改造50户，政策宣讲30场，争取爱心企业达到25家。",
    )  # fmt: skip


def project_closing(seed: int) -> Long:
    """A project's closing report in an agency's tone: funds, survey tables, outputs against the contract, weighted scores."""
    d = Draft(seed)
    budget = 360000
    staff_cost, activity, office, tax = d.n(190000, 210000), d.n(78000, 92000), d.n(21000, 29000), 12800
    spent = staff_cost + activity + office + tax
    kids, parents = d.n(58, 84), d.n(64, 90)
    boys = d.n(25, 33)
    groups = [("情绪小勇士", 8, 12), ("读写训练营", 10, 10), ("亲子沟通坊", 6, 14)]
    group_times = [s * p - d.n(3, 9) for _, s, p in groups]
    cases, home = d.n(16, 24), d.n(180, 260)
    crisis = d.n(2, 4)
    camps, camp_kids = 3, 25
    surveyed = d.n(96, 120)
    very, ok = surveyed - d.n(30, 38), d.n(22, 27)
    so = surveyed - very - ok
    before, after = d.n(58, 64), d.n(76, 84)
    schools, lectures, audience = d.n(6, 9), d.n(14, 22), d.n(860, 1320)
    tutors = d.n(36, 52)
    tutor_hours = tutors * d.n(22, 31)
    expert, street, peer = d.n(85, 95), d.n(84, 94), d.n(82, 92)
    total = rounded((expert * 50 + street * 30 + peer * 20) / 100, 1)
    old = d.n(42, 54)
    return d.report(
        "项目结项", "pdf", "“向阳花开”困境儿童成长支持项目结项报告",
        "执行机构：和风社会工作服务中心    项目周期：2024年3月至2025年2月",
        "一、项目摘要",
        f"项目面向春溪街6个社区的困境儿童及其家庭，直接受益儿童{kids}名，受益家长{parents}名。一年间共跟进个案{cases}个，家访{home}次，开设成长小组3个，走进{schools}所学校举办讲座{lectures}场，受众{audience}人次，"
        f"招募大学生课业导师{tutors}人。项目经费{budget}元，已使用{spent}元。",
        "二、服务产出",
        "1.受益儿童基本情况",
        f"{kids}名受益儿童中，男孩{boys}名，女孩{d.sum(kids - boys)}名；孤儿3名，事实无人抚养儿童8名，单亲家庭儿童21名，其他为重病重残家庭子女。上年度项目受益儿童{old}名，今年较上年增长{d.percent(share(kids - old, old))}%。",
        "2.个案与家访",
        f"共有{d.conflict(cases)}名儿童接受了个案辅导，其中危机干预{crisis}例。社工家访{d.conflict(home)}次，平均每月{rounded(home / 12)}次左右。",
        "3.成长小组",
        (
            ("小组名称", "节数", "组员人数", "出席人次"),
            *((n, str(s), str(p), str(t)) for (n, s, p), t in zip(groups, group_times, strict=True)),
            ("合计", d.sum(24, 26), "36", str(sum(group_times))),
        ),
        f"三个小组共服务组员36人，出席{d.conflict(sum(group_times))}人次。“情绪小勇士”小组前测平均得分{before}分，后测平均得分{after}分，平均提高{d.sum(after - before)}分。",
        "4.校园讲座与营会",
        f"{d.conflict(lectures)}场校园讲座覆盖{schools}所学校，听众{d.conflict(audience)}人次。寒暑假共办营会{camps}期，每期{camp_kids}名儿童，共{d.sum(camps * camp_kids)}人次参加。",
        "5.课业辅导",
        f"{tutors}名大学生导师累计辅导{tutor_hours}小时，人均{d.sum(tutor_hours // tutors)}小时。",
        "三、经费执行",
        (
            ("支出项目", "金额（元）", "占支出总额"),
            ("人员费用", str(staff_cost), f"{d.percent(share(staff_cost, spent))}%"),
            ("活动费用", str(activity), f"{share(activity, spent)}%"),
            ("办公费用", str(office), f"{share(office, spent)}%"),
            ("税费", str(tax), f"{share(tax, spent)}%"),
            ("合计", str(spent), "100%"),
        ),
        f"项目总经费36万元，实际支出{d.conflict(spent)}元，结余{d.sum(budget - spent)}元，执行率{share(spent, budget)}%。人员费用在支出中占比最高，办公费用{office}元。",
        "四、满意度与评估",
        f"结项时访问家长{surveyed}人，“非常满意”{very}人，“满意”{ok}人，“一般”{so}人，满意及以上占{d.percent(share(very + ok, surveyed))}%。",
        f"结项评审由专家、街道和同行三方打分：专家{expert}分，占50%；街道{street}分，占30%；同行{peer}分，占20%。加权后总分{d.level(total, str(float(total) + 2.3)[:4])}分，等级为{'优秀' if float(total) >= 90 else '良好'}。",
        "五、反思",
        f"课业导师流动性大，{tutors}人中坚持满一年的不到20人；危机个案{d.conflict(crisis, crisis + 2)}例，督导支持有待加强；{schools}所学校中有2所尚未建立转介机制。",
    )  # fmt: skip
