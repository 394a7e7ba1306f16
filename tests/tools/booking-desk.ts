import { createTools } from '../../activities/tools/index.ts';
import {
  connect,
  createRecordStores,
  migrate,
  publishScenario,
  readAppointments,
} from '../../adapters/postgres/index.ts';
import type { ToolResult } from '../../domain/dialog/types.ts';
import type { Json } from '../../domain/json.ts';
import { createTestDatabase } from '../servers/database.ts';

export const ZONE = 'Europe/Kyiv';
/** Saturday before the week of the tests, 12:00 in Kyiv. */
export const NOW = '2026-11-21T10:00:00Z';

/** A clinic with one resource: Monday to Friday 09:00-13:00 in steps of 30 minutes, Thursday the 26th off. */
export async function openBookingDesk() {
  const database = await createTestDatabase();
  await migrate(database.url);
  const db = connect(database.url, { maxConnections: 25 });
  const hours = { mon: day(), tue: day(), wed: day(), thu: day(), fri: day() };
  await publishScenario(db, {
    tenant: 'clinic',
    scenario: { name: 'test', resources: { mri: { hours, stepMin: 30 } }, holidays: ['2026-11-26'] },
    text: '{}',
    hash: 'hash',
  });
  const stores = createRecordStores(db);
  const tools = createTools(stores);
  const run = (
    name: string,
    callId: string,
    args: Record<string, Json>,
    { turnSeq = 1, at = NOW, tenant = 'clinic' } = {},
  ): Promise<ToolResult> => {
    const tool = tools[name];
    if (tool === undefined) throw new Error(`no tool ${name}`);
    const facts = { callId, tenant, from: '+380441112233', to: '100', timeZone: ZONE };
    return tool(
      { facts, scenarioHash: 'hash', turnSeq, request: { name, args, deadlineMs: 5_000 }, at },
      new AbortController().signal,
    );
  };
  return {
    db,
    stores,
    run,
    freeTimes: (args: Record<string, Json>, callId = 'asking', options = {}) =>
      run('find-free-times', callId, { resource: 'mri', durationMin: 30, count: 20, ...args }, options),
    book: (callId: string, time: string | null, turnSeq = 1, args: Record<string, Json> = {}, at = NOW) =>
      run(
        'set-appointment',
        callId,
        { n: 1, resource: 'mri', durationMin: 30, time, ...args },
        { turnSeq, at },
      ),
    /** the call's appointments as [n, time] */
    held: async (callId: string) =>
      (await readAppointments(db, callId, ZONE)).map(({ n, time }): [number, string | null] => [n, time]),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

const day = (): [string, string] => ['09:00', '13:00'];
/** A wall-clock time of the week of 23 November 2026 in Kyiv. */
export const onDay = (date: number, time: string): string => `2026-11-${date}T${time}:00+02:00`;
