import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
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

/** What is wrong in routes.yaml, and on which line. */
export interface RouteFault {
  line: number;
  message: string;
}

/**
 * Reads routes.yaml: which dialled number gets which tenant, scenario and language. `spoken` are the languages of each
 * scenario that there is; without it the scenarios are not looked at.
 */
export function readRoutes(
  text: string,
  spoken?: ReadonlyMap<string, readonly Language[]>,
): { routes: Route[] } | { faults: RouteFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const message = `cannot be read as YAML: ${broken.message.split('\n')[0]}`;
    return { faults: [{ line: lines.linePos(broken.pos[0]).line, message }] };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    const range = node !== null && typeof node === 'object' && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return lines.linePos(range[0]).line;
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  };
  const parsed = routesFile.safeParse(document.toJS());
  const faults = parsed.success
    ? faultsAmong(parsed.data.routes, spoken)
    : parsed.error.issues.map(({ path, message }) => ({
        path,
        message: `${z.core.toDotPath(path)}: ${message}`,
      }));
  if (faults.length > 0 || !parsed.success)
    return { faults: faults.map(({ path, message }) => ({ line: lineOf(path), message })) };
  return { routes: parsed.data.routes };
}

/** The routes; throws with every fault and its line. */
export function parseRoutes(text: string): Route[] {
  const read = readRoutes(text);
  if ('routes' in read) return read.routes;
  const faults = read.faults.map(({ line, message }) => `routes.yaml:${line} ${message}`);
  throw new Error(`routes.yaml is not valid\n${faults.join('\n')}`);
}

function faultsAmong(routes: readonly Route[], spoken?: ReadonlyMap<string, readonly Language[]>) {
  const numbers = routes.map(({ to }) => to);
  return routes.flatMap(({ to, scenario, language }, index) => {
    const path = ['routes', index];
    const languages = spoken?.get(scenario);
    return [
      ...(numbers.indexOf(to) < index
        ? [{ path, message: `names the number ${to} twice: keep one of the two` }]
        : []),
      ...(spoken && !languages
        ? [{ path, message: `no scenario "${scenario}": there are ${[...spoken.keys()].join(', ')}` }]
        : []),
      ...(languages && !languages.includes(language)
        ? [{ path, message: `scenario "${scenario}" does not speak "${language}": ${languages.join(', ')}` }]
        : []),
    ];
  });
}
