"""Retrieval metrics, computed by `ir_measures` so that they are the same as others': recall@k, MRR@10, nDCG@10.

The field has two meanings of recall@k. Ours depends on what is labelled: in a benchmark with labelled documents
(BEIR) it is the share of a question's relevant documents in the first k (`R@k`); in a question set, whose gold
quotes are alternative places of one answer, it is whether one of the first k passages holds a gold quote
(`Success@k`). With one gold document, as in AutoRAG's and KorQuAD's tables, both are the same.
"""

from collections.abc import Mapping, Sequence

from ingest.errors import from_extra

with from_extra("eval"):
    import ir_measures

CUTOFFS = (1, 3, 5, 10)
"""The k of the published tables that our figures are compared with."""


def ranking_scores(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Mapping[str, int]], *, alternatives: bool
) -> dict[str, dict[str, float]]:
    """Each question's `recall@1` ... `recall@10`, `mrr@10`, `ndcg@10` (0-1).

    `rankings`: ids, best first. `relevant`: id -> grade (1 and above) of what should be found; a question without
    an entry is not scored. `alternatives`: finding one is enough (see above).
    """
    recall = "Success" if alternatives else "R"
    names = {ir_measures.parse_measure(f"{recall}@{k}"): f"recall@{k}" for k in CUTOFFS}
    names |= {ir_measures.parse_measure("RR@10"): "mrr@10", ir_measures.parse_measure("nDCG@10"): "ndcg@10"}
    asked = [question for question, grades in relevant.items() if grades and question in rankings]
    scores = {question: dict.fromkeys(names.values(), 0.0) for question in asked}
    judged = [
        ir_measures.Qrel(question, found, grade) for question in asked for found, grade in relevant[question].items()
    ]
    ranked = [
        # The scores only carry the order: the tools behind ir_measures sort by score and break ties by id.
        ir_measures.ScoredDoc(question, found, float(-rank))
        for question in asked
        for rank, found in enumerate(dict.fromkeys(rankings[question]))
    ]
    if judged and ranked:
        for metric in ir_measures.iter_calc(list(names), judged, ranked):
            scores[metric.query_id][names[metric.measure]] = round(float(metric.value), 6)
    return scores
