/**
 * A point of an iteration space in generated code: which variable runs along each axis, and the nested blocks in which
 * values at that point can be computed, outermost first.
 */

import type { Access } from './access.ts';
import type { Block } from './block.ts';

export interface ScopeAxis {
  /** The text that gives the coordinate. */
  readonly variable: string;
  /** The outermost block of the chain that knows the variable. */
  readonly depth: number;
}

/** Text, and the outermost block in which it can be computed. */
export interface Placed {
  readonly text: string;
  readonly depth: number;
}

export class Scope {
  readonly chain: readonly Block[];
  readonly axes: readonly ScopeAxis[];

  constructor(chain: readonly Block[], axes: readonly ScopeAxis[]) {
    this.chain = chain;
    this.axes = axes;
  }

  get depth(): number {
    return this.chain.length - 1;
  }
  get innermost(): Block {
    return this.chain[this.depth];
  }

  /** A further loop inside the innermost block. */
  loop(size: number | string): Scope {
    const { body, variable } = this.innermost.loop(size);
    return new Scope([...this.chain, body], [...this.axes, { variable, depth: this.chain.length }]);
  }
  loops(sizes: readonly number[]): Scope {
    return sizes.reduce((scope: Scope, size) => scope.loop(size), this);
  }

  /** A constant at the given depth. */
  bind(prefix: string, { text, depth }: Placed): string {
    return this.chain[depth].bind(prefix, text, this.chain[depth + 1]);
  }

  /** The flat index of an access; all but its innermost term are computed outside. */
  index({ offset, strides }: Access): Placed {
    const terms = this.axes
      .map((axis, i) => ({ ...axis, stride: strides[i] }))
      .filter(({ stride }) => stride !== 0)
      .sort((a, b) => a.depth - b.depth);
    let at: Placed = { text: String(offset), depth: 0 };
    for (const [i, { variable, depth, stride }] of terms.entries()) {
      if (i > 0 && depth > at.depth && at.text !== '0') {
        if (!/^\w+$/.test(at.text)) at = { text: this.bind('at', at), depth: at.depth };
      }
      const term = stride === 1 ? variable : stride === -1 ? `-${variable}` : `${variable} * ${stride}`;
      const text = at.text === '0' ? term : `${at.text} + ${term}`.replace('+ -', '- ');
      at = { text, depth };
    }
    return at;
  }
}
