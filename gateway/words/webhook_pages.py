"""The words of the pages of webhooks."""

from services.common.words import Counted, Sentence, Text

WEBHOOK_PAGES: dict[str, Sentence] = {
    "connect-webhook": Text("Oder: Webhook anlegen", "Or: add a webhook"),
    "connect-webhook-what": Text(
        "In der Warteschlange holen Sie Ereignisse ab; an einen Webhook senden wir sie. Eines von"
        " beiden genügt.",
        "You fetch events from the queue; we send them to a webhook. One of the two is enough.",
    ),
    "webhooks": Text("Webhooks", "Webhooks"),
    "webhooks-what": Text(
        "An einen Webhook senden wir jedes Ereignis, sobald es geschieht: unterschrieben, über"
        " HTTPS, an die Adresse Ihres Servers. Ist er nicht erreichbar, versuchen wir es drei Tage"
        " lang immer wieder.",
        "We send each event to a webhook as soon as it happens: signed, by HTTPS, to the address"
        " of your server. If it cannot be reached, we go on trying for three days.",
    ),
    "webhooks-none": Text("Noch kein Webhook", "No webhook yet"),
    "webhooks-none-what": Text(
        "Legen Sie den ersten an; ein Testereignis zeigt Ihnen gleich, ob es ankommt.",
        "Add the first one; a test event shows you at once whether it arrives.",
    ),
    "webhook-where": Text("Wohin", "Where to"),
    "webhook-state": Text("Stand", "State"),
    "webhook-new": Text("Neuer Webhook", "New webhook"),
    "webhook-add": Text("Webhook anlegen", "Add webhook"),
    "webhook-url": Text("Adresse", "Address"),
    "webhook-url-hint": Text(
        "Beginnt mit https:// und ist aus dem Internet erreichbar, zum Beispiel"
        " https://firma.example/digitalmarkt",
        "Begins with https:// and can be reached from the internet, such as"
        " https://company.example/digitalmarkt",
    ),
    "webhook-description": Text("Bezeichnung", "Name"),
    "webhook-description-hint": Text(
        "Damit Sie ihn in der Liste wiederfinden.", "So that you find it in the list."
    ),
    "webhook-types": Text("Ereignisse", "Events"),
    "webhook-types-hint": Text(
        "Ohne Auswahl senden wir alle, auch solche, die es später gibt.",
        "Without a choice we send all of them, those of later as well.",
    ),
    "webhook-type-order-setup_requested-v1": Text("Einrichtung angefragt", "Setup requested"),
    "webhook-type-order-changed-v1": Text("Bestellung geändert", "Order changed"),
    "webhook-type-order-terminated-v1": Text("Bestellung beendet", "Order ended"),
    "webhook-type-link-published-v1": Text("Link veröffentlicht", "Link published"),
    "webhook-type-profile-published-v1": Text(
        "Steckbrief veröffentlicht", "Service profile published"
    ),
    "webhook-type-test-v1": Text("Testereignis", "Test event"),
    "webhook-all-types": Text("alle", "all"),
    "webhook-some-types": Counted(
        Text("ein Ereignis", "one kind of event"),
        Text("{count} Ereignisse", "{count} kinds of events"),
    ),
    "webhook-failing": Text("Zurzeit kommt nichts an", "Nothing arrives at present"),
    "webhook-since": Text("seit {at}", "since {at}"),
    "webhook-failing-what": Counted(
        Text(
            "Seit {at} ist ein Versuch gescheitert. Wir versuchen es weiter; was wartet, kommt"
            " nach.",
            "One attempt has failed since {at}. We go on trying; what waits follows.",
        ),
        Text(
            "Seit {at} sind {count} Versuche gescheitert. Wir versuchen es weiter; was wartet,"
            " kommt nach.",
            "{count} attempts have failed since {at}. We go on trying; what waits follows.",
        ),
    ),
    "webhook-stopped": Text("Angehalten seit {at}", "Stopped since {at}"),
    "webhook-stopped-what": Text(
        "Was seither geschieht, heben wir 90 Tage für Sie auf. Läuft Ihr Server wieder, aktivieren"
        " Sie den Webhook: Dann kommt nach, was gewartet hat.",
        "We keep what happens from then on for 90 days. Once your server runs again, enable the"
        " webhook: what waited then follows.",
    ),
    "webhook-enable": Text("Wieder aktivieren", "Enable again"),
    "done-webhook-enabled": Text(
        "Der Webhook ist wieder aktiv; was gewartet hat, wird gesendet.",
        "The webhook is active again; what waited is being sent.",
    ),
    "webhook-pause": Text("Anhalten", "Pause"),
    "webhook-pause-what": Text(
        "Zum Beispiel während Sie Ihren Server umstellen: Solange angehalten ist, senden wir nichts"
        " und heben alles auf.",
        "While you change your server, for example: as long as it is paused we send nothing and"
        " keep everything.",
    ),
    "webhook-paused": Text("Angehalten am {at} von {name}", "Paused on {at} by {name}"),
    "webhook-by-program": Text("einem Ihrer Programme", "one of your programs"),
    "webhook-paused-what": Text(
        "Was seither geschieht, heben wir 90 Tage für Sie auf. Setzen Sie fort, senden wir es, das"
        " Älteste zuerst.",
        "We keep what happens from then on for 90 days. Once you go on we send it, the oldest"
        " first.",
    ),
    "webhook-go-on": Text("Fortsetzen", "Go on"),
    "done-webhook-paused": Text(
        "Der Webhook ist angehalten. Was gerade unterwegs ist, kann noch ankommen.",
        "The webhook is paused. What is on its way may still arrive.",
    ),
    "webhook-since-when": Text("Angelegt", "Added"),
    "webhook-secret-since": Text("Geheimnis seit", "Secret since"),
    "webhook-former-until": Text("Voriges Geheimnis gilt bis", "Secret before holds until"),
    "webhook-secret": Text("Ihr Geheimnis", "Your secret"),
    "webhook-secret-what": Text(
        "Damit prüft Ihr Server unsere Unterschrift im Kopf „webhook-signature“; das macht jede"
        " Bibliothek für „Standard Webhooks“. Bitte kopieren Sie es jetzt: Es wird nur hier und nur"
        " dieses eine Mal gezeigt.",
        "Your server checks our signature in the header “webhook-signature” with it; any library"
        " for “Standard Webhooks” does that. Please copy it now: it is shown here only, and only"
        " this once.",
    ),
    "webhook-test": Text("Testereignis senden", "Send a test event"),
    "webhook-test-arrived": Text("Das Testereignis ist angekommen", "The test event arrived"),
    "webhook-test-failed": Text(
        "Das Testereignis ist nicht angekommen", "The test event did not arrive"
    ),
    "webhook-status": Text("(Antwort {status})", "(answer {status})"),
    "webhook-took": Text("in {ms} ms", "in {ms} ms"),
    "webhook-answer": Text("Ihr Server schrieb:", "Your server wrote:"),
    "webhook-log": Text("Protokoll", "Log"),
    "webhook-log-what": Text(
        "Alles, was wir gesendet haben oder noch senden, das Neueste zuerst. Das Protokoll reicht"
        " 90 Tage zurück.",
        "All that we have sent or will send, the newest first. The log goes back 90 days.",
    ),
    "webhook-log-empty": Text("Hier steht noch nichts", "Nothing here yet"),
    "webhook-log-empty-what": Text(
        "Sobald etwas gesendet wird, steht es hier. Ein Testereignis können Sie sofort senden.",
        "What is sent will stand here. You can send a test event right away.",
    ),
    "webhook-event": Text("Ereignis", "Event"),
    "webhook-attempts": Text("Letzter Versuch", "Last attempt"),
    "webhook-no-attempt": Text("Noch keiner", "None yet"),
    "webhook-next": Text("wieder {at}", "again {at}"),
    "webhook-state-delivered": Text("Angekommen", "Arrived"),
    "webhook-state-waiting": Text("Wird gesendet", "Being sent"),
    "webhook-state-held": Text("Wartet", "Waiting"),
    "webhook-state-failed": Text("Nicht angekommen", "Did not arrive"),
    "webhook-retry": Text("Noch einmal senden", "Send again"),
    "done-webhook-retried": Text(
        "Das Ereignis wird noch einmal gesendet.", "The event is sent again."
    ),
    "webhook-replay": Text("Ereignisse noch einmal senden", "Send events again"),
    "webhook-replay-what": Text(
        "Wenn Ihr Server etwas verloren hat: Wir senden noch einmal, was Ihnen an diesen Tagen"
        " mitgeteilt wurde, unter denselben Kennungen.",
        "If your server lost something: we send again what you were told on these days, under the"
        " same ids.",
    ),
    "webhook-from": Text("Erster Tag", "First day"),
    "webhook-to": Text("Letzter Tag", "Last day"),
    "webhook-to-hint": Text("Höchstens 31 Tage auf einmal.", "At most 31 days at once."),
    "webhook-replay-start": Text("Noch einmal senden", "Send again"),
    "webhook-replay-running": Counted(
        Text("Läuft seit {at}: bisher ein Ereignis.", "Running since {at}: one event so far."),
        Text(
            "Läuft seit {at}: bisher {count} Ereignisse.",
            "Running since {at}: {count} events so far.",
        ),
    ),
    "webhook-replay-done": Counted(
        Text("Zuletzt am {at} verlangt: ein Ereignis.", "Last asked for on {at}: one event."),
        Text(
            "Zuletzt am {at} verlangt: {count} Ereignisse.",
            "Last asked for on {at}: {count} events.",
        ),
    ),
    "done-webhook-replayed": Text(
        "Die Ereignisse werden noch einmal gesendet.", "The events are being sent again."
    ),
    "webhook-change": Text("Ändern", "Change"),
    "webhook-save": Text("Änderungen speichern", "Save changes"),
    "done-webhook-changed": Text("Der Webhook ist geändert.", "The webhook was changed."),
    "webhook-rotate": Text("Geheimnis wechseln", "Change the secret"),
    "webhook-rotate-what": Text(
        "Sie bekommen ein neues Geheimnis. 24 Stunden lang unterschreiben wir mit beiden, damit Sie"
        " in Ruhe wechseln können.",
        "You get a new secret. For 24 hours we sign with both of them, so that you can change over"
        " without haste.",
    ),
    "webhook-rotate-now": Text("Neues Geheimnis", "New secret"),
    "webhook-delete": Text("Löschen", "Delete"),
    "webhook-delete-what": Text(
        "Es wird nichts mehr gesendet, auch nicht, was noch wartet. Das Protokoll ist weg.",
        "Nothing more is sent, nor what still waits. The log is gone.",
    ),
    "webhook-delete-now": Text("Webhook löschen", "Delete webhook"),
    "done-webhook-deleted": Text("Der Webhook ist gelöscht.", "The webhook was deleted."),
}
