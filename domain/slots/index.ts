export { type SlotDefinition, type SlotType, slotDefinitionSchema } from './definition.ts';
export { expandHints, foldHints } from './hint-lists.ts';
export { hintFault } from './hint-syntax.ts';
export { globalHints } from './intents/find.ts';
export { familyNames, givenNames } from './names.ts';
export { completeWhenFor, hintsFor, sayValue } from './say.ts';
export { normaliseTranscript } from './sentence.ts';
export { CONFIDENCE, type OpeningHours, type SlotContext } from './slot-type.ts';
export { type UnderstandInput, understand } from './understand.ts';
