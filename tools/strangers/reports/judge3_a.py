"""Whole reports with several faults each, third lot, first part. Kept out of tuning: see `judge3`."""

from __future__ import annotations

from tools.strangers.reports.draft import Draft, rounded, share
from tools.strangers.reports.long import Long


def township(seed: int) -> Long:
    """A township station's yearly self-evaluation."""
    d = Draft(seed)
    left, alone, low = d.n(110, 160), d.n(210, 280), d.n(300, 380)
    girls = left * 45 // 100
    visits, last = d.n(2300, 2900), d.n(1700, 2200)
    h1 = visits * 46 // 100
    cases = d.n(24, 33)
    closed = cases - d.n(6, 9)
    kinds = d.split(cases, 4, 3)
    people = d.n(1900, 2600)
    old = people * 6 // 10
    fund, used = d.n(26, 34), d.n(14, 20)
    return d.report(
        "渌溪镇社工站自评",
        "docx",
        "渌溪镇“禾苗行动”社会工作服务站2024年度绩效自评报告",
        "根据县民政局《关于做好乡镇（街道）社工站年度绩效评价工作的通知》要求，渌溪镇社会工作服务站对照评价指标逐条开展自评，现报告如下。",
        "一、站点基本情况",
        f"渌溪镇位于县城西南38公里，总面积126.4平方公里，下辖14个行政村和2个社区，户籍人口3.6万人。站点设在镇便民服务中心一楼，使用面积120平方米，2021年5月揭牌运行。目前配备驻站社工3名，其中男性1名、女性2名，平均年龄29岁。项目周期为2024年1月1日至12月31日，购买资金{fund}万元，由县级福彩公益金与镇级配套共同承担。",
        f"经摸底，全镇有低保对象{low}户，农村留守儿童{left}名，独居老人{alone}名。留守儿童中女童{girls}名，占留守儿童总数的{d.percent(share(girls, left))}%。",
        "二、主要做法",
        "（一）走村入户，把底数摸清。站点建立“一村一册”，每名社工联系5至6个村（社区），每月至少到村8天。",
        f"全年入户走访{visits}户次，其中上半年{h1}户次，下半年{d.sum(visits - h1)}户次。与2023年的{last}户次相比，增长{d.percent(share(visits - last, last))}%。",
        "走访中发现问题线索41条，当场答复17条，转介相关部门24条，均已回告群众。",
        "（二）聚焦重点，做实个案帮扶。",
        f"本年度共为{cases}个家庭提供个案服务。从服务对象看，困境儿童{kinds[0]}个、空巢老人{kinds[1]}个、重度残疾人{kinds[2]}个、其他{kinds[3]}个；截至12月底已结案{closed}个，其余转入下年度继续跟进。结案率为{d.percent(share(closed, cases))}%。",
        "典型案例：某村13岁少年小川（化名）因父亲病故休学2个月，社工上门9次，联系村小老师补课，争取助学金1500元，今年9月已复学。",
        "（三）立足村居，把活动办到家门口。",
        f"围绕传统节日和农闲时节，全年举办各类社区活动46场，参与村民{people}人次。参与者以老年人为主，60岁以上的有{old}人次，占参与总人次的{d.percent(share(old, people))}%。",
        "三、指标完成情况",
        (
            ("指标", "目标值", "完成值", "完成率"),
            ("入户走访", "2000户次", f"{visits}户次", f"{d.percent(share(visits, 2000, 2))}%"),
            ("个案服务", "20个", f"{cases}个", f"{share(cases, 20, 2)}%"),
            ("社区活动", "40场", "46场", "115.00%"),
            ("小组服务", "6个", "6个", "100.00%"),
        ),
        f"上表中个案服务超出目标{d.sum(cases - 20, cases - 20 + d.n(2, 4))}个，社区活动超出目标6场。",
        "四、资金使用",
        f"截至2024年12月31日，项目实际支出{used}万元，占购买资金总额的{d.percent(share(used, fund, 2))}%；剩余{fund - used}万元为已签约未支付的人员薪酬尾款和第四季度督导费，将于2025年1月底前支付完毕。",
        "五、存在的问题",
        "一是人手偏紧，3名社工服务16个村居，路途时间长；二是小组服务偏少，带组能力有待提升；三是志愿者以返乡大学生为主，寒暑假之外难以组织。",
        "六、下一步计划",
        f"2025年，站点计划入户走访2600户次，开展个案30个、小组8个、社区活动50场；继续关注{d.conflict(alone)}名独居老人的冬季取暖与用火安全，争取再建2个村级服务点。",
    )


def street_midterm(seed: int) -> Long:
    """A street's mid-term self-evaluation."""
    d = Draft(seed)
    staff, certified = 18, d.n(11, 14)
    call_goal, call = 3600, d.n(1700, 2100)
    visit_goal, visit = 2400, d.n(1050, 1400)
    case_goal, case = 45, d.n(19, 27)
    group, sessions, heads = d.n(9, 12), 0, d.n(560, 700)
    sessions = group * 6
    vols = d.n(130, 170)
    new = d.n(31, 45)
    hours = vols * d.n(9, 12)
    asked = d.n(118, 142)
    happy = asked - d.n(5, 9)
    goods, money = d.n(41200, 52300), d.n(22400, 31900)
    return d.report(
        "锦屏街道中期",
        "pdf",
        "锦屏街道社会工作服务站项目中期自评报告",
        "项目名称：“锦上邻里”社区治理与民生兜底服务项目　　报告日期：2025年1月8日",
        "第一部分　项目概况",
        "锦屏街道地处老城区，面积2.1平方公里，下辖9个社区，常住人口6.8万人，60岁以上老年人占27%。项目自2024年7月起实施，为期一年，合同金额118万元，由蓉心社会工作服务中心承接。",
        f"截至2024年12月31日，项目团队共{staff}人，持有社会工作者职业资格证书的{certified}人，持证率{d.percent(share(certified, staff))}%。",
        "第二部分　服务产出",
        "一、基础服务",
        f"半年来，累计拨打关怀电话{call}通，完成全年目标{call_goal}通的{d.percent(share(call, call_goal, 2))}%；上门探访{visit}人次，完成全年目标{visit_goal}人次的{share(visit, visit_goal, 2)}%；个案立案{case}宗，完成全年目标{case_goal}宗的{d.percent(share(case, case_goal, 2))}%。",
        "探访中累计送出防滑垫86张、感应夜灯120盏，协助更换老化电线14户。",
        "二、小组与活动",
        f"共开设小组{group}个，每个小组6节，合计{d.sum(sessions)}节，参加者{heads}人次。小组主题涵盖亲子沟通、慢病管理、手工减压等。",
        (
            ("社区", "活动场次", "参与人次"),
            ("锦屏里", "6", "412"),
            ("望江", "5", "358"),
            ("东门", "4", "290"),
            ("油坊街", "7", "523"),
            ("其他社区", "11", "764"),
            ("合计", f"{d.sum(33, 35)}", f"{d.sum(2347, 2437)}"),
        ),
        "三、志愿服务",
        f"在册志愿者{vols}名，其中本期新招募{new}名。志愿者累计服务{hours}小时，人均{d.sum(rounded(hours / vols), rounded(hours / vols + 2))}小时。党员志愿者52名，青年志愿者37名，部分志愿者兼具两种身份。",
        "第三部分　资源整合",
        f"本期链接物资折合{goods}元，募集善款{money}元，共计{d.sum(goods + money)}元。捐赠方包括辖区3家商超、1家药店和2个商会。善款全部进入街道社区基金专户，由居民议事会决定用途。",
        "第四部分　满意度",
        f"2024年12月，委托第三方对服务对象进行抽样调查，发放问卷150份，回收有效问卷{asked}份，有效回收率{share(asked, 150)}%。其中表示满意及以上的{happy}份，总体满意度{d.percent(share(happy, asked))}%。受访者年龄最大91岁，最小14岁。",
        "第五部分　反思与改进",
        f"一是个案进展不均衡。{case}宗个案中，东门社区就占了近一半，其余社区挖掘不足。二是志愿者管理还不够细，{d.conflict(new)}名新招募志愿者中有6名尚未完成培训。三是资料归档滞后，个别小组的评估表未及时录入。",
        "下半年，项目将把个案挖掘责任落实到社区，确保3月底前各社区至少新增1宗；5月前完成全部志愿者的轮训。",
    )


def northern_final(seed: int) -> Long:
    """A community's final self-evaluation, as Markdown."""
    d = Draft(seed)
    elders = d.n(620, 760)
    solo = elders * d.n(21, 28) // 100
    over80 = elders * d.n(11, 17) // 100
    meals = d.n(8200, 9900)
    days = 240
    winter, fall = d.n(430, 520), d.n(300, 390)
    house = winter + fall
    quarter = d.split(house, 2, 100)
    groups = (d.n(88, 120), d.n(60, 84), d.n(35, 50))
    total = sum(groups)
    budget = 36.0
    spent = (21.4, 6.8, 3.1, 2.2)
    score = d.n(81, 88)
    return d.report(
        "冰城里社区末期自评",
        "md",
        "冰城里社区“暖阳”居家养老社工服务项目末期自评报告",
        "## 1. 项目背景",
        f"冰城里社区始建于上世纪八十年代，楼龄老、电梯少、老人多。社区共有居民4,216户、9,870人，60岁以上老人{elders}人，其中独居老人{solo}人，占老年人口的{d.percent(share(solo, elders))}%；80岁以上高龄老人{over80}人，占{share(over80, elders)}%。",
        "项目由区慈善总会资助，执行期为2023年11月至2024年10月，团队有社工4人、护理顾问1人、后勤1人。",
        "## 2. 服务开展",
        "### 2.1 助餐",
        f"“暖阳食堂”全年供餐{days}天，累计供餐{meals}人次，日均{d.sum(rounded(meals / days))}人次。其中为行动不便老人送餐上门1,360人次。每餐收费8元，对低保老人减免一半。",
        "### 2.2 探访",
        f"针对北方冬季漫长的特点，社工把探访分为采暖期和非采暖期两段，采暖期探访{winter}户次，非采暖期探访{fall}户次，全年合计{d.sum(house)}户次。探访时重点查看暖气温度、用药情况和门前积雪。",
        f"按探访主体划分，社工探访{quarter[0]}户次，志愿者探访{quarter[1]}户次。志愿者探访占全部探访的{d.percent(share(quarter[1], house))}%。",
        "### 2.3 小组与讲座",
        "开设“银发课堂”三个班：智能手机班、合唱班、剪纸班。",
        f"三个班分别有学员{groups[0]}人、{groups[1]}人和{groups[2]}人，共计{d.sum(total)}人。课程以每周一次的频率开展，每次90分钟。",
        "| 班级 | 学员（人） | 结业（人） | 结业率 |\n| --- | --- | --- | --- |\n"
        f"| 智能手机班 | {groups[0]} | {groups[0] - 12} | {share(groups[0] - 12, groups[0])}% |\n"
        f"| 合唱班 | {groups[1]} | {groups[1] - 7} | {d.percent(share(groups[1] - 7, groups[1]))}% |\n"
        f"| 剪纸班 | {d.conflict(groups[2])} | {groups[2]} | 100% |",
        "## 3. 经费",
        f"项目总预算{budget:.0f}万元，实际支出{d.sum('33.5', '34.2')}万元：人员费用{spent[0]}万元，服务活动费{spent[1]}万元，物资购置费{spent[2]}万元，管理费{spent[3]}万元。管理费占实际支出的{d.percent(share(2.2, 33.5))}%，符合不超过10%的规定。",
        "## 4. 成效",
        "项目实施以来，社区未发生独居老人意外长时间无人知晓的情况；3次发现煤气泄漏隐患并及时处置；2名老人走失后在4小时内找回。",
        "前后测显示，参加课堂的老人孤独感量表平均分由46.2分降至39.8分，下降6.4分。",
        "## 5. 自评结论",
        f"对照评估指标，项目自评得分{score}分，自评等次为{d.level('良好', '优秀', score)}（90分及以上为优秀，80至89分为良好，60至79分为合格）。",
        "## 6. 后续打算",
        "下一周期将扩大助餐范围，力争日均供餐达到60人次；与物业合作加装楼道扶手200延米；把三个班扩为五个班。",
    )


def county_hub(seed: int) -> Long:
    """A county hub's yearly report with a table by station."""
    d = Draft(seed)
    names = ("城关", "白沙", "石鼓", "黄洞", "大塘")
    visits = [d.n(820, 1650) for _ in names]
    cases = [d.n(9, 21) for _ in names]
    acts = [d.n(18, 36) for _ in names]
    total_visit, total_case, total_act = sum(visits), sum(cases), sum(acts)
    crises = d.n(6, 9)
    trainees, sessions = d.n(46, 58), 12
    kids = d.n(480, 560)
    helped = kids * d.n(71, 83) // 100
    media = (d.n(2, 4), d.n(6, 9), d.n(14, 20))
    last = d.n(118, 140)
    return d.report(
        "县总站年度报告",
        "docx",
        "县社会工作服务总站2024年度工作报告",
        "2024年，县社会工作服务总站在县民政局的指导下，统筹5个乡镇站点，扎实推进基层民政服务能力提升。全年工作情况如下：",
        "一、总体成绩",
        f"全县5个站点全年入户走访{total_visit}户次，开展个案{total_case}个，举办活动{total_act}场。其中城关站走访{visits[0]}户次，占全县走访总量的{d.percent(share(visits[0], total_visit))}%。",
        "二、各站点数据",
        (
            ("站点", "入户走访（户次）", "个案（个）", "活动（场）"),
            *(
                (f"{n}站", str(v), str(c), str(a))
                for n, v, c, a in zip(names[:4], visits, cases, acts, strict=False)
            ),
            (f"{names[4]}站", str(visits[4]), str(cases[4]), str(acts[4])),
            ("合计", f"{d.sum(total_visit)}", str(total_case), f"{d.sum(total_act)}"),
        ),
        f"从表中可以看出，白沙站开展活动{d.conflict(acts[1])}场，石鼓站开展个案{cases[2]}个，工作推进较为均衡。大塘站成立时间短，指标按半年折算。",
        "三、重点工作",
        "（一）强化应急响应。6月下旬全县遭遇强降雨，总站启动应急机制，组织社工38人次参与转移安置，安抚受灾群众217人，发放应急包160个。",
        f"（二）规范个案服务。全年{total_case}个个案中，危机个案{crises}个，占个案总数的{d.percent(share(crises, total_case))}%；全部危机个案在24小时内响应。总站每季度抽查档案一次，共抽查60份，合格57份，合格率95%。",
        f"（三）关爱未成年人。全县建档困境儿童{kids}名，年内为其中{helped}名提供了心理关爱或学业辅导，覆盖率{d.percent(share(helped, kids))}%。“亲情连线”每月一次，春节期间帮助43个家庭团聚。",
        f"（四）抓好队伍建设。组织专题培训{sessions}期，每期{trainees}人，累计培训{d.sum(trainees * sessions)}人次。年内新增持证社工5人，全县持证社工由19人增加到{d.sum(24, 26)}人。",
        "（五）扩大社会影响。"
        f"全年被各级媒体报道{d.sum(sum(media))}次，其中省级{media[0]}次、市级{media[1]}次、县级{media[2]}次。编印案例集1本，收录案例22篇。",
        "四、与上年对比",
        f"2023年全县开展活动{last}场，2024年{'增加' if total_act > last else '减少'}{d.sum(abs(total_act - last))}场。两年间服务站点从4个增至5个，服务半径进一步缩短。",
        "五、困难与建议",
        "站点经费拨付偏晚，第三季度经费到12月初才到位；建议建立社工薪酬正常增长机制，稳定队伍。全年离职社工4人，主要流向县城学校和事业单位。",
        "六、2025年工作思路",
        "计划新增2个站点，全年走访不少于7000户次，个案不少于80个，危机个案响应时间控制在12小时以内。",
    )
