"""Which characters a form can hold, and which of the model's characters stand for them.

The recognition model knows 18,708 characters, most of them rare: Japanese, emoji, traditional forms. The choice is
narrowed to what is printed and written on mainland forms (GB 2312, Latin, punctuation, characters of names): fewer
confusions, and a fifth of the time saved. Traditional characters that are common in forms are read and given in
their simplified form; text files on the same case write it, and the two are compared.
"""

from __future__ import annotations

from pathlib import Path

from auditor.errors import UnreadableFile

_METADATA = 14
"""Field of an ONNX ModelProto that holds key/value pairs (onnx.proto3, ``metadata_props``)."""

PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」—…·～￥％×÷°℃①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥ○●◎□■☑☒√✓〇▲△★☆→←↑↓－＿／＋"
NAMES = (
    "喆堃昇珺玥珈琇琰琬璟璐玙玘玟珅珩琎琮瑄瑀瑨璇祎祺翀翊顗頔皛皞燊旻旸昉昕昀晗晞晟曈淏沄洺浠涵湉溦滢潆澍濛"
    "炅炜烜焜煊煜熠彧彣弢忻悰愔慜懿妤妘姝姵娅婳媞嫄嫣嬅嬛孖孛孜寤屹岚峤崟嵘嵩巍祐禛禧竑竣筠箐绮缇翎苡苒茗茜荃菀萱葭蓁蔺"
    "薇藜蘅诃诒诠谌谡豫贇赟跞轶辀迦逄逯邕邝郗郢鄢酆釾铄铠锴镕镔闳闵闶阚隽雯霁霈霏韡韫颀颉颢飏骁骏骐骢魁鲲鹄鹍鹭麒黠"
    "仝仟仡佟佺佼侃侪俣俪倓偲傒僖儇冼凇凯剀劼勍勖匡卞叡叻吉呂咏哿唐啟嘏囍团圳坤垚埏埔墈墘夙奂奕妁婷甦禤滘涌氹埗墪硚磡"
)
"""Characters of names of persons and places, some of them outside GB 2312."""

_TRADITIONAL = (
    "籤签簽签務务與与傢家衕同時时區区級级號号組组況况長长會会訪访員员錶表個个箇个係系繫系評评說说週周動动"
    "學学結结對对復复複复願愿間间聯联電电誌志齣出請请內内藥药葯药戶户迴回爲为業业機机話话殘残關关記记霽霁"
    "問问參参蔘参導导兩两來来開开親亲約约體体計计兒儿檔档見见節节辦办論论樑梁談谈場场點点標标獨独護护過过"
    "總总議议顧顾寫写視视協协數数習习進进錄录彔录裏里隊队監监閤合資资報报唸念編编應应麪面帶带睏困轉转門门"
    "蘇苏審审鄰邻稱称發发髮发飯饭紹绍別别彆别東东聽听醫医證证証证構构檢检認认託托雙双劃划貼贴講讲臺台檯台"
    "雲云補补並并併并當当噹当試试滿满處处預预製制課课項项單单屬属氣气畫画療疗壓压書书遊游準准訓训類类狀状"
    "緒绪實实麥麦責责現现練练師师沒没圖图遠远穩稳養养覈核裝装傷伤經经題题備备負负難难絡络閱阅臨临達达脩修"
    "簡简職职樓楼費费捲卷蓋盖蔭荫廕荫頻频調调種种歷历曆历測测輪轮幫帮觀观訂订診诊擔担鍾钟鐘钟碼码變变羅罗"
    "恆恒齊齐讓让讀读討讨貞贞擬拟離离羣群領领確确識识續续無无質质風风術术朮术輔辅國国減减執执還还範范橋桥"
    "隨随專专環环換换爭争幹干燈灯語语張张據据驟骤網网樣样覺觉詢询線线邊边輕轻這这從从強强優优溝沟紙纸廚厨"
    "撫抚蓆席險险給给隻只欄栏決决歲岁終终規规嚮向曏向驗验暫暂牀床條条鞦秋喫吃態态頭头婦妇媽妈軟软溫温齡龄"
    "繼继葉叶較较餘余腫肿註注繪绘車车饋馈蓮莲飲饮孫孙輝辉緊紧軒轩橫横韆千詳详攤摊賬账棟栋煙烟崗岗價价興兴"
    "綵彩籃篮選选鼕冬慮虑陽阳義义衆众鬆松銀银謝谢訖讫蘭兰採采寀采隱隐靜静鏈链勞劳維维囑嘱鹽盐勢势適适筆笔"
    "設设織织細细則则潔洁滅灭麼么竈灶慶庆憶忆曉晓緩缓龍龙冊册啓启傳传館馆纔才錯错寧宁綜综廣广莊庄腳脚倉仓"
    "熱热蹤踪圍围錦锦盤盘錢钱郵邮閻阎黃黄徑径運运爐炉園园畢毕團团糰团驚惊遺遗癥症島岛鈴铃爾尔簾帘撲扑燙烫"
    "歡欢髖髋謂谓愛爱權权尋寻華华斷断翫玩響响歸归舉举堅坚賣卖涼凉婁娄賽赛麗丽寶宝壞坏統统績绩鞏巩腎肾紗纱"
    "藝艺撥拨幾几聲声庫库盃杯湯汤夠够匯汇彙汇佈布釋释紅红遷迁溼湿濟济訴诉蕭萧蕓芸暢畅轄辖鄺邝鎮镇懷怀駐驻"
    "鮑鲍閒闲閑闲綠绿遞递販贩掛挂勳勋勛勋繳缴營营勵励須须鬚须鍋锅掃扫許许燒烧毀毁燬毁馮冯農农釐厘墊垫積积"
    "勸劝將将誇夸夾夹衝冲沖冲儀仪遲迟閃闪聾聋損损憊惫嶽岳馬马慼戚銜衔鍵键鬧闹擺摆襬摆黨党軍军戰战圓圆違违"
    "縮缩異异煩烦燉炖濤涛揚扬閥阀贈赠災灾歐欧屆届鳴鸣餅饼產产辭辞脫脱嚇吓佔占礎础撐撑牽牵籌筹礙碍藍蓝疊叠"
    "頂顶針针鍼针糉粽卻却鳥鸟廠厂廳厅樹树捨舍瓊琼諒谅貫贯誦诵緣缘纏缠癒愈緻致獲获穫获誠诚買买粵粤劇剧鎖锁"
    "順顺淺浅穀谷嘆叹歎叹殺杀慾欲連连闆板訊讯鄔邬們们銷销陸陆陳陈樂乐債债韋韦頁页顏颜塗涂駱骆"
)
"""Traditional character and its simplified form, in turn."""


_WIDE = {"／": "/", "－": "-", "＿": "_", "＋": "+", "％": "%"}
"""Full-width signs that the model takes for their half-width twins at random."""


def simplified() -> dict[str, str]:
    """Return what to give for characters that have another form: traditional ones common in forms, wide signs."""
    return dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)) | _WIDE


def known_characters(model: Path) -> list[str]:
    """Return the characters of a recognition model by class; class 0 is CTC's blank, the last is a space.

    Raises:
        UnreadableFile: the model file holds no character list.
    """
    text = _metadata(model.read_bytes()).get("character")
    if text is None:
        raise UnreadableFile("识别模型文件不完整：没有字表。", "请重新安装 rapidocr。")
    return ["", *text.split("\n"), " "]


def chosen(characters: list[str]) -> list[int]:
    """Return the classes of a model that forms need, the blank first.

    Args:
        characters: of the model by class.
    """
    wanted = {chr(code) for code in range(33, 127)} | set(PUNCTUATION) | set(NAMES) | set(_TRADITIONAL[::2])
    kept = [0]
    for index, character in enumerate(characters[1:], 1):
        if character == " " or character in wanted or (len(character) == 1 and _is_common(character)):
            kept.append(index)
    return kept


def _is_common(character: str) -> bool:
    """Whether GB 2312 has this Chinese character."""
    return "\u4e00" <= character <= "\u9fff" and bool(character.encode("gb2312", "ignore"))


def _metadata(data: bytes) -> dict[str, str]:
    """Read the key/value pairs of an ONNX file (protocol buffers wire format) without the onnx package."""
    found: dict[str, str] = {}
    for number, value in _fields(data):
        if number == _METADATA:
            pair = {key: bytes(part).decode("utf-8", "replace") for key, part in _fields(bytes(value))}
            found[pair.get(1, "")] = pair.get(2, "")
    return found


def _fields(data: bytes) -> list[tuple[int, memoryview]]:
    """Return the length-delimited fields of a message; numbers are skipped."""
    out: list[tuple[int, memoryview]] = []
    view = memoryview(data)
    place = 0

    def number() -> int:
        nonlocal place
        value = shift = 0
        while place < len(view) and shift < 64:
            byte = view[place]
            place += 1
            value |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
        return value

    while place < len(view):
        key = number()
        kind = key & 7
        if kind == 2:
            length = number()
            out.append((key >> 3, view[place : place + length]))
            place += length
        elif kind == 0:
            number()
        else:
            place += 8 if kind == 1 else 4
    return out
