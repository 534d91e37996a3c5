"""Folding of text: what looks the same on paper compares the same here.

Every function takes untrusted text, is linear in its length and never raises.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Traditional, variant and easily confused forms that occur on printed forms: traditional left, simplified
# right.
_VARIANTS = (
    "電电話话號号碼码證证聯联絡络簽签負负責责員员個个別别對对務务類类級级評评計计劃划記记錄录過过結结開开區区"
    "災灾離离戶户歲岁齡龄護护監监屬属關关係系與与導导師师長长主主單单機机構构項项資资料料請请填填寫写時时間间"
    "點点歷历經经婦妇兒儿童童殘残獨独貧贫險险險险難难處处遇遇轉转銜衔訪访視视談谈會会議议題题見见審审閱阅批批"
    "準准備备註注簡简況况狀状態态學学業业職职務务婚婚現现產产業业濟济錢钱財财費费預预算算決决調调研研報报告告"
    "標标準准達达應应當当實实際际數数據据總总計计雙双組组織织團团義义協协發发動动參参與与觀观察察檔档編编"
    "鎮镇鄉乡縣县廣广東东門门樓楼層层棟栋號号張张陳陈劉刘黃黄趙赵吳吴鄭郑馬马羅罗許许韓韩馮冯鄧邓蕭萧葉叶蘇苏"
    "盧卢蔣蒋賈贾鐘钟譚谭陸陆姍姗嬌娇偉伟華华國国軍军麗丽蘭兰鳳凤龍龙寶宝貴贵榮荣慶庆興兴愛爱夢梦曉晓瑩莹潔洁"
    "溫温灣湾約约無无給给從从來来為为後后裏里這这們们還还進进適适選选擇择問问確确認认識识讓让說说變变體体養养"
    "醫医療疗藥药節节場场週周環环境境庭庭滿满質质優优弱弱勢势內内外外聽听啟启終终續续續续壹壹"
    "繫系籤签製制須须佈布畫画筆笔紙纸線线綜综績绩緊紧顧顾顯显齊齐訴诉試试詢询詳详該该誠诚誤误論论"
    "諮咨講讲讀读買买賬账趨趋跡迹車车較较輔辅辦办農农運运違违遠远遷迁鄰邻錯错閉闭隊队階阶隨随雜杂靜静"
    "順顺領领頭头願愿飲饮館馆驗验鬆松鬧闹魚鱼黨党僅仅價价償偿儲储兩两冊册劑剂勞劳勵励匯汇嚴严園园圖图"
    "圓圆執执壓压夠够孫孙寧宁將将尋寻崗岗幫帮幾几庫库廠厂廳厅強强彈弹復复徵征恆恒悶闷惡恶慮虑憂忧懷怀"
    "戰战損损換换揚扬撥拨擔担擴扩攝摄敘叙斷断書书條条楊杨極极樣样橋桥檢检權权歡欢歸归殺杀毀毁氣气沒没"
    "測测減减漢汉潛潜煩烦熱热營营獎奖獲获畢毕癮瘾盡尽禮礼稱称種种積积穩稳窮穷競竞範范紅红納纳純纯紛纷"
    "細细絕绝統统維维網网練练繼继罰罚聲声腦脑臨临舉举舊旧藝艺補补裝装複复規规親亲覺觉誰谁諒谅謝谢譽誉"
    "訓训詞词誼谊"
)
_SIMPLE = {
    ord(_VARIANTS[i]): ord(_VARIANTS[i + 1])
    for i in range(0, len(_VARIANTS), 2)
    if _VARIANTS[i] != _VARIANTS[i + 1]
}
_PUNCTUATION = {
    ord(a): ord(b)
    for a, b in zip(
        "﹕︰∶﹔﹐﹑﹒﹙﹚﹛﹜‘’“”﹣﹡∗﹟﹪﹢", "::: ;,、.(){}''\"\"-**#%+".replace(" ", ""), strict=True
    )
}


class _FoldTable(dict[int, int | None]):
    """Table for ``str.translate`` that works out each character once, on its first use."""

    def __missing__(self, code: int) -> int | None:
        folded: int | None = code
        char = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            folded = code - 0xFEE0
        elif code in _PUNCTUATION:
            folded = _PUNCTUATION[code]
        elif 0x2E80 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
            # Radicals and compatibility ideographs: PDF fonts hand them out for ordinary characters.
            plain = unicodedata.normalize("NFKC", char)
            folded = ord(plain) if len(plain) == 1 else code
        elif char.isspace():
            folded = 0x20
        elif unicodedata.category(char) in {"Cc", "Cf", "Cs"} or 0xFE00 <= code <= 0xFE0F:
            folded = None
        if folded is not None:
            folded = _SIMPLE.get(folded, folded)
        self[code] = folded
        return folded


_FOLD = _FoldTable()
_CJK = "〇㐀-鿿豈-﫿\U00020000-\U0003134f"
_INNER_SPACE = re.compile(rf"(?<=[{_CJK}、。《》〔〕【】]) +(?=[{_CJK}、。《》〔〕【】])")
_SPACES = re.compile(r" {2,}")


def fold(text: str) -> str:
    """Fold a text for comparison.

    Full-width letters, digits and punctuation become ASCII, traditional and compatibility forms become the
    simplified character, zero-width and control characters go, every run of white space (line breaks too)
    becomes one blank, and blanks between two Chinese characters go altogether. Circled numbers, Roman
    numerals and box
    glyphs stay. ``fold(fold(x)) == fold(x)``.
    """
    folded = text.translate(_FOLD)
    if " " in folded:
        folded = _INNER_SPACE.sub("", _SPACES.sub(" ", folded.strip(" ")))
    return folded


def _settled() -> str:
    """Character class of what `fold` leaves alone, or changes as punctuation or space only."""
    ideographs = "".join(map(chr, range(0x4E00, 0xA000)))
    changed = re.compile("[" + "".join(map(chr, sorted(_SIMPLE))) + "]")
    runs = [run for run in changed.split(ideographs) if run]
    kept = "".join(run if len(run) < 3 else f"{run[0]}-{run[-1]}" for run in runs)
    return kept + "\\u3400-\\u4dbf〇\\x20-\\x7e\\n\\t\\u3000，。、；：！？（）“”‘’《》〈〉【】〔〕「」…—·～％"


@cache
def _unsettled() -> re.Pattern[str]:
    return re.compile(f"[^{_settled()}]")


def letters_are_plain(text: str) -> bool:
    """Whether `fold` would leave every letter and digit of ``text`` as it is, white space between them apart.

    False says nothing: asking costs a tenth of folding, which a long text may so be spared.
    """
    return _unsettled().search(text) is None


_LEAD = re.compile(
    r"[\s※*★☆◆◇▲△●•·#>_~-]+"
    r"|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[、.)](?!\d)"
    r"|[①-⑳⑴-⒇⒈-⒛]"
)
_TAIL = re.compile(r"[\s:;,.。、*_※~]+$")
_HINT = re.compile(r"\((?:必填|选填|可多选|多选|单选|请打[√✓]|请勾选|可选|如有|如适用|若有)\)$")
_WRAPPED = re.compile(
    r"(?:【([^【】]{1,60})】|\[([^\[\]]{1,60})\]|《([^《》]{1,60})》|\(([^()]{1,60})\)|〔([^〔〕]{1,60})〕)"
)
_LABEL_SPACE = re.compile(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])")


@lru_cache(maxsize=32768)
def _fold_short_label(text: str) -> str:
    label = _LABEL_SPACE.sub("", fold(text))
    for _ in range(4):
        before = label
        label = _TAIL.sub("", label)
        label = _HINT.sub("", label)
        lead = _LEAD.match(label)
        if lead and lead.end() < len(label):
            label = label[lead.end() :]
        wrapped = _WRAPPED.fullmatch(label)
        if wrapped:
            label = next(part for part in wrapped.groups() if part is not None)
        if len(label) > 2 and label.endswith("栏"):
            label = label[:-1]
        if label == before:
            break
    return "" if not _WORD.search(label) else label


_WORD = re.compile(r"\w")


def fold_label(text: str) -> str:
    """Fold a printed label: ``"（1） 姓　名："`` -> ``"姓名"``; "" where no letter or character is left.

    Beyond `fold`: numbering in front, decoration around, colons, asterisks, 栏 and hints such as （必填） go.
    Labels are short; of a text over 200 characters only the first 200 are looked at.
    """
    return _fold_short_label(text[:200])


_NO_ANSWER = re.compile(
    r"[/\\|╱╲—–―─~-]{1,12}"
    r"|(?:暂时?|均|都|皆|并)?(?:无|没有|未有|没)(?:此项|内容|记录|情况|信息|资料|其他|填)?"
    r"|(?:暂时?|均|都)?(?:无|没有|未有|没)(?:联系|固定|有效|个人|本人|常用)?(?:电话|手机|座机|固话|方式|联系方式|电话号码|手机号码|身份证|证件|微信)"
    r"|不适用|不详|不明|不清楚|不知道|不知|未知|不存在|空白?|缺|未提供|不提供|(?:拒绝?|不愿意?|不便|不肯|未能|不能|无法|暂不|谢绝)(?:提供|告知|透露)|保密"
    r"|同上|同前|同左|同右|n[./]?a\.?|none|null|nil|nan"
    r"|此[项栏](?:空白|不填|无)|无需填写|不需填写|不填|免填",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:情况|地址|电话|内容|日期|时间)?同(?:上|前|左|上栏|上行|上述|前述)(?:所述)?|[\"〃″]|''"
)
_TRIM = " \t\n。.,;、!()[]"


def is_no_answer(text: str) -> bool:
    """Whether the text answers the field by saying there is none, or that it is not known (无, /, 不详, 同上 …)."""
    if not text or len(text) > 40:
        return False
    folded = fold(text).strip(_TRIM).replace(" ", "")
    return bool(folded) and _NO_ANSWER.fullmatch(folded) is not None


_LEFT_EMPTY = re.compile(
    r"(?:暂时?|尚|还)?未(?:填写?|填报|录入|输入|选择?|勾选|签名|签字|签署|签)|(?:待|有待)(?:填写?|填报|录入|输入)"
)


def is_left_empty(text: str) -> bool:
    """Whether the text says that nobody filled the field in (未填写, 尚未录入, 待填), as systems print an empty box."""
    if not text or len(text) > 20:
        return False
    return _LEFT_EMPTY.fullmatch(fold(text).strip(_TRIM).replace(" ", "")) is not None


def is_same_as_above(text: str) -> bool:
    """Whether the text refers to the answer above or before (同上, 同前, 〃)."""
    if not text or len(text) > 20:
        return False
    return _SAME.fullmatch(fold(text).strip(_TRIM).replace(" ", "")) is not None


_STRONG_CAPTION = re.compile(r"签名|签字|签章|签署|盖章|公章|印章|手印|指模|日期|时间|年月日|年月|月日|:")
_CAPTION_WORD = re.compile(
    r"(?:服务对象|监护人|法定代理人|代理人|家属|家长|父亲|母亲|本人|申请人|负责人|经办人|填表人|记录人|审核人|审批人|"
    r"见证人|社会工作者|直聘社工|跟进社工|负责社工|社工站?|督导|副站长|站长|片长|主任|联络员|机构|单位|部门|中心|居委会|"
    r"签名|签字|签章|签署|盖章|公章|印章|手印|指模|签收|填写|填表|记录|审批|审核|评估|日期|时间|意见|"
    r"姓名|电话|联系电话|联系方式|与服务对象关系|关系|年|月|日|时|分|点|至|及|和|或|者|的|处|[:/\\_,.;、。()\[\]【】*\s—–-])"
)


def is_only_caption(text: str) -> bool:
    """Whether nothing but printed captions and gaps is left: ``"签名：    日期：   年  月  日"``.

    A bare role (社工) is not a caption: it may be somebody's answer. An empty text is not one either.
    """
    if not text or len(text) > 200:
        return False
    folded = fold(text).replace(" ", "")
    if not folded or _STRONG_CAPTION.search(folded) is None:
        return False
    return not _CAPTION_WORD.sub("", folded)


_BLANKS = re.compile(r"[_＿﹍﹎﹏‗ˍ]+|[ \t\u00a0\u2000-\u200b\u3000]{2,}|[\u00a0\u3000]|(?:[….]{3,}|…+)")
_GAPS = re.compile(r"[ \t]{2,}")


def strip_blanks(text: str) -> str:
    """Take out fill-in lines: underscores, dotted leaders and wide gaps become one blank; line breaks stay."""
    return _GAPS.sub(" ", _BLANKS.sub(" ", text)).strip()


_GAP = r"[\s_＿﹍﹏‗ˍ.…/\\*xX-]{0,16}"
_BLANK_DATE = re.compile(
    rf"{_GAP}(?:(?:二[〇○零Oo0]|20|19|2[0O]){_GAP})?年{_GAP}月(?:{_GAP}[日号])?{_GAP}"
    rf"|{_GAP}月{_GAP}[日号]{_GAP}"
    r"|\s{0,8}_{2,10}\s?[-/.]\s?_{1,10}\s?[-/.]\s?_{1,10}\s{0,8}"
)


def template_blank_date(text: str) -> bool:
    """Whether the text is a printed date with nothing filled in: ``"____年__月__日"``, ``"20  年 月 日"``."""
    return len(text) <= 80 and _BLANK_DATE.fullmatch(text.strip()) is not None
