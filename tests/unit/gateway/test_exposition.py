"""The metrics of several processes, written by us and by the library, say the same."""

from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families

from gateway.monitoring.exposition import exposed

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: bytes) -> Samples:
    families = text_string_to_metric_families(text.decode())
    return {
        (one.name, tuple(sorted(one.labels.items()))): one.value
        for family in families
        for one in family.samples
    }


def written(folder: Path, pid: int, value: float) -> None:
    """Write what a process of this number counted."""
    counters = MmapedDict(str(folder / f"counter_{pid}.db"))
    for route in ("/a", '/"b"\\'):
        key = mmap_key("seen", "seen_total", ["route"], [route], "What was\nseen")
        counters.write_value(key, value, 0.0)
    times = MmapedDict(str(folder / f"histogram_{pid}.db"))
    times.write_value(mmap_key("taken_s", "taken_s_sum", ["route"], ["/a"], "Time"), value, 0.0)
    for bound in ("0.1", "1.0", "+Inf"):
        names, values = ["route", "le"], ["/a", bound]
        times.write_value(mmap_key("taken_s", "taken_s_bucket", names, values, "Time"), value, 0.0)
    waiting = MmapedDict(str(folder / f"gauge_livesum_{pid}.db"))
    waiting.write_value(mmap_key("waiting", "waiting", [], [], "Waiting"), value, 0.0)


def test_it_is_what_the_library_says(tmp_path: Path) -> None:
    written(tmp_path, 1, 2.0)
    written(tmp_path, 2, 3.0)

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(tmp_path))

    found = samples(exposed(tmp_path))

    assert found == samples(generate_latest(registry))
    assert found["taken_s_count", (("route", "/a"),)] == 15.0
    assert found["waiting", ()] == 5.0
