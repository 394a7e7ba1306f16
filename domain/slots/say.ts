import type { Json } from '../json.ts';
import type { Language } from '../language.ts';
import type { SlotDefinition } from './definition.ts';
import { typeOf } from './registry.ts';
import type { SlotContext } from './slot-type.ts';

/**
 * How the agent says a value, in words that voices read well. Ukrainian: days in the accusative ("на", "у"), hours in
 * the locative ("о"); Russian: both as after "на". A value of another type than the slot's is said as it is.
 */
export const sayValue = (definition: SlotDefinition, value: Json, language: Language): string =>
  typeOf(definition).say(value, language, definition) ?? String(value);

/** What a caller is likely to answer, in the syntax of domain/dialog/types.ts Expects; add `globalHints` to it. */
export const hintsFor = (definition: SlotDefinition, language: Language, context: SlotContext): string[] =>
  typeOf(definition).hints(definition, language, context);

/**
 * Regular expression over `normaliseTranscript`'s text, for JavaScript and Python alike: a full match is a complete
 * answer. Undefined where no answer is ever surely complete.
 */
export const completeWhenFor = (definition: SlotDefinition, language: Language): string | undefined =>
  typeOf(definition).completeWhen?.(definition, language);
