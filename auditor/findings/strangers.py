"""People whom only a narrative names: found where a word beside the name says that it is one.

A mask knows the people that fields and lists hold. A daughter, a neighbour or a classmate who comes up once stands in no
field; of them only those are found whom kinship, a form of address, an age, a telephone number or 叫做 gives away. What
could be an ordinary word is left alone: 儿子高兴地说, 母亲方便时, 朋友关系.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings.vocabulary import is_word
from auditor.values.surnames import COMPOUND_SURNAMES

# The surnames of about nineteen people in twenty; rare ones are everyday characters too often.
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤洪倪樊冼邝麦梅甘温古区欧骆岑庞祝翁柯尤阮屈盛关游简凌霍翟齐安伍"
)
_AMBIGUOUS = frozenset("曾任何万高方马文白关严顾江石温古安金向毛盛游简齐莫区程夏武麦甘黄林田")
"""Surnames with which ordinary words begin as well: beside a mere kinship a given name of one character is not enough."""
_NAME = f"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{_COMMON}])[一-龥]"
_AFTER = (
    r"(?=[^一-龥]|$|(?:今|明|昨)[天年早晚日]|上[午周月个学班门]|[的说在去来住因和与已也又每是有被将把从到向给对同曾则还便就正想要会能可不没很常刚及跟陪带患做读提表反敲称告讲问答觉"
    r"认感希愿担前经由目独一二三四五六七八九十两为自并发放吃喝睡走看听回出进起打哭生病死离结再才只都较])"
)
_KIN = (
    r"(?:儿子|女儿|丈夫|妻子|老公|老婆|爱人|配偶|父亲|母亲|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|孙子|孙女|外孙女?|孙媳|儿媳妇?|媳妇|女婿|侄子|侄女|外甥女?|表[哥姐弟妹]|堂[哥姐弟妹]"
    r"|舅舅|舅妈|姑姑|姑妈|姨妈|叔叔|婶婶|伯父|伯母|爷爷|奶奶|外公|外婆|祖父|祖母|外祖父|外祖母|邻居|同学|同桌|朋友|好友|室友|保姆|护工|房东|监护人|照顾者|案主|服务对象|受访者|来电人"
    r"|组员|街坊|老伴|长子|次子|长女|次女|前夫|前妻|继父|继母|养父|养母)"
)
_TITLE = r"(?:阿姨|婆婆|奶奶|爷爷|伯伯|叔叔|大爷|大妈|大姐|大哥|大叔|大娘|婶婶|先生|女士|小姐|太太|同学|小朋友|长者|老人|老伯|师傅|老师|医生|护士|主任|书记|律师|警官|校长|经理|村长|组长|会长)"
_SHAPES = (
    # 女儿李桂兰在外地
    re.compile(f"{_KIN}(?P<kin>{_NAME}[一-龥]?){_AFTER}"),
    # 李桂兰阿姨, 李建国主任
    re.compile(f"(?P<n>{_NAME}[一-龥])(?={_TITLE})"),
    # 名叫李小明的男孩
    re.compile(
        rf"(?:名叫|叫做|叫作|名字叫|名字是|名为|取名|(?:个|位|名)叫)(?P<n>{_NAME}[一-龥]?)(?=[^一-龥]|$|的)"
    ),
    # 监护人：李桂兰
    re.compile(
        rf"(?:{_KIN}|姓名|联系人|家属|家长|申请人|户主|参加者|组员)(?:姓名|签名|签字)?[:：]\s{{0,4}}(?P<n>{_NAME}[一-龥]?)(?=[^一-龥]|$)"
    ),
    # 李桂兰（78岁）, 李桂兰（女儿）, 李桂兰，女，78岁
    re.compile(
        rf"(?<![一-龥])(?P<n>{_NAME}[一-龥]?)(?=\s?[（(，,、]\s?(?:\d{{1,3}}\s?岁|[男女][，,、）)]|{_KIN}[）)，,]))"
    ),
    # 李桂兰 138…, 李桂兰（电话：138…
    re.compile(
        rf"(?<![一-龥])(?P<n>{_NAME}[一-龥]?)(?=\s?[（(，,:：]?\s?(?:联系)?(?:电话|手机)?[:： ]{{0,2}}1[3-9]\d[\d*])"
    ),
)
_CUES = re.compile(f"{_KIN}|{_TITLE}|叫|名为|取名|姓名|[:：]|岁|[男女]|1[3-9]\\d[\\d*]")
_NO_GIVEN = re.compile(r"[的了是在与和对给向把被由及或让请找见到为某老]|[^一-龥]")
_ROLES = re.compile(
    f"{_TITLE}|{_KIN}|社工|工作人员|志愿者|居委|负责人|家属|家人|家里|家中|本人|两人|夫妇|夫妻|一家|全家|某"
)
# Everyday words that begin with one of these surnames and are not in the shipped rules.
_WORDS = frozenset(
    word
    for line in (
        "高兴 高中 高考 高校 高度 高级 高龄 高压 高温 高烧 高血 高处 高薪 方便 方面 方法 方式 方才 方向 方案 马上 马路 马虎 关系 关心 关注 关怀 关爱",
        "关于 关节 关键 关门 严重 严格 严肃 严厉 顾虑 顾及 顾问 顾客 顾家 白天 白发 白内 白血 白费 金额 金钱 江边 江湖 石头 石化 温和 温暖 温柔 温度",
        "温饱 古怪 古板 古代 安全 安排 安静 安心 安慰 安置 安装 安抚 安定 万一 万分 万元 何时 何处 何况 何种 何以 任何 任职 任教 任务 任性 任由 任课",
        "曾经 曾有 曾在 曾任 曾患 曾因 曾对 曾被 曾与 曾向 成年 成绩 成长 向来 向上 毛病 毛巾 盛大 盛情 游玩 游戏 游泳 简单 简直 简历 简易 齐全 齐心",
        "莫名 莫非 区别 区分 区域 程度 程序 夏天 夏季 武断 甘愿 田间 林业 林立 麦子 黄昏 黄金 周末 周边 周围 周到 周一 周二 周三 周四 周五 周六 周日",
        "周年 周期 周内 周岁 余下 余额 余款 余生 汤药 汤水 洪水 洪亮 范围 范例 许多 许久 许可 许诺 谢谢 谢绝 唐突 胡乱 胡说 胡闹 陈述 陈旧 陈列 杜绝",
        "叶子 苏醒 丁点 钟爱 钟点 钟头 陆续 陆上 付出 付款 付钱 付费 段落 雷雨 雷同 龙舟 龙眼 史上 陶醉 陶瓷 黎明 贺卡 贺信 钱财 钱款 钱包 孔洞 汪洋",
        "祝福 祝贺 祝愿 梅雨 凌晨 凌乱 游客 霍乱 屈服 屈辱 尤其 翁婿 欧洲 骆驼 庞大 庞杂 张贴 张罗 张望 张开 王国 李子 杨桃 杨梅 孙辈 孙子 孙女 罗列",
        "郑重 梁柱 宋体 彭湃 田地 董事 余热 吕梁 卢布 姜汤 秦岭 孟夏 熊猫 邱陵 戴着 戴上 戴帽 朱红 武装 温习 温馨 文静 文化 明白 明显 平时 平常 平静",
        "平安 常常 常年 常见 时常 时候 时间 时而 于是 和睦 和谐 和气 全科 全家 全程 全体 全天 全面 康复 康健 宿管 班主 包括 包容 包办 应该 能够 都说",
        "肖像 啰嗦",
    )
    for word in line.split()
)


def names_in_passing(text: str) -> Iterator[str]:
    """Yield the full names in ``text`` that a word beside them gives away."""
    if len(text) < 3 or _CUES.search(text) is None:
        return
    for shape in _SHAPES:
        for m in shape.finditer(text):
            name = m[m.lastgroup or "n"]
            if m.lastgroup == "kin":
                name = _shortened(name, text, m.end())
            if name and _is_plausible(name, mere_kinship=m.lastgroup == "kin"):
                yield name


def _shortened(name: str, text: str, end: int) -> str:
    """Return a name without the word that follows it: of 李梅在(家) only 李梅 is the name."""
    if (
        len(name) == 3
        and name[:2] not in COMPOUND_SURNAMES
        and name[2] in "的说在去来和与也已又是有"
        and end < len(text)
    ):
        return name[:2]
    return name


def _is_plausible(name: str, *, mere_kinship: bool) -> bool:
    surname = 2 if name[:2] in COMPOUND_SURNAMES else 1
    given = name[surname:]
    if not given or _NO_GIVEN.search(given) or _ROLES.search(given):
        return False
    if is_word(name) or (surname == 1 and is_everyday(name[:2])):
        return False
    # 建国 and 健康 are words and given names: a title, a caption or an age decides, kinship alone does not.
    return not (mere_kinship and (is_word(given) if len(given) == 2 else name[0] in _AMBIGUOUS))


def is_everyday(word: str) -> bool:
    """Whether two characters that could be a surname and a given name are an everyday word."""
    return word in _WORDS or is_word(word)
