import { heardUnder } from '../../../domain/dialog/understand-turn.ts';
import type { Language } from '../../../domain/language.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { spellOut } from '../../../domain/slots/hint-syntax.ts';
import { understand } from '../../../domain/slots/index.ts';
import { CALL_AT } from './caller.ts';

/** Utterances tried of one phrase. */
const MOST_PER_PHRASE = 8;
const SAMPLES: Readonly<Record<string, string>> = { time: '10:00', weekday: '', month: '', ordinal: '' };

/** A phrase of a choice that, said in answer to its question, is heard as another choice or not at all. */
export interface Misheard {
  slot: string;
  choice: string;
  language: Language;
  phrase: string;
  /** '' when nothing was heard */
  heardAs: string;
}

/** Says every phrase of every choice to its own question. */
export function misheard(scenario: Scenario): Misheard[] {
  const context = {
    facts: { callId: '', tenant: '', from: '', to: '', timeZone: scenario.timeZone },
    at: CALL_AT[0],
  };
  const found: Misheard[] = [];
  for (const [slot, definition] of Object.entries(scenario.slots)) {
    if (definition.type !== 'choice') continue;
    for (const language of scenario.languages) {
      for (const { id, phrases } of definition.choices) {
        const spoken = (phrases[language] ?? []).flatMap((phrase) =>
          spellOut(phrase, (name) => SAMPLES[name] ?? '4', MOST_PER_PHRASE),
        );
        for (const phrase of new Set(spoken)) {
          if (phrase === '') continue;
          const { slots } = understand({
            text: phrase,
            confidence: 1,
            language,
            open: slot,
            definitions: heardUnder(scenario, scenario.slots, slot),
            context,
          });
          const heardAs = slots.find((candidate) => candidate.slot === slot)?.value ?? '';
          if (heardAs !== id) found.push({ slot, choice: id, language, phrase, heardAs: `${heardAs}` });
        }
      }
    }
  }
  return found;
}
