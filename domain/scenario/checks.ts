import { WORDING_KEYS } from '../dialog/wording.ts';
import { checkAnytime, checkChoiceSay } from './check-anytime.ts';
import { checkMissing } from './check-missing.ts';
import { checkPatterns } from './check-patterns.ts';
import { checkHints } from './check-phrases.ts';
import { checkRecording } from './check-recording.ts';
import { checkStates } from './check-states.ts';
import { checkTakenTimes } from './check-taken-times.ts';
import { checkTexts } from './check-texts.ts';
import { type PathFault, unknownName } from './faults.ts';
import type { Scenario } from './schema.ts';

function checkSlots(scenario: Scenario): PathFault[] {
  const names = Object.keys(scenario.slots);
  const faults: PathFault[] = [];
  for (const [slot, asking] of Object.entries(scenario.asking)) {
    for (const other of asking.dependsOn.filter((name) => !names.includes(name))) {
      faults.push({ path: ['asking', slot, 'dependsOn'], message: unknownName('slot', other, names) });
    }
  }
  const brought = Object.values(scenario.states).map(({ tool }) => tool?.choicesFor);
  for (const [slot, definition] of Object.entries(scenario.slots)) {
    if (definition.type === 'choice' && definition.choices.length === 0 && !brought.includes(slot))
      faults.push({
        path: ['slots', slot],
        message: `${slot} has nothing to choose: give it catalogue.${slot}, "choices", or a tool with choicesFor: ${slot}`,
      });
  }
  for (const [name, { accepts }] of Object.entries(scenario.states)) {
    for (const slot of accepts.filter((one) => !names.includes(one)))
      faults.push({ path: ['states', name, 'accepts'], message: unknownName('slot', slot, names) });
  }
  for (const slot of scenario.priced.filter((name) => !names.includes(name))) {
    faults.push({ path: ['priced'], message: unknownName('slot', slot, names) });
  }
  return faults;
}

function checkCatalogue(scenario: Scenario): PathFault[] {
  const faults: PathFault[] = [];
  const ids = Object.values(scenario.catalogue).flatMap((items) => Object.keys(items));
  const currencies = new Set<string>();
  for (const [slot, items] of Object.entries(scenario.catalogue)) {
    if (scenario.slots[slot]?.type !== 'choice') {
      faults.push({
        path: ['catalogue', slot],
        message: `catalogue.${slot} needs a slot "${slot}" of type choice`,
      });
    }
    for (const [id, item] of Object.entries(items)) {
      const path = ['catalogue', slot, id];
      if (item.price !== undefined) currencies.add(item.price.slice(-3));
      if (item.resource !== undefined && scenario.resources[item.resource] === undefined) {
        faults.push({
          path: [...path, 'resource'],
          message: unknownName('resource', item.resource, Object.keys(scenario.resources)),
        });
      }
      if (item.alternative !== undefined && items[item.alternative] === undefined) {
        faults.push({
          path: [...path, 'alternative'],
          message: unknownName('item', item.alternative, Object.keys(items)),
        });
      }
      if (item.suggests !== undefined && !ids.includes(item.suggests)) {
        faults.push({ path: [...path, 'suggests'], message: unknownName('item', item.suggests, ids) });
      }
    }
  }
  if (currencies.size > 1) {
    faults.push({
      path: ['catalogue'],
      message: `prices in ${[...currencies].join(' and ')}: one scenario has one currency`,
    });
  }
  return faults;
}

function checkPhrases(scenario: Scenario): PathFault[] {
  return Object.keys(scenario.phrases)
    .filter((key) => !(WORDING_KEYS as readonly string[]).includes(key))
    .map((key) => ({ path: ['phrases', key], message: unknownName('phrase', key, WORDING_KEYS) }));
}

function checkTimeZone(scenario: Scenario): PathFault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: scenario.timeZone });
    return [];
  } catch {
    return [
      {
        path: ['timeZone'],
        message: `unknown time zone "${scenario.timeZone}": write an IANA name, e.g. Europe/Kyiv`,
      },
    ];
  }
}

/** What the schema cannot see: names that lead nowhere, states without a way in or out, missing languages. */
export function checkScenario(scenario: Scenario): PathFault[] {
  return [
    ...checkTimeZone(scenario),
    ...checkSlots(scenario),
    ...checkCatalogue(scenario),
    ...checkPhrases(scenario),
    ...checkHints(scenario),
    ...checkStates(scenario),
    ...checkTakenTimes(scenario),
    ...checkTexts(scenario),
    ...checkMissing(scenario),
    ...checkAnytime(scenario),
    ...checkChoiceSay(scenario),
    ...checkPatterns(scenario),
    ...checkRecording(scenario),
  ];
}
