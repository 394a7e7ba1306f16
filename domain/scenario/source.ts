import { LANGUAGES } from '../language.ts';
import { askingSchema } from './schema.ts';

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const mapValues = (value: unknown, change: (item: unknown, key: string) => unknown): unknown =>
  isPlain(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item, key)]))
    : value;
const ASKING_KEYS: ReadonlySet<string> = new Set(Object.keys(askingSchema.shape));
const isLanguage = (key: string) => (LANGUAGES as readonly string[]).includes(key);

/** `say: {en: …}` or `say: [{when: …, en: …}]` → list of {when, texts}. */
function spoken(say: unknown): unknown {
  if (Array.isArray(say)) return say.flatMap((item) => spoken(item));
  if (!isPlain(say)) return say;
  const { when, ...texts } = say;
  return [when === undefined ? { texts } : { when, texts }];
}

/** `next: END` or a list whose items are names or {when, to} → list of {when, to}. */
function edges(next: unknown): unknown {
  if (typeof next === 'string') return [{ to: next }];
  return Array.isArray(next) ? next.map((item) => (typeof item === 'string' ? { to: item } : item)) : next;
}

const list = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);

const SHORT_FORMS: Readonly<Record<string, (value: unknown) => unknown>> = {
  say: spoken,
  ask: list,
  accepts: list,
  review: list,
  readBack: list,
  clear: list,
  next: edges,
  ok: edges,
  conflict: edges,
  failed: edges,
  late: edges,
  tool: (tool) => (typeof tool === 'string' ? { name: tool } : tool),
};
const state = (raw: unknown): unknown => mapValues(raw, (value, key) => SHORT_FORMS[key]?.(value) ?? value);

/** `preparation: …` in a language each; a single wording may stand without its list. */
const wordings = (raw: unknown): unknown =>
  mapValues(raw, (value, key) => (isLanguage(key) ? list(value) : value));

function catalogueChoices(items: unknown): unknown {
  if (!isPlain(items)) return undefined;
  return Object.entries(items).map(([id, item]) => ({
    id,
    say: isPlain(item) ? item.say : undefined,
    ...(isPlain(item) && item.phrases !== undefined ? { phrases: wordings(item.phrases) } : {}),
    ...(isPlain(item) && item.rare !== undefined ? { rare: wordings(item.rare) } : {}),
  }));
}

/**
 * The short forms that people write → the bundled form of `scenarioSchema`. Checks nothing: what it does not
 * understand it leaves alone for the schema to complain about.
 */
export function toBundledForm(raw: Plain): Plain {
  const catalogue = mapValues(raw.catalogue, (items) =>
    mapValues(items, (item) =>
      mapValues(item, (value, key) => (['phrases', 'rare'].includes(key) ? wordings(value) : value)),
    ),
  );
  const slots: Plain = {};
  const asking: Plain = {};
  for (const [name, slot] of Object.entries(isPlain(raw.slots) ? raw.slots : {})) {
    if (!isPlain(slot)) {
      slots[name] = slot;
      continue;
    }
    const entries = Object.entries(slot);
    const definition = Object.fromEntries(entries.filter(([key]) => !ASKING_KEYS.has(key)));
    const choices = catalogueChoices(isPlain(catalogue) ? catalogue[name] : undefined);
    slots[name] =
      definition.type === 'choice' && definition.choices === undefined && choices !== undefined
        ? { ...definition, choices }
        : mapValues(definition, (value, key) =>
            ['yes', 'no', 'rareYes', 'rareNo', 'phrases'].includes(key) ? wordings(value) : value,
          );
    asking[name] = Object.fromEntries(
      entries
        .filter(([key]) => ASKING_KEYS.has(key))
        .map(([key, value]) => [
          key,
          key === 'named'
            ? wordings(value)
            : key === 'dependsOn'
              ? list(value)
              : key === 'promptWhen'
                ? spoken(value)
                : value,
        ]),
    );
  }
  return {
    ...raw,
    ...(raw.catalogue === undefined ? {} : { catalogue }),
    ...(isPlain(raw.slots) ? { slots, asking } : {}),
    questions: mapValues(raw.questions ?? {}, (question) =>
      mapValues(question, (value, key) =>
        key === 'say' ? spoken(value) : ['phrases', 'rare'].includes(key) ? wordings(value) : value,
      ),
    ),
    states: mapValues(raw.states, state),
  };
}

/** Where a path of the bundled form stands in the YAML; only the places that `toBundledForm` moved differ. */
export function sourcePath(path: readonly PropertyKey[], raw: Plain): PropertyKey[] {
  if (path[0] === 'asking') return ['slots', ...path.slice(1)];
  if (path[0] === 'slots' && path[2] === 'choices' && typeof path[3] === 'number') {
    const slot = String(path[1]);
    const items = isPlain(raw.catalogue) ? raw.catalogue[slot] : undefined;
    const id = isPlain(items) ? Object.keys(items)[path[3]] : undefined;
    if (id !== undefined) return ['catalogue', slot, id, ...path.slice(4)];
  }
  return path.filter((key) => key !== 'texts');
}
