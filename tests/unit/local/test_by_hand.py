"""What is said at the end of `make up` and `make demo`."""

from deploy.local import by_hand


def test_it_names_the_address_the_people_and_the_way() -> None:
    said = by_hand.text("http://here", "http://mails", before="run `make up`, then ")

    assert "run `make up`, then open http://here" in said
    assert "Sabine Huber, Markt Prien a.Chiemsee" in said
    assert "5. The vendor" in said
    assert said.endswith("http://mails")
