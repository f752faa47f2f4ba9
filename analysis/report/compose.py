"""The whole report: its chapters in the order of reading, its title page, and what stands under the title."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.labels import month, number, text
from analysis.report.against_facts import against_facts
from analysis.report.appendix import appendix
from analysis.report.blocks import Block, Break, Document, Points, Table, Words
from analysis.report.costs import costs
from analysis.report.evidence import Evidence
from analysis.report.evidence_by_outcome import evidence_by_outcome
from analysis.report.first_page import first_page
from analysis.report.limits import limits
from analysis.report.uncertainty import uncertainty
from analysis.report.who_gains import who_gains
from analysis.report.wording import counted

Chapter = Callable[[Evidence, str], list[Block]]
CHAPTERS: tuple[Chapter, ...] = (evidence_by_outcome, who_gains, costs, uncertainty, against_facts, limits, appendix)


def compose(evidence: Evidence, lang: str) -> Document:
    """Return the report of a study in ``lang`` ('en' or 'zh')."""
    blocks = [*first_page(evidence, lang), Break()]
    for chapter in CHAPTERS:
        blocks += chapter(evidence, lang)
    blocks = [_quoted(block, lang) for block in blocks]
    return Document(
        title=evidence.title[lang],
        subtitle=text("back_subtitle", lang),
        lang=lang,
        blocks=blocks,
        about=tuple(_about(evidence, lang)),
        footer=text("back_footer", lang, title=evidence.title[lang]),
        keywords=tuple(text("back_keywords", lang).split(text("back_comma", lang))),
    )


_COMMANDS = {"en": re.compile(r"`([^`]+)`"), "zh": re.compile(r" ?`([^`]+)` ?")}


def _quoted(block: Block, lang: str) -> Block:
    """Return a block with commands in quotation marks, which every document can show."""
    if isinstance(block, Words):
        return replace(block, text=_in_quotes(block.text, lang))
    if isinstance(block, Points):
        return replace(block, items=tuple(_in_quotes(item, lang) for item in block.items))
    return replace(block, note=_in_quotes(block.note, lang)) if isinstance(block, Table) else block


def _in_quotes(words: str, lang: str) -> str:
    return _COMMANDS[lang].sub(r"“\1”", words)


def _about(evidence: Evidence, lang: str) -> Iterator[tuple[str, str]]:
    if evidence.villages:
        place = {"villages": number(evidence.villages, 0), "people": number(evidence.people, 0)}
        yield text("back_about_place", lang), text("back_about_place_is", lang, **place)
    if evidence.start is not None:
        lengths = {"years": evidence.years, "burn_in": evidence.burn_in_years}
        said = {name: counted("rf_years", length, lang) for name, length in lengths.items()}
        start = month(evidence.start, lang)
        yield text("back_about_time", lang), text("back_about_time_is", lang, start=start, **said)
    status = evidence.runs["status"]
    counts = {state: int((status == state).sum()) for state in ("ok", "failed", "pending")}
    runs = text("back_about_runs_are", lang, **counts, replications=evidence.replications)
    yield text("back_about_runs", lang), runs
    yield text("back_about_store", lang), text("back_about_store_is", lang, study=evidence.study, store=evidence.store)
    if evidence.made is not None:
        day = evidence.made
        yield text("back_about_made", lang), text("doc_day", lang, day=day.day, month=month(day, lang))
    version = evidence.versions.get("xiangzhi")
    if version:
        yield text("back_about_version", lang), text("back_about_version_is", lang, version=version)
