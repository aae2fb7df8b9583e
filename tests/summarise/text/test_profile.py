"""The plain way to tell a language is silent where it could err."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.language import language_of
from summarise.text.profile import TOLD, clearly, may_be

SETS = Path(__file__).parents[2] / "eval"

RIVALS = {
    "af": "Die president het gesê dat die regering nie van plan is om die belasting te verhoog nie, en dat "
    "hulle met die vakbonde sal praat oor die nuwe wet wat in die parlement voorgelê is.",
    "ca": "El president de la Generalitat ha dit que el govern no té previst apujar els impostos i que "
    "parlarà amb els sindicats sobre la nova llei que s'ha presentat al Parlament.",
    "ro": "Președintele a declarat că guvernul nu are de gând să majoreze taxele și că va discuta cu "
    "sindicatele despre noua lege care a fost prezentată în Parlament săptămâna aceasta.",
    "da": "Statsministeren siger, at regeringen ikke har planer om at hæve skatten, og at den vil tale med "
    "fagforeningerne om den nye lov, som blev fremlagt i Folketinget i denne uge.",
    "sk": "Prezident povedal, že vláda nemá v pláne zvýšiť dane a že bude s odbormi rokovať o novom zákone, "
    "ktorý bol tento týždeň predložený parlamentu a má platiť od januára.",
    "bg": "Президентът каза, че правителството не планира да повишава данъците и че ще разговаря със "
    "синдикатите за новия закон, който беше внесен в парламента тази седмица.",
    "be": "Прэзідэнт сказаў, што ўрад не плануе павышаць падаткі і што ён будзе размаўляць з прафсаюзамі "
    "пра новы закон, які быў унесены ў парламент на гэтым тыдні.",
    "fa": "رئیس جمهور گفت که دولت قصد ندارد مالیات‌ها را افزایش دهد و با اتحادیه‌ها درباره قانون جدیدی که "
    "این هفته به مجلس ارائه شد گفتگو خواهد کرد.",
}
SCRIPTS = {"bg": "ru", "be": "ru", "ru": "ru", "uk": "ru", "fa": "ar", "ar": "ar"}


@pytest.mark.parametrize("code", RIVALS)
def test_rivals_of_the_common_languages_are_left_to_the_model(code: str) -> None:
    assert clearly(RIVALS[code], SCRIPTS.get(code, "en")) is None
    assert language_of(RIVALS[code]) == code
    assert language_of(RIVALS[code], code) == code


@pytest.mark.parametrize("code", sorted(TOLD))
def test_what_it_tells_of_marked_paragraphs_is_right(code: str) -> None:
    name = "hard" if code == "en" else code
    rows = [json.loads(row) for row in (SETS / f"sentences_{name}.jsonl").read_text("utf-8").splitlines()]
    told = [clearly(row["text"], SCRIPTS.get(code, "en")) for row in rows]
    assert set(told) <= {code, None}
    assert code in told


def test_feed_is_believed_where_its_words_bear_it_out() -> None:
    assert may_be("Brand in der Altstadt, die Polizei sucht nach dem Täter", "en", "de")
    assert not may_be("Brand in der Altstadt, die Polizei sucht nach dem Täter", "en", "fr")
    assert not may_be("Zelensky meets Macron", "en", "fr")


@given(st.text(), st.sampled_from(["en", "ru", "ar"]), st.sampled_from(sorted(TOLD)))
def test_no_text_is_too_odd(text: str, script: str, said: str) -> None:
    assert clearly(text, script) in {*TOLD, None}
    assert may_be(text, script, said) in {True, False}
