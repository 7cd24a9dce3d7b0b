"""The short names of Korea's seventeen provinces and metropolitan cities, as number plates and driving licences bear them."""

REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
"""A pattern: the short name of a province or metropolitan city (자동차등록번호판 등의 기준에 관한 고시)."""
