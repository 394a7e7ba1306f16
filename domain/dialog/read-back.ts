import { normalise } from '../slots/sentence.ts';
import type { Draft } from './draft.ts';
import { mentions } from './mentions.ts';
import { certaintyOf, take } from './take.ts';
import type { Understanding } from './types.ts';

const REFUSAL = /^\s*(?:no|ні|нет)(?![\p{L}\p{N}])[\s,.!]*/iu;
/** a whole phrase of the scenario's own, behind a clear no */
const CONFIDENCE = 0.9;

/**
 * "I note: for two weeks." "No, for two months": free text is understood under its own question alone, unless it was
 * just read back and what stands behind the no is one of its own phrases from end to end.
 */
export function takeReadBack(draft: Draft, understanding: Understanding): boolean {
  const { text } = understanding;
  const behind = text.replace(REFUSAL, '').replace(/[.,;!\s]+$/, '');
  if (behind === text || behind === '') return false;
  const sentence = normalise(behind, draft.language);
  const slot = draft.scenario.states[draft.at]?.readBack.find((name) => {
    const definition = draft.scenario.slots[name];
    if (definition?.type !== 'text' || draft.slots[name] === undefined) return false;
    return mentions(sentence, definition.phrases[draft.language]) >= sentence.text.trimEnd().length;
  });
  if (slot === undefined) return false;
  const span = [text.length - behind.length, text.length] as const;
  const candidate = { slot, value: behind, say: behind, confidence: CONFIDENCE, span };
  return take(draft, candidate, certaintyOf(candidate, understanding), true);
}
