import type {
  DialogEvent,
  DialogState,
  Expects,
  Reply,
  Step,
  ToolRequest,
} from '../../domain/dialog/types.ts';

/**
 * A dialog for tests of the call workflow: the caller's words are commands, so that every rule has a one-line script.
 *   go STATE · set NAME VALUE · tool NAME [TIMES] · book TIME · unbook · move TIME · transfer · bye · slowly … · anything else: echoed
 */
export function scriptedStep(state: DialogState, event: DialogEvent): Step {
  if (event.type === 'tool-finished') return afterTool(state, event.result.name, event.result.status);
  const next = { ...state, turnSeq: state.turnSeq + 1, waitingFor: null };
  switch (event.type) {
    case 'started':
      return say(state, 'hello');
    case 'silence':
      return say(next, 'are you there?');
    case 'keys':
      return say(next, `keys ${event.digits}`);
    case 'resumed':
    case 'returned':
      return say(next, `again: ${state.said}`);
    case 'transfer-failed':
      return say({ ...next, at: 'START', outcome: null }, 'nobody answers');
    case 'understood':
      return obey(next, event.understanding.text);
  }
}

export const startState: DialogState = {
  at: 'START',
  language: 'en',
  slots: {},
  misses: { noInput: 0, noMatch: 0 },
  turnSeq: 0,
  waitingFor: null,
  appointments: [],
  said: 'hello',
  outcome: null,
  memory: {},
};

function obey(state: DialogState, text: string): Step {
  const [command, name = '', value = ''] = text.split(' ');
  switch (command) {
    case 'go':
      return say({ ...state, at: name }, `now at ${name}`);
    case 'set': {
      const slot = { value, say: value, confidence: 1, confirmed: true, turnSeq: state.turnSeq };
      return say({ ...state, slots: { ...state.slots, [name]: slot } }, `${name} is ${value}`);
    }
    case 'tool':
      return ask(
        {
          ...state,
          memory: {
            left: Number(value || 1) - 1,
            ...(name === 'request-callback' ? { callbackFor: 1 } : {}),
          },
        },
        { name, args: {}, deadlineMs: name === 'slow' ? 500 : 3_000 },
      );
    case 'book':
    case 'unbook': {
      const appointment = {
        n: 1,
        resource: 'mri',
        time: command === 'book' ? name : null,
        durationMin: 30,
        details: {},
        turnSeq: state.turnSeq,
      };
      return ask(
        { ...state, appointments: [appointment] },
        { name: 'set-appointment', args: { n: 1, time: appointment.time }, deadlineMs: 2000 },
      );
    }
    case 'move': {
      const of = { id: '1/earlier', time: '09:00' };
      const moved = { n: 1, resource: 'mri', time: name, durationMin: 30, details: {}, of };
      return ask(
        { ...state, appointments: [{ ...moved, turnSeq: state.turnSeq }] },
        {
          name: 'change-appointment',
          args: { n: 1, appointment: of.id, from: of.time, time: name },
          deadlineMs: 2000,
        },
      );
    }
    case 'transfer':
      return say({ ...state, at: 'OPERATOR' }, 'one moment', { type: 'transfer', target: '100' });
    case 'bye':
      return say({ ...state, at: 'END', outcome: 'informed' }, 'goodbye', { type: 'hang-up' });
    default:
      return say(state, `you said ${text}`);
  }
}

/** The first step of a scenario that looks the caller up before it asks: what comes before is said at once. */
export const lookUpFirst: Step = {
  state: { ...startState, waitingFor: null, memory: { prefix: 'hello.' } },
  effect: { type: 'run-tool', request: { name: 'look-up', args: {}, deadlineMs: 1_000 } },
};

function afterTool(state: DialogState, name: string, status: string): Step {
  const left = Number(state.memory.left ?? 0);
  if (name === 'look-up') return say({ ...state, at: 'ASK_NAME', memory: {} }, 'hello. is this anna?');
  if (left > 0) return ask({ ...state, memory: { left: left - 1 } }, { name, args: {}, deadlineMs: 3_000 });
  return say({ ...state, waitingFor: null }, `${name} ${status}`);
}

const ask = (state: DialogState, request: ToolRequest): Step => ({
  state: { ...state, waitingFor: request },
  effect: { type: 'run-tool', request },
});

const say = (state: DialogState, text: string, action: Reply['action'] = { type: 'none' }): Step => ({
  state: { ...state, said: text },
  effect: { type: 'reply', reply: { text, expects, action, interruptible: true } },
});

const expects: Expects = { slot: null, language: 'en', hints: [], patience: 'free' };
