"""What the table of causes is made of. A rule that is not sure says nothing, or says that it is not sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .evidence import Evidence

#: More of what an exception says than its words: what goes into the braces of a rule's sentences, or None when
#: a closer look shows that the rule is not about this one.
Look = Callable[["Evidence", re.Match[str]], Mapping[str, str] | None]


@dataclass(frozen=True)
class Rule:
    #: Names of exception classes, one of which is the error's or above it; qualified unless builtin.
    kinds: tuple[str, ...]
    #: Found in its text. Named groups go into the braces.
    says: str = ""
    #: One sentence, with braces; empty where the message leaves nothing to explain.
    cause: str = ""
    #: What to do now: one or two sentences, with braces.
    hint: str = ""
    #: The packages that raise this, where its words are too common; C code that was called directly always may.
    by: tuple[str, ...] = ()
    #: Whether nothing else can be meant.
    sure: bool = True
    look: Look | None = None
    pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.says, re.DOTALL))


@dataclass(frozen=True)
class Cause:
    """A cause by its name, which scripts may rely on, and all the ways it is told in."""

    id: str
    #: For the page of causes.
    about: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Found:
    id: str
    text: str
    hint: str
    sure: bool
