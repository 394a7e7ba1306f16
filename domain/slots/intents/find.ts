import type { Intent } from '../../dialog/types.ts';
import { LANGUAGES, type Language } from '../../language.ts';
import { phrasePattern } from '../hint-syntax.ts';
import { matches, type Sentence, textOf } from '../sentence.ts';
import { clausePolarity } from './clauses.ts';
import { contradicted, polarity } from './polarity.ts';
import { RECORDING_HINTS, refusesRecording } from './refuses-recording.ts';
import type { CommandIntent } from './types.ts';
import { intentWordings, neverMatches } from './wordings.ts';

/** An intent and the tokens [from, to) that say it. */
export interface HeardIntent {
  intent: Intent;
  from: number;
  to: number;
}

type CommandRule = { intent: CommandIntent; whole: RegExp; anywhere: RegExp };
type Rules = { commands: readonly CommandRule[]; denied: RegExp };

const rules: Readonly<Record<Language, Rules>> = { en: compile('en'), uk: compile('uk'), ru: compile('ru') };

function compile(language: Language): Rules {
  const { commands, politeness, openers, denials } = intentWordings[language];
  const source = (hints: readonly string[]) => phrasePattern(hints, language)?.source.slice(0, -5) ?? '(?!)';
  const before = `^(?:${source(openers)})*`;
  const behind = `(?:${source(politeness)})* $`;
  return {
    commands: Object.entries(commands).map(([intent, { say, whole = [], anywhere }]) => ({
      intent: intent as CommandIntent,
      whole: new RegExp(`${before}(?:${source([...say, ...whole])})(?=${behind})`, 'gu'),
      anywhere: phrasePattern(anywhere, language) ?? neverMatches,
    })),
    denied: new RegExp(`(?:${source(denials)}) $`, 'u'),
  };
}

const POLARITY: ReadonlySet<Intent> = new Set(['yes', 'no', 'unsure']);
/** said together with an answer, in the same words: "that's not right" */
const NO_COMMANDS: ReadonlySet<Intent> = new Set([
  ...POLARITY,
  'correction',
  'thanks',
  'goodbye',
  'greeting',
]);

/** Everything an utterance wants beside answering the question (`asksYesNo`: one that asks for a yes or a no), in the order of domain/dialog/types.ts. */
export function findIntents(sentence: Sentence, asksYesNo = false): HeardIntent[] {
  const heard: HeardIntent[] = [];
  const answer = asksYesNo ? clausePolarity(sentence) : polarity(sentence);
  if (answer !== null)
    heard.push(
      contradicted(sentence, answer) && answer.intent === 'yes'
        ? { intent: 'unsure', from: answer.from, to: answer.to }
        : { intent: answer.intent, from: answer.from, to: answer.to },
    );
  const { commands } = rules[sentence.language];
  for (const { intent, whole, anywhere } of commands) {
    const found =
      matches(sentence, whole)[0] ??
      matches(sentence, anywhere).find(
        ({ from }) => !isDenied(sentence, from) || (intent === 'cancel' && isAnswered(sentence, from)),
      );
    const isFigure =
      intent === 'emergency' &&
      found !== undefined &&
      FIGURATIVE[sentence.language].test(textOf(sentence, found.to, found.to + 4));
    if (found !== undefined && !isFigure) heard.push({ intent, from: found.from, to: found.to });
  }
  const unrecorded = refusesRecording(sentence);
  if (unrecorded !== null) {
    // the same words refuse an appointment, and the no in front refuses nothing else
    const others = heard.filter(({ from, to }) => to <= unrecorded.from || unrecorded.to <= from);
    heard.splice(0, heard.length, ...others, { intent: 'no-recording', ...unrecorded });
  }
  // "are you a living person or a machine?" asks for none
  const asksWhich =
    heard.some(({ intent }) => intent === 'robot') && EITHER[sentence.language].test(sentence.text);
  if (asksWhich) heard.splice(0, heard.length, ...heard.filter(({ intent }) => intent !== 'operator'));
  // "I can't breathe" and "I did not catch that" are no refusals
  const orders = heard.filter(({ intent }) => !NO_COMMANDS.has(intent));
  return heard.filter(
    (one) => !POLARITY.has(one.intent) || !orders.some(({ from, to }) => one.from < to && from < one.to),
  );
}

/** What the agent is asked to be; and what nobody dies of. */
const EITHER: Readonly<Record<Language, RegExp>> = {
  en: /^(?: (?:sorry|hello|hi|excuse me|wait|so|and|but))* (?:are you|is this|is it|is that|am i|do i)(?= ).* or /u,
  uk: /^(?: (?:вибачте|алло|а|і|скажіть|чи))* (?:ви|ти|це|я|зі мною)(?= ).* (?:чи|або) /u,
  ru: /^(?: (?:извините|алло|а|и|скажите))* (?:вы|ты|это|я|со мной)(?= ).* (?:или|либо) /u,
};
const FIGURATIVE: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:for (?:a|an|some|my|the)|to (?!\w*death)|of (?:thirst|hunger|boredom|curiosity|shame|embarrassment|heat|laughter)|laughing) /u,
  uk: /^ (?:від|од|з|зі|із|хочу|як хочу|так) (?:\S+ )?(?:спраги|нудьги|голоду|сміху|сорому|цікавості|спеки|кави|води|пити|їсти|спати) /u,
  ru: /^ (?:от|с|со|хочу|как хочу|так) (?:\S+ )?(?:жажды|скуки|голода|смеха|стыда|любопытства|жары|кофе|воды|пить|есть|спать) /u,
};

/** Whether words right before a token deny it: "no chest pain", "I don't have a pacemaker". */
export const isDenied = (sentence: Sentence, from: number): boolean =>
  rules[sentence.language].denied.test(clauseBefore(sentence, from));

/** "No cancel my appointment": the recogniser left a comma out, and the first word is an answer of its own. */
const isAnswered = (sentence: Sentence, from: number): boolean =>
  ANSWERED[sentence.language].test(textOf(sentence, 0, from));
const ANSWERED: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:okay |ok |right )*no $/u,
  uk: / (?:ні|нет|нє) $/u,
  ru: / (?:нет|ні) $/u,
};

/** The words of the same clause before a token: "no, chest pain" denies nothing. */
function clauseBefore(sentence: Sentence, at: number): string {
  let from = at;
  while (from > 0 && !sentence.tokens[from]?.afterBreak) from -= 1;
  return textOf(sentence, from, at);
}

/**
 * What callers may say whatever is asked: repeat, operator, goodbye, wait, robot, emergency, another language, and
 * corrections of an earlier answer. The dialog adds these hints to every question's own.
 */
export function globalHints(language: Language): string[] {
  const { commands } = intentWordings[language];
  const given: readonly CommandIntent[] = [
    'repeat',
    'operator',
    'cancel',
    'goodbye',
    'wait',
    'robot',
    'emergency',
    'correction',
  ];
  const languages = LANGUAGES.filter((other) => other !== language).map((other) => `speak-${other}` as const);
  return [
    ...[...given, ...languages].flatMap((intent) => commands[intent].say),
    ...RECORDING_HINTS[language],
  ];
}
