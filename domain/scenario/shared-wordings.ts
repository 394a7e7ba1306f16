import { z } from 'zod';
import { LANGUAGES, perLanguage } from '../language.ts';
import { type PathFault, unknownName } from './faults.ts';

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
type Path = readonly PropertyKey[];

/** Keys below which a scenario keeps what callers say. */
const WORDING_KEYS: ReadonlySet<string> = new Set([
  'phrases',
  'rare',
  'short',
  'named',
  'yes',
  'no',
  'rareYes',
  'rareNo',
]);

const wording = z.string().min(1);
/** A single wording may stand without its list. */
const wordingsSchema = perLanguage(
  z.union([wording.transform((one) => [one]), z.array(wording)], {
    error: 'write one wording, or a list of them',
  }),
);

/** What several wordings of a scenario share. It stands in the YAML only: a bundle has everything spelled out. */
export const sharedWordingsSchema = z.object({
  /** name → words that stand for `{name}` in a wording, with `|` between them: `({name})`, `[{name}]` */
  words: z.record(z.string(), wordingsSchema).default({}),
  /** name → wordings that an item takes over by `rare: { wordings: name, part: head }`, where `{part}` is `{head}` */
  wordings: z.record(z.string(), wordingsSchema).default({}),
});
type Shared = z.infer<typeof sharedWordingsSchema>;

const PLACE = /\{(\w+)\}/g;
const REFERENCE_KEYS = new Set<string>(['wordings', ...LANGUAGES]);

/**
 * Spells out what `words` and `wordings` of the YAML abbreviate, and drops the two. Names that do not exist, that are
 * used nowhere, or whose words lack a language are faults at their place.
 */
export function spellOut(raw: Plain, shared: Shared): { raw: Plain; faults: PathFault[] } {
  const faults: PathFault[] = [];
  const used = { words: new Set<string>(), wordings: new Set<string>() };

  /** `at` is where a fault is to be repaired; `own` are the item's names for the places of a shared wording */
  const fill = (text: string, language: string, own: Plain, at: Path): string =>
    text.replace(PLACE, (place, name: string) => {
      const meant = String(own[name] ?? name);
      const words = shared.words[meant];
      if (words === undefined) {
        faults.push({ path: at, message: unknownName('words', meant, Object.keys(shared.words)) });
        return place;
      }
      used.words.add(meant);
      const spelled = words[language as keyof typeof words] ?? [];
      if (spelled.length === 0)
        faults.push({ path: at, message: `words.${meant} has nothing in ${language}: add it` });
      return spelled.join('|');
    });

  const list = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);
  const filled = (value: unknown, language: string, own: Plain, at: Path): unknown =>
    Array.isArray(value)
      ? value.map((text) => (typeof text === 'string' ? fill(text, language, own, at) : text))
      : value;

  const spelled = (wordings: Plain, path: Path): Plain => {
    const own = Object.fromEntries(
      Object.entries(wordings).map(([key, value]) => [key, filled(list(value), key, {}, [...path, key])]),
    );
    const name = wordings.wordings;
    if (typeof name !== 'string') return own;
    const taken = shared.wordings[name];
    const at = [...path, 'wordings'];
    if (taken === undefined) {
      faults.push({ path: at, message: unknownName('wordings', name, Object.keys(shared.wordings)) });
      return {};
    }
    used.wordings.add(name);
    const places = Object.fromEntries(Object.entries(wordings).filter(([key]) => !REFERENCE_KEYS.has(key)));
    return Object.fromEntries(
      LANGUAGES.flatMap((language) => {
        const common = filled(taken[language], language, places, at);
        const both = [common, own[language]].filter((one) => one !== undefined);
        return both.length === 0 ? [] : [[language, both.flat()]];
      }),
    );
  };

  const walk = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        WORDING_KEYS.has(key) && isPlain(item) ? spelled(item, [...path, key]) : walk(item, [...path, key]),
      ]),
    );
  };

  const { words: _, wordings: __, ...rest } = raw;
  const spelledOut = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      ['catalogue', 'slots', 'questions'].includes(key) ? walk(value, [key]) : value,
    ]),
  );
  for (const kind of ['words', 'wordings'] as const)
    for (const name of Object.keys(shared[kind]).filter((one) => !used[kind].has(one)))
      faults.push({ path: [kind, name], message: `${kind}.${name} is used nowhere: remove it` });
  return { raw: spelledOut, faults };
}
