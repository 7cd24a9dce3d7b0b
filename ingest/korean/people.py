"""Words that show a person in a Korean text: family names, and the titles that stand beside a name."""

from collections.abc import Collection

THE_ASKER_OR_FAMILY = "우리|저희|제|내|본인|부모님|할머니|할아버지|어머니|아버지|엄마"
"""A pattern: words by which who writes calls a thing, a home or a telephone, their own or their family's."""
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명"
    "기반왕금옥육인맹제모탁국어은편용"
)
"""Family names of one letter, those of the most people first (통계청, 인구주택총조사 2015), down to the last one for which most words of two and
three letters that begin with it, and stand where a name may stand, are names.
"""
RARE_SURNAMES = "예봉경사부피라감복목형두온음빈동시범좌팽승간상갈단견당화창"
"""Family names of fewer people, which as many other words begin with (시장, 동장, 상임, 화가): a name only beside a telephone number, or where
an analyser takes the word for one.
"""
ANY_SURNAME = SURNAMES + RARE_SURNAMES

_OF_OFFICES = (
    "국장 과장 팀장 실장 단장 센터장 소장 부장 차장 처장 원장 본부장 사무관 서기관 부이사관 이사관 주무관 연구관 연구사 행정관 전문위원 대리 "
    "수석 위원 교수 변호사"
)
TITLES: frozenset[str] = frozenset(
    f"{_OF_OFFICES} 장관 차관 총리 대통령 위원장 부위원장 대표 사장 회장 부회장 의원 박사 비서관 선수 감독 장군 총장 시장 지사 군수 구청장 "
    "청장 이사장 대변인 후보 씨 총재 의장 주석 사령관 참모총장 재판관 간사 지부장 조합장 기자 검사 판사 대사".split()
)
"""Words behind (or before) a name that make it one in any text."""
TITLES_OF_FULL_NAMES = TITLES - {"씨", "위원", "선수", "대리"} | {"강사", "관장", "반장"}
"""Titles beside a name of three letters that is known to be one; words that often stand behind a name without belonging to it are left out."""
HEADS = tuple(
    "장관 처장 청장 위원장 원장 시장 도지사 지사 군수 구청장 이사장 사장 총재 총장 교육감 센터장 부총리".split()
)
"""Titles of those who lead an office: "농림축산식품부(장관 ...)"."""
ROLES = tuple(
    f"{_OF_OFFICES} 지사장 담당관 기획관 심의관 정책관 지도관 지도사 조사관 장학관 장학사 전문관 심사관 감독관 분석관 서무관 주사보 주사 서기 계장 주임 "
    "과장대리 파트장 매니저 책임연구원 선임연구원 연구원 책임 선임 사원 담당".split()
)
"""Words for what one is in an office, beside a telephone number; elsewhere many of them are other words (예방 주사, 홍보담당관실)."""


def alternatives(words: Collection[str]) -> str:
    """A pattern: one of `words`, the longest that fits."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
