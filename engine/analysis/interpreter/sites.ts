/** Places of the program. Where they are in the text is found out when somebody asks: of most, nobody does. */

import type { LoopPass, Origin } from '../program/program.ts';
import type { SourceRange } from '../source/range.ts';
import { rangeOf, ts } from '../syntax.ts';
import type { CallSite } from '../values/index.ts';

const none: readonly ts.Expression[] = [];

class NodeSite implements CallSite {
  readonly node: ts.Node;
  readonly args: readonly ts.Expression[];
  #range: SourceRange | undefined;

  constructor(node: ts.Node, args: readonly ts.Expression[]) {
    this.node = node;
    this.args = args;
  }
  get range(): SourceRange {
    this.#range ??= rangeOf(this.node);
    return this.#range;
  }
}

export function siteOf(node: ts.Node): CallSite {
  return new NodeSite(node, none);
}

export function callSite(node: ts.CallExpression | ts.NewExpression): CallSite {
  const args = node.arguments ?? none;
  const spreadAt = args.findIndex(ts.isSpreadElement);
  return new NodeSite(node, spreadAt < 0 ? args : args.slice(0, spreadAt));
}

/** The interpreter's state where something happens. */
export interface Circumstances {
  /** The calls that led here, innermost first. */
  readonly calls: readonly CallSite[];
  readonly loops: readonly LoopPass[];
  readonly isCertain: boolean;
  readonly isGuarded: boolean;
  readonly isUncalled: boolean;
}

export class SiteOrigin implements Origin {
  readonly site: CallSite;
  readonly loops: readonly LoopPass[];
  readonly isCertain: boolean;
  readonly isGuarded: boolean;
  readonly isUncalled: boolean;
  readonly #calls: readonly CallSite[];
  #stack: readonly SourceRange[] | undefined;

  constructor(site: CallSite, { calls, loops, isCertain, isGuarded, isUncalled }: Circumstances) {
    this.site = site;
    this.loops = loops;
    this.isCertain = isCertain;
    this.isGuarded = isGuarded;
    this.isUncalled = isUncalled;
    this.#calls = calls;
  }
  get range(): SourceRange {
    return this.site.range;
  }
  get stack(): readonly SourceRange[] {
    this.#stack ??= this.#calls.map(({ range }) => range);
    return this.#stack;
  }
}
