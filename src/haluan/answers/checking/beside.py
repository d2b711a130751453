"""What stands behind the name of a bloc or state: who does it too, on which day, or that it is only an act together."""

from __future__ import annotations

import re

_WITH = r"(?:along with|together with|alongside|jointly with|bersama(?: dengan)?|beserta|bersamaan dengan)"
_OTHERS = r"§[SD]\d+(?:(?: ,)?(?: and| dan| serta)* §[SD]\d+)*"
_GOES = r"(?=$| [.,]| §T| (?:in|on|at|last|pada|di|tahun|sejak|since|has|have|is|are|was|were|akan|telah)(?![\w']))"
_BESIDE = re.compile(rf"(?: (?:in|on|pada)? ?§T\d+)?(?: ,)? {_WITH} (?P<s>{_OTHERS}){_GOES}")
# The next date, over those who do it too and over a few words.
DATED = re.compile(rf"(?: {_WITH} {_OTHERS})?((?: (?:§C\d+|(?!§)[\w']+)){{0,5}}?) (§T\d+)")
# "joined NATO in condemning", "joined it together with others in calling for": an act, no membership.
_TOGETHER = r"(?: (?:along|together|alongside|jointly|bersama)(?: (?:with|dengan))?(?: (?:§\w+|and|dan|,))*)?"
_DOING = r"(?: in (?!spring|morning|evening|beginning|opening)[a-z]+ing| (?:dalam|untuk) me[a-z]+| to [a-z]+)\b"
_ACT = re.compile(_TOGETHER + _DOING)


# "joined it as a partner country", "masuk sebagai pengamat": less than a member.
_LESS = re.compile(
    r"(?: §T\d+)? (?:as|sebagai)(?: (?:an?|its|new|official|negara|mere))*"
    r" (?:partners?|observers?|guests?|associate|candidates?|dialogue|mitra|pengamat|tamu|kandidat|calon)\b"
)


def is_act(tail: str, *, joined: bool) -> bool:
    """Whether the words behind "joined NATO" tell what was done with it, or that it is as less than a member."""
    return _LESS.match(tail) is not None or (joined and _ACT.match(tail) is not None)


def beside(tail: str, *, objects: bool) -> str:
    """The slots of those who do it too; none of ``objects`` may stand there as well ("Palestine alongside Israel")."""
    found = _BESIDE.match(tail)
    return found["s"] if found and not (objects and " alongside " in found[0]) else ""
