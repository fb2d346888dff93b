"""What takes long to read is held for a moment, and not for ever."""

from services.common.held import HeldValues


def test_a_value_is_held_until_it_is_too_old() -> None:
    now = [0.0]
    held = HeldValues[str, int](60.0, 10, lambda: now[0])

    assert held.find("a") is None
    assert held.hold("a", 1) == 1
    now[0] = 59.9
    assert held.find("a") == 1
    now[0] = 60.0
    assert held.find("a") is None


def test_of_more_than_may_be_held_the_eldest_go() -> None:
    held = HeldValues[str, int](60.0, 2)
    for n, name in enumerate("abac"):
        held.hold(name, n)

    assert [held.find(name) for name in "abc"] == [2, None, 3]
