"""The bilingual catalogue of error messages: one code, two languages, three parts (came; allowed; to do)."""

from model.messages_charts import CHART_MESSAGES
from model.messages_claims import CLAIM_MESSAGES
from model.messages_cost import COST_MESSAGES
from model.messages_detail import DETAIL_MESSAGES
from model.messages_engine import ENGINE_MESSAGES
from model.messages_models import MODEL_MESSAGES
from model.messages_people import PEOPLE_MESSAGES
from model.messages_report import REPORT_MESSAGES
from model.messages_sensitivity import SENSITIVITY_MESSAGES
from model.messages_studies import STUDY_MESSAGES
from model.messages_trace import TRACE_MESSAGES

MESSAGES: dict[str, dict[str, str]] = {
    "unknown_parameter": {
        "en": "no parameter is called '{came}'; did you mean '{near}'? `xiangzhi explain` lists them all",
        "zh": "没有名为“{came}”的参数；是否想写“{near}”？用 `xiangzhi explain` 查看全部",
    },
    "out_of_bounds": {
        "en": "came {came}; allowed is {low} to {high} {unit}; give a value inside these bounds",
        "zh": "给出的是 {came}；允许范围为 {low} 至 {high} {unit}；请改为范围内的值",
    },
    "did_too_few": {
        "en": "came {pilots} pilot and {others} comparison villages; at least two of each are needed; widen the roll-out "
        "or the roster",
        "zh": "试点村 {pilots} 个、对照村 {others} 个；两类至少各需 2 个；请调整推行范围或名册",
    },
    "did_no_quarter": {
        "en": "came {before} quarters before and {after} after {start}; at least one of each is needed; lengthen the "
        "burn-in or the horizon, or start the policy later",
        "zh": "{start} 之前有 {before} 个季度、之后有 {after} 个季度；两边至少各需 1 个；请延长预热或时限，或推迟政策开始",
    },
    "unknown_policy": {
        "en": "no policy is called '{came}'; did you mean '{near}'? `xiangzhi scenarios --policies` lists them all",
        "zh": "没有名为“{came}”的政策；是否想写“{near}”？用 `xiangzhi scenarios --policies` 查看全部",
    },
    "unknown_practice": {
        "en": "no practice is called '{came}'; did you mean '{near}'? `xiangzhi practices` lists them all",
        "zh": "没有名为“{came}”的做法；是否想写“{near}”？用 `xiangzhi practices` 查看全部",
    },
    "unknown_practice_group": {
        "en": "no group of practices is called '{came}'; allowed are {allowed}; did you mean '{near}'?",
        "zh": "没有名为“{came}”的做法类别；可用的有 {allowed}；是否想写“{near}”？",
    },
    "unknown_practice_lever": {
        "en": "practice '{practice}' ({policies}) has no lever '{came}'; its levers are {allowed}; did you mean '{near}'?",
        "zh": "做法“{practice}”（政策：{policies}）没有杠杆“{came}”；可用的有 {allowed}；是否想写“{near}”？",
    },
    "practices_differ": {
        "en": "came {came} for {what} of policy '{policy}', but practice '{other}' needs it with {theirs}; one policy "
        "has one {what}; give both practices the same, or turn one of '{practice}' and '{other}' off",
        "zh": "政策“{policy}”的 {what} 给出的是 {came}，而做法“{other}”需要的是 {theirs}；同一政策只能有一个 {what}；"
        "请让两者一致，或关闭“{practice}”与“{other}”之一",
    },
    "policy_and_practice": {
        "en": "policy '{came}' is given under `policies:` and is part of practice '{practice}'; only one of the two is "
        "allowed; write `{came}: off` under `policies:` or turn the practice off",
        "zh": "政策“{came}”已写在 `policies:` 下，又属于做法“{practice}”；只允许其中之一；"
        "请在 `policies:` 下写 `{came}: off`,或关闭该做法",
    },
    "unknown_lever": {
        "en": "policy '{policy}' has no lever '{came}'; its levers are {allowed}; did you mean '{near}'?",
        "zh": "政策“{policy}”没有杠杆“{came}”；可用的有 {allowed}；是否想写“{near}”？",
    },
    "unknown_village": {
        "en": "no village of the roster is called '{came}'; did you mean '{near}'? take the names from the village list",
        "zh": "村庄名册中没有“{came}”；是否想写“{near}”？请使用名册中的村名",
    },
    "wrong_state": {
        "en": "'{call}' came while the run is {state}; it is allowed while the run is {allowed}; {todo}",
        "zh": "运行处于“{state}”时调用了“{call}”；只允许在“{allowed}”时调用；{todo}",
    },
    "invariant": {
        "en": "invariant '{name}' is broken on {date}: {came}; allowed is {allowed}; please report the seed and scenario",
        "zh": "{date} 不变量“{name}”被破坏：{came}；允许：{allowed}；请附上种子和情景文件反馈",
    },
    "foreign_write": {
        "en": "phase '{phase}' wrote column '{came}'; it declared only {allowed}; add it to the phase's writes or do not write it",
        "zh": "环节“{phase}”写入了列“{came}”；它只声明了 {allowed}；请补充声明或不要写入",
    },
    "file_missing": {
        "en": "there is no file '{came}'; a scenario is a .yaml file; did you mean '{near}'?",
        "zh": "找不到文件“{came}”；情景应为 .yaml 文件；是否想写“{near}”？",
    },
    "file_is_folder": {
        "en": "'{came}' is a folder; a file is needed; name a file inside it",
        "zh": "“{came}”是文件夹；这里需要文件；请写出其中的文件名",
    },
    "file_unreadable": {
        "en": "'{came}' cannot be read; a readable file is needed; check its permissions",
        "zh": "无法读取“{came}”；需要可读的文件；请检查权限",
    },
    "file_empty": {
        "en": "the file is empty; a scenario needs at least `extends:` or `population:`; see `xiangzhi init`",
        "zh": "文件是空的；情景至少要有 `extends:` 或 `population:`；可用 `xiangzhi init` 生成样例",
    },
    "file_too_big": {
        "en": "the file has {came} bytes; allowed are at most {high}; "
        "a scenario holds only its difference, keep long lists in a roster",
        "zh": "文件有 {came} 字节；最多允许 {high} 字节；情景只写差异，长名单请放进村庄名册",
    },
    "file_binary": {
        "en": "the file holds control characters or is binary; plain UTF-8 text is allowed; export it again as text",
        "zh": "文件含有控制字符或是二进制文件；只允许 UTF-8 纯文本；请重新存为文本",
    },
    "file_encoding": {
        "en": "the text is not UTF-8 (perhaps {came}); only UTF-8 is allowed; save the file again as UTF-8",
        "zh": "文本不是 UTF-8 编码（可能是 {came}）；只允许 UTF-8;请用 UTF-8 重新保存",
    },
    "yaml_syntax": {
        "en": "came '{came}', which is not valid YAML here; allowed is `key: value` or `- item`, indented by spaces; "
        "check the indentation, the colon and the brackets of this line and the one above",
        "zh": "“{came}”在此处不符合 YAML 语法；允许 `键: 值` 或 `- 项`，并用空格缩进;"
        "请检查本行和上一行的缩进、冒号和括号",
    },
    "yaml_open": {
        "en": "a bracket or quotation mark opened here is never closed: '{came}'; each needs its partner; close it",
        "zh": "此处打开的括号或引号没有关闭：“{came}”；括号和引号必须成对；请补上另一半",
    },
    "yaml_tab": {
        "en": "came a tab; only spaces are allowed for indentation; replace the tab by spaces",
        "zh": "出现了制表符(Tab)；缩进只允许用空格；请把制表符换成空格",
    },
    "yaml_full_width": {
        "en": "came the full-width '{came}'; allowed is the half-width '{allowed}' (after a colon or comma also a space); "
        "type it with the Chinese input method switched off",
        "zh": "出现了全角的“{came}”；只允许半角的“{allowed}”（冒号、逗号后还要空一格）；请切换到英文输入法再输入",
    },
    "yaml_feature": {
        "en": "came '{came}' (anchor, alias, tag, directive or a key that is not text); allowed is plain YAML only; "
        "write the value out where it is needed",
        "zh": "出现了“{came}”（锚点、别名、标签、指令或非文本的键）；只允许普通 YAML;请在需要处直接写出该值",
    },
    "yaml_documents": {
        "en": "a second document begins here (`---`); one file holds one scenario; split the file or remove the line",
        "zh": "此处开始了第二个文档(`---`)；一个文件只放一个情景；请拆成两个文件或删去该行",
    },
    "yaml_deep": {
        "en": "the file is nested too deeply; at most {high} levels are allowed; flatten it",
        "zh": "文件嵌套过深；最多允许 {high} 层；请减少层次",
    },
    "duplicate_key": {
        "en": "key '{came}' comes twice, first in line {first}; once is allowed; keep one of them",
        "zh": "键“{came}”重复出现，首次在第 {first} 行；只允许一次；请保留其中一个",
    },
    "duplicate_item": {
        "en": "'{came}' comes twice in the list; once is allowed; remove one",
        "zh": "列表中“{came}”重复出现；只允许一次；请删去一个",
    },
    "unknown_key": {
        "en": "no key is called '{came}' here; allowed are {allowed}; did you mean '{near}'?",
        "zh": "此处没有名为“{came}”的键；可用的有 {allowed}；是否想写“{near}”？",
    },
    "missing_key": {
        "en": "the key '{came}' is missing; it is needed here; add it",
        "zh": "缺少键“{came}”；此处必须有；请补上",
    },
    "empty_value": {
        "en": "came nothing; a value is needed after the colon; give one or delete the key",
        "zh": "冒号后没有值；此处需要一个值；请补上或删去该键",
    },
    "not_a_map": {
        "en": "came {came}; allowed is a group of `key: value` lines; indent them below this key",
        "zh": "给出的是 {came}；这里应为一组 `键: 值`；请在该键下缩进书写",
    },
    "not_a_list": {
        "en": "came {came}; allowed is a list; write [a, b] or one `- item` a line",
        "zh": "给出的是 {came}；这里应为列表；请写成 [甲, 乙] 或每行一个 `- 项`",
    },
    "not_a_text": {
        "en": "came {came}; allowed is text; put it in quotation marks if it looks like a number",
        "zh": "给出的是 {came}；这里应为文本；若像数字请加引号",
    },
    "not_a_number": {
        "en": "came {came}; allowed is a number {bounds}; write digits without unit or quotation marks",
        "zh": "给出的是 {came}；这里应为数字 {bounds}；请只写数字，不带单位和引号",
    },
    "not_a_whole_number": {
        "en": "came {came}; allowed is a whole number {bounds}; write digits only",
        "zh": "给出的是 {came}；这里应为整数 {bounds}；请只写数字",
    },
    "not_finite": {
        "en": "came {came}; allowed is a finite number; write it out in digits",
        "zh": "给出的是 {came}；只允许有限的数；请用数字写出",
    },
    "not_true_or_false": {
        "en": "came {came}; allowed is true or false; write one of the two",
        "zh": "给出的是 {came}；只允许 true 或 false;请二者择一",
    },
    "not_a_choice": {
        "en": "came {came}; allowed are {allowed}; did you mean '{near}'?",
        "zh": "给出的是 {came}；可选的有 {allowed}；是否想写“{near}”？",
    },
    "not_off_or_map": {
        "en": "came {came}; allowed is the word off, or a group with {allowed}; did you mean off?",
        "zh": "给出的是 {came}；只允许写 off,或含 {allowed} 的一组；是否想写 off?",
    },
    "wrong_value": {
        "en": "came {came}, which is not allowed here; see the scenario schema for what is; correct the value",
        "zh": "给出的是 {came}，此处不允许；允许的写法见情景格式说明；请改正",
    },
    "bad_date": {
        "en": "came {came}; allowed is a date that exists, written year-month-day as 2024-01-31; correct it",
        "zh": "给出的是 {came}；只允许真实存在的日期，写成 年-月-日，如 2024-01-31;请改正",
    },
    "not_a_dekad_start": {
        "en": "came {came}; the policy period starts on the 1st, 11th or 21st of a month; did you mean {near}？",
        "zh": "给出的是 {came}；政策期只能从某月 1、11 或 21 日开始；是否想写 {near}？",
    },
    "date_order": {
        "en": "came {came}; allowed is a date after {low}; correct one of the two",
        "zh": "给出的是 {came}；必须晚于 {low}；请改正其中之一",
    },
    "outside_calendar": {
        "en": "burn-in and policy period run from {low} to {high}; the calendar covers {first} to {last}; "
        "shorten or shift the horizon",
        "zh": "预热期与政策期为 {low} 至 {high}；日历只覆盖 {first} 至 {last}；请缩短或移动时间范围",
    },
    "circular_extends": {
        "en": "the files extend one another in a circle: {came}; a chain must end; remove one `extends:`",
        "zh": "文件互相继承，形成循环：{came}；继承链必须有尽头；请删去其中一个 `extends:`",
    },
    "population_missing": {
        "en": "no population is given; `population:` needs a roster or villages; add it or `extends: status_quo.yaml`",
        "zh": "没有给出人口；`population:` 需要 roster 或 villages;请补上，或写 `extends: status_quo.yaml`",
    },
    "either_or": {
        "en": "'{came}' and '{other}' are both given; only one of them is allowed; delete one",
        "zh": "同时给出了“{came}”和“{other}”；只允许其中之一；请删去一个",
    },
    "roster_missing": {
        "en": "there is no village list '{came}'; a .csv or .xlsx file is needed; did you mean '{near}'?",
        "zh": "找不到村庄名册“{came}”；需要 .csv 或 .xlsx 文件；是否想写“{near}”？",
    },
    "ambiguous_village": {
        "en": "'{came}' is the name of several villages: {allowed}; allowed is township/village; write it in full",
        "zh": "“{came}”对应多个村：{allowed}；请写成 乡镇/村 的全名；请补全",
    },
    "village_does_not_fit": {
        "en": "came {came} for {field}; allowed is {allowed}; correct the figures of the villages",
        "zh": "{field} 给出的是 {came}；允许的是 {allowed}；请改正村庄的数字",
    },
    "bad_override": {
        "en": "came '{came}'; allowed is key=value, such as horizon.years=1; correct it",
        "zh": "给出的是“{came}”；允许的写法是 键=值，例如 horizon.years=1;请改正",
    },
    "unknown_explained": {
        "en": "nothing is called '{came}'; allowed are parameters, levers, drivers, outcomes and scenario keys; "
        "did you mean {near}？",
        "zh": "没有名为“{came}”的项；可查参数、杠杆、驱动量、结果和情景键；是否想写 {near}？",
    },
    "not_a_folder": {
        "en": "'{came}' is no folder; a folder of scenario files is needed; leave it out to list the shipped ones",
        "zh": "“{came}”不是文件夹；需要存放情景文件的文件夹；省略则列出自带情景",
    },
    "would_overwrite": {
        "en": "'{came}' exists already; nothing is overwritten; choose another folder or remove the file",
        "zh": "“{came}”已经存在；不会覆盖任何文件；请换一个文件夹或先删除该文件",
    },
    "cannot_write": {
        "en": "'{came}' cannot be written; a folder with write permission is needed; choose another folder",
        "zh": "无法写入“{came}”；需要有写权限的文件夹；请换一个文件夹",
    },
    "outside_lunar_calendar": {
        "en": "the lunar calendar was asked for {came}; its table covers {first} to {last}; choose dates in these years",
        "zh": "农历查询的时间为 {came}；历表只覆盖 {first} 至 {last} 年；请选用此范围内的日期",
    },
    "unknown_source": {
        "en": "no source or practice is called '{came}'; did you mean '{near}'? the files in model/evidence list them all",
        "zh": "没有名为“{came}”的来源或做法；是否想写“{near}”？全部列于 model/evidence 各文件",
    },
    "unknown_baseline": {
        "en": "no scenario with results is called '{came}'; there are {allowed}; did you mean '{near}'?",
        "zh": "没有名为“{came}”且已有结果的情景；现有：{allowed}；是否想写“{near}”？",
    },
    "unknown_outcome": {
        "en": "no outcome is called '{came}'; did you mean '{near}'? the registry of outcomes lists them all",
        "zh": "没有名为“{came}”的结果指标；是否想写“{near}”？结果指标登记表列出了全部名称",
    },
    "worker_start": {
        "en": "the worker processes cannot start ({came}); a script that starts a study needs "
        '`if __name__ == "__main__":` around the call; add it, or use one worker',
        "zh": "工作进程无法启动({came})；启动研究的脚本需要把调用放在 "
        '`if __name__ == "__main__":` 之内；请加上，或只用一个进程',
    },
    "function_not_importable": {
        "en": "the function cannot be sent to other processes ({came}); allowed is a function at the top of a module; "
        "move it there, or use one worker",
        "zh": "该函数无法传给其他进程({came})；只允许模块顶层的函数；请移到模块顶层，或只用一个进程",
    },
    "store_missing": {
        "en": "'{came}' holds no study; a folder with {allowed} is needed; run `xiangzhi sweep` or `xiangzhi compare` first",
        "zh": "“{came}”中没有研究；需要含有 {allowed} 的文件夹；请先运行 `xiangzhi sweep` 或 `xiangzhi compare`",
    },
    "store_unusable": {
        "en": "'{came}' cannot be opened or written ({reason}); a writable folder is needed; "
        "choose another with -o or mend its permissions",
        "zh": "“{came}”无法打开或写入({reason})；需要可写的文件夹；请用 -o 换一个文件夹或检查权限",
    },
    "store_busy": {
        "en": "came a second writer for {came}; one process at a time may write a study; wait for the other one to end, or "
        "give another folder with -o",
        "zh": "另一进程正在写入 {came}；同一研究同时只允许一个进程写入；请等其结束，或用 -o 指定另一文件夹",
    },
    "failed_refused": {
        "en": "came {came} failed runs in {path}; the study file says on_failure: refuse, so no index is reckoned; run the "
        "sweep again, or write on_failure: drop",
        "zh": "{path} 中有 {came} 次失败运行；研究文件写明 on_failure: refuse，故不计算指数；请重新运行，或改为 on_failure: drop",
    },
    "store_no_study_file": {
        "en": "{came} holds no study made from a study file; sensitivity needs the design of one; run `xiangzhi sweep "
        "STUDY.yaml` first",
        "zh": "{came} 中没有由研究文件生成的研究；敏感性分析需要其设计；请先运行 `xiangzhi sweep STUDY.yaml`",
    },
    "study_file_gone": {
        "en": "the study file {came} of {path} is gone or cannot be read; the design stands in it; put it back or mend it, "
        "or name a study file",
        "zh": "{path} 的研究文件 {came} 已不在或无法读取；设计写在其中；请放回或改正，或另指定研究文件",
    },
    "study_has_grown": {
        "en": "came {came} of {all} runs that {file} asks for today and {path} was never asked for; all must be there; run "
        "`xiangzhi sweep {file}` first, which runs these alone",
        "zh": "{file} 现在要求的 {all} 次运行中，有 {came} 次从未列入 {path}；须先全部列入；"
        "请先运行 `xiangzhi sweep {file}`，只会补跑这些",
    },
    "unknown_study_scenario": {
        "en": "came '{came}'; the study has {allowed}; did you mean '{near}'?",
        "zh": "给出的是“{came}”；该研究的情景为 {allowed}；是否想写“{near}”？",
    },
    "target_form": {
        "en": "came '{came}'; allowed is OUTCOME>=VALUE or OUTCOME<=VALUE with a number, as dispute_resolution_rate>=75; write it so, "
        "in quotes",
        "zh": "给出的是“{came}”；应写作 结果>=数值 或 结果<=数值，如 dispute_resolution_rate>=75；请加引号",
    },
    "precision_form": {
        "en": "came '{came}'; allowed is OUTCOME=HALFWIDTH with a number above 0, as participation_rate=1.5; write it so",
        "zh": "给出的是“{came}”；应写作 结果=半宽，半宽为大于 0 的数，如 participation_rate=1.5",
    },
    "stale_folder": {
        "en": "came {number} stored runs that older code, settings or another design gave ({came}) in {path}; they are not "
        "analysed as today's; run `xiangzhi sweep` or `xiangzhi sensitivity` with the study file, which runs them anew",
        "zh": "{path} 中有 {number} 次运行出自旧代码、旧设定或旧设计（{came}）；不作为现在的结果分析；"
        "请用研究文件运行 `xiangzhi sweep` 或 `xiangzhi sensitivity`，届时会重新运行",
    },
    "folder_option": {
        "en": "came {came} with a folder; a folder is analysed as it is; name the study file instead",
        "zh": "给出了 {came} 与文件夹；文件夹只能原样分析；请改为指定研究文件",
    },
    "stale_refused": {
        "en": "came {number} stored runs that older code, settings or another design gave ({came}) in {path}; they are never "
        "mixed with today's; call again with --stale rerun (run them anew) or --stale keep (keep them too, labelled)",
        "zh": "{path} 中有 {number} 次运行出自旧代码、旧设定或旧设计（{came}）；不得与现在的结果混用；"
        "请加 --stale rerun 重新运行，或加 --stale keep 另名保留",
    },
    "store_foreign": {
        "en": "'{came}' is not a study store; allowed is a store this program wrote; "
        "move the file away or choose another folder with -o",
        "zh": "“{came}”不是研究库；只允许本程序写成的研究库；请移走该文件或用 -o 换一个文件夹",
    },
    "store_newer": {
        "en": "'{came}' was written by a newer version (format {version}); this one reads format {allowed}; "
        "update the program or choose another folder with -o",
        "zh": "“{came}”由更新的版本写成（格式 {version}）；本版本只读格式 {allowed}；请升级程序或用 -o 换一个文件夹",
    },
    "events_missing": {
        "en": "'{came}' holds {missing} runs of this comparison without their disputes and requests; allowed are runs "
        "made with events; compare again with --events (in Python: events=True)",
        "zh": "“{came}”中有 {missing} 次运行未保存纠纷与诉求；只能读取保存了事件的运行；请用 --events（Python 中用 events=True）重新比较",
    },
    "store_failed": {
        "en": "writing to '{came}' failed ({reason}); what was stored before is safe; "
        "make room or end what locks the file, then call again",
        "zh": "写入“{came}”失败({reason})；此前的结果是安全的；请腾出空间或结束占用该文件的程序后再次运行",
    },
    "same_stem": {
        "en": "two scenarios are called '{came}': {files}; a scenario's id is the name of its file, each only once; "
        "rename one",
        "zh": "有两个情景都叫“{came}”：{files}；情景的编号就是文件名，不能重复；请改名其中一个",
    },
    "no_baseline": {
        "en": "no baseline: none of {came} is extended by all the others; give one of them with --baseline",
        "zh": "没有基线：{came} 中没有一个被其余全部继承；请用 --baseline 指定其中一个",
    },
    "baseline_not_listed": {
        "en": "the baseline '{came}' is not among the scenarios; allowed are {allowed}; did you mean '{near}'?",
        "zh": "基线“{came}”不在所列情景中；可用的有 {allowed}；是否想写“{near}”？",
    },
    "no_scenarios": {
        "en": "no scenario came; at least one file is needed; name it after the command",
        "zh": "没有给出情景；至少需要一个文件；请写在命令之后",
    },
    "roster_suffix": {
        "en": "'{came}' is no village list; allowed are .csv, .tsv, .txt and .xlsx; "
        "save the list in one of these formats",
        "zh": "“{came}”不是村庄名册；允许 .csv、.tsv、.txt 和 .xlsx;请另存为其中一种格式",
    },
    "roster_too_big": {
        "en": "the file has {came} bytes; allowed are at most {high}; keep only the village list in it",
        "zh": "文件有 {came} 字节；最多允许 {high} 字节；请只保留村庄名册",
    },
    "roster_empty": {
        "en": "'{came}' holds no rows; a header row and one row a village are needed; "
        "`xiangzhi init` writes a template",
        "zh": "“{came}”没有内容；需要一行表头和每村一行；可用 `xiangzhi init` 生成模板",
    },
    "roster_no_rows": {
        "en": "only a header row came; at least one village is needed; add one row a village",
        "zh": "只有表头；至少需要一个村；请每村填写一行",
    },
    "roster_binary": {
        "en": "'{came}' is binary or in an unknown encoding; UTF-8 or GB18030 text is allowed; "
        "export it again as CSV or save it as .xlsx",
        "zh": "“{came}”是二进制文件或编码无法识别；只允许 UTF-8 或 GB18030 文本；请重新导出为 CSV 或另存为 .xlsx",
    },
    "roster_encoding": {
        "en": "the text is in {came}; UTF-8 or GB18030 is allowed; save it again as 'CSV UTF-8'",
        "zh": "文本编码是 {came}；只允许 UTF-8 或 GB18030;请另存为“CSV UTF-8”",
    },
    "roster_quotes": {
        "en": "the quotation marks of the row starting at line {came} do not match; "
        "allowed are pairs of them; close the open one",
        "zh": "从第 {came} 行开始的引号不成对；引号须成对出现；请补上缺少的引号",
    },
    "roster_broken": {
        "en": "'{came}' is no readable workbook; an .xlsx file without password is needed; "
        "open it and save it again as .xlsx",
        "zh": "“{came}”不是可读取的工作簿；需要未加密的 .xlsx 文件；请打开后重新另存为 .xlsx",
    },
    "roster_bomb": {
        "en": "the workbook unpacks to {came} bytes, far more than it should (at most {high}); "
        "it was not opened; save the list alone in a new workbook",
        "zh": "工作簿解压后有 {came} 字节，大得反常（最多 {high} 字节），未予打开；请把名册单独存为新的工作簿",
    },
    "roster_extent": {
        "en": "the sheet spans {came} rows and columns; allowed are at most {high}; delete what is not the list",
        "zh": "表格有 {came}(行 × 列)；最多允许 {high}；请删去名册以外的内容",
    },
    "roster_formula": {
        "en": "cell {cell} holds a formula; only values are allowed; paste the list as values",
        "zh": "单元格 {cell} 含有公式；只允许数值和文字；请以“值”的形式粘贴",
    },
    "roster_header_unknown": {
        "en": "no column is called '{came}'; did you mean '{near}'? rename or delete it",
        "zh": "没有名为“{came}”的列；是否想写“{near}”？请改名或删去该列",
    },
    "roster_header_twice": {
        "en": "the columns '{other}' and '{came}' mean the same; each is allowed once; delete one",
        "zh": "“{other}”与“{came}”是同一列；每列只能出现一次；请删去一个",
    },
    "roster_header_missing": {
        "en": "the first row names no column of village names; allowed is one of {allowed}; add it",
        "zh": "首行没有村名列；可写 {allowed}；请补上",
    },
    "roster_unit": {
        "en": "the unit '{came}' is not known here; allowed are {allowed}; change the header",
        "zh": "该列不认识单位“{came}”；允许 {allowed}；请修改表头",
    },
    "roster_blank": {
        "en": "the cell is blank; a name is needed; fill it in or delete the row",
        "zh": "单元格为空；这里需要名称；请填写或删去该行",
    },
    "roster_name": {
        "en": "came '{came}'; a name of at most {high} letters without '/' is allowed; shorten or rename it",
        "zh": "给出的是“{came}”；名称不超过 {high} 个字且不含“/”；请缩短或改名",
    },
    "roster_number": {
        "en": "came '{came}'; a number is allowed (1,234 or 65%); write a number or leave the cell blank",
        "zh": "给出的是“{came}”；只允许数字（如 1,234 或 65%）；请填写数字或留空",
    },
    "roster_whole": {
        "en": "came '{came}'; a whole number is allowed; round it",
        "zh": "给出的是“{came}”；只允许整数；请取整",
    },
    "roster_bounds": {
        "en": "came '{came}'; allowed is {low} to {high}; correct the figure",
        "zh": "给出的是“{came}”；允许范围为 {low} 至 {high}；请更正",
    },
    "roster_share": {
        "en": "came '{came}'; a share from 0 to 1 is allowed (0.65 or 65%); correct the figure",
        "zh": "给出的是“{came}”；只允许 0 到 1 的比例（0.65 或 65%）；请更正",
    },
    "roster_beyond": {
        "en": "'{came}' stands right of the last header; allowed are cells under a header; "
        "delete it or name its column",
        "zh": "“{came}”位于最后一个表头之外；只允许填在表头之下；请删去或补上表头",
    },
    "roster_conflict": {
        "en": "came {came} while '{other}' is {amount}; allowed is {allowed}; correct one of the two",
        "zh": "给出的是 {came}，而“{other}”为 {amount}；允许 {allowed}；请更正其中之一",
    },
    "roster_duplicate": {
        "en": "'{came}' stands in row {row} already; each name is allowed once in a township; rename or delete one",
        "zh": "第 {row} 行已有“{came}”；同一乡镇内村名不能重复；请改名或删去一个",
    },
    "store_other_experiment": {
        "en": "'{came}' holds runs of another experiment than the county; only runs of the county can be run again here; "
        "use the replay lines in its table 'runs'",
        "zh": "“{came}”中的运行不是县域模型的运行；此处只能重跑县域模型；请使用其 runs 表中的重现命令",
    },
    "code_changed": {
        "en": "the model's code has changed since this program loaded it; runs need the code they are stored under; "
        "start the program again, or use two workers or more",
        "zh": "程序载入后模型代码有改动；运行与存储须使用同一份代码；请重新启动程序，或使用两个以上进程",
    },
}
MESSAGES |= MODEL_MESSAGES
MESSAGES |= SENSITIVITY_MESSAGES
MESSAGES |= ENGINE_MESSAGES
MESSAGES |= STUDY_MESSAGES
MESSAGES |= TRACE_MESSAGES
MESSAGES |= CLAIM_MESSAGES
MESSAGES |= CHART_MESSAGES
MESSAGES |= DETAIL_MESSAGES
MESSAGES |= COST_MESSAGES
MESSAGES |= PEOPLE_MESSAGES
MESSAGES |= REPORT_MESSAGES
