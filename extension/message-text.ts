/**
 * Text for notifications that says what others wrote: names in files, paths, faults. VS Code makes links of `[text](url)`
 * there, and runs commands by them. Pure.
 */

/** The same to the eye, and no link: a mark of no width parts the brackets. */
export function messageText(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}
