"""Chinese surnames, to tell a name from other words and to know how much of it is the surname."""

from __future__ import annotations

COMPOUND_SURNAMES = frozenset(
    "欧阳 司徒 司马 上官 诸葛 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 独孤 南宫 端木 轩辕 闻人 澹台 濮阳 淳于 单于 "
    "太史 申屠 钟离 鲜于 闾丘 司空 赫连 拓跋 百里 呼延 东郭 西门 公冶 仲孙 万俟 左丘 羊舌 第五 纳兰 完颜 叶赫 那拉".split()
)
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙"
    "叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农"
    "温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空"
    "曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公植佘苟冼植麦区敬战仝候佟邸闫肖付覃邝岳帅但种粟青洛撒代凃揭战初苑商佴来仉刀"
)


def surname_length(name: str) -> int:
    """How many characters of a Chinese name are the surname: 2 for compound surnames, else 1."""
    return 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
