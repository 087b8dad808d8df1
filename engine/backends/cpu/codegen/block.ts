/** Source text under construction: nested blocks of lines, and names for values computed in them. Knows no tensors. */

/** Gives out names that are new within one kernel: `x0`, `x1`, … */
export class Names {
  readonly #counts = new Map<string, number>();

  next(prefix: string): string {
    const count = this.#counts.get(prefix) ?? 0;
    this.#counts.set(prefix, count + 1);
    return prefix + count;
  }
}

interface Nested {
  readonly header: string;
  readonly body: Block;
}

export class Block {
  readonly names: Names;
  readonly #items: (string | Nested)[] = [];
  /** Names by the text that they stand for, so that nothing is computed twice in one block. */
  readonly #bound = new Map<string, string>();

  constructor(names = new Names()) {
    this.names = names;
  }

  line(text: string): void {
    this.#items.push(text);
  }

  /** A nested block under `header`, which ends in an opening brace. */
  open(header: string): Block {
    const body = new Block(this.names);
    this.#items.push({ header, body });
    return body;
  }

  /** Opens `for (let v = 0; v < size; v++)` and gives the body and the new variable. */
  loop(size: number | string): { body: Block; variable: string } {
    const variable = this.names.next('i');
    return { body: this.open(`for (let ${variable} = 0; ${variable} < ${size}; ${variable}++) {`), variable };
  }

  /** A constant that holds `text`, computed at the end of this block or, where given, just before a block inside it. */
  bind(prefix: string, text: string, before?: Block): string {
    const known = this.#bound.get(text);
    if (known !== undefined) return known;
    const name = this.names.next(prefix);
    this.#bound.set(text, name);
    const at =
      before === undefined ? -1 : this.#items.findIndex((item) => typeof item !== 'string' && item.body === before);
    this.#items.splice(at < 0 ? this.#items.length : at, 0, `const ${name} = ${text};`);
    return name;
  }

  lines(indent = ''): string[] {
    return this.#items.flatMap((item) =>
      typeof item === 'string'
        ? [indent + item]
        : [indent + item.header, ...item.body.lines(`${indent}  `), `${indent}}`],
    );
  }
}

/** The source of `function name(parameters) { … }`. */
export function functionSource(name: string, parameters: readonly string[], body: Block): string {
  return [`function ${name}(${parameters.join(', ')}) {`, ...body.lines('  '), '}'].join('\n');
}
