"""What the tests in a browser rely on finds what it is there for: each fault is planted here."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.axe import no_violations, violations
from tests.browser.looks import each_view, forced_colours, keyboard_walk, reflows, shot
from tests.browser.people import People, people_at
from tests.browser.watch import allow, watch_of

SITE = "http://planted.test"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:"
OPEN_POLICY = POLICY.replace("img-src 'self'", "img-src *")
FRAME = """<!doctype html><html lang="de"><head><title>Eine Seite</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">{head}</head>
<body><main><h1>Eine Seite</h1>{body}</main></body></html>"""
STYLE = "body { font: 16px sans-serif } a, button { display: inline-block; padding: 12px }"
MASK = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>"

Plant = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[People]:
    people = People(chromium, SITE)
    yield people
    people.close()


@pytest.fixture
def plant(opened: People) -> Plant:
    """Return a page of ours with this in it."""

    def planted(
        body: str = "", *, style: str = "", script: str = "", head: str = "", policy: str = POLICY,
        status: int = 200, javascript: bool = True,
    ) -> Page:  # fmt: skip
        page = opened.person(javascript=javascript)
        files = {
            "/style.css": ("text/css", STYLE + style),
            "/script.js": ("text/javascript", script),
        }

        def answer(route: Route) -> None:
            kind, text = files.get(
                route.request.url.removeprefix(SITE),
                ("text/html", FRAME.format(head=head, body=body)),
            )
            headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": policy}
            route.fulfill(status=status if kind == "text/html" else 200, headers=headers, body=text)

        page.route("**/*", answer)
        page.goto("/")
        return page

    return planted


SCRIPTED = '<script src="/script.js"></script>'
FAULTS = {
    "console": {"head": SCRIPTED, "script": "console.error('planted')"},
    "uncaught": {"head": SCRIPTED, "script": "throw new Error('planted')"},
    "an inline script": {"body": "<script>1</script>"},
    "an inline style": {"body": '<p style="color: red">Rot</p>'},
    "external request": {
        "body": '<img alt="" src="http://elsewhere.test/x.png">', "policy": OPEN_POLICY
    },
    "refused request": {"status": 404},
}  # fmt: skip


def complaints_of(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    return watch_of(page).complaints


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_in_a_browser_is_told(plant: Plant, fault: str) -> None:
    page = plant(**FAULTS[fault])

    complaints = complaints_of(page)

    kind = "console" if fault.startswith("an inline") else fault
    assert complaints
    assert all(complaint.startswith(f"{kind}: ") for complaint in complaints), complaints


@pytest.mark.parametrize("fault", ["an inline style", "external request"])
def test_what_goes_wrong_without_scripts_is_told_too(plant: Plant, fault: str) -> None:
    assert complaints_of(plant(**FAULTS[fault], javascript=False))


def test_a_page_without_fault_passes_every_judgement(plant: Plant) -> None:
    page = plant('<p>Ein Satz.</p><a href="/a">Weiter</a> <button>Absenden</button>')

    no_violations(page)
    reflows(page)
    forced_colours(page)

    assert len(keyboard_walk(page)) == 2
    assert complaints_of(page) == []


def test_a_test_ends_with_what_went_wrong_in_its_browsers(chromium: Browser) -> None:
    def with_a_fault() -> None:
        with people_at(chromium, SITE, "") as people:
            page = people.person()
            page.route("**/*", lambda route: route.fulfill(status=500, body="Fehler"))
            page.goto("/")

    with pytest.raises(AssertionError, match=r"refused request: 500 \(http://planted.test/\)"):
        with_a_fault()


def test_a_refusal_that_is_expected_is_no_complaint(plant: Plant) -> None:
    page = plant(status=422)
    watch_of(page).complaints.clear()

    allow(page, 422)
    page.reload()

    assert complaints_of(page) == []


def test_axe_names_rule_and_element(plant: Plant) -> None:
    page = plant("<p>Kaum zu lesen</p>", style="p { color: #ccc }")

    (found,) = violations(page)

    assert found.startswith("color-contrast at p: ")
    with pytest.raises(AssertionError, match=r"/ at 1280:\ncolor-contrast at p: "):
        no_violations(page)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<input aria-label="Name"><img src="/style.css">', "image-alt"),
        ('<a class="small" href="/">a</a><a class="small" href="/b">b</a>', "target-size"),
        ("<h3>Zu tief</h3>", "heading-order"),
    ],
)
def test_axe_judges_by_all_its_rules(plant: Plant, body: str, rule: str) -> None:
    page = plant(body, style=".small { padding: 0; font-size: 9px }")

    assert rule in {line.partition(" ")[0] for line in violations(page)}


@pytest.mark.parametrize(
    ("style", "sentence"),
    [
        ("button:focus { outline: none }", "without a ring:\n.*button.*Absenden"),
        ("button:focus { outline: 4px solid transparent }", "without a ring"),
        ("button { position: fixed; left: -500px }", "out of sight:\n.*button.*Absenden"),
        (
            "div { position: fixed; inset: auto 0 0 0; height: 100vh; background: #fff }",
            "out of sight:\n.*button.*Absenden",
        ),
    ],
    ids=["no ring", "a clear ring", "beside the page", "behind a bar"],
)
def test_a_stop_of_the_keyboard_that_is_not_seen_is_found(
    plant: Plant, style: str, sentence: str
) -> None:
    page = plant("<button>Absenden</button><div></div>", style=style)

    with pytest.raises(AssertionError, match=sentence):
        keyboard_walk(page)


def test_a_ring_drawn_by_a_shadow_or_around_the_label_is_seen(plant: Plant) -> None:
    page = plant(
        '<label><input type="checkbox"> Ich stimme zu</label><br><button>Absenden</button>',
        style="""input:focus { outline: none } label:focus-within { outline: 4px solid #b36b00 }
        button:focus { outline: none; box-shadow: 0 0 0 4px #00f }""",
    )

    assert len(keyboard_walk(page)) == 2


def test_a_stop_below_the_fold_is_brought_into_view(plant: Plant) -> None:
    page = plant(
        '<p class="long">Lang</p><button>Absenden</button>', style=".long {height: 5000px}"
    )

    assert len(keyboard_walk(page)) == 1


def test_what_only_a_pointer_reaches_is_found(plant: Plant) -> None:
    choices = (
        '<label><input type="radio" name="a">Ja</label><label><input type="radio" name="a">Nein'
    )
    skip = "addEventListener('focusin', e => e.target.matches('.last') && e.target.blur())"

    page = plant(f'{choices}</label><a class="last" href="/">Ende</a>', head=SCRIPTED, script=skip)

    with pytest.raises(
        AssertionError, match=r'never reached by the keyboard:\nmain > a.last "Ende"$'
    ):
        keyboard_walk(page)


def test_a_focus_that_cannot_leave_is_found(plant: Plant) -> None:
    keep = "addEventListener('keydown', e => e.target.matches('button') && e.preventDefault())"
    page = plant("<button>Absenden</button><button>Mehr</button>", head=SCRIPTED, script=keep)

    with pytest.raises(AssertionError, match="the focus cannot leave main > button"):
        keyboard_walk(page)


@pytest.mark.parametrize(
    ("body", "style", "sentence"),
    [
        ("<p>Breit</p>", "p { width: 500px }", "past the edge at 320 px:\n.*\n.*p "),
        ("<p>Donaudampfschifffahrtsgesellschaft</p>", "p { width: max-content }", "wider text"),
        ("<p>Was hier steht</p>", "p { overflow: hidden; height: 1.2em }", "cut at"),
    ],
    ids=["a wide part", "a long word", "a box that does not grow"],
)  # fmt: skip
def test_what_needs_more_room_than_there_is_is_found(
    plant: Plant, body: str, style: str, sentence: str
) -> None:
    page = plant(body, style=style)

    with pytest.raises(AssertionError, match=sentence):
        reflows(page)

    assert page.viewport_size == {"width": 1280, "height": 900}


def test_a_table_that_scrolls_in_its_own_region_may_be_wide(plant: Plant) -> None:
    region = '<div class="region" tabindex="0"><p class="wide">Breit</p></div>'

    page = plant(region, style=".wide { width: 900px } .region { overflow-x: auto }")

    reflows(page)


def test_an_icon_that_forced_colours_swallow_is_found(plant: Plant) -> None:
    icon = f'.icon {{ width: 24px; height: 24px; background: #00f; mask-image: url("{MASK}") }}'
    bad, good = (
        plant('<p>Fertig</p><div class="icon"></div>', style=icon + more)
        for more in ("", "@media (forced-colors: active) { .icon { background: CanvasText } }")
    )

    forced_colours(good)
    with pytest.raises(AssertionError, match=r"not seen in forced colours:\nicon .*icon"):
        forced_colours(bad)


def test_a_picture_is_named_by_page_width_and_scheme(plant: Plant) -> None:
    page = plant("<p>Ein Satz.</p>")

    pictures = [shot(page, "planted") for _ in each_view(page)]

    names = [f"planted-{view}.png" for view in ("1280", "1280-dark", "375", "375-dark")]
    assert [picture.name for picture in pictures] == names
    for picture in pictures:
        assert picture.read_bytes().startswith(b"\x89PNG")
        picture.unlink()
