export { type SlotDefinition, type SlotType, slotDefinitionSchema } from './definition.ts';
export { foldHints } from './hint-lists.ts';
export { globalHints } from './intents/find.ts';
export { patienceOf } from './registry.ts';
export { completeWhenFor, hintsFor, sayValue } from './say.ts';
export { normaliseTranscript } from './sentence.ts';
export type { OpeningHours, SlotContext } from './slot-type.ts';
export { type UnderstandInput, understand } from './understand.ts';
