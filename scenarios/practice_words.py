"""Words for what practices are grouped by, consume and need beside them, in English and Chinese."""

GROUPS: dict[str, tuple[str, str]] = {
    "linkage_grid": ("linkage and grids", "联户与网格"),
    "scoring_incentive": ("scoring and incentives", "积分与激励"),
    "dispute": ("disputes", "矛盾调处"),
    "deliberation": ("deliberation", "议事协商"),
    "service": ("services", "便民服务"),
    "branch": ("branches and members", "支部与党员"),
    "cadre": ("cadres", "干部队伍"),
    "economy_funding": ("economy and funding", "集体经济与资金"),
    "digital": ("digital tools", "数字平台"),
    "burden_coordination": ("burdens and coordination", "减负与协同"),
}
CONSUMES: dict[str, tuple[str, str]] = {
    "cadre_hours": ("hours of the two committees", "两委工时"),
    "member_hours": ("hours of members", "党员工时"),
    "grid_hours": ("hours of grid workers", "网格员工时"),
    "public_hours": ("hours of representatives and other volunteers in post", "村民代表等工时"),
    "village_money": ("village money", "村级资金"),
    "public_money": ("public money", "财政资金"),
    "township_time": ("time of the township", "乡镇精力"),
    "county_time": ("time of the county", "县级精力"),
    "villager_time": ("time of villagers", "村民时间"),
    "donors": ("donors", "捐助"),
    "professionals": ("professionals from outside", "外来专业人员"),
}
BESIDE: dict[str, tuple[str, str]] = {
    "town_community": ("a town community", "城镇社区"),
    "thin_purse": ("a village purse that runs short", "入不敷出的村账"),
    "shown_practice": ("a practice that neighbours show", "邻村示范的做法"),
    "projects": ("projects under way", "在建项目"),
    "epidemic": ("an epidemic", "疫情"),
}
PRIORITIES: dict[str, tuple[str, str]] = {
    "core": ("core", "核心"),
    "important": ("important", "重要"),
    "extension": ("extension", "拓展"),
}


def word(words: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    """Return the label of a key in ``lang`` ('en' or 'zh'); the key itself where it has none."""
    en, zh = words.get(key, (key, key))
    return zh if lang == "zh" else en
