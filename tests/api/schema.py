# SPDX-License-Identifier: EUPL-1.2
"""A small reader of JSON Schema: the words that our OpenAPI document uses, and an error for any other, so that none is passed over."""

import datetime
import re

WOORDEN = {"type", "format", "description", "enum", "items", "properties", "required", "additionalProperties", "$ref", "minimum", "maximum"}
SOORTEN = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict, "null": type(None)}


def is_soort(waarde, soort):
    if isinstance(waarde, bool):
        return soort == "boolean"
    return isinstance(waarde, SOORTEN[soort])


def vorm_klopt(tekst, vorm):
    try:
        if vorm == "date":
            return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst)) and bool(datetime.date.fromisoformat(tekst))
        if vorm == "date-time":
            return bool(re.search(r"(Z|[+-]\d{2}:\d{2})$", tekst)) and bool(datetime.datetime.fromisoformat(tekst.replace("Z", "+00:00")))
    except ValueError:
        return False
    assert vorm in ("int32", "int64"), f"onbekende vorm {vorm}"
    return True


def keur(document, schema, waarde, waar="$"):
    """Fails, with the place, when the value is not what the schema says."""
    if "$ref" in schema:
        deel = document
        for stap in schema["$ref"].removeprefix("#/").split("/"):
            deel = deel[stap]
        schema = deel
    assert not set(schema) - WOORDEN, f"{waar}: het schema heeft {set(schema) - WOORDEN}"
    soorten = schema.get("type", [])
    soorten = [soorten] if isinstance(soorten, str) else soorten
    assert not soorten or any(is_soort(waarde, s) for s in soorten), f"{waar}: {waarde!r} is geen {soorten}"
    assert "enum" not in schema or waarde in schema["enum"], f"{waar}: {waarde!r} staat niet in {schema['enum']}"
    if isinstance(waarde, str) and "format" in schema:
        assert vorm_klopt(waarde, schema["format"]), f"{waar}: {waarde!r} is geen {schema['format']}"
    if isinstance(waarde, list) and "items" in schema:
        for i, deel in enumerate(waarde):
            keur(document, schema["items"], deel, f"{waar}[{i}]")
    if isinstance(waarde, dict) and "properties" in schema:
        for naam in schema.get("required", []):
            assert naam in waarde, f"{waar}: {naam} ontbreekt"
        for naam, deel in waarde.items():
            assert naam in schema["properties"] or schema.get("additionalProperties", True), f"{waar}: {naam} staat niet in het schema"
            if naam in schema["properties"]:
                keur(document, schema["properties"][naam], deel, f"{waar}.{naam}")
