import type { Persona } from './persona.ts';

/** A phrase with its placeholders filled and in the speaker's gender: "я був/була {when}". */
export function fillPhrase(
  phrase: string,
  values: Readonly<Record<string, string>>,
  gender: Persona['gender'],
): string {
  return phrase
    .replace(/([\p{L}']+)\/([\p{L}']+)/gu, (_, m: string, f: string) => (gender === 'm' ? m : f))
    .replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the phrase "${phrase}" wants ${whole}, which nobody fills`);
      return value;
    });
}
