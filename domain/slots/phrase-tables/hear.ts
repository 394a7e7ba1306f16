import type { Understanding } from '../../dialog/types.ts';
import type { Language } from '../../language.ts';
import { type SlotContext, type SlotDefinition, slotDefinitionSchema, understand } from '../index.ts';

const slots: Record<string, unknown> = {
  name: { type: 'name' },
  phone: { type: 'phone' },
  day: { type: 'date' },
  time: { type: 'time' },
  age: { type: 'age' },
  weight: { type: 'weight' },
  implant: {
    type: 'yes-no',
    yes: { en: ['[a] pacemaker'], uk: ['кардіостимулятор'], ru: ['кардиостимулятор'] },
  },
  study: {
    type: 'choice',
    choices: [
      {
        id: 'mri-knee',
        say: { en: 'MRI of the knee', uk: 'МРТ коліна', ru: 'МРТ колена' },
        phrases: {
          en: ['(mri|m r i) of (the|my) knee', 'knee (mri|m r i|scan)'],
          uk: ['мрт [колінного] (коліна|суглоба)', 'коліно'],
          ru: ['мрт [коленного] (колена|сустава)', 'колено'],
        },
      },
      {
        id: 'mri-brain',
        say: { en: 'MRI of the brain', uk: 'МРТ головного мозку', ru: 'МРТ головного мозга' },
        phrases: {
          en: ['(mri|m r i) of (the|my) (brain|head)', 'brain (mri|m r i|scan)'],
          uk: ['мрт (голови|головного мозку|мозку)', 'голова'],
          ru: ['мрт (головы|головного мозга|мозга)', 'голова'],
        },
      },
      {
        id: 'ultrasound',
        say: { en: 'ultrasound', uk: 'ультразвук', ru: 'УЗИ' },
        phrases: { en: ['[an] ultrasound [scan]'], uk: ['узд', 'ультразвук'], ru: ['узи', 'ультразвук'] },
      },
    ],
  },
  symptoms: { type: 'text' },
  agreed: { type: 'yes-no' },
  price: { type: 'money' },
};

/** The slots of the tables: one of each type that matters. */
export const definitions: Record<string, SlotDefinition> = Object.fromEntries(
  Object.entries(slots).map(([slot, definition]) => [slot, slotDefinitionSchema.parse(definition)]),
);

/** Saturday 21 November 2026, ten in the morning in Kyiv. Offered: half past nine and half past three on Tuesday. */
export const context: SlotContext = {
  facts: { callId: 'c1', tenant: 'clinic', from: '+380501112233', to: '100', timeZone: 'Europe/Kyiv' },
  at: '2026-11-21T10:00:00+02:00',
  openingHours: { mon: ['08:00', '20:00'], sat: ['09:00', '15:00'] },
};
export const offered = ['2026-11-24T09:30:00+02:00', '2026-11-24T15:30:00+02:00'];

/** What is said, and what is understood: `slot=value` (`slot?=value` when unclear) and intents, in alphabetical order. */
export type Row = readonly [said: string, understood: string];

/** A table: the open slot, `time+offer` where times have been offered. */
export type Table = Readonly<Record<string, readonly Row[]>>;

/** What an utterance is understood as; `time+offer`: times have been offered, `confirm`: a name has been read back. */
export function hear(said: string, asked: string, language: Language): Understanding {
  const [open = '', offer] = asked.split('+');
  return understand({
    text: said,
    confidence: null,
    language,
    open: open === 'none' ? null : open === 'confirm' ? 'name' : open,
    definitions,
    context: offer === undefined ? context : { ...context, offered },
    ...(open === 'confirm' ? { expectedHint: 'confirm' } : {}),
  });
}

/** What one utterance comes to, as the tables write it. */
export function summary(said: string, asked: string, language: Language): string {
  const understood = hear(said, asked, language);
  const values = understood.slots.map(
    ({ slot, value, confidence }) =>
      `${slot}${confidence < 0.5 ? '?' : ''}=${slot === 'symptoms' ? '…' : value}`,
  );
  return [...values, ...understood.intents].sort().join(' ');
}
