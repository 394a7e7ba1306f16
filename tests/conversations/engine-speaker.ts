import type { StoreApi } from '../../contracts/store-api.ts';
import { startState, step } from '../../domain/dialog/step.ts';
import type { CallFacts, DialogEvent, DialogState, Reply } from '../../domain/dialog/types.ts';
import { understandTurn } from '../../domain/dialog/understand-turn.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { appointmentId } from '../../domain/schedule/appointment-id.ts';
import { callerNumber } from '../../domain/schedule/phone-number.ts';
import { wallClock } from '../../domain/schedule/zoned-time.ts';
import { createMemoryStore, type MemoryStore } from '../../store/memory-store.ts';
import type { HeldAppointment } from './memory-appointments.ts';
import { createMemoryTools, type MemoryTools } from './memory-tools.ts';
import { type Answer, type Conversation, onDay, type Speaker } from './play.ts';

const TOOL_ROUNDS = 4;

/** The dialog engine without any process around it: understand, step, tools in memory. */
export interface EngineSpeaker extends Speaker {
  /** of the call; set before the start */
  facts: CallFacts;
  tools: MemoryTools;
  /** of the shop that the tenant has */
  store: MemoryStore;
  state(): DialogState;
  /** appointments that stand, earlier calls' first: local times, and whose they are */
  standing(): { times: string[]; patients: string[]; phones: string[] };
  /** appointments that the dialog wants and the calendar does not have, or the other way round */
  parted(): string[];
  lastReply(): Reply;
}

/** `reached`: the store that the tools ask instead of the one in memory; `from`: a state to go on from. */
export function createEngineSpeaker(
  scenario: Scenario,
  conversation: Conversation,
  reached?: StoreApi,
  from?: DialogState,
): EngineSpeaker {
  const facts: CallFacts = {
    callId: 'test',
    tenant: 'demo',
    from: callerNumber(conversation.from),
    to: '+380440000001',
    timeZone: scenario.timeZone,
  };
  const at = conversation.at ?? '2026-11-23T10:00:00+02:00';
  const context = { facts, at };
  const store = createMemoryStore({ shops: [facts.tenant], today: at.slice(0, 10) });
  const { booked = [], ...calendar } = onDay(conversation, at.slice(0, 10)).calendar ?? {};
  const earlier = booked.map((one, index) => earlierCall(one, index, scenario.timeZone));
  const tools = createMemoryTools(scenario, { ...calendar, booked: earlier }, reached ?? store);
  let state = from ?? startState(scenario, conversation.language);
  let last: Reply | undefined;

  const handle = async (event: DialogEvent): Promise<Answer> => {
    const ran: string[] = [];
    let next = step(scenario, state, event, context);
    for (let round = 0; next.effect.type === 'run-tool'; round++) {
      if (round === TOOL_ROUNDS) throw new Error(`more than ${TOOL_ROUNDS} tool rounds in one turn`);
      ran.push(next.effect.request.name);
      // what travels through history must survive JSON
      state = JSON.parse(JSON.stringify(next.state)) as DialogState;
      const result = await tools.run(next.effect.request, { facts, turnSeq: state.turnSeq, at });
      next = step(scenario, state, { type: 'tool-finished', result }, context);
    }
    state = JSON.parse(JSON.stringify(next.state)) as DialogState;
    const { reply } = next.effect;
    last = reply;
    return {
      reply: reply.text,
      state: state.at,
      slots: Object.fromEntries(Object.entries(state.slots).map(([name, { value }]) => [name, value])),
      ended: reply.action.type !== 'none',
      tools: ran,
      action: reply.action.type,
    };
  };

  return {
    facts,
    tools,
    today: at.slice(0, 10),
    state: () => state,
    standing: () => ({
      times: tools.held().map(({ time }) => time?.slice(0, 16) ?? ''),
      patients: tools.held().map(({ details }) => `${details.name}`),
      phones: tools.held().map(({ details }) => `${details.phone}`),
    }),
    parted() {
      const own = state.appointments.filter(({ of, time }) => of === undefined && time !== null);
      const changed = state.appointments.flatMap(({ of, time }) =>
        of === undefined ? [] : [{ id: of.id, time }],
      );
      const rows = tools.held();
      const standsAt = (id: string): string | null =>
        rows.find(({ callId, n }) => appointmentId({ callId, n }) === id)?.time ?? null;
      const wanted = own.map(({ n, time }) => ({ id: appointmentId({ callId: facts.callId, n }), time }));
      const extra = rows.filter(
        ({ callId, n }) => callId === facts.callId && !own.some((one) => one.n === n),
      );
      return [
        ...[...wanted, ...changed]
          .filter(({ id, time }) => standsAt(id) !== time)
          .map(({ id, time }) => `${id} at ${time} is wanted, ${standsAt(id)} is held`),
        ...extra.map(({ time }) => `${time} is held and not wanted`),
      ];
    },
    lastReply: () => {
      if (last === undefined) throw new Error('nothing was said yet');
      return last;
    },
    store,
    start: () => handle({ type: 'started' }),
    send: async (text, confidence) => {
      const keys = /^\(keys ([\d#*]+)\)$/.exec(text)?.[1];
      if (keys !== undefined) return handle({ type: 'keys', digits: keys });
      if (text === '(silence)') return handle({ type: 'silence' });
      if (text === '(resumed)') return handle({ type: 'resumed' });
      const heard = { text, confidence: confidence ?? null };
      return handle({ type: 'understood', understanding: understandTurn(scenario, state, heard, context) });
    },
  };
}

type Booked = NonNullable<Conversation['calendar']>['booked'][number];

/** An appointment of a call that was over before this one began. */
function earlierCall(
  { resource, time, ...details }: Booked,
  index: number,
  timeZone: string,
): HeldAppointment {
  const { offset } = wallClock(`${time}:00Z`, timeZone);
  return { callId: `earlier-${index + 1}`, n: 1, resource, time: `${time}:00${offset}`, details };
}
