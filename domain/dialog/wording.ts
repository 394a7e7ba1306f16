import type { Language } from '../language.ts';
import type { Scenario } from '../scenario/schema.ts';
import { en } from './wording/en.ts';
import { ru } from './wording/ru.ts';
import { uk } from './wording/uk.ts';

/**
 * What the engine itself says, in every language. Several variants are used one after the other.
 * A scenario replaces any of them under `phrases`. `{{value}}` and `{{label}}` are filled by the engine.
 */
export const WORDING_KEYS = [
  'didNotCatch',
  'stillThere',
  'takeYourTime',
  'robot',
  'robotAlone',
  'recordingOff',
  'notRecorded',
  'noted',
  'changed',
  'changedTo',
  'isThatRight',
  'didYouSay',
  'sorry',
  'callerNumber',
  'keypad',
  'whatToChange',
  'changeTo',
  'reallyEmergency',
  'reallyOperator',
  'reallyGoodbye',
  'speaking',
  'notMyLanguage',
  'resumed',
  'notFree',
  'noneThen',
  'whichSuits',
  'whichFirst',
  'andGivenName',
  'andFamilyName',
  'goOn',
  'notThatDay',
  'upset',
  'reallyCancel',
  'reallyStop',
  'transfer',
  'briefing',
  'nobodyAnswers',
  'offerCallback',
  'willCallBack',
  'goodbye',
  'hold',
  'fillers',
  'or',
  'priced',
] as const;
export type WordingKey = (typeof WORDING_KEYS)[number];
export type Wording = Readonly<Record<WordingKey, readonly string[]>>;

const ENGINE: Readonly<Record<Language, Wording>> = { uk, ru, en };

/** All variants of an engine phrase. */
export function wordings(scenario: Scenario, language: Language, key: WordingKey): readonly string[] {
  const own = scenario.phrases[key]?.[language];
  return own === undefined ? ENGINE[language][key] : typeof own === 'string' ? [own] : own;
}

/** The variant for the n-th use (from 0); the last one serves for all further uses. */
export function wording(scenario: Scenario, language: Language, key: WordingKey, use = 0): string {
  const variants = wordings(scenario, language, key);
  return variants[Math.min(use, variants.length - 1)] ?? '';
}
