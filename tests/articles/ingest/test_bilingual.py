"""Items with one headline in two languages, and headlines that nothing but the label above them shows."""

from tests.articles.ingest.reading import read

CHINESE = "沿海四十个潮位站现在每十分钟通过卫星发送一次数据。过去的潮位站每周由人工读取一次，因此错过了两次风暴。"
ENGLISH = "Forty tide gauges along the coast now send their readings by satellite every ten minutes, and nobody rows."


def parts(text):
    return [(article.title, article.body) for article in read(text).articles]


def test_a_headline_in_two_languages_above_two_texts_is_two_articles():
    page = f"# 潮位站改用卫星 Tide Gauges Report by Satellite\n\n{CHINESE}\n\n{ENGLISH}\n"
    assert parts(page) == [("潮位站改用卫星", CHINESE), ("Tide Gauges Report by Satellite", ENGLISH)]


def test_a_headline_in_two_languages_above_one_text_stays_whole():
    page = f"# 潮位站改用卫星 Tide Gauges Report by Satellite\n\n{CHINESE}\n\n{CHINESE}\n"
    assert [title for title, _ in parts(page)] == ["潮位站改用卫星 Tide Gauges Report by Satellite"]


def test_a_bare_headline_below_a_label_is_the_title():
    page = f"# Ferries Wait\n\n{ENGLISH}\n\n#### POLICY\n\nTide Gauges Report Every Ten Minutes\n\n{ENGLISH}\n"
    assert parts(page)[-1] == ("Tide Gauges Report Every Ten Minutes", ENGLISH)


def test_a_name_below_a_headline_that_breaks_off_is_its_rest():
    page = f"# Survey ship heads for\n\nOkonjo Basin\n\n{ENGLISH}\n"
    assert parts(page)[0][0] == "Survey ship heads for Okonjo Basin"


def test_a_name_in_capitals_with_a_number_is_a_running_head():
    page = f"# Tide gauges\n\n{ENGLISH}\n\nSUNDAY TRIBUNE 7\n\n{ENGLISH}\n"
    assert [p.kind for p in read(page).furniture if "TRIBUNE" in p.text] == ["running head"]
