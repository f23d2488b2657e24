"""The words of a text and how often each occurs, in the order of their weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from api.named_tuple import NamedTuple

Case = Literal["lower", "upper", "none"]
MAX_TEXT: Final = 200_000  # characters
_MAX_LETTERS: Final = 60  # of a word that is drawn
# A word: letters and digits of any script, with marks; apostrophes and hyphens within it.
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SPACES = re.compile(r"\s+")


class Word(NamedTuple):
    """A word, and how often it occurs, or its weight."""

    text: str
    times: float


class Rules(NamedTuple):
    """Which words count, and how they are written."""

    max_words: int = 200
    min_length: int = 1
    case: Case = "lower"
    clean: bool = True
    """Whether signs around and in words are removed."""
    word_list: bool = False
    """Whether the text is words and phrases, separated by commas."""
    stop_words: frozenset[str] = frozenset()


def count(text: str, rules: Rules) -> tuple[Word, ...]:
    """Return the words of a text: the most frequent first, then the one that comes first."""
    counts: dict[str, int] = {}
    for word in _words(text, rules):
        written = _cased(word, rules.case)
        if len(written) < rules.min_length or word.lower() in rules.stop_words:
            continue
        counts[written] = counts.get(written, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: -item[1])  # stable
    return tuple(Word(word[:_MAX_LETTERS], n) for word, n in ordered[: rules.max_words])


def _words(text: str, rules: Rules) -> Iterable[str]:
    if rules.word_list:
        return filter(None, (_SPACES.sub(" ", part).strip() for part in text.split(",")))
    return _WORD.findall(text) if rules.clean else text.split()


def _cased(word: str, case: Case) -> str:
    return word.lower() if case == "lower" else word.upper() if case == "upper" else word


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "en": _split(
        "a about above after again against all also am an and any are aren't as at be because"
        " been before being below between both but by can can't cannot could couldn't did didn't"
        " do does doesn't doing don't down during each else few for from further had hadn't has"
        " hasn't have haven't having he he'd he'll he's her here here's hers herself him himself"
        " his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just let's me"
        " more most must mustn't my myself no nor not now of off on once only or other ought our"
        " ours ourselves out over own same shan't she she'd she'll she's should shouldn't so some"
        " such than that that's the their theirs them themselves then there there's these they"
        " they'd they'll they're they've this those through to too under until up upon us very was"
        " wasn't we we'd we'll we're we've were weren't what what's when when's where where's"
        " which while who who's whom why why's will with won't would wouldn't you you'd you'll"
        " you're you've your yours yourself yourselves"
    ),
    "de": _split(
        "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei"
        " beim bin bis bist da damit dann das dass dein deine dem den denn der des dich die dies"
        " diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer"
        " eines er es etwas euch euer für gegen habe haben hat hatte hier hin hinter ich ihm ihn"
        " ihnen ihr ihre im in ist ja jede jeder jedes jetzt kann kein keine man mein meine mich"
        " mir mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine sich sie sind"
        " so solche soll sollte über um und uns unser unter viel vom von vor war waren warum was"
        " weil welche wenn wer werden wie wieder will wir wird wo zu zum zur zwischen"
    ),
    "fr": _split(
        "à ai alors au aucun aussi autre aux avec avoir avant bien ce cela ces cet cette ceux"
        " chaque comme comment dans de des depuis donc dos du elle elles en encore est et être eu"
        " fait faites fois hors ici il ils je la le les leur leurs lui ma mais me mes moi mon même"
        " ne ni nos notre nous on ont ou où par parce pas peu peut plus pour pourquoi quand que"
        " quel quelle qui sa sans se ses si son sont sous sur ta te tes toi ton tous tout toute"
        " très tu un une vos votre vous y"
    ),
    "es": _split(
        "a al algo antes aquí así aunque cada como con cual cuando de del desde donde dos el ella"
        " ellas ellos en entre era es esa ese eso esta está estas este esto estos fue ha hay hasta"
        " la las le les lo los más me mi mientras muy nada ni no nos nosotros o otra otro para"
        " pero poco por porque que qué quien se sea ser si sí sin sobre son su sus también tan te"
        " ti tiene todo todos tu tus un una unas uno unos usted y ya yo"
    ),
    "it": _split(
        "a ad agli ai al alla alle anche ancora avere che chi ci come con cosa cui da dagli dai"
        " dal dalla de degli dei del della delle di dove e è ed era essere fra gli ha hanno ho i"
        " il in io la le lei li lo loro lui ma me mi mia mio ne negli nel nella nelle no noi non"
        " nostro o ogni per perché più poi quale quando quella quello questa questo qui se sei si"
        " sia sono su sua sul sulla suo tra tu tua tuo tutti tutto un una uno vi voi"
    ),
    "pt": _split(
        "a ao aos as às até com como da das de dela dele deles do dos e é ela elas ele eles em"
        " entre era essa esse esta está este eu foi há isso isto já lhe mais mas me mesmo meu"
        " minha muito na não nas nem no nos nós nossa nosso num numa o os ou para pela pelas pelo"
        " pelos por porque qual quando que quem são se sem ser seu seus só sua suas também te tem"
        " um uma você vocês"
    ),
    "nl": _split(
        "aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door"
        " dus een en er geen had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon"
        " maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons ook op over"
        " te tegen toch toen tot u uit uw van veel voor want waren was wat we wel werd wie wij wil"
        " wordt zal ze zei zelf zich zij zijn zo zonder zou"
    ),
    "sv": _split(
        "alla att av blev bli där de dem den denna deras dess det detta dig din ditt du efter ej"
        " eller en er ett för från ha hade han hans har henne hennes hon honom hur i icke inte jag"
        " kan man med mellan men mig min mitt mot mycket ni nu när något och om oss på sedan sig"
        " sin själv skulle som så till under upp ut vad var vara vi vid vilken är över"
    ),
}
"""Words that say little, by the code of their language."""
