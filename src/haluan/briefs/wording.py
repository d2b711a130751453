"""The phrases of one language, and how names, numbers, lists and quotes are put into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from haluan.briefs.types import Run
from haluan.ontology import ActorKind

LANGUAGES = ("en", "id")
_ENDS = (".", "!", "?")


@cache
def phrases(language: str) -> Mapping[str, Any]:
    """Load the phrases of ``id`` or ``en``, once a process."""
    source = files("haluan.briefs") / "data" / f"phrases.{language}.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return loaded


class Wording:
    """The phrases of a language for one brief. Of several variants it takes the next one each time, so that the same
    brief always reads the same and neighbours differ. ``kind`` tells what sort of actor a code is.
    """

    def __init__(self, language: str, kind: Callable[[str], ActorKind] = lambda _: ActorKind.STATE) -> None:
        self.language = language
        self._phrases = phrases(language)
        self._kind = kind
        self._taken: Counter[str] = Counter()

    def get(self, path: str) -> Any:
        """What stands at ``path`` (``when.day``); raises `KeyError` where nothing does."""
        found: Any = self._phrases
        for key in path.split("."):
            found = found[key]
        return found

    def has(self, path: str) -> bool:
        """Tell whether something stands at ``path``."""
        try:
            self.get(path)
        except KeyError:
            return False
        return True

    def pick(self, path: str) -> str:
        """The next variant of a phrase."""
        variants = self.get(path)
        if isinstance(variants, str):
            return variants
        chosen: str = variants[self._taken[path] % len(variants)]
        self._taken[path] += 1
        return chosen

    def say(self, path: str, **values: str) -> str:
        """Fill the next variant of a phrase."""
        return self.pick(path).format(**values)

    def count(self, path: str, number: int, **values: str) -> str:
        """Fill the first variant for one, the last for all other numbers."""
        variants = self.get(path)
        chosen: str = variants[0 if number == 1 else -1]
        return chosen.format(n=self.number(number), **values)

    def name(self, code: str, name: str) -> str:
        """The actor's name as it stands inside a sentence ("the United States")."""
        return f"the {name}" if code in self.get("the") else name

    def pronoun(self, code: str) -> str:
        """What takes the place of the actor's name ("it", "negara itu")."""
        kind = "plural" if code in self.get("plural") else self._kind(code).value
        return str(self.get(f"pronouns.{kind}"))

    def agreement(self, code: str) -> dict[str, str]:
        """Forms of verbs that agree with the actor."""
        return dict(self.get(f"agreement.{'more' if code in self.get('plural') else 'one'}"))

    def number(self, value: int) -> str:
        """A count in words where it is small."""
        words: Sequence[str] = self.get("numbers")
        return words[value] if value < len(words) else str(value)

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list: "A, B and C"."""
        if len(names) < 3:
            return str(self.get("list.two")).join(names)
        return str(self.get("list.between").join(names[:-1]) + self.get("list.last") + names[-1])

    def runs(self, text: str, quote: Run | None = None) -> tuple[Run, ...]:
        """Turn a phrase into the runs of a sentence: a capital first, a full stop last, the quote in its marks."""
        if quote is None:
            return (Run(_ended(_capital(text))),)
        left, right = self.get("quotes")
        before, _, after = _capital(text).partition("{quote}")
        if quote.text.endswith(_ENDS):  # one full stop is enough
            after = after.removeprefix(".")
        return Run(before + left), quote, Run(_ended(right + after, quote.text))


def tidy(quote: str) -> str:
    """A quote on one line, without the marks that would stand doubled at its ends."""
    return " ".join(quote.split()).strip('"“”«» ')


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str, quote: str = "") -> str:
    bare = text.rstrip()
    if bare.endswith(_ENDS) or (quote.endswith(_ENDS) and len(bare) == 1):
        return bare
    return f"{bare}."
