"""What other services keep of an account, and that they hear of each change."""

from typing import Any

from services.identity.domain.account_states import AccountState
from services.identity.domain.accounts import Account

Known = tuple[dict[str, Any], ...]


def what_others_know(account: Account) -> Known:
    """Return the states others keep copies of; none while nobody has heard of the account."""
    heard_of = account.told or account.state is not AccountState.NEW
    return (account.public(), account.standing()) if heard_of else ()


def tell_if_others(account: Account, knew: Known) -> None:
    """Say the whole public state if it is another than they knew, and was not said yet."""
    if what_others_know(account) != knew and not account.says("account.changed"):
        account.tell()
