"""An answer as HTML for the chat log. Every text is escaped; nothing a document or a citizen wrote becomes a tag.

The HTML stands on one line: Gradio reads a message as Markdown, and a block of HTML without an empty line stays as it
is. Gradio's sanitizer keeps classes, links and titles and drops data and ARIA attributes: `ui.js` puts those back.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from chat.answer import Answer, Citation, Status
from chat.composing.draft import ITEM_SIGN, PARAGRAPH, SHORT_ANSWER
from chat.desk.links import source_path
from chat.question.follow_up import Completed
from chat.question.foreign import KOREAN, korean_runs
from chat.web import page_texts
from chat.web.glossary import Glossary
from ingest.document import Contact
from ingest.korean.telephones import SHORT_NUMBER, telephones_in

_MARKER = re.compile(r"\s?\[(\d+)\]")
_PARAGRAPH_END = re.compile(rf"((?:\s?\[\d+\])+)\s*|{PARAGRAPH}")
_NAMES_COUNTERS = (Status.COUNTER, Status.EMERGENCY)
"""The statuses whose text may name the counter that takes a report, with its web address."""
_OPEN = 3
"""The related passages shown at once; the further ones open with a click."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders answers. `next_questions` returns what can be asked next, `model_notice` marks what a language model is writing, `today` returns the
    date that ages are counted from.
    """

    glossary: Glossary
    next_questions: Callable[[Answer], Sequence[str]] = lambda answer: ()
    model_notice: str = ""
    today: Callable[[], dt.date] = field(default=dt.date.today)

    def answer(self, answer: Answer, read: Completed, name: str = "") -> str:
        """The HTML of a whole answer: its text, notes, contacts, sources, what can be asked next. `name` is its id, which the page sends
        with an opinion of it.
        """
        shows_words = answer.status.shows_answer or answer.status is Status.RELATED
        parts = [
            self._read_as(answer, read),
            _confirmed(answer),
            self._text(answer) if shows_words else self._refusal(answer),
        ]
        parts += [self._notes(answer), self._contacts(answer), self._sources(answer)]
        parts += [self._nearby(answer), self._further(answer), self._next(answer)]
        own = f" id-{name}" if name else ""
        return f'<div class="answer is-{answer.status.value} lang-{answer.lang}{own}">{"".join(parts)}</div>'

    def so_far(self, answer: Answer) -> str:
        """The HTML of the sentences of an answer that is still being written, each already checked."""
        mark = f'<ul class="notes"><li>{text(self.model_notice)}</li></ul>' if self.model_notice else ""
        return f'<div class="answering">{self._text(answer)}{mark}{progress_html("writing")}</div>'

    def _read_as(self, answer: Answer, read: Completed) -> str:
        if not read.changed or answer.status is Status.PERSONAL_DATA:
            return ""
        return f'<p class="read-as">{page_texts.shown("read_as")} <q>{text(read.question)}</q></p>'

    def _text(self, answer: Answer) -> str:
        """The short answer first and large; then each sentence with its sources, or each related passage, in a paragraph of its own, a list with its
        sources below what announces it. Of the passages those after the first `_OPEN` are folded.
        """
        direct = None if answer.status in (Status.RELATED, Status.CURATED) else SHORT_ANSWER.match(answer.text)
        head = direct.end() if direct else 0
        pieces = [f'<p class="direct">{self._run(answer, 0, head)}</p>'] if head else []
        passages = []
        for start, end in _paragraphs(answer.text, head):
            if answer.status is Status.RELATED and _MARKER.search(answer.text, start, end):
                passages.append(len(pieces))
                pieces.append(f'<p class="passage">{self._run(answer, start, end)}</p>')
            else:
                pieces += self._said(answer, start, end, "sentence" if pieces else "sentence only")
        if further := passages[_OPEN:]:
            folded = "".join(pieces[at] for at in further)
            summary = _heading("further", answer.lang, len(further))
            pieces[further[0] : further[-1] + 1] = [
                f'<details class="further"><summary>{summary}</summary>{folded}</details>'
            ]
        return "".join(pieces)

    def _said(self, answer: Answer, start: int, end: int, shape: str) -> Iterator[str]:
        """`answer.text[start:end]` as a paragraph, and its lines that are items as a list below it."""
        before, items = _list(answer.text, start, end)
        if start < before:
            yield f'<p class="{shape}">{self._run(answer, start, before)}</p>'
        if items:
            yield f'<ul class="items">{"".join(f"<li>{self._run(answer, *item)}</li>" for item in items)}</ul>'

    def _refusal(self, answer: Answer) -> str:
        refusal = self._run(answer, 0, len(answer.text))
        return f'<p class="refusal">{addresses(refusal) if answer.status in _NAMES_COUNTERS else refusal}</p>'

    def _run(self, answer: Answer, start: int, end: int) -> str:
        """`answer.text[start:end]` with the answering words marked, markers as links, glossary words explained, quoted Korean marked as such."""
        korean = korean_runs(answer.text) if answer.lang != KOREAN else []
        borders = {start, end}
        borders |= {at for run in korean for at in run if start < at < end}
        borders |= {at for mark in answer.marks for at in mark if start < at < end}
        found = list(_MARKER.finditer(answer.text, start, end))
        borders |= {at for m in found for at in m.span()}
        cuts = sorted(borders)
        by_start = {m.start(): m for m in found}
        html = []
        for low, high in itertools.pairwise(cuts):
            if low in by_start:
                html.append(self._marker(answer, int(by_start[low][1])))
                continue
            run = _kept_together(phones(self.glossary.explained(answer.text[low:high]))).replace("\n", "<br>")
            if any(a <= low and high <= b for a, b in korean):
                run = _KOREAN.format(run)
            is_marked = any(a <= low and high <= b for a, b in answer.marks)
            html.append(f"<mark>{run}</mark>" if is_marked else run)
        return "".join(html)

    def _marker(self, answer: Answer, number: int) -> str:
        cited = next((c for c in answer.citations if c.marker == number), None)
        if cited is None:
            return f" [{number}]"
        return f' <a class="cite" href="{source_link(cited)}">{number}</a>'

    def _notes(self, answer: Answer) -> str:
        if not answer.notes:
            return ""
        notes = "".join(f"<li>{phones(addresses(_in_language(note, answer.lang)))}</li>" for note in answer.notes)
        return f'<ul class="notes">{notes}</ul>'

    def _contacts(self, answer: Answer) -> str:
        if not answer.contacts or answer.status in (Status.NOT_A_QUESTION, Status.BLOCKED):
            return ""
        if answer.status is not Status.EMERGENCY and all(contact.phone in answer.text for contact in answer.contacts):
            return ""  # the answer itself names the contacts
        said = " ".join((answer.text, *answer.notes))
        told = [contact for contact in answer.contacts if contact.phone or contact.office not in said]
        if not told:
            return ""
        items = "".join(f"<li>{_in_korean(contact_html(contact))}</li>" for contact in told)
        title = _heading("call_now" if answer.status is Status.EMERGENCY else "contacts", answer.lang)
        return f'<div class="contacts"><h3>{title}</h3><ul>{items}</ul></div>'

    def _sources(self, answer: Answer) -> str:
        if not answer.citations:
            return ""
        items = "".join(f"<li>{self._source(citation)}{_quote(citation)}</li>" for citation in answer.citations)
        return f'<div class="sources ko"><h3>{_heading("sources", answer.lang)}</h3><ul>{items}</ul></div>'

    def _nearby(self, answer: Answer) -> str:
        if not answer.nearby:
            return ""
        return self._quoted(answer.nearby, f"<h3>{_heading('nearby', answer.lang)}</h3>")

    def _further(self, answer: Answer) -> str:
        if not answer.further:
            return ""
        summary = _heading("further" if answer.citations else "nearest", answer.lang, len(answer.further))
        return f'<details class="further"><summary>{summary}</summary>{self._quoted(answer.further)}</details>'

    def _quoted(self, citations: Sequence[Citation], heading: str = "") -> str:
        """The quoted words of `citations` as a list, each a link to where they stand."""
        items = "".join(
            f'<li><a class="source" href="{source_link(citation)}">{_words(citation)} <span class="facts">{self._facts(citation, citation.title)}</span></a></li>'
            for citation in citations
        )
        return f'<div class="sources nearby ko">{heading}<ul>{items}</ul></div>'

    def _source(self, citation: Citation) -> str:
        where = " › ".join(below_title(citation.heading, citation.title))
        place = f'<span class="where">{text(where)}</span>' if where else ""
        return (
            f'<a class="source" href="{source_link(citation)}"><span class="number">{citation.marker}</span> '
            f'<span class="title">{text(citation.title)}</span> <span class="facts">{self._facts(citation, "", citation.licence)}</span>{place}</a>'
        )

    def _facts(self, citation: Citation, title: str, licence: str = "") -> str:
        facts = (title, citation.office, date_words(citation.published, self.today()), licence)
        escaped = list(map(text, filter(None, facts)))
        return " · ".join([*escaped, page_texts.shown("by_ocr")] if citation.by_ocr else escaped)

    def _next(self, answer: Answer) -> str:
        questions = self.next_questions(answer)
        if not questions:
            return ""
        items = "".join(f'<li><a class="ask" href="?q={quote(q)}">{text(q)}</a></li>' for q in questions)
        return f'<div class="next ko"><h3>{_heading("next", answer.lang)}</h3><ul>{items}</ul></div>'


_KOREAN = '<span class="ko">{}</span>'


def _in_korean(html: str) -> str:
    """`html`, marked as Korean where it holds Hangul: the name of an office may be told in English."""
    return _KOREAN.format(html) if re.search("[가-힣]", html) else html


def _heading(name: str, lang: str, n: int = 0) -> str:
    """The heading `name`: in the reader's language of the page, in English under an answer that is not Korean."""
    if lang == KOREAN:
        return page_texts.shown(name, n)
    return f'<span class="en">{escape(page_texts.EN[name].format(n=n))}</span>'


def _in_language(raw: str, lang: str) -> str:
    """`raw` as escaped HTML; in a text of another language the Korean words are marked as Korean."""
    if lang == KOREAN:
        return text(raw)
    html, at = "", 0
    for start, end in korean_runs(raw):
        html += escape(raw[at:start]) + _KOREAN.format(escape(raw[start:end]))
        at = end
    return html + escape(raw[at:])


def _confirmed(answer: Answer) -> str:
    return f'<p class="confirmed">{text(answer.confirmed.line)}</p>' if answer.confirmed else ""


def below_title(heading: Sequence[str], title: str) -> Sequence[str]:
    """The heading path without the document's own title, beside which it is shown."""
    return heading[1:] if heading and heading[0] == title else heading


def _quote(citation: Citation) -> str:
    """The quoted words as HTML for the printed page: on a screen they open beside the answer."""
    return f"<blockquote>{_words(citation)}</blockquote>"


def _words(citation: Citation) -> str:
    """The quoted words; those of a table row cell by cell, with the names of the columns."""
    cells = (f"{cell.label}: {cell.text}" if cell.label else cell.text for cell in citation.cells)
    return text(", ".join(cells) or citation.quote)


def _paragraphs(raw: str, at: int) -> Iterator[tuple[int, int]]:
    """Spans (start, end) of `raw` from `at` on, one a paragraph: up to and with its last marker [n], or up to where a new paragraph begins."""
    for found in _PARAGRAPH_END.finditer(raw, at):
        if raw[at : found.end()].strip():
            yield at, found.end(1) if found[1] else found.start()
        at = found.end()
    if raw[at:].strip():
        yield at, len(raw)


def _list(raw: str, start: int, end: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the words of `raw[start:end]` before its first item end, and the (start, end) of each item without its sign."""
    signs = list(ITEM_SIGN.finditer(raw, start, end))
    before, *ends = (len(raw[:stop].rstrip()) for stop in (*(sign.start() for sign in signs), end))
    return before, list(zip((sign.end() for sign in signs), ends, strict=True))


def text(raw: str) -> str:
    """`raw` escaped, on one line."""
    return escape(" ".join(raw.split()))


_END_AND_PARTICLE = re.compile(r"<[^>]*>|([)’”][가-힣])")


def _kept_together(html: str) -> str:
    """`html` with a closing sign and the particle behind it ("110)에") kept on one line: browsers break there, though no Korean does."""
    return _END_AND_PARTICLE.sub(lambda m: f'<span class="kept">{m[1]}</span>' if m[1] else m[0], html)


def phones(html: str) -> str:
    """`html` (escaped text) with telephone numbers as links that a phone can call, a short one ("119") where "☎" stands before it."""
    pieces, at = [], 0
    for one in telephones_in(html):
        link = f'<a href="tel:{one.number.replace("-", "")}">{html[one.start : one.end]}</a>'
        pieces += [html[at : one.start], link]
        at = one.end
    return _SHORT.sub(r'<a href="tel:\g<0>">\g<0></a>', "".join([*pieces, html[at:]]))


_SHORT = re.compile(rf"(?<=☎ ){SHORT_NUMBER}(?!\d)")
_ADDRESS = re.compile(r"(?<![\w./@-])((?:[a-z0-9-]+\.)+(?:go|or)\.kr)(?![\w/-])")


def addresses(html: str) -> str:
    """`html` (escaped text) with web addresses of public offices (go.kr, or.kr) as links."""
    return _ADDRESS.sub(lambda m: f'<a href="https://{m[1]}" target="_blank" rel="noopener">{m[1]}</a>', html)


def contact_html(contact: Contact) -> str:
    """A contact as HTML, with the telephone number as a link."""
    short = f'<a href="tel:{contact.phone}">{contact.phone}</a>' if re.fullmatch(SHORT_NUMBER, contact.phone) else ""
    return f"{text(contact.who)} {short or phones(text(contact.phone))}".strip()


def source_link(citation: Citation) -> str:
    """The escaped link to the quoted words in the source view; like all links here relative to the page's <base>."""
    return escape(source_path(citation))


def date_words(published: str, today: dt.date) -> str:
    """An ISO date with its age, in Korean: "2022. 1. 26. (4년 9개월 전)"; "" where there is none."""
    try:
        day = dt.date.fromisoformat(published)
    except ValueError:
        return ""
    return f"{day.year}. {day.month}. {day.day}. ({age_words(day, today)})"


def age_words(day: dt.date, today: dt.date) -> str:
    """How long ago `day` is, in Korean: years and months, days within a month; "예정" for a day to come."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < 0 or today < day:
        return "예정"
    if months == 0:
        days = (today - day).days
        return "오늘" if days == 0 else f"{days}일 전"
    years, rest = divmod(months, 12)
    return " ".join([*([f"{years}년"] if years else []), *([f"{rest}개월"] if rest else [])]) + " 전"


def progress_html(step: str, count: int = 0) -> str:
    """The HTML that says what is being done, until the answer comes."""
    return f'<div class="progress"><p>{page_texts.shown(step, count)}</p></div>'


def failure_html(why: str = "failed", n: int = 0) -> str:
    """The HTML shown where answering failed or had to be put off; the page offers to try again."""
    return f'<div class="answer is-error"><p class="refusal">{page_texts.shown(why, n)}</p></div>'


def stopped_html() -> str:
    """The HTML shown where the citizen stopped the answer."""
    return f'<div class="answer is-stopped"><p class="refusal">{page_texts.shown("stopped")}</p></div>'
