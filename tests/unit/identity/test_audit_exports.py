"""An export goes on by stretches that follow each other, and ends once."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common.errors import Conflict
from services.identity.domain.audit_exports import KEPT, AuditExport, AuditExportState, Stretch
from services.identity.exporting import packed

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FIRST, SECOND = Stretch(0, 10, 4, 300), Stretch(10, 20, 0, 0)


def export(**facts: Any) -> AuditExport:
    return AuditExport(
        **{"id": "e1", "started_by": "a1", "started_at": NOW, "lines": 20,
           "kept_until": NOW + KEPT, **facts}
    )  # fmt: skip


def written() -> AuditExport:
    made = export()
    made.take(FIRST)
    made.take(SECOND)
    return made


def ready() -> AuditExport:
    made = written()
    made.close(300, "f" * 64, NOW)
    return made


def test_each_stretch_counts_once_and_only_behind_the_one_before() -> None:
    made = export()

    for stretch in (SECOND, FIRST, FIRST, SECOND, SECOND):
        made.take(stretch)

    assert (made.gone_to, made.written, made.pieces, made.size) == (20, 4, 1, 300)
    assert made.is_written
    assert made.is_running


def test_a_file_that_is_read_back_as_long_as_it_was_written_is_ready() -> None:
    made = ready()

    assert (made.state, made.sha256, made.ended_at) == (AuditExportState.READY, "f" * 64, NOW)
    made.check_has_file(NOW)


def test_a_file_of_another_length_is_not_given_out() -> None:
    made = written()

    made.close(299, "f" * 64, NOW)

    assert (made.state, made.sha256) == (AuditExportState.FAILED, None)
    with pytest.raises(Conflict, match="audit-export-no-file"):
        made.check_has_file(NOW)


def test_no_file_is_given_out_before_it_is_whole_or_after_its_time() -> None:
    for made, now in ((export(), NOW), (written(), NOW), (ready(), NOW + KEPT)):
        with pytest.raises(Conflict, match="audit-export-no-file"):
            made.check_has_file(now)


@pytest.mark.parametrize(("made", "state"), [(export(), "cancelled"), (ready(), "removed")])
def test_who_cancels_one_is_known_and_nothing_comes_after(made: AuditExport, state: str) -> None:
    made.cancel("a2", NOW)
    before = made.plain()

    made.take(FIRST)
    made.close(300, "f" * 64, NOW)
    made.expire(NOW + KEPT)

    assert (made.state.value, made.cancelled_by) == (state, "a2")
    assert made.plain() == before
    with pytest.raises(Conflict) as refused:
        made.cancel("a3", NOW)
    assert refused.value.code == "audit-export-over"


@pytest.mark.parametrize("made", [export(), written(), ready()])
def test_its_time_is_over_however_far_it_is(made: AuditExport) -> None:
    made.expire(NOW + timedelta(days=8))

    assert made.state is AuditExportState.EXPIRED


def test_pieces_behind_one_another_are_one_file_and_the_same_to_the_byte() -> None:
    lines = [{"n": 1, "said": ["ä"]}, {"n": 2, "said": []}]

    pieces = [packed(lines[:1]), packed(lines[1:])]

    text = gzip.decompress(b"".join(pieces)).decode()
    assert text == '{"n":1,"said":["ä"]}\n{"n":2,"said":[]}\n'
    assert packed(lines[:1]) == pieces[0]
    assert gzip.decompress(packed([])) == b""
