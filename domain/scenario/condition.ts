/**
 * The whitelisted expressions of scenarios: `study and not pacemaker`, `age < 14`, `study.excludes has pacemaker`,
 * `symptoms in [head, neck]`. Never evaluated as code.
 *
 *     or      = and { "or" and }
 *     and     = not { "and" not }
 *     not     = "not" not | "(" or ")" | compare
 *     compare = path [ ("==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "has") (literal | path with a dot) ]
 *     literal = number | 'text' | word | yes | no | "[" literal { "," literal } "]"
 */
import type { Json } from '../json.ts';

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'has';
export type Condition =
  | { type: 'or'; parts: readonly Condition[] }
  | { type: 'and'; parts: readonly Condition[] }
  | { type: 'not'; part: Condition }
  | Known
  | { type: 'compare'; path: string; operator: Operator; value: Json }
  | { type: 'compare-paths'; path: string; operator: Operator; other: string };
interface Known {
  type: 'known';
  path: string;
}

const TOKEN = /\s*(==|!=|<=|>=|<|>|\(|\)|\[|\]|,|'[^']*'|[\p{L}\p{N}_.:+-]+)/uy;
const PATH = /^\p{L}[\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const OPERATORS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'has']);
const isOperator = (token: string | undefined): token is Operator =>
  token !== undefined && OPERATORS.has(token);

function tokens(source: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined)
      throw new Error(`condition "${source}" cannot be read from "${source.slice(at)}" on`);
    found.push(token);
  }
  return found;
}

/** Parses a condition; throws an Error that names what was expected. */
export function parseCondition(source: string): Condition {
  const rest = tokens(source);
  const fail = (expected: string): never => {
    throw new Error(
      `condition "${source}" needs ${expected}${rest[0] === undefined ? ' at its end' : ` before "${rest[0]}"`}`,
    );
  };
  const literal = (): Json => {
    const token = rest.shift() ?? fail('a value');
    if (token === '[') {
      const list: Json[] = [];
      while (rest[0] !== ']') {
        list.push(literal());
        if (rest[0] === ',') rest.shift();
        else if (rest[0] !== ']') fail('"]"');
      }
      rest.shift();
      return list;
    }
    if (token.startsWith("'")) return token.slice(1, -1);
    if (token === 'yes' || token === 'true') return true;
    if (token === 'no' || token === 'false') return false;
    if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
    return /^[\p{L}\p{N}]/u.test(token) ? token : fail('a value');
  };
  const compare = (): Condition => {
    const path = rest.shift() ?? fail('a slot');
    if (!PATH.test(path)) fail(`a slot instead of "${path}"`);
    const operator = rest[0];
    if (!isOperator(operator)) return { type: 'known', path };
    rest.shift();
    const other = rest[0];
    if (other?.includes('.') && PATH.test(other)) {
      rest.shift();
      return { type: 'compare-paths', path, operator, other };
    }
    return { type: 'compare', path, operator, value: literal() };
  };
  const not = (): Condition => {
    if (rest[0] === 'not') {
      rest.shift();
      return { type: 'not', part: not() };
    }
    if (rest[0] !== '(') return compare();
    rest.shift();
    const inner = joined('or');
    if (rest.shift() !== ')') fail('")"');
    return inner;
  };
  const joined = (word: 'or' | 'and'): Condition => {
    const part = word === 'or' ? () => joined('and') : not;
    const parts = [part()];
    while (rest[0] === word) {
      rest.shift();
      parts.push(part());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: word, parts };
  };
  const condition = joined('or');
  if (rest.length > 0) fail('"and" or "or"');
  return condition;
}

/** Every path that the condition reads. */
export function pathsOf(condition: Condition): string[] {
  if (condition.type === 'not') return pathsOf(condition.part);
  if (condition.type === 'and' || condition.type === 'or') return condition.parts.flatMap(pathsOf);
  return condition.type === 'compare-paths' ? [condition.path, condition.other] : [condition.path];
}

function compares(left: Json | undefined, operator: Operator, right: Json): boolean {
  if (operator === 'has') return Array.isArray(left) && left.includes(right);
  if (operator === 'in') return Array.isArray(right) && left !== undefined && right.includes(left);
  // an unknown value equals nothing and is neither more nor less than anything
  if (left === undefined || left === null) return operator === '!=' && right !== null;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return false;
  const other = right as typeof left;
  if (operator === '<') return left < other;
  if (operator === '<=') return left <= other;
  return operator === '>' ? left > other : left >= other;
}

/** True or false for the values that `lookup` knows; a bare path is true when it is known and not `no`. */
export function holds(condition: Condition, lookup: (path: string) => Json | undefined): boolean {
  if (condition.type === 'or') return condition.parts.some((part) => holds(part, lookup));
  if (condition.type === 'and') return condition.parts.every((part) => holds(part, lookup));
  if (condition.type === 'not') return !holds(condition.part, lookup);
  const value = lookup(condition.path);
  if (condition.type === 'compare-paths') {
    const other = lookup(condition.other);
    // what is not known limits nothing and equals nothing
    if (other === undefined) return condition.operator === '!=';
    return compares(value, condition.operator, other);
  }
  if (condition.type === 'compare') return compares(value, condition.operator, condition.value);
  return value !== undefined && value !== null && value !== false && value !== '';
}

const parsed = new Map<string, Condition>();

/** `holds` for a condition's text; each text is parsed once. */
export function holdsText(source: string, lookup: (path: string) => Json | undefined): boolean {
  let condition = parsed.get(source);
  if (condition === undefined) {
    condition = parseCondition(source);
    parsed.set(source, condition);
  }
  return holds(condition, lookup);
}
