"""How much the wording of a question alone gives away of whether it is answerable.

People word unanswerable questions differently ("…다던데"): a classifier that never sees a document separates them from the
others with an AUROC of .84 on the questions of `../shared/reading`, .73 to .75 on our own. A reader that learns this does not read. So
the reader's scores begin, in training only, with what the wording gives away, and it learns what the passages add (a product of
experts: Hinton 2002; against such shortcuts: Clark et al. 2019, arXiv:1909.03683).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from eval.training.examples import Example

_MOST = 2.5
"""The largest logit given away, for or against: an odds ratio of 12."""
_FOLDS = 5


def given_away(examples: Sequence[Example]) -> Mapping[str, float]:
    """Wording of `examples` -> the logit that it is answerable, less that of the mean, by a classifier that was fitted to the questions of
    other documents.
    """

    worded_examples = [(wording, one) for one in examples for wording in (one.question, one.also) if wording]
    counts = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=5, binary=True)
    letters = counts.fit_transform([wording for wording, _ in worded_examples])
    answerable = np.array([one.answerable for _, one in worded_examples])
    logits = cross_val_predict(
        LogisticRegression(C=0.05, max_iter=300),
        letters,
        answerable,
        groups=[one.document for _, one in worded_examples],
        cv=GroupKFold(_FOLDS),
        method="decision_function",
    )
    above = np.clip(logits - np.log(answerable.mean() / (1 - answerable.mean())), -_MOST, _MOST)
    return {wording: float(logit) for (wording, _), logit in zip(worded_examples, above, strict=True)}
