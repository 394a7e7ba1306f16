/**
 * A number as the book has it, E.164; null where it is no such number: hidden, "anonymous", a SIP name, an extension.
 * Switches give it with or without a plus, with 00, or as it is dialled within Ukraine (0…, 80…).
 */
export function bookedNumber(phone: string): string | null {
  if (/^\+?[\d\s()-]+$/.test(phone.trim()) === false) return null;
  const digits = phone.replace(/\D/g, '').replace(/^00(?=[1-9])/, '');
  const isWhole = /^(?:\+|00)/.test(phone.trim());
  if (!isWhole && /^8?0\d{9}$/.test(digits)) return `+380${digits.slice(-9)}`;
  return (isWhole ? /^[1-9]\d{9,14}$/ : /^[1-9]\d{10,14}$/).test(digits) ? `+${digits}` : null;
}

/** The number of a caller as everything behind the switch knows it: E.164 where it is one, else as the switch gave it. */
export const callerNumber = (given: string): string => bookedNumber(given) ?? given;
