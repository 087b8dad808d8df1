// Keystrokes as people make them: one token changed, then changed back, all over a file.

export type Third = 'start' | 'middle' | 'end';

export interface Keystroke {
  /** The whole file after it. */
  readonly text: string;
  /** Where in the file it is. */
  readonly third: Third;
}

const thirds: readonly Third[] = ['start', 'middle', 'end'];

/** `count` keystrokes at places spread evenly: a number grows by a digit, a word by a letter, and then they shrink again. */
export function keystrokes(text: string, count: number): Keystroke[] {
  const tokens = [...text.matchAll(/\d+|[A-Za-z]\w*/g)];
  const pairs = Math.ceil(count / 2);
  return Array.from({ length: pairs }, (_, index) => {
    const [token] = [tokens[Math.floor(((index + 0.5) * tokens.length) / pairs)]];
    const end = token.index + token[0].length;
    const third = thirds[Math.floor((3 * token.index) / text.length)];
    const added = /\d/.test(token[0][0]) ? '1' : 'x';
    return [
      { text: text.slice(0, end) + added + text.slice(end), third },
      { text, third },
    ];
  }).flat();
}
