"""Answers as clients send them, German and English, each with what was written in it."""

from email.message import EmailMessage
from email.policy import SMTP

OURS = "<0123456789abcdef0123456789abcdef@digitalmarkt>"
QUOTE = "Guten Tag Frau Huber,\n\ndie Rückfrage zur Bestellung DM-2026-000123 wartet auf Sie."
QUOTED = "\n".join(f"> {line}" for line in QUOTE.split("\n"))
HTML_QUOTE = "<p>Guten Tag Frau Huber,</p><p>die R&uuml;ckfrage wartet auf Sie.</p>"


def mail(text: str | None = None, html: str | None = None, **headers: str) -> EmailMessage:
    """Return an answer by Sabine; underscores in names of headers stand for hyphens."""
    made = EmailMessage(policy=SMTP)
    known = {
        "From": "Sabine Huber <sabine@prien.example>",
        "To": "DigitalMarkt <ticket+o1-aaaaaaaaaaaaaaaa@digitalmarkt.example>",
        "Subject": "AW: Rückfrage zur Bestellung",
        "Message-ID": "<a1@prien.example>",
        "In-Reply-To": OURS,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in known.items():
        if value:
            made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None and text is None:
        made.set_content(html, subtype="html")
    elif html is not None:
        made.add_alternative(html, subtype="html")
    return made


PLAIN: dict[str, tuple[str, str]] = {
    "Outlook, German": (
        "Die Version 3 passt.\n\nMit freundlichen Grüßen\nSabine Huber\n\nMarkt Prien a.Chiemsee\n"
        "Tel. 08051 606-0\nwww.prien.example\n\nVon: DigitalMarkt <markt@digitalmarkt.example>\n"
        "Gesendet: Freitag, 27. November 2026 10:12\nAn: Huber, Sabine <sabine@prien.example>\n"
        f"Betreff: Rückfrage zur Bestellung\n\n{QUOTE}\n",
        "Die Version 3 passt.\n\nMit freundlichen Grüßen\nSabine Huber",
    ),
    "Outlook, English": (
        "Version 3 is fine.\n\nKind regards\nSabine\n\n________________________________\n"
        "From: DigitalMarkt <markt@digitalmarkt.example>\nSent: Friday, 27 November 2026 10:12\n"
        f"To: Sabine Huber\nSubject: Question about the order\n\n{QUOTE}\n",
        "Version 3 is fine.\n\nKind regards\nSabine",
    ),
    "Outlook of old, German": (
        "Passt so.\n\n-----Ursprüngliche Nachricht-----\nVon: DigitalMarkt [mailto:m@d.example]\n"
        f"Gesendet: Freitag, 27. November 2026 10:12\nAn: Huber\nBetreff: AW\n\n{QUOTE}\n",
        "Passt so.",
    ),
    "Outlook of old, English": (
        "Fine.\n\n-----Original Message-----\nFrom: DigitalMarkt\nSent: Friday\nTo: Huber\n\n"
        f"{QUOTE}\n",
        "Fine.",
    ),
    "Outlook on a phone, German": (
        "Ja, gerne.\n\nHolen Sie sich Outlook für iOS<https://aka.ms/o0ukef>\n"
        "________________________________\nVon: DigitalMarkt <m@d.example>\n"
        f"Gesendet: Freitag, November 27, 2026 10:12:00 AM\nAn: Sabine\nBetreff: R\n\n{QUOTE}\n",
        "Ja, gerne.",
    ),
    "Outlook on the web, with a date of its own": (
        "Ok.\n\nVon: DigitalMarkt <m@d.example>\nDatum: Freitag, 27. November 2026 um 10:12\n"
        f"An: Sabine Huber\nBetreff: R\n{QUOTE}\n",
        "Ok.",
    ),
    "Gmail, German": (
        "Wir nehmen Version 3.\n\nAm Fr., 27. Nov. 2026 um 10:12 Uhr schrieb DigitalMarkt <\n"
        f"markt@digitalmarkt.example>:\n\n{QUOTED}\n>\n",
        "Wir nehmen Version 3.",
    ),
    "Gmail, English": (
        "We take version 3.\n\nOn Fri, Nov 27, 2026 at 10:12 AM DigitalMarkt <\n"
        f"markt@digitalmarkt.example> wrote:\n\n{QUOTED}\n",
        "We take version 3.",
    ),
    "Apple Mail, German": (
        "Version 3, danke.\n\n> Am 27.11.2026 um 10:12 schrieb DigitalMarkt <m@d.example>:\n> \n"
        f"{QUOTED}\n",
        "Version 3, danke.",
    ),
    "Apple Mail, English": (
        "Version 3, thanks.\n\nOn 27 Nov 2026, at 10:12, DigitalMarkt <m@d.example> wrote:\n\n"
        f"{QUOTED}\n",
        "Version 3, thanks.",
    ),
    "iPhone, German": (
        "Passt\n\nVon meinem iPhone gesendet\n\nAm 27.11.2026 um 10:12 schrieb DigitalMarkt "
        f"<m@d.example>:\n\n{QUOTED}\n",
        "Passt",
    ),
    "iPhone, English": (
        "Fine\n\nSent from my iPhone\n\nOn 27 Nov 2026, at 10:12, DigitalMarkt <m@d.example> "
        f"wrote:\n\n{QUOTED}\n",
        "Fine",
    ),
    "Thunderbird, German, below the quote": (
        f"Am 27.11.2026 um 10:12 schrieb DigitalMarkt:\n{QUOTED}\n\nVersion 3 bitte.\n\n-- \n"
        "Sabine Huber\nMarkt Prien\n",
        "Version 3 bitte.",
    ),
    "Thunderbird, English, above the quote": (
        f"Version 3 please.\n\nOn 27/11/2026 10:12, DigitalMarkt wrote:\n{QUOTED}\n",
        "Version 3 please.",
    ),
    "between the lines": (
        "> Welche Version?\n\nVersion 3.\n\n> Und ab wann?\n\nAb Januar.\n",
        "Version 3.\n\nAb Januar.",
    ),
    "without any quote": (
        "Am Montag rufe ich an. Von: Haus aus geht es nicht.\n\n1 > 0\n",
        "Am Montag rufe ich an. Von: Haus aus geht es nicht.\n\n1 > 0",
    ),
    "a farewell and an afterthought": (
        "Passt.\n\nViele Grüße\nSabine\n\nPS: Der Vertrag folgt.\n",
        "Passt.\n\nViele Grüße\nSabine\n\nPS: Der Vertrag folgt.",
    ),
    "an address block only": (
        "Passt.\n\nMfG\nTel. 08051 606-0\nwww.prien.example\n",
        "Passt.\n\nMfG",
    ),
}

HTML: dict[str, tuple[str, str]] = {
    "Outlook": (
        '<html><head><style>p {margin:0}</style></head><body lang="DE"><div><p>Version&nbsp;3'
        ' passt.</p><p>Danke &amp; Gr&uuml;&szlig;e</p></div><div id="appendonsend"></div>'
        f'<hr><div id="divRplyFwdMsg"><b>Von:</b> DigitalMarkt</div>{HTML_QUOTE}</body></html>',
        "Version 3 passt.\n\nDanke & Grüße",
    ),
    "Outlook, without marks": (
        "<div><p>Passt.</p><div><b>Von:</b> DigitalMarkt &lt;m@d.example&gt;<br>"
        "<b>Gesendet:</b> Freitag, 27. November 2026 10:12<br><b>An:</b> Huber<br>"
        f"<b>Betreff:</b> R</div>{HTML_QUOTE}</div>",
        "Passt.",
    ),
    "Gmail": (
        '<div dir="ltr">Version 3<br>bitte.</div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">Am Fr. schrieb X:</div><blockquote>{HTML_QUOTE}</blockquote></div>',
        "Version 3\nbitte.",
    ),
    "Apple Mail": (
        f'<body>Version 3.<br><blockquote type="cite"><div>Am 27. schrieb</div>{HTML_QUOTE}'
        "</blockquote></body>",
        "Version 3.",
    ),
    "Thunderbird": (
        '<div class="moz-cite-prefix">Am 27.11.2026 um 10:12 schrieb X:</div><blockquote '
        f'type="cite">{HTML_QUOTE}</blockquote><p>Version 3.</p>'
        '<div class="moz-signature">-- <br>Sabine</div>',
        "Version 3.",
    ),
    "a hostile page": (
        "<script>alert(1)</script><style>x</style><p>Version 3 &lt;b&gt;</p><img src=x>"
        "<svg><text>nichts</text></svg><!-- <p>auch</p> --><!doctype x><?php y?><!--" * 9000,
        "Version 3 <b>",
    ),
}
