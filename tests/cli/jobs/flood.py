"""Says far more than anybody wants to hear."""

from gilder import job, progress


@job(title="Flood")
def flood(lines: int) -> None:
    for number in range(lines):
        print("line", number, "x" * 60)
        progress(number / lines, f"line {number}")
