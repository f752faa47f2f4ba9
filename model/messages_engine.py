"""What the engine says when it cannot go on, in English and Chinese."""

ENGINE_MESSAGES: dict[str, dict[str, str]] = {
    "cluster_missing": {
        "en": "the cluster engine cannot be loaded ({came}); it needs the library distributed; "
        "run pip install 'xiangzhi[cluster]', or leave --cluster out",
        "zh": "集群引擎无法载入（{came}）；需要 distributed 库；"
        "请运行 pip install 'xiangzhi[cluster]'，或不用 --cluster",
    },
    "cluster_address": {
        "en": "cluster address '{came}'; allowed are tcp://host:port, local, or local:2 for two workers here; "
        "correct it",
        "zh": "集群地址“{came}”；只允许 tcp://主机:端口、local 或 local:2（本机两个进程）；请更正",
    },
    "cluster_unreachable": {
        "en": "no scheduler answers at '{came}' ({error}); a running `dask scheduler` is needed; start it, or correct "
        "the address",
        "zh": "“{came}”处没有调度器应答（{error}）；需要正在运行的 dask scheduler；请启动它或更正地址",
    },
    "cluster_lost": {
        "en": "the connection to the scheduler at '{came}' is lost ({error}); results that arrived are kept; "
        "start the scheduler again and repeat the same command to go on",
        "zh": "与“{came}”处调度器的连接中断（{error}）；已到达的结果均已保留；请重启调度器并重复同一命令继续",
    },
    "cluster_no_workers": {
        "en": "the scheduler at '{came}' has had no worker for {minutes:.0f} minutes; at least one is needed; "
        "start workers with `dask worker` and repeat the same command to go on",
        "zh": "“{came}”处调度器已有 {minutes:.0f} 分钟没有工作进程；至少需要一个；"
        "请用 dask worker 启动后重复同一命令继续",
    },
    "cluster_differs": {
        "en": "worker '{worker}' has {what} {came}; allowed is what this computer has, {allowed}, or results would not "
        "be the same; install the same version there and start the worker again",
        "zh": "工作进程“{worker}”的 {what} 为 {came}；须与本机的 {allowed} 一致，否则结果会不同；"
        "请在该处安装同一版本并重启工作进程",
    },
    "cluster_worker": {
        "en": "worker '{worker}' cannot run the function ({came}); it needs xiangzhi and the function's file where "
        "this computer has them; install them there and repeat the same command",
        "zh": "工作进程“{worker}”无法运行该函数（{came}）；该处须装有 xiangzhi 及该函数所在的文件；"
        "请安装后重复同一命令",
    },
}
