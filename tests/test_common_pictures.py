"""The pictures that every house has: enough of them, each another, each there and lawful."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publish.errors import SourceError
from publish.source.concept_pictures import concepts, names_protected_emblem, pictures

FEWEST = 150  # concepts: what an easy-read writer needs to begin with


def test_enough_concepts_each_with_its_own_picture_its_words_and_its_credit(tmp_path: Path) -> None:
    table = pictures(tmp_path, concepts(tmp_path))
    assert len(table) >= FEWEST
    drawings = Counter(picture.image.data for picture in table.values())
    assert [picture.concept for picture in table.values() if drawings[picture.image.data] > 1] == []
    descriptions = Counter(picture.alt for picture in table.values())
    assert [alt for alt, times in descriptions.items() if times > 1] == []
    for picture in table.values():
        assert picture.alt[0].isupper(), picture.alt
        assert not picture.alt.endswith("."), picture.alt
        assert (picture.credit, picture.licence) == ("OpenMoji", "CC BY-SA 4.0")
        assert not names_protected_emblem(picture.concept, picture.alt)


def test_the_table_is_in_the_order_of_its_names() -> None:
    table = Path(__file__).parents[1] / "publish" / "source" / "common_pictures.yaml"
    lines = table.read_text(encoding="utf-8").splitlines()
    names = [line.split(",")[0].removeprefix("- {concept: ") for line in lines if line.startswith("-")]
    assert names == sorted(names)


@pytest.mark.parametrize("file", ["1F3E5", "1F415-200D-1F9BA", "E090", "E140", "E300", "E309"])
def test_a_picture_with_a_red_cross_or_a_swiss_cross_is_refused(tmp_path: Path, file: str) -> None:
    row = f"- {{concept: aid, alt: Help, package: openmoji, file: {file}, credit: OpenMoji, licence: CC BY-SA 4.0}}\n"
    (tmp_path / "pictures.yaml").write_text(row)
    with pytest.raises(SourceError, match="protected emblem"):
        pictures(tmp_path, frozenset({"aid"}))


def test_an_own_table_goes_before_and_is_enough_where_it_has_all(tmp_path: Path) -> None:
    row = "- {concept: blood, alt: Our blood, package: openmoji, file: 1FA78, credit: Us, licence: MIT}\n"
    (tmp_path / "pictures.yaml").write_text(row)
    assert pictures(tmp_path, frozenset({"blood"}))["blood"].alt == "Our blood"
    assert set(pictures(tmp_path, frozenset({"blood", "tooth"}))) == {"blood", "tooth"}
