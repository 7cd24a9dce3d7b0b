"""The tab that shows step by step how a question is answered: how it was read, what each leg of the search gave,
what the reader found, and why the answer is what it is.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, cast

from chat.admin.admin_desk import AdminDesk
from chat.admin.html_pieces import Html, heading, joined, paragraph, table
from chat.admin.korean_names import KINDS
from chat.answer import Answer, Status
from chat.answer_texts import STATUS_NAMES
from chat.curated.match import shipped
from chat.engine import Engine
from chat.pipeline import traced
from chat.question.cases import CASE_FROM
from chat.question.message_classifier import OWN_RECORD_FROM
from chat.reading.decide import Objection, Thresholds, decide
from chat.reading.findings import Finding
from chat.steps.on_documents import (
    affordable,
    article_exists,
    examined_anyway,
    in_other_words,
    of_the_time_asked,
    what_is_asked,
)
from chat.steps.on_message import read_as_meant
from chat.turn import Analysed, Turn
from retriever.hit import Hit
from retriever.query import Query

_FINDINGS = 8
_Turn = TypeVar("_Turn", bound=Turn)


def tried(admin: AdminDesk, typed: str) -> Html:
    """The steps of answering the question `typed`, as HTML; nothing of it is logged."""
    engine = admin.engine
    answer, turns = traced(typed, engine)
    understood = _after(read_as_meant, turns)
    if understood is None:
        return joined(_told(answer), _reason(why(answer)), paragraph("이 질문은 문서를 찾기 전에 끝났습니다."))
    analysed = _after(in_other_words, turns) or what_is_asked(understood, engine)
    examined = _after(of_the_time_asked, turns) or examined_anyway(understood, engine)
    decision = decide(analysed.asked, examined.findings, engine.scoring, engine.settings, engine.index.documents)
    return joined(
        _told(answer),
        _reason(why(answer, decision.objections)),
        _read(understood.message.question, analysed),
        _sorted(understood.message.question, examined.query, engine),
        _found(examined.hits, examined.findings, engine),
    )


def _after(step: Callable[..., _Turn], turns: Mapping[str, Turn]) -> _Turn | None:
    """The state that `step` returned; None where the question ended before it."""
    return cast("_Turn | None", turns.get(step.__name__))


def _told(answer: Answer) -> Html:
    return joined(
        heading("결과"),
        paragraph(f"{STATUS_NAMES[answer.status]}: {answer.text}", "good" if answer.status.shows_answer else "warning"),
        table(
            "근거",
            ("번호", "문서", "글"),
            [(str(c.marker), c.title, c.quote) for c in answer.citations],
            "근거가 없습니다.",
        ),
    )


def _reason(words: str) -> Html:
    return paragraph(f"까닭: {words}") if words else Html("")


def why(answer: Answer, objections: Sequence[Objection] = ()) -> str:
    """The reason, in Korean, why the question was not answered; "" where it was. `objections` are the decision's, to the best sentence."""
    if answer.status is Status.RELATED:
        return " ".join(_OBJECTIONS[objection] for objection in objections)
    return _BY_STEP.get(answer.given_by) or _BY_STATUS.get(answer.status, "")


_BY_STATUS = {
    Status.NO_EVIDENCE: "찾은 대목이 없거나, 가장 나은 문장도 관련 대목의 기준에 못 미쳤습니다.",
    Status.NEEDS_PERSONAL_RECORD: "본인의 기록을 묻는 말로 보았습니다.",
    Status.COUNTER: "신고·민원·개인의 일로 보았습니다.",
    Status.NOT_A_QUESTION: "문서에 묻는 말이 아니라고 보았습니다.",
    Status.BLOCKED: "안내 서비스의 동작을 바꾸려는 말로 보았습니다.",
    Status.OFF: "운영을 멈춰 둔 상태입니다.",
    Status.PERSONAL_DATA: "질문에 개인정보가 있다고 보았습니다.",
    Status.EMERGENCY: "위급한 상황을 말한다고 보았습니다.",
}
_OBJECTIONS = {
    Objection.UNSURE: "가장 나은 문장이 답의 기준에 못 미쳤습니다.",
    Objection.TELLS_NOTHING: "가장 나은 문장이 그 자체로는 아무것도 알려 주지 않습니다.",
    Objection.OTHER_NUMBER: "가장 나은 문장이 다른 회차의 것입니다.",
    Objection.OTHER_PERIOD: "가장 나은 표의 줄에 물은 때의 칸이 없습니다.",
    Objection.NO_ADDRESS: "전화번호나 주소를 물었는데 가장 나은 문장에 그런 것이 없습니다.",
}
_BY_STEP = {
    article_exists.__name__: "물은 번호의 조문이 그 문서에 없습니다.",
    affordable.__name__: "질문 하나에 쓸 처리 시간(question_cpu_seconds)을 다 썼습니다.",
}
"""The reasons by the step of `chat.pipeline` that ended the question, where the status alone does not give the reason."""


def _read(question: str, turn: Analysed) -> Html:
    query, asked, other = turn.query, turn.asked, turn.reworded
    rows = [
        ("다듬은 질문", question),
        ("읽은 질문", query.text),
        ("언어 모델이 문서의 말로 바꾼 질문", other.text if other else "없음"),
        ("묻는 것", ", ".join(KINDS[kind] for kind in asked.kinds) or "알 수 없음"),
        ("기간", ", ".join(f"{p.first}~{p.last}" for p in asked.periods) or "없음"),
        ("찾는 낱말(무게)", ", ".join(f"{t.form}({t.weight:.1f})" for t in query.tokens) or "없음"),
        ("알림", " ".join(query.notes) or "없음"),
    ]
    return joined(heading("어떻게 읽었나"), table("읽은 내용", ("무엇", "값"), rows, ""))


def _sorted(question: str, query: Query, engine: Engine) -> Html:
    entries = engine.curated.valid(engine.settings.day, engine.index.documents)
    scores = engine.curated.matcher.scores(query.text, entries)[:3]
    rows = [
        ("본인의 기록", f"{engine.message_classifier.of(question).own_record:.2f}", f"{OWN_RECORD_FROM:.2f}"),
        ("신고·민원·개인의 일", f"{engine.case_classifier.chance(question):.2f}", f"{CASE_FROM:.2f}"),
        *((f"담당자가 확인한 답 {entry.id}", f"{score:.2f}", f"{shipped().match_from:.2f}") for score, entry in scores),
    ]
    return table("문서를 찾기 전의 판단", ("무엇", "값", "기준"), rows, "")


def _found(hits: Sequence[Hit], findings: Sequence[Finding], engine: Engine) -> Html:
    legs = list(dict.fromkeys(leg for hit in hits for leg in hit.legs))
    titles = {hit.passage.id: _short(engine.index.documents[hit.passage.document_id].title) for hit in hits}
    rows = [
        (
            str(hit.rank),
            titles[hit.passage.id],
            " › ".join(hit.passage.heading) or "없음",
            f"{hit.score:.3f}",
            *(f"{hit.legs[leg]:.3f}" if leg in hit.legs else "없음" for leg in legs),
        )
        for hit in hits
    ]
    thresholds = Thresholds.of(engine.scoring, engine.settings)
    read = [
        (
            f"{one.chance:.2f}",
            f"{one.scored.cosine:.2f}",
            f"{one.scored.coverage:.2f}",
            one.text,
            titles[one.passage.id],
            "고름" if one.chosen else "",
        )
        for one in findings[:_FINDINGS]
    ]
    return joined(
        heading("무엇을 찾았나"),
        table(
            "찾은 대목",
            ("순위", "문서", "위치", "점수", *(_LEGS.get(leg, leg) for leg in legs)),
            rows,
            "찾은 대목이 없습니다.",
        ),
        table("읽은 문장 (답일 확률이 높은 것부터)", ("확률", "뜻", "낱말", "문장", "문서", "언어 모델"), read, ""),
        paragraph(f"답은 확률 {thresholds.answer_from:.2f}부터, 관련 대목은 {thresholds.shown_from:.2f}부터 보입니다."),
    )


_LEGS = {
    "article": "조문",
    "terms": "낱말",
    "bigrams": "글자쌍",
    "whole": "문서 전체",
    "dense": "뜻",
    "sentence": "문장",
    "coverage": "담긴 낱말",
    "adjacent": "이웃한 낱말",
    "numbers": "숫자",
    "heading": "제목",
}
"""The legs of the search (`retriever.rank`)."""
_LONGEST_TITLE = 40


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
