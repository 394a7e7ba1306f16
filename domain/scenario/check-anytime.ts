import { conditionFaults } from './check-states.ts';
import { type PathFault, unknownName } from './faults.ts';
import { broughtFields } from './names.ts';
import type { Scenario } from './schema.ts';
import { templatePaths } from './template.ts';

/** What callers come out with at any moment: choices that there are, conditions that can be read, words in every language. */
export function checkAnytime(scenario: Scenario): PathFault[] {
  return Object.entries(scenario.asking).flatMap(([slot, { anytime }]) => {
    const definition = scenario.slots[slot];
    const ids = definition?.type === 'choice' ? definition.choices.map(({ id }) => id) : [];
    return Object.entries(anytime).flatMap(([id, { when, phrases }]): PathFault[] => {
      const path = ['asking', slot, 'anytime', id];
      const missing = scenario.languages.filter((language) => phrases[language] === undefined);
      return [
        ...(ids.includes(id)
          ? []
          : [{ path, message: `anytime of ${slot}: ${unknownName('choice', id, ids)}` }]),
        ...(when === undefined ? [] : conditionFaults(scenario, when, path)),
        ...missing.map((language) => ({
          path,
          message: `${path.join('.')}.phrases has none in "${language}": add what callers say, or "${language}: []"`,
        })),
      ];
    });
  });
}

/** How found choices are said: in every language, by what the tool finds. */
export function checkChoiceSay(scenario: Scenario): PathFault[] {
  return Object.entries(scenario.states).flatMap(([name, { tool }]): PathFault[] => {
    if (tool?.choiceSay === undefined) return [];
    const path = ['states', name, 'tool', 'choiceSay'];
    if (tool.choicesFor === undefined)
      return [{ path, message: `${name} says how choices are said and brings none: add "choicesFor: SLOT"` }];
    const fields = broughtFields(scenario, tool.choicesFor);
    const texts = tool.choiceSay;
    return [
      ...scenario.languages
        .filter((language) => texts[language] === undefined)
        .map((language) => ({ path, message: `${path.join('.')} has no text in "${language}": add it` })),
      ...Object.entries(texts).flatMap(([language, text]) =>
        templatePaths(text ?? '').flatMap((template): PathFault[] => {
          const [root, field = ''] = template.split('.');
          if (root === 'choice' && fields.includes(field)) return [];
          const fault =
            root === 'choice'
              ? unknownName('field of choice', field, fields)
              : 'only {{choice.FIELD}} is known here';
          return [{ path: [...path, language], message: `template {{${template}}}: ${fault}` }];
        }),
      ),
    ];
  });
}
