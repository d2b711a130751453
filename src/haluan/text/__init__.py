"""An article made readable: language, boilerplate spans, sentences of tokens, near-duplicate signature.

Token conventions, on which the linker and the cue lexicon build (see `haluan.text.tokens`):

* A token is a word, a number or one punctuation mark; ``words[i]`` is an exact slice of the article's text.
* ``lower[i]`` is the casefolded word with curly apostrophes made straight, so "Israel’s" gives "israel", "'s".
* A hyphen or slash between letters is its own token: "Rusia-Ukraina" -> "Rusia" "-" "Ukraina",
  "Diam-Diam" -> "Diam" "-" "Diam", "al-Assad" -> "al" "-" "Assad", "F-16" -> "F" "-" "16".
* English "'s" is its own token; every other apostrophe inside a word stays: "Sana'a", "don't", "O'Brien".
* Initialisms with periods are one token: "U.S.", "U.N.", "J."; so are known abbreviations: "Dr.", "Gen.", "Jl.".
* A number with its separators is one token: "1/2/2023", "75.000", "10.30", "3,5"; "%" stands apart. Money signs are
  one token that no country name can match: "US$95" -> "US$" "95".
* Domains and handles are one token: "KOMPAS.com", "@prabowo". Brackets, quotes and other marks are tokens each.
* Words glued by scrapers are already apart: "agresiIsraelterhadap" -> "agresi" "Israel" "terhadap".
* Datelines ("JAKARTA, iNews.id -") and other boilerplate give no tokens. No token, and no sentence, overlaps them.

``Sentence.paragraph`` is the number of the line that the sentence's paragraph begins on, blank lines counted. Lines
that a scraper broke around links belong to one paragraph, so that a sentence may hold line ends. A numbered list
heading ("4. Filipina") gives the sentences "4." and "Filipina" with one paragraph number. Sentences without a word are
left out.
"""

from haluan.text.prepare import prepare

__all__ = ["prepare"]
