import { unknownName } from './faults.ts';
import { catalogueItemSchema, type Scenario } from './schema.ts';
import { toolsOf } from './tools.ts';

/** Values that conditions and templates know in every scenario. */
const BUILT_IN_NAMES = [
  /** price of the `priced` slots' items minus the discount */
  'total',
  /** the discount that applies: `discount.percent`, `discount.say` */
  'discount',
  /** an appointment stands */
  'booked',
  /** `moved` or `cancelled`: what this matter has done to an earlier call's appointment; `changed.day`, `changed.time` */
  'changed',
  /** within opening hours now */
  'open_now',
  /** the caller's number is known */
  'caller',
  'emergency_number',
  /** 1 for what the caller called for first, 2 for the next (`newMatter`) … */
  'matter',
  /** how often the caller has objected (a question's `objection`) */
  'objections',
  /** `waiting.study`: what else was named for the slot in one breath with what it holds */
  'waiting',
] as const;

const ITEM_FIELDS = Object.keys(catalogueItemSchema.shape);

/** What each choice has that a tool brings for the slot. */
export function broughtFields(scenario: Scenario, slot: string): readonly string[] {
  const tool = Object.values(scenario.states).find((state) => state.tool?.choicesFor === slot)?.tool;
  return tool === undefined ? [] : (toolsOf(scenario)[tool.name]?.choices ?? []);
}

/** Null when `path` names something; else what is wrong with it. */
export function pathFault(scenario: Scenario, path: string): string | null {
  const [root = '', field] = path.split('.');
  if (root === 'discount') return null;
  if (root === 'waiting') {
    const choices = Object.keys(scenario.catalogue);
    return field !== undefined && choices.includes(field)
      ? null
      : unknownName('slot with a catalogue behind waiting', field ?? '', choices);
  }
  if ((BUILT_IN_NAMES as readonly string[]).includes(root)) return null;
  const tool = Object.values(scenario.states).find((state) => state.tool?.as === root)?.tool;
  if (tool !== undefined) {
    const fields = [...(toolsOf(scenario)[tool.name]?.data ?? []), 'runs'];
    return field === undefined || fields.includes(field)
      ? null
      : unknownName(`field of ${root}`, field, fields);
  }
  const slot = scenario.slots[root];
  if (slot === undefined)
    return unknownName('slot', root, [...Object.keys(scenario.slots), ...BUILT_IN_NAMES]);
  if (field === undefined) return null;
  if (slot.type === 'choice') {
    const fields = [...ITEM_FIELDS, ...broughtFields(scenario, root)];
    return fields.includes(field) ? null : unknownName(`field of ${root}`, field, fields);
  }
  return ['day', 'time', 'spelled'].includes(field)
    ? null
    : unknownName(`field of ${root}`, field, ['day', 'time', 'spelled']);
}
