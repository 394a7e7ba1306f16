import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { HINT_CLASSES, phrasePattern } from './hint-syntax.ts';
import { normalise } from './sentence.ts';

/** What the recogniser's grammars are tested against, too (gpu-workers/tests/test_hint_classes.py). */
const { classes } = JSON.parse(
  readFileSync(new URL('../../contracts/fixtures/hint-classes.json', import.meta.url), 'utf8'),
) as { classes: Record<string, { is: string[]; isNot: string[] }> };

/** Whether the rule of a class takes the whole utterance. */
function takes(name: string, utterance: string): boolean {
  const rule = phrasePattern([`$${name}`], 'en', { anchors: ['^', ' $'] });
  return rule?.test(normalise(utterance, 'en').text) ?? false;
}

it('the dialog knows the classes that the recogniser knows', () => {
  expect([...HINT_CLASSES].sort()).toEqual(Object.keys(classes).sort());
});

describe.each(Object.entries(classes))('$%s', (name, { is, isNot }) => {
  it.each(is)('is said by "%s"', (utterance) => expect(takes(name, utterance)).toBe(true));
  it.each(isNot)('is not said by "%s"', (utterance) => expect(takes(name, utterance)).toBe(false));
});
