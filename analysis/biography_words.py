"""Every fixed word of the stories of disputes, villagers and households, in English and Chinese."""

from datetime import date

KINDS: dict[str, dict[str, str]] = {
    "family": {"en": "family", "zh": "婚姻家庭"},
    "neighbours": {"en": "neighbours", "zh": "邻里"},
    "boundary_land": {"en": "boundaries and land", "zh": "山林土地边界"},
    "homestead": {"en": "house and homestead", "zh": "房屋宅基地"},
    "damages": {"en": "damages", "zh": "损害赔偿"},
    "debt": {"en": "debts", "zh": "债务"},
    "wages": {"en": "wages", "zh": "劳动报酬"},
    "collective_assets": {"en": "collective assets and dividends", "zh": "集体资产与分红"},
    "expropriation": {"en": "expropriation", "zh": "征地拆迁"},
    "welfare_lists": {"en": "welfare lists", "zh": "低保等名单"},
    "environment": {"en": "environment", "zh": "环境"},
    "rest": {"en": "other", "zh": "其他类"},
}
"""What a dispute is over."""

LEVELS: dict[str, dict[str, str]] = {
    "linked worker": {"en": "the linked worker", "zh": "联户人"},
    "grid": {"en": "the grid", "zh": "网格"},
    "village": {"en": "the village", "zh": "村级"},
    "township": {"en": "the township", "zh": "乡镇"},
    "county": {"en": "the county", "zh": "县级"},
}
"""The rungs of the ladder."""

ENDS: dict[str, dict[str, str]] = {
    "village": {"en": "settled in the village", "zh": "村内化解"},
    "above": {"en": "settled above the village", "zh": "村级以上化解"},
    "petition": {"en": "petition", "zh": "信访"},
    "court": {"en": "court", "zh": "诉讼"},
    "faded": {"en": "faded", "zh": "自行消退"},
    "borne": {"en": "borne", "zh": "忍让"},
    "open": {"en": "still open", "zh": "期末未结"},
    "never": {"en": "never arises", "zh": "未发生"},
}

WORDS: dict[str, dict[str, str]] = {
    # disputes, line by line
    "arises": {
        "en": "A dispute arises ({kind}): {person} against {other}.",
        "zh": "发生{kind}纠纷：{person}与{other}。",
    },
    "arises_across": {
        "en": "A dispute arises ({kind}): {person} against {other}, of another clan.",
        "zh": "发生{kind}纠纷：{person}与{other}，双方不同宗族。",
    },
    "found_visit": {"en": "The linked worker finds it on a visit to the home.", "zh": "联户走访时发现。"},
    "found_other": {
        "en": "The village organisation finds it unasked, not at a linked visit.",
        "zh": "村组织主动发现（非联户走访）。",
    },
    "brought": {"en": "{person} brings it to the village organisation.", "zh": "{person}向村组织反映。"},
    "referred": {"en": "{person} speaks up, and it is referred to the township.", "zh": "{person}反映后转由乡镇受理。"},
    "petition": {
        "en": "{person} petitions, {days} days after it became known; the township or the county takes it up.",
        "zh": "{person}在村组织得知 {days} 天后信访，由乡镇或县级受理。",
    },
    "petition_at_once": {
        "en": "{person} petitions in the dekad in which it becomes known; the township or the county takes it up.",
        "zh": "村组织得知当旬，{person}即信访，由乡镇或县级受理。",
    },
    "petition_untried": {
        "en": "{person} petitions, {days} days after it became known and never heard; the township takes it up.",
        "zh": "村组织得知 {days} 天仍未调解，{person}信访，由乡镇受理。",
    },
    "petition_unknown": {
        "en": "{person} petitions; nobody in the organisation had known of it. The township takes it up.",
        "zh": "{person}信访，此前村组织并不知情；由乡镇受理。",
    },
    "first_settled": {"en": "Settled for the first time.", "zh": "首次化解。"},
    "settled_linked": {
        "en": "Settled by the linked worker, {handler}, {days} days after it arose, {attempts}. {history}",
        "zh": "由{handler}以联户人身份调解成功，历时 {days} 天，{attempts}。{history}",
    },
    "settled_grid": {
        "en": "Settled by the grid worker, {handler}, {days} days after it arose, {attempts}. {history}",
        "zh": "由{handler}以网格员身份调解成功，历时 {days} 天，{attempts}。{history}",
    },
    "settled_village": {
        "en": "Settled by a cadre of the village, {handler}, {days} days after it arose, {attempts}. {history}",
        "zh": "由{handler}以村“两委”干部身份调解成功，历时 {days} 天，{attempts}。{history}",
    },
    "settled_nobody": {
        "en": "Settled on the rung of {rung}, the post being empty, {days} days after it arose, {attempts}. {history}",
        "zh": "在{rung}层级化解（岗位空缺），历时 {days} 天，{attempts}。{history}",
    },
    "settled_above": {
        "en": "Settled by the mediators of {rung}, {days} days after it arose, {attempts}. {history}",
        "zh": "由{rung}调解组织化解，历时 {days} 天，{attempts}。{history}",
    },
    "settled_climbed": {
        "en": "Settled by the mediators of {rung}, {days} days after it arose, {attempts}; it had climbed because "
        "attempts lower down failed. {history}",
        "zh": "由{rung}调解组织化解，历时 {days} 天，{attempts}；因下级调解未成而上交。{history}",
    },
    "reopened": {"en": "It breaks out again.", "zh": "纠纷反复。"},
    "padded": {"en": "Reported as settled, which it is not.", "zh": "上报为已化解，实际并未化解。"},
    "faded": {"en": "It fades: nobody pursues it any more. {history}", "zh": "自行消退，无人再提。{history}"},
    "borne": {"en": "{person} gives in and bears it. {history}", "zh": "{person}忍让作罢。{history}"},
    "court": {"en": "{person} goes to court. {history}", "zh": "{person}提起诉讼。{history}"},
    "court_pretrial": {
        "en": "{person} goes to court; settled there before trial. {history}",
        "zh": "{person}提起诉讼，诉前调解成功。{history}",
    },
    "open": {"en": "Still open, with {rung}. {history}", "zh": "尚未了结，目前处于{rung}层级。{history}"},
    "open_unknown": {"en": "Still open. {history}", "zh": "尚未了结。{history}"},
    # what is known of the way there
    "unknown": {"en": "Nobody in the organisation knew of it.", "zh": "村组织始终不知情。"},
    "untried": {"en": "It was never heard.", "zh": "从未调解。"},
    "tried": {"en": "Attempts at mediation: {n}.", "zh": "先后调解 {n} 次。"},
    "tried_by": {
        "en": "Attempts at mediation: {n}, the last by {handler}.",
        "zh": "先后调解 {n} 次，最后一次由{handler}主持。",
    },
    "tried_least": {"en": "Attempts at mediation: at least {n}.", "zh": "先后至少调解 {n} 次。"},
    "tried_least_by": {
        "en": "Attempts at mediation: at least {n}, the last by {handler}.",
        "zh": "先后至少调解 {n} 次，最后一次由{handler}主持。",
    },
    "petitions": {"en": "Petitions in all: {n}.", "zh": "先后信访 {n} 次。"},
    "first_attempt": {"en": "at the first attempt", "zh": "首次调解即成"},
    "attempts": {"en": "after {n} attempts in all", "zh": "先后调解 {n} 次"},
    "attempts_least": {"en": "after at least {n} attempts in all", "zh": "先后至少调解 {n} 次"},
    # requests, line by line
    "need": {"en": "{person} needs something: {work}.", "zh": "{person}有诉求：{work}。"},
    "need_lapsed": {
        "en": "{person} needs something ({work}), never says so, and the need lapses.",
        "zh": "{person}有诉求（{work}），始终未提出，后作罢。",
    },
    "work": {"en": "{hours} hours of work", "zh": "约需 {hours} 个工时"},
    "work_money": {"en": "{hours} hours of work and {yuan} yuan", "zh": "约需 {hours} 个工时、{yuan} 元"},
    "asked_hotline": {"en": "Voiced on the hotline.", "zh": "通过热线提出。"},
    "asked_window": {"en": "Voiced at the service window.", "zh": "到便民窗口提出。"},
    "asked_talk": {"en": "Voiced on a talk day.", "zh": "在说事日提出。"},
    "asked_link": {"en": "Found before it is voiced.", "zh": "未提出即被主动发现。"},
    "passed": {"en": "Passed up to the township, not being done in the village.", "zh": "村里未能办结，上交乡镇。"},
    "request_padded": {"en": "Reported as done, which it is not.", "zh": "上报为已办结，实际并未办结。"},
    "done": {
        "en": "Done by {rung}, {days} days after it became known; rated {rating} of 100.",
        "zh": "由{rung}办结，历时 {days} 天；评价 {rating} 分（满分 100）。",
    },
    "request_open": {"en": "Still not done, with {rung}.", "zh": "尚未办结，目前处于{rung}层级。"},
    "request_unvoiced": {"en": "Neither voiced nor found yet.", "zh": "尚未提出，也未被发现。"},
    # people
    "villager": {"en": "household {household} ({sex}, {age})", "zh": "{household}号户（{sex}，{age}岁）"},
    "secretary": {
        "en": "household {household} ({sex}, {age}, secretary on the first day)",
        "zh": "{household}号户（{sex}，{age}岁，开局时任书记）",
    },
    "stranger": {"en": "a villager who came later", "zh": "后来的村民"},
    "nameless": {"en": "villager {key}", "zh": "村民{key}"},
    "organisation": {"en": "the village organisation", "zh": "村组织"},
    "woman": {"en": "woman", "zh": "女"},
    "man": {"en": "man", "zh": "男"},
    # the page
    "dispute_head": {"en": "Dispute {key} · {kind} · {village}", "zh": "纠纷 {key} · {kind} · {village}"},
    "villager_head": {"en": "Villager {key}", "zh": "村民 {key}"},
    "villager_home": {
        "en": "Villager {key} · household {home} · {sex}, {age} at the policy start",
        "zh": "村民 {key} · {home}号户 · {sex}，政策开始时 {age} 岁",
    },
    "household_head": {"en": "Household {home} · {n} members on the first day", "zh": "{home}号户 · 开局时 {n} 人"},
    "study": {"en": "Seed {seed}; policy period {begins} to {ends}.", "zh": "种子 {seed}；政策期 {begins} 至 {ends}。"},
    "study_bare": {"en": "Seed {seed}.", "zh": "种子 {seed}。"},
    "date": {"en": "date", "zh": "日期"},
    "at_end": {"en": "at the end", "zh": "期末"},
    "dispute_n": {"en": "Dispute {n}: {text}", "zh": "纠纷{n}：{text}"},
    "request_n": {"en": "Request {n}: {text}", "zh": "诉求{n}：{text}"},
    "prevented": {"en": "This dispute never arises here.", "zh": "此纠纷在此情景下没有发生。"},
    "instead": {
        "en": "This dispute never arises here; in the same dekad the same villager starts dispute {key} instead.",
        "zh": "此纠纷在此情景下没有发生；同一村民当旬另起纠纷 {key}。",
    },
    "nothing": {"en": "No dispute and no request is stored.", "zh": "没有纠纷与诉求记录。"},
    "ids": {"en": "Ids: {ids}", "zh": "编号：{ids}"},
    "id_dispute": {"en": "dispute {n} = {key}", "zh": "纠纷{n} = {key}"},
    "id_party": {"en": "{role} = villager {key}{home}", "zh": "{role} = 村民 {key}{home}"},
    "id_home": {"en": " of household {home}", "zh": "，{home}号户"},
    "role_person": {"en": "initiator", "zh": "发起人"},
    "role_other": {"en": "counterpart", "zh": "对方"},
    "list": {"en": "; ", "zh": "；"},
    "same": {"en": "What is recorded is the same under both.", "zh": "两种情景下的记录完全相同。"},
    "parts": {
        "en": "The stories part in {day}. “{a}”: {left} “{b}”: {right}",
        "zh": "{day}起，两种情景开始不同。“{a}”：{left}“{b}”：{right}",
    },
    "parts_end": {
        "en": "The stories differ at the end alone. “{a}”: {left} “{b}”: {right}",
        "zh": "两种情景仅期末不同。“{a}”：{left}“{b}”：{right}",
    },
    "nothing_then": {"en": "nothing is recorded then.", "zh": "当时没有记录。"},
    "mark": {"en": "≠ marks what differs.", "zh": "≠ 表示两者不同。"},
    "note_stale": {
        "en": "Households and ages are as today's code and files make them; the runs are of older ones.",
        "zh": "户号与年龄按当前代码与文件重建；所存运行出自较早的代码或文件。",
    },
    "note_people": {
        "en": "The two scenarios start from different people; households and ages are those of the first.",
        "zh": "两个情景的初始人口不同；户号与年龄取自第一个情景。",
    },
    "note_no_people": {
        "en": "The settings of the runs cannot be read, so households and ages are not known.",
        "zh": "读不到这些运行的设定，因此不知户号与年龄。",
    },
    "note_kept": {
        "en": "Not kept, so not told: the rung on which a case entered, dates of attempts that failed and of petitions "
        "after the first, and which round, talk, report or hearsay brought a case to light.",
        "zh": "以下信息未保存，因此不予讲述：纠纷最初由哪一级受理，历次未成调解的日期，第二次及以后信访的日期，"
        "联户走访以外的发现途径。",
    },
    "note_dates": {
        "en": "A date is one of the three dekads of a month: early, mid or late.",
        "zh": "日期以旬计。",
    },
    "note_members": {
        "en": "A household is told by those who were in it on the first day; who came later is left out.",
        "zh": "家庭户按开局时的成员讲述；后来加入者不计。",
    },
    # lists of disputes that moved
    "end_and_day": {"en": "{end}, {day}", "zh": "{end}，{day}"},
    "find_title": {
        "en": "“{a}”: {before}; “{b}”: {after}. Disputes: {n}.",
        "zh": "在“{a}”下{before}、在“{b}”下{after}的纠纷：共 {n} 件。",
    },
    "find_more": {
        "en": "{more} more; --limit 0 shows all.",
        "zh": "另有 {more} 件；--limit 0 显示全部。",
    },
    "find_next": {"en": "Tell one with --dispute ID.", "zh": "可用 --dispute 编号 查看其中一件的经过。"},
    "head_dispute": {"en": "dispute", "zh": "纠纷编号"},
    "head_arose": {"en": "arose", "zh": "发生"},
    "head_kind": {"en": "kind", "zh": "类型"},
    "head_village": {"en": "village", "zh": "村"},
    "head_end": {"en": "{title}: in the end", "zh": "{title}：最终结果"},
}

_THIRDS = {"en": ("early", "mid", "late"), "zh": ("上旬", "中旬", "下旬")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def word(code: str, lang: str, **values: object) -> str:
    """Return the text of ``code`` in ``lang`` ('en' or 'zh') with ``values`` filled in."""
    return WORDS[code][lang].format(**values)


def dekad_word(day: date | None, lang: str) -> str:
    """Write the dekad that starts on a day: 'mid Mar 2024' or '2024年3月中旬'; None stands for the end of the run.

    >>> dekad_word(date(2024, 3, 11), "en"), dekad_word(date(2024, 3, 21), "zh")
    ('mid Mar 2024', '2024年3月下旬')
    """
    if day is None:
        return word("at_end", lang)
    third = _THIRDS[lang][min((day.day - 1) // 10, 2)]
    return f"{day.year}年{day.month}月{third}" if lang == "zh" else f"{third} {_MONTHS[day.month - 1]} {day.year}"
