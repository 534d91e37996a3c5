"""People whom only a narrative names are hidden where a word gives them away; ordinary words stay."""

from __future__ import annotations

import pytest

from auditor.config import StationConfig
from auditor.findings.privacy import PersonMask
from auditor.findings.strangers import names_in_passing
from auditor.records.station import Station

NAMED = [
    ("她的女儿李桂兰在外地打工", ["李桂兰"]),
    ("邻居陈大明说昨晚听到吵架声", ["陈大明"]),
    ("儿子张伟今年三十岁", ["张伟"]),
    ("孙子王小明和同学打架", ["王小明"]),
    ("一个名叫周子轩的男孩", ["周子轩"]),
    ("居委会李建国主任到场", ["李建国"]),
    ("社区医院黄丽华医生上门", ["黄丽华"]),
    ("班主任刘思敏老师反映", ["刘思敏"]),
    ("监护人：何秀珍，电话13800001234", ["何秀珍"]),
    ("陈玉莲（78岁）独居", ["陈玉莲"]),
    ("同住的还有孙女林小雨（9岁）", ["林小雨"]),
    ("吴国强，男，45岁，残疾", ["吴国强"]),
    ("联系人何三 13912345678", []),
    ("他的妻子欧阳春梅患有高血压", ["欧阳春梅"]),
    ("弟弟梁志强一直照顾她", ["梁志强"]),
    ("表哥冯家豪从外地回来", ["冯家豪"]),
    ("妈妈苏敏，爸爸赵强", ["苏敏", "赵强"]),
    ("丈夫郑大海因病去世", ["郑大海"]),
    ("找到了一位叫罗小燕的志愿者", ["罗小燕"]),
    ("李美玲阿姨每天送饭", ["李美玲"]),
    ("与同桌郭子涵发生争执", ["郭子涵"]),
    ("护工谢春兰表示", ["谢春兰"]),
    ("女儿钱多多放学后", ["钱多多"]),
]
ORDINARY = [
    "儿子高兴地说谢谢社工",
    "母亲方便时社工再上门",
    "朋友关系的变化让她难过",
    "妻子常常在家照顾孩子",
    "女儿马上要高考了",
    "父亲白天在工地上班",
    "儿子于上周在学校摔伤",
    "女儿曾患病住院",
    "母亲何时回来不清楚",
    "同学关心她的学习",
    "丈夫万一失业怎么办",
    "父母任何一方",
    "爸爸高血压多年",
    "奶奶金额不清",
    "邻居方面也愿意帮忙",
    "朋友温和地劝说",
    "妈妈严重失眠",
    "全科医生每周坐诊",
    "班主任老师很关心",
    "包括李阿姨在内的长者",
    "康复老师每周上门",
    "于是王阿姨答应了",
    "语文老师、数学老师",
    "宿管阿姨帮忙",
    "居民张贴通知",
    "服务对象成年后",
    "社工与服务对象安排好时间",
    "案主周末在家",
    "案主周围没有亲戚",
    "服务对象余下的费用",
    "服务对象方才表示",
    "案主石头心肠",
    "邻居和谐相处",
    "案主简单介绍了情况",
    "儿子文静的性格",
    "女儿夏天在家",
    "案主江边散步",
    "服务对象许多年没有出门",
    "案主向社工表示感谢",
    "案主任务完成",
    "案主安全意识不足",
    "服务对象平时独居",
    "案主马上答应",
    "案主白发苍苍",
    "案主陆续收到",
    "案主付款后",
    "案主区别对待",
    "服务对象张先生",
    "案主李阿姨的女儿王小姐",
    "他叫王某某",
    "大儿子张某在外",
    "孙女小李很乖",
    "案主田地被征",
    "儿子高三在读",
    "女儿高一在读",
    "孙子方三岁",
    "妈妈洗衣服",
    "丈夫江某已去世",
    "朋友金女士",
    "妹妹黄昏回来",
    "监护人：无",
    "联系人：社工",
    "家属：不详",
    "配偶：离异",
    "父亲：已故",
    "姓名：",
    "姓名：见附表",
    "服务对象：低保户",
    "组员：12人",
    "儿子张罗着搬家",
    "母亲石女士",
    "社区医生上门",
    "医院张医生",
    "村委会李书记",
    "心理医生辅导",
    "大学生志愿者",
    "案主郑重承诺",
    "朋友梁某",
    "同学钟点工",
    "房东高价出租",
    "房东贾某",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_names_with_a_word_that_says_so_are_found(text: str, names: list[str]) -> None:
    assert sorted(set(names_in_passing(text))) == sorted(names)
    shown = PersonMask.of_names([]).text(text)
    assert all(name not in shown for name in names)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_stay(text: str) -> None:
    assert list(names_in_passing(text)) == []
    assert PersonMask.of_names([]).text(text) == text


def test_a_stranger_is_hidden_wherever_the_text_names_him_and_staff_stays() -> None:
    mask = PersonMask.of_names([])
    assert mask.text("邻居陈大明敲门，陈大明的妻子也来了") == "邻居陈*明敲门，陈*明的妻子也来了"
    staff = StationConfig.model_validate({"staff": [{"name": "陈大明", "role": "社工"}]})
    assert PersonMask(Station(config=staff)).text("邻居陈大明敲门") == "邻居陈大明敲门"


def test_a_long_text_without_names_costs_little() -> None:
    import time

    text = "女儿" * 20_000 + "叫" * 20_000 + "：" * 20_000
    begun = time.process_time()
    assert list(names_in_passing(text)) == []
    assert time.process_time() - begun < 2
