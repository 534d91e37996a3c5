"""What rules look at, in the words of the forms: "consent.client.signature" -> 《个案接受服务同意书》“服务对象签名”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.engine.rule import Rule
from auditor.forms.spec import FormSpec
from auditor.outputs.terminal_rows import KINDS

FACTS = {
    "client_minor": "服务对象未满18岁",
    "crisis": "属危机个案",
    "crisis_event_day": "危机事件日期",
    "crisis_event_told": "记录中写到危机事件",
    "crisis_support_shown": "机构应急处置或对社工的支持",
    "is_closed": "已结案",
    "is_opened": "已在本站开案",
    "is_served": "有过程记录",
    "closing_day": "结案日期",
    "opening_day": "开案日期",
    "follow_up_days": "历次跟进日期",
    "parents_reachable": "监护人（父母）的联系电话",
    "theory_named": "写明的理论或介入模式",
    "solitary_elder": "独居长者",
    "home_ratings_agree": "同一住户各文书的居住评分",
    "comment_asks": "督导或审批意见提出了要求",
    "client_facts": "服务对象的基本情况",
    "tests_objective": "测评题目能客观反映学习效果",
    "worker_part_told": "过程中写明社工的角色和做法",
    "receipt_told": "接收机构的回执",
    "recording_day_given": "记录时间或记录日期",
    "form_told": "服务形式",
    "time_told": "推进时间",
    "resources_told": "所需资源",
    "target_told": "量化目标",
    "is_programme": "属项目或年度计划",
    "background_told": "背景",
    "plan_told": "调研计划",
    "method_told": "调研方法",
    "findings_told": "调研结果",
    "use_told": "结果运用",
}
"""Facts that the program derives from several fields."""
_KIND_NEEDS = {
    "band": ["分级评估表的评分、总分和等级"],
    "contact-frequency": ["最近一次分级评估的等级", "探访、电访记录的日期"],
    "contact-method": ["探访、电访记录的方式"],
    "grade-priority": ["各个案的等级", "开案日期和服务节数"],
    "list-match": ["各社区的档案清单、名册", "各户档案的编号、姓名和等级"],
    "identity-conflict": ["各文书上的编号和姓名", "文件所在的文件夹"],
    "policy-frequency": ["跟踪回访机制中各等级的频率和要求"],
    "fund-balance": ["社区基金收支明细的收入、支出和结余"],
    "fund-raised": ["社区基金总表或明细的筹集金额"],
    "fund-spending": ["社区基金收支明细的支出日期和金额"],
    "attendance": ["小组签到表的人数", "小组过程记录、总结所写的人数"],
    "tests-present": ["小组计划书写明的测评", "前测、后测问卷和测评结果"],
    "called-back": ["热线登记表的未接来电和回电记录"],
    "survey-requests": ["满意度问卷中的意见和建议", "跟进记录"],
    "survey-sample": ["满意度调查的样本数量"],
    "guardian-signed": ["志愿者的年龄或出生日期", "同意书上的监护人签名"],
    "column-totals": ["志愿服务时数各列及其合计"],
    "time-overlap": ["各份服务记录的社工、日期和起止时间"],
    "indicator-behind": ["指标统计表的指标量、完成量和统计日期", "合同期（站点设置的评估周期，或表上所写）"],
    "indicator-percent": ["指标统计表的指标量、完成量和完成率"],
    "indicator-records": ["指标统计表的完成量", "档案中相应的服务记录", "表上或站点设置写明记录已全部归档"],
    "staffing": ["到岗统计表各月的应到、实到人数"],
    "training": ["培训统计表的要求时数和完成时数"],
    "report-figures": ["报告（自评报告、评估报告、工作总结）的正文"],
    "prior-status": ["上一次的评估报告或审核结果"],
    "file-status": ["文件能否打开、是否为已知表单"],
}
_WORDS = {
    "client": "服务对象",
    "guardian": "监护人",
    "father": "父亲",
    "mother": "母亲",
    "relative": "家属",
    "name": "姓名",
    "phone": "电话",
    "sex": "性别",
    "age": "年龄",
    "birth_date": "出生日期",
    "id_number": "身份证号",
    "address": "住址",
    "grade": "等级",
    "category": "类别",
    "sequence": "次序",
    "narrative": "服务过程",
    "cover": "封面",
    "registration": "登记表",
    "assessments": "评估表",
    "plans": "服务计划",
    "signature": "签名",
    "number": "编号",
    "date": "日期",
    "client_type": "服务对象类别",
    "approvals": "审批栏",
    "response": "社工回应",
    "items": "各评分项",
    "ratings": "各评分项",
    "score": "得分",
    "total": "总分",
    "worker": "社工",
    "direct_worker": "直聘社工",
    "worker_signature": "社工签名",
    "description": "描述",
    "more": "其他文书",
    "contacts": "探访、电访记录",
    "papers": "各份文书上的相应栏目（意见、签名、日期等）",
    "answers": "各份问卷",
    "bands": "等级分数段",
    "calls": "电访记录",
    "closing": "结案报告",
    "collaborations": "人员协同表",
    "consent": "同意书",
    "consents": "同意书",
    "core": "骨干志愿者资料",
    "crisis_records": "危机记录",
    "entries": "各行登记",
    "paragraphs": "报告段落",
    "body": "正文",
    "heading": "标题",
    "family": "家庭成员",
    "followups": "回访记录",
    "identities": "各文书上的编号和姓名",
    "intake": "接案表",
    "ledgers": "收支明细",
    "listings": "名册登记",
    "newest_assessment": "最近一次评估",
    "newest_assessment_day": "最近一次评估的日期",
    "newest_grade": "最近一次评定的等级",
    "overviews": "总表",
    "plan": "计划书",
    "referrals": "转介表",
    "routed": "审批流转单各行",
    "resources": "资源",
    "sessions": "各节记录",
    "stated_sessions": "总结所写的节数",
    "sign_ins": "签到表",
    "status": "读取结果",
    "subject": "对象",
    "summary": "总结",
    "supervisions": "督导记录",
    "test_results": "测评结果",
    "tests": "测评问卷",
    "text": "全文",
    "title": "标题",
    "training_plan": "培训计划",
    "unread": "读不出的文件",
    "asks": "提出了要求",
    "client_age": "服务对象年龄",
    "held_sessions": "已开展的节次",
    "has_left": "已迁出、死亡或注销",
    "is_educational": "教育性小组",
    "is_finished": "已结束",
    "worker_support": "对社工的支援",
    "emergency_response": "机构应急处置",
}
_OPERATORS = {"not": "不是", "at_least": "不少于", "at_most": "不多于", "in": "属于"}
_STATES = {"present": "有", "absent": "没有", "known": "写明", "blank": "空白", "any": "任意"}


class FieldWords:
    """Names field paths as the forms print them."""

    def __init__(self, forms: Iterable[FormSpec]) -> None:
        self._papers: dict[tuple[str, str], list[FormSpec]] = {}
        self._leaves: dict[str, str] = {}
        """Last step of a field's path -> the first label that some form prints for it."""
        for form in forms:
            self._papers.setdefault((form.record, form.part), []).append(form)
            labels = [(key, field.labels) for key, field in form.fields.items()]
            for table in form.rows.values():
                labels += [(key, column.labels) for key, column in table.columns.items()]
            for key, words in labels:
                self._leaves.setdefault(key.rsplit(".", 1)[-1], words[0])

    def path(self, record: str, path: str, paper: str = "") -> str:
        """Return a path's Chinese name.

        Args:
            record: the kind of record that the path starts from.
            path: a field path as rules write it.
            paper: a path to the paper from which ``path`` starts, where a rule gives the two apart.
        """
        steps = [step.partition("[")[0] for step in (f"{paper}.{path}" if paper else path).split(".")]
        forms = self._papers.get((record, steps[0]), [])
        newest = "最近一份" if "[newest]" in path else ""
        if not forms:
            return self._words(steps)
        title = f"{newest}《{forms[0].title}》"
        if len(steps) == 1:
            return title
        key = ".".join(steps[1:])
        for form in forms:
            if key in form.fields:
                return f"{title}“{form.fields[key].labels[0]}”"
            table = form.rows.get(steps[1])
            if table is not None and len(steps) == 3 and steps[2] in table.columns:
                return f"{title}“{table.columns[steps[2]].labels[0]}”"
        return f"{title}{self._words(steps[1:])}"

    def _words(self, steps: list[str]) -> str:
        return "的".join(
            FACTS.get(step) or _WORDS.get(step) or self._leaves.get(step) or step for step in steps
        )

    def needs(self, rule: Rule) -> list[str]:
        """Return what a rule looks at, each once, in the rule's order."""
        kind = rule.check.path_record(rule.head.applies_to)
        found = list(_KIND_NEEDS.get(rule.check.check, ()))
        own = rule.check.model_dump()
        for entry in own.get("needs") or ():
            found += [self.path(kind, part) for part in entry.get("parts", ())]
        bases = own.get("papers") if isinstance(own.get("papers"), list) else None
        inside = own.get("of") if isinstance(own.get("of"), str) and rule.check.check in _OF_PAPERS else ""
        for key, path in rule.check.paths():
            within = key in {"items", "total", "text", "fields", "instead", "who", "when_fields"}
            paper = inside or (bases[0] if bases and within else "")
            if key == "of" and inside:
                paper = ""
            found.append(self.path(kind, path, paper if within and not path.startswith(paper) else ""))
        return list(dict.fromkeys(found))

    def conditions(self, rule: Rule) -> list[str]:
        """Return the rule's ``when`` in words."""
        return [
            self._condition(rule.head.applies_to, path, wanted) for path, wanted in rule.head.when.items()
        ]

    def _condition(self, record: str, path: str, wanted: object) -> str:
        name = self.path(record, path)
        if wanted is True:
            return name
        if wanted is False:
            return f"不是“{name}”" if "未满" not in name else name.replace("未满", "已满")
        if isinstance(wanted, str) and wanted in _STATES:
            word = _STATES[wanted]
            return f"{word}{name}" if wanted in {"present", "absent"} else f"{name}{word}"
        if isinstance(wanted, Mapping):
            return "，".join(f"{name}{_OPERATORS.get(str(key), key)}{value}" for key, value in wanted.items())
        if isinstance(wanted, list):
            return f"{name}属于{'、'.join(map(str, wanted))}"
        return f"{name}为{wanted}"


_OF_PAPERS = frozenset({"described", "concrete"})


def kind_name(kind: str) -> str:
    """Return the Chinese name of a kind of record or subject."""
    return KINDS.get(kind, kind)
