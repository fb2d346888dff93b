"""The profiles of a measurement are whole, different, and the same every time."""

from deploy.bench.seed import titles, variations
from services.catalog.domain.profiles import Profile
from tests import builders

HELD = [builders.profile(id=id, profile_version=1).to_doc() for id in ("b", "a")]


def test_a_made_profile_is_a_profile_with_its_own_title() -> None:
    made = list(variations(HELD, ["Wohngeld", "Elterngeld"], 30))

    read = [Profile.from_doc(doc) for doc in made]
    assert len({profile.id for profile in read}) == 30
    assert len({profile.title["de"] for profile in read}) == 30
    assert {(doc["outbox"] == [], doc["done"] == []) for doc in made} == {(True, True)}


def test_the_same_is_made_every_time_whatever_the_order_of_what_is_held() -> None:
    assert list(variations(HELD, ["x"], 5)) == list(variations(HELD[::-1], ["x"], 5))


def test_there_are_titles_to_make_profiles_of() -> None:
    assert len(set(titles())) > 500
