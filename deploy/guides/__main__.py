"""Write the short guides anew after the profiles have changed: ``python -m deploy.guides``."""

from deploy.guides.making import guide_of
from services.catalog.shipped.profiles import GUIDES, read_profiles


def main() -> None:
    """Write the guide of each shipped profile."""
    for profile in read_profiles():
        GUIDES.joinpath(f"{profile['id']}.pdf").write_bytes(guide_of(profile))


if __name__ == "__main__":
    main()
