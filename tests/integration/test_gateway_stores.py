"""What the gateway keeps in its database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from gateway.api.idempotency import (
    ABANDONED,
    Idempotency,
    KeptAnswer,
    KeyUse,
    MongoRecords,
    Record,
    Records,
)
from gateway.callers.sessions import IDLE, Sessions, key_of
from gateway.callers.visits import Visits
from gateway.own.account import OwnFiles
from gateway.problems.problems import Problem
from gateway.saml.messages import Assertion, SignInRefused, new_request_id
from gateway.sign_in.store import (
    HANDED_ON,
    MOST_OF_BROWSER,
    PENDING,
    REPEATED,
    PendingSignIn,
    SignIns,
)
from gateway.web.frame.kept_forms import KEPT, KeptForms
from tests.unit.gateway.gateway_fakes import FakeRecords

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANSWER = KeptAnswer(201, {"Location": "/o1"}, b'{"id":"o1"}')


class Clock:
    """A time the test moves."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(database: Database[dict[str, Any]], clock: Clock) -> Sessions:
    return Sessions(database, clock)


@pytest.fixture
def sign_ins(database: Database[dict[str, Any]], clock: Clock) -> SignIns:
    return SignIns(database, clock)


@pytest.fixture(params=["fake", "real"])
def records(request: pytest.FixtureRequest) -> Records:
    if request.param == "fake":
        return FakeRecords()
    return MongoRecords(request.getfixturevalue("database"))


def an_assertion(request_id: str, assertion_id: str = "_a1") -> Assertion:
    return Assertion(
        name_id="ek-1",
        organisation="du-1",
        attributes={},
        acting_person=None,
        assurance="hoch",
        in_response_to=request_id,
        assertion_id=assertion_id,
        authenticated_at=START,
        expires_at=START + timedelta(minutes=5),
        xml="<Response/>",
        content_key=b"\x01\x02",
    )


def test_a_session_is_found_by_its_secret_and_only_a_hash_is_stored(
    sessions: Sessions, database: Database[dict[str, Any]]
) -> None:
    secret = sessions.open("a1", {"list_hash": None}, replaces=None)

    session = sessions.find(secret)

    assert session is not None
    assert (session.account, session.fresh) == ("a1", {"list_hash": None})
    assert secret not in str(database["sessions"].find_one())
    assert sessions.find("other") is sessions.find(None) is None


def test_what_reads_finds_a_session_as_it_was_until_it_changes_here(
    sessions: Sessions, database: Database[dict[str, Any]]
) -> None:
    secret = sessions.open("a1", {}, replaces=None)
    before = sessions.find_lately(secret)
    database["sessions"].update_one({}, {"$set": {"acting": "elsewhere"}})

    held = sessions.find_lately(secret)
    sessions.act_as(key_of(secret), "m1")
    changed = sessions.find_lately(secret)
    sessions.close(key_of(secret))

    assert before is held is not None
    assert changed is not None
    assert changed.acting == "m1"
    assert sessions.find_lately(secret) is sessions.find_lately(None) is None


def test_a_session_ends_when_idle_and_lives_on_while_used(sessions: Sessions, clock: Clock) -> None:
    used, idle = (sessions.open("a1", {}, replaces=None) for _ in range(2))

    clock.time += IDLE - timedelta(minutes=1)
    sessions.find(used)
    clock.time += timedelta(minutes=2)

    assert sessions.find(used) is not None
    assert sessions.find(idle) is None


def test_a_session_ends_after_ten_hours_however_used(sessions: Sessions, clock: Clock) -> None:
    secret = sessions.open("a1", {}, replaces=None)

    for _ in range(41):
        clock.time += timedelta(minutes=15)
        found = sessions.find(secret)

    assert found is None


def test_signing_in_again_ends_the_session_before(sessions: Sessions) -> None:
    before = sessions.open("a1", {}, replaces=None)

    after = sessions.open("a1", {}, replaces=key_of(before))

    assert sessions.find(before) is None
    assert sessions.find(after) is not None


def test_all_sessions_of_an_account_can_be_ended(sessions: Sessions) -> None:
    mine, other = (sessions.open(account, {}, replaces=None) for account in ("a1", "a2"))

    sessions.close_all("a1")

    assert sessions.find(mine) is None
    assert sessions.find(other) is not None


def test_all_but_one_session_can_be_ended(sessions: Sessions) -> None:
    this, other = (sessions.open("a1", {}, replaces=None) for _ in range(2))

    ended = sessions.close_all("a1", but=key_of(this))

    assert ended == 1
    assert sessions.find(this) is not None
    assert sessions.find(other) is None


def test_only_open_sessions_of_the_account_are_listed(sessions: Sessions, clock: Clock) -> None:
    sessions.open("a1", {}, replaces=None, browser="Edge")
    sessions.open("a2", {}, replaces=None)
    clock.time += IDLE
    later = sessions.open("a1", {}, replaces=None, browser="Firefox")

    (listed,) = sessions.open_ones("a1")

    assert (listed["_id"], listed["browser"]) == (key_of(later), "Firefox")
    assert listed["begun_at"] == clock.time


def test_who_acts_stays_with_the_session(sessions: Sessions) -> None:
    secret = sessions.open("a1", {}, replaces=None)

    sessions.act_as(key_of(secret), "m1")

    found = sessions.find(secret)
    assert found is not None
    assert found.acting == "m1"


def test_a_confirmed_session_goes_on_under_another_cookie(sessions: Sessions) -> None:
    before = sessions.open("a1", {"list_hash": "h"}, replaces=None, pending=True)
    waiting = sessions.find(before)

    after = sessions.find(sessions.confirm(key_of(before)))

    assert waiting is not None
    assert after is not None
    assert (waiting.pending, after.pending) == (True, False)
    assert (after.account, after.fresh) == ("a1", {"list_hash": "h"})
    assert sessions.find(before) is None
    with pytest.raises(Problem, match="sign-in-needed"):
        sessions.confirm(key_of(before))


def test_a_visit_goes_on_while_one_looks_again_and_the_next_counts_from_its_last_look(
    database: Database[dict[str, Any]], clock: Clock
) -> None:
    visits = Visits(database, clock)
    visits.prepare()
    looks = []

    for minutes in (0, 20, 20, 31, 5, 24 * 60):
        clock.time += timedelta(minutes=minutes)
        looks.append(visits.note("a1"))

    minute = timedelta(minutes=1)
    seen = START + 40 * minute
    assert looks == [None, None, None, seen, seen, START + 76 * minute]
    visits.forget("a1")
    assert visits.note("a1") is None


def test_the_files_for_an_export_hold_one_s_own_rows_and_no_secret(
    database: Database[dict[str, Any]], sessions: Sessions
) -> None:
    secrets = [sessions.open(account, {}, replaces=None) for account in ("a1", "a2")]
    evidence = {"list_hash": "h", "at": START, "xml": "<Response/>"}
    database["assertions"].insert_many(
        [{"_id": f"_{account}", "account": account, **evidence} for account in ("a1", "a2")]
    )
    for at in (START - timedelta(days=1), START):
        Visits(database, lambda at=at: at).note("a1")
    files = OwnFiles(database, sessions).of("a1", key_of(secrets[0]))

    assert files["gateway/visits.json"] == [
        {"home_seen_at": "2026-11-22T09:00:00+00:00", "seen_before_at": "2026-11-21T09:00:00+00:00"}
    ]
    assert len(files["gateway/sessions.json"]) == 1
    assert files["gateway/sign_ins.json"] == [
        {"id": "_a1", "at": "2026-11-22T09:00:00+00:00", "list_hash": "h"}
    ]
    assert key_of(secrets[0]) not in str(files)


def test_a_browser_has_several_sign_ins_under_way_each_answered_once_in_time(
    sign_ins: SignIns, clock: Clock
) -> None:
    first, second, other = (
        PendingSignIn(new_request_id(None), path, None) for path in ("/1", "/2", "/3")
    )
    answer = an_assertion(first.request_id)

    browser = sign_ins.begin(first)
    same = sign_ins.begin(second, browser)
    elsewhere = sign_ins.begin(other, "planted-by-somebody-else")

    assert same == browser != elsewhere
    assert set(sign_ins.of(browser).values()) == {first, second}
    assert [sign_ins.take(first, answer) for _ in range(2)] == [True, False]
    for wrong in ("other", None, ""):
        with pytest.raises(SignInRefused, match="request-unknown"):
            sign_ins.of(wrong)
    clock.time += PENDING
    with pytest.raises(SignInRefused, match="request-unknown"):
        sign_ins.of(browser)


def test_the_same_answer_lands_where_it_landed_for_a_moment_and_no_other_does(
    sign_ins: SignIns, clock: Clock
) -> None:
    pending = PendingSignIn(new_request_id(None), "/", None)
    answer, other = an_assertion(pending.request_id), an_assertion(pending.request_id, "_other")
    browser = sign_ins.begin(pending)
    sign_ins.take(pending, answer)

    before = sign_ins.repeated(pending, answer).opened_by
    sign_ins.land(pending, "_1")
    after = sign_ins.repeated(pending, answer).opened_by

    assert (before, after, sign_ins.opened(browser)) == (None, "_1", ["_1"])
    with pytest.raises(SignInRefused, match="request-unknown"):
        sign_ins.repeated(pending, other)
    clock.time += REPEATED + timedelta(seconds=1)
    with pytest.raises(SignInRefused, match="replayed"):
        sign_ins.repeated(pending, answer)


def test_a_browser_has_only_so_many_sign_ins_under_way(sign_ins: SignIns) -> None:
    browser = sign_ins.begin(PendingSignIn(new_request_id(None), "/", None))

    kept = [
        sign_ins.begin(PendingSignIn(new_request_id(None), "/", None), browser)
        for _ in range(MOST_OF_BROWSER)
    ]

    assert kept[:-1] == [browser] * (MOST_OF_BROWSER - 1)
    assert kept[-1] != browser


def test_an_assertion_is_used_once(sign_ins: SignIns) -> None:
    assertion = an_assertion(new_request_id(None))
    sign_ins.use(assertion)

    with pytest.raises(SignInRefused, match="replayed"):
        sign_ins.use(assertion)


def test_only_an_assertion_that_covers_a_list_is_kept_as_evidence(
    sign_ins: SignIns, database: Database[dict[str, Any]]
) -> None:
    sign_ins.keep(an_assertion(new_request_id(None)), "a1")
    assert database["assertions"].count_documents({}) == 0

    sign_ins.keep(an_assertion(new_request_id("a" * 64)), "a1")

    kept = database["assertions"].find_one({"_id": "_a1"})
    assert kept is not None
    assert (kept["list_hash"], kept["account"], kept["at"]) == ("a" * 64, "a1", START)
    assert (kept["xml"], kept["content_key"]) == ("<Response/>", "0102")


def test_the_proof_of_a_sign_in_is_kept_for_the_signature_and_no_longer(
    sign_ins: SignIns, database: Database[dict[str, Any]]
) -> None:
    sign_ins.keep(an_assertion(new_request_id("a" * 64)), "a1")

    proof = {"answer": "<Response/>", "content_key": "0102", "at": START.isoformat()}
    assert sign_ins.proof_of("_a1") == proof
    assert sign_ins.proof_of("_a2") is None
    (kept,) = database["assertions"].find({})
    assert kept["expires_at"] == START + HANDED_ON


def test_the_first_record_wins(records: Records) -> None:
    assert records.insert("r1", "f1", START)
    assert not records.insert("r1", "f2", START)
    assert records.get("r1") == Record("f1", START, None)
    assert records.get("r2") is None


def test_an_answer_is_kept_and_can_no_longer_be_taken_over(records: Records) -> None:
    records.insert("r1", "f1", START)

    records.finish("r1", ANSWER, "r")

    kept = records.get("r1")
    assert kept is not None
    assert kept.answer == ANSWER
    assert not records.take_over("r1", START + timedelta(minutes=1))


def test_a_running_record_is_taken_over_by_one(records: Records) -> None:
    records.insert("r1", "f1", START)
    later = START + timedelta(minutes=1)

    assert records.take_over("r1", later)
    assert not records.take_over("r1", later)
    assert records.get("r1") == Record("f1", later, None)


def test_a_running_record_is_left_to_whoever_works_on_it(records: Records) -> None:
    records.insert("r1", "f1", START)

    assert not records.take_over("r1", START + ABANDONED - timedelta(seconds=1))


def test_a_free_record_is_taken_over_at_once_by_one_and_knows_its_body(records: Records) -> None:
    records.insert("r1", "f1", START)

    records.release("r1")

    assert records.get("r1") == Record("f1", START, None, free=True)
    assert not records.insert("r1", "f2", START)
    assert records.take_over("r1", START)
    assert not records.take_over("r1", START)
    assert records.get("r1") == Record("f1", START, None)


def test_a_record_is_forgotten_seven_days_after_work_on_it_began(
    database: Database[dict[str, Any]],
) -> None:
    records, later = MongoRecords(database), START + timedelta(days=2)
    records.prepare()
    for id in ("r1", "r2"):
        records.insert(id, "f1", START)

    records.release("r2")
    records.take_over("r2", later)

    kept = {doc["_id"]: doc["expires_at"] for doc in database["idempotency"].find()}
    assert kept == {"r1": START + timedelta(days=7), "r2": later + timedelta(days=7)}
    index = database["idempotency"].index_information()["expires_at_1"]
    assert index["expireAfterSeconds"] == 0


def test_the_real_store_repeats_an_answer(database: Database[dict[str, Any]]) -> None:
    records = MongoRecords(database)
    records.prepare()
    idempotency, use = Idempotency(records), KeyUse("a1", "POST /orders", "k1", "f1")

    first = idempotency.run(use, lambda: ANSWER)
    second = idempotency.run(use, lambda: KeptAnswer(500, {}, b""))

    assert first == ANSWER
    assert (second.body, second.replayed) == (ANSWER.body, True)


def test_the_real_store_refuses_another_body_after_a_call_without_reply(
    database: Database[dict[str, Any]],
) -> None:
    idempotency = Idempotency(MongoRecords(database))
    use, other = (KeyUse("a1", "POST /orders", "k1", body) for body in ("f1", "f2"))
    idempotency.run(use, lambda: KeptAnswer(504, {}, b""))

    with pytest.raises(Problem) as refused:
        idempotency.run(other, lambda: ANSWER)

    assert refused.value.code == "idempotency-key-reused"
    assert idempotency.run(use, lambda: ANSWER) == ANSWER


def test_who_signs_in_to_sign_goes_on_with_the_body_of_before(sessions: Sessions) -> None:
    before = sessions.find(sessions.open("a1", {}, replaces=None))
    assert before is not None
    sessions.choose_body(before.key, "09187162")

    after = sessions.find(sessions.open("a1", {}, replaces=before.key))

    assert after is not None
    assert after.body == "09187162"


def test_another_person_in_the_same_browser_begins_with_a_body_of_their_own(
    sessions: Sessions,
) -> None:
    before = sessions.find(sessions.open("a1", {}, replaces=None))
    assert before is not None
    sessions.choose_body(before.key, "09187162")

    after = sessions.find(sessions.open("a2", {}, replaces=before.key))

    assert after is not None
    assert after.body is None


def test_what_is_kept_for_a_page_is_found_by_its_author_until_an_hour_is_over(
    database: Database[dict[str, Any]], clock: Clock
) -> None:
    forms = KeptForms(database, clock)
    secret = forms.keep("/contracts/sign/confirm", "me", {"contracts": ["c1"]})

    for _ in range(2):
        assert forms.find(secret, "/contracts/sign/confirm", "me") == {"contracts": ["c1"]}
    assert forms.find(secret, "/contracts/sign/confirm", "you") is None
    clock.time += KEPT
    assert forms.find(secret, "/contracts/sign/confirm", "me") is None
