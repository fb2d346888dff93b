"""A preview shows how a contract would look today, and what it lacks, without an order."""

from typing import Any

import pytest

from services.common.errors import Invalid, NotFound
from services.contracts.domain.chains import Chain
from services.contracts.previews import OPEN, Previewer
from services.contracts.rendering import render_contract
from tests import builders
from tests.builders import PRIEN, PROFILE
from tests.fakes import FakeRepository
from tests.unit.contracts.test_drafting import drafter


def previewer(*chains: Chain, **profile: Any) -> Previewer:
    profiles: Any = FakeRepository(ewa=builders.profile_doc(**profile))
    bodies: Any = FakeRepository(**{PRIEN: builders.body_doc()})
    kept: Any = FakeRepository(**{chain.id: chain for chain in chains})
    drafting = drafter(FakeRepository(), *chains, profiles=profiles, bodies=bodies)
    return Previewer(drafting, kept, bodies, profiles)


def test_a_whole_contract_lacks_nothing_and_names_its_body_and_chain() -> None:
    preview = previewer(builders.chain()).preview(PROFILE, PRIEN, "new")

    assert preview.lacking is None
    assert preview.facts["body"]["name"] == "Markt Prien a.Chiemsee"
    assert [link["level"] for link in preview.facts["chain"]] == [1, 2, 3]
    assert preview.facts["demo"] is True


def test_without_a_body_it_is_for_a_town_that_is_made_up() -> None:
    preview = previewer(builders.chain()).preview(PROFILE, None, "already_productive")

    assert preview.facts["body"]["name"] == "Stadt Musterstadt"
    assert preview.facts["usage"] == "already_productive"


def test_what_is_missing_is_named_and_shown_and_still_makes_a_document() -> None:
    preview = previewer(operating_authority=None).preview(PROFILE, PRIEN, "new")

    assert preview.lacking is not None
    assert "betreibende Behörde" in preview.lacking.de
    assert preview.facts["profile"]["operating_authority"] == OPEN
    assert preview.facts["chain"] == []
    assert render_contract(preview.facts).pdf.startswith(b"%PDF")


def test_a_service_or_a_body_nobody_knows_is_refused() -> None:
    made = previewer()

    with pytest.raises(NotFound):
        made.preview("nothing", None, "new")
    with pytest.raises(Invalid) as refused:
        made.preview(PROFILE, "09999999", "new")
    assert "/body" in refused.value.fields
