"""Letters with blanks in their sentences: 我是 __刘启__ 的 __母亲__，联系电话 __138…__; and the day alone below the signature.

The words before a blank say what belongs there, and of whom: the person named last, else whoever writes the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.forms.labels import Vocabulary
from auditor.forms.layout import Item, Layout, Stretch
from auditor.forms.load import FormSet
from auditor.forms.stretches import Segment
from auditor.pages.model import INK_ANCHOR, Line, Place
from auditor.values.dates import find_dates
from auditor.values.names import looks_like_name
from auditor.values.relations import parse_relation

LETTERS = frozenset({"case-consent", "volunteer-consent"})
"""Forms that are written as letters."""
_U = r"[ 　]*[_＿][_＿ 　]*"
_STOPS = "，。；！？、：:,;!?（）()\n"
_DRAWN = re.compile(
    rf"(?P<open>{_U})(?:(?P<value>[^_＿{_STOPS}]{{1,30}}?(?:[（(][^_＿{_STOPS}]{{1,12}}[）)])?)(?P<close>{_U}))?"
)
"""A blank, or a value between two of them; a remark in brackets may stand behind it: 王某（已故）."""
_SPACED = re.compile(
    rf"(?<=[\u4e00-\u9fff（(])[ 　]+(?P<value>[^\s{_STOPS}_＿：]{{2,20}})[ 　]+(?=[\u4e00-\u9fff，。；、（）()])"
)
_SENTENCE = re.compile(r"[，。；]")
_OF_GUARDIAN = re.compile(r"监护|家长|法定代理|父母")
_SPEAKS_FOR = re.compile(
    r"(?:本人|我|立书人)[^，。；\n]{0,24}?(?:系|是|为|作为)[^，。；\n]{0,40}?(?:之|的)[ _　]*(?:父|母|爸|妈|监护人|家长|祖|外祖|外公|外婆|爷|奶|姥|叔|伯|姑|姨|舅|哥|姐|兄)"
)
_PERSONS = {
    "father": re.compile(r"父亲|爸爸|其父|父(?=姓名|电话|手机|[ _　]|$)"),
    "mother": re.compile(r"母亲|妈妈|其母|(?<!父)母(?=姓名|电话|手机|[ _　]|$)"),
    "guardian": re.compile(r"监护人|家长|法定代理人"),
    "client": re.compile(r"孩子(?!的?(?:父|母|爸|妈))|子女|儿童|未成年人?|服务对象|案主|受助人"),
    "worker": re.compile(r"社工|工作员"),
    "speaker": re.compile(r"本人|我(?!们|站|中心|机构)|立书人"),
}
_CAPTIONS = {"father": "父亲", "mother": "母亲", "guardian": "监护人", "client": "服务对象", "worker": "社工"}
_ENDS = {
    "phone": re.compile(r"(?:电话|手机|联系方式)(?:号码?)?$"),
    "id": re.compile(r"(?:身份证|证件)(?:件)?(?:号码?)?$"),
    "address": re.compile(r"(?:住址|地址|住所|家住|居住于|住在|现住)$"),
    "relation": re.compile(r"关系$"),
    "name": re.compile(
        r"(?:姓名|名字|名叫|父亲|母亲|爸爸|妈妈|监护人|家长|社工|工作员|本人|孩子|子女|儿童|未成年人|服务对象|案主|受助人|(?<![\u4e00-\u9fff])我)$"
    ),
}
_WORDS = {"phone": "联系电话", "id": "身份证号", "address": "住址", "relation": "关系", "name": "姓名"}
_IS = re.compile(r"(?:(?<!关)系|是|为|作为)$")
_OF = re.compile(r"^[ _　]*(?:之|的)")
_RELATED = re.compile(r"^[ _　]*(?:之|的)[ _　]*(?P<relation>[\u4e00-\u9fff]{1,4}?)(?=[ _　，。；（(]|$)")
_SIGNED = re.compile(
    r"^[ 　_]*(?:本人|(?:同意|立书|签署|承诺|授权|委托|声明|具结|立约|立)(?:人|者))?(?:亲笔)?(?P<sign>签名|签字|签署|签章|)(?:[（(](?:签名|签字|签章|手写)[)）])?[ 　]*[:：]?"
)
_RELATION_NEXT = re.compile(r"(?:之|的|关系|关系[为是])$")
_ITS_RELATION = re.compile(r"与[\u4e00-\u9fff]{1,6}?之?的?关系")
_BESIDE = re.compile(r"[_＿][ 　]+([_＿]+[ 　]*)$")
"""The blank behind a value and the one before the next, with nothing between them."""
_ONLY_DAY = 24
_LONG = 30
_CERTAIN = 0.95
_LEAST = 0.72
"""Score from which a title tells a letter."""
_LOOKED_AT = 4_000


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int
    value_start: int
    value_end: int


class Letter:
    """Reads the sentences, the signature and the day of one letter.

    Args:
        title: what stands above it.
        text: all of it, which tells who writes: the client, or whoever speaks for him.
        vocabulary: known labels.
    """

    def __init__(self, title: str, text: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        speaks = _OF_GUARDIAN.search(title) is not None or _SPEAKS_FOR.search(text) is not None
        self.speaker = "guardian" if speaks else "client"
        self.signed = False
        """A signature was met: the next day alone on its line is the letter's."""

    def read(self, line: Line, layout: Layout, path: str, page: int | None, number: int) -> bool:
        """Add what a line of the letter says to ``layout``; False where it is no sentence with blanks, signature or day."""
        text = line.text
        stretch = Stretch(
            text,
            line.inks,
            Place(path, page, line.box, line.ref or f"第{number}段"),
            line.confidence,
            sure=line.sure,
        )
        if self._day(stretch, layout) or self._signature(stretch, layout):
            return True
        if line.inks:
            self.signed = True
            return False
        if _SENTENCE.search(text) is None:
            return False
        gaps = list(self._gaps(text))
        return bool(gaps) and self._sentence(stretch, gaps, layout)

    # ---- foot ----

    def _day(self, stretch: Stretch, layout: Layout) -> bool:
        text = stretch.text.strip("_ 　\t")
        if not self.signed or not text or len(text) > _ONLY_DAY:
            return False
        days = find_dates(text)
        if len(days) != 1 or text[: days[0][0]].strip(" 　") or text[days[0][1] :].strip(" 　。"):
            return False
        self._add(layout, stretch, "签署日期", "", 0, len(stretch.text))
        return True

    def _signature(self, stretch: Stretch, layout: Layout) -> bool:
        """Read 同意人：￼ and 签名：￼ at the foot as the signature of whoever writes."""
        match = _SIGNED.match(stretch.text)
        if match is None or not match[0].strip(" 　_") or len(stretch.text) > _LONG:
            return False
        if not match["sign"] and not (stretch.inks or "：" in match[0] or ":" in match[0]):
            return False
        said = match[0].strip(" 　_:：")
        if said == "本人" or (said == match["sign"] and (layout.weak or layout.outer)):
            return False  # 签名 below what somebody else was asked for is that person's
        rest = stretch.text[match.end() :]
        if self.vocabulary.find(rest.strip("_ 　:：")) is not None or ":" in rest or "：" in rest:
            return False  # several labels in one line
        self.signed = True
        person = _CAPTIONS[self.speaker]
        self._add(layout, stretch, f"{person}签名", match[0].strip(" 　_:："), match.end(), len(stretch.text))
        return True

    # ---- sentences ----

    def _gaps(self, text: str) -> list[_Gap]:
        found: list[_Gap] = []
        if "_" in text or "＿" in text:
            at = 0
            while (match := _DRAWN.search(text, at)) is not None:
                value = match["value"] or ""
                if (
                    value.strip()
                    and INK_ANCHOR not in value
                    and self._is_value(value.strip(), text[: match.start()])
                ):
                    found.append(_Gap(match.start(), match.end(), *match.span("value")))
                    beside = _BESIDE.search(match["close"])
                    at = match.end() - (len(beside[1]) if beside is not None else 0)
                else:
                    end = match.end("open")
                    found.append(_Gap(match.start(), end, match.start(), end))
                    at = end
            return found
        for match in _SPACED.finditer(text):
            found.append(_Gap(match.start(), match.end(), *match.span("value")))
        return found

    def _is_value(self, value: str, before: str) -> bool:
        """Tell whether the words between two blanks are what was filled in, and no label between two empty ones."""
        if parse_relation(value) is not None and _RELATION_NEXT.search(before.rstrip(" 　：:")):
            return True
        return self.vocabulary.find(value) is None

    def _sentence(self, stretch: Stretch, gaps: list[_Gap], layout: Layout) -> bool:
        text = stretch.text
        person, told = self.speaker, ""
        items: list[tuple[str, str, _Gap]] = []
        """What each blank asks for: person, what of him, where."""
        for number, gap in enumerate(gaps):
            last = gaps[number - 1].end if number else 0
            following = gaps[number + 1].start if number + 1 < len(gaps) else len(text)
            before, after = text[last : gap.start], text[gap.end : following]
            person = self._person(before, person)
            asked = self._asked(before, after, told, text[gap.value_start : gap.value_end])
            told = ""
            if asked is not None:
                whose, told = asked
                items.append((whose or person, told, gap))
            if (related := _RELATED.match(after)) is not None and parse_relation(
                related["relation"]
            ) is not None:
                start, end = (gap.end + edge for edge in related.span("relation"))
                items.append((self.speaker, "relation", _Gap(start, end, start, end)))
                told = "relation"
        if not items:
            return False
        relations = [
            i for i in items if i[1] == "relation" and self._says(text, i[2]) not in (None, "guardian")
        ]
        if relations:  # the guardian of … : whose grandmother she is says more
            items = [i for i in items if i[1] != "relation" or self._says(text, i[2]) != "guardian"]
        for whose, what, gap in items:
            name = _WORDS[what] if what == "relation" else _CAPTIONS[whose] + _WORDS[what]
            context = "guardian" if what == "relation" and whose in ("guardian", "client") else whose
            self._add(layout, stretch, name, "", gap.value_start, gap.value_end, context)
        return True

    @staticmethod
    def _says(text: str, gap: _Gap) -> str | None:
        return parse_relation(text[gap.value_start : gap.value_end])

    def _person(self, before: str, person: str) -> str:
        """Return of whom the words before a blank speak; a sentence without a person goes on about the one before."""
        best, at = person, -1
        before = _ITS_RELATION.sub("关系", before) + " "
        for who, words in _PERSONS.items():
            for match in words.finditer(before):
                if match.start() >= at:
                    best, at = (self.speaker if who == "speaker" else who), match.start()
        return best

    def _asked(self, before: str, after: str, told: str, value: str) -> tuple[str, str] | None:
        """Return of whom (or "" for the person spoken of) a blank asks what, by the words on its two sides."""
        words = before.rstrip(' 　：:（(“"')
        bare = _IS.sub("", words)
        if _IS.search(words) and _OF.match(after):
            return "client", "name"
        for what, ends in _ENDS.items():
            if ends.search(bare):
                return "", what
        if words.endswith(("之", "的")):
            related = parse_relation(value) is not None or not value.strip("_＿ 　")
            return (self.speaker, "relation") if related else None
        if not words and told == "relation" and looks_like_name(value.strip()):
            return self.speaker, "name"
        return None

    def _add(
        self,
        layout: Layout,
        stretch: Stretch,
        label: str,
        printed: str,
        start: int,
        end: int,
        context: str = "",
    ) -> None:
        known = self.vocabulary.find(label)
        whose = context or (known.context if known is not None else "")
        layout.add(
            Item(printed or label, known, stretch.part(start, end), stretch.place, whose, "", "", _CERTAIN)
        )


def letter_of(segment: Segment, forms: FormSet) -> Letter | None:
    """Return what reads a stretch of paper as a letter, where its title names a paper that is written as one."""
    best, score = max(segment.options, key=lambda option: option[1], default=("", 0.0))
    if best not in LETTERS or score < _LEAST:
        return None
    if not any(isinstance(piece.block, Line) and piece.block.text.strip() for piece in segment.pieces):
        return None
    return Letter(segment.title, segment.text(_LOOKED_AT), forms.vocabulary)
