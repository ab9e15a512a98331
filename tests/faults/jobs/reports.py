"""Says a million times how far it is."""

from gilder import job, progress

ODD = [float("nan"), -1.0, 2.0, float("inf"), float("-inf"), -0.0, 1e-320, 1e308, None]


@job(title="Million")
def million(calls: int) -> str:
    for number in range(calls):
        progress(ODD[number % len(ODD)] if number % 2 else number / calls, f"call {number}")
    progress(0.25, "the last")
    return "said"


@job(title="One")
def one(which: int) -> str:
    progress(ODD[which], "odd")
    return "said"
