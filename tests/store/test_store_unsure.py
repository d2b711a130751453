"""Of which claims the reader is least sure."""

from __future__ import annotations

from samples import make_article, make_claim, make_reading

from haluan.store import Store


def test_the_least_sure_claims_of_the_newest_readings(store: Store) -> None:
    claims = []
    for number, sure in enumerate((0.9, 0.2, 0.5, 0.1)):
        article = make_article(f"a{number}", f"Indonesia praised Palestine in report {number}.")
        claims.append(make_claim(article, target="ISR" if number == 3 else "PSE", confidence=sure))
        store.add([make_reading(article, claims[-1])])
    assert store.unsure(2) == {claims[3].id, claims[1].id}
    assert store.unsure(9) == {claim.id for claim in claims}
    assert store.unsure(1, frozenset({"PSE"})) == {claims[1].id}
    assert store.unsure(5, frozenset({"FJI"})) == frozenset()
    article = make_article("a3", "Indonesia praised Palestine in report 3.")
    store.add([make_reading(article, version="2")])  # which finds it no more
    assert claims[3].id not in store.unsure(4)
