import re

import pytest

from ingest.korean.web_addresses import MAIL_ADDRESS, WEB_ADDRESS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("누리집(www.mois.go.kr)에서", ["www.mois.go.kr"]),
        ("누리집www.gov.kr에서 확인", ["www.gov.kr"]),
        ("‘https://www.work24.go.kr/hr/a’에서", ["https://www.work24.go.kr/hr/a"]),
        ("snu.ac.kr/ko, mit.edu", ["snu.ac.kr/ko", "mit.edu"]),
        ("3.5점, No.12", []),
        ("minwon@city.go.kr로", []),
    ],
)
def test_web_addresses(text: str, found: list[str]) -> None:
    assert re.findall(WEB_ADDRESS, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("전자우편 minwon.a+b@city.go.kr로", ["minwon.a+b@city.go.kr"]),
        ("담당자kim@korea.kr.", ["kim@korea.kr"]),
        ("5명@참가", []),
    ],
)
def test_mail_addresses(text: str, found: list[str]) -> None:
    assert re.findall(MAIL_ADDRESS, text) == found
