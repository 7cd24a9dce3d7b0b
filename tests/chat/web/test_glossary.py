from pathlib import Path

import pytest

from chat.web.glossary import Glossary
from ingest.errors import BadInputError


def test_the_first_use_of_a_word_is_explained_and_all_is_escaped() -> None:
    glossary = Glossary({"바우처": "정부가 <대신> 내 주는 이용권"})
    assert glossary.explained("바우처를 <b>쓰는 바우처") == (
        '<abbr class="term" title="정부가 &lt;대신&gt; 내 주는 이용권">바우처</abbr>를 &lt;b&gt;쓰는 바우처'
    )


def test_a_word_inside_another_is_no_use_of_it() -> None:
    glossary = Glossary({"고시": "정부가 널리 알림"})
    assert glossary.explained("사고시 고시원 최고시속") == "사고시 고시원 최고시속"
    assert "<abbr" in glossary.explained("이 고시에 따라")


def test_the_longer_word_wins() -> None:
    glossary = Glossary({"예산": "짧은 뜻", "추가경정예산": "긴 뜻"})
    assert 'title="긴 뜻">추가경정예산<' in glossary.explained("추가경정예산을")


def test_the_office_adds_and_changes_words(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    file.write_text("# 우리 시\n따릉이\t빌려 타는 자전거\n바우처\t이용권\n", "utf-8")
    glossary = Glossary.load(file)
    assert glossary.meanings["따릉이"] == "빌려 타는 자전거"
    assert glossary.meanings["바우처"] == "이용권"
    assert len(glossary.meanings) > 50


def test_a_line_without_a_tab_is_told(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    file.write_text("따릉이 자전거\n", "utf-8")
    with pytest.raises(BadInputError, match="1번째 줄"):
        Glossary.load(file)
    with pytest.raises(BadInputError, match="읽을 수 없습니다"):
        Glossary.load(tmp_path / "none.tsv")
