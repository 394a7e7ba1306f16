import { describe } from '@jest/globals';
import type { Step } from './race-lab.ts';
import {
  answered,
  asks,
  audible,
  closed,
  drained,
  ended,
  final,
  head,
  heard,
  itHolds,
  key,
  listening,
  opened,
  speaking,
  started,
  submitted,
  time,
  transfer,
  words,
} from './race-lab.ts';

const broken = (at: number, turnId: string, attempt = 1): Step => [
  at,
  { type: 'reply-broken', turnId, attempt },
];
const streamEnd = (at: number, turnId: string): Step => [at, { type: 'reply-end', turnId, attempt: 1 }];
/** greeted and still greeting; the call is open */
const greeting: Step[] = [...opened, audible(30, 1)];

describe('nobody is left in silence', () => {
  itHolds([
    {
      rule: 'keys while a final is asked for: a recogniser that never answers does not make the agent deaf',
      before: [...listening, started(3000), key(3200, '1'), key(3300, '#'), answered(3400, 't1-1')],
      next: [time(3700), drained(5000, 1), started(6000), ended(6800), time(7400), final(7420, 2, 'tuesday')],
      does: ['finalize', 'submit speech "tuesday"'],
    },
    {
      rule: 'a noise without end becomes a turn, and the reply is spoken over it',
      before: [...listening, started(3000)],
      next: [heard(10_000, 'the news'), time(33_000), final(33_100, 1, 'the news'), answered(33_300, 't1-1')],
      does: ['finalize', 'submit speech "the news"', 'speak At what time?'],
    },
    {
      rule: 'one without words is as good as silence',
      before: [...listening, started(3000)],
      next: [time(33_000), final(33_100, 1, ''), time(40_200)],
      does: ['finalize', 'submit silence'],
    },
    {
      rule: 'a noise that began while the workflow thought does not hold the reply for long',
      before: [...submitted, started(4200), answered(4300, 't1-1')],
      next: [
        ...[time(8300), final(8400, 2, ''), audible(8410, 1), drained(10_000, 1)],
        ...[time(17_000), final(17_100, 3, ''), time(24_100)],
      ],
      does: ['finalize', 'resume-speaking', 'finalize', 'submit silence'],
    },
    {
      rule: 'words in it are a turn, and what they replace is forgotten',
      before: [...submitted, started(4200), answered(4300, 't1-1')],
      next: [time(8300), final(8400, 2, 'in the morning')],
      does: ['finalize', 'stop-speaking', 'submit speech "monday in the morning" for t1-1'],
    },
    {
      rule: 'and a caller who says words is heard out',
      before: [...submitted, started(4200), answered(4300, 't1-1')],
      next: [heard(5000, 'in the'), time(8400), heard(9000, 'in the morning'), ended(9500), time(9900)],
      does: ['stop-speaking', 'finalize'],
    },
    {
      rule: 'a recogniser without interims is asked meanwhile, and what follows belongs to the same turn',
      before: [...submitted, started(4200), answered(4300, 't1-1'), time(8300)],
      next: [
        final(8400, 2, 'in the'),
        ended(9500),
        time(9900),
        final(9910, 3, 'morning'),
        answered(10_000, 't1-3'),
      ],
      does: [
        'stop-speaking',
        'submit speech "monday in the" for t1-1',
        'finalize',
        'submit speech "monday in the morning" for t1-2',
        'speak At what time?',
      ],
    },
    {
      rule: 'words that a deadline puts on just when the playout ran dry are still to be played',
      before: [...speaking, [4200, { type: 'ears-lost' }]],
      next: [drained(12_200, 1)],
      does: ['transfer'],
    },
    {
      rule: 'a reply whose stream breaks for good is finished with what came',
      before: [
        ...submitted,
        head(4050, 't1-1'),
        words(4100, 't1-1', 'At what'),
        broken(4200, 't1-1'),
        words(4300, 't1-2', ' time'),
        broken(4400, 't1-2'),
        words(4500, 't1-3', ' would'),
        broken(4600, 't1-3'),
        words(4700, 't1-4', ' you'),
      ],
      next: [broken(4800, 't1-4'), drained(6000, 1), time(13_000)],
      does: ['submit silence'],
    },
    {
      rule: 'a backchannel into a reply: it goes on, ends, and the caller is waited for',
      before: [...speaking, started(5000), heard(5300, 'mhm')],
      next: [ended(5400, { speechMs: 300 }), final(5420, 2, 'mhm'), drained(7000, 1), time(14_000)],
      does: ['finalize', 'resume-speaking', 'submit silence'],
    },
    {
      rule: 'a backchannel at the very end of a reply is no answer',
      before: [...speaking, started(5000)],
      next: [
        heard(5200, 'ага'),
        ended(5300, { speechMs: 200 }),
        final(5320, 2, 'ага'),
        drained(5330, 1),
        time(12_330),
      ],
      does: ['finalize', 'resume-speaking', 'submit silence'],
    },
    {
      rule: 'an interruption that turns out to be nothing: the rest of the reply is spoken',
      before: [...speaking, started(5000)],
      next: [ended(5900, { speechMs: 700 }), time(6200), final(6230, 2, ''), drained(8000, 1), time(15_000)],
      does: ['pause-speaking', 'finalize', 'resume-speaking', 'submit silence'].slice(1),
    },
    {
      rule: 'an interruption whose final never comes: the rest of the reply is spoken',
      before: [...speaking, started(5000), ended(5600, { speechMs: 450 })],
      next: [time(5900), time(6400)],
      does: ['finalize', 'resume-speaking'],
    },
    {
      rule: 'an interruption by words is answered although its final never comes',
      before: [...speaking, started(5000), heard(5400, 'no tuesday'), ended(5900)],
      next: [time(6300), time(6900)],
      does: ['finalize', 'submit speech "no tuesday"'],
    },
    {
      rule: 'ears that are lost in mid-word: what they understood is a turn in the end',
      before: [...listening, started(3000), heard(3500, 'monday'), [3600, { type: 'ears-lost' }]],
      next: [[4600, { type: 'ears-back' }], time(33_000), time(33_500)],
      does: ['finalize', 'submit speech "monday"'],
    },
    {
      rule: 'a reply without words: the caller is waited for',
      before: submitted,
      next: [answered(4100, 't1-1', { reply: '' }), time(11_100)],
      does: ['submit silence'],
    },
    {
      rule: 'a stream that ends without a word: the caller is waited for',
      before: [...submitted, head(4050, 't1-1')],
      next: [streamEnd(4100, 't1-1'), time(11_100)],
      does: ['submit silence'],
    },
  ]);
});

describe('noise and agreement interrupt nothing', () => {
  itHolds([
    ...['Mhm.', 'uh-huh', 'угу', 'ага', 'ммм'].map((text) => ({
      rule: `"${text}" into a reply`,
      before: speaking,
      next: [started(5000), heard(5300, text), ended(5400, { speechMs: 300 })],
      does: ['pause-speaking', 'finalize', 'resume-speaking'],
    })),
    {
      rule: 'a cough into the greeting',
      before: greeting,
      next: [started(1000), ended(1300, { speechMs: 150 }), final(1330, 1, '')],
      does: ['pause-speaking', 'finalize', 'resume-speaking'],
    },
    {
      rule: 'two coughs in a row',
      before: speaking,
      next: [
        started(5000),
        ended(5300, { speechMs: 150 }),
        final(5320, 2, ''),
        started(5600),
        ended(5900, { speechMs: 150 }),
        final(5920, 3, ''),
      ],
      does: [
        'pause-speaking',
        'finalize',
        'resume-speaking',
        'pause-speaking',
        'finalize',
        'resume-speaking',
      ],
    },
    {
      rule: 'a cough behind a cough whose final is not here yet',
      before: [...speaking, started(5000), ended(5300, { speechMs: 150 })],
      next: [started(5310), final(5320, 2, ''), ended(5600, { speechMs: 150 }), final(5620, 3, '')],
      does: ['finalize', 'resume-speaking'],
    },
    {
      rule: 'a noise while the workflow thinks costs no turn',
      before: submitted,
      next: [started(4200), ended(4500, { speechMs: 150 }), time(5000), final(5020, 2, '')],
      does: ['finalize'],
    },
    {
      rule: 'an old pause does not stop the words that come behind it',
      before: [...submitted, started(4200), ended(4400, { speechMs: 100 }), time(5000), final(5020, 2, '')],
      next: [answered(5100, 't1-1'), audible(5110, 1)],
      does: ['speak At what time?'],
    },
  ]);
});

describe('what was cut stays cut', () => {
  const cut: Step[] = [...speaking, started(5000), heard(5400, 'no wait')];
  const cutStream: Step[] = [
    ...submitted,
    head(4050, 't1-1'),
    words(4100, 't1-1', 'At what'),
    audible(4105, 1),
    started(5000),
    heard(5300, 'no'),
  ];
  itHolds([
    { rule: 'its words', before: cutStream, next: [words(5310, 't1-1', ' time')], does: [] },
    { rule: 'its end', before: cutStream, next: [streamEnd(5310, 't1-1')], does: [] },
    { rule: 'its result', before: cutStream, next: [answered(5310, 't1-1')], does: [] },
    {
      rule: 'its break: it is not asked for again',
      before: cutStream,
      next: [broken(5310, 't1-1')],
      does: [],
    },
    { rule: 'the end of its playback', before: cut, next: [drained(5450, 1)], does: [] },
    {
      rule: 'the hang-up that stood behind it',
      before: [
        ...submitted,
        answered(4100, 't1-1', { action: { type: 'hang-up' } }),
        audible(4105, 1),
        started(5000),
        heard(5300, 'wait'),
      ],
      next: [
        drained(5400, 1),
        ended(5600),
        time(5900),
        final(5910, 2, 'wait'),
        answered(6100, 't1-2'),
        drained(8000, 2),
      ],
      does: ['finalize', 'submit speech "wait"', 'speak At what time?'],
    },
    {
      rule: 'the greeting, when the caller speaks into it before the call is open',
      before: [...opened.slice(0, 1), started(10)],
      next: [heard(15, 'hello I want'), ...opened.slice(1), drained(25, 1)],
      does: ['stop-speaking'],
    },
    {
      rule: 'and a reply that comes behind the next turn is not the next turn’s',
      before: [...cut, ended(5900), time(6300), final(6310, 2, 'no wait')],
      next: [words(6320, 't1-1', ' time'), answered(6330, 't1-1')],
      does: [],
    },
  ]);
});

describe('callers who pause are heard out', () => {
  const digits: Step[] = [
    ...submitted,
    answered(4100, 't1-1', { expects: asks({ slot: 'phone', patience: 'digits' }) }),
    audible(4105, 1),
    drained(5000, 1),
  ];
  itHolds([
    {
      rule: 'digits in groups are one turn',
      before: digits,
      next: [
        started(6000),
        heard(6600, '067'),
        ended(6800),
        started(7500),
        heard(8200, '067 123'),
        ended(8400),
        started(9100),
        heard(9900, '067 123 45 67'),
        ended(10_000),
        time(10_800),
        final(10_820, 2, '067 123 45 67'),
      ],
      does: ['finalize', 'submit speech "067 123 45 67"'],
    },
    {
      rule: 'a group that begins just as the final is asked for is no second turn',
      before: digits,
      next: [
        started(6000),
        ended(6800),
        time(7600),
        started(7610),
        final(7620, 2, '067'),
        ended(8400),
        time(9200),
        final(9220, 3, '123'),
      ],
      does: ['finalize', 'finalize', 'submit speech "067 123"'],
    },
    {
      rule: 'words on a question for digits end in the digits’ time',
      before: digits,
      next: [started(6000), heard(6500, 'wait a second'), ended(6800, { probability: 0.1 }), time(8000)],
      does: [],
    },
    {
      rule: 'a complete number ends the turn at once',
      before: [
        ...submitted,
        answered(4100, 't1-1', { expects: asks({ patience: 'digits', completeWhen: '\\d{3}' }) }),
        drained(5000, 1),
      ],
      next: [started(6000), heard(6600, '067'), ended(6800)],
      does: ['finalize'],
    },
    {
      rule: 'keys behind a spoken beginning are one input',
      before: digits,
      next: [
        started(6000),
        heard(6300, 'zero'),
        key(6500, '0'),
        key(6700, '6'),
        final(6800, 2, 'zero'),
        key(6900, '#'),
      ],
      does: ['finalize', 'finalize', 'submit dtmf "06"'],
    },
  ]);
});

describe('the last words', () => {
  const goodbye: Step[] = [
    ...submitted,
    answered(4100, 't1-1', { action: { type: 'hang-up' }, interruptible: false }),
    audible(4105, 1),
  ];
  itHolds([
    { rule: 'are not cut by a key', before: goodbye, next: [key(4500, '1'), key(4600, '#')], does: [] },
    {
      rule: 'nor by speech, and the call ends behind them',
      before: goodbye,
      next: [started(4500), heard(4900, 'one more'), drained(6000, 1)],
      does: ['hang-up'],
    },
    {
      rule: 'before a transfer are heard although the ears are lost',
      before: [...submitted, answered(4100, 't1-1', { action: transfer }), [4200, { type: 'ears-lost' }]],
      next: [time(6000), drained(6100, 1)],
      does: ['transfer 100'],
    },
    {
      rule: 'a caller who hangs up into them ends the call once',
      before: goodbye,
      next: [closed(4500), drained(4600, 1), closed(4700)],
      does: ['stop-speaking', 'end caller-hung-up'],
    },
  ]);
});
