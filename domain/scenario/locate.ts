import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';

/** A mistake in a scenario, with the place to repair it. */
export interface Fault {
  file: string;
  /** 1-based */
  line: number;
  message: string;
}

export interface SourceFile {
  name: string;
  text: string;
}

/** A parsed YAML file that can tell on which line a path stands. */
export interface LocatedFile {
  name: string;
  data: unknown;
  /** line of the deepest part of `path` that exists, and how deep that is */
  locate(path: readonly PropertyKey[]): { line: number; depth: number };
  faults: readonly Fault[];
}

function child(node: unknown, key: PropertyKey): { node: unknown; at: unknown } | null {
  if (isMap(node)) {
    const pair = (node.items as Pair[]).find((p) => isScalar(p.key) && String(p.key.value) === String(key));
    return pair === undefined ? null : { node: pair.value, at: pair.key };
  }
  if (isSeq(node) && typeof key === 'number' && node.items[key] !== undefined) {
    return { node: node.items[key], at: node.items[key] };
  }
  return null;
}

/** Parses one file; YAML's own errors (duplicate keys too) become faults. */
export function parseLocated({ name, text }: SourceFile): LocatedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const broken = [
    ...document.errors.map((error) => ({ at: error.pos[0], message: `not valid YAML: ${error.message}` })),
    ...unknownAliases(document),
  ];
  const read = broken.length > 0 ? { data: {}, fault: null } : readAll(document);
  if (read.fault !== null) broken.push({ at: 0, message: read.fault });
  return {
    name,
    data: read.data,
    locate(path) {
      let node: unknown = document.contents;
      let line = 1;
      let depth = 0;
      for (const key of path) {
        const next = child(node, key);
        if (next === null) break;
        node = next.node;
        const range = (next.at as Node | null)?.range;
        if (range) line = lineOf(range[0]);
        depth += 1;
      }
      return { line, depth };
    },
    faults: broken.map(({ at, message }) => ({ file: name, line: lineOf(at), message })),
  };
}

/** `*weekday` where only `&weekdays` stands: YAML itself would say so without a line. */
function unknownAliases(document: Document): { at: number; message: string }[] {
  const known: string[] = [];
  const faults: { at: number; message: string }[] = [];
  visit(document, {
    Node(_, node) {
      if ('anchor' in node && typeof node.anchor === 'string') known.push(node.anchor);
    },
    Alias(_, alias) {
      if (known.includes(alias.source)) return;
      const places =
        known.length === 0 ? 'there is none' : `known are ${known.map((one) => `&${one}`).join(', ')}`;
      faults.push({
        at: alias.range?.[0] ?? 0,
        message: `*${alias.source} repeats what nothing before it is called: write &${alias.source} there, or correct the name; ${places}`,
      });
    },
  });
  return faults;
}

/** The values; a file that repeats itself without end is none. */
function readAll(document: Document): { data: unknown; fault: string | null } {
  try {
    return { data: document.toJS() as unknown, fault: null };
  } catch (error) {
    return { data: {}, fault: `not valid YAML: ${error instanceof Error ? error.message : error}` };
  }
}
