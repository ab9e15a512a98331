import no_such_package


def f() -> int:
    return no_such_package.x
