import type { LocalCallActivities } from '../contracts/activities.ts';
import type { Language } from '../domain/language.ts';
import type { Snapshot } from '../domain/opening.ts';

/** Something that callers say in each language: a name, then a day and a time. */
const WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ['my name is anna smith', 'tomorrow at ten'],
  uk: ['мене звати анна коваль', 'завтра о десятій'],
  ru: ['меня зовут анна коваль', 'завтра в десять'],
};

/**
 * Takes the first turns of an imaginary call in every published scenario and language, once for each version: the
 * scenario is then loaded and the rules are compiled, which costs a caller of a cold worker up to 100 ms. It touches
 * nothing outside.
 */
export function createWarmUp(activities: LocalCallActivities) {
  const warm = new Set<string>();
  return async (
    { published, scenarios }: Pick<Snapshot, 'published' | 'scenarios'>,
    at: string,
  ): Promise<void> => {
    for (const scenarioHash of Object.values(published)) {
      const scenario = scenarios[scenarioHash];
      if (scenario === undefined || warm.has(scenarioHash)) continue;
      warm.add(scenarioHash);
      for (const language of scenario.languages)
        await imaginaryCall(activities, { scenarioHash, language, timeZone: scenario.timeZone, at });
    }
  };
}

async function imaginaryCall(
  { prepareCall, extractSlots, advanceDialog }: LocalCallActivities,
  {
    scenarioHash,
    language,
    timeZone,
    at,
  }: Record<'scenarioHash' | 'timeZone' | 'at', string> & { language: Language },
): Promise<void> {
  const facts = { callId: 'warm-up', tenant: '', from: '', to: '', timeZone };
  let { state } = (await prepareCall({ scenarioHash, language, facts, at })).start;
  for (const text of WORDS[language]) {
    await turnOver(); // live calls go first
    const heard = { scenarioHash, state, facts, text, confidence: 1, language, at };
    const understanding = await extractSlots(heard);
    const event = { type: 'understood' as const, understanding };
    ({ state } = await advanceDialog({ scenarioHash, state, event, facts, at }));
  }
}

const turnOver = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
