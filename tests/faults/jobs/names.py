"""Results by names that lead elsewhere, or that no system takes."""

from gilder import job


@job(title="Names")
def names() -> dict[str, object]:
    return {
        "../../evil": 1,
        "/etc/evil": 2,
        "..\\..\\evil": 3,
        "evil\0.txt": 4,
        "%2e%2e%2fevil": 5,
        "~/evil": 6,
        "CON": 7,
        "nul": 8,
        "..": 9,
        "": 10,
        "-rf": 11,
        "x" * 300: 12,
        "漢字 😀 e\u0301\u202e": "13",
        # Single values alone would be one table; beside what lies this deep each is a result.
        "a/../../evil": {"b": {"c": 14}},
    }
