import type { PathFault } from './faults.ts';
import type { Scenario } from './schema.ts';

/** Types whose answers would never be understood without their digits. */
const OF_DIGITS: ReadonlySet<string> = new Set([
  ...['digits', 'phone', 'pattern', 'money', 'date', 'time', 'age', 'weight'],
]);

/**
 * What a question hides must not be spoken into the recording a sentence later: values that are asked for under
 * `record: false` are neither repeated in passing nor named in a text that is recorded.
 */
export function checkRecording(scenario: Scenario): PathFault[] {
  if (scenario.record === false) return [];
  const states = Object.entries(scenario.states);
  const hidden = new Set(states.flatMap(([, state]) => (state.record === false ? state.ask : [])));
  const faults: PathFault[] = [];
  for (const slot of hidden)
    if (OF_DIGITS.has(scenario.slots[slot]?.type ?? ''))
      faults.push({
        path: ['slots', slot, 'type'],
        message: `${slot} is of type ${scenario.slots[slot]?.type}, and digits stay at the edge under "record: false": make it "type: secret", or leave "record: false" out`,
      });
  for (const slot of hidden)
    if (scenario.slots[slot]?.confirm === 'implicit')
      faults.push({
        path: ['slots', slot, 'confirm'],
        message: `${slot} is asked under "record: false", and "confirm: implicit" repeats it in the next sentence, which is recorded: write "explicit" or "none"`,
      });
  for (const [name, state] of states) {
    if (state.record === false) continue;
    for (const [index, { texts }] of state.say.entries())
      for (const slot of hidden)
        if (Object.values(texts).some((text) => namesValue(`${text}`, slot)))
          faults.push({
            path: ['states', name, 'say', index],
            message: `${name} says {{${slot}}}, which is asked under "record: false", into the recording: leave it out, or give ${name} "record: false" as well`,
          });
  }
  return faults;
}

const namesValue = (text: string, slot: string): boolean =>
  [...text.matchAll(/\{\{\s*([\w.]+)/g)].some(([, path]) => path?.split('.')[0] === slot);
