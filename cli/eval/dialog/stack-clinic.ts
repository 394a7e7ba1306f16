import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Database } from '../../../adapters/postgres/index.ts';
import type { DialogReply } from '../../../contracts/text-channel.ts';
import { wallClock } from '../../../domain/schedule/zoned-time.ts';
import { type AdminClient, createAdminClient } from '../../admin-client.ts';
import type { StackState } from '../../stack/state.ts';
import type { AgentLine, CallEnd, CallLine } from './call-line.ts';
import type { Clinic } from './clinic.ts';
import type { Persona } from './persona.ts';
import { readRecords } from './records.ts';

const TIME_ZONE = 'Europe/Kyiv';
/** The clinic's number in scenarios/routes.yaml. */
const CLINIC_NUMBER = '';
const WRAP_UP = { timeoutMs: 30_000, pollMs: 200 };

/**
 * The clinic of a running stack: the durable workflow by text, today, with the calendar as it is. Rows are told apart by
 * the call; its times are freed once they were read.
 */
export function openStackClinic(stack: StackState): Clinic {
  const admin = createAdminClient(stack.admin);
  const db = connect(stack.databaseUrl);
  const today = wallClock(Date.now(), TIME_ZONE).day;
  return {
    plays: ({ taken, earlier, calledAt }) =>
      taken.length === 0 && earlier.length === 0 && calledAt.startsWith('2026-11-23'),
    line: async (persona) => textLine(admin, db, persona, today),
    async records({ callId, tenant }) {
      const records = await readRecords(db, { tenant, callIds: { only: callId }, timeZone: TIME_ZONE });
      // the next caller may want the same time
      await db.kysely
        .updateTable('appointments')
        .set({ starts_at: null, ends_at: null })
        .where('call_id', '=', callId)
        .execute();
      return records;
    },
    close: () => db.close(),
  };
}

function textLine(admin: AdminClient, db: Database, persona: Persona, today: string): CallLine {
  const callId = randomUUID();
  let ended = false;
  const send = async (message: string, kind: 'speech' | 'dtmf'): Promise<AgentLine> => {
    const reply = await admin.request<DialogReply>('POST', '/dialog', {
      ...{ sessionId: callId, messageId: randomUUID(), message, kind },
    });
    ended = reply.ended;
    // the text channel says that the call is over, not how: the outcome tells at the end
    return { text: reply.reply, state: reply.state, action: reply.ended ? 'hang-up' : 'none' };
  };
  return {
    ...{ callId, today, tenant: 'demo' },
    async start() {
      const from = { same: `+38${persona.phone}`, other: '+380445550123', hidden: '' }[persona.from];
      const { greeting, state } = await admin.request<{ greeting: string; state: string }>(
        'POST',
        '/session',
        {
          ...{ sessionId: callId, to: CLINIC_NUMBER, from, language: persona.language },
        },
      );
      return { text: greeting, state, action: 'none' };
    },
    // the text channel takes no superseding turns: the whole utterance alone
    say: (text) => send(text, 'speech'),
    press: (keys) => send(keys, 'dtmf'),
    async end(): Promise<CallEnd> {
      if (!ended) await admin.request('DELETE', `/session/${callId}`).catch(() => undefined);
      const call = await savedCall(db, callId);
      const outcome = call.outcome ?? '';
      const action = outcome === 'transferred' ? 'transfer' : ended ? 'hang-up' : 'none';
      return { action, outcome, usage: [], costMicroUsd: call.costMicroUsd };
    },
  };
}

/** The call's row, once everything after the call has been done. */
async function savedCall(
  db: Database,
  callId: string,
): Promise<{ outcome: string | null; costMicroUsd: number }> {
  const deadline = Date.now() + WRAP_UP.timeoutMs;
  for (;;) {
    const call = await db.kysely
      .selectFrom('calls')
      .select(['outcome', 'total_cost_usd', 'quality_score'])
      .where('call_id', '=', callId)
      .executeTakeFirst();
    if (call?.outcome != null && call.total_cost_usd !== null && call.quality_score !== null)
      return { outcome: call.outcome, costMicroUsd: Math.round(Number(call.total_cost_usd) * 1e6) };
    if (Date.now() > deadline)
      throw new Error(
        `call ${callId} was not wrapped up within ${WRAP_UP.timeoutMs} ms: is a call worker running?`,
      );
    await sleep(WRAP_UP.pollMs);
  }
}
