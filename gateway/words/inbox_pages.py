"""The words of the inbox, of what people prefer and of what they watch."""

from services.common.words import Counted, Sentence, Text

INBOX_PAGES: dict[str, Sentence] = {
    "inbox": Text("Mitteilungen", "Messages"),
    "inbox-all": Text("Alle", "All"),
    "inbox-unread": Text("Ungelesen", "Unread"),
    "inbox-new": Text("Neu", "New"),
    "inbox-due": Text("Zu erledigen bis {day}", "To be done by {day}"),
    "inbox-what": Text(
        "Hier steht ein Jahr lang alles, was wir Ihnen mitgeteilt haben, auch wenn Sie dazu keine"
        " E-Mail bekommen.",
        "Everything we told you in the last year stands here, also what you get no e-mail about.",
    ),
    "inbox-mark-all": Text("Alle als gelesen markieren", "Mark all as read"),
    "inbox-none": Text("Noch keine Mitteilungen", "No messages yet"),
    "inbox-none-what": Text(
        "Sobald sich bei Ihren Bestellungen oder Ihrem Konto etwas tut, steht es hier.",
        "As soon as something happens to your orders or your account, it stands here.",
    ),
    "inbox-none-unread": Text("Sie haben alles gelesen", "You have read everything"),
    "inbox-none-unread-what": Text(
        "Ältere Mitteilungen stehen unter „Alle“.", 'Older messages are under "All".'
    ),
    "inbox-by-mail": Text("Was Sie per E-Mail bekommen", "What you get by e-mail"),
    "inbox-order": Text("Bestellung", "Order"),
    "inbox-contract": Text("Vertrag", "Contract"),
    "unread-count": Counted(
        one=Text("{count} ungelesen", "{count} unread"),
        other=Text("{count} ungelesen", "{count} unread"),
    ),
    "unread-many": Text("mehr als 99", "more than 99"),
    "done-inbox-read": Text("Alles ist als gelesen markiert.", "Everything is marked as read."),
    "preferences": Text("Sprache und E-Mails", "Language and e-mails"),
    "preferences-what": Text(
        "Alles, was wir Ihnen mitteilen, steht auch unter „Mitteilungen“. Hier bestimmen Sie, was"
        " Sie außerdem per E-Mail bekommen.",
        'Everything we tell you also stands under "Messages". Here you decide what you get by'
        " e-mail, too.",
    ),
    "preferences-language": Text("Sprache der E-Mails", "Language of e-mails"),
    "preferences-both": Text("Deutsch und Englisch", "German and English"),
    "preferences-mail": Text("Auch per E-Mail", "By e-mail, too"),
    "preferences-mail-hint": Text(
        "Was Sie nicht ankreuzen, steht nur unter „Mitteilungen“.",
        'What you do not tick stands under "Messages" only.',
    ),
    "preferences-always": Text("Immer per E-Mail", "Always by e-mail"),
    "preferences-always-what": Text(
        "Damit nichts liegen bleibt und Ihr Konto sicher ist, schicken wir Ihnen dies in jedem"
        " Fall:",
        "So that nothing is left undone and your account is safe, we always send you this:",
    ),
    "preferences-save": Text("Speichern", "Save"),
    "done-preferences": Text("Ihre Wahl ist gespeichert.", "Your choice has been saved."),
    "watches": Text("Was Sie beobachten", "What you watch"),
    "watches-what": Text(
        "Wir schreiben Ihnen, wenn einer dieser Dienste bestellbar ist, geändert oder eingestellt"
        " wird.",
        "We write to you when one of these services can be ordered, changes or ends.",
    ),
    "watches-none": Text("Sie beobachten noch nichts", "You watch nothing yet"),
    "watches-none-what": Text(
        "Beobachten können Sie jeden Dienst in seinem Steckbrief und jedes Thema im Katalog, wenn"
        " Sie nach ihm filtern.",
        "You can watch every service in its profile, and every topic in the catalogue when you"
        " filter by it.",
    ),
    "watch-profile": Text("Online-Dienst", "Service"),
    "watch-topic": Text("Thema", "Topic"),
    "watch-this-topic": Text("Thema „{topic}“ beobachten", 'Watch the topic "{topic}"'),
    "watch-topic-sign-in": Text(
        "Anmelden und das Thema „{topic}“ beobachten", 'Sign in to watch the topic "{topic}"'
    ),
    "watch-topic-on": Text("Sie beobachten das Thema „{topic}“.", 'You watch the topic "{topic}".'),
    "done-topic-watched": Text(
        "Sie beobachten dieses Thema jetzt. Wir schreiben Ihnen, wenn sich bei einem seiner Dienste"
        " etwas ändert.",
        "You watch this topic now. We write to you when something changes with one of its"
        " services.",
    ),
    "watch-since": Text("seit", "since"),
    "watch-gone": Text("Dieser Dienst ist nicht mehr im Katalog", "No longer in the catalogue"),
    "watch-end": Text("Nicht mehr beobachten", "Stop watching"),
    "done-watch-ended": Text("Sie beobachten das nicht mehr.", "You do not watch this any more."),
    "account-told": Text("Was wir Ihnen mitteilen", "What we tell you"),
}
