"""Where somebody lives; the addresses of offices and of places are nobody's home."""

import pytest

from ingest.korean.home_addresses import home_addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("우리집 서울시 마포구 성미산로 12길 34 쓰레기 배출 요일", "성미산로 12길 34"),
        ("저는 좌동순환로 99 101동 1203호에 살아요", "좌동순환로 99 101동 1203호"),
        ("용봉로77번길 8 원룸인데 전입신고", "용봉로77번길 8"),
        ("제 주소 남산면 강촌리 234-1번지", "강촌리 234-1번지"),
        ("104동 1503호 층간소음", "104동 1503호"),
        ("우리 할머니 집이 퇴계로 93번길 7-11 인데 도시가스 되나요", "퇴계로 93번길 7-11"),
        ("상남로 131 현대아파트 12-1305 로 보내주세요", "상남로 131 현대아파트 12-1305"),
        ("홍길동 세종대로 12길 34, 501호 신청합니다", "세종대로 12길 34, 501호"),
        ("역삼동 735-12번지 2층에 이사왔어요", "역삼동 735-12번지 2층"),
        ("I live at Apt 102-1501, 25 Dosan-daero 8-gil", "Apt 102-1501, 25 Dosan-daero 8-gil"),
        ("원곡로 27, 지층 B02호 사는데", "원곡로 27, 지층 B02호"),
        ("시골집 주소는 읍내리 12-3 이요", "읍내리 12-3"),
        ("원곡로 27 (원곡동) 301호로 이사왔어요", "원곡로 27 (원곡동) 301호"),
        ("원곡로 27, 한빛타워 1203호 사는데", "원곡로 27, 한빛타워 1203호"),
        ("을지로3가 27-5에 살아요", "을지로3가 27-5"),
        ("어르신 댁이 가람로 41, 빛고을연립 2동 103호", "가람로 41, 빛고을연립 2동 103호"),
        ("I live at 45 Seongmisan-ro 12-gil, Mapo-gu", "45 Seongmisan-ro 12-gil"),
    ],
)
def test_homes(text: str, address: str) -> None:
    assert [text[start:end] for start, end in home_addresses(text)] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "시청 주소가 세종대로 110 맞나요",  # an office
        "왕지동 876번지 도로 파손",  # a place
        "정부대전청사 청사로 189 2동 103호",
        "서울로 3월에 이사해서 살고 있어요",
        "무료로 2회까지, 사는 곳은 상관없나요",
        "강남대로 3번 출구 앞에 살아요",
        "전입신고는 세종대로 110 시청에서 하나요",
        "작년에 지은 집이고 대지 82.73평",
        "101동 주민센터 근처에 살아요",
    ],
)
def test_no_homes(text: str) -> None:
    assert home_addresses(text) == []
