import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';

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
  return {
    name,
    data: document.errors.length > 0 ? {} : (document.toJS() as unknown),
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
    faults: document.errors.map((error) => ({
      file: name,
      line: lineOf(error.pos[0]),
      message: `not valid YAML: ${error.message}`,
    })),
  };
}
