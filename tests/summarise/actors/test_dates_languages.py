"""Dates that articles in other languages announce. They were all published on a Saturday, 23 April 2022."""

from datetime import date

from summarise.actors.dates import appointments, iso
from summarise.text.sentences import sentences

ON = date(2022, 4, 23)


def announced(text: str, language: str) -> list[str]:
    return [iso(one) for one in appointments(text, sentences(text, language), (), ON, language)]


COMING = [
    ("de", "Die Außenminister treffen sich am Dienstag, dem 26. April, in Berlin.", "2022-04-26"),
    ("de", "Der Kanzler wird am Mittwoch nach Paris reisen.", "2022-04-27"),
    ("de", "Am Donnerstagabend will der Rat erneut beraten.", "2022-04-28"),
    ("de", "Der Gipfel soll nächste Woche stattfinden.", "2022-W17"),
    ("de", "Die Wahl findet am 15. Mai statt.", "2022-05-15"),
    ("de", "Eine Entscheidung wird bis Ende des Jahres erwartet.", "2022"),
    ("de", "Morgen wird der Bundestag abstimmen.", "2022-04-24"),
    ("de", "Das Gesetz soll im Juli in Kraft treten.", "2022-07"),
    ("fr", "Le secrétaire général se rendra à Moscou mardi 26 avril.", "2022-04-26"),
    ("fr", "Le président doit rencontrer les syndicats mercredi prochain.", "2022-04-27"),
    ("fr", "La réunion aura lieu le 1er mai 2022.", "2022-05-01"),
    ("fr", "Le sommet se tiendra la semaine prochaine.", "2022-W17"),
    ("fr", "Le procès devrait s'ouvrir en septembre.", "2022-09"),
    ("fr", "Jeudi, les députés voteront la loi.", "2022-04-28"),
    ("fr", "Une décision est attendue d'ici la fin de l'année.", "2022"),
    ("es", "El secretario general viajará a Moscú el martes 26 de abril.", "2022-04-26"),
    ("es", "Los ministros se reunirán el próximo jueves.", "2022-04-28"),
    ("es", "Las elecciones serán el 29 de mayo de 2022.", "2022-05-29"),
    ("es", "El presidente visitará el país la semana que viene.", "2022-W17"),
    ("es", "La cumbre se celebrará en junio.", "2022-06"),
    ("es", "El juicio comenzará mañana.", "2022-04-24"),
    ("it", "Il segretario generale sarà a Mosca martedì 26 aprile.", "2022-04-26"),
    ("it", "Il vertice si terrà la prossima settimana.", "2022-W17"),
    ("it", "I ministri si incontreranno giovedì prossimo.", "2022-04-28"),
    ("it", "La legge entrerà in vigore il 1° giugno.", "2022-06-01"),
    ("it", "Una decisione arriverà entro la fine dell'anno.", "2022"),
    ("pt", "O secretário-geral vai a Moscou na terça-feira, 26 de abril.", "2022-04-26"),
    ("pt", "O presidente deve se reunir com os ministros na próxima quinta-feira.", "2022-04-28"),
    ("pt", "A votação será na quarta-feira.", "2022-04-27"),
    ("pt", "A cúpula será realizada no mês que vem.", "2022-05"),
    ("pt", "A lei entrará em vigor em 1º de junho.", "2022-06-01"),
    ("nl", "De secretaris-generaal reist dinsdag 26 april naar Moskou.", "2022-04-26"),
    ("nl", "De ministers komen volgende week bijeen.", "2022-W17"),
    ("nl", "Het kabinet zal woensdag een besluit nemen.", "2022-04-27"),
    ("nl", "De verkiezingen worden op 15 mei gehouden.", "2022-05-15"),
    ("nl", "Morgen stemt de Kamer over het voorstel.", "2022-04-24"),
    ("pl", "Sekretarz generalny uda się do Moskwy we wtorek 26 kwietnia.", "2022-04-26"),
    ("pl", "Ministrowie spotkają się w czwartek w Brukseli.", "2022-04-28"),
    ("pl", "Szczyt odbędzie się w przyszłym tygodniu.", "2022-W17"),
    ("pl", "Wybory odbędą się w październiku.", "2022-10"),
    ("pl", "Sejm będzie głosował jutro.", "2022-04-24"),
    ("ru", "Генеральный секретарь посетит Москву во вторник, 26 апреля.", "2022-04-26"),
    ("ru", "Переговоры состоятся в четверг.", "2022-04-28"),
    ("ru", "Саммит пройдет на следующей неделе.", "2022-W17"),
    ("ru", "Выборы состоятся 15 мая 2022 года.", "2022-05-15"),
    ("ru", "Суд вынесет решение до конца года.", "2022"),
    ("ru", "Завтра министры встретятся в Женеве.", "2022-04-24"),
    ("ru", "Закон вступит в силу в июле.", "2022-07"),
    ("uk", "Генеральний секретар відвідає Москву у вівторок, 26 квітня.", "2022-04-26"),
    ("uk", "Переговори відбудуться у четвер.", "2022-04-28"),
    ("uk", "Саміт пройде наступного тижня.", "2022-W17"),
    ("uk", "Парламент голосуватиме завтра.", "2022-04-24"),
    ("uk", "Закон набуде чинності в липні.", "2022-07"),
    ("tr", "Genel sekreter 26 Nisan Salı günü Moskova'ya gidecek.", "2022-04-26"),
    ("tr", "Bakanlar perşembe günü bir araya gelecek.", "2022-04-28"),
    ("tr", "Zirve gelecek hafta yapılacak.", "2022-W17"),
    ("ar", "سيزور الأمين العام موسكو يوم الثلاثاء 26 أبريل.", "2022-04-26"),
    ("ar", "من المقرر أن يجتمع الوزراء الخميس المقبل.", "2022-04-28"),
    ("ar", "ستعقد القمة الأسبوع المقبل.", "2022-W17"),
    ("ar", "ستجرى الانتخابات في 15 مايو 2022.", "2022-05-15"),
    ("zh", "古特雷斯将于4月26日访问莫斯科。", "2022-04-26"),
    ("zh", "两国外长将于下周二举行会谈。", "2022-04-26"),
    ("zh", "会议将于2022年5月3日召开。", "2022-05-03"),
    ("zh", "峰会将于下个月举行。", "2022-05"),
    ("zh", "法院明天将作出判决。", "2022-04-24"),
    ("zh", "部长们将于周四会面。", "2022-04-28"),
    ("ja", "事務総長は4月26日にモスクワを訪問する予定だ。", "2022-04-26"),
    ("ja", "外相会談は来週火曜日に開かれる見通しだ。", "2022-04-26"),
    ("ja", "首脳会議は来月開催される。", "2022-05"),
    ("ja", "法案は木曜日に採決される予定だ。", "2022-04-28"),
    ("ja", "選挙は2022年7月10日に行われる。", "2022-07-10"),
]


def test_a_date_to_come_is_found() -> None:
    for language, text, expected in COMING:
        assert announced(text, language) == [expected], text


PAST = [
    ("de", "Der Minister sagte am Donnerstag, die Lage sei ernst."),
    ("de", "Am 11. April traf er den Präsidenten."),
    ("de", "Er wurde am Dienstag festgenommen."),
    ("de", "Die Preise sind seit Mai gestiegen."),
    ("de", "Das Treffen fand letzte Woche statt."),
    ("fr", "Le ministre a déclaré jeudi que la situation était grave."),
    ("fr", "Il a été arrêté mardi dernier."),
    ("fr", "Le parlement a voté la loi en mars."),
    ("es", "El ministro dijo el jueves que la situación era grave."),
    ("es", "Fue detenido el martes pasado."),
    ("it", "Il ministro ha detto giovedì che la situazione era grave."),
    ("it", "È stato arrestato martedì scorso."),
    ("pt", "O ministro disse na quinta-feira que a situação era grave."),
    ("pt", "A segunda reunião foi na terça-feira passada."),
    ("nl", "De minister zei donderdag dat de situatie ernstig was."),
    ("nl", "Hij werd vorige week aangehouden."),
    ("pl", "Minister powiedział w czwartek, że sytuacja jest poważna."),
    ("pl", "Spotkanie odbyło się w zeszłym tygodniu."),
    ("ru", "Министр заявил в четверг, что ситуация серьезная."),
    ("ru", "Встреча прошла на прошлой неделе."),
    ("ru", "Он был арестован в мае."),
    ("uk", "Міністр заявив у четвер, що ситуація серйозна."),
    ("uk", "Зустріч відбулася минулого тижня."),
    ("tr", "Bakan perşembe günü açıklama yaptı."),
    ("ar", "قال الوزير الخميس إن الوضع خطير."),
    ("zh", "外长周四表示，局势严重。"),
    ("zh", "两国领导人4月11日举行了会谈。"),
    ("ja", "外相は木曜日、状況は深刻だと述べた。"),
    ("ja", "両首脳は4月11日に会談した。"),
]


def test_a_past_date_is_left() -> None:
    assert [text for language, text in PAST if announced(text, language)] == []


def test_an_unknown_language_has_its_plain_dates() -> None:
    assert announced("Kokous pidetään 26.5.2022.", "fi") == ["2022-05-26"]
