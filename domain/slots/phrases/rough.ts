import type { Language } from '../../language.ts';

/** Words around a number that make it a rough one: the caller is asked whether it is meant. */
interface Rough {
  before: RegExp;
  within: RegExp;
  behind: RegExp;
}

/**
 * "Almost ninety", "ninety something", "thirty four in December"; and "sixty ate kilos", where a word that is no number
 * stands between a number and what it counts: it may have been one.
 */
export const roughly: Readonly<Record<Language, Rough>> = {
  en: {
    before:
      / (?:almost|nearly|over|under|above|below|beyond|more than|less than|up to|upto|pushing|approaching|nearing|getting on for|going on|close to|past|soon|soon be|turning|at least|at most|shy of|towards|knocking on|just about|between|maximum|minimum)(?: an?)? $/u,
    within: / (?:almost|nearly|will be|over|under|soon|turning) /u,
    behind:
      /^ (?:(?!and |full |or )\p{L}+ (?:kilos?|kilograms?|kgs?|years?)|in (?:a|\d+) (?:fortnight|weeks?|days?|months?)|and \d+ months?|[1-9]00|something|odd|plus|minus|and something|and a bit|and some|and change|ish|or more|or less|or over|or under|next|in (?:january|february|march|april|may|june|july|august|september|october|november|december|a (?:week|month|few)|two)|soon|at most|at least|or something|tops|max) /u,
  },
  uk: {
    before:
      / (?:майже|мало не|близько до|більше|більш|понад|над|під|за|скоро|ближче до|менше|менш|не менше|до|минає|минув|минуло|іде|йде|пішов|пішло|почти|около|больше|более|под|максимум|мінімум|від|перевалило за) $/u,
    within: / (?:буде|будет|майже|скоро) /u,
    behind:
      /^ (?:(?!з |із |с |і |й |та |и |або )\p{L}+ (?:кіло\S*|кг|кілограм\S*|рок\S+|років|лет)|(?:і|й|та|и) (?:ще )?\d+ місяц\S+|неповн\S+|(?:рок\S* )?неповн\S+|[1-9]00|з чимось|із чимось|з чимсь|з копійками|з хвостиком|з гаком|з лишком|з лишнім|з верхом|з чим то|с чем то|с копейками|с хвостиком|с лишним|с гаком|плюс|мінус|буде|минає|йде|іде|пішов|будет|або більше|чи більше|або менше|і щось|і більше|виповниться|стукне|максимум|мінімум|не більше|скоро) /u,
  },
  ru: {
    before:
      / (?:почти|чуть не|без малого|больше|более|свыше|под|за|скоро|ближе к|меньше|менее|не меньше|до|идет|пошел|пошло|майже|більше|понад|максимум|минимум|от|к|перевалило за) $/u,
    within: / (?:будет|буде|почти|скоро) /u,
    behind:
      /^ (?:(?!с |и |і |або |или )\p{L}+ (?:кило\S*|кг|лет|год\S*)|(?:и|і) (?:еще )?\d+ месяц\S+|неполн\S+|[1-9]00|с чем то|с чем нибудь|с копейками|с хвостиком|с гаком|с лишним|с верхом|з чимось|з гаком|плюс|минус|будет|идет|пошел|буде|или больше|или меньше|и что то|и больше|исполнится|стукнет|максимум|минимум|не больше|скоро) /u,
  },
};
