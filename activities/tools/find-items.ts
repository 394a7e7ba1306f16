import { z } from 'zod';
import { wordingsSchema } from '../../domain/language.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';
import { askStore, choiceOf, type StorePort } from './store.ts';

const argumentsSchema = z.object({
  product: z.string().nullish(),
  size: z.string().nullish(),
  season: z.enum(['winter', 'summer', 'all_season']).nullish(),
  car: z.string().nullish(),
  article: z.string().nullish(),
  count: z.int().min(1).max(10).default(3),
  /** how callers name the cheapest one */
  cheapest: wordingsSchema.optional(),
});

/**
 * What the shop has of it, cheapest first, as choices. `exact` false: nothing of the kind is in stock, these come
 * nearest. `only`: the one choice, where there is but one.
 */
export const findItems =
  (port: StorePort): Tool =>
  async ({ facts, request }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const { count: limit, cheapest, ...wanted } = args;
    const given = Object.fromEntries(
      Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined),
    );
    return askStore(port, request, async (store) => {
      const { items, alternatives } = await store.search(facts.tenant, { limit, ...given });
      const found = items.length > 0 ? items : alternatives;
      const choices = found.map((item, index) => {
        const choice = choiceOf(item, found);
        if (index > 0 || cheapest === undefined || found.length === 1) return choice;
        const own = choice.phrases as Record<string, string[]>;
        const phrases = Object.fromEntries(
          Object.entries(own).map(([language, words]) => [
            language,
            [...words, ...(cheapest[language as keyof typeof cheapest] ?? [])],
          ]),
        );
        return { ...choice, phrases };
      });
      const only = found.length === 1 ? (found[0]?.article ?? null) : null;
      return { status: 'ok', data: { count: found.length, exact: items.length > 0, choices, only } };
    });
  };
