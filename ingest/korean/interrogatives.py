"""The words by which a Korean question asks."""

INTERROGATIVES = frozenset(
    "언제 며칠 며칠간 얼마 얼마나 몇 어디 누구 왜 어째서 어떻 어떻게 어떤 어느 무엇 무어 뭐 뭣 무슨 어찌".split()
)
"""Interrogative pronouns, adverbs and determiners, as the analyser writes them ("어떻" of "어떤가요")."""
