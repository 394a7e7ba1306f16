const PART = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The paths in `{{…}}` of a text. */
export function templatePaths(text: string): string[] {
  return [...text.matchAll(PART)].map((match) => match[1] ?? '');
}

/** Puts the spoken values in place of `{{path}}`. */
export function fillTemplate(text: string, say: (path: string) => string): string {
  return text.replace(PART, (_, path: string) => say(path));
}

/** The path when the whole text is one `{{path}}`, else null. */
export function wholePath(text: string): string | null {
  return /^\{\{\s*([^{}]+?)\s*\}\}$/.exec(text)?.[1] ?? null;
}
