"""Routes about the newsletter: joining, leaving, and the editors' issues."""

from gateway.api.routes.rows import PAGE, get, post

NEWSLETTER = (
    post("newsletter", "notify.subscribe", "Subscribe an address to the newsletter",
         schema="notify.Subscribed", status=202, public=True, mails=True),
    post("newsletter/confirm", "notify.confirm_subscription", "Confirm an address",
         schema="notify.MailedToken", public=True),
    post("newsletter/unsubscribe", "notify.unsubscribe", "Take an address off the list",
         schema="notify.MailedToken", public=True),
    get("newsletter/subscribers", "notify.list_subscribers",
        "The confirmed addresses, also as a file", filters=PAGE,
        table="notify.export_subscribers"),
    get("newsletter/issues", "notify.list_issues", "The issues sent last"),
    post("newsletter/issues", "notify.send_issue", "Send an issue to all confirmed addresses",
         schema="notify.IssueSent", status=202),
)  # fmt: skip
