"""There is one reader of cursors, and it is asked everywhere."""

from tests.shape.sources import modules, shown, strings, tree


def test_only_paging_says_what_is_no_cursor() -> None:
    refusing = [
        shown(path) for path in modules("services") if "/cursor" in set(strings(tree(path)))
    ]

    assert refusing == ["services/common/paging.py"]
