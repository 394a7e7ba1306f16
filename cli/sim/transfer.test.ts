import { afterAll, describe, expect, it } from '@jest/globals';
import { type EdgeLab, startEdgeLab } from '../../media-edge/lab/edge-lab.ts';
import { outcomeOf } from '../../media-edge/lab/fake-calls.ts';
import { fakeSample } from '../../media-edge/lab/fake-speech.ts';
import { operatorLegId } from '../../media-edge/switch-control/operator-leg.ts';
import { sideBySide } from '../../tests/runner/side-by-side.ts';
import type { Channel, Party } from './channel.ts';
import { ESL_PASSWORD, startLabControl } from './control-lab.ts';
import type { Operator } from './operators.ts';
import { type SimulatedSwitch, startSwitch } from './switch.ts';
import { until } from './until.ts';

/** A real edge with a real switch-control or two at a simulated switch, and a telephone that is rung. */
interface Lab {
  edge: EdgeLab;
  simulated: SimulatedSwitch;
  commands: string[];
  controls: ReturnType<typeof startLabControl>[];
  caller: ReturnType<typeof person>;
  channel: Channel;
  operator: ReturnType<typeof person>;
}

/** many of these wait side by side, on a machine that may be busy with others */
const patiently: typeof until = (what, check, timeoutMs = 25_000) => until(what, check, timeoutMs);

const closing: (() => unknown)[] = [];
// every test has switches, edges and controllers of its own, and most of them wait for a telephone
const itBeside = sideBySide(5);
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Somebody who hears, remembers, and says a tone of their own. */
function person(amplitude: number) {
  const heard: Int16Array[] = [];
  const fates: string[] = [];
  let saidFrames = 0;
  const party: Party = {
    speak() {
      const base = 160 * saidFrames++;
      return new Int16Array(160).map((_, at) => Math.round(Math.sin((base + at) / 4) * amplitude));
    },
    hear: (frame) => void heard.push(frame),
    transferred: (target) => void fates.push(`with ${target}`),
    hungUp: (cause) => void fates.push(cause),
  };
  /** loudest sample of the last frames */
  const loudness = (frames = 10) =>
    heard
      .slice(-frames)
      .reduce((most, frame) => frame.reduce((max, one) => Math.max(max, Math.abs(one)), most), 0);
  return { party, heard, fates, loudness };
}

const WARM = {
  ...{ say: 'Name: Anna. Study: knee.', title: 'Anna, knee', language: 'en' as const, ringSeconds: 2 },
};

async function setUp(given: {
  operator: (party: Party) => Operator;
  controllers?: number;
  music?: string;
  recordTo?: string;
  warm?: object | null;
  target?: string;
  moreEdges?: readonly string[];
}): Promise<Lab> {
  const { warm = WARM, target = '1000' } = given;
  const edge = await startEdgeLab();
  edge.calls.onTurn = async ({ turnId, text }) =>
    text === 'transfer-failed'
      ? outcomeOf(turnId, 'Nobody answers.')
      : outcomeOf(turnId, '', {
          action: {
            type: 'transfer',
            target,
            id: 'x-1',
            ...(warm === null ? {} : { warm: { ...WARM, ...warm } }),
          },
        });
  const operator = person(3_000);
  const caller = person(0);
  const commands: string[] = [];
  const simulated = await startSwitch({
    dialplan: {
      ...{ type: 'control', password: ESL_PASSWORD },
      fateOf(command) {
        if (command.startsWith('api') || command.startsWith('bgapi'))
          commands.push(command.replace(/^\w+ /, ''));
        return 'answer';
      },
    },
    operators: { 1000: given.operator(operator.party) },
  });
  const controls = Array.from({ length: given.controllers ?? 1 }, (_, index) =>
    startLabControl({
      ...{ simulated, controllerId: `control-${index}` },
      edgeUrls: [edge.edge.internalUrl, ...(given.moreEdges ?? [])],
      ...{ music: given.music, recordTo: given.recordTo },
    }),
  );
  closing.push(edge.stop, simulated.close, ...controls.map(({ stop }) => stop));
  for (const { esl } of controls) await patiently('event socket', () => esl.connected());
  const channel = simulated.call(caller.party, { from: `+380'|$${'{'}x}`, to: '100' });
  const ears = await patiently('ears', () => edge.speech.listeners[0]);
  await patiently('greeting', () => caller.loudness() > 1_000);
  ears.say('operator please');
  await patiently('the turn', () => edge.calls.turns.length > 0);
  return { edge, simulated, commands, controls, caller, channel, operator };
}

const rings = ({ commands }: Lab) => commands.filter((command) => command.startsWith('originate'));
const bridges = ({ commands }: Lab) => commands.filter((command) => command.startsWith('uuid_bridge'));
const turnTexts = ({ edge }: Lab) => edge.calls.turns.map(({ text }) => text);
const ends = ({ edge }: Lab) => edge.calls.ends.map(({ end }) => end.reason);
const answers =
  (afterMs = 150) =>
  (party: Party): Operator => ({ does: 'answer', afterMs, party });

describe.each([{ controllers: 1 }, { controllers: 2 }])(
  'a warm transfer with $controllers controller(s)',
  ({ controllers }) => {
    itBeside(
      'rings a human once, tells them what the call is about, then connects both',
      async () => {
        const lab = await setUp({ operator: answers(), controllers });
        const { edge, caller, operator, channel, simulated } = lab;
        await patiently(
          'told',
          () => edge.speech.spoken.includes('Name: Anna.') && operator.loudness() > 1_000,
        );
        // the briefing is for the human alone, and they do not hear the caller yet
        expect(bridges(lab)).toEqual([]);
        expect(caller.loudness()).toBeLessThan(1_000);
        await patiently('connected', () => caller.fates.length > 0);
        expect(caller.fates).toEqual(['with 1000']);
        await patiently('the caller hears the human', () => caller.loudness() > 2_000);
        await patiently('the workflow knows', () => edge.calls.ends.length > 0);
        expect(ends(lab)).toEqual(['transferred']);
        expect(turnTexts(lab)).toEqual(['operator please']);
        // whoever talks with a human is not listened to
        await patiently('the fork is gone', () => channel.forkNamed('agent') === undefined);
        expect([rings(lab).length, bridges(lab).length]).toEqual([1, 1]);
        expect(rings(lab)[0]).toContain("origination_caller_id_name='Anna knee'");
        expect(rings(lab)[0]).toContain('origination_caller_id_number=+380,');
        channel.hangUp('NORMAL_CLEARING');
        await patiently(
          'both are gone',
          () => simulated.channel(operatorLegId(channel.uuid, 'x-1')) === undefined,
        );
        for (const { control } of lab.controls) await patiently('forgotten', () => control.calls() === 0);
      },
      60_000,
    );

    itBeside.each<{ operator: () => Operator; cause: string }>([
      { operator: () => ({ does: 'busy', afterMs: 50 }), cause: 'busy' },
      { operator: () => ({ does: 'reject', afterMs: 50 }), cause: 'rejected' },
      { operator: () => ({ does: 'absent' }), cause: 'without a telephone' },
      { operator: () => ({ does: 'ring' }), cause: 'not answering' },
    ])(
      '$cause: the caller is with the agent again, and the call goes on',
      async ({ operator }) => {
        const lab = await setUp({ operator, controllers });
        const { edge, caller } = lab;
        await patiently('the dialog knows', () =>
          edge.calls.turns.some(({ text }) => text === 'transfer-failed'),
        );
        await patiently(
          'said',
          () => edge.speech.spoken.includes('Nobody answers.') && caller.loudness() > 1_000,
        );
        edge.calls.onTurn = async ({ turnId, text }) => outcomeOf(turnId, `You said ${text}.`);
        edge.speech.listeners[0]?.say('monday then');
        await patiently('heard again', () => turnTexts(lab).includes('monday then'));
        expect(turnTexts(lab)).toEqual(['operator please', 'transfer-failed', 'monday then']);
        expect([rings(lab).length, caller.fates.length, ends(lab).length]).toEqual([1, 0, 0]);
      },
      60_000,
    );

    itBeside(
      'a caller who hangs up while it rings: the telephone stops ringing',
      async () => {
        const lab = await setUp({ operator: () => ({ does: 'ring' }), controllers });
        const { channel, simulated, operator } = lab;
        const legId = operatorLegId(channel.uuid, 'x-1');
        await patiently('rings', () => simulated.channel(legId));
        channel.hangUp('ORIGINATOR_CANCEL');
        await patiently('stopped', () => simulated.channel(legId) === undefined);
        await patiently('the workflow knows', () => ends(lab).length > 0);
        expect(ends(lab)).toEqual(['caller-hung-up']);
        expect(operator.fates).toEqual([]);
      },
      60_000,
    );
  },
);

describe('two controllers', () => {
  itBeside.each([
    { when: 'while it rings', afterMs: 1_500, sees: (lab: Lab) => rings(lab).length > 0 },
    { when: 'while the human is told', afterMs: 100, sees: (lab: Lab) => lab.operator.loudness() > 1_000 },
  ])(
    'the one that works on a transfer dies $when: the other one goes on, nothing twice',
    async ({ afterMs, sees }) => {
      const lab = await setUp({ operator: answers(afterMs), controllers: 2 });
      const { caller, controls } = lab;
      await patiently('under way', () => sees(lab));
      const owner = lab.edge.edge;
      expect(owner).toBeDefined();
      // whoever has the claim renews it: the other one is told that it is taken
      const [first, second] = await whoHasIt(lab);
      first?.stop();
      expect(second).toBeDefined();
      await patiently('connected', () => caller.fates.length > 0);
      await patiently('the workflow knows', () => ends(lab).length > 0);
      expect([ends(lab), rings(lab).length, bridges(lab).length]).toEqual([['transferred'], 1, 1]);
      expect(controls).toHaveLength(2);
    },
    60_000,
  );

  itBeside(
    'both die while it rings: one that starts then goes on',
    async () => {
      const lab = await setUp({ operator: answers(1_500), controllers: 2 });
      await patiently('rings', () => rings(lab).length > 0);
      for (const { stop } of lab.controls) stop();
      const { simulated, edge, caller } = lab;
      const later = startLabControl({ simulated, edgeUrls: [edge.edge.internalUrl], controllerId: 'later' });
      closing.push(later.stop);
      await patiently('connected', () => caller.fates.length > 0);
      await patiently('the workflow knows', () => ends(lab).length > 0);
      expect([ends(lab), rings(lab).length, bridges(lab).length]).toEqual([['transferred'], 1, 1]);
    },
    60_000,
  );
});

/** The controllers, the one that has the claim first. */
async function whoHasIt({ edge, channel, controls }: Lab) {
  const asks = (by: string) =>
    fetch(`${edge.edge.internalUrl}/calls/${channel.uuid}/transfer/claim`, {
      method: 'POST',
      body: JSON.stringify({ transferId: 'x-1', by }),
    });
  const statuses = await Promise.all(controls.map((_, index) => asks(`control-${index}`)));
  const owner = statuses.findIndex(({ status }) => status === 200);
  return [controls[owner], controls[1 - owner]];
}

itBeside(
  'the edge dies while it rings: another one holds the caller, the human is rung once, and the workflow knows',
  async () => {
    const { calls, edge, lab } = await withSecondEdge({ does: 'answer', afterMs: 2_500 });
    await patiently('rings', () => rings(lab).length > 0);
    await edge.edge.stop(0);
    await patiently('the second edge has the call', () => calls.opens.some(({ epoch }) => epoch === 2));
    await patiently('connected', () => lab.caller.fates.length > 0);
    await patiently('the workflow knows', () => calls.ends.some(({ end }) => end.reason === 'transferred'));
    expect([rings(lab).length, bridges(lab).length]).toEqual([1, 1]);
  },
  60_000,
);

/** A second edge for the same calls; the workflow tells it what the first one was to do. */
async function withSecondEdge(operator: Operator) {
  const second = await startEdgeLab();
  closing.push(second.stop);
  const lab = await setUp({
    ...{ operator: () => operator, warm: { ringSeconds: 10 } },
    moreEdges: [second.edge.internalUrl],
  });
  const action = { type: 'transfer' as const, target: '1000', id: 'x-1', warm: WARM };
  const { onOpen } = second.calls;
  second.calls.onOpen = async (call) => {
    const opening = await onOpen(call);
    return {
      ...opening,
      resume: { state: 'OPERATOR', expects: opening.expects, say: 'One moment.', action },
    };
  };
  return { calls: second.calls, edge: lab.edge, lab };
}

describe('a blind transfer', () => {
  const blind = { warm: null };
  itBeside(
    'is the dialplan’s: when somebody answers there, the workflow knows and nobody listens',
    async () => {
      const lab = await setUp({ ...blind, operator: answers(), controllers: 2 });
      await patiently('connected', () => lab.caller.fates.length > 0);
      await patiently('the workflow knows', () => ends(lab).length > 0);
      expect(ends(lab)).toEqual(['transferred']);
      await patiently('the fork is gone', () => lab.channel.forkNamed('agent') === undefined);
      const transfers = lab.commands.filter((command) => command.startsWith('uuid_transfer'));
      expect(transfers).toEqual([`uuid_transfer ${lab.channel.uuid} 1000 XML default`]);
    },
    60_000,
  );

  itBeside(
    'nobody answers there, and the dialplan parks the call again: the agent goes on',
    async () => {
      const lab = await setUp({ ...blind, operator: () => ({ does: 'busy', afterMs: 100 }), controllers: 2 });
      await patiently('the dialog knows', () => turnTexts(lab).includes('transfer-failed'));
      await patiently('said', () => lab.edge.speech.spoken.includes('Nobody answers.'));
      expect(ends(lab)).toEqual([]);
      expect(lab.channel.forkNamed('agent')).toBeDefined();
    },
    60_000,
  );

  itBeside(
    'to a SIP address sends the caller away',
    async () => {
      const lab = await setUp({ ...blind, target: 'sip:desk@10.0.0.9', operator: answers() });
      await patiently('the workflow knows', () => ends(lab).length > 0);
      expect(lab.caller.fates).toEqual(['with sip:desk@10.0.0.9', 'BLIND_TRANSFER']);
      expect(ends(lab)[0]).toMatch(/transferred|caller-hung-up/);
    },
    60_000,
  );
});

describe('at the switch', () => {
  itBeside(
    'music plays while a human is rung, and stops before they talk; the switch records where it is told to',
    async () => {
      const lab = await setUp({ operator: answers(), music: 'local_stream://moh', recordTo: '/var/rec' });
      await patiently('connected', () => lab.caller.fates.length > 0);
      const { uuid } = lab.channel;
      const order = lab.commands.filter((command) =>
        /broadcast|uuid_break|uuid_bridge|uuid_record/.test(command),
      );
      expect(order).toEqual([
        `uuid_record ${uuid} start /var/rec/${uuid}.wav`,
        `uuid_broadcast ${uuid} local_stream://moh aleg`,
        `uuid_break ${uuid} all`,
        `uuid_bridge ${uuid} ${operatorLegId(uuid, 'x-1')}`,
      ]);
    },
    60_000,
  );

  itBeside(
    'a human who takes the call by himself ends the agent’s part',
    async () => {
      const lab = await setUp({ operator: () => ({ does: 'ring' }), warm: { ringSeconds: 20 } });
      lab.channel.transfer('2000');
      await patiently('the workflow knows', () => ends(lab).length > 0);
      expect(ends(lab)).toEqual(['transferred']);
    },
    60_000,
  );
});

it('what the fake voice says is loud enough to be told from silence', () => {
  expect(Math.max(...Array.from({ length: 100 }, (_, at) => Math.abs(fakeSample(at))))).toBeGreaterThan(
    2_000,
  );
});
