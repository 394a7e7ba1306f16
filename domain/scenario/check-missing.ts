import type { Language, Wordings } from '../language.ts';
import type { PathFault } from './faults.ts';
import type { CatalogueItem, Scenario } from './schema.ts';
import { templatePaths } from './template.ts';

/** What every item has where one needs it; an alternative, say, only some have, and conditions ask for it. */
const NEEDED: ReadonlySet<string> = new Set(['price', 'durationMin', 'resource', 'preparation']);

/** A field of a slot's items that something says or hands to a tool. */
interface Use {
  slot: string;
  field: keyof CatalogueItem;
  where: string;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  price: 'price: 1600 UAH',
  durationMin: 'durationMin: 30',
};

/** Every `{{slot.field}}` of texts and arguments, but for variants that are only said when the field is there. */
function usesOf(scenario: Scenario): Use[] {
  const said = [
    ...Object.entries(scenario.states).flatMap(([name, state]) => [
      ...state.say.map(({ when, texts }) => ({ where: name, when, text: Object.values(texts).join(' ') })),
      { where: name, when: undefined, text: JSON.stringify(state.tool?.args ?? {}) },
    ]),
    ...Object.entries(scenario.questions).flatMap(([name, { say }]) =>
      say.map(({ when, texts }) => ({
        where: `questions.${name}`,
        when,
        text: Object.values(texts).join(' '),
      })),
    ),
    ...Object.entries(scenario.asking).map(([name, { prompt, promptWhen, help }]) => ({
      where: `slots.${name}`,
      when: undefined,
      text: [prompt, help, ...promptWhen.map(({ texts }) => texts)]
        .flatMap((texts) => Object.values(texts ?? {}))
        .join(' '),
    })),
  ];
  return said.flatMap(({ where, when, text }) =>
    [...new Set(templatePaths(text))].flatMap((path): Use[] => {
      const [slot = '', field] = path.split('.');
      const isAsked = when?.includes(path) === true;
      if (field === undefined || !NEEDED.has(field) || isAsked || scenario.catalogue[slot] === undefined)
        return [];
      return [{ slot, field: field as keyof CatalogueItem, where }];
    }),
  );
}

function checkFields(scenario: Scenario): PathFault[] {
  const uses = usesOf(scenario);
  const [first] = scenario.priced;
  if (first !== undefined) uses.push({ slot: first, field: 'price', where: 'priced' });
  const seen = new Set<string>();
  return uses.flatMap(({ slot, field, where }) =>
    Object.entries(scenario.catalogue[slot] ?? {}).flatMap(([id, item]): PathFault[] => {
      const key = `${slot}.${id}.${field}`;
      if (item[field] !== undefined || seen.has(key)) return [];
      seen.add(key);
      const repair = EXAMPLES[field] ?? `${field}: …`;
      return [
        {
          path: ['catalogue', slot, id],
          message: `catalogue.${slot}.${id} has no ${field}, and ${where} needs {{${slot}.${field}}}: add "${repair}"`,
        },
      ];
    }),
  );
}

function missingLanguages(wordings: Wordings, languages: readonly Language[]): Language[] {
  return languages.filter((language) => wordings[language] === undefined);
}

/**
 * How callers name a choice or ask a question has to be there in every language: `en: []` where nobody asks it. A choice
 * may leave it to its `say`.
 */
function checkWordings(scenario: Scenario): PathFault[] {
  const places = [
    ...Object.entries(scenario.questions).map(([name, { phrases, rare }]) => ({
      path: ['questions', name, 'phrases'],
      phrases: { ...rare, ...phrases },
    })),
    ...Object.entries(scenario.catalogue).flatMap(([slot, items]) =>
      Object.entries(items)
        .filter(([, { phrases }]) => Object.keys(phrases).length > 0)
        .map(([id, { phrases }]) => ({ path: ['catalogue', slot, id, 'phrases'], phrases })),
    ),
  ];
  return places.flatMap(({ path, phrases }) =>
    missingLanguages(phrases, scenario.languages).map((language) => ({
      path,
      message: `${path.join('.')} has none in "${language}": add what callers say, or "${language}: []"`,
    })),
  );
}

/** What is used and not there: a price that is said, a language in which nobody could be understood. */
export const checkMissing = (scenario: Scenario): PathFault[] => [
  ...checkFields(scenario),
  ...checkWordings(scenario),
];
