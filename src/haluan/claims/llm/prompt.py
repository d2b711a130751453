"""What is asked of the model: the instruction, the document as data, and the schema of the answer."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from haluan import ontology
from haluan.claims.llm.passages import Limits, Passage
from haluan.model import Status
from haluan.ontology.types import Relation

_MARKUP = frozenset("<>[]|")  # what the chat templates of models write their own marks with
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # no reader of a page sees these, a model does


@dataclass(frozen=True, slots=True)
class Prompt:
    """The instruction and its limits. ``digest`` changes with anything that the model is told."""

    system: str
    reminder: str
    limits: Limits
    claims: int  # most claims of one answer, a sentence
    tokens: int  # most tokens of one answer, a claim
    confidence: float
    digest: str

    def data(self, passage: Passage) -> str:
        """Write ``passage`` as the message of the user: one JSON document, and the reminder after it."""
        document = {
            "date": passage.date,
            "before": passage.before,
            "actors": {code: _names(code, written) for code, written in passage.actors.items()},
            "sentences": {str(number): sentence.text for number, sentence in enumerate(passage.sentences, 1)},
        }
        return f"{quoted(document)}\n\n{self.reminder}"

    def most(self, passage: Passage) -> int:
        """Most claims that an answer for ``passage`` may hold."""
        return self.claims * len(passage.sentences)

    def schema(self, passage: Passage) -> dict[str, Any]:
        """JSON schema of the answer for ``passage``: everything but the quote is one of a few known values."""
        codes = list(passage.actors)
        fields: dict[str, Any] = {
            "sentence": {"type": "integer", "enum": list(range(1, len(passage.sentences) + 1))},
            "quote": {"type": "string"},
            "source": {"type": "string", "enum": codes},
            "relation": {"type": "string", "enum": list(ontology.load().relations)},
            "target": {"type": "string", "enum": codes},
            "status": {"type": "string", "enum": [status.value for status in Status]},
            "quiet": {"type": "boolean"},
        }
        return _strict({"claims": {"type": "array", "maxItems": self.most(passage), "items": _strict(fields)}})


def _strict(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(fields), "required": list(fields), "additionalProperties": False}


def quoted(document: Mapping[str, Any]) -> str:
    """Write nested mappings of strings as JSON that no text in it can leave.

    JSON ends a string at its quotes only, and those are escaped. The marks of chat templates (``<|im_start|>``,
    ``[INST]``) and characters that nobody sees are escaped too, so that no server takes them for its own.
    """
    return "".join(map(_escaped, json.dumps(document, ensure_ascii=False)))


def _escaped(char: str) -> str:
    if char in _MARKUP:
        return f"\\u{ord(char):04x}"
    return json.dumps(char)[1:-1] if unicodedata.category(char) in _HIDDEN else char


def _relation(one: Relation, meaning: str | None) -> str:
    said = one.label_en.format(source="source", target="target")
    return f"- {one.name}: {said}{' (either way round)' if one.symmetric else ''}{f'; {meaning}' if meaning else ''}"


def _names(code: str, written: tuple[str, ...]) -> str:
    actor = ontology.load().actors.get(code)
    usual = (actor.name_en,) if actor is not None else ()
    return "; ".join(dict.fromkeys(usual + written))


@cache
def prompt() -> Prompt:
    """Load the instruction that ships with Haluan, once a process."""
    text = (resources.files("haluan.claims.llm") / "prompt.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    relations = [_relation(one, found["meanings"].get(one.name)) for one in ontology.load().relations.values()]
    statuses = [f"- {status.value}: {found['statuses'][status.value]}" for status in Status]
    system = found["system"].format(relations="\n".join(relations), statuses="\n".join(statuses))
    digest = hashlib.sha256(f"{text}\0{system}".encode()).hexdigest()[:8]
    return Prompt(
        system=system,
        reminder=found["reminder"],
        limits=Limits(found["sentences"], found["characters"]),
        claims=found["claims"],
        tokens=found["tokens"],
        confidence=found["confidence"],
        digest=digest,
    )
