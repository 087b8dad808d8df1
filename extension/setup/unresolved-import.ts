/** Which of TypeScript's complaints the types of `tensorloom` answer. Pure. */

/** Cannot find module; the same, with a hint at `moduleResolution`; no declaration file. */
const codes: ReadonlySet<number> = new Set([2307, 2792, 7016]);

/**
 * @param code as in a diagnostic of the editor
 * @param text what the diagnostic underlines
 */
export function isUnresolvedImport(code: unknown, text: string): boolean {
  const number = Number(typeof code === 'object' && code !== null && 'value' in code ? code.value : code);
  return codes.has(number) && /^\s*(['"`])tensorloom\1\s*$/.test(text);
}
