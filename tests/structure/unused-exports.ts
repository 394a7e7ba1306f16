import { posix } from 'node:path';

/** A file of ours by its path in the repository, with slashes. */
export interface Source {
  path: string;
  text: string;
}

const isTest = (path: string): boolean => /\.test\.ts$|^tests\//.test(path);

const DECLARED = /^export (?:async )?(?:const|let|function\*?|class) ([A-Za-z_$][\w$]*)/gm;
/** `export { a, type B, c as d }`, with or without `from` */
const LISTED = /^export \{([^}]*)\}(?:\s*from\s*'([^']+)')?/gm;
const IMPORTED = /\bimport\s+(?:type\s+|[\w$]+\s*,\s*)?\{([^}]*)\}\s*from\s*'([^']+)'/g;
const WHOLE =
  /\b(?:import\s+\*\s+as\s+[\w$]+\s+from|import\s+[\w$]+\s+from)\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;
/** hands everything on; who takes what of it is not followed */
const HANDED_ON = /^export \* from '([^']+)'/gm;

/** The names in `a, type B, c as d` as their own file has them; `typeof a` needs no more than a type import. */
const taken = (list: string): string[] =>
  partsOf(list).map((part) => part.replace(/^type\s+/, '').split(/\s+as\s+/)[0] ?? '');
/** The names of values that such a list gives to others. */
const given = (list: string): string[] =>
  partsOf(list)
    .filter((part) => !part.startsWith('type '))
    .map((part) => part.split(/\s+as\s+/).at(-1) ?? '');
const partsOf = (list: string): string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * Exported values, as `path: name`, that no other file imports; also those which only tests import while their own file
 * has no use for them. Types are left out: they are the words in which a port is described.
 */
export function unusedExports(sources: readonly Source[]): string[] {
  const files = sources.map(({ path, text }) => ({ path, text: withoutComments(text) }));
  const uses = usesOf(files);
  return files
    .filter(({ path }) => !/\.test\.ts$/.test(path))
    .flatMap(({ path, text }) =>
      exportsOf(text)
        .filter((name) => !isUsed(path, name, text, uses))
        .map((name) => `${path}: ${name}`),
    );
}

interface Uses {
  /** importing files by `path name` */
  byName: ReadonlyMap<string, readonly string[]>;
  /** files that take all of a file: `import *`, `await import()`; their text says what of it */
  ofWhole: ReadonlyMap<string, readonly Source[]>;
  /** files of which another one exports everything */
  handedOn: ReadonlySet<string>;
  /** paths of tests and of what only they import */
  ofTests: ReadonlySet<string>;
}

function usesOf(files: readonly Source[]): Uses {
  const byName = new Map<string, string[]>();
  const ofWhole = new Map<string, Source[]>();
  const handedOn = new Set<string>();
  const importers = new Map<string, Set<string>>();
  const imports = (path: string, by: string) => {
    importers.set(path, (importers.get(path) ?? new Set()).add(by));
  };
  for (const file of files) {
    const target = (name: string) => posix.normalize(posix.join(posix.dirname(file.path), name));
    for (const pattern of [IMPORTED, LISTED]) {
      for (const [, list = '', from] of file.text.matchAll(pattern)) {
        if (from === undefined) continue;
        imports(target(from), file.path);
        for (const name of taken(list)) add(byName, `${target(from)} ${name}`, file.path);
      }
    }
    for (const [, from = ''] of file.text.matchAll(HANDED_ON)) handedOn.add(target(from));
    for (const [, named, awaited] of file.text.matchAll(WHOLE)) {
      imports(target(named ?? awaited ?? ''), file.path);
      add(ofWhole, target(named ?? awaited ?? ''), file);
    }
  }
  return { byName, ofWhole, handedOn, ofTests: filesOfTests(files, importers) };
}

const exportsOf = (text: string): string[] => [
  ...[...text.matchAll(DECLARED)].map(([, name = '']) => name),
  ...[...text.matchAll(LISTED)].flatMap(([, list = '']) => given(list)),
];

/** Tests, and what nothing but tests imports: it is there for them. */
function filesOfTests(files: readonly Source[], importers: ReadonlyMap<string, ReadonlySet<string>>) {
  const ofTests = new Set(files.map(({ path }) => path).filter(isTest));
  for (let before = -1; before !== ofTests.size; ) {
    before = ofTests.size;
    for (const [path, users] of importers)
      if ([...users].every((user) => ofTests.has(user))) ofTests.add(path);
  }
  return ofTests;
}

function isUsed(path: string, name: string, text: string, uses: Uses): boolean {
  const { byName, ofWhole, handedOn, ofTests } = uses;
  if (handedOn.has(path)) return true;
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g');
  const users = [
    ...(byName.get(`${path} ${name}`) ?? []),
    ...(ofWhole.get(path) ?? []).filter((user) => user.text.match(word)).map((user) => user.path),
  ];
  if (users.some((user) => ofTests.has(path) || !ofTests.has(user))) return true;
  const isHandedOn = [...text.matchAll(LISTED)].some(([, list = '']) => given(list).includes(name));
  return users.length > 0 && (isHandedOn || (text.match(word) ?? []).length > 1);
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
