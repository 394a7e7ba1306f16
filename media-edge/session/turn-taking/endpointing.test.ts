import { describe } from '@jest/globals';
import { asks, drained, ended, final, heard, itHolds, listening, started, time } from './race-lab.ts';

describe('endpointing', () => {
  itHolds([
    {
      rule: 'the turn ends when patience has passed since the end of speech',
      before: listening,
      next: [started(3000), heard(3600, 'monday'), ended(3700), time(3999), time(4000)],
      does: ['finalize'],
    },
    {
      rule: 'not before',
      before: listening,
      next: [started(3000), heard(3600, 'monday'), ended(3700), time(3999)],
      does: [],
    },
    {
      rule: 'speech that goes on in time keeps the turn open',
      before: listening,
      next: [started(3000), ended(3700), started(3900), time(5000)],
      does: [],
    },
    {
      rule: 'a whole answer ends the turn at once',
      before: [
        ...listening.slice(0, 1),
        [
          20,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks({ completeWhen: 'yes|no' }),
              greeting: '',
              state: 'X',
              noInputMs: 7000,
              maxCallMs: 9e5,
            },
          },
        ],
        drained(2000, 1),
      ],
      next: [started(3000), heard(3500, 'Yes.'), ended(3600)],
      does: ['finalize'],
    },
    {
      rule: 'a whole answer that comes behind the end of speech counts too',
      before: [
        ...listening.slice(0, 1),
        [
          20,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks({ completeWhen: 'yes|no' }),
              greeting: '',
              state: 'X',
              noInputMs: 7000,
              maxCallMs: 9e5,
            },
          },
        ],
        drained(2000, 1),
      ],
      next: [started(3000), ended(3600), heard(3601, 'yes')],
      does: ['finalize'],
    },
    {
      rule: 'part of an answer does not',
      before: [
        ...listening.slice(0, 1),
        [
          20,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks({ completeWhen: 'yes|no' }),
              greeting: '',
              state: 'X',
              noInputMs: 7000,
              maxCallMs: 9e5,
            },
          },
        ],
        drained(2000, 1),
      ],
      next: [started(3000), heard(3500, 'yes but'), ended(3600)],
      does: [],
    },
    {
      rule: 'digits are waited for longer',
      before: [
        ...listening.slice(0, 1),
        [
          20,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks({ patience: 'digits' }),
              greeting: '',
              state: 'X',
              noInputMs: 7000,
              maxCallMs: 9e5,
            },
          },
        ],
        drained(2000, 1),
      ],
      next: [started(3000), ended(3700), time(4499)],
      does: [],
    },
    {
      rule: 'an unfinished thought is waited for twice as long',
      before: listening,
      next: [started(3000), ended(3700, { probability: 0.1 }), time(4400)],
      does: [],
    },
    {
      rule: 'but not for ever',
      before: listening,
      next: [started(3000), ended(3700, { probability: 0.1 }), time(4500)],
      does: ['finalize'],
    },
    {
      rule: 'the final transcript is submitted',
      before: listening,
      next: [started(3000), ended(3700), time(4000), final(4030, 1, 'monday')],
      does: ['finalize', 'submit speech "monday"'],
    },
    {
      rule: 'a late final is not waited for: the interim counts',
      before: listening,
      next: [started(3000), heard(3600, 'mon'), ended(3700), time(4000), time(4500)],
      does: ['finalize', 'submit speech "mon"'],
    },
    {
      rule: 'and when it comes at last it is dropped',
      before: [...listening, started(3000), heard(3600, 'mon'), ended(3700), time(4000), time(4500)],
      next: [final(4600, 1, 'monday')],
      does: [],
    },
    {
      rule: 'who speaks on before the final is here says one turn',
      before: listening,
      next: [
        started(3000),
        ended(3700),
        time(4000),
        started(4010),
        final(4030, 1, 'on monday'),
        ended(5000),
        time(5300),
        final(5310, 2, 'or tuesday'),
      ],
      does: ['finalize', 'finalize', 'submit speech "on monday or tuesday"'],
    },
    {
      rule: 'noise without words is no turn',
      before: listening,
      next: [started(3000), ended(3400, { speechMs: 150 }), time(3700), final(3710, 1, '')],
      does: ['finalize'],
    },
    {
      rule: 'speech that nobody understood is a turn without words',
      before: listening,
      next: [started(3000), ended(3900), time(4200), final(4210, 1, '')],
      does: ['finalize', 'submit speech'],
    },
    {
      rule: 'an endless utterance is cut',
      before: listening,
      next: [started(3000), time(33_000)],
      does: ['finalize'],
    },
  ]);
});
