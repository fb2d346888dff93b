"""The bill of materials of an image, CycloneDX 1.6 in JSON: every package with its licence.

``python -m deploy.images.sbom NAME ARCHIVE FILE`` by a Python that has ``requirements.lock`` of
this folder; what is written has been checked against CycloneDX's schema.
"""

import sys
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from deploy.images.archive import Archive
from deploy.images.packages import Package, of_image

ROOT = Path(__file__).resolve().parents[2]


class BrokenBill(Exception):
    """What was made does not follow CycloneDX's schema."""


def bill_of(image: str, release: str, packages: list[Package]) -> str:
    """Return the bill as text; raise BrokenBill where it is none."""
    bom = Bom(components=[_component(package) for package in packages])
    whole = Component(type=ComponentType.CONTAINER, name=image, version=release, bom_ref=image)
    bom.metadata.component = whole
    bom.register_dependency(whole, bom.components)
    text: str = JsonV1Dot6(bom).output_as_string(indent=2)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise BrokenBill(repr(error))
    return text


def _component(package: Package) -> Component:
    space, _, name = package.name.rpartition("/")
    space = "debian" if package.kind == "deb" else space
    url = PackageURL(package.kind, space or None, name, package.release)
    licences = [LicenseFactory().make_from_string(package.licence)] if package.licence else []
    return Component(
        type=ComponentType.LIBRARY, name=package.name, version=package.release,
        purl=url, bom_ref=str(url), licenses=licences,
    )  # fmt: skip


def main(image: str, archive: str, file: str) -> None:
    """Write the bill of an image beside its archive."""
    name, _, release = image.rpartition(":")
    packages = of_image(name.rpartition("/")[2], Archive(Path(archive)), ROOT)
    Path(file).write_text(bill_of(name, release, packages))


if __name__ == "__main__":
    main(*sys.argv[1:])
