"""How a person is related to the one served, as forms put it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from auditor.values.text import fold

Relation = Literal[
    "father",
    "mother",
    "parent",
    "grandparent",
    "spouse",
    "child",
    "sibling",
    "self",
    "other_relative",
    "guardian",
    "unrelated",
]

_WORDS: dict[Relation, str] = {
    "father": "父 爸 爸爸 父亲 老爸 爹 爹爹 阿爸 老豆 继父 养父 生父 亲生父亲 后父 后爸 父子 父女",
    "mother": "母 妈 妈妈 母亲 老妈 娘 阿妈 亲妈 继母 养母 生母 亲生母亲 后母 后妈 母子 母女",
    "parent": "父母 父/母 父或母 父母亲 双亲 爸妈 家长 亲子 父母子女 父(母)子 父(母)女 父(母)子(女) 父母/子女 养父母 继父母 父母双方 父母之一",
    "grandparent": (
        "祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 姥姥 姥爷 嫲嫲 阿嫲 阿婆 阿公 阿爷 婆婆(外婆) 爷 奶 祖父母 外祖父母 "
        "爷孙 祖孙 婆孙 外婆孙 公孙 奶孙 祖孙关系 爷爷奶奶 外公外婆 曾祖父 曾祖母 太公 太婆 继祖母 祖辈 隔代 嬷嬷 阿奶"
    ),
    "spouse": "配偶 夫妻 丈夫 妻子 夫 妻 老公 老婆 爱人 太太 先生 夫妇 伴侣 前夫 前妻",
    "child": (
        "子 女 儿子 女儿 子女 儿 闺女 长子 次子 三子 长女 次女 三女 独子 独女 养子 养女 继子 继女 孩子 大儿子 小儿子 二儿子 大女儿 小女儿 "
        "二女儿 幼子 幼女 儿女 子父 女父 子母 女母"
    ),
    "sibling": "哥 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄 兄弟 姐妹 姊妹 兄妹 姐弟 兄弟姐妹 大哥 大姐 二哥 二姐 胞兄 胞弟 胞姐 胞妹 手足",
    "self": "本人 自己 户主本人 户主 服务对象本人 申请人本人 自我 案主 案主本人",
    "other_relative": (
        "岳父 岳母 公公婆婆 公公 婆婆 家公 家婆 翁姑 公婆 媳妇 儿媳 儿媳妇 女婿 孙 孙子 孙女 外孙 外孙女 外孙子 孙媳 叔 叔叔 伯 伯伯 伯父 伯母 婶 婶婶 "
        "姑 姑姑 姑妈 姑母 姑丈 姑父 姨 阿姨 姨妈 姨母 姨丈 姨父 舅 舅舅 舅父 舅妈 舅母 侄 侄子 侄女 侄儿 外甥 外甥女 甥 堂兄 堂弟 堂姐 堂妹 表兄 "
        "表哥 表弟 表姐 表妹 嫂 嫂子 大嫂 弟媳 弟妇 姐夫 妹夫 亲戚 亲属 其他亲属 家属 近亲属 叔侄 姑侄 舅甥 姨甥 婆媳 翁婿 翁媳 干妈 干爸 干女儿 干儿子 姻亲"
    ),
    "guardian": "监护人 法定监护人 法定代理人 代理人 被委托照护人 受托人 委托照护人 指定监护人 临时监护人 监护关系 监护 寄养 照顾者 照料者",
    "unrelated": (
        "朋友 好友 邻居 街坊 同学 同事 老师 师生 社工 志愿者 义工 保姆 护工 雇主 房东 租客 居委 居委会 社区 村委 村委会 居委会工作人员 社区工作人员 "
        "民政 机构 其他 非亲属 无关系 院长 室友 工友 老乡 同乡 男朋友 女朋友"
    ),
}
_TABLE: dict[str, Relation] = {word: relation for relation, words in _WORDS.items() for word in words.split()}
_TRIM = re.compile(
    r"^(?:与?(?:服务对象|案主|申请人|被监护人|儿童|本人|户主|志愿者|孩子)?(?:之|的)?关系(?:为|是)?:|系|是|为|服务对象的?|案主的?|其|孩子的?|亲生|我的?)+|"
    r"(?:关系|\(?签名\)?|\(?签字\)?|本人)$"
)
_BRACKET = re.compile(r"\(([^()]{1,12})\)")
_SPLIT = re.compile(r"[、,/;和及与 ]+")


@lru_cache(maxsize=4096)
def parse_relation(text: str) -> Relation | None:
    """Read how somebody is related to the person served; None where the text is not known.

    Pair words are read from the elder's side, as guardians' cells use them: 父女 and 母子 are father and
    mother,
    祖孙 is a grandparent. Step- and foster parents are parents; parents-in-law (岳父, 公公, 家婆) are not.
    婆婆 is taken for a mother-in-law, 阿婆 and 外婆 for a grandmother. 父亲、母亲 gives parent; other
    mixtures give
    None.
    """
    if not text or len(text) > 40:
        return None
    folded = fold(text).strip(" .。,;:").replace(" ", "")
    hit = _lookup(folded)
    if hit is not None:
        return hit
    known = [_lookup(word) for word in _SPLIT.split(fold(text)) if word]
    if None in known:
        return None
    parts = {relation for relation in known if relation is not None}
    if len(parts) > 1:
        parts.discard("guardian")  # says nothing beyond the kinship beside it
    if len(parts) == 1:
        return parts.pop()
    if parts and parts <= {"father", "mother", "parent"}:
        return "parent"
    return None


def _lookup(word: str) -> Relation | None:
    for _ in range(3):
        hit = _TABLE.get(word)
        if hit is not None:
            return hit
        inner = _BRACKET.search(word)
        if inner is not None:
            outside = _BRACKET.sub("", word)
            outer_hit = _TABLE.get(outside)
            if outer_hit not in (None, "guardian", "other_relative", "unrelated"):
                return outer_hit
            inner_hit = _TABLE.get(inner.group(1))
            return inner_hit or outer_hit
        shorter = _TRIM.sub("", word)
        if shorter == word or not shorter:
            return None
        word = shorter
    return None


def is_parent(text: str) -> bool:
    """Whether the text names a parent of the person served, step- and foster parents included."""
    return parse_relation(text) in {"father", "mother", "parent"}
