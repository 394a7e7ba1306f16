import type { z } from 'zod';
import type { Json } from '../json.ts';
import { checkScenario } from './checks.ts';
import { type Fault, type LocatedFile, parseLocated, type SourceFile } from './locate.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import { sharedWordingsSchema, spellOut } from './shared-wordings.ts';
import { sourcePath, toBundledForm } from './source.ts';

export type { Fault, SourceFile } from './locate.ts';

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Merges the files' top-level maps one level deep, so that states or slots may be spread over several files. */
function merge(files: readonly LocatedFile[], faults: Fault[]): Plain {
  const merged: Plain = {};
  for (const { name, data, locate } of files) {
    if (!isPlain(data)) {
      faults.push({ file: name, line: 1, message: 'the file must be a map such as "states: …"' });
      continue;
    }
    for (const [key, value] of Object.entries(data)) {
      const before = merged[key];
      if (before === undefined) merged[key] = value;
      else if (isPlain(before) && isPlain(value)) {
        for (const inner of Object.keys(value).filter((k) => k in before)) {
          faults.push({
            file: name,
            line: locate([key, inner]).line,
            message: `${key}.${inner} stands in two files: remove one`,
          });
        }
        merged[key] = { ...before, ...value };
      } else
        faults.push({
          file: name,
          line: locate([key]).line,
          message: `${key} stands in two files: remove one`,
        });
    }
  }
  return merged;
}

function explain(issue: z.core.$ZodIssue): { path: readonly PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `unknown key "${key}"${issue.path.length > 0 ? ` in ${issue.path.join('.')}` : ''}: remove or correct it`,
    }));
  }
  return [
    {
      path: issue.path,
      message: `${issue.path.length > 0 ? issue.path.join('.') : 'scenario'}: ${issue.message}`,
    },
  ];
}

/**
 * Reads a scenario from its YAML files. Every fault is reported, with file and line; none is thrown.
 * A bundle of one JSON file (`bundleText`) reads back unchanged.
 */
export function parseScenario(files: readonly SourceFile[]): { scenario: Scenario } | { faults: Fault[] } {
  const located = files.map(parseLocated);
  const faults = located.flatMap((file) => file.faults);
  if (files.length === 0) faults.push({ file: 'scenario.yaml', line: 1, message: 'no file given' });
  if (faults.length > 0) return { faults };
  const raw = merge(located, faults);
  const at = (path: readonly PropertyKey[]): { file: string; line: number } => {
    const wanted = sourcePath(path, raw);
    const places = located.map((file) => ({ file: file.name, ...file.locate(wanted) }));
    const best = places.reduce((a, b) => (b.depth > a.depth ? b : a));
    return { file: best.file, line: best.line };
  };
  const refuse = (error: z.ZodError) => ({
    faults: [
      ...faults,
      ...error.issues.flatMap(explain).map(({ path, message }) => ({ ...at(path), message })),
    ],
  });
  let bundled = raw;
  // a stored bundle has its asking apart already, and everything spelled out
  if (!('asking' in raw)) {
    const shared = sharedWordingsSchema.safeParse(raw);
    if (!shared.success) return refuse(shared.error);
    const spelled = spellOut(raw, shared.data);
    for (const { path, message } of spelled.faults) faults.push({ ...at(path), message });
    if (spelled.faults.length > 0) return { faults };
    bundled = toBundledForm(spelled.raw);
  }
  const parsed = scenarioSchema.safeParse(bundled);
  if (!parsed.success) return refuse(parsed.error);
  for (const { path, message } of checkScenario(parsed.data)) faults.push({ ...at(path), message });
  return faults.length > 0 ? { faults } : { scenario: parsed.data };
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const map = value as { readonly [key: string]: Json };
  // order of states, choices and slots carries no meaning; the order of lists does
  return Object.fromEntries(
    Object.keys(map)
      .filter((key) => map[key] !== undefined)
      .sort()
      .map((key) => [key, sorted(map[key] ?? null)]),
  );
}

/** Canonical JSON of a scenario: keys sorted, so that equal scenarios have equal texts and hashes. */
export function bundleText(scenario: Scenario): string {
  return JSON.stringify(sorted(scenario as unknown as Json));
}
