import { expect, it } from '@jest/globals';
import type { Language } from '../../language.ts';
import { callers, keptApart } from './callers/index.ts';
import { hear } from './hear.ts';
import { judge, type Score, type Spoken, scoreOf } from './spoken.ts';

const score = (rows: readonly Spoken[], language: Language): Score =>
  scoreOf(rows.map((one) => judge(one, hear(one.said, one.asked, language))));

/** The share of phrases understood, and how many may be mistaken: the figures of today, which only get better. */
it.each([
  ['uk', 0.6, 45],
  ['ru', 0.6, 47],
  ['en', 0.5, 53],
] as const)(
  'phrases of callers, %s: at least %d understood, at most %d mistaken',
  (language, right, wrong) => {
    const rows = callers[language];
    const found = score(rows, language);
    expect(found.right / rows.length).toBeGreaterThanOrEqual(right);
    expect(found.wrong).toBeLessThanOrEqual(wrong);
  },
);

/** Only the total is shown: whoever saw which phrases fail would write rules for them. */
it.each([
  ['uk', 0.5, 20],
  ['ru', 0.55, 20],
  ['en', 0.45, 20],
] as const)(
  'phrases kept apart, %s: at least %d understood, at most %d mistaken',
  (language, right, wrong) => {
    const rows = keptApart[language];
    const found = score(rows, language);
    expect(found.right / rows.length).toBeGreaterThanOrEqual(right);
    expect(found.wrong).toBeLessThanOrEqual(wrong);
  },
);
