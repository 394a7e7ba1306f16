/**
 * Given names that one person has in several languages and that do not sound alike, in the spelling of `soundOf`. The
 * family name has to agree as well, so two names in one line lead nobody to a stranger.
 */
const SAME_GIVEN: readonly (readonly string[])[] = [
  ['olina', 'ilina', 'gilin'],
  ['ganna', 'gana', 'anna', 'ana'],
  ['katirina', 'ikatirina'],
  ['titiana', 'tatiana'],
  ['oliksandr', 'aliksandr', 'aliksandir'],
  ['oliksandra', 'aliksandra'],
  ['oliksi', 'aliksi'],
  ['mikola', 'nikolai', 'nikolas'],
  ['volodimir', 'vladimir'],
  ['dmitro', 'dmitri'],
  ['mikhailo', 'mikhail', 'mihailo', 'mihail'],
  ['pitro', 'potr', 'pitr', 'pitir'],
  ['pavlo', 'pavil', 'paul'],
  ['ivgin', 'ivgini'],
  ['kostiantin', 'konstantin'],
  ['nadia', 'nadizda'],
  ['liudmila', 'ludmila'],
  ['mari', 'maria'],
  ['oliana', 'uliana'],
  ['viktoria', 'victoria'],
  ['andri', 'andrii', 'andriu'],
];

const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'i',
  є: 'i',
  ё: 'io',
  э: 'i',
  ж: 'z',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'c',
  ш: 's',
  щ: 's',
  ы: 'i',
  ю: 'iu',
  я: 'ia',
};

const LATIN: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 's'],
  [/zh/g, 'z'],
  [/kh/g, '#'],
  [/ts|tch|ch/g, 'c'],
  [/ya|ja/g, 'ia'],
  [/yu|ju/g, 'iu'],
  [/ye|je|yi/g, 'i'],
  [/[yej]/g, 'i'],
  [/h/g, 'g'],
  [/#/g, 'h'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
];

/** How a name sounds, roughly, whichever alphabet and language it was written in: Олейник, Олійник, Oliynyk → olinik. */
function soundOf(name: string): string {
  const letters = name.toLowerCase().normalize('NFC');
  const latin = /\p{Script=Cyrillic}/u.test(letters)
    ? [...letters].map((letter) => CYRILLIC[letter] ?? (/[a-z]/.test(letter) ? letter : '')).join('')
    : LATIN.reduce((text, [pattern, sound]) => text.replace(pattern, sound), letters.replace(/[^a-z]/g, ''));
  return latin.replace(/(.)\1+/g, '$1').replace(/skaia$/, 'ska');
}

const alike = (one: string, other: string): boolean =>
  one === other || SAME_GIVEN.some((names) => names.includes(one) && names.includes(other));

/**
 * Whether two spoken names are one person's: given and family name both, in any order and alphabet; a patronymic that only
 * one of them has is no difference. One word alone never is enough.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [fewer = [], more = []] = [one, other]
    .map((name) =>
      name
        .split(/[\s,]+/)
        .map(soundOf)
        .filter((word) => word !== ''),
    )
    .sort((a, b) => a.length - b.length);
  if (fewer.length < 2) return false;
  const left = [...more];
  return fewer.every((word) => {
    const at = left.findIndex((candidate) => alike(word, candidate));
    if (at === -1) return false;
    left.splice(at, 1);
    return true;
  });
}
