import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../language.ts';
import { callers, keptApart } from './callers/index.ts';
import { hear } from './hear.ts';
import { judge, type Score, type Spoken, scoreOf } from './spoken.ts';

const verdictOf = (one: Spoken, language: Language) => judge(one, hear(one.said, one.asked, language));
const score = (rows: readonly Spoken[], language: Language): Score =>
  scoreOf(rows.map((one) => verdictOf(one, language)));

describe.each(['uk', 'ru', 'en'] as const)('never taken for what it does not say, %s', (language) => {
  it.each(callers[language].map((one) => ({ ...one, meant: one.meant.join(' '), one })))(
    'asked for $asked: "$said" → $meant',
    ({ one }) => expect(verdictOf(one, language)).not.toBe('wrong'),
  );
});

/** What is neither understood nor mistaken is asked again. The shares are today's, and only get better. */
it.each([
  ['uk', 0.96],
  ['ru', 0.96],
  ['en', 0.94],
] as const)('phrases of callers are understood, %s: at least %d of them', (language, floor) => {
  const rows = callers[language];
  expect(score(rows, language).right / rows.length).toBeGreaterThanOrEqual(floor);
});

/** Only the total is shown: whoever saw which phrases fail would write rules for them. */
it.each([
  ['uk', 0.9, 4],
  ['ru', 0.92, 3],
  ['en', 0.87, 5],
] as const)(
  'phrases kept apart, %s: at least %d understood, at most %d mistaken',
  (language, right, wrong) => {
    const rows = keptApart[language];
    const found = score(rows, language);
    expect(found.right / rows.length).toBeGreaterThanOrEqual(right);
    expect(found.wrong).toBeLessThanOrEqual(wrong);
  },
);
