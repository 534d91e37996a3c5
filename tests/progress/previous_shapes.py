"""Papers of a last evaluation in shapes of their own, each with the single concerns that an attentive reader lists.

All of them speak of the sample station, so that what became of each concern is known from ``expected.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.progress.strange_papers import _docx, _pdf, _xlsx

A, B, C = "第一片区", "第二片区", "第三片区"


@dataclass(frozen=True)
class Truth:
    """One single concern: words of it, section, district, papers, rules that answer it, and what became of it."""

    words: str
    section: str
    district: str
    papers: tuple[str, ...]
    rules: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Shape:
    """One paper of the last evaluation."""

    name: str
    data: bytes
    concerns: tuple[Truth, ...]


def t(
    words: str, section: str, district: str = "", papers: str = "", rules: str = "", status: str = "human"
) -> Truth:
    """A truth; papers and rules are given with spaces between them."""
    return Truth(words, section, district, tuple(papers.split()), tuple(rules.split()), status)


def _headings() -> Shape:
    """Real headings without numbers, 扣分说明 instead of 需要关注, plain paragraphs without numbers."""
    blocks: list[Any] = [
        ("霁川街社工服务站2024年度绩效评估意见书", 0),
        "受街道委托，评估小组于2025年1月9日至10日对霁川街社工服务站进行了绩效评估，现将意见反馈如下。",
        ("项目管理", 1),
        ("主要成效", 2),
        "社工站管理制度健全，人员稳定，未成年人个案均已签订同意书。",
        "督导意见回应及时，档案保管规范。",
        ("扣分说明", 2),
        "社工到岗人数有两个月低于合同配备人数。",
        "未成年人个案RY-001的同意书中，父母的联系方式一栏均为空白。",
        "RY-002、YT-002两个未成年人个案，同意书的监护人签名处为打印姓名。",
        "机构文化氛围尚需进一步营造。",
        ("服务质量", 1),
        ("主要成效", 2),
        "小组服务形式多样，组员参与度高。",
        ("扣分说明", 2),
        "个案NB-001结案已逾一个月，档案中未见结案后的回访记录。",
        "YT-001个案为危机个案，事发后首次跟进与第二次跟进相隔过长，跟进不够及时。",
        "SL-001个案的服务计划没有写明所依据的理论或介入模式。",
        "小组XZ-002属教育性质，未开展前后测，成效难以衡量。",
        ("综合评价", 1),
        "总体而言，社工站服务扎实，基本达到合同要求，评估结果为良好。",
    ]
    return Shape("意见书.docx", _docx(blocks), (
        t("到岗人数", "management", rules="staffing-short", status="found-again"),
        t("父母的联系方式", "management", papers="RY-001", rules="case-guardian-phone-missing", status="found-again"),
        t("监护人签名处", "management", papers="RY-002 YT-002", rules="case-guardian-signature-missing", status="found-again"),
        t("文化氛围", "management"),
        t("结案后的回访", "quality", papers="NB-001", rules="case-closing-followup-missing", status="found-again"),
        t("危机个案", "quality", papers="YT-001", rules="case-crisis-followup-late", status="found-again"),
        t("理论或介入模式", "quality", papers="SL-001", rules="case-theory-missing", status="found-again"),
        t("前后测", "quality", papers="XZ-002", rules="group-test-missing", status="found-again"),
    ))  # fmt: skip


def _list_table() -> Shape:
    """问题清单: a table with merged cells for the area, columns of problem, suggestion, person and day."""
    rows = [
        ["序号", "评估板块", "片区", "存在问题", "整改建议", "责任人", "完成时限"],
        ["1", "项目管理", "第一片区", "建档JC-RY-004的分级评估表上，评估社工姓名为电脑打印，不是本人签名。", "由评估社工本人补签。", "苏念安", "2025-03-31"],
        ["2", None, "第二片区", "JC-YT-003人员协同表只写“已协同”，没有具体描述协同了什么。", "写明何时、何人、做了什么。", "江可为", "2025-03-31"],
        ["3", None, "全站", "资料室面积偏小。", "与街道协调场地。", "卢静姝", "长期"],
        ["4", "服务质量", "第一片区", "JC-RY-003档案封面所写等级与最近一次评估的等级对不上。", "以最新评估为准更正封面。", "苏念安", "2025-03-31"],
        ["5", None, "第三片区", "麦田社区名册登记的户数与在册档案数对不上。", "逐户核对后更新名册。", "叶青禾", "2025-04-30"],
        ["6", None, "第二片区", "JC-YT-001已超过半年没有复评。", "尽快复评。", "江可为", "2025-03-31"],
        ["7", "服务监测", "", "银龄志愿队七月例会的会议记录没有记录人签名。", "补签记录人。", "方若琳", "2025-03-15"],
    ]  # fmt: skip
    merges = (((1, 1), (3, 1)), ((4, 1), (6, 1)))
    blocks: list[Any] = [
        ("霁川街社工服务站末期评估问题清单", 0),
        "评估时间：2025年1月10日　　评估组组长：欧阳明",
        {"rows": rows, "merges": merges},
        "说明：请社工站对照清单逐条整改，并于2025年4月30日前书面回复。",
    ]
    return Shape("问题清单.docx", _docx(blocks), (
        t("电脑打印", "management", A, "JC-RY-004", "archive-grade-signature-typed", "found-again"),
        t("已协同", "management", B, "JC-YT-003", "archive-collaboration-vague", "found-again"),
        t("资料室", "management"),
        t("封面所写等级", "quality", A, "JC-RY-003", "archive-cover-grade-conflict", "found-again"),
        t("麦田社区名册", "quality", C, "", "roster-count-conflict", "found-again"),
        t("没有复评", "quality", B, "JC-YT-001", "archive-reassessment-overdue", "resolved"),
        t("例会的会议记录", "monitoring", "", "", "meeting-recorder-missing", "found-again"),
    ))  # fmt: skip


def _pdf_report() -> Shape:
    """A PDF whose parts end in 不足与提升空间, with items 一是、二是、三是 in one paragraph."""
    blocks: list[Any] = [
        ("霁川街社工服务站2024年中期评估报告", 0),
        ("一、评估概况", 1),
        "评估组通过查阅资料、访谈等方式开展评估，不足一百名服务对象的，全部进行满意度访问。",
        ("二、服务质量", 1),
        ("（一）优势与亮点", 2),
        "一是建档覆盖面广，名册与档案逐一对应，未发现漏建情况。二是个案介入专业，结案回访落实到位。",
        ("（二）不足与提升空间", 2),
        "一是第二片区石榴里社区个案SL-002的同意书，服务对象本人没有签字，且计划日期晚于首次服务日期，时间先后颠倒。"
        "二是第一片区的居住环境一项，绝大多数评估均勾选同一等级，未能区分。三是个案记录SL-001与其他记录内容雷同，有照搬之嫌。",
        "四是服务成果的提炼与传播不够，尚无公开发表的文章。",
        ("三、服务成效", 1),
        ("（一）优势与亮点", 2),
        "社区慈善基金覆盖全部社区，热线运作正常，未出现投诉。",
        ("（二）不足与提升空间", 2),
        "一是榕荫社区慈善基金全年筹款不到一万元；云台社区慈善基金全年无支出。二是热线存在未接来电没有回拨的情况。",
        ("四、评估结论", 1),
        "综合得分86.5分，等级为良好。",
    ]
    return Shape("中期评估.pdf", _pdf(blocks), (
        t("本人没有签字", "quality", B, "SL-002", "case-consent-signature-missing case-dates-disordered", "found-again"),
        t("绝大多数评估均勾选", "quality", A, "", "archive-rating-uniform", "found-again"),
        t("内容雷同", "quality", "", "SL-001", "case-narrative-duplicated", "found-again"),
        t("提炼与传播", "quality"),
        t("筹款不到一万元", "outcome", "", "", "fund-below-threshold", "found-again"),
        t("无支出", "outcome", "", "", "fund-inactive", "found-again"),
        t("没有回拨", "outcome", "", "", "hotline-call-missed", "found-again"),
    ))  # fmt: skip


def _markdown() -> Shape:
    """By district, each with labels in the text: 优点、不足、建议."""
    text = """# 霁川街社工服务站督导反馈

## 第一片区

**优点：** 建档及时，协同表填写具体，结案后均有回访。

**不足：**
- 竹溪社区JC-ZX-001评估表各项得分加起来与总分不符；
- 南埠社区JC-NB-002的探访次数达不到所评等级要求的频次；
- 小组XZ-001的后测全部为自我感受类题目，缺少客观题；
- 社工对政策的熟悉程度不一。

**建议：** 加强评估表复核，按等级安排探访。

## 第二片区

**优点：** 个案签名齐全。

**不足：**
- 个案YT-003已有两个多月没有任何跟进记录；
- JC-YT-002总分对应的等级与所评等级不一致；
- YT-003的转介材料缺少接收机构的回执。

**建议：** 及时跟进或办理结案。

## 第三片区

**优点：** 资源链接能力强。

**不足：** 麦田社区JC-MT-003为较高等级对象，未制定一人一案服务计划。个案QD-001过程记录的审批栏空着。

**建议：** 补充计划，完善审批。
"""
    return Shape("督导反馈.md", text.encode(), (
        t("与总分不符", "quality", A, "JC-ZX-001", "archive-score-sum-wrong", "found-again"),
        t("达不到所评等级要求的频次", "quality", A, "JC-NB-002", "archive-visits-too-few", "found-again"),
        t("自我感受类", "quality", A, "XZ-001", "group-test-subjective", "found-again"),
        t("政策的熟悉程度", "quality", A),
        t("没有任何跟进记录", "quality", B, "YT-003", "case-inactive", "found-again"),
        t("总分对应的等级", "quality", B, "JC-YT-002", "archive-grade-band-wrong", "found-again"),
        t("接收机构的回执", "quality", B, "YT-003", "referral-incomplete", "found-again"),
        t("一人一案", "quality", C, "JC-MT-003", "archive-plan-missing", "found-again"),
        t("审批栏空着", "quality", C, "QD-001", "case-approval-missing", "found-again"),
    ))  # fmt: skip


def _notice() -> Shape:
    """整改通知书: a lead-in, problems by kind of service, demands and a day at the end."""
    blocks: list[Any] = [
        ("关于霁川街社工服务站限期整改的通知", 0),
        "霁川街社工服务站：",
        "2025年1月，我办会同评估机构对你站服务项目进行了检查。检查中发现以下问题，现通知你站限期整改：",
        "一、个案服务方面",
        "1.编号NB-002的个案封面上，重点个案和一般个案两个框都打了勾。",
        "2.编号MT-001的个案，同意书签署日期在首次服务之后。",
        "3.编号SL-002的个案缺少结案报告等材料。",
        "二、小组及志愿服务方面",
        "1.小组XZ-003中期记录的审批栏为空。",
        "2.16岁以下志愿者的登记表上没有监护人签名。",
        "3.骨干志愿者费玉成的培育计划、跟进表缺失。",
        "三、档案方面",
        "1.竹溪社区名册上有人没有建档。",
        "2.办公电脑未设置开机密码，存在泄露隐患。",
        "四、整改要求",
        "1.请你站高度重视，成立整改小组，逐项落实责任人。",
        "2.请于2025年2月28日前将整改报告报我办。",
        "特此通知。",
        "霁川街道办事处",
        "2025年1月20日",
    ]
    return Shape("整改通知.docx", _docx(blocks), (
        t("两个框都打了勾", "quality", "", "NB-002", "case-cover-category-ambiguous", "found-again"),
        t("首次服务之后", "quality", "", "MT-001", "case-consent-late", "found-again"),
        t("结案报告", "quality", "", "SL-002", "case-documents-incomplete", "found-again"),
        t("XZ-003", "quality", "", "XZ-003", "group-approval-missing", "found-again"),
        t("16岁以下志愿者", "monitoring", "", "", "volunteer-guardian-signature-missing", "found-again"),
        t("费玉成", "monitoring", "", "", "core-volunteer-papers-missing", "found-again"),
        t("没有建档", "quality", "", "", "roster-archive-missing", "found-again"),
        t("开机密码", "quality"),
    ))  # fmt: skip


def _score_sheet() -> Shape:
    """A PDF of a marking table: what was taken off and why stands in the last column, blank where nothing was."""
    rows = [
        ["一级指标", "二级指标", "分值", "得分", "扣分原因"],
        ["服务进度", "指标完成", "20", "18", "社区活动完成进度落后于时间进度"],
        ["项目管理", "人员配备", "10", "10", ""],
        ["项目管理", "继续教育", "5", "4", "社工培训时数未达到要求"],
        ["服务质量", "危机处理", "10", "8", "YT-001 未见机构应急处置及对社工的支持"],
        ["服务质量", "计划", "10", "9", "第一片区年度计划较笼统，未写明资源和对象"],
        ["服务监测", "满意度", "10", "9", "满意度问卷份数不足"],
        ["服务监测", "团队", "5", "5", "无"],
        ["服务成效", "品牌", "5", "4", "品牌知晓度有限"],
    ]
    blocks: list[Any] = [("霁川街社工服务站评估评分表", 0), rows, "合计得分：87分。"]
    return Shape("评分表.pdf", _pdf(blocks), (
        t("完成进度落后", "progress", "", "", "indicator-behind", "found-again"),
        t("培训时数", "management", "", "", "training-hours-short", "found-again"),
        t("应急处置", "quality", "", "YT-001", "case-crisis-support-missing", "found-again"),
        t("年度计划较笼统", "quality", A, "", "plan-element-missing", "found-again"),
        t("问卷份数", "monitoring", "", "", "satisfaction-sample-short", "found-again"),
        t("品牌知晓度", "outcome"),
    ))  # fmt: skip


def _plain_pairs() -> Shape:
    """A text file: 问题一, then 整改建议 for it; no parts at all."""
    text = """霁川街社工服务站评估整改建议书

问题一：人员协同表没有反映兜底对象的基本信息，如JC-SL-002。
整改建议：补充服务对象基本信息。

问题二：NB-003号建档对象JC-NB-003系独居老人，整个周期只有电话联系，没有上门。
整改建议：安排上门探访。

问题三：部分独居老人被评为四级，等级偏低，如JC-RY-002。
整改建议：重新评估等级。

问题四：需求调研报告缺少调研背景和方法。
整改建议：完善报告结构。

问题五：回访制度没有按等级规定回访频率。
整改建议：补充规定。

问题六：第一片区同工之间经验交流偏少。
整改建议：每季度组织一次分享会。
"""
    return Shape("建议书.txt", text.encode(), (
        t("兜底对象的基本信息", "quality", "", "JC-SL-002", "archive-collaboration-client-missing", "found-again"),
        t("只有电话联系", "quality", "", "NB-003 JC-NB-003", "archive-phone-only", "found-again"),
        t("等级偏低", "quality", "", "JC-RY-002", "archive-elderly-alone-undergraded", "found-again"),
        t("缺少调研背景", "quality", "", "", "survey-section-missing", "found-again"),
        t("没有按等级规定", "quality", "", "", "callback-policy-incomplete", "found-again"),
        t("经验交流偏少", "quality", A),
    ))  # fmt: skip


def _workbook() -> Shape:
    """An Excel list of problems, with one column for the paper's number and one for the state of repair."""
    rows = [
        ["霁川街社工服务站上期评估问题整改台账"],
        ["编号", "领域", "社区", "涉及档案", "问题描述", "整改措施", "整改情况"],
        [1, "个案", "榕荫社区", "RY-001", "督导提出的意见社工未作回应", "督促回应", "已完成"],
        [2, "个案", "榕荫社区", "RY-002", "封面类别与档案内标注不一致", "更正", "已完成"],
        [
            3,
            "建档",
            "南埠社区",
            "JC-NB-005",
            "前面勾选居住环境一般，后面评分为良好，前后矛盾",
            "更正",
            "进行中",
        ],
        [4, "小组", "竹溪社区", "XZ-004", "计划节数与实际节数不符", "说明原因", "已完成"],
        [5, "志愿服务", "榕荫社区", "", "银龄志愿队过程记录表没有片长审批", "补审批", "已完成"],
        [6, "热线", "", "", "热线宣传力度有待加强", "加强宣传", "进行中"],
    ]
    return Shape("整改台账.xlsx", _xlsx(rows), (
        t("未作回应", "quality", "", "RY-001", "case-comment-unanswered", "found-again"),
        t("封面类别", "quality", "", "RY-002", "case-cover-category-conflict", "found-again"),
        t("居住环境一般", "quality", "", "JC-NB-005", "archive-rating-conflict", "found-again"),
        t("计划节数", "quality", "", "XZ-004", "group-session-count-conflict", "found-again"),
        t("过程记录表没有片长审批", "monitoring", "", "", "team-approval-missing", "found-again"),
        t("热线宣传", "outcome"),
    ))  # fmt: skip


SHAPES = (
    _headings(), _list_table(), _pdf_report(), _markdown(), _notice(), _score_sheet(), _plain_pairs(), _workbook(),
)  # fmt: skip
