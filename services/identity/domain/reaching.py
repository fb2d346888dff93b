"""How a person is reached at work: what they change themselves, without a review."""

from services.identity.domain.accounts import Account


def change_contact(account: Account, *, department: str, phone: str) -> None:
    """Take over department and telephone, and tell the others."""
    account.check_open()
    if (department, phone) != (account.department, account.phone):
        account.department, account.phone = department, phone
        account.tell()
