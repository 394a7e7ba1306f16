import type { Texts } from '../language.ts';
import { conditionFaults } from './check-states.ts';
import type { PathFault } from './faults.ts';
import { pathFault } from './names.ts';
import type { Scenario } from './schema.ts';
import { templatePaths } from './template.ts';

type Place = { path: readonly PropertyKey[]; texts: Texts; when?: string | undefined };

const spoken = (
  say: readonly { when?: string | undefined; texts: Texts }[],
  path: readonly PropertyKey[],
): Place[] =>
  say.map(({ when, texts }, index) => ({
    path: [...path, 'say', ...(say.length > 1 ? [index] : [])],
    texts,
    when,
  }));

/** Every text that a caller may hear, with its place. */
function places(scenario: Scenario): Place[] {
  return [
    ...Object.entries(scenario.states).flatMap(([name, state]) => spoken(state.say, ['states', name])),
    ...Object.entries(scenario.questions).flatMap(([name, q]) => spoken(q.say, ['questions', name])),
    ...Object.entries(scenario.asking).flatMap(([name, asking]) =>
      (['prompt', 'help', 'label'] as const).flatMap((key) =>
        asking[key] === undefined ? [] : [{ path: ['asking', name, key], texts: asking[key] }],
      ),
    ),
    ...Object.entries(scenario.asking).flatMap(([name, { promptWhen }]) =>
      promptWhen.map(({ when, texts }, index) => ({
        path: ['asking', name, 'promptWhen', index],
        texts,
        when,
      })),
    ),
    ...Object.entries(scenario.asking).flatMap(([name, { kinds }]) =>
      Object.entries(kinds).map(([kind, { prompt }]) => ({
        path: ['asking', name, 'kinds', kind, 'prompt'],
        texts: prompt,
      })),
    ),
    ...Object.entries(scenario.catalogue).flatMap(([slot, items]) =>
      Object.entries(items).flatMap(([id, item]) => [
        { path: ['catalogue', slot, id, 'say'], texts: item.say },
        ...(item.preparation === undefined
          ? []
          : [{ path: ['catalogue', slot, id, 'preparation'], texts: item.preparation }]),
      ]),
    ),
    ...scenario.discounts.map((discount, index) => ({
      path: ['discounts', index, 'say'],
      texts: discount.say,
      when: discount.when,
    })),
  ];
}

function checkPlace(scenario: Scenario, { path, texts, when }: Place): PathFault[] {
  const faults: PathFault[] = scenario.languages
    .filter((language) => texts[language] === undefined)
    .map((language) => ({ path, message: `${path.join('.')} has no text in "${language}": add it` }));
  for (const [language, text] of Object.entries(texts)) {
    for (const name of templatePaths(text ?? '')) {
      const fault = pathFault(scenario, name);
      if (fault !== null)
        faults.push({ path: [...path, language], message: `template {{${name}}}: ${fault}` });
    }
  }
  return when === undefined ? faults : [...faults, ...conditionFaults(scenario, when, path)];
}

function checkPrompts(scenario: Scenario): PathFault[] {
  const asked = Object.entries(scenario.states).flatMap(([state, { ask }]) =>
    ask.map((slot) => ({ state, slot })),
  );
  return asked
    .filter(({ slot }) => scenario.slots[slot] !== undefined && scenario.asking[slot]?.prompt === undefined)
    .map(({ state, slot }) => ({
      path: ['slots', slot],
      message: `${state} asks for ${slot}, which has no prompt: add slots.${slot}.prompt (the short question for a second attempt)`,
    }));
}

/** Argument templates of tools. */
function checkArguments(scenario: Scenario): PathFault[] {
  return Object.entries(scenario.states).flatMap(([name, { tool }]) =>
    templatePaths(JSON.stringify(tool?.args ?? {})).flatMap((path) => {
      const fault = pathFault(scenario, path);
      return fault === null
        ? []
        : [{ path: ['states', name, 'tool', 'args'], message: `template {{${path}}}: ${fault}` }];
    }),
  );
}

/** Missing languages, templates and conditions that read what nobody knows, slots without a question. */
export function checkTexts(scenario: Scenario): PathFault[] {
  return [
    ...places(scenario).flatMap((place) => checkPlace(scenario, place)),
    ...checkPrompts(scenario),
    ...checkArguments(scenario),
  ];
}
