import { join } from 'node:path';
import type { Language } from '../../../domain/language.ts';
import { projectRoot } from '../../stack/paths.ts';
import type { Clinic } from './clinic.ts';
import { goalOf } from './goal.ts';
import { type Persona, readPersonas } from './persona.ts';
import { type PhraseBook, readPhraseBook, type Wordings } from './phrase-book.ts';
import { type Conversation, simulate } from './simulate.ts';
import { type Evidence, judge, type Verdict } from './verdict.ts';

/** One call of the evaluation and what became of it. */
export interface EvaluatedCall {
  persona: Persona;
  noisy: boolean;
  seed: number;
  conversation: Conversation;
  /** what stands in the database */
  records: Pick<Evidence, 'callId' | 'appointments' | 'callbacks'>;
  verdict: Verdict;
}

export interface SuiteOptions {
  languages: readonly Language[];
  /** only this persona */
  persona?: string;
  seed: number;
  /** calls of each persona, clean and noisy */
  runs: number;
  wordings: Wordings;
  noise: 'clean' | 'noisy' | 'both';
}

export const EVALS_FOLDER = join(projectRoot, 'evals/clinic');

/** Runs every persona, clean and noisy, and judges the records that each call leaves. */
export async function* evaluate(clinic: Clinic, options: SuiteOptions): AsyncGenerator<EvaluatedCall> {
  const personas = (await readPersonas(join(EVALS_FOLDER, 'personas'))).filter(({ id, language }) =>
    options.persona === undefined ? options.languages.includes(language) : id === options.persona,
  );
  if (personas.length === 0)
    throw new Error(
      `no persona "${options.persona ?? options.languages.join(', ')}" in evals/clinic/personas`,
    );
  const books = new Map<Language, PhraseBook>();
  for (const persona of personas.filter((one) => clinic.plays(one))) {
    const book =
      books.get(persona.language) ?? (await readPhraseBook(EVALS_FOLDER, persona.language, options.wordings));
    books.set(persona.language, book);
    for (const noisy of { clean: [false], noisy: [true], both: [false, true] }[options.noise])
      for (let run = 0; run < options.runs; run++) {
        const seed = seedOf(persona.id, options.seed + run);
        yield await evaluateOne(clinic, persona, book, { seed, noisy });
      }
  }
}

async function evaluateOne(
  clinic: Clinic,
  persona: Persona,
  book: PhraseBook,
  { seed, noisy }: { seed: number; noisy: boolean },
): Promise<EvaluatedCall> {
  const line = await clinic.line(persona);
  const { today } = line;
  const conversation = await simulate(persona, book, line, { seed, noisy, today });
  const records = { callId: line.callId, ...(await clinic.records(line)) };
  const verdict = judge(goalOf(persona, today), {
    ...records,
    action: conversation.end.action,
    answered: conversation.answered,
  });
  return { persona, noisy, seed, conversation, records, verdict };
}

/** A seed of its own for each persona, so that a new persona changes no other one's calls. */
function seedOf(id: string, seed: number): number {
  let hash = 2_166_136_261 ^ seed;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  return hash >>> 0;
}
