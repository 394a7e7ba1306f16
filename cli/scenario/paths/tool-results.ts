import type { ToolRequest, ToolResult } from '../../../domain/dialog/types.ts';
import type { Json } from '../../../domain/json.ts';
import type { Scenario, ScenarioState } from '../../../domain/scenario/schema.ts';
import { toolsOf } from '../../../domain/scenario/tools.ts';
import { addDays } from '../../../domain/slots/calendar.ts';
import { pick, type Random } from '../../sim/random.ts';

const OTHERS = ['conflict', 'failed', 'late'] as const;

/** Any result that a tool may have: mostly ok, with data of every kind that the scenario tells apart. */
export function anyResult(
  scenario: Scenario,
  state: ScenarioState,
  request: ToolRequest,
  literals: ReadonlyMap<string, readonly Json[]>,
  random: Random,
): ToolResult {
  const { name } = request;
  const as = state.tool?.as ?? '';
  if (random() < 0.12) {
    const reasons = literals.get(`${as}.reason`) ?? [];
    const data: Record<string, Json> = {};
    if (reasons.length > 0 && random() < 0.5) data.reason = pick(random, reasons);
    return { name, status: pick(random, OTHERS), data };
  }
  const fields = toolsOf(scenario)[name]?.data ?? [];
  const count = Math.floor(random() * 4);
  const choices = Array.from({ length: count }, (_, index) => choiceOf(scenario, index));
  const times = timesOf(request, count, random);
  // what is set from a result into a choice slot is one of the choices
  const set = new Set(Object.values(scenario.states).flatMap((one) => Object.values(one.set)));
  const dataOf = (field: string): Json => {
    if (field === 'choices') return choices;
    if (field === 'times') return times.times;
    if (field === 'day') return times.day;
    if (field === 'count') return count;
    if (set.has(`${as}.${field}`)) return choices[0]?.id ?? null;
    const known = literals.get(`${as}.${field}`);
    return known === undefined ? pick(random, ['x', 1, null]) : pick(random, known);
  };
  return { name, status: 'ok', data: Object.fromEntries(fields.map((field) => [field, dataOf(field)])) };
}

const choiceOf = (scenario: Scenario, index: number) => ({
  id: `choice-${index}`,
  say: Object.fromEntries(scenario.languages.map((language) => [language, `number ${index}`])),
  price: `${100 + index} UAH`,
  // an appointment that was found stands somewhere, or none could be changed
  data: { phone: '+380671234567', day: '2026-11-30', time: `2026-11-30T1${index}:30:00+02:00` },
});

function timesOf({ args }: ToolRequest, count: number, random: Random): { day: string; times: string[] } {
  const wanted = typeof args.day === 'string' ? args.day : '2026-11-30';
  const day = random() < 0.3 ? addDays(wanted, 1) : wanted;
  return {
    day,
    times: Array.from({ length: count }, (_, index) =>
      `${day}T${9 + index * 2}:00:00+02:00`.replace('T9', 'T09'),
    ),
  };
}
