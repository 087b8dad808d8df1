// Small pieces of Markdown.

/** A name as code, linked. */
export const linked = (name: string, target: string): string => `[\`${name}\`](${target})`;

/** Code in a fence. */
export const fenced = (text: string, language = 'ts'): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** Rows under a head; bars in the cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Paragraphs, lists and tables with an empty line between them; undefined ones are left out. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}

/** The anchor that a heading gets. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** One line, however it was broken. */
export const unbroken = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();
