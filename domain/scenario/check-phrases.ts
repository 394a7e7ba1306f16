import type { Wordings } from '../language.ts';
import { hintFault } from '../slots/hint-syntax.ts';
import type { PathFault } from './faults.ts';
import type { Scenario } from './schema.ts';

function places(scenario: Scenario): { path: readonly PropertyKey[]; wordings: Wordings }[] {
  return [
    ...Object.entries(scenario.catalogue).flatMap(([slot, items]) =>
      Object.entries(items).flatMap(([id, { phrases, rare = {} }]) => [
        { path: ['catalogue', slot, id, 'phrases'], wordings: phrases },
        { path: ['catalogue', slot, id, 'rare'], wordings: rare },
      ]),
    ),
    ...Object.entries(scenario.asking).map(([slot, { named }]) => ({
      path: ['asking', slot, 'named'],
      wordings: named,
    })),
    ...Object.entries(scenario.asking).flatMap(([slot, { anytime }]) =>
      Object.entries(anytime).flatMap(([id, { phrases, rare }]) => [
        { path: ['asking', slot, 'anytime', id, 'phrases'], wordings: phrases },
        { path: ['asking', slot, 'anytime', id, 'rare'], wordings: rare },
      ]),
    ),
    ...Object.entries(scenario.questions).map(([name, { phrases }]) => ({
      path: ['questions', name, 'phrases'],
      wordings: phrases,
    })),
    ...Object.entries(scenario.slots).flatMap(([slot, definition]) => {
      if (definition.type === 'yes-no')
        return (['yes', 'no', 'rareYes', 'rareNo'] as const).map((key) => ({
          path: ['slots', slot, key],
          wordings: definition[key] ?? {},
        }));
      return definition.type === 'text' || definition.type === 'pattern'
        ? [{ path: ['slots', slot, 'phrases'], wordings: definition.phrases }]
        : [];
    }),
  ];
}

/** Phrases that callers say must be readable hints. */
export function checkHints(scenario: Scenario): PathFault[] {
  return places(scenario).flatMap(({ path, wordings }) =>
    Object.entries(wordings).flatMap(([language, phrases]) =>
      (phrases ?? []).flatMap((phrase, index): PathFault[] => {
        const fault = hintFault(phrase);
        return fault === null ? [] : [{ path: [...path, language, index], message: fault }];
      }),
    ),
  );
}
