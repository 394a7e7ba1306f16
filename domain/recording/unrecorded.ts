import type { Language } from '../language.ts';
import { normalise } from '../slots/sentence.ts';
import { MASK } from './mask.ts';

/** A number of fewer digits is no secret: "for two people", "on the 24th". */
const LEAST_DIGITS = 3;

/**
 * What a caller said or keyed in under a question that is not recorded, as it may leave the edge: every digit masked. `0`
 * alone passes: it asks for a human. Null: there is nothing to hide.
 */
export function withoutDigits(
  kind: string,
  text: string,
  language: Language,
): { text: string; digits: string } | null {
  if (kind === 'dtmf') return text === '0' ? null : { text: MASK.repeat(text.length), digits: text };
  if (kind !== 'speech') return null;
  const plain = normalise(text, language).text.trim();
  const digits = plain.replace(/\D/g, '');
  return digits.length < LEAST_DIGITS ? null : { text: plain.replace(/\d/g, MASK), digits };
}
