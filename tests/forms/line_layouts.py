"""Papers whose labels stand in lines, letters and shared cells, in words that no list of labels has.

They were written before it was known how they are read. All names and numbers are invented.
"""

from __future__ import annotations

from datetime import date

from auditor.pages.model import Document
from tests.forms.papers import A, document, table
from tests.forms.strange_layouts_2 import BLANK, PICTURE, TYPED, Known, Strange


def word(*blocks: str | list[list[object]]) -> Document:
    return document(*(table(block) if isinstance(block, list) else block for block in blocks))


# ---- wide blanks, paragraphs ---------------------------------------------------------------------------------------------


def plan_in_wide_blanks() -> tuple[Document, list[Known]]:
    """A plan in paragraphs; pairs stand apart by wide blanks and some labels are in no list."""
    paper = word(
        "个案服务计划书",
        "案主：简若彤　　　　草拟日期：2025年4月5日　　　　主理社工：庞思源",
        "卷宗编号：MX-2025-011　　　性质：重点个案　　　预定节数：8节",
        "一、案主情况",
        "案主为初中二年级学生，父母离异后与外祖母同住。",
        "二、理论架构",
        "采用认知行为治疗，并以生态系统视角理解家庭变化。",
        "三、工作目标",
        "三个月内恢复稳定作息，缺课每周不超过半天。",
        "四、推行步骤",
        "第一至三节建立关系；第四至八节练习想法记录。",
        "五、审核意见",
        f"督导意见：同意按此计划开展　　督导（签名）：{A}　　签署时间：2025年4月8日",
        f"社工签署：{A}　　　日期：2025年4月5日",
    )
    return paper, [
        Known(
            "case-plan",
            {
                "client.name": "简若彤",
                "number": "MX-2025-011",
                "category": ("重点个案",),
                "worker": "庞思源",
                "date": date(2025, 4, 5),
                "session_count": 8,
                "theory": TYPED,
                "goals": TYPED,
                "narrative": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 4, 8)}
            ],
        )
    ]


def session_letter() -> tuple[Document, list[Known]]:
    """A process record in paragraphs with short unknown labels; the identity number must not swallow the rest."""
    paper = word(
        "个案服务过程记录",
        "案主：莫家栋　　　面谈总节数：第3节　　　会谈时日：2025年5月9日",
        "身份证号：440582201105063217",
        "会面场所：社工站咨询室",
        "参与者：案主、外祖母",
        "本节目的：了解案主返校第一周的适应情况",
        "过程描述：社工与案主回顾一周作息，案主说能按时起床，但上数学课时仍紧张。社工示范呼吸放松，并约定每日练习一次。",
        "专业反省：案主愿意尝试，外祖母的支持是有利因素。",
        f"工作员签字：{A}　　　　撰写时日：2025年5月10日",
        "督导批示：",
        "目标清楚，下节可邀请班主任参与。",
        f"督导签章：{A}　　签章日期：2025年5月14日",
        "社工响应：已联系班主任，下节一同面谈。",
    )
    return paper, [
        Known(
            "case-session",
            {
                "client.name": "莫家栋",
                "sequence": 3,
                "date": date(2025, 5, 9),
                "venue": "社工站咨询室",
                "goals": TYPED,
                "narrative": TYPED,
                "reflection": TYPED,
                "worker_signature": PICTURE,
                "record_date": date(2025, 5, 10),
                "response": TYPED,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 5, 14)}
            ],
        )
    ]


def profile_card() -> tuple[Document, list[Known]]:
    """A registration card held by tabs, two and three pairs a line."""
    paper = word(
        "困难群众建档表",
        "档案编码：FL-026\t立档日期：2025年2月18日\t建档工作员：柯颖",
        "户主姓名：蓝秋生\t性别：男\t出生日期：1951年7月3日",
        "常住地址：枫林街道竹园巷7号\t社区居委：竹园社区",
        "联络号码：13500216677\t人员类型：特困\t需求级别：二级",
        "身体状况描述：患高血压，按时服药",
        "居住环境：□良好 ■一般 □较差",
        f"工作员签署：{A}\t签署时间：2025年2月18日",
    )
    return paper, [
        Known(
            "archive-registration",
            {
                "number": "FL-026",
                "date": date(2025, 2, 18),
                "worker": "柯颖",
                "client.name": "蓝秋生",
                "client.sex": "男",
                "client.birth_date": date(1951, 7, 3),
                "client.address": "枫林街道竹园巷7号",
                "community": "竹园社区",
                "client.phone": "13500216677",
                "category": ("特困",),
                "grade": 2,
                "health": TYPED,
                "living_environment": ("一般",),
                "worker_signature": PICTURE,
            },
        )
    ]


def cover_card() -> tuple[Document, list[Known]]:
    """A case cover as a card; labels made of stems and roles that no list has."""
    paper = document(
        "个案档案封面",
        table(
            [
                ["卷宗编码", "ZY-2025-031", "案别", "重点个案"],
                ["案主", "覃小雨", "性别", "女"],
                ["立案时日", "2025年1月9日", "结案时日", "2025年7月2日"],
                ["主理社工", "谈予安", "面谈总节数", "7节"],
                ["所在村居", "竹园社区", "常住住址", "竹园巷19号"],
            ]
        ),
    )
    return paper, [
        Known(
            "case-cover",
            {
                "number": "ZY-2025-031",
                "category": ("重点个案",),
                "client.name": "覃小雨",
                "opened": date(2025, 1, 9),
                "closed": date(2025, 7, 2),
                "worker": "谈予安",
                "session_count": 7,
                "community": "竹园社区",
                "client.address": "竹园巷19号",
            },
        )
    ]


# ---- letters ------------------------------------------------------------------------------------------------------------


def letter_second_party() -> tuple[Document, list[Known]]:
    """An agreement letter: the client is 乙方, the father and mother carry its name before their own."""
    paper = word(
        "个案服务协议书",
        "协议编号：YB-2025-008",
        "甲方（服务提供方）：银湖街社会工作服务站",
        "乙方（服务接受方）：舒子墨　　　身份证号：440582201209140021",
        "丙方（监护人）：舒大海　　　与乙方关系：父子　　　联系电话：13600225588",
        "乙方父亲姓名：舒大海　　联系电话：13600225588",
        "乙方母亲姓名：　　　　　联系电话：",
        "三方经协商，同意遵守以下约定：",
        "一、甲方为乙方提供个案服务，期限六个月；",
        "二、乙方及丙方有权查阅服务记录。",
        f"甲方代表（签名）：{A}　　　　乙方（签名）：{A}",
        f"丙方（签名）：{A}　　　　签约日期：2025年3月6日",
    )
    return paper, [
        Known(
            "case-consent",
            {
                "number": "YB-2025-008",
                "client.name": "舒子墨",
                "client.id_number": "440582201209140021",
                "guardian.name": "舒大海",
                "guardian.phone": "13600225588",
                "guardian.relation": TYPED,
                "father.name": "舒大海",
                "father.phone": "13600225588",
                "mother.name": BLANK,
                "mother.phone": BLANK,
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
                "date": date(2025, 3, 6),
            },
        )
    ]


def letter_legal_guardian() -> tuple[Document, list[Known]]:
    """A consent letter whose signatures stand at the foot, the guardian as 法定代理人 with the relation to 乙方."""
    paper = word(
        "接受社会工作服务同意书",
        "甲方：永乐镇社会工作站",
        "乙方：游佳怡（服务对象）",
        "本人已清楚服务内容及保密原则，自愿接受服务。",
        "父亲：游振邦　　　手机：13922008811",
        "母亲：路小琴　　　手机：无",
        f"乙方（签名）：{A}",
        f"法定代理人（签名）：{A}　　　与乙方关系：父女",
        f"甲方社工（签名）：{A}",
        "签署时日：2025年6月3日",
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "游佳怡",
                "father.name": "游振邦",
                "father.phone": "13922008811",
                "mother.name": "路小琴",
                "mother.phone": TYPED,
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
                "guardian.relation": TYPED,
                "worker_signature": PICTURE,
                "date": date(2025, 6, 3),
            },
        )
    ]


# ---- pairs in one cell --------------------------------------------------------------------------------------------------


def parents_in_cells() -> tuple[Document, list[Known]]:
    """Consent: father's and mother's name and number stand in one cell each, side by side."""
    paper = word(
        "个案接受服务同意书",
        [
            ["案主姓名", "成语桐", "联系电话", ""],
            [("父亲姓名：成立业\n联络电话：13811002299", 2), ("母亲姓名：花晓燕\n联络电话：13811003388", 2)],
            [("监护人：成立业\n与案主关系：父女", 2), ("监护人手机：13811002299", 2)],
            [f"案主签署\n{A}", "2025年5月1日", f"监护人签署\n{A}", "2025年5月1日"],
        ],
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "成语桐",
                "client.phone": BLANK,
                "father.name": "成立业",
                "father.phone": "13811002299",
                "mother.name": "花晓燕",
                "mother.phone": "13811003388",
                "guardian.name": "成立业",
                "guardian.phone": "13811002299",
                "guardian.relation": TYPED,
            },
        )
    ]


def name_and_phone_in_one() -> tuple[Document, list[Known]]:
    """Consent: name and number share a cell under a common label."""
    paper = word(
        "服务知情同意书",
        [
            ["服务对象", "佟乐乐", "出生年月", "2013年11月"],
            ["监护人姓名及联系电话", ("佟志国　13711445566", 3)],
            ["父亲姓名及联系电话", "佟志国　13711445566", "母亲姓名及联系电话", "席秀兰　无"],
            ["与服务对象关系", ("父亲", 3)],
            [(f"服务对象签收：{A}　　　监护人签收：{A}　　　签收日期：2025年4月10日", 4)],
        ],
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "佟乐乐",
                "guardian.name": "佟志国",
                "guardian.phone": "13711445566",
                "father.name": "佟志国",
                "father.phone": "13711445566",
                "mother.name": "席秀兰",
                "mother.phone": TYPED,
                "guardian.relation": "父亲",
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
                "date": date(2025, 4, 10),
            },
        )
    ]


def parents_in_lines() -> tuple[Document, list[Known]]:
    """Consent in lines: a line for a parent's name, the next for the number, then the other parent."""
    paper = word(
        "个案服务同意书",
        "案主：屈安然",
        "【家属资料】",
        "父亲姓名：屈正华",
        "联络电话：13400778899",
        "母亲姓名：郁小英",
        "联络电话：13400661122",
        f"案主签署：{A}",
        f"家长签署：{A}",
        "签署时间：2025年2月27日",
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "屈安然",
                "father.name": "屈正华",
                "father.phone": "13400778899",
                "mother.name": "郁小英",
                "mother.phone": "13400661122",
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
                "date": date(2025, 2, 27),
            },
        )
    ]


# ---- captions -----------------------------------------------------------------------------------------------------------


def collective_captions() -> tuple[Document, list[Known]]:
    """A closing report with headings over the approval lines."""
    paper = word(
        "个案结案报告",
        [
            ["案主", "龙小川", "卷宗号", "HJ-2025-002"],
            ["结案时间", "2025年6月30日", "面谈总次数", "9次"],
            ["结案因由", ("目标达成", 3)],
            ["成效描述", ("案主已能独立上下学，情绪平稳。", 3)],
            [("四、审批意见", 4)],
            [("督导意见：同意结案", 4)],
            [(f"督导（签署）：{A}　　　日期：2025年7月3日", 4)],
            [("片长意见：同意", 4)],
            [(f"片长（签署）：{A}　　　日期：2025年7月4日", 4)],
        ],
    )
    return paper, [
        Known(
            "case-closing",
            {
                "client.name": "龙小川",
                "number": "HJ-2025-002",
                "date": date(2025, 6, 30),
                "session_count": 9,
                "reason": ("目标达到",),
                "narrative": TYPED,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 7, 3)},
                {"role": "district_head", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 7, 4)},
            ],
        )
    ]


def caption_lines() -> tuple[Document, list[Known]]:
    """An intake in paragraphs: 审批意见： alone above the lines of two offices."""
    paper = word(
        "个案接案登记表",
        "案主：容子谦　　　接案时间：2025年3月12日　　　案件来源：社区转介",
        "求助事项：近月夜间失眠，不愿出门。",
        "初步判断描述：疑与转学后的人际压力有关，建议接案。",
        "审批意见：",
        f"督导：同意接案　　签名：{A}　　2025年3月14日",
        f"站长：同意　　　　签名：{A}　　2025年3月15日",
        "（三）社工签署",
        f"接案工作员：{A}　　　填写时间：2025年3月12日",
    )
    return paper, [
        Known(
            "case-intake",
            {
                "client.name": "容子谦",
                "date": date(2025, 3, 12),
                "source": ("社区转介",),
                "problem": TYPED,
                "narrative": TYPED,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE},
                {"role": "station_head", "opinion": TYPED, "signature": PICTURE},
            ],
        )
    ]


# ---- options and bands ---------------------------------------------------------------------------------------------------


def grade_in_paragraphs() -> tuple[Document, list[Known]]:
    """A grade assessment in paragraphs: the note with the bands is glued to the last option."""
    paper = word(
        "需求评估表",
        "户主：谌守礼　　　档案号：BG-014　　　评分日期：2025年8月19日",
        [
            ["评估项目", "评定结果（在□内打√）", "得分"],
            ["健康", "□良好 ■一般 □较差", "12"],
            ["经济", "■良好 □一般 □较差", "4"],
        ],
        "总得分：16分",
        "核定级别：□1级 □2级 □3级 ■4级",
        "（80分及以上为1级，60至79分为2级，40至59分为3级，39分及以下为4级）",
        f"评分人签署：{A}　　　复评时间：2026年2月",
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "client.name": "谌守礼",
                "number": "BG-014",
                "date": date(2025, 8, 19),
                "total": 16.0,
                "grade": 4,
                "bands_text": TYPED,
                "worker_signature": PICTURE,
            },
        )
    ]


def bands_as_footnote() -> tuple[Document, list[Known]]:
    """A grade assessment in a table whose bands are printed as a note below; brackets after the options."""
    paper = word(
        "困难群众分级评估表",
        [
            ["户主", "应阿妹", "建档号", "BG-022"],
            ["测评时间", "2025年9月2日", "测评人", "卫思敏"],
            ["评估总得分", "83", "级别评定", "■一级（高危） □二级（中危） □三级（一般） □四级（低）"],
        ],
        "注：80分及以上为一级；60至79分为二级；40至59分为三级；40分以下为四级。",
        f"测评人签章：{A}　　　督导签章：{A}",
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "client.name": "应阿妹",
                "number": "BG-022",
                "date": date(2025, 9, 2),
                "worker": "卫思敏",
                "total": 83.0,
                "grade": 1,
                "bands_text": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[{"role": "supervisor", "signature": PICTURE}],
        )
    ]


def note_in_cell() -> tuple[Document, list[Known]]:
    """A grade assessment: note and options share one cell, the last option ticked."""
    paper = document(
        "危机评估表",
        table(
            [
                ["姓名", "仲秋菊", "编号", "BG-030"],
                ["评估时间", "2025年10月8日", "总分值", "22分"],
                [
                    "评定等级",
                    (
                        "□1级　□2级　□3级　☑4级\n（80分或以上为1级，60-79分为2级，40-59分为3级，39分或以下为4级）",
                        3,
                    ),
                ],
                [f"社工签署：{A}", "", f"复核签署：{A}", ""],
            ]
        ),
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "client.name": "仲秋菊",
                "number": "BG-030",
                "date": date(2025, 10, 8),
                "total": 22.0,
                "grade": 4,
                "worker_signature": PICTURE,
                "bands_text": TYPED,
            },
        )
    ]


# ---- other words, other letters ------------------------------------------------------------------------------------------


def traditional_signs() -> tuple[Document, list[Known]]:
    """A home visit in traditional characters, set by spaces as a PDF gives it."""
    paper = document(
        "入戶探訪記錄表",
        "檔案編號：KN-007    戶主姓名：單桂芳    性別：女",
        "出生日期：1948年2月6日 聯繫電話：13100445577",
        "住址：葵南街道5號 所屬社區：葵南社區",
        "探訪時間：2025年5月20日    探訪社工：黎曉筠",
        "探訪情況：長者精神良好，血壓平穩，家中通道已清理。",
        "跟進安排：下月陪同覆診。",
        f"社工簽名：{A}    督導簽名：{A}    日期：2025年5月22日",
        kind="pdf",
        path="a.pdf",
    )
    return paper, [
        Known(
            "archive-visit",
            {
                "number": "KN-007",
                "client.name": "单桂芳",
                "client.sex": "女",
                "client.birth_date": date(1948, 2, 6),
                "client.phone": "13100445577",
                "client.address": TYPED,
                "community": TYPED,
                "date": date(2025, 5, 20),
                "worker": TYPED,
                "narrative": TYPED,
                "outcome": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[{"role": "supervisor", "signature": PICTURE, "date": date(2025, 5, 22)}],
        )
    ]


def collaboration_paper() -> tuple[Document, list[Known]]:
    """A record of two workers' joint service with long labels of its own."""
    paper = word(
        "双工联动记录表",
        [
            ["户主", "费阿婆", "档案号码", "SJ-041"],
            ["联动时间", "2025年7月11日", "街道直聘社工", "戚文博"],
            ["联动事项及具体过程", ("两名社工一同入户，协助申请高龄津贴，并检查燃气软管。", 3)],
            ["项目社工签署", f"{A}", "直聘社工签署", f"{A}"],
        ],
    )
    return paper, [
        Known(
            "archive-collaboration",
            {
                "client.name": "费阿婆",
                "number": "SJ-041",
                "date": date(2025, 7, 11),
                "description": TYPED,
                "worker_signature": PICTURE,
            },
        )
    ]


def followup_lines() -> tuple[Document, list[Known]]:
    """A follow-up after closing in lines, the label and its value parted by line breaks."""
    paper = word(
        "结案跟进记录表",
        "案主：甄小宁　　　卷宗号：HJ-2025-009",
        "追踪时日：2025年9月15日　　　追踪形式：电话",
        "近期状况描述：",
        "案主已升入高中，作息规律，未再缺课。",
        "后续建议：无需再跟进",
        f"跟进工作员签署：{A}　　　2025年9月15日",
        f"督导签署：{A}　　　2025年9月18日",
    )
    return paper, [
        Known(
            "case-followup",
            {
                "client.name": "甄小宁",
                "number": "HJ-2025-009",
                "date": date(2025, 9, 15),
                "method": TYPED,
                "narrative": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[{"role": "supervisor", "signature": PICTURE, "date": date(2025, 9, 18)}],
        )
    ]


LINES: dict[str, Strange] = {
    made.__name__: made
    for made in (
        plan_in_wide_blanks,
        session_letter,
        profile_card,
        cover_card,
        letter_second_party,
        letter_legal_guardian,
        parents_in_cells,
        name_and_phone_in_one,
        parents_in_lines,
        collective_captions,
        caption_lines,
        grade_in_paragraphs,
        bands_as_footnote,
        note_in_cell,
        traditional_signs,
        collaboration_paper,
        followup_lines,
    )
}
