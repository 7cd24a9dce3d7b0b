"""The Korean names that the evaluation shows for causes, statuses and figures, in words an official understands."""

from collections.abc import Mapping

from chat.answer_texts import STATUS_NAMES
from eval.score import Cause

CAUSES: Mapping[Cause, str] = {
    Cause.RIGHT: "맞음",
    Cause.ERROR: "오류",
    Cause.NOT_ASKED: "묻지 않음",
    Cause.NOT_FOUND: "근거를 찾지 못함",
    Cause.NOT_CHOSEN: "찾았으나 고르지 않음",
    Cause.WRONGLY_READ: "근거를 잘못 읽음",
    Cause.WRONGLY_REFUSED: "답할 수 있는데 거절함",
    Cause.WRONGLY_ANSWERED: "답하지 말아야 하는데 답함",
    Cause.WRONG_REFUSAL: "거절의 종류가 다름",
}

STATUSES: Mapping[str, str] = {status.value: name for status, name in STATUS_NAMES.items()} | {"error": "오류"}
"""What an official reads for each `chat.answer.Status`, and for a question that failed."""

METRICS: Mapping[str, tuple[str, str]] = {
    "facts_right": ("정답률", "답할 수 있는 질문 가운데, 꼭 들어가야 할 말이 답에 모두 있는 비율"),
    "facts_share": ("정답을 말한 몫", "꼭 들어가야 할 말 가운데 답에 있는 것의 비율(질문별 평균)"),
    "facts_shown": (
        "정답이 보임",
        "답할 수 있는 질문 가운데, 정답이 답이나 함께 보인(펼쳐 볼 수 있는) 대목에 모두 있는 비율",
    ),
    "headline_right": ("크게 보인 첫 문장이 맞음", "첫 문장을 크게 보인 답 가운데, 그 문장만으로 맞는 비율"),
    "wrong_answers": ("틀린 답을 함", "모든 질문 가운데, 틀린 답을 말한 비율(낮을수록 좋음)"),
    "evidence_cited": ("근거 제시", "답할 수 있는 질문 가운데, 인용이 정답의 근거를 보여 준 비율"),
    "refusals_right": ("바른 거절", "답이 없는 질문 가운데, 답하지 않은 비율"),
    "refusal_kind_right": ("거절 종류까지 옳음", "답이 없는 질문 가운데, 거절의 종류까지 맞은 비율"),
    "false_refusals": ("잘못 거절함", "답할 수 있는 질문 가운데, 거절한 비율(낮을수록 좋음)"),
    "false_answers": ("잘못 답함", "답이 없는 질문 가운데, 답해 버린 비율(낮을수록 좋음)"),
    "exact_match": ("정확 일치(EM)", "정답 대목을 주었을 때 고른 말이 정답과 같은 비율(KorQuAD 1.0 규칙)"),
    "char_f1": ("글자 F1", "정답 대목을 주었을 때 고른 말과 정답의 글자 단위 F1(KorQuAD 1.0 규칙)"),
    "sentence_hit": ("문장 적중", "정답 대목을 주었을 때 고른 문장에 정답이 든 비율"),
    "recall@1": ("첫째에서 찾음", "검색 결과 첫째에 근거가 있는 비율"),
    "recall@3": ("셋 안에서 찾음", "검색 결과 셋 안에 근거가 있는 비율"),
    "recall@5": ("다섯 안에서 찾음", "검색 결과 다섯 안에 근거가 있는 비율"),
    "recall@10": ("열 안에서 찾음", "검색 결과 열 안에 근거가 있는 비율"),
    "mrr@10": ("MRR@10", "처음 나온 근거의 순위를 뒤집은 값의 평균"),
    "ndcg@10": ("nDCG@10", "근거가 위에 있을수록 높은 순위 점수"),
    "citation_precision": ("인용 정밀도", "보여 준 인용 가운데 정답의 근거인 것의 비율"),
    "citation_recall": ("인용 재현율", "답의 문장 가운데 인용이 뒷받침하는 것의 비율"),
    "quotes_verbatim": ("인용 원문 일치", "인용이 문서의 글자와 똑같은 비율"),
    "answer_chars": ("답의 길이", "답의 글자 수 평균"),
    "auroc": ("거절 판별력(AUROC)", "답할 수 있는 질문의 확률이 그렇지 않은 질문보다 높을 확률"),
    "aurc": ("위험-응답 넓이(AURC)", "확률이 높은 것부터 답할 때의 평균 오답률(낮을수록 좋음)"),
    "latency_ms_p50": ("응답 시간 중앙값(ms)", "절반의 질문이 이 시간 안에 답을 받음"),
    "latency_ms_p95": ("응답 시간 95%(ms)", "질문 100개 가운데 95개가 이 시간 안에 답을 받음"),
}
"""Figure -> (its short name, its meaning)."""
