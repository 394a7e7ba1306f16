import { z } from 'zod';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';
import { askStore, moneyText, type StorePort } from './store.ts';

const argumentsSchema = z.object({ article: z.string().min(1), quantity: z.int().min(1).max(1000) });

/** Whether so many pieces are in stock, what is left, and what they cost together. */
export const checkStock =
  (port: StorePort): Tool =>
  async ({ facts, request }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    return askStore(port, request, async (store) => {
      const found = await store.availability(facts.tenant, args.article, args.quantity);
      if (found === null) return { status: 'ok', data: { available: false, left: 0, total: '0 UAH' } };
      const { isAvailable, item, total } = found;
      return { status: 'ok', data: { available: isAvailable, left: item.inStock, total: moneyText(total) } };
    });
  };
