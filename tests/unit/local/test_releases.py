"""Which commit is the release before: the one named, the last tag, the one recorded."""

import subprocess
from pathlib import Path

import pytest

from tests.releases import RECORDED, NoRelease, checked_out, release_before

AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@b.example")


def git(root: Path, *words: str) -> str:
    done = subprocess.run(("git", *AUTHOR, *words), cwd=root, check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(root: Path, name: str) -> str:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name)
    git(root, "add", ".")
    git(root, "commit", "-qm", name)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Return a repository of two commits, the first of which recorded a release."""
    git(tmp_path, "init", "-q", ".")
    commit(tmp_path, RECORDED)
    commit(tmp_path, "gateway/web/static/pages.css")
    return tmp_path


def test_without_a_tag_it_is_the_one_recorded(history: Path) -> None:
    assert release_before(history, {}) == git(history, "rev-parse", "HEAD~1")


def test_a_tag_below_this_commit_comes_first(history: Path) -> None:
    git(history, "tag", "1.0.0")
    commit(history, "a")
    commit(history, "b")

    assert release_before(history, {}) == git(history, "rev-parse", "1.0.0")


def test_the_tag_of_this_very_commit_is_not_the_one_before(history: Path) -> None:
    git(history, "tag", "2.0.0")

    assert release_before(history, {}) == git(history, "rev-parse", "HEAD~1")


def test_the_one_named_comes_first_of_all(history: Path) -> None:
    git(history, "tag", "1.0.0")
    last = commit(history, "a")

    assert release_before(history, {"RELEASE_BEFORE": last}) == last
    with pytest.raises(NoRelease):
        release_before(history, {"RELEASE_BEFORE": "unknown"})


def test_a_history_without_any_release_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", ".")
    commit(tmp_path, "a")

    with pytest.raises(NoRelease, match="RELEASE_BEFORE"):
        release_before(tmp_path, {})


def test_it_is_laid_out_and_taken_away_again(
    history: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("before") / "tree"

    with checked_out(git(history, "rev-parse", "HEAD"), folder, history) as tree:
        assert (tree / RECORDED).exists()
        assert (tree / "gateway/web/static/vendor").is_symlink()

    assert not folder.exists()
    assert len(git(history, "worktree", "list").splitlines()) == 1
