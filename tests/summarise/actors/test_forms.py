"""The forms that are made of names by rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.catalogue import Actor, read_catalogue
from summarise.actors.forms.cyrillic import cases_of_organisation, cases_of_person
from summarise.actors.forms.latin import respelled
from summarise.actors.forms.romanised import romanised


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Иван Петров", "Ивана Петрова, Ивану Петрову, Иваном Петровым, Иване Петрове"),
        ("Сергей Ильин", "Сергея Ильина, Сергею Ильину, Сергеем Ильиным, Сергее Ильине"),
        ("Дмитрий Заречный", "Дмитрия Заречного, Дмитрию Заречному, Дмитрием Заречным, Дмитрии Заречном"),
        ("Юрий Донской", "Юрия Донского, Юрию Донскому, Юрием Донским, Юрии Донском"),
        ("Павел Озёрский", "Павла Озёрского, Павлу Озёрскому, Павлом Озёрским, Павле Озёрском"),
        ("Илья Гринько", "Ильи Гринько, Илье Гринько, Илью Гринько, Ильёй Гринько"),
        ("Игорь Мороз", "Игоря Мороза, Игорю Морозу, Игорем Морозом, Игоре Морозе"),
        ("Лев Стрелец", "Льва Стрельца, Льву Стрельцу, Львом Стрельцом, Льве Стрельце"),
        ("Никита Сорока", "Никиты Сороки, Никите Сороке, Никиту Сороку, Никитой Сорокой"),
        ("Роберт Хартманн", "Роберта Хартманна, Роберту Хартманну, Робертом Хартманном, Роберте Хартманне"),
        ("Жан Леклерк-Дюпон", "Жана Леклерк-Дюпона, Жану Леклерк-Дюпону"),
        ("Ахмед аль-Хасан", "Ахмеда аль-Хасана, Ахмеду аль-Хасану"),
        ("Пак Чин Ёль", "Пак Чин Ёля, Пак Чин Ёлю, Пак Чин Ёлем"),
        ("Андрій Кравець", "Андрія Кравця, Андрію Кравцю, Андрієві Кравцеві, Андрієм Кравцем, Андрії Кравці"),
        ("Петро Зарічний", "Петра Зарічного, Петрові Зарічному, Петром Зарічним"),
        ("Дмитро Гринько", "Дмитра Гринька, Дмитрові Гринькові, Дмитром Гриньком"),
        ("Ігор Лісовський", "Ігоря Лісовського, Ігореві Лісовському, Ігорем Лісовським"),
        ("Олексій Путятін", "Олексія Путятіна, Олексієм Путятіним"),
        ("Микола Драга", "Миколи Драги, Миколі Дразі, Миколу Драгу, Миколою Драгою"),
    ],
)
def test_mens_names_take_their_cases(name: str, forms: str) -> None:
    missing = {plain(form) for form in forms.split(", ")} - set(map(plain, cases_of_person(name, she=False)))
    assert not missing


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Анна Петрова", "Анны Петровой, Анне Петровой, Анну Петрову, Анной Петровой"),
        ("Мария Озёрская", "Марии Озёрской, Марию Озёрскую, Марией Озёрской"),
        ("Ольга Сорока", "Ольги Сороки, Ольге Сороке, Ольгу Сороку"),
        ("Наталья Мороз", "Натальи Мороз, Наталье Мороз, Наталью Мороз, Натальей Мороз"),
        ("Анна фон дер Хайде", "Анны фон дер Хайде, Анну фон дер Хайде"),
        ("Олена Гринько", "Олени Гринько, Олені Гринько, Олену Гринько, Оленою Гринько"),
        ("Юлія Лісовська", "Юлії Лісовської, Юлії Лісовській, Юлію Лісовську, Юлією Лісовською"),
        ("Ольга Путятіна", "Ольги Путятіної, Ользі Путятіній, Ольгу Путятіну, Ольгою Путятіною"),
    ],
)
def test_womens_names_take_their_cases(name: str, forms: str) -> None:
    made = set(map(plain, cases_of_person(name, she=True)))
    assert not {plain(form) for form in forms.split(", ")} - made


@pytest.mark.parametrize(
    "name", ["Жозе Родригу", "Жозе Моруа", "Эдит Мороз", "ООН", "Ana Reyes", "Ana Иванова", ""]
)
def test_what_has_no_cases_gets_none(name: str) -> None:
    assert cases_of_person(name, she=True) == ()


def test_a_womans_surname_that_ends_in_a_consonant_never_changes() -> None:
    assert {form.split()[1] for form in cases_of_person("Анна Мороз", she=True)} == {"Мороз"}


def test_the_name_tells_the_gender_where_nothing_else_does() -> None:
    assert "Анны Мороз" in cases_of_person("Анна Мороз", she=None)
    assert "Никитой Петровым" in cases_of_person("Никита Петров", she=None)
    assert "Петровой" in cases_of_person("Петрова", she=None, surname_alone=True)


def test_letters_tell_russian_from_ukrainian() -> None:
    assert not any(re.search("[іїє]", form) for form in cases_of_person("Павел Озёрский", she=False))
    assert not any(re.search("[ыэё]", form) for form in cases_of_person("Петро Зарічний", she=False))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Северный совет", "Северного совета, Северному совету, Северным советом, Северном совете"),
        ("Морская торговая палата", "Морской торговой палаты, Морскую торговую палату"),
        ("Организация речных портов", "Организации речных портов, Организацией речных портов"),
        ("Министерство мостов", "Министерства мостов, Министерством мостов"),
        ("Північний союз", "Північного союзу, Північним союзом, Північному союзі"),
        ("Генеральний комітет портів", "Генерального комітету портів, Генеральним комітетом портів"),
        ("Рада портів", "Ради портів, Раді портів, Радою портів"),
    ],
)
def test_organisations_take_their_cases_in_their_first_noun(name: str, forms: str) -> None:
    assert not set(forms.split(", ")) - set(cases_of_organisation(name))


@pytest.mark.parametrize("name", ["ПОРТЫ", "Sea Board", "Такси"])
def test_organisations_without_cases_get_none(name: str) -> None:
    assert cases_of_organisation(name) == ()


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Dmitry Ozersky", ["Dmitriy Ozersky", "Dmitrii Ozerskiy", "Dmitri Ozerskyy"]),
        ("Sergei Ilyin", ["Sergey Ilyin", "Sergej Ilyin"]),
        ("Alexey Orlov", ["Aleksei Orlov", "Aleksey Orlov"]),
        ("Maria Orlova", ["Mariya Orlova", "Mariia Orlova"]),
        ("Petro Zarichnyi", ["Petro Zarichny", "Petro Zarichnyy"]),
    ],
)
def test_latin_spellings_pass_for_one_another(name: str, forms: list[str]) -> None:
    assert not set(forms) - set(respelled(name))


def test_names_that_are_spelt_in_one_way_stay() -> None:
    assert respelled("Ivan Petrov") == ()
    assert respelled("Иван Петров") == ()
    assert respelled("NATO") == ()


@pytest.mark.parametrize(
    ("name", "german", "french"),
    [
        ("Сергей Ушаков", "Sergei Uschakow", "Serguei Ouchakov"),
        ("Дмитрий Ильин", "Dmitri Iljin", "Dmitri Iline"),
        ("Олексій Лісовський", "Olexij Lissowskyj", "Oleksii Lissovsky"),
        ("Пётр Рогачёв", "Pjotr Rogatschow", "Piotr Rogatchev"),
        ("Анна Жукова", "Anna Schukowa", "Anna Joukova"),
    ],
)
def test_cyrillic_names_are_spelt_as_german_and_french_papers_do(name: str, german: str, french: str) -> None:
    assert set(romanised(name)) == {german, french}


def actor(source: str) -> Actor:
    (found,) = read_catalogue(f"[[actor]]\n{source}", "here").with_forms().actors
    return found


PERSON = (
    'id = "x"\nkind = "person"\nname = "Ivan Ozersky"\naliases = ["Иван Озёрский"]\nsurname = ["Ozersky"]\n'
)


def test_made_forms_come_after_the_written_ones_and_are_told_apart() -> None:
    found = actor(PERSON + 'pronoun = "he"\ncountry = "RU"')
    assert found.written == ("Ivan Ozersky", "Иван Озёрский", "Ozersky")
    assert found.aliases[:2] == ("Ivan Ozersky", "Иван Озёрский")
    assert {"Ивана Озёрского", "Iwan Osjorski", "Ivan Ozerskiy"} <= found.made
    assert "Ozerskiy" in found.surnames


def test_only_names_that_are_cyrillic_at_home_are_spelt_anew() -> None:
    found = actor(PERSON + 'pronoun = "he"\ncountry = "PL"')
    assert "Ivan Ozerskiy" not in found.aliases
    assert "Ивана Озёрского" in found.aliases


def test_a_form_that_somebody_else_has_in_writing_is_not_made() -> None:
    other = '[[actor]]\nid = "y"\nkind = "person"\nname = "Ивана Озёрского"'
    found = read_catalogue(f"[[actor]]\n{PERSON}\n{other}", "here")
    assert found.problems == ()
    assert [one.id for one in found.with_forms().actors if "Ивана Озёрского" in one.aliases] == ["y"]


def test_case_forms_in_writing_are_no_nominatives() -> None:
    found = actor(PERSON.replace('"Иван Озёрский"', '"Иван Озёрский", "Ивана Озёрского", "Иваном Озёрским"'))
    assert all("Ивано" not in form or form == "Иваном Озёрским" for form in found.aliases)


CYRILLIC = st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАИЄ -'’. a"), max_size=30)


@given(st.one_of(CYRILLIC, st.text()), st.sampled_from([True, False, None]), st.booleans())
def test_whatever_the_name_forms_are_few_and_nothing_is_raised(
    name: str, she: bool | None, bare: bool
) -> None:
    assert len(cases_of_person(name, she=she, surname_alone=bare)) <= 40
    assert len(cases_of_organisation(name)) <= 40
    assert len(respelled(name)) <= 24
    romanised(name)


def plain(form: str) -> str:
    return form.replace("ё", "е")
