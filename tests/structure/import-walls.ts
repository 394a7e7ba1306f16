import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/**
 * Which folders of ours a folder may import, besides itself. '*': all. A folder inside another stands above it. The
 * table of docs/architecture.md.
 */
export const WALLS: Record<string, readonly string[]> = {
  domain: [],
  contracts: ['domain'],
  workflows: ['contracts', 'domain'],
  activities: ['contracts', 'domain', 'platform'],
  adapters: ['contracts', 'domain', 'platform'],
  'media-edge': [
    'contracts',
    'domain',
    'platform',
    'adapters/redis',
    'adapters/postgres',
    'adapters/storage',
  ],
  store: ['contracts', 'domain', 'platform'],
  'admin/api': ['contracts', 'domain', 'platform', 'adapters'],
  workers: ['*'],
  // hears the agent as people do: it knows nothing of the scenario, its hints least of all
  'cli/sim': ['contracts', 'media-edge/switch-control'],
  cli: ['*'],
  tests: ['*'],
  platform: [],
};

/** Folders that run inside Temporal's sandbox or must stay free of IO. */
const PURE = ['domain', 'contracts', 'workflows'];

/** Tests may use Node and test helpers, wherever they stand. */
const isTest = (path: string): boolean => /\.test\.ts$/.test(path) || path.startsWith('tests/');

/**
 * Everything a source file imports: `import … from`, `export … from`, `import(…)`. Read by regular expression, which
 * a comment can fool but not a forgotten import.
 */
export function importsOf(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const patterns = [
    /\b(?:import|export)\s[^'";]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*['"]([^'"]+)['"]/g,
    /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  return patterns.flatMap((pattern) => [...withoutComments.matchAll(pattern)].map(([, name]) => name ?? ''));
}

/** What is wrong with the imports of the file at `path` (relative to the repository, with slashes). */
export function wallFaults(path: string, source: string): string[] {
  const folder = folderOf(path);
  if (folder === undefined) return [`${path} stands in no folder of the import table`];
  return importsOf(source).flatMap((name) => {
    if (!name.startsWith('.'))
      return isNodeBuiltin(name) && isPure(path) ? [`${path} imports ${name}: IO`] : [];
    const target = posix.normalize(posix.join(posix.dirname(path), name));
    if (isProcessMain(target)) return [`${path} imports the process ${target}`];
    if (isTest(path)) return [];
    const allowed = [folder, ...(WALLS[folder] ?? [])];
    const reached = allowed.some((wall) => wall === '*' || target.startsWith(`${wall}/`));
    return reached
      ? []
      : [`${path} imports ${target}: ${folder} may import ${WALLS[folder]?.join(', ') || 'nothing'}`];
  });
}

const isPure = (path: string): boolean =>
  !isTest(path) && PURE.some((folder) => path.startsWith(`${folder}/`));
const isNodeBuiltin = (name: string): boolean =>
  name.startsWith('node:') || builtinModules.includes(name.split('/')[0] ?? '');
const isProcessMain = (path: string): boolean => /(^|\/)main\.m?ts$/.test(path);
const folderOf = (path: string): string | undefined =>
  Object.keys(WALLS).find((folder) => path.startsWith(`${folder}/`));
