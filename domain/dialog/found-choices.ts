import type { Json } from '../json.ts';
import type { Language, Texts, Wordings } from '../language.ts';
import type { CatalogueItem, Scenario } from '../scenario/schema.ts';
import { fillTemplate } from '../scenario/template.ts';
import { sayValue } from '../slots/index.ts';

/** What a tool knows of something that can be chosen: days as YYYY-MM-DD, times as ISO 8601 or HH:MM, ids of items. */
export type ChoiceData = Readonly<Record<string, Json>>;

const sayDay = (day: string, language: Language): string =>
  sayValue({ type: 'date', withinDays: 365, confirm: 'none' }, day, language);
const sayTime = (time: string, language: Language): string =>
  sayValue({ type: 'time', confirm: 'none' }, time.length > 5 ? time.slice(11, 16) : time, language);

const itemIn = ({ catalogue }: Scenario, slot: string, id: Json | undefined): CatalogueItem | undefined =>
  typeof id === 'string' ? catalogue[slot]?.[id] : undefined;

/** A field as the agent says it: an item of the catalogue by its name, a day and a time in words. */
function sayField(scenario: Scenario, data: ChoiceData, field: string, language: Language): string {
  const value = data[field];
  const item = itemIn(scenario, field, value);
  if (item !== undefined) return item.say[language] ?? '';
  if (typeof value !== 'string') return typeof value === 'number' ? `${value}` : '';
  return field === 'day' ? sayDay(value, language) : field === 'time' ? sayTime(value, language) : value;
}

/** The scenario's `choiceSay` for one of the choices, in every language: `{{choice.study}} on {{choice.day}}`. */
export const sayChoice = (scenario: Scenario, template: Texts, data: ChoiceData): Texts =>
  Object.fromEntries(
    scenario.languages.map((language) => [
      language,
      fillTemplate(template[language] ?? '', (path) =>
        sayField(scenario, data, path.replace(/^choice\./, ''), language),
      ),
    ]),
  );

/** Names of an item and of its kind: "an MRI" is enough where the other one is an ultrasound. */
function namesOf({ asking }: Scenario, slot: string, item: CatalogueItem, language: Language): string[] {
  const kind = asking[slot]?.kinds[item.kind ?? '']?.phrases[language] ?? [];
  return [...(item.phrases[language] ?? []), ...(item.short[language] ?? []), ...kind];
}

function waysToSay(scenario: Scenario, data: ChoiceData, language: Language): string[] {
  const items = Object.entries(data).flatMap(([field, value]) => {
    const item = itemIn(scenario, field, value);
    return item === undefined ? [] : namesOf(scenario, field, item, language);
  });
  const day = typeof data.day === 'string' ? sayDay(data.day, language).toLowerCase() : '';
  const [weekday = '', ...date] = day.split(', ');
  const time = typeof data.time === 'string' ? sayTime(data.time, language).toLowerCase() : '';
  return [...items, weekday, date.join(' '), time].map((one) => one.trim()).filter((one) => one !== '');
}

/** How callers tell found choices apart: by whatever only one of them has. */
export function phrasesOf(scenario: Scenario, all: readonly ChoiceData[]): Wordings[] {
  const perLanguage = scenario.languages.map((language) => {
    const said = all.map((data) => [...new Set(waysToSay(scenario, data, language))]);
    const count = (phrase: string): number => said.filter((ways) => ways.includes(phrase)).length;
    return said.map((ways) => ways.filter((phrase) => count(phrase) === 1));
  });
  return all.map((_, index) =>
    Object.fromEntries(scenario.languages.map((language, at) => [language, perLanguage[at]?.[index] ?? []])),
  );
}
