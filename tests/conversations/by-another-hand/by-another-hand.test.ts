import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mustLoad } from '../../../cli/scenario/load.ts';
import type { DialogState } from '../../../domain/dialog/types.ts';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { outcomeOf, type Question, resumedAt, stateAsking } from './question.ts';

/*
 * Utterances by somebody who had not read the rules, each under the question that it was written for. They measured once
 * (docs/eval.md), rules were made for what failed, and since then they only hold what is understood. Nothing behind the
 * arrow: it is asked again.
 */
const here = import.meta.dirname;

interface Row extends Question {
  said: string;
  outcome: string;
}

/** `= scenario question [number that calls]`, then `said → outcome`. */
function rowsOf(text: string, language: Language): Row[] {
  let question: Question = { scenario: '', language, asked: '', from: '' };
  return text.split('\n').flatMap((line): Row[] => {
    const [, scenario, asked, from = ''] = /^= (\S+) (\S+)(?: (\S+))?$/.exec(line) ?? [];
    if (scenario !== undefined && asked !== undefined) question = { scenario, language, asked, from };
    const [said, outcome] = line.split(' →');
    return said === undefined || outcome === undefined
      ? []
      : [{ ...question, said, outcome: outcome.trim() }];
  });
}

const rows: Row[] = [];
for (const language of LANGUAGES)
  rows.push(...rowsOf(await readFile(join(here, `${language}.txt`), 'utf8'), language));
const scenarios = new Map<string, Scenario>();
for (const name of new Set(rows.map(({ scenario }) => scenario)))
  scenarios.set(name, await mustLoad(join(here, '../../../scenarios', name)));

/** Each question is gone to once. */
const states = new Map<string, Promise<DialogState>>();
function asking(scenario: Scenario, row: Row): Promise<DialogState> {
  const key = [row.scenario, row.language, row.asked, row.from].join();
  const state = states.get(key) ?? stateAsking(scenario, row);
  states.set(key, state);
  return state;
}

describe.each(LANGUAGES)('what somebody else wrote is understood as it was, %s', (language) => {
  it.each(rows.filter((row) => row.language === language))('$asked: "$said" → $outcome', async (row) => {
    const scenario = scenarios.get(row.scenario);
    if (scenario === undefined) throw new Error(`no scenario ${row.scenario}`);
    const state = await asking(scenario, row);
    const speaker = resumedAt(scenario, row, state);
    const { action } = await speaker.send(row.said);
    expect(outcomeOf(state, speaker.state(), action ?? 'none')).toBe(row.outcome);
  });
});
