import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadConversation } from '../place-call.ts';
import { seededRandom } from '../random.ts';
import { drawConversation, readConversation, spokenLines } from './conversation.ts';
import { createScript } from './next-action.ts';

const HEAD = 'title: t\nlanguage: en\nfrom: "1"\nto: "2"\nvoices: ["flite:rms"]\n';
const read = (yaml: string) => readConversation('c.yaml', HEAD + yaml);
const drawn = (yaml: string) => drawConversation(read(yaml), seededRandom(1));

describe('the conversations that come with it', () => {
  const files = readdirSync(new URL('../conversations', import.meta.url));
  it.each(files)('%s is readable and complete under every seed', async (file) => {
    const template = await loadConversation(file.replace(/\.yaml$/, ''));
    for (let seed = 1; seed <= 50; seed++) {
      const lines = spokenLines(drawConversation(template, seededRandom(seed)));
      expect(lines.filter((line) => /[{}]/.test(line))).toEqual([]);
    }
  });
});

describe('a complaint that is misheard', () => {
  const drawn = async (complaint: RegExp) => {
    const template = await loadConversation('clinic-booking.en');
    for (let seed = 1; ; seed++) {
      const conversation = drawConversation(template, seededRandom(seed));
      const script = createScript(conversation);
      const saysTo = (asked: string, heard: string[] = []) => script.next(asked, heard)?.action.say ?? '';
      const first = saysTo('what is troubling you');
      if (complaint.test(first)) return { first, saysTo };
    }
  };

  it.each([
    { complaint: /head/, other: 'i have a headache' },
    { complaint: /back/, other: 'i have back pain' },
    { complaint: /knee/, other: 'i have knee pain' },
  ])(
    'is told as "$other" when it is asked for again, or was read back wrong',
    async ({ complaint, other }) => {
      const again = await drawn(complaint);
      expect(again.first).not.toBe(other);
      expect(again.saysTo('what is troubling you')).toBe(other);
      const refused = await drawn(complaint);
      expect(refused.saysTo('have you seen a doctor about it', ['since', 'pain'])).toBe(`no ${other}`);
      expect((await drawn(complaint)).saysTo('have you seen a doctor', ['symptoms', 'since', 'pain'])).toBe(
        'yes i have',
      );
    },
  );
});

describe('reading', () => {
  it.each([
    ['an unknown key', 'stepz: []', 'stepz'],
    ['two actions at once', 'steps: [{ say: a, keys: "1" }]', 'expected one of'],
    ['no action', 'steps: [{}]', 'expected one of'],
    ['keys that no telephone has', 'steps: [{ keys: "12a" }]', 'expected keys'],
    ['a question with signs', 'answers: [{ asked: ["what?"], do: { say: a } }]', 'without signs'],
  ])('refuses %s', (_, yaml, fault) => {
    expect(() => read(yaml)).toThrow(fault);
    expect(() => read(yaml)).toThrow('c.yaml');
  });
  it('names a variable that is missing', () => {
    expect(() => drawn('steps: [{ say: "i am {nmae}" }]')).toThrow('{nmae}');
  });
  it('draws the same by the same seed, and fields of one variable together', () => {
    const yaml = 'variables: { d: [{ a: x1, b: x2 }, { a: y1, b: y2 }] }\nsteps: [{ say: "{d.a} {d.b}" }]';
    expect(['x1 x2', 'y1 y2']).toContain(drawn(yaml).steps[0]?.say);
    expect(drawn(yaml)).toEqual(drawn(yaml));
  });
});

describe('drawing', () => {
  const conversation = drawn(`
variables: { weight: [{ is: '70' }] }
checks: { weight: { value: '{weight.is} kilos', called: the weight, unlike: ['{like:weight.is} kilos', stones] } }
steps: [{ keys: '{from.keys}' }, { say: 'it is {from.number}' }]`);
  it('puts every number that is taken for the own one into what it must not be', () => {
    const { unlike = [] } = conversation.checks.weight ?? {};
    expect(unlike).toEqual(expect.arrayContaining(['78 kilos', '17 kilos', '60 kilos', 'stones']));
    expect(unlike).not.toContain('70 kilos');
  });
  it('knows the number that is called from', () => {
    expect(conversation.steps).toEqual([{ keys: '1' }, { say: 'it is 1' }]);
    const template = { ...read(''), from: '+380671234567' };
    expect(drawConversation(template, seededRandom(1)).values.from).toEqual({
      number: '+380671234567',
      keys: '0671234567',
      said: '0 6 7, 1 2 3, 4 5, 6 7',
    });
  });
});

describe('what is said next', () => {
  const script = () =>
    createScript(
      drawn(`
answers:
  - { asked: [name], do: { say: peter } }
  - { asked: [day, which day], do: [{ say: monday }, { say: "no, tuesday" }] }
steps: [{ say: hello }, { silence: { ms: 500 } }]`),
    );
  it.each([
    {
      name: 'the answer to the question, whatever the order',
      asked: ['day', 'name'],
      said: ['monday', 'peter'],
    },
    {
      name: 'another answer the second time, the last one again later',
      asked: ['day', 'which day', 'day'],
      said: ['monday', 'no, tuesday', 'no, tuesday'],
    },
    {
      name: 'the steps in order where no question is understood',
      asked: [null, 'name', null],
      said: ['hello', 'peter', undefined],
    },
    {
      name: 'the last line again when no step is left',
      asked: [null, null, 'name', null],
      said: ['hello', undefined, 'peter', 'peter'],
    },
  ])('$name', ({ asked, said }) => {
    const { next } = script();
    expect(asked.map((question) => next(question)?.action.say)).toEqual(said);
  });
  it('asks again where nothing was understood, then says the last line again', () => {
    const { next } = createScript(drawn('lost: pardon\nanswers: [{ asked: [name], do: { say: peter } }]'));
    const asked = ['name', null, null, null, null, 'name', null];
    expect(asked.map((question) => next(question)?.action.say)).toEqual([
      ...['peter', 'pardon', 'peter', 'pardon', undefined],
      ...['peter', 'pardon'],
    ]);
  });
  it('gives up after three repetitions, and after five equal answers', () => {
    const first = script();
    first.next('name');
    first.next(null);
    first.next(null);
    expect(
      [first.next(null), first.next(null), first.next(null), first.next(null)].map((one) => one === null),
    ).toEqual([false, false, false, true]);
    const { next } = script();
    expect(Array.from({ length: 6 }, () => next('name') === null)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('an answer that carries a check', () => {
  const script = () =>
    createScript(
      drawn(`
checks:
  name: { value: peter, called: the name }
  day: { value: monday, called: the day }
  weight: { value: seventy, called: the weight }
answers:
  - asked: [your weight]
    do: { say: seventy, echo: { of: weight, otherwise: [{ say: "no, seventy" }, { say: "no, seventy kilos" }] } }
  - { asked: [did you say], do: { say: i did, ifAny: [name, day], otherwise: { say: i did not } } }
  - { asked: [your name], do: { say: peter, echo: { of: name, otherwise: { say: "no, peter" } } } }
  - { asked: [your age], do: { say: thirty } }
  - { asked: [book it], do: { say: "yes", ifHeard: [name, day], otherwise: [{ say: "no" }, { say: operator }] } }
  - { asked: [what is wrong], do: { say: nothing, correct: true } }`),
    );
  it.each<{ name: string; turns: [string, string[]][]; said: string[] }>([
    { name: 'agrees to what was heard right', turns: [['book it', ['name', 'day']]], said: ['yes'] },
    {
      name: 'objects to what was heard wrong, names it, and agrees when it is right',
      turns: [
        ['book it', ['name']],
        ['what is wrong', []],
        ['book it', ['name', 'day']],
      ],
      said: ['no', 'the day', 'yes'],
    },
    {
      name: 'asks for a person when it stays wrong',
      turns: [
        ['book it', ['day']],
        ['what is wrong', []],
        ['book it', ['day']],
      ],
      said: ['no', 'the name', 'operator'],
    },
    {
      name: 'never agrees to what was not heard at all',
      turns: [
        ['book it', []],
        ['book it', []],
      ],
      said: ['no', 'operator'],
    },
    {
      name: 'answers the bare question again by the read-back before it',
      turns: [
        ['book it', ['name', 'day']],
        ['book it', []],
      ],
      said: ['yes', 'yes'],
    },
    {
      name: 'has nothing to correct where nothing was wrong',
      turns: [['what is wrong', []]],
      said: ['nothing'],
    },
    {
      name: 'goes on when the echo is right',
      turns: [
        ['your name', []],
        ['your age', ['name']],
      ],
      said: ['peter', 'thirty'],
    },
    {
      name: 'corrects a wrong echo once',
      turns: [
        ['your name', []],
        ['your age', []],
        ['your age', []],
      ],
      said: ['peter', 'no, peter', 'thirty'],
    },
    {
      name: 'corrects as often as there are objections',
      turns: [
        ['your weight', []],
        ['your age', []],
        ['your age', []],
        ['your age', []],
      ],
      said: ['seventy', 'no, seventy', 'no, seventy kilos', 'thirty'],
    },
    {
      name: 'agrees when one of the values was heard, and to nothing else',
      turns: [
        ['did you say', ['day']],
        ['did you say', []],
      ],
      said: ['i did', 'i did not'],
    },
    {
      name: 'waits for the echo while it is asked again',
      turns: [
        ['your name', []],
        ['your name', []],
        ['your age', ['name']],
      ],
      said: ['peter', 'peter', 'thirty'],
    },
  ])('$name', ({ turns, said }) => {
    const { next } = script();
    expect(turns.map(([asked, heard]) => next(asked, heard)?.action.say)).toEqual(said);
  });
  it.each([
    [
      'a check that nobody wrote',
      'answers: [{ asked: [a], do: { say: a, ifHeard: [age], otherwise: { say: b } } }]',
      '"age"',
    ],
    [
      'a check of any that nobody wrote',
      'answers: [{ asked: [a], do: { say: a, ifAny: [age], otherwise: { say: b } } }]',
      '"age"',
    ],
    [
      'a check without an objection',
      'answers: [{ asked: [a], do: { say: a, ifHeard: [age] } }]',
      'go together',
    ],
  ])('refuses %s', (_, yaml, fault) => {
    expect(() => read(yaml)).toThrow(fault);
  });
});
