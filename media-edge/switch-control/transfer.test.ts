import { describe, expect, it } from '@jest/globals';
import {
  abandonTransfer,
  beginTransfer,
  CLAIM_AGAIN_MS,
  stepTransfer,
  type Transfer,
  type TransferCommand,
  type TransferEvent,
  UNREACHABLE_AGAIN_MS,
} from './transfer.ts';

const callId = '0a0b0c0d-1111-2222-3333-444455556666';
const legId = '11111111-2222-8333-8444-555555555555';
const warm = { say: 'Name: Anna.', title: 'Anna', language: 'en' as const, ringSeconds: 25 };
const begin = (more: object = {}) =>
  beginTransfer(callId, legId, { id: 't1', target: '1000', warm, ...more }).transfer;

const yours: TransferEvent = { type: 'claim-answered', answer: 'yours' };
const taken: TransferEvent = { type: 'claim-answered', answer: 'taken' };
const unknown: TransferEvent = { type: 'claim-answered', answer: 'unknown' };
const away: TransferEvent = { type: 'claim-answered', answer: 'unreachable' };
const seen = (state: 'none' | 'ringing' | 'answered' | 'connected'): TransferEvent => ({
  type: 'operator-seen',
  state,
});
const answered: TransferEvent = { type: 'operator-answered' };
const gone = (cause = 'NO_ANSWER'): TransferEvent => ({ type: 'operator-gone', cause });
const told: TransferEvent = { type: 'operator-told' };
const connected: TransferEvent = { type: 'connected' };
const refused = (cause: string): TransferEvent => ({ type: 'refused', cause });
const reported = (answer: 'taken' | 'unknown' | 'unreachable'): TransferEvent => ({
  type: 'reported',
  answer,
});
const parked: TransferEvent = { type: 'caller-parked', cause: 'USER_BUSY' };

const short = (command: TransferCommand): string => {
  switch (command.type) {
    case 'claim-transfer':
      return `claim in ${command.afterMs}`;
    case 'report-transfer': {
      const { end, orphan } = command;
      return `report ${end.answered ? 'answered' : end.cause}${orphan ? ' for an orphan' : ''}`;
    }
    case 'report-at-last':
      return 'report at last';
    case 'look-for-operator':
      return 'look';
    case 'ring-operator':
      return `ring ${command.target}`;
    case 'hand-over':
      return `hand over to ${command.target}`;
    case 'tell-operator':
      return `tell ${command.briefing.say}`;
    case 'connect-operator':
      return 'connect';
    case 'hang-up-operator':
      return 'hang up';
  }
};
function run(transfer: Transfer, events: readonly TransferEvent[]) {
  const log: string[] = [];
  let now = transfer;
  for (const event of events) {
    const { transfer: next, commands } = stepTransfer(now, event);
    now = next;
    log.push(...commands.map(short));
  }
  return { transfer: now, log: log.filter((line) => line !== `claim in ${CLAIM_AGAIN_MS}`) };
}

const ringing: TransferEvent[] = [yours, seen('none')];
const telling: TransferEvent[] = [...ringing, answered];
const connecting: TransferEvent[] = [...telling, told];
const blind = { warm: null };

describe('a transfer', () => {
  it('begins with a claim', () => {
    const { transfer, commands } = beginTransfer(callId, legId, { id: 't1', target: '1000', warm });
    expect([transfer.at, commands.map(short)]).toEqual(['claiming', ['claim in 0']]);
  });

  it.each<{
    rule: string;
    order?: object;
    before?: TransferEvent[];
    next: TransferEvent[];
    does: string[];
    at: string;
  }>([
    { rule: 'whose it is looks at the switch first', next: [yours], does: ['look'], at: 'looking' },
    {
      rule: 'and rings where nobody was rung',
      before: [yours],
      next: [seen('none')],
      does: ['ring 1000'],
      at: 'ringing',
    },
    {
      rule: 'a renewed claim does nothing again',
      before: ringing,
      next: [yours, yours],
      does: [],
      at: 'ringing',
    },
    {
      rule: 'a human who answers is told first',
      before: ringing,
      next: [answered],
      does: ['tell Name: Anna.'],
      at: 'telling',
    },
    {
      rule: 'an answer that is told twice is one',
      before: telling,
      next: [answered],
      does: [],
      at: 'telling',
    },
    { rule: 'told, they are connected', before: telling, next: [told], does: ['connect'], at: 'connecting' },
    { rule: 'being told twice connects once', before: connecting, next: [told], does: [], at: 'connecting' },
    {
      rule: 'where there is nothing to tell they are connected at once',
      order: { warm: { ...warm, say: '' } },
      before: ringing,
      next: [answered],
      does: ['connect'],
      at: 'connecting',
    },
    {
      rule: 'the edge learns that they talk',
      before: connecting,
      next: [connected],
      does: ['report answered'],
      at: 'reporting',
    },
    {
      rule: 'once',
      before: connecting,
      next: [connected, connected],
      does: ['report answered'],
      at: 'reporting',
    },
    {
      rule: 'and that is its end',
      before: [...connecting, connected],
      next: [reported('taken')],
      does: [],
      at: 'over',
    },
    { rule: 'nobody answers', before: ringing, next: [gone()], does: ['report NO_ANSWER'], at: 'reporting' },
    {
      rule: 'the switch says so twice, by its answer and by its event',
      before: ringing,
      next: [refused('NO_ANSWER'), gone()],
      does: ['report NO_ANSWER'],
      at: 'reporting',
    },
    {
      rule: 'nobody is registered',
      before: ringing,
      next: [refused('USER_NOT_REGISTERED')],
      does: ['report USER_NOT_REGISTERED'],
      at: 'reporting',
    },
    { rule: 'busy', before: ringing, next: [gone('USER_BUSY')], does: ['report USER_BUSY'], at: 'reporting' },
    {
      rule: 'a human who hangs up while being told has not taken the call',
      before: telling,
      next: [gone('NORMAL_CLEARING'), told],
      does: ['report NORMAL_CLEARING'],
      at: 'reporting',
    },
    {
      rule: 'connecting is refused: the human is not left on a dead line',
      before: connecting,
      next: [refused('NOT_CONNECTED')],
      does: ['hang up', 'report NOT_CONNECTED'],
      at: 'reporting',
    },
    {
      rule: 'a human who hangs up after the talk has answered all the same',
      before: [...connecting, connected],
      next: [gone('NORMAL_CLEARING')],
      does: [],
      at: 'reporting',
    },
    {
      rule: 'an edge that does not know it is told again',
      before: [...ringing, gone()],
      next: [reported('unknown'), reported('unreachable')],
      does: ['report NO_ANSWER', 'report NO_ANSWER'],
      at: 'reporting',
    },
    {
      rule: 'where no edge has the call the workflow learns that a human has the caller',
      before: [...connecting, connected],
      next: Array<TransferEvent>(6).fill(reported('unknown')),
      does: [...Array<string>(5).fill('report answered'), 'report answered for an orphan'],
      at: 'reporting',
    },
    { rule: 'another controller’s is watched', next: [taken], does: [], at: 'watching' },
    { rule: 'and left alone', before: [taken], next: [answered, told, connected], does: [], at: 'watching' },
    {
      rule: 'until its claim lapses: rung already',
      before: [taken],
      next: [yours, seen('ringing')],
      does: ['look'],
      at: 'ringing',
    },
    {
      rule: 'answered meanwhile',
      before: [taken, answered],
      next: [yours],
      does: ['tell Name: Anna.'],
      at: 'telling',
    },
    {
      rule: 'told meanwhile',
      before: [taken, answered, told],
      next: [yours],
      does: ['connect'],
      at: 'connecting',
    },
    {
      rule: 'not answered meanwhile',
      before: [taken, gone('USER_BUSY')],
      next: [yours],
      does: ['report USER_BUSY'],
      at: 'reporting',
    },
    {
      rule: 'connected meanwhile',
      before: [taken, answered, connected],
      next: [yours],
      does: ['report answered'],
      at: 'reporting',
    },
    {
      rule: 'connected before this controller was there',
      before: [taken],
      next: [yours, seen('connected')],
      does: ['look', 'report answered'],
      at: 'reporting',
    },
    {
      rule: 'one that has lost its claim stops acting',
      before: telling,
      next: [taken, told],
      does: [],
      at: 'watching',
    },
    {
      rule: 'an edge that is out of reach is asked again soon',
      before: ringing,
      next: [away],
      does: [`claim in ${UNREACHABLE_AGAIN_MS}`],
      at: 'ringing',
    },
    {
      rule: 'one that nobody wants any more is given up, and the telephone stops ringing',
      before: ringing,
      next: Array<TransferEvent>(10).fill(unknown),
      does: ['hang up'],
      at: 'over',
    },
    {
      rule: 'an edge that forgets for a moment changes nothing',
      before: ringing,
      next: [unknown, yours, answered],
      does: ['tell Name: Anna.'],
      at: 'telling',
    },
    {
      rule: 'a step whose answer was lost: still ringing',
      before: ringing,
      next: [seen('ringing')],
      does: [],
      at: 'ringing',
    },
    {
      rule: 'it had answered',
      before: ringing,
      next: [seen('answered')],
      does: ['tell Name: Anna.'],
      at: 'telling',
    },
    {
      rule: 'it was not connected',
      before: connecting,
      next: [seen('answered')],
      does: ['connect'],
      at: 'connecting',
    },
    {
      rule: 'it was',
      before: connecting,
      next: [seen('connected')],
      does: ['report answered'],
      at: 'reporting',
    },
    {
      rule: 'it is gone',
      before: connecting,
      next: [seen('none')],
      does: ['report NO_ANSWER'],
      at: 'reporting',
    },
    { rule: 'it never rang', before: ringing, next: [seen('none')], does: ['ring 1000'], at: 'ringing' },
    {
      rule: 'nothing happens behind the end',
      before: [...ringing, gone(), reported('taken')],
      next: [answered, connected, yours],
      does: [],
      at: 'over',
    },
    {
      rule: 'unannounced: the dialplan gets the call',
      order: blind,
      before: [yours],
      next: [seen('none')],
      does: ['hand over to 1000'],
      at: 'ringing',
    },
    {
      rule: 'it is there already',
      order: blind,
      before: [yours],
      next: [seen('ringing')],
      does: [],
      at: 'ringing',
    },
    {
      rule: 'somebody answers there',
      order: blind,
      before: ringing,
      next: [connected],
      does: ['report answered'],
      at: 'reporting',
    },
    {
      rule: 'nobody does, and the call is parked again',
      order: blind,
      before: ringing,
      next: [parked],
      does: ['report USER_BUSY'],
      at: 'reporting',
    },
    {
      rule: 'the same, seen by the one who goes on from there',
      order: blind,
      before: [taken, parked],
      next: [yours],
      does: ['report USER_BUSY'],
      at: 'reporting',
    },
    {
      rule: 'a park that comes late is not that',
      order: blind,
      before: [yours],
      next: [parked],
      does: [],
      at: 'looking',
    },
    {
      rule: 'the switch refuses',
      order: blind,
      before: ringing,
      next: [refused('REFUSED')],
      does: ['report REFUSED'],
      at: 'reporting',
    },
    {
      rule: 'the caller is sent to another switch',
      order: blind,
      before: ringing,
      next: [{ type: 'sent-away' }],
      does: ['report answered'],
      at: 'reporting',
    },
    {
      rule: 'a parked caller has not come back from a human who is told',
      before: telling,
      next: [parked],
      does: [],
      at: 'telling',
    },
  ])('$rule', ({ order = {}, before = [], next, does, at }) => {
    const { transfer, log } = run(run(begin(order), before).transfer, next);
    expect({ does: log, at: transfer.at }).toEqual({ does, at });
  });

  it.each<{ rule: string; order?: object; events: TransferEvent[]; does: string[] }>([
    { rule: 'while it rings: the telephone stops', events: ringing, does: ['hang up'] },
    { rule: 'whoever rang it', events: [taken], does: ['hang up'] },
    { rule: 'while the human is told: they are not kept', events: telling, does: ['hang up'] },
    { rule: 'after the talk: the switch ends both', events: [...connecting, connected], does: [] },
    { rule: 'where nobody answered', events: [...ringing, gone()], does: [] },
    { rule: 'unannounced: the dialplan rings, and stops', order: blind, events: ringing, does: [] },
  ])('a caller hangs up $rule', ({ order = {}, events, does }) => {
    expect(abandonTransfer(run(begin(order), events).transfer).map(short)).toEqual(does);
  });
});
