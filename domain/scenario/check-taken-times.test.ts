import { expect, it } from '@jest/globals';
import { parseScenario } from './bundle.ts';

const scenario = (conflict: string, states = '') => `name: desk
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: ASK
operator: '1000'
globals: { operator: PERSON, emergency: PERSON, goodbye: BYE }
limits: { else: PERSON }
slots:
  day: { type: date, prompt: { en: Which day? } }
  hour: { type: time, dependsOn: [day], prompt: { en: Which time? } }
resources:
  chair: { stepMin: 30, hours: { mon: ['08:00', '20:00'] } }
states:
  ASK:
    say: { en: Which day? }
    ask: day
    next: FIND
  FIND:
    tool: { name: find-free-times, as: free, offers: hour, args: { resource: chair, day: '{{day}}', durationMin: 30, count: 2 } }
    ok: OFFER
    failed: PERSON
  OFFER:
    say: { en: 'I have {{free.times}}. Which time?' }
    ask: hour
    next: BOOK
  BOOK:
    tool: { name: set-appointment, args: { n: 1, resource: chair, time: '{{hour}}', durationMin: 30, details: {} } }
    ok: BYE
    conflict: ${conflict}
    failed: PERSON
${states}  BYE:
    say: { en: Goodbye. }
    action: hang-up
  PERSON:
    action: transfer
`;
const faults = (text: string) => {
  const result = parseScenario([{ name: 'a.yaml', text }]);
  return 'faults' in result ? result.faults.map(({ line, message }) => `${line} ${message}`) : [];
};
const comesBack = (to: string) => [
  `30 BOOK: on a conflict ${to} leads back here with the time that is taken: put "clear: [hour]" on the way`,
];

it.each([
  { name: 'straight back to the calendar', text: scenario('FIND'), at: comesBack('FIND') },
  {
    name: 'back by a state that only says so',
    text: scenario('TAKEN', '  TAKEN: { say: { en: It is taken. }, next: FIND }\n'),
    at: comesBack('TAKEN'),
  },
  {
    name: 'the time is let go',
    text: scenario('TAKEN', '  TAKEN: { clear: [hour], next: FIND }\n'),
    at: [],
  },
  {
    name: 'the day that it depends on is let go',
    text: scenario('TAKEN', '  TAKEN: { clear: [day], next: ASK }\n'),
    at: [],
  },
  { name: 'a person takes over', text: scenario('PERSON'), at: [] },
])('a time that is taken: $name', ({ text, at }) => {
  expect(faults(text)).toEqual(at);
});
