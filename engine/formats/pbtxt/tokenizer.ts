/** Splits protobuf's text form into tokens and says where each is. Knows the lexical rules, not the grammar. */

import { FormatError } from '../format-error.ts';
import { unquote } from './string-literal.ts';

export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly bytes: Uint8Array; readonly text: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

const blank = /(?:[\s\uFEFF]|#[^\n]*)*/y;
const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y;
const numberPattern =
  /(?:0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fF]?)(?![A-Za-z0-9_.])/y;
const symbols = '{}<>[]:,;-/.';

export class Tokenizer {
  readonly #text: string;
  readonly #what: string;
  #offset = 0;
  #next: Token;

  constructor(text: string, what: string) {
    this.#text = text;
    this.#what = what;
    this.#next = this.#scan();
  }

  /** The token that take() will give. */
  get next(): Token {
    return this.#next;
  }

  take(): Token {
    const token = this.#next;
    this.#next = this.#scan();
    return token;
  }

  /** Whether the next token is the symbol; passes over it if it is. */
  takeIf(symbol: string): boolean {
    const found = this.#next.kind === 'symbol' && this.#next.text === symbol;
    if (found) this.take();
    return found;
  }

  /** An error at a token, or at a place in the text. */
  fault(problem: string, at: Token | number, cure?: string): FormatError {
    const offset = typeof at === 'number' ? at : at.at;
    const before = this.#text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    let line = 1;
    for (let i = before.indexOf('\n'); i !== -1; i = before.indexOf('\n', i + 1)) line++;
    return new FormatError({ what: this.#what, problem, line, column: offset - lineStart + 1, cure });
  }

  #scan(): Token {
    this.#match(blank);
    const at = this.#offset;
    if (at >= this.#text.length) return { kind: 'end', text: '', at };
    const first = this.#text[at];
    if (first === '"' || first === "'") return this.#scanString(first, at);
    const name = this.#match(namePattern);
    if (name) return { kind: 'name', text: name, at };
    const number = this.#match(numberPattern);
    if (number) return { kind: 'number', text: number, at };
    if (symbols.includes(first)) {
      this.#offset++;
      return { kind: 'symbol', text: first, at };
    }
    throw this.fault(`${describeText(this.#text.slice(at, at + 12))} is neither a name, a number nor a symbol`, at);
  }

  #scanString(mark: string, at: number): Token {
    let end = at + 1;
    for (; ; end++) {
      const char = this.#text[end];
      if (char === undefined || char === '\n') {
        throw this.fault('the string that starts here has no closing quote', at);
      }
      if (char === mark) break;
      if (char === '\\') end++;
    }
    const body = this.#text.slice(at + 1, end);
    const bytes = unquote(body);
    if (!(bytes instanceof Uint8Array)) throw this.fault(bytes.problem, at + 1 + bytes.at);
    this.#offset = end + 1;
    return { kind: 'string', bytes, text: this.#text.slice(at, end + 1), at };
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text);
    if (!match) return '';
    this.#offset += match[0].length;
    return match[0];
  }
}

/** A piece of the input, short and on one line, for an error. */
export function describeText(text: string): string {
  const line = text.split('\n', 1)[0];
  return `\`${line.length > 24 ? `${line.slice(0, 24)}…` : line}\``;
}
