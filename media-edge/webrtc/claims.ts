import { z } from 'zod';
import type { WebCallClaims } from '../../contracts/web-call.ts';
import { LANGUAGES } from '../../domain/language.ts';

const claims = {
  id: z.string().regex(/^[\w-]{16,64}$/),
  to: z.string().max(64),
  tenant: z.string(),
  origins: z.array(z.string()),
  from: z.string().max(64),
  language: z.enum(LANGUAGES).optional(),
  operatorPhone: z.string().max(64).optional(),
};
export const tokenClaims = z.object({ ...claims, exp: z.number() }) satisfies z.ZodType<WebCallClaims>;

/** What brings a call back: whose it is, and the epoch that the next connection has. */
export interface Ticket extends WebCallClaims {
  epoch: number;
}
export const ticketClaims = z.object({
  ...claims,
  exp: z.number(),
  epoch: z.number().int().min(2),
}) satisfies z.ZodType<Ticket>;

/** The call of a token. */
export const callIdOf = ({ id }: Pick<WebCallClaims, 'id'>): string => `web-${id}`;
