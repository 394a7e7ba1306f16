import type { Language } from '../language.ts';
import { moreGivenNames } from './more-given-names.ts';
import { familyNames, givenNames } from './names.ts';

export type NameKind = 'given' | 'family';

/** A name of the list as it was heard. */
export interface KnownName {
  kind: NameKind;
  /** in the nominative, capitalised */
  name: string;
  /** heard in another case, "Олену": which name that is cannot always be told */
  declined: boolean;
}

/** Names are compared in this form: no capitals, no apostrophes, `ё` as `е`. */
const nameKey = (text: string): string => text.toLowerCase().replace(/['’ʼ]/g, '').replaceAll('ё', 'е');

type Endings = readonly (readonly [ending: RegExp, others: readonly string[]])[];

/** How names change their endings after "for" or "whom": accusative, genitive and dative, near enough. */
const endings: Readonly<Record<Language, Endings>> = {
  en: [],
  uk: [
    [/(?<=(?:с|ц|з)ьк)а$/u, ['у', 'ої', 'ій']],
    [/(?<=(?:с|ц|з)ьк)ий$/u, ['ого', 'ому']],
    [/(?<=[оеє]в)а$/u, ['у', 'ої', 'ій']],
    [/а$/u, ['у', 'и', 'і', 'ою']],
    [/ія$/u, ['ію', 'ії']],
    [/я$/u, ['ю', 'і', 'ею']],
    [/й$/u, ['я', 'ю', 'єм']],
    [/ь$/u, ['я', 'ю', 'ем']],
    [/о$/u, ['а', 'у', 'ом']],
    [/(?<=[бвгґджзклмнпрстфхцчшщ])$/u, ['а', 'у', 'ом', 'ові']],
  ],
  ru: [
    [/(?<=ск)ая$/u, ['ую', 'ой']],
    [/(?<=ск)ий$/u, ['ого', 'ому']],
    [/(?<=[ое]в)а$/u, ['у', 'ой']],
    [/а$/u, ['у', 'ы', 'и', 'е', 'ой']],
    [/ия$/u, ['ию', 'ии']],
    [/я$/u, ['ю', 'и', 'е', 'ей']],
    [/й$/u, ['я', 'ю', 'ем']],
    [/ь$/u, ['я', 'ю', 'ем']],
    [/(?<=[бвгджзклмнпрстфхцчшщ])$/u, ['а', 'у', 'ом']],
  ],
};

/** The other cases of a name; those of the first rule whose ending it has. */
function casesOf(name: string, language: Language): string[] {
  const [ending, others] = endings[language].find(([rule]) => rule.test(name)) ?? [];
  return ending === undefined ? [] : (others ?? []).map((other) => name.replace(ending, other));
}

function listOf(languages: readonly Language[]): ReadonlyMap<string, KnownName> {
  const known = new Map<string, KnownName>();
  const kinds = [
    ['family', familyNames],
    ['given', givenNames],
  ] as const;
  // either spelling may be said in either language; the call's own counts last
  for (const language of languages)
    for (const name of moreGivenNames[language])
      known.set(nameKey(name), { kind: 'given', name, declined: false });
  for (const language of languages)
    for (const [kind, names] of kinds)
      for (const name of names[language]) known.set(nameKey(name), { kind, name, declined: false });
  for (const language of languages)
    for (const [kind, names] of kinds)
      for (const name of names[language])
        for (const other of casesOf(name, language)) {
          const form = nameKey(other);
          if (known.get(form)?.declined !== false) known.set(form, { kind, name, declined: true });
        }
  return known;
}

const lists: Readonly<Record<Language, ReadonlyMap<string, KnownName>>> = {
  en: listOf(['en']),
  uk: listOf(['ru', 'uk']),
  ru: listOf(['uk', 'ru']),
};

/** What the lists know of a word in normal form. */
export const knownName = (word: string, language: Language): KnownName | undefined =>
  lists[language].get(word);

/** Whether a name has a given and a family name; a patronymic is neither. */
export const isWholeName = (name: string): boolean => {
  const words = name.split(' ');
  return (
    words.length > 2 ||
    (words.length === 2 && !/(?:ович|йович|евич|івна|ївна|овна|евна|инична)$/u.test(words[1] ?? ''))
  );
};

/** Whether any language lists the word, as it is written, as a given name. */
export const isGivenName = (word: string): boolean =>
  Object.values(lists).some((list) => {
    const known = list.get(nameKey(word));
    return known?.kind === 'given' && !known.declined;
  });
