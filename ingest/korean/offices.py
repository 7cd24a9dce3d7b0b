"""What the names of public offices, of their departments and of regions end in. A name is long enough to be one only with its first letters:
the patterns that look for names say how many.
"""

REGION = "[시군구도]"
"""The last letter of a city, a county, a district and a province."""
OFFICE = f"부|처|청|원|위원회|공단|공사|재단|은행|특별시|광역시|특별자치시|특별자치도|{REGION}청"
"""Offices and agencies: 환경부, 법제처, 병무청, 한국소비자원, 가람시청."""
ESTABLISHMENT = "센터|대학교"
"""What may be an office, or a part of one (콜센터)."""
DEPARTMENT = "과|팀|국|실|단|관|센터|본부|소|처|부|원|위원회"
"""Departments and other units of an office: 교통정책과, 감사담당관, 사업단. In 계 and 반 too many other words end (통계, 동반): only the reader of contacts,
which sees a telephone beside them, takes these too."""
NO_NAME = (
    r"(?<!기관|장소|주소|결과|민국|수단|집단|지원|민원|회원|직원|무원|담원|인원|단계|통계|관계|체계|설계|합계|한계|일부|전부|여부|내부|외부|첨부"
    r"|접수처|제출처|문의처|연락처|근무처|거래처|판매처|구입처|사용처|배부처|발급처|신고처|발행처|납품처|출처|[십백천만억]원)"
).replace("|", ")(?<!")
"""To be put behind an ending above: the common nouns and amounts (처리결과, 접수장소, 50백만원) that end like a name."""
SURELY_OFFICE = "위원회|공사|공단|재단|진흥원|협회|진흥회|연구원|연구소|사업소|도서관|보건소|대학교|회의소|관리원|정보원|개발원|교육청|지방청|경찰서|소방서|[시군구]청"
"""Endings that make a word an organisation in a sentence about one: no single letters, in which other words end too."""
