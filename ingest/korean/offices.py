"""What the names of public offices, of their departments and of regions end in. A name is long enough to be one only with its first letters:
the patterns that look for names say how many.
"""

REGION = "[시군구도]"
"""The last letter of a city, a county, a district and a province."""
LOCAL_OFFICE = rf"(?:[가-힣]{{2,5}}(?:시|도)[ ])?[가-힣]{{1,5}}{REGION}"
"""A local government with or without the province or city above it: 가람군, 나루특별시 다온구."""
OFFICE = f"부|처|청|원|위원회|공단|공사|재단|은행|특별시|광역시|특별자치시|특별자치도|{REGION}청"
"""Offices and agencies: 환경부, 법제처, 병무청, 한국소비자원, 가람시청."""
ESTABLISHMENT = "센터|대학교"
"""What may be an office, or a part of one (콜센터)."""
DEPARTMENT = "과|팀|국|실|단|관|센터|본부|소|처|부|원|위원회"
"""Departments and other units of an office: 교통정책과, 감사담당관, 사업단. In 계 and 반 too many other words end (통계, 동반): only the reader of contacts,
which sees a telephone beside them, takes these too."""
_NOUNS = "기관 장소 주소 결과 민국 수단 집단 인원 단계 통계 관계 체계 설계 합계 한계 내부 외부 첨부".split()
NO_DEPARTMENT = "".join(f"(?<!{noun})" for noun in _NOUNS)
"""To be put behind an ending above: the nouns (의료기관, 접수장소, 처리결과) that end like the name of a department."""
SURELY_OFFICE = "위원회|공사|공단|재단|진흥원|협회|진흥회|연구원|연구소|사업소|도서관|보건소|대학교|회의소|관리원|정보원|개발원|교육청|지방청|경찰서|소방서|[시군구]청"
"""Endings that make a word an organisation in a sentence about one: no single letters, in which other words end too."""
NO_OFFICE = (
    "[가-힣]*(?:신청|요청|초청|(?:연락|접수|신청|문의|안내|예약|등록|근무|제출|교부|발급|배부|거래|사용|납부|납품|판매|구입|구매|공급|발주|입금|출)처)"
    "|[일전내외여납기대공세정]부|[백천만억조]+원|[민지직회인정임병학공재전후응입퇴의요]원|공무원|구성원|상담원"
)
"""A pattern: words that end as an office does and are none (접수처, 일부, 민원); a name of more letters may end in them (해솔병원)."""
