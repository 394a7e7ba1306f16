import { beforeAll, describe, expect, it } from '@jest/globals';
import { overPhoneLine } from '../g711.ts';
import { loadConversation } from '../place-call.ts';
import { seededRandom } from '../random.ts';
import { type Conversation, drawConversation } from './conversation.ts';
import { createEar } from './ear.ts';
import { FRAME_SAMPLES } from './features.ts';
import { rememberValue, type ValueSounds } from './value-ear.ts';
import { createVoices } from './voice.ts';

const render = createVoices();
const agent = (text: string) => render('espeak:en-us', text);

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

const readBack = (study: string, day: string, name: string) =>
  `If your plans change, call this same number. Let me check. ${study}, on ${day} the twenty fifth of November ` +
  `at eight thirty in the morning, for ${name}, phone 0 6 7, 1 2 3, 4 5, 6 7. Shall I book it?`;
const titled = (text: string) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

describe('a caller listens for its own values', () => {
  let meant: { name: string; surname: string; study: string; day: string; conversation: Conversation }[] = [];
  beforeAll(async () => {
    const template = await loadConversation('clinic-booking.en');
    // every name once
    const names = new Map<string, Conversation>();
    for (let seed = 1; seed <= 60 && names.size < 4; seed++) {
      const drawn = drawConversation(template, seededRandom(seed));
      names.set(drawn.checks.name?.value ?? '', drawn);
    }
    meant = [...names].map(([name, conversation]) => ({
      name,
      surname: name.split(' ')[1] ?? '',
      study: conversation.checks.study?.value ?? '',
      day: conversation.checks.day?.value ?? '',
      conversation,
    }));
  });

  it('hears them when they are read back right', async () => {
    for (const { conversation, name, study, day } of meant) {
      const text = readBack(study.replace('mri', 'MRI'), titled(day), titled(name));
      expect([name, ...(await heard(conversation, text))]).toEqual([name, 'name', 'study', 'day']);
    }
  }, 120_000);

  it('hears its name in the echo', async () => {
    for (const { conversation, name } of meant) {
      expect(await heard(conversation, `${titled(name)}, good. What is troubling you?`)).toContain('name');
    }
  }, 120_000);

  it.each(['Maria', 'Marina', 'Ivan', 'Svitlana', 'Denys'])(
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
