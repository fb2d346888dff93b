"""The federal catalogue of services as data: OZG services and their LeiKa texts."""
