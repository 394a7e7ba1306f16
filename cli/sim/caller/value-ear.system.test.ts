import { beforeAll, describe, expect, it } from '@jest/globals';
import { sayValue } from '../../../domain/slots/index.ts';
import { overPhoneLine } from '../g711.ts';
import { loadConversation } from '../place-call.ts';
import { seededRandom } from '../random.ts';
import { type Conversation, drawConversation } from './conversation.ts';
import { createEar } from './ear.ts';
import { FRAME_SAMPLES } from './features.ts';
import { numbersLike } from './numbers-like.ts';
import { rememberValue, type ValueSounds } from './value-ear.ts';
import { createVoices } from './voice.ts';

const render = createVoices();
const agent = (text: string) => render('espeak:en-us', text);

const DAY_MS = 86_400_000;
const remembered = new Map<Conversation, Map<string, ValueSounds>>();

/** What the caller heard of its own values in one turn of the agent. */
async function heard(conversation: Conversation, text: string): Promise<string[]> {
  let values = remembered.get(conversation);
  if (!values) {
    values = new Map();
    for (const [name, check] of Object.entries(conversation.checks))
      values.set(name, await rememberValue(check, agent));
    remembered.set(conversation, values);
  }
  const ear = createEar({ phrases: new Map(), values });
  const samples = overPhoneLine(await agent(text));
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) ear.hear(samples.slice(at, at + FRAME_SAMPLES));
  return ear.heard();
}

/** The clinic's summary; age, weight and phone number are somebody else's where nothing else is said. */
const readBack = (
  study: string,
  day: string,
  name: string,
  { age = '63 years', weight = '108 kilos', phone = '0 5 0, 9 9 8, 0 0, 1 1' } = {},
) =>
  `If your plans change, call this same number. Let me check. ${study}, on ${day} the twenty fifth of November ` +
  `at eight thirty in the morning, for ${name}, ${age}, ${weight}, phone ${phone}. Shall I book it?`;
const titled = (text: string) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

describe('a caller listens for its own values', () => {
  let meant: { name: string; surname: string; study: string; day: string; conversation: Conversation }[] = [];
  beforeAll(async () => {
    const template = await loadConversation('clinic-booking.en');
    const conversation = drawConversation(template, seededRandom(1));
    const of = (value: string) => conversation.checks[value]?.value ?? '';
    const name = of('name');
    meant = [{ name, surname: name.split(' ')[1] ?? '', study: of('study'), day: of('day'), conversation }];
    // some hundred sounds for each of them
    for (const { conversation } of meant) await heard(conversation, 'Hello.');
  }, 300_000);

  it('hears them when they are read back right', async () => {
    for (const { conversation, name, study, day } of meant) {
      const text = readBack(study.replace('mri', 'MRI'), titled(day), titled(name));
      expect([name, ...(await heard(conversation, text))]).toEqual([name, 'name', 'study', 'day']);
    }
  }, 120_000);

  it('hears its age, weight and phone number in the summary, and in the echo of each', async () => {
    for (const { conversation, name, study, day } of meant) {
      const [age, weight, phone] = ['age', 'weight', 'phone'].map(
        (of) => conversation.checks[of]?.value ?? '',
      );
      const text = readBack(study.replace('mri', 'MRI'), titled(day), titled(name), { age, weight, phone });
      expect([name, ...(await heard(conversation, text))]).toEqual([
        name,
        ...['name', 'study', 'day', 'age', 'weight', 'phone'],
      ]);
      const asked = `${age}, good. And what is your weight in kilograms?`;
      expect([age, ...(await heard(conversation, asked))]).toEqual([age, 'age']);
      const then = `${weight}, good. Do you have a pacemaker or any metal implants?`;
      expect([weight, ...(await heard(conversation, then))]).toEqual([weight, 'weight']);
      const number = `I have ${phone}. Is that right?`;
      expect(await heard(conversation, number)).toEqual(['phone']);
    }
  }, 120_000);

  it('takes no number that recognisers confuse with it for its own', async () => {
    for (const { conversation } of meant.slice(0, 1)) {
      const { age, weight } = conversation.goal;
      for (const other of numbersLike(Number(age)).filter((_, at) => at % 3 === 0)) {
        const text = `${other} years, good. And what is your weight in kilograms?`;
        expect([age, other, ...(await heard(conversation, text))]).toEqual([age, other]);
      }
      for (const other of numbersLike(Number(weight)).filter((_, at) => at % 3 === 0)) {
        const text = `${other} kilos, good. Do you have a pacemaker or any metal implants?`;
        expect([weight, other, ...(await heard(conversation, text))]).toEqual([weight, other]);
      }
    }
  }, 120_000);

  it.each(['2028-02-28'])(
    'hears its day whatever the date: the week of %s',
    async (monday) => {
      const [one] = meant;
      for (let ahead = 0; one !== undefined && ahead < 5; ahead++) {
        const date = new Date(Date.parse(`${monday}T12:00:00Z`) + ahead * DAY_MS).toISOString().slice(0, 10);
        const said = sayValue({ type: 'date', withinDays: 365, confirm: 'none' }, date, 'en');
        const expected = said.toLowerCase().startsWith(one.day) ? ['day'] : [];
        const offer = `On ${said} I have eight, eight thirty or nine in the morning. Which would you like?`;
        const confirm = `So, ${said} at eight thirty in the morning. Is that right?`;
        expect([said, ...(await heard(one.conversation, offer))]).toEqual([said, ...expected]);
        expect([said, ...(await heard(one.conversation, confirm))]).toEqual([said, ...expected]);
      }
    },
    120_000,
  );

  it('hears its name in the echo', async () => {
    for (const { conversation, name } of meant) {
      expect(await heard(conversation, `${titled(name)}, good. What is troubling you?`)).toContain('name');
    }
  }, 120_000);

  it.each(['Maria', 'Marina', 'Denys'])(
    'does not take another given name for its own: %s',
    async (given) => {
      for (const { conversation, name, surname, study, day } of meant) {
        if (name.startsWith(given.toLowerCase())) continue;
        const other = `${given} ${titled(surname)}`;
        expect([name, await heard(conversation, `${other}, good. What is troubling you?`)]).toEqual([
          name,
          [],
        ]);
        const text = readBack(study.replace('mri', 'MRI'), titled(day), other);
        expect([name, ...(await heard(conversation, text))]).toEqual([name, 'study', 'day']);
      }
    },
    120_000,
  );

  it('does not take another day or study for its own', async () => {
    for (const { conversation, name, study, day } of meant) {
      const otherDay = day === 'monday' ? 'Tuesday' : 'Monday';
      const otherStudy = study === 'mri of the head' ? 'MRI of the knee' : 'CT of the head';
      expect(await heard(conversation, readBack(otherStudy, otherDay, titled(name)))).toEqual(['name']);
    }
  }, 120_000);

  it('hears nothing where nothing of it is said', async () => {
    for (const { conversation } of meant)
      expect(await heard(conversation, 'Sorry, I did not catch that. Shall I book it?')).toEqual([]);
  }, 120_000);
});
