"""Bodies and profiles, whole and as other services keep them."""

from typing import Any

from services.catalog.domain import openings
from services.catalog.domain.choices import Status
from services.catalog.domain.profiles import Profile
from services.identity.domain.bodies import Body
from tests.builders.given import JOINT, MEMBERS, NOW, PRIEN, PROFILE, VENDOR, Doc

TITLE = {"de": "Wohnsitz ummelden", "en": "Change of residence"}


def body(**changed: Any) -> Body:
    """Return the municipality of Prien."""
    facts: Doc = {
        "id": PRIEN,
        "name": "Prien a.Chiemsee",
        "official_name": "Prien a.Chiemsee, M",
        "designation": "Markt",
        "kind": "municipality",
        "may_register": True,
        "region": "091",
        "edition": "2023-11-30",
        "district": "09187",
        "district_name": "Landkreis Rosenheim",
        "address": {"seat": "Prien a.Chiemsee", "postcode": "83209", "town": "Prien a.Chiemsee"},
    }
    return Body(**{**facts, **changed})


def joint_administration(**changed: Any) -> Body:
    """Return a joint administration of two municipalities."""
    facts: Doc = {"id": JOINT, "name": "Verwaltungsgemeinschaft Breitbrunn", "members": MEMBERS}
    return body(**{**facts, "kind": "joint_administration", **changed})


def body_doc(**changed: Any) -> Doc:
    """Return Prien as other services keep it."""
    return {**body().to_doc(), "sequence": 1, **changed}


def joint_doc(**changed: Any) -> Doc:
    """Return the joint administration as other services keep it."""
    return {**joint_administration().to_doc(), "sequence": 1, **changed}


def profile(**changed: Any) -> Profile:
    """Return a published EfA profile in the municipalities' own sphere, told to all it is for."""
    facts: Doc = {
        "id": PROFILE,
        "version": 3,
        "title": TITLE,
        "summary": TITLE,
        "kind": "efa",
        "status": Status.PUBLISHED,
        "changed_at": NOW,
        "leika_keys": ["99115005104000"],
        "ozg_id": "10124",
        "topic": "Umzug",
        "life_situation": "Wohnen",
        "ministry": "StMI",
        "operating_authority": "Hamburg",
        "technical_operator": VENDOR,
        "target_kinds": ["municipality", "independent_city", "joint_administration"],
        "capacities": [],
        "sphere": "own",
        "financing": {"kind": "levy"},
        "maturity": {"model": "2.0", "value": 4},
        "trust_level": "substantial",
        "release": {"status": "orderable", "from_date": "2025-07-01"},
        "demo": True,
        "evidence": "demo",
        "data_protection": TITLE,
        "valid_from": "2025-01-01",
        "profile_version": 3,
        "published_at": NOW,
        "published_by": "nina",
        "rollout_guide": [
            {"code": "set-up-service", "title": TITLE, "who": "vendor", "duration_workdays": 5}
        ],
    }
    made = Profile(**{**facts, **changed})
    if "offered" not in changed:
        openings.settle(made, NOW)
    return made


def profile_doc(**changed: Any) -> Doc:
    """Return the profile as other services keep it."""
    return {**profile().public(), "_id": PROFILE, "sequence": 3, **changed}
