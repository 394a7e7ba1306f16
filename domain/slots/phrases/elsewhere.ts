import type { Language } from '../../language.ts';

/** Words that give a number to something else than the caller's age or weight. */
interface Elsewhere {
  /** right behind it: what is counted */
  counted: RegExp;
  /** before it: it is how much something has changed, not what it is */
  change: RegExp;
}

/** "Three kids", "I have lost ten kilos", "five foot six". */
export const elsewhere: Readonly<Record<Language, Elsewhere>> = {
  en: {
    counted:
      /^ (?:little |small |grown |more )?(?:kids?|children|child|grandchildren|grandkids|sons?|daughters?|brothers?|sisters?|girls?|boys?|people|persons?|cats?|dogs?|of us|of them|at home|in the family|foot|feet|inch(?:es)?|centimetres?|degrees|operations?|surgeries|stents?|floors?|questions?|doctors?) /u,
    change:
      / (?:lost|lose|losing|gained|gain|put on|dropped|shed|went down|went up|down by|up by|gone up|gone down)(?: (?:by|about|around|only|almost|another|like|some|nearly))* $/u,
  },
  uk: {
    counted:
      /^ (?:маленьких |дорослих |малих )?(?:дітей|дитини|діток|діти|онук\S*|внук\S*|син\S*|доньк\S*|дочк\S*|брат\S*|сест\S*|людей|чоловік\S*|осіб|душ|у сім\S*|в сім\S*|у родині|в родині|кот\S*|собак\S*|поверх\S*|операці\S*|сантиметр\S*|градус\S*|питан\S*|детей|внуков|человек) /u,
    change:
      / (?:схуд\S+|поправи\S+|погладша\S+|скину\S+|набра\S+|втрати\S+|сбросил\S*|похудел\S*|набрал\S*)(?: (?:на|аж|десь|майже|цілих|ще|вже|уже))* $/u,
  },
  ru: {
    counted:
      /^ (?:маленьких |взрослых )?(?:детей|ребенка|деток|дети|внук\S*|внуч\S*|сын\S*|доч\S*|брат\S*|сест\S*|человек\S*|людей|душ|в семье|дома|кот\S*|кошк\S*|собак\S*|этаж\S*|операци\S*|сантиметр\S*|градус\S*|вопрос\S*|дітей|онуків) /u,
    change:
      / (?:похуде\S+|поправи\S+|потолсте\S+|скину\S+|сброси\S+|набра\S+|потеря\S+|схуд\S+)(?: (?:на|аж|где то|почти|целых|еще|уже))* $/u,
  },
};

/** Words before or behind a number that make it a limit: "over a hundred", "thirty something". */
export const limits: Readonly<Record<Language, { before: RegExp; behind: RegExp }>> = {
  en: {
    before:
      / (?:over|under|above|below|beyond|more than|less than|not quite|short of|shy of|somewhere in (?:my|the)|in (?:my|the|his|her))(?: an?)? $/u,
    behind: /^ (?:something|odd|and something|or (?:over|under|more|less)|plus) /u,
  },
  uk: {
    before:
      / (?:більше|більш|понад|перевалило за|менше|менш|не доходить до|больше|более|трохи за|добре за|далеко за) $/u,
    behind:
      /^ (?:з чимось|із чимось|з чимсь|з хвостиком|з гаком|з лишком|з лишнім|чи більше|або більше|і більше|не дотяг\S+|з чим то|с хвостиком|с лишним) /u,
  },
  ru: {
    before:
      / (?:больше|более|свыше|перевалило за|меньше|менее|не доходит до|більше|понад|чуть за|хорошо за|далеко за) $/u,
    behind:
      /^ (?:с чем то|с чем нибудь|с хвостиком|с гаком|с лишним|с лишком|или больше|и больше|не дотяг\S+|з чимось|з хвостиком) /u,
  },
};
