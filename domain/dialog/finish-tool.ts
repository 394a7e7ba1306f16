import { advance, askAgain } from './advance.ts';
import { settleAppointment, writesAppointment } from './appointments.ts';
import { type Draft, draftOf, stateOf } from './draft.ts';
import { offeringState, settleOffer } from './offers.ts';
import { settleOrder } from './orders.ts';
import type { Step, ToolResult } from './types.ts';
import { walk } from './walk.ts';
import { bookedInstead } from './wanted-callback.ts';

/** Keeps what a tool answered, and goes on from there. */
export function finishTool(draft: Draft, result: ToolResult): Step {
  const request = draft.waitingFor;
  // a result that nobody waits for changes nothing
  if (request === null || request.name !== result.name) return askAgain(draft);
  const state = draft.scenario.states[draft.at];
  if (writesAppointment(request)) {
    settleAppointment(draft, result);
    if (result.status === 'ok' && typeof request.args.time === 'string') bookedInstead(draft);
    // what a state off this way has written no longer stands: cancelled, kept and cancelled again is three writes
    const way = visitedBefore(draft);
    for (const name of Object.keys(draft.memory.done))
      if (!way.has(name) && writesAppointment({ name: draft.scenario.states[name]?.tool?.name ?? '' }))
        delete draft.memory.done[name];
    // and what became of it is said each time
    for (const { to } of [...(state?.ok ?? []), ...(state?.conflict ?? [])])
      delete draft.memory.announced[to];
  }
  settleOrder(draft, request, result);
  draft.waitingFor = null;
  const times = result.data.times;
  draft.memory.done[draft.at] = {
    key: draft.memory.running,
    status: result.status,
    data: Array.isArray(times)
      ? {
          ...result.data,
          count: times.length,
          other_day: result.data.day !== undefined && result.data.day !== request.args.day,
        }
      : { ...result.data },
  };
  const slot = state?.tool?.offers;
  if (slot !== undefined && result.status === 'ok' && offeringState(draft, slot) === draft.at)
    settleOffer(draft, slot, times);
  return advance(draft);
}

/** The states that the way to the tool under way leads through; what they have done is done. */
function visitedBefore(draft: Draft): ReadonlySet<string> {
  const visited = new Set<string>();
  const onVisit = (name: string): unknown => visited.add(name);
  walk(draftOf(draft.scenario, stateOf(draft), { ...draft.context, onVisit }));
  return visited;
}
