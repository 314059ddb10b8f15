import pytest

from articles.person_names import apart_from_suffix, family_and_given, in_pinyin, is_body


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("CHEN Chunyou", "Chen", "Chunyou"),
        ("OUYANG Xiu-wen", "Ouyang", "Xiu-wen"),
        ("LÜ Wei", "Lü", "Wei"),
        ("Marie CURIE", "Curie", "Marie"),
        ("J. K. ROWLING", "Rowling", "J. K."),
        ("Juan DE LA CRUZ", "de la Cruz", "Juan"),
        ("MCDONALD Ann", "McDonald", "Ann"),
        ("O’NEIL Pat", "O’Neil", "Pat"),
        ("WU X.", "Wu", "X."),
    ],
)
def test_a_name_in_capitals_is_the_family_name(name, family, given):
    assert family_and_given(name) == (family, given)


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("王明", "王", "明"),
        ("陈春友", "陈", "春友"),
        ("王 明", "王", "明"),
        ("欧阳明", "欧阳", "明"),
        ("諸葛孔明", "諸葛", "孔明"),
        ("欧阳", "欧", "阳"),
        ("欧阳明远", "欧阳", "明远"),
        ("范徐丽泰", "范徐", "丽泰"),
        ("山田太郎", "山田", "太郎"),
    ],
)
def test_in_chinese_characters_the_family_name_stands_first(name, family, given):
    assert family_and_given(name) == (family, given)


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Chen Chunyou", "Chen", "Chunyou"),
        ("Li Keqiang", "Li", "Keqiang"),
        ("Ouyang Ming", "Ouyang", "Ming"),
        ("CHEN CHUNYOU", "Chen", "Chunyou"),
        ("Jack Ma", "Ma", "Jack"),
        ("Lin Johnson", "Johnson", "Lin"),
        ("Kai-Fu Lee", "Lee", "Kai-Fu"),
    ],
)
def test_a_name_that_is_all_pinyin_begins_with_the_family_name(name, family, given):
    assert family_and_given(name) == (family, given)


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Luis J. Keller", "Keller", "Luis J."),
        ("JOHN SMITH", "Smith", "John"),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        ("Martin Luther King Jr.", "King", "Martin Luther Jr."),
        ("Smith, John", "Smith", "John"),
        ("SMITH, John", "Smith", "John"),
        ("Juan Manuel de la Cruz", "de la Cruz", "Juan Manuel"),
    ],
)
def test_otherwise_the_family_name_is_the_last_word_or_stands_before_the_comma(name, family, given):
    assert family_and_given(name) == (family, given)


@pytest.mark.parametrize(
    "name",
    [
        *("Plato", "艾伦·图灵", "欧洲航天局", "Bureau of Tides and Piers", "明", "", ","),
        *("Staff", "Staff Reporters", "STAFF WRITER", "Xinhua News Agency", "本报记者", "新华社", "编辑部"),
    ],
)
def test_what_cannot_be_parted_stays_whole(name):
    assert family_and_given(name) == (name, "")


@pytest.mark.parametrize("name", ["Ministry of Education, Norway", "新华社记者", "Staff Reporters"])
def test_a_body_is_no_person(name):
    assert is_body(name)
    assert family_and_given(name) == (name, "")


def test_spaces_around_and_within_a_name_make_no_difference():
    assert family_and_given("  CHEN \n Chunyou ") == ("Chen", "Chunyou")


@pytest.mark.parametrize(
    "name", ["CHEN Chunyou", "欧阳明远", "Ludwig van Beethoven", "Martin Luther King Jr.", "Plato"]
)
def test_a_name_that_is_read_again_with_its_comma_has_the_same_parts(name):
    person = family_and_given(name)
    assert family_and_given(", ".join(part for part in person if part)) == person


def test_what_is_behind_a_name_is_no_part_of_the_given_name():
    assert apart_from_suffix(family_and_given("Martin Luther King Jr.").given) == ("Martin Luther", "Jr.")
    assert apart_from_suffix("Ivan") == ("Ivan", "")


def test_a_chinese_name_in_latin_letters_is_known_as_one():
    assert in_pinyin(family_and_given("CHEN Chunyou"))
    assert in_pinyin(family_and_given("PO Anqi"))  # rarer than the names of the table, and spelled as one
    assert not in_pinyin(family_and_given("Jan ROE"))
    assert not in_pinyin(family_and_given("Lin Johnson"))
