"""The words of the documentation of the API: the guide, and what stands around each operation."""

from services.common.words import Counted, Sentence, Text

API_DOCS: dict[str, Sentence] = {
    "docs-guide": Text("Erste Schritte", "First steps"),
    "docs-guide-what": Text(
        "Zehn Schritte für eine Shell mit `curl` und Python 3, der Reihe nach. Setzen Sie vorher"
        " `BODY` (Schlüssel Ihrer Stelle: `key` aus `GET /api/v1/bodies?q=Prien`), `SERVICE` (Titel"
        " eines Dienstes) sowie `CLIENT_ID` und `CLIENT_SECRET`. API-Clients legt an, wer eine"
        " Stelle oder einen Hersteller verwaltet: angemeldet unter `/bodies/$BODY/clients` mit"
        " `orders:read` und `orders:write`, für Schritt 6 unter `/vendor/clients` mit `events:read`"
        " (`VENDOR_CLIENT_ID` und `VENDOR_CLIENT_SECRET`).",
        "Ten steps for a shell with curl and Python 3, one after the other. First set `BODY` (the"
        " key of your authority: `key` of `GET /api/v1/bodies?q=Prien`), `SERVICE` (a service's"
        " title), `CLIENT_ID` and `CLIENT_SECRET`. API clients are made by whoever administers an"
        " authority or a vendor: signed in, at `/bodies/$BODY/clients` with `orders:read` and"
        " `orders:write`, for step 6 at `/vendor/clients` with `events:read` (`VENDOR_CLIENT_ID`"
        " and `VENDOR_CLIENT_SECRET`).",
    ),
    "docs-guide-token": Text("Token holen", "Get a token"),
    "docs-guide-token-what": Text(
        "Nach `OAuth 2.0` mit `client_credentials`. Das Token gilt zehn Minuten, der Client bis zu"
        " seinem `expires_on`; ein neues Geheimnis gibt die Seite, auf der er angelegt wurde."
        " `GET me/client` sagt, für wen der Client handelt und was das Token abdeckt.",
        "By `OAuth 2.0` with `client_credentials`. The token lasts ten minutes, the client until"
        " its `expires_on`; a new secret comes from the page where it was made. `GET me/client`"
        " tells for whom the client acts and what the token covers.",
    ),
    "docs-guide-search": Text("Dienst suchen", "Find a service"),
    "docs-guide-search-what": Text(
        "Der Katalog ist öffentlich; `efa` sind Dienste, die man hier bestellt. Die Suche findet"
        " auch Ähnliches: vergleichen Sie den Titel. Ob Ihre Stelle bestellen darf, wird gleich"
        " begründet; mit Token weiß die Antwort auch, was sie schon bestellt hat.",
        "The catalogue is public; `efa` are services ordered here. The search finds similar ones,"
        " too: compare the title. Whether your authority may order comes with the reason; with a"
        " token the answer knows as well what it has ordered already.",
    ),
    "docs-guide-order": Text("Bestellen", "Order"),
    "docs-guide-order-what": Text(
        "Mit der Bestellung entsteht noch kein Vertrag. Der Schlüssel macht die Anfrage"
        " wiederholbar.",
        "No contract arises from the order yet. The key makes the request repeatable.",
    ),
    "docs-guide-idempotency": Text("Gefahrlos wiederholen", "Repeat safely"),
    "docs-guide-idempotency-what": Text(
        "Derselbe Schlüssel mit demselben Inhalt gibt sieben Tage lang die erste Antwort. Kam"
        " keine Antwort an, senden Sie einfach noch einmal.",
        "The same key with the same body repeats the first answer for seven days. If no answer"
        " arrived, just send again.",
    ),
    "docs-guide-errors": Text("Fehler verstehen", "Understand errors"),
    "docs-guide-errors-what": Text(
        "Jede Ablehnung ist `application/problem+json` (RFC 9457). Entscheiden Sie nach `code`; was"
        " zu tun ist, steht auf der Seite dazu, welches Feld falsch ist, in `errors`. Nur"
        " `/oauth/token` antwortet mit `error` (RFC 6749). 429 und 503 nennen `Retry-After`.",
        "Every refusal is `application/problem+json` (RFC 9457). Decide by `code`; what to do"
        " stands on its page, which field is wrong in `errors`. Only `/oauth/token` answers with"
        " `error` (RFC 6749). 429 and 503 carry `Retry-After`.",
    ),
    "docs-guide-events": Text("Ereignisse lesen", "Read events"),
    "docs-guide-events-what": Text(
        "Für Hersteller, mit einem eigenen Client für `events:read`. Merken Sie sich `next` und"
        " fragen Sie damit als `after` weiter, auch wenn `has_more` nein sagt; `next` ist nur leer,"
        " solange es noch gar kein Ereignis gibt. Ereignisse bleiben 90 Tage. Warteschlange und"
        " Webhook: siehe „Ereignisse für Hersteller“.",
        "For vendors, by a client of their own with `events:read`. Keep `next` and go on with it as"
        " `after`, even where `has_more` is false; `next` is null only while there is no event at"
        " all. Events are kept for 90 days. Queue and webhooks: see “Events for vendors”.",
    ),
    "docs-guide-paging": Text("Blättern", "Page through lists"),
    "docs-guide-paging-what": Text(
        "Eine Liste hat `items`, `next` und `total`. Ganze Listen gibt es als CSV, XLSX und JSON.",
        "A list has `items`, `next` and `total`. Whole lists come as CSV, XLSX and JSON.",
    ),
    "docs-guide-language": Text("Sprache", "Language"),
    "docs-guide-language-what": Text(
        "Sätze kommen in der Sprache von `Accept-Language`, sonst deutsch. Tatsachen sind eigene"
        " Felder.",
        "Sentences come in the language of `Accept-Language`, else in German. Facts are fields of"
        " their own.",
    ),
    "docs-guide-limits": Text("Grenzen", "Limits"),
    "docs-guide-limits-what": Text(
        "Üblich sind 3.000 Anfragen in der Minute je Client. Was gilt und wo Sie stehen, sagen"
        " `RateLimit-Limit`, `RateLimit-Remaining` und `RateLimit-Reset`.",
        "As a rule 3,000 requests a minute for each client. What holds and where you stand say"
        " `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`.",
    ),
    "docs-guide-session": Text("Mit der Sitzung eines Browsers", "With a browser's session"),
    "docs-guide-session-what": Text(
        "Wer sich unter `/login` angemeldet hat, braucht kein Token: `COOKIE` ist das Cookie der"
        " Sitzung. Was etwas ändert, braucht den Header `X-CSRF-Token`.",
        "Whoever signed in at `/login` needs no token: `COOKIE` is the cookie of the session. What"
        " changes something needs the header `X-CSRF-Token`.",
    ),
    "docs-operations": Text("Alle Operationen", "All operations"),
    "docs-search": Text("Operationen durchsuchen", "Search the operations"),
    "docs-found": Counted(
        Text("Eine Operation zu „{q}“", "One operation for “{q}”"),
        Text("{count} Operationen zu „{q}“", "{count} operations for “{q}”"),
    ),
    "docs-none": Text(
        "Zu „{q}“ gibt es keine Operation. Die Beschreibungen sind englisch; versuchen Sie es mit"
        " einem englischen Wort oder einem Teil des Pfads.",
        "There is no operation for “{q}”. Try another word, or a part of the path.",
    ),
    "docs-every": Text("Alle Operationen zeigen", "Show all operations"),
    "docs-problems": Text("Alle Fehlercodes", "All error codes"),
    "docs-problems-what": Text(
        "Was jeder `code` einer Ablehnung heißt, und was dann zu tun ist.",
        "What each `code` of a refusal means, and what to do about it.",
    ),
    "docs-what-to-do": Text("Was zu tun ist", "What to do"),
    "docs-way-session": Text("Sitzung eines Browsers", "a browser's session"),
    "docs-way-token": Text("Token eines API-Clients", "an API client's token"),
    "docs-way-basic": Text("Kennung und Geheimnis des Clients", "the client's id and secret"),
    "docs-who": Text("Anmeldung", "Sign-in"),
    "docs-nobody": Text("keine nötig", "none needed"),
    "docs-scopes": Text("Eine dieser Berechtigungen", "One of these scopes"),
    "docs-in-path": Text("Im Pfad", "In the path"),
    "docs-in-query": Text("In der Abfrage", "In the query"),
    "docs-in-header": Text("Im Header", "In the header"),
    "docs-body": Text("Inhalt der Anfrage", "Body of the request"),
    "docs-answer": Text("Antwort", "Answer"),
    "docs-answers": Text("Alle Antworten", "All answers"),
    "docs-types": Text("Medientypen", "Media types"),
    "docs-status": Text("Status", "Status"),
    "docs-meaning": Text("Bedeutung", "Meaning"),
    "docs-field": Text("Feld", "Field"),
    "docs-form": Text("Form", "Form"),
    "docs-required": Text("Pflicht", "required"),
    "docs-other": Text("jede andere", "any other"),
    "docs-alike": Text("Verwandte Operationen", "Related operations"),
}
