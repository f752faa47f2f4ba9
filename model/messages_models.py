"""Error messages about models that are no county: how they are named, loaded, called and measured."""

MODEL_MESSAGES: dict[str, dict[str, str]] = {
    "model_spec": {
        "en": "came '{came}' as a model; allowed is file.py:name or package.module:name; write for example '{near}'",
        "zh": "给出的模型是“{came}”；允许的写法是 文件.py:名称 或 包.模块:名称；例如写成“{near}”",
    },
    "model_file_missing": {
        "en": "there is no file '{came}'; it is sought in {allowed}; did you mean '{near}'?",
        "zh": "找不到文件“{came}”；查找的位置是 {allowed}；是否想写“{near}”？",
    },
    "model_module_missing": {
        "en": "there is no module '{came}'; allowed is an installed one or one in the current folder; "
        "install it, or name its file: {near}",
        "zh": "找不到模块“{came}”；只能用已安装的或当前文件夹中的模块；请安装，或直接写文件名：{near}",
    },
    "model_name_missing": {
        "en": "'{place}' holds nothing called '{came}'; allowed is a name it defines; did you mean '{near}'?",
        "zh": "“{place}”中没有“{came}”；只能写其中定义的名称；是否想写“{near}”？",
    },
    "model_breaks": {
        "en": "loading it gave {came}; a model must load without errors; correct it, then try `{place}`",
        "zh": "载入时出错：{came}；模型须能正常载入；请改正，可先用 `{place}` 检查",
    },
    "model_no_source": {
        "en": "came '{came}', whose source cannot be read; a model written in Python is needed, so that a change "
        "in it is noticed; wrap it in a function of your own",
        "zh": "“{came}”没有可读的源码；需要用 Python 写的模型，才能察觉其改动；请用自己的函数包装它",
    },
    "model_not_callable": {
        "en": "came {came}; allowed is a function (point, seed), an object that can be called so, or a Mesa Model "
        "class; name one of these",
        "zh": "给出的是 {came}；允许的是函数 (point, seed)、可如此调用的对象或 Mesa Model 类；请改写名称",
    },
    "model_arguments": {
        "en": "it takes {came}; a model takes a point and a seed; write def {name}(point, seed)",
        "zh": "它接受的参数是 {came}；模型应接受一个点和一个种子；请写成 def {name}(point, seed)",
    },
    "model_steps_missing": {
        "en": "came a Mesa model with steps {came}; a whole number from 1 is allowed; say steps: 100, or --steps 100",
        "zh": "Mesa 模型的 steps 为 {came}；允许 1 以上的整数；请写 steps: 100，或 --steps 100",
    },
    "model_steps_idle": {
        "en": "came steps {came} for a plain function; steps are allowed for Mesa models only; leave them out",
        "zh": "普通函数不使用 steps（给出 {came}）；只有 Mesa 模型才有步数；请删去",
    },
    "model_takes_no_seed": {
        "en": "its parameters are {came}; one of them must be rng or seed, so that a run can be repeated; "
        "add rng=None and call super().__init__(rng=rng)",
        "zh": "其参数为 {came}；必须有 rng 或 seed，运行才能重现；请加上 rng=None 并调用 super().__init__(rng=rng)",
    },
    "model_ignores_seed": {
        "en": "made with seed {came}, its chance does not follow the seed; the seed must reach mesa.Model; "
        "call super().__init__({word}={word})",
        "zh": "以种子 {came} 建立后，其随机数不随种子而定；种子必须传给 mesa.Model；"
        "请调用 super().__init__({word}={word})",
    },
    "model_parameter": {
        "en": "the model has no parameter '{came}'; allowed are {allowed}; did you mean '{near}'?",
        "zh": "该模型没有参数“{came}”；可用的有 {allowed}；是否想写“{near}”？",
    },
    "model_parameter_needed": {
        "en": "no value came for '{came}'; the model needs one, as it has no default; add it to the point",
        "zh": "没有给出“{came}”的取值；该参数没有默认值，必须给出；请补上",
    },
    "model_outcome": {
        "en": "the model reports no '{came}'; allowed are {allowed}; did you mean '{near}'?",
        "zh": "该模型不报告“{came}”；可用的有 {allowed}；是否想写“{near}”？",
    },
    "model_outcome_kind": {
        "en": "the model reports {came}; an outcome is a single number; choose another, or let the model reduce it",
        "zh": "模型报告的是 {came}；结果应为单个数值；请另选，或在模型中先汇总",
    },
    "model_no_outcomes": {
        "en": "the model reports {came}; at least one single number is needed; name attributes or methods of the model "
        "as outcomes",
        "zh": "模型报告的是 {came}；至少需要一个数值；请在 outcomes 中写出模型的属性或方法",
    },
    "model_gives": {
        "en": "the function gave {came}; a map of outcomes to numbers is allowed; return for example {near}",
        "zh": "函数返回的是 {came}；应返回“结果名: 数值”的字典；例如返回 {near}",
    },
    "model_changed": {
        "en": "its code has changed since the work began; runs need the code they are stored under; "
        "start the same command again",
        "zh": "工作开始后其代码有改动；运行与存储须使用同一份代码；请重新执行同一命令",
    },
    "model_value": {
        "en": "came '{came}'; allowed is NAME=VALUE with one number, text, true or false; correct it",
        "zh": "给出的是“{came}”；允许的写法是 名称=取值，取值为一个数、文字、true 或 false；请改正",
    },
    "model_option": {
        "en": "came {came} together with a model; it is for scenarios; leave it out",
        "zh": "{came} 不能用于模型；它只用于情景；请删去",
    },
    "scenario_option": {
        "en": "came {came} together with a scenario; it is for models (file.py:name); leave it out",
        "zh": "{came} 不能用于情景；它只用于模型（文件.py:名称）；请删去",
    },
    "precision_target": {
        "en": "came {came} as a half-width; allowed is a number above 0; say how far off a mean may be",
        "zh": "给出的半宽是 {came}；只允许大于 0 的数；请写明均值允许的误差",
    },
}
