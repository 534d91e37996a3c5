"""Whole reports with several faults each, third lot, third part. Kept out of tuning: see `judge3`."""

from __future__ import annotations

from tools.strangers.reports.draft import Draft, rounded, share
from tools.strangers.reports.long import Long


def third_party(seed: int) -> Long:
    """A third party's evaluation report with weights and scores."""
    d = Draft(seed)
    parts = (d.n(16, 18), d.n(24, 27), d.n(33, 36), d.n(7, 9))
    total = sum(parts)
    level = "优秀" if total >= 90 else "良好" if total >= 80 else "合格"
    wrong_level = {"优秀": "良好", "良好": "优秀", "合格": "良好"}[level]
    files = 48
    good = d.n(39, 44)
    talked = (d.n(3, 5), d.n(8, 12), d.n(4, 7))
    posts = 12
    on_duty = d.n(9, 11)
    disabled = d.n(260, 330)
    card = disabled * d.n(82, 91) // 100
    rehab = d.n(120, 160)
    rehab_goal = 150 if rehab < 140 else 200
    return d.report(
        "第三方评估报告",
        "docx",
        "兴林街道社会工作服务站2024年度第三方评估报告",
        "受街道办事处委托，评估组于2024年12月9日至11日对兴林街道社会工作服务站进行了年度评估。评估组由3名专家和2名工作人员组成，采取听取汇报、查阅档案、实地走访、座谈访谈和电话回访相结合的方式。",
        "一、评估说明",
        f"评估采用百分制，专业服务占{d.level('40%', '50%', '100%', '权重')}、组织管理占20%、服务成效占30%、财务管理占10%。结果分为四个等级：90分以上为优秀，80—89分为良好，60—79分为合格，60分以下为不合格。",
        f"评估期间，访谈管理人员{talked[0]}人、服务对象{talked[1]}人、居委会干部{talked[2]}人，共{d.sum(sum(talked))}人；抽查各类档案{files}份，其中规范完整的{good}份，规范率{d.percent(share(good, files))}%。",
        "二、站点情况",
        f"兴林街道面积4.7平方公里，有林场职工家属区3个。站点按协议应配社工{posts}名，评估时在岗{on_duty}名，到岗率{d.percent(share(on_duty, posts))}%，主要原因是冬季有人员离职，正在补招。",
        "三、评估发现",
        "（一）组织管理。站点制度健全，例会每周一次，督导每月两次。人员流动仍需关注，近一年先后有4人离职。",
        f"（二）专业服务。服务以残疾人和林场退休职工为重点，辖区持证残疾人{disabled}人，已建立服务档案{card}份，建档率为{d.percent(share(card, disabled))}%。康复陪伴服务完成{rehab}人次，年度目标为{rehab_goal}人次，完成率{d.percent(share(rehab, rehab_goal))}%。",
        "个案计划目标清晰，但部分个案的评估环节以描述为主，缺少量表支持。小组过程记录完整，带领者反思较为深入。",
        f"（三）服务成效。电话回访40人，表示满意的38人，满意率{d.percent('95')}%。受访者普遍表示社工“随叫随到”。",
        "（四）财务管理。账目清晰，票据齐全，抽查凭证30份未见异常。",
        "四、评分结果",
        (
            ("评估维度", "满分", "得分"),
            ("组织管理", "20", str(parts[0])),
            ("服务成效", "30", str(parts[1])),
            ("专业服务", "40", str(parts[2])),
            ("财务管理", "10", str(parts[3])),
            ("总分", "100", f"{d.sum(total, total + d.n(2, 3))}"),
        ),
        f"综合以上各维度得分，站点总得分为{total}分，评估等级为{d.level(level, wrong_level, total)}。",
        "五、意见建议",
        f"建议尽快补齐{posts - on_duty}名社工，稳定队伍；建议引入标准化量表；建议把{d.conflict(disabled)}名持证残疾人按需求分级，把有限的人力投向最需要的家庭。",
        "六、其他说明",
        "本报告依据评估期间提供的资料形成，评估结束后补交的资料不影响评分。评估组成员与被评估单位无利益关系。",
    )


def quarter_brief(seed: int) -> Long:
    """A quarter's brief."""
    d = Draft(seed)
    months = [d.n(120, 190) for _ in range(3)]
    visits = sum(months)
    before = d.n(360, 440)
    tel = [d.n(200, 290) for _ in range(3)]
    new, old, closed = d.n(6, 9), d.n(14, 18), d.n(3, 5)
    acts = [d.n(4, 7) for _ in range(3)]
    heads = d.n(880, 1060)
    women = heads * d.n(54, 61) // 100
    policy = d.n(34, 52)
    done = policy - d.n(5, 11)
    wishes = d.n(58, 77)
    year_visits = visits + d.n(1050, 1240)
    goal = 2000
    return d.report(
        "四季度工作简报",
        "pdf",
        "沅水镇社工站工作简报（2024年第四季度）",
        "编报单位：沅水镇社会工作服务站　　编报日期：2025年1月3日",
        "【本季数据】",
        f"10月至12月，本站入户走访{visits}户次，其中10月{months[0]}户次、11月{months[1]}户次、12月{d.sum(months[2])}户次，比三季度的{before}户次{'增加' if visits > before else '减少'}{d.percent(share(abs(visits - before), before))}%。",
        f"电话问候三个月依次为{tel[0]}人次、{tel[1]}人次、{tel[2]}人次，季度合计{d.sum(sum(tel))}人次。",
        f"季度初在办个案{old}个，本季新开{new}个，结案{closed}个，季度末在办{d.sum(old + new - closed)}个。",
        (
            ("月份", "活动（场）", "入户走访（户次）", "电话问候（人次）"),
            ("10月", str(acts[0]), f"{d.conflict(months[0])}", str(tel[0])),
            ("11月", str(acts[1]), str(months[1]), str(tel[1])),
            ("12月", str(acts[2]), "—", str(tel[2])),
        ),
        "【年度累计】",
        f"全年累计入户走访{year_visits}户次，为年度任务{goal}户次的{d.percent(share(year_visits, goal))}%；前三季度累计{year_visits - visits}户次。",
        "【服务剪影】",
        f"“温暖过冬”主题活动季，{sum(acts)}场活动共有{heads}人次参加，其中女性{women}人次，占{d.percent(share(women, heads))}%。社工为村民现场测血压、理发、写春联，送出春联560副。",
        f"政策落地方面，受理救助政策咨询{policy}件，办结{done}件，办结率{d.percent(share(done, policy))}%，未办结的均在公示期。",
        f"点亮微心愿{wishes}个，其中儿童心愿31个、老人心愿{d.sum(wishes - 31)}个，由商会和镇卫生院认领。",
        "【队伍动态】",
        "11月，1名社工通过中级社会工作师考试，全站持证4人。12月，邀请县总站督导来站辅导2次，每次3小时，共6小时。",
        "【存在问题】",
        "山区村组分散，单日最多走访9户；入冬后道路结冰，2个村的走访推迟到12月中旬。",
        "【下季打算】",
        f"一季度计划走访450户次，举办迎春活动8场；对{d.conflict(old + new - closed)}个在办个案逐一评估，力争再结案5个。",
    )


def agency_year(seed: int) -> Long:
    """An agency's report on several projects."""
    d = Draft(seed)
    staff = d.n(52, 68)
    front = staff - d.n(9, 13)
    middle = d.n(10, 14)
    junior = d.n(20, 26)
    degree = staff * d.n(66, 74) // 100
    served = [d.n(9100, 15200) for _ in range(3)]
    total = sum(served)
    fees = [d.n(88, 140), d.n(40, 72), d.n(26, 38)]
    money = sum(fees)
    donors = d.n(9, 15)
    gone = d.n(5, 8)
    last = d.n(27000, 31000)
    train = d.n(46, 58)
    return d.report(
        "机构年度工作报告",
        "docx",
        "蜀南益家社会工作服务中心2024年度工作报告",
        "蜀南益家社会工作服务中心成立于2012年，是在市民政局登记的民办非企业单位，2022年获评4A级社会组织。2024年，中心承接项目11个，服务足迹遍及3个区县。",
        "一、组织建设",
        f"年末全职员工{staff}人，其中一线社工{front}人、行政财务人员{d.sum(staff - front)}人。持中级社会工作师证书{middle}人、助理社会工作师证书{junior}人，两者共{d.sum(middle + junior)}人，占员工总数的{d.percent(share(middle + junior, staff))}%。本科及以上学历{degree}人，占{share(degree, staff)}%。",
        f"年内离职{gone}人，按年末人数计算离职率{d.percent(share(gone, staff))}%，低于行业平均水平。理事会召开会议3次，监事列席2次。",
        "二、业务开展",
        "中心业务分为民生兜底、社区治理、儿童青少年三大板块。",
        (
            ("板块", "项目数", "服务人次", "占比"),
            ("民生兜底", "5", str(served[0]), f"{d.percent(share(served[0], total))}%"),
            ("社区治理", "4", str(served[1]), f"{share(served[1], total)}%"),
            ("儿童青少年", "2", str(served[2]), f"{share(served[2], total)}%"),
            ("合计", "11", str(total), "100%"),
        ),
        f"三大板块全年共服务{d.conflict(total)}人次，比2023年的{last}人次增长{d.percent(share(total - last, last))}%。",
        "民生兜底板块突出“早发现”，在5个街道设立12个观察点，由楼栋长、快递员、水电工共同提供线索；社区治理板块推动成立居民自组织8个，议定公共事务26件；儿童青少年板块与6所学校签订合作协议，驻校社工每周到校2天。",
        "三、财务状况",
        f"全年总收入{d.sum(money)}万元，其中政府购买服务收入{fees[0]}万元、基金会资助{fees[1]}万元、捐赠及其他收入{fees[2]}万元。政府购买服务收入占总收入的{d.percent(share(fees[0], money))}%，对单一来源的依赖有所下降。{donors}家企业成为月捐伙伴。",
        "四、能力建设",
        f"组织内部培训16次、外出学习9次，人均受训{train}学时，全员共{d.sum(staff * train)}学时。在市级以上刊物发表文章3篇，1个案例入选省级优秀案例。",
        "五、党建引领",
        "党支部现有党员14名，开展主题党日12次，与社区党组织结对7个，党员认领困难家庭28户，每户每月走访1次。",
        "六、挑战与展望",
        f"项目周期短、续签不确定，是中心面临的主要挑战。{d.conflict(front)}名一线社工平均每人负责2.3个社区，工作压力较大。2025年计划培育1至2个品牌项目，总收入保持稳定，离职率控制在10%以内。",
    )


def homebound(seed: int) -> Long:
    """A mid-term report on a project for elders at home."""
    d = Draft(seed)
    goal, now = 120, d.n(96, 115)
    levels = d.split(now, 3, 18)
    visits, each = 0, d.n(7, 9)
    visits = now * each
    escort = d.n(130, 180)
    escort_goal = 300
    bars, mats, lights = d.n(70, 95), d.n(90, 120), d.n(140, 180)
    families = d.n(62, 80)
    fell_before, fell_now = d.n(26, 32), d.n(11, 17)
    respite = d.n(18, 26)
    budget, used = 48, d.n(19, 25)
    weights = (50, 30, 20)
    marks = (d.n(84, 92), d.n(80, 90), d.n(86, 95))
    score = rounded(sum(w * m for w, m in zip(weights, marks, strict=True)) / 100, 1)
    return d.report(
        "居家老人项目中期",
        "pdf",
        "“桑榆守护”失能半失能老人居家支持项目中期报告",
        "一、进度综述",
        f"项目于2024年5月正式启动，到2024年11月末已执行七个月。计划服务失能半失能老人{goal}名，目前实际服务{now}名，完成{d.percent(share(now, goal))}%。按自理能力评估结果，轻度{levels[0]}名、中度{levels[1]}名、重度{levels[2]}名。重度老人占在服老人的{d.percent(share(levels[2], now))}%。",
        "二、分项进展",
        f"1.上门照护指导。平均每名老人上门{each}次，累计上门{d.sum(visits)}次。社工与社区医生搭档，教照护者翻身、拍背、喂食等技巧。",
        f"2.陪同就医。累计陪诊{escort}人次，占全年任务{escort_goal}人次的{d.percent(share(escort, escort_goal))}%，进度基本符合预期。陪诊主要去往市中医院和区人民医院，平均每次耗时4.5小时。",
        f"3.适老化改造。为困难家庭安装扶手{bars}副、防滑垫{mats}张、夜灯{lights}盏，三类物品共{d.sum(bars + mats + lights)}件。改造后由家属签字验收。",
        f"4.照护者支持。开展照护者互助小组2个，各8节，共{d.sum(16, 18)}节；提供喘息服务{respite}次，每次4小时，合计{d.sum(respite * 4)}小时。参加支持活动的照护家庭{families}户。",
        "三、中期成效",
        f"跌倒事件明显减少：启动前半年，服务对象共发生跌倒{fell_before}起，近半年为{fell_now}起，下降{d.percent(share(fell_before - fell_now, fell_before))}%。照护者压力量表显示，得分在“重度负担”区间的比例由38%降到24%。",
        "四、资金执行",
        f"项目资助{budget}万元，已支出{used}万元，执行率{d.percent(share(used, budget))}%，余{d.sum(budget - used)}万元。",
        "五、中期自评",
        f"自评按产出、质量、管理三项打分，权重分别为50%、30%、20%，三项得分分别为{marks[0]}分、{marks[1]}分、{marks[2]}分，加权后自评总分{d.level(score, rounded(float(score) + 5.3, 1), *marks)}分。",
        "六、困难与对策",
        f"一是重度老人陪诊难度大，轮椅出入不便；二是{d.conflict(families)}户照护家庭中有三分之一的主要照护者自身超过70岁；三是雨雪天气影响上门。对策：与出租车公司协商无障碍车辆，发展邻里互助员20名。",
        "七、后续安排",
        "2025年4月底前完成全部指标，5月开展末期评估。适老化改造扩展到门槛坡道，预计再服务15户。",
    )
