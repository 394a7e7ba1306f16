import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialogReply } from '../../contracts/text-channel.ts';
import type { Route } from '../../domain/opening.ts';
import { createHttpSpeaker } from '../conversations/http-speaker.ts';
import { onDay, play, readConversations } from '../conversations/play.ts';
import {
  type AdminProcess,
  eventually,
  NOON_ZONE,
  startTextLab,
  type TextLab,
} from '../text-channel/text-lab.ts';

const route = (to: string, tenant: string, scenario: string): Route => ({
  to,
  tenant,
  scenario,
  language: 'en',
});
/** Two clinics and two shops, and a line for call-backs. */
const ROUTES = [
  route('+380440000101', 'clinic-a', 'clinic'),
  route('+380440000102', 'clinic-b', 'clinic'),
  route('+380440000201', 'shop-a', 'parts-shop'),
  route('+380440000202', 'shop-b', 'parts-shop'),
  route('+380440000301', 'desk', 'callback'),
];
const numberOf = (tenant: string): string => ROUTES.find((one) => one.tenant === tenant)?.to ?? '';

let lab: TextLab;
let admin: AdminProcess;

beforeAll(async () => {
  lab = await startTextLab(ROUTES);
  admin = await lab.startAdmin('admin');
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

interface CallView {
  opening: { tenant: string; scenario: string };
  dialog: { appointments: { time: string | null }[] };
}
const show = (id: string) => admin.client.request<CallView>('GET', `/calls/${id}`);

/** Says the lines on a tenant's number; answers the last reply and the session. */
async function call(tenant: string, lines: readonly string[]): Promise<DialogReply> {
  const to = numberOf(tenant);
  let sessionId: string | undefined;
  let reply: DialogReply | undefined;
  for (const message of lines) {
    reply = await admin.client.request<DialogReply>('POST', '/dialog', {
      to,
      message,
      ...(sessionId === undefined ? {} : { sessionId }),
    });
    sessionId = reply.sessionId;
  }
  if (reply === undefined) throw new Error('nothing was said');
  return reply;
}

describe('the dialled number chooses tenant and scenario', () => {
  it.each(ROUTES)('$to is $tenant with $scenario', async ({ to, tenant, scenario }) => {
    const begun = await admin.client.request<{ sessionId: string; greeting: string }>('POST', '/session', {
      to,
    });
    expect(await show(begun.sessionId)).toMatchObject({ opening: { tenant, scenario } });
  });

  it('a number that nobody has is answered by nobody', async () => {
    await expect(admin.client.request('POST', '/session', { to: '+380449999999' })).rejects.toThrow(
      'no scenario answers',
    );
  });
});

describe('nothing of one tenant is visible to another', () => {
  it('an appointment takes the time from its own clinic only', async () => {
    const folder = fileURLToPath(new URL('../conversations', import.meta.url));
    const golden = (await readConversations(folder)).find(({ file }) => file === 'en/known-study.yaml');
    if (golden === undefined) throw new Error('tests/conversations/en/known-study.yaml is gone');
    const book = async (tenant: string) => {
      const at = { to: numberOf(tenant), timeZone: NOON_ZONE };
      const speaker = createHttpSpeaker(admin.client, golden.conversation, at);
      const { expected, happened } = await play(golden.conversation, speaker);
      const { dialog } = await show(speaker.sessionId);
      const held = dialog.appointments.flatMap(({ time }) => (time === null ? [] : [time.slice(0, 16)]));
      return { asExpected: JSON.stringify(happened) === JSON.stringify(expected), held, speaker };
    };
    const first = await book('clinic-a');
    const { appointments } = onDay(golden.conversation, first.speaker.today);
    expect(first).toMatchObject({ asExpected: true, held: appointments });
    expect(await book('clinic-b')).toMatchObject({ asExpected: true, held: appointments });
    // the proof that it could have been otherwise
    expect((await book('clinic-a')).held).not.toEqual(appointments);
  });

  it('an order is known, and its goods are gone, in its own shop only', async () => {
    const store = lab.store;
    if (store === null) throw new Error('the lab has no store');
    const ordered = await call('shop-a', [
      'i would like to order a battery',
      'westa',
      'two',
      'John Smith',
      'zero six seven one two three four five six seven',
      'yes',
      'i will pick it up',
      'yes',
    ]);
    expect(ordered.reply).toContain('order number is');
    const [order] = await store.ordersOf('shop-a', '+380671234567');
    const digits = [...(order?.number ?? '')].join(' ');
    expect(digits).toMatch(/^(\d ){4}\d$/);
    const ask = async (tenant: string) => (await call(tenant, ['where is my order', digits])).reply;
    expect(await ask('shop-a')).toContain('Westa battery');
    expect(await ask('shop-b')).toContain('cannot find such an order');
    const left = async (shop: string) => (await store.availability(shop, '200503', 1))?.item.inStock;
    expect([await left('shop-a'), await left('shop-b')]).toEqual([13, 15]);
  });

  it('a call-back is left with its own tenant', async () => {
    const { sessionId, ended } = await call('desk', [
      'John Smith',
      'zero six seven one two three four five six seven',
      'yes',
      'tomorrow in the morning',
    ]);
    expect(ended).toBe(true);
    const callbacks = async (tenant: string) => (await lab.callbacks(tenant)).map(({ callId }) => callId);
    await eventually('the request', async () =>
      (await callbacks('desk')).includes(sessionId) ? true : undefined,
    );
    for (const { tenant } of ROUTES.filter((one) => one.tenant !== 'desk'))
      expect(await callbacks(tenant)).not.toContain(sessionId);
  });
});
