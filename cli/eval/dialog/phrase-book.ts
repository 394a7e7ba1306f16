import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '../../../domain/language.ts';

const phrases = z.array(z.string().min(1)).min(1);
const regularExpression = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'giu');
  } catch (error) {
    context.issues.push({ code: 'custom', input: source, message: `no regular expression: ${error}` });
    return z.NEVER;
  }
});

/**
 * How people of one language talk on this kind of call. Placeholders `{name}` are filled from the persona;
 * `був/була` is the speaker's gender.
 */
const bookSchema = z.strictObject({
  /** what the caller is asked → how that sounds; the one that ends last in the agent's text was asked */
  asked: z.record(z.string(), z.array(regularExpression).min(1)),
  /** the agent says that it is about to speak of one of these → the caller knows what is meant */
  studies: z.record(
    z.string(),
    z.strictObject({
      /** names of the study in the agent's mouth */
      hears: phrases,
      says: phrases,
      /** the part of the body alone */
      part: phrases,
    }),
  ),
  complaints: z.record(z.string(), phrases),
  /** questions of callers, and what a right answer holds */
  questions: z.record(z.string(), z.strictObject({ says: phrases, hears: regularExpression })),
  says: z.record(z.string(), phrases),
});
const heldOutSchema = z.strictObject({
  studies: z.record(z.string(), phrases).default({}),
  complaints: z.record(z.string(), phrases).default({}),
  questions: z.record(z.string(), phrases).default({}),
  says: z.record(z.string(), phrases).default({}),
});

export type PhraseBook = z.infer<typeof bookSchema> & {
  /** the plainest wording of each answer, on which people fall back when they were not understood twice */
  plain: Readonly<Record<string, string>>;
};
/** Which wordings a run draws from. `held-out`: those that no rule was ever tuned on, wherever there are any. */
export type Wordings = 'all' | 'shared' | 'held-out';

/** Reads phrases/<language>.yaml and held-out/<language>.yaml of a folder such as evals/clinic. */
export async function readPhraseBook(
  folder: string,
  language: Language,
  wordings: Wordings,
): Promise<PhraseBook> {
  const shared = await readYaml(join(folder, 'phrases', `${language}.yaml`), bookSchema);
  const apart = await readYaml(join(folder, 'held-out', `${language}.yaml`), heldOutSchema);
  const merged = (own: readonly string[], held: readonly string[] | undefined): string[] => {
    if (wordings === 'shared' || held === undefined) return [...own];
    return wordings === 'held-out' ? [...held] : [...own, ...held];
  };
  return {
    asked: shared.asked,
    studies: mapValues(shared.studies, (study, id) => ({
      ...study,
      says: merged(study.says, apart.studies[id]),
    })),
    complaints: mapValues(shared.complaints, (says, id) => merged(says, apart.complaints[id])),
    questions: mapValues(shared.questions, (one, id) => ({
      ...one,
      says: merged(one.says, apart.questions[id]),
    })),
    plain: mapValues(shared.says, ([first = '']) => first),
    says: mapValues(shared.says, (says, id) => merged(says, apart.says[id])),
  };
}

async function readYaml<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  const parsed = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const mapValues = <T, R>(
  record: Record<string, T>,
  change: (value: T, key: string) => R,
): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
