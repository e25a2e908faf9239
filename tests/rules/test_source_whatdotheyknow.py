import json
from datetime import date

import pytest

from tracker.sources import Incoming, UnreadableFile, read_file

BODY = {"id": 9, "url_name": "kent_police", "name": "Kent Police", "home_page": "https://e.org"}
USER = {"id": 5, "url_name": "jane_doe", "name": "Jane Doe"}
ADDRESS = "https://www.whatdotheyknow.com/request/"


def request(name="use_of_drones", **changes):
    return {
        "id": 70,
        "url_title": name,
        "title": "Use of drones",
        "created_at": "2026-06-24T23:30:00.876+00:00",
        "described_state": "waiting_response",
        **changes,
    }


def event(kind, happened="2026-06-25T10:00:00.000+01:00", *, snippet="", of=None):
    return {
        "id": 1,
        "event_type": kind,
        "created_at": happened,
        "display_status": "Whatever",
        "snippet": snippet,
        "info_request": of or request(),
        "public_body": BODY,
        "user": USER,
    }


@pytest.fixture
def read(tmp_path):
    def read_document(document, name="feed.json", **choices):
        path = tmp_path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        reading = read_file(path, **choices)
        return reading, list(reading.rows)

    return read_document


def test_events_of_one_request_become_one_request_with_its_own_words(read):
    reading, rows = read(
        [
            event("followup_sent", snippet="Please review this."),
            event("response", snippet="Dear Ms Doe, we hold &amp; withhold it."),
            event("sent", snippet="How many drones does&nbsp;the force &lt;own&gt;..."),
        ]
    )
    assert reading.format == "whatdotheyknow"
    assert rows == [
        Incoming(
            line=1,
            body="Kent Police",
            reference="use_of_drones",
            received=date(2026, 6, 25),
            text="How many drones does the force <own>...",
            subject="Use of drones",
            status="waiting response",
            outcome="pending",
            outcome_as_written="waiting_response",
            published_url=ADDRESS + "use_of_drones",
            flags=frozenset({"snippet"}),
        )
    ]
    assert reading.dropped == {"user": 3}
    assert sum(reading.ignored.values()) == 2


def test_without_its_own_words_a_request_is_its_title_and_flagged(read):
    _, (row,) = read([event("response", snippet="Please find attached our response.")])
    assert (row.text, row.flags) == ("Use of drones", {"title-only"})


@pytest.mark.parametrize(
    ("state", "outcome", "responded"),
    [
        ("successful", "disclosed", date(2026, 6, 25)),
        ("partially_successful", "partly-disclosed", date(2026, 6, 25)),
        ("rejected", "refused", date(2026, 6, 25)),
        ("not_held", "not-held", date(2026, 6, 25)),
        ("user_withdrawn", "withdrawn", None),
        ("waiting_clarification", "clarification", None),
        ("vexatious", "vexatious", date(2026, 6, 25)),
        ("internal_review", "pending", None),
        ("gone_postal", "pending", None),
    ],
)
def test_the_state_that_the_applicant_chose_gives_the_outcome(read, state, outcome, responded):
    _, (row,) = read([event("response", of=request(described_state=state))])
    assert (row.outcome, row.responded) == (outcome, responded)


def test_one_request_with_its_events_is_read(read):
    document = request(
        public_body=BODY,
        user_name="Jane Doe",
        info_request_events=[{"event_type": "sent", "snippet": "How many drones, in all?"}],
    )
    reading, (row,) = read(document)
    assert (row.body, row.text, row.flags) == ("Kent Police", "How many drones, in all?", set())
    assert reading.dropped == {"user_name": 1}
    assert "Jane" not in repr(row)


def test_flat_events_without_a_date_of_the_request_are_flagged(read):
    flat = {
        "event_id": 3,
        "authority_name": "Kent Police",
        "created_at": "2026-06-24T16:56:27.136+01:00",
        "calculated_state": "rejected",
        "request_title": "Use of drones",
        "url_title": "use_of_drones",
        "snippet": "would exceed the appropriate limit",
    }
    _, (row,) = read({"pulled_at": "2026-06-24", "authorities": [], "events": [flat]})
    assert (row.received, row.outcome, row.text) == (date(2026, 6, 24), "refused", "Use of drones")
    assert row.flags == {"received-estimated", "title-only"}


def test_the_same_title_at_two_bodies_is_two_requests(read):
    other = event("sent") | {"public_body": BODY | {"name": "Essex Police"}}
    _, rows = read([event("sent"), other])
    assert [row.body for row in rows] == ["Kent Police", "Essex Police"]


def test_a_body_by_itself_holds_no_requests(read):
    with pytest.raises(UnreadableFile) as refusal:
        read(BODY | {"info": {"requests_count": 3}})
    assert refusal.value.code == "no-requests"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"url_title": None}, "no-reference"),
        ({"created_at": "2026-02-31T00:00:00Z"}, "impossible-date"),
        ({"title": ""}, "no-text"),
        ({"title": "\ud800"}, "lone-surrogate"),
        ({"described_state": "not_foi"}, "not-a-request"),
        ({"url_title": "x" * 300}, "no-reference"),
    ],
)
def test_a_broken_request_costs_itself_only(read, changes, code):
    bad = event("response", of=request(**changes))
    _, rows = read([bad, event("response", of=request("other")), 7])
    codes = {getattr(row, "reference", None) or row.code for row in rows}
    assert codes == {"other", "not-a-record", code}


ENTRY = """<entry><id>tag:{number}</id><published>{when}</published>
<link rel="alternate" href="https://www.whatdotheyknow.com/request_event/{number}"/>
<title type="html">{title}</title><content type="html">
&lt;div class="requester"&gt; {what}
&lt;a href="https://e.org/body/kent"&gt;Kent Police&lt;/a&gt; by
&lt;a href="https://e.org/user/jane"&gt;Jane Doe&lt;/a&gt;&lt;/div&gt;
&lt;p&gt;&lt;strong&gt; {state} &lt;/strong&gt;&lt;/p&gt;
&lt;span class="desc"&gt; {words} &lt;/span&gt;</content></entry>"""
FEED = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{}</feed>'


def entry(number, what, title="Use of drones", state="Awaiting response", words="How many..."):
    return ENTRY.format(
        number=number, what=what, title=title, state=state, words=words, when="2026-06-24T23:30:00Z"
    )


def test_a_feed_gives_the_requests_that_were_sent_and_how_they_went_on(read):
    content = FEED.format(
        entry(3, "Response by", state="Refused", words="Dear Jane")
        + entry(2, "Request sent to")
        + entry(1, "Response by", title="Another &amp;amp; older one")
    )
    reading, rows = read(content, "feed.xml")
    assert reading.format == "atom"
    (row,) = rows
    assert (row.body, row.reference, row.text) == ("Kent Police", "event-2", "How many...")
    assert (row.received, row.flags) == (date(2026, 6, 25), {"snippet"})
    assert row.published_url == "https://www.whatdotheyknow.com/request_event/2"
    assert reading.dropped == {"requester": 3}
    assert sum(reading.ignored.values()) == 1
    assert "Jane" not in repr(rows)


def test_a_feed_that_names_requests_in_its_links_uses_their_names(read):
    content = FEED.format(entry(2, "Request sent to")).replace("request_event/2", "request/drones")
    _, (row,) = read(content, "feed.xml")
    assert row.reference == "drones"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "b">]><feed>&a;</feed>', "bomb"),
        ('<?xml version="1.0"?><!DOCTYPE f SYSTEM "http://127.0.0.1:1/x"><feed/>', "bomb"),
        ('<?xml version="1.0"?>' + "<a>" * 100_000, "bomb"),
        ('<?xml version="1.0"?><feed', "not-xml"),
        ('<?xml version="1.0"?><html><body/></html>', "no-requests"),
    ],
)
def test_xml_that_is_hostile_or_no_feed_is_unreadable(read, content, code):
    with pytest.raises(UnreadableFile) as refusal:
        read(content, "feed.xml")
    assert refusal.value.code == code
