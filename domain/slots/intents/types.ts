import type { Intent } from '../../dialog/types.ts';

/** Intents that are found by their own wordings; `greeting` … `speak-en` count wherever they are said. */
export type CommandIntent = Exclude<Intent, 'yes' | 'no' | 'unsure' | 'no-recording'>;
export type Polarity = Extract<Intent, 'yes' | 'no' | 'unsure'>;

/** Wordings in hint syntax (domain/dialog/types.ts, Expects). */
export interface CommandWordings {
  /** whole utterances: hints for the recogniser, and understood as well */
  say: readonly string[];
  /** whole utterances that are understood, too, but too short or too rare to be hinted at */
  whole?: readonly string[];
  /** understood wherever they stand in an utterance, unless a negation stands before */
  anywhere: readonly string[];
}

export interface PolarityWordings {
  /** count where an utterance begins with them */
  start: readonly string[];
  /** count where they are the whole utterance, but for a "please" or "thank you" */
  whole: readonly string[];
}

export type Commands = Readonly<Record<CommandIntent, CommandWordings>>;

/** One language's wordings; its commands and its answers stand in a file each. */
export interface IntentWordings extends Answers {
  commands: Commands;
}

export interface Answers {
  polarity: Readonly<Record<Polarity, PolarityWordings>>;
  /** hints for a yes-no question */
  polarityHints: readonly string[];
  /** may follow anything without changing it */
  politeness: readonly string[];
  /** may stand before an answer without changing it */
  openers: readonly string[];
  /** stand right before a wording that they deny: "no chest pain" */
  denials: readonly string[];
}

/** A list of wordings, parted by semicolons or new lines. */
export const list = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
