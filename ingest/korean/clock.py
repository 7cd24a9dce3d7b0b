"""Patterns of the time of day as Korean documents write it: "오전 9시 30분", "18:00", "정오"."""

PART_OF_DAY = "오전|오후|낮|밤|새벽|아침|저녁"
"""A pattern: the part of the day, before the hour."""
NOON = "정오|자정"
"""A pattern: noon or midnight, alone or before its hour ("정오 12시")."""
_HOUR = r"시(?!간|[군도설])"  # 시간 is a length of time; 17개 시도, 시군, 시설
CLOCK = (
    rf"(?:(?:{PART_OF_DAY}|{NOON})\s?)?(?:(?<!\d)\d{{1,2}}\s?{_HOUR}(?:\s?\d{{1,2}}\s?분|\s?반)?(?:\s?\d{{1,2}}\s?초)?"
    r"|(?<!\d)\d{1,2}:\d{2}(?!\d))"
)
"""A pattern: a time of day in any form but noon or midnight alone."""
HOUR_AND_MINUTE = rf"(?P<h>\d{{1,2}}){_HOUR}(?:\s?(?P<m>\d{{1,2}})분)?"
"""A pattern: a time of day as `ingest.korean.canonical` writes it; the hour in group h, the minute in group m."""
