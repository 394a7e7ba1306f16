import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import type { Route } from '../../../domain/opening.ts';

const routesFile = z.strictObject({
  routes: z.array(
    z.strictObject({
      to: z.string().regex(/^(\*|\+?\d{2,15})$/, 'the dialled number, digits with an optional +, or *'),
      tenant: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and -'),
      scenario: z.string().regex(/^[a-z0-9-]{1,40}$/, 'the name of a folder below scenarios/'),
      language: z.enum(LANGUAGES),
    }),
  ),
});

/** Reads routes.yaml: which dialled number gets which tenant, scenario and language. Throws with every fault named. */
export function parseRoutes(text: string): Route[] {
  const parsed = routesFile.safeParse(parse(text));
  if (!parsed.success) throw new Error(`routes.yaml is not valid\n${z.prettifyError(parsed.error)}`);
  const numbers = parsed.data.routes.map((route) => route.to);
  const twice = numbers.find((to, index) => numbers.indexOf(to) !== index);
  if (twice !== undefined)
    throw new Error(`routes.yaml names the number ${twice} twice: keep one of the two`);
  return parsed.data.routes;
}
