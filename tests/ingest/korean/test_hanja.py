import pytest

from ingest.korean.hanja import read_out, reading, readings, with_readings, words_in


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("金銀洞", "금은동"),
        ("出張所", "출장소"),
        ("女子", "여자"),
        ("老人", "노인"),
        ("歷史", "역사"),
        ("比率", "비율"),
        ("合格率", "합격률"),
        ("換率", "환율"),
        ("投票率", "투표율"),
        ("良心", "양심"),
        ("禮節", "예절"),
        ("料金", "요금"),
        ("流行", "유행"),
        ("利用", "이용"),
        ("經老堂", "경로당"),
        ("駐車", "주차"),
        ("不動産", "부동산"),
        ("不正競爭", "부정경쟁"),
        ("不足", "부족"),
        ("不可", "불가"),
        ("不", "불"),
        ("동사무소", "동사무소"),
    ],
)
def test_a_word_is_read_as_it_is_written_in_hangul(word: str, read: str) -> None:
    assert reading(word) == read


def test_other_readings_follow_the_usual_one() -> None:
    assert readings("金銀洞") == ("금은동", "김은동", "금은통")
    assert readings("自轉車") == ("자전차", "자전거")
    assert readings("新女性") == ("신녀성", "신여성")
    assert len(readings("樂" * 20)) == 4
    assert len(readings("樂" * 21)) == 1


def test_a_text_is_read_out_letter_by_letter() -> None:
    assert read_out("金銀洞 出張所는 月~金 09:00, 1,000坪") == "금은동 출장소는 월~금 09:00, 1,000평"
    assert len(read_out("女子 比率은 龘로 끝난다")) == len("女子 比率은 龘로 끝난다")


def test_readings_stand_behind_the_letters() -> None:
    assert with_readings("老人 出張所는") == "老人(노인) 出張所(출장소)는"
    assert with_readings("全金洞") == "全金洞(전금동 전김동 전금통)"
    assert with_readings("금은동(金銀洞)에서 대(大)회") == "금은동(金銀洞)에서 대(大)회"
    assert with_readings("글자 그대로") == "글자 그대로"


def test_words_in_chinese_letters_are_found() -> None:
    assert words_in("金銀洞 출장소는 1,000坪?") == ("金銀洞", "坪")
