"""Korean particles that go by the last sound of the word before them."""


def named(text: str, after_vowel: str, after_consonant: str) -> str:
    """`text` with the particle that its last sound asks for ("서울", "는", "은" -> "서울은")."""
    return text + (after_consonant if ends_in_consonant(text) else after_vowel)


def ends_in_consonant(text: str) -> bool:
    """Whether `text` is read with a final consonant (받침); digits and Latin letters as they are read in Korean."""
    last = next((character for character in reversed(text) if character.isalnum()), "")
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 != 0
    return last.lower() in set("013678lmnr")
