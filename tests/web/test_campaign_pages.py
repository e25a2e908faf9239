"""What the list and the page of a campaign say."""

import html
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from tracker.campaigns import life
from tracker.campaigns.assessment import assess
from tracker.campaigns.judgement import Judgement
from tracker.campaigns.risk.contradiction import Rule
from tracker.campaigns.risk.points import load_points
from tracker.campaigns.risk.score import mapping_risk
from tracker.holidays import holidays_of
from tracker.law.postures import Reveals
from web.words import BANDS, DECISIONS, FACTORS, REVEALS, RULES

NASTY = "\"><script>alert('x')</script><img src=x onerror=alert(1)> ' & {{ 7*7 }} \u202e 🦉"


def words(answer):
    """Give a page as one line of the words that can be read on it."""
    visible = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", visible)).split())


def statements(database, ask):
    """Count the statements that reach the database while something is asked."""
    seen = []
    event.listen(database.reader, "before_cursor_execute", lambda *a: seen.append(a[2]))
    ask()
    return len([statement for statement in seen if statement.startswith("SELECT")])


def test_the_front_door_leads_to_the_campaigns(told):
    answer = told.get("/")
    assert answer.status_code == 302
    assert answer.location == "/campaigns"


def test_round_robins_come_first_then_the_soonest_due(told):
    titles = re.findall(r'href="/campaigns/(C-\d+)"', told.get("/campaigns").text)
    assert titles == ["C-1", "C-2", "C-3"]


def test_a_row_says_how_many_bodies_what_is_answered_and_what_is_due(told):
    page = words(told.get("/campaigns?show=round-robins"))
    assert "2 round robins" in page
    assert "C-1 Round robin 23" in page
    assert "12 Oct to 16 Nov 2026" in page
    assert "14 of 23" in page
    assert "17 Nov 2026 3 days overdue" in page
    assert "3 more since the run before" in page
    assert "Drones owned and flown C-2 Round robin New 3" in page
    assert "15 Dec 2026 in 25 days" in page
    assert "Police dogs" not in page


def test_words_find_campaigns_by_title_wording_and_body(told):
    assert "1 campaign with ‘flown’" in words(told.get("/campaigns?q=flown"))
    assert "1 campaign with ‘cell-site’" in words(told.get("/campaigns?q=cell-site"))
    assert "1 campaign with ‘scotland drones’" in words(told.get("/campaigns?q=scotland drones"))
    assert "0 campaigns with ‘50%’" in words(told.get("/campaigns?q=50%25"))


def test_a_filter_that_leaves_nothing_offers_what_to_take_away(told):
    answer = told.get("/campaigns?q=zebra&show=round-robins")
    page = words(answer)
    assert "0 round robins with ‘zebra’" in page
    assert "3 campaigns without any filter" in page
    assert 'href="/campaigns?show=round-robins"' in answer.text
    assert 'href="/campaigns?q=zebra"' in answer.text


def test_an_empty_database_says_what_to_do(client):
    page = words(client.get("/campaigns"))
    assert "No requests yet" in page
    assert "mosaic ingest FILE" in page
    assert "No run has finished yet" in page
    assert "No runs yet" in words(client.get("/runs"))


def test_requests_without_campaigns_are_told_from_no_requests(client, fill):
    fill(lambda s: s.request("kent", date(2026, 11, 1), ["How many?"], run=s.run()))
    page = words(client.get("/campaigns"))
    assert "1 request is stored, and no question was found at more than one body" in page


def test_a_page_says_how_fresh_it_is(client, fill):
    fill(lambda s: s.run())
    page = words(client.get("/campaigns"))
    assert "Data up to 20 November 2026, 2:24am" in page
    assert "Not updated lately" not in page


def test_old_data_are_called_old_and_a_failed_run_does_not_count(client, fill):
    from datetime import UTC, datetime

    fill(lambda s: s.run(started=datetime(2026, 11, 18, 2, 0, tzinfo=UTC)))
    fill(lambda s: s.run(status="failed"))
    page = words(client.get("/campaigns"))
    assert "Not updated lately Data up to 18 November 2026, 2:09am" in page


def test_paging_keeps_the_filter_and_a_dead_page_leads_to_the_first(client, story, fill):
    fill(lambda s: story["crowd"](s.session, 120, size=2))
    first = client.get("/campaigns?q=vans")
    assert "120 campaigns with ‘vans’" in words(first)
    assert "(page 1 of 3)" in first.text
    assert 'href="/campaigns?q=vans&amp;page=3"' in first.text
    shown = [
        code
        for page in (1, 2, 3)
        for code in re.findall(
            r'href="/campaigns/(C-\d+)"', client.get(f"/campaigns?q=vans&page={page}").text
        )
    ]
    assert len(shown) == len(set(shown)) == 120
    dead = client.get("/campaigns?q=vans&page=4")
    assert dead.status_code == 302
    assert dead.location == "/campaigns?q=vans"
    for odd in ("0", "-1", "x", "٣", "9" * 30):
        assert client.get("/campaigns", query_string={"page": odd}).status_code == 200


def test_the_list_asks_the_database_as_often_for_many_campaigns_as_for_few(
    client, sqlite_database, story, fill
):
    few = statements(sqlite_database, lambda: client.get("/campaigns"))
    fill(lambda s: story["crowd"](s.session, 45, size=4))
    many = statements(sqlite_database, lambda: client.get("/campaigns"))
    assert many == few <= 11


def test_a_campaign_asks_the_database_as_often_for_many_requests_as_for_few(told, sqlite_database):
    small = statements(sqlite_database, lambda: told.get("/campaigns/C-2"))
    large = statements(sqlite_database, lambda: told.get("/campaigns/C-1"))
    assert large == small <= 26


def test_a_page_shows_the_campaigns_of_its_series_with_what_differs_and_their_answers(told):
    page = words(told.get("/campaigns/C-2"))
    assert "They are precedent, for disclosure as much as for refusal" in page
    assert (
        "IMSI catchers and other mobile phone surveillance equipment C-1 "
        "Asks the same of IMSI catcher instead of drone 12 Oct to 16 Nov 2026 23 "
        "9 neither confirm nor deny, 9 not yet answered, 1 refused on cost"
    ) in page
    assert "Asks the same of drone instead of IMSI catcher" in words(told.get("/campaigns/C-1"))
    assert "Earlier and similar" not in words(told.get("/campaigns/C-3"))


def test_a_campaign_says_in_one_breath_how_it_stands(told):
    page = words(told.get("/campaigns/C-1"))
    assert (
        "23 bodies received this between 12 October and 16 November 2026. 14 of 23 requests are "
        "answered and 4 are overdue. Next due: Humberside Police, 17 November 2026 "
        "(3 days overdue)." in page
    )
    assert "Neither confirm nor deny 9" in page
    assert "No information held 1" in page
    assert "each authority decides for itself" in page


def test_the_members_still_to_be_answered_come_first(told):
    page = words(told.get("/campaigns/C-1"))
    asked = page[page.index("Who was asked Body") : page.index("When it came Requests")]
    assert asked.index("Humberside Police") < asked.index("Surrey Police")
    assert asked.index("Surrey Police") < asked.index("Avon and Somerset Police")
    assert "FOI/26/4016 20 Oct 2026 17 Nov 2026 3 days overdue ! Overdue 1B" in asked
    assert "N Neither confirm nor deny answered 30 Oct 2026 1A 2A" in asked


def test_a_date_under_scottish_law_is_counted_by_scottish_holidays(client, fill):
    def tell(s):
        run = s.run()
        asked = [
            s.request(slug, date(2026, 3, 20), ["How many vans?"], run=run)[0]
            for slug in ("kent", "police-scotland")
        ]
        s.campaign("Vans", asked, run=run)

    fill(tell)
    page = words(client.get("/campaigns/C-1"))
    assert "Kent Police FOI/26/4001 20 Mar 2026 21 Apr 2026" in page
    assert "Police Service of Scotland FOI/26/4002 20 Mar 2026 20 Apr 2026" in page


def test_two_wordings_are_shown_side_by_side_with_what_differs_marked(told):
    answer = told.get("/campaigns/C-1?a=1A&b=1C")
    page = words(answer)
    assert "1 place where only the name of the body does" in page
    assert re.search(r"<del[^>]*>(?:(?!</del>).)*bought or", answer.text)
    assert re.search(r"<ins[^>]*>(?:(?!</ins>).)*at how many public events", answer.text)
    assert "[added: at how many public events ]" in page
    assert '<span class="mo-diff mo-diff--expected">Avon and Somerset Police</span>' in answer.text


def test_the_parts_of_a_score_are_shown_and_add_up(told):
    page = words(told.get("/campaigns/C-1?a=1A&b=1B"))
    evidence = page[page.index("Requests in the same words") :]
    assert "Rare words Both use the rare words imsi, catchers, simulators +2.40" in evidence
    assert "Sum which is a score of 0.99 ; a copy needs 0.60 +4.30" in evidence
    assert "Scored by pair-scorer@1, with meaning from all-MiniLM-L6-v2@53aa5117." in evidence
    parts = re.findall("[+\u2212]\\d+\\.\\d\\d", evidence[: evidence.index("Sum")])
    points = [float(part.replace("\u2212", "-")) for part in parts]
    assert len(points) == 5
    assert round(sum(points), 2) == 4.30
    assert "Where every pair begins Most pairs of questions are not copies \u22124.10" in evidence
    assert "Without the link between 1B and 1C this campaign would fall in two" in evidence


def test_a_pair_without_a_link_of_its_own_is_said_to_have_none(told):
    page = words(told.get("/campaigns/C-1?a=1A&b=1C"))
    assert "Wordings 1A and 1C have no link of their own" in page


def test_identical_wording_is_said_to_be_identical(told):
    page = words(told.get("/campaigns/C-3"))
    assert "all in the same words" in page
    assert "Every body was asked in the same words" in page
    assert "Two wordings side by side" not in page


def test_the_picture_of_arrivals_and_its_table_tell_the_same(told):
    text = told.get("/campaigns/C-1").text
    drawn = re.search(r"<title>Requests received, day by day: ([\d, ]+)</title>", text).group(1)
    figure = [int(count) for count in drawn.split(",")]
    table = text[text.index("The same as a table") :]
    rows = re.findall(r"numeric\">(\d+)</td>\s*<td[^>]*numeric\">(\d+)</td>", table)
    assert [count for count in figure if count] == [int(count) for count, _ in rows]
    assert sum(figure) == 23
    assert rows[-1][1] == "23"


def test_a_merged_campaign_leads_to_the_one_it_became(told):
    answer = told.get("/campaigns/C-5", follow_redirects=True)
    assert answer.request.path == "/campaigns/C-1"
    assert "C-5 was merged into this campaign, C-1." in words(answer)


def test_an_ended_campaign_says_so(told):
    answer = told.get("/campaigns/C-4")
    assert answer.status_code == 410
    assert "C-4 has ended" in words(answer)
    assert "C-4" not in told.get("/campaigns").text


@pytest.mark.parametrize("code", ["1", "c-1", "C-01"])
def test_other_ways_to_write_a_campaign_lead_to_the_one(told, code):
    assert told.get(f"/campaigns/{code}").location == "/campaigns/C-1"


def test_other_campaigns_of_the_same_requests_are_named(client, fill):
    def tell(s):
        run = s.run()
        asked = [
            s.request(slug, date(2026, 11, 2), ["How many cats?", "How many dogs?"], run=run)
            for slug in ("kent", "essex")
        ]
        s.campaign("Cats", [cats for cats, _ in asked], run=run)
        s.campaign("Dogs", [dogs for _, dogs in asked], run=run)

    fill(tell)
    assert "Dogs C-2 shares 2 requests" in words(client.get("/campaigns/C-1"))


def test_a_campaign_with_very_many_requests_shows_some_and_offers_all(client, fill):
    def tell(s):
        run = s.run()
        asked = [
            s.request(f"body-{n}", date(2026, 9, 1) + timedelta(days=n % 50), ["How?"], run=run)[0]
            for n in range(230)
        ]
        s.campaign("How", asked, run=run, round_robin=True)

    fill(tell)
    page = client.get("/campaigns/C-1")
    assert "The first 200 of 230 are shown." in words(page)
    assert page.text.count('role="rowheader"') == 200
    assert client.get("/campaigns/C-1?members=all").text.count('role="rowheader"') == 230


def test_hostile_text_is_shown_and_does_nothing(client, fill):
    def tell(s):
        run = s.run(report={NASTY: NASTY})
        s.file(run, NASTY, rejected=[(1, "x", NASTY, {NASTY: NASTY})], counts={NASTY: {NASTY: 1}})
        s.body("nasty", NASTY, aliases=[NASTY])
        asked = [
            s.request(slug, date(2026, 11, 2), [wording], run=run, reference=NASTY + slug)[0]
            for slug, wording in (("nasty", f"{NASTY} one"), ("kent", f"{NASTY} two"))
        ]
        s.match(f"{NASTY} one", f"{NASTY} two", [(NASTY, 1.0, 2.0, NASTY)])
        s.campaign(NASTY, asked, run=run)

    fill(tell)
    addresses = ["/campaigns", "/campaigns/C-1", "/runs", "/runs/1"]
    for answer in [
        *map(client.get, addresses),
        client.get("/campaigns", query_string={"q": NASTY}),
    ]:
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "49" not in re.sub(r"[0-9a-f]{12}", "", answer.text)
    assert "&lt;script&gt;alert(" in client.get("/campaigns/C-1").text


def test_the_page_names_nearest_copies_the_weakest_link_and_near_misses(client, fill):
    def tell(s):
        run = s.run()
        asked = [
            s.request(slug, date(2026, 11, 2), [wording], run=run)[0]
            for slug, wording in (
                ("kent", "How many owls?"), ("essex", "How many owls?"), ("surrey", "Which owls?"),
            )
        ]  # fmt: skip
        s.match("How many owls?", "Which owls?", [("meaning", 0.9, 3.0, ""), ("order", 0, -1, "")])
        s.request("gwent", date(2026, 11, 3), [f"{NASTY} bats?"], run=run)
        s.match(f"{NASTY} bats?", "Which owls?", [("swapped_words", 1, -2.0, "bats against owls")])
        s.campaign("Owls", asked, run=run)

    fill(tell)
    answer = client.get("/campaigns/C-1")
    page = words(answer)
    assert "Beside A it adds Which" in page
    assert "Beside A it leaves out How many" in page
    assert "It is between Essex Police (FOI/26/4002) and Surrey Police (FOI/26/4003)" in page
    assert "Against it: same words in the same order \u22121.00." in page
    assert "Surrey Police (FOI/26/4003), wording B: nearest to wording A of Essex Police" in page
    assert "Gwent Police (FOI/26/4004), received 3 Nov 2026: score 0.12 beside wording B" in page
    assert "words exchanged for others (bats against owls) \u22122.00" in page
    assert "<script>alert" not in answer.text


def test_a_request_that_waits_for_a_clarification_says_so_in_place_of_a_date(client, fill):
    def tell(story):
        run = story.run()
        waits = {"outcome": "clarification", "due": date(2026, 11, 25)}
        asked = story.request("kent", date(2026, 11, 2), ["x"], run=run, **waits)
        asked += story.request("essex", date(2026, 11, 2), ["x"], run=run)
        story.campaign("x", asked, run=run)

    fill(tell)
    page = words(client.get("/campaigns/C-1"))
    assert "2 Nov 2026 Paused for clarification ? Clarification asked for" in page
    assert "25 Nov 2026" not in page


@pytest.fixture
def broken_line(fill):
    """Let two bodies say NCND, one say that it holds nothing, and one wait."""

    def tell(story):
        run = story.run()
        told = {
            "kent": {"outcome": "ncnd", "exemptions": "s.31(3)", "responded": date(2026, 11, 12)},
            "essex": {"outcome": "ncnd", "exemptions": "s.31(3)"},
            "surrey": {"outcome": "not-held", "responded": date(2026, 11, 16)},
            "gwent": {},
        }
        asked = [
            story.request(body, date(2026, 11, 2), ["Which vans?"], run=run, **fields)[0]
            for body, fields in told.items()
        ]
        story.body("dorset")
        story.campaign("Vans", asked, run=run, round_robin=True)

    fill(tell)


@pytest.mark.usefixtures("broken_line")
def test_a_page_says_what_an_outsider_could_map_and_what_adds_up_to_it(client):
    page = words(client.get("/campaigns/C-1"))
    score = float(re.search(r"Mapping risk: High ([\d.]+) of 100", page)[1])
    table = page[page.index("Factor Points Why") : page.index("Answers that do not go together")]
    *points, total = map(float, re.findall(r" (\d+\.\d) ", table))
    assert round(sum(points), 1) == total == score
    assert "no ground for section 12 or section 14" in page
    assert (
        "NCND beside a denial. 2 bodies neither confirm nor deny, while Surrey Police said that "
        "it is not held: NCND then reads as yes. NCND Essex Police (FOI/26/4002): neither "
        "confirmed nor denied, section 31(3) Kent Police (FOI/26/4001), 12 Nov 2026: neither "
        "confirmed nor denied, section 31(3) Denies Surrey Police (FOI/26/4003), 16 Nov 2026: "
        "not held"
    ) in page
    assert "Kent Police Nothing, while the line holds 12 Nov 2026" in page
    assert "Surrey Police Denies held 16 Nov 2026" in page
    assert "Gwent Police Nothing yet 2 Nov 2026" in page
    assert "Not in our data (1): Dorset Police." in page


@pytest.mark.usefixtures("broken_line")
def test_the_list_has_the_band_of_every_campaign(client):
    assert "3 of 4 High 1 Dec 2026" in words(client.get("/campaigns"))


@pytest.mark.usefixtures("broken_line")
def test_a_page_says_how_it_stands_and_what_people_decided_and_explained(
    client, sqlite_database, settings
):
    assert "No person has judged it yet." in words(client.get("/campaigns/C-1"))
    said = Judgement("One template", "CRU desk", datetime(2026, 11, 20, 9, tzinfo=UTC))
    with sqlite_database.writing() as session:
        found = assess(session, 1, today=date(2026, 11, 20), holidays=holidays_of(settings))
        life.confirm(session, 1, judgement=said, settings=settings)
        key = found.inconsistencies[0].key
        life.explain(session, 1, key, judgement=said, settings=settings)
    page = words(client.get("/campaigns/C-1"))
    assert (
        "A person judged it, and nothing came since that needs one. Confirmed as one campaign by "
        "CRU desk on 20 November 2026, 9:00am: One template"
    ) in page
    assert "NCND beside a denial. Explained by a person." in page
    assert "NCND beside a denial was explained." in page


def test_a_side_with_very_many_answers_shows_some_and_counts_the_rest(client, fill):
    def tell(story):
        run = story.run()
        told = {"outcome": "ncnd", "responded": date(2026, 11, 12)}
        asked = [
            story.request(f"body-{n}", date(2026, 11, 2), ["How?"], run=run, **told)[0]
            for n in range(30)
        ]
        asked += story.request("kent", date(2026, 11, 2), ["How?"], run=run, outcome="not-held")
        story.campaign("How", asked, run=run)

    fill(tell)
    page = words(client.get("/campaigns/C-1"))
    assert "and 10 more Denies Kent Police" in page


def test_very_many_inconsistencies_are_not_all_shown(client, fill):
    def tell(story):
        run = story.run()
        asked = [
            story.request(f"body-{n}", date(2026, 11, 2), ["How?"], run=run, outcome=outcome)[0]
            for n in range(40)
            for outcome in ("refused", "not-held")
        ]
        story.campaign("How", asked, run=run)

    fill(tell)
    page = words(client.get("/campaigns/C-1"))
    assert page.count("One body, different answers.") == 30
    assert "And 10 more, which mosaic campaign show C-1 lists." in page


def test_every_rule_factor_band_and_reveal_has_words():
    assert RULES.keys() == set(Rule)
    assert REVEALS.keys() == set(Reveals)
    risk = mapping_risk([], date(2026, 11, 20))
    assert list(FACTORS) == [factor.name for factor in risk.factors]
    assert set(BANDS) == {"low", *(name for name, _ in load_points().bands)}
    assert DECISIONS.keys() == {"confirmed", "archived", "not-a-campaign"}
