import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpSpeaker } from '../conversations/http-speaker.ts';
import { isTextual, onDay, orderLine, play, readConversations } from '../conversations/play.ts';
import { sideBySide } from '../runner/side-by-side.ts';
import { type AdminProcess, NOON_ZONE, startTextLab, type TextLab } from './text-lab.ts';

/** What is said in all of them is the engine's test; here it goes through HTTP, workflow and database. */
const all = await readConversations(fileURLToPath(new URL('../conversations', import.meta.url)));
const kinds = Map.groupBy(
  all.filter(({ conversation }) => isTextual(conversation)),
  ({ conversation: { scenario, language, outcome, appointments, orders } }) =>
    [scenario, language, outcome, appointments?.length, orders?.length].join(),
);
/** One of each scenario, language and end. A tenant each, so that each finds the whole calendar free. */
const conversations = [...kinds.values()]
  .flatMap((kind) => kind.slice(0, 1))
  .map(({ file, conversation }, index) => ({
    file,
    conversation,
    to: `${700 + index}`,
    tenant: `t${index}`,
  }));

let lab: TextLab;
let admin: AdminProcess;

beforeAll(async () => {
  const routes = conversations.map(({ conversation: { language, scenario }, to, tenant }) => ({
    to,
    tenant,
    scenario,
    language,
  }));
  lab = await startTextLab(routes);
  admin = await lab.startAdmin('admin');
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

interface CallView {
  outcome: string | null;
  dialog: { appointments: { time: string | null }[]; slots: Record<string, { value: string }> };
}

const itBeside = sideBySide(5);

describe('golden conversations over POST /dialog', () => {
  itBeside.each(conversations)('$file', async ({ conversation, to, tenant }) => {
    const speaker = createHttpSpeaker(admin.client, conversation, { to, timeZone: NOON_ZONE });
    const { expected, happened } = await play(conversation, speaker);
    expect(happened).toEqual(expected);
    await admin.client.request('DELETE', `/session/${speaker.sessionId}`).catch(() => undefined);
    const call = await admin.client.request<CallView>('GET', `/calls/${speaker.sessionId}`);
    if (conversation.outcome !== undefined) expect(call.outcome).toBe(conversation.outcome);
    // a shop's seed has no order of these callers
    if (conversation.orders !== undefined && lab.store !== null) {
      const phone = call.dialog.slots.phone?.value ?? '+380000000000';
      const orders = (await lab.store.ordersOf(tenant, phone)).filter(
        ({ number }) => Number(number) >= 10_200,
      );
      expect(orders.map(orderLine).reverse()).toEqual(conversation.orders);
    }
    if (conversation.appointments !== undefined) {
      const held = call.dialog.appointments.flatMap(({ time }) => (time === null ? [] : [time.slice(0, 16)]));
      expect(held).toEqual(onDay(conversation, speaker.today).appointments);
    }
  });

  it('there are some in each language', () => {
    const languages = new Set(conversations.map(({ conversation }) => conversation.language));
    expect([...languages].sort()).toEqual(['en', 'ru', 'uk']);
  });
});
