import { describe } from '@jest/globals';
import {
  answered,
  audible,
  drained,
  ended,
  final,
  head,
  heard,
  itHolds,
  speaking,
  started,
  submitted,
  time,
  words,
} from './race-lab.ts';

describe('barge-in', () => {
  itHolds([
    {
      rule: 'the agent falls silent at the first sound',
      before: speaking,
      next: [started(5000)],
      does: ['pause-speaking'],
    },
    {
      rule: 'a cough: it goes on where it stopped',
      before: speaking,
      next: [started(5000), ended(5300, { speechMs: 200 }), final(5320, 2, '')],
      does: ['pause-speaking', 'finalize', 'resume-speaking'],
    },
    {
      rule: 'but a word as short as a cough is a word',
      before: speaking,
      next: [started(5000), ended(5300, { speechMs: 200 }), final(5320, 2, 'no')],
      does: ['pause-speaking', 'finalize', 'stop-speaking', 'submit speech "no"'],
    },
    {
      rule: '"mhm" is no interruption',
      before: speaking,
      next: [started(5000), heard(5400, 'Mhm.'), ended(5500, { speechMs: 400 })],
      does: ['pause-speaking', 'finalize', 'resume-speaking'],
    },
    {
      rule: 'nor is it when the words come behind the end of speech',
      before: speaking,
      next: [started(5000), ended(5500, { speechMs: 400 }), heard(5501, 'угу')],
      does: ['pause-speaking', 'finalize', 'resume-speaking'],
    },
    {
      rule: 'words are',
      before: speaking,
      next: [started(5000), heard(5400, 'no wait')],
      does: ['pause-speaking', 'stop-speaking'],
    },
    {
      rule: 'so is long speech without words',
      before: speaking,
      next: [started(5000), time(6200)],
      does: ['pause-speaking', 'stop-speaking'],
    },
    {
      rule: 'what was said becomes the next turn',
      before: speaking,
      next: [started(5000), heard(5400, 'no tuesday'), ended(5900), time(6200), final(6230, 2, 'no tuesday')],
      does: ['pause-speaking', 'stop-speaking', 'finalize', 'submit speech "no tuesday"'],
    },
    {
      rule: 'a sound of half a second without words resumes at the final',
      before: speaking,
      next: [started(5000), ended(5600, { speechMs: 450 }), time(5900), final(5910, 2, '')],
      does: ['pause-speaking', 'finalize', 'resume-speaking'],
    },
    {
      rule: 'a streamed reply is aborted when it is cut',
      before: [...submitted, head(4050, 't1-1'), words(4100, 't1-1', 'At what'), audible(4105, 1)],
      next: [started(5000), heard(5300, 'no')],
      does: ['pause-speaking', 'stop-speaking', 'abort-reply'],
    },
    {
      rule: 'words of a cut reply are dropped',
      before: [
        ...submitted,
        head(4050, 't1-1'),
        words(4100, 't1-1', 'At what'),
        audible(4105, 1),
        started(5000),
        heard(5300, 'no'),
      ],
      next: [words(5310, 't1-1', ' time?')],
      does: [],
    },
    {
      rule: 'text that arrives while the caller speaks waits',
      before: [...submitted, started(4200)],
      next: [answered(4300, 't1-1')],
      does: ['pause-speaking', 'speak At what time?'],
    },
    {
      rule: 'and is spoken when the caller said nothing',
      before: [...submitted, started(4200), answered(4300, 't1-1')],
      next: [ended(4700, { speechMs: 200 }), final(4720, 2, '')],
      does: ['finalize', 'resume-speaking'],
    },
    {
      rule: 'words behind an unheard turn replace it by both',
      before: [...submitted, started(4200), answered(4300, 't1-1')],
      next: [heard(4600, 'morning'), ended(4700), time(5000), final(5010, 2, 'in the morning')],
      does: ['stop-speaking', 'finalize', 'submit speech "monday in the morning" for t1-1'],
    },
    {
      rule: 'so they do while the workflow still thinks',
      before: submitted,
      next: [started(4200), ended(4700), time(5000), final(5010, 2, 'morning')],
      does: ['finalize', 'submit speech "monday morning" for t1-1'],
    },
    {
      rule: 'but "mhm" while it thinks changes nothing',
      before: submitted,
      next: [started(4200), heard(4500, 'mhm'), ended(4600), time(4900), final(4910, 2, 'mhm')],
      does: ['finalize'],
    },
    {
      rule: 'a protected reply is not interrupted',
      before: [...submitted, answered(4100, 't1-1', { interruptible: false }), audible(4105, 1)],
      next: [started(5000), heard(5400, 'no'), ended(5600), time(6000)],
      does: ['finalize'],
    },
    {
      rule: 'who still speaks at its end is answering',
      before: [...submitted, answered(4100, 't1-1', { interruptible: false }), audible(4105, 1)],
      next: [
        started(5000),
        drained(5200, 1),
        heard(5400, 'ten'),
        ended(5600),
        time(5900),
        final(5910, 2, 'ten'),
      ],
      does: ['finalize', 'submit speech "ten"'],
    },
    {
      rule: 'an old generation has no say',
      before: [...speaking, started(5000), heard(5400, 'no wait')],
      next: [drained(5450, 1), time(9000)],
      does: [],
    },
  ]);
});
