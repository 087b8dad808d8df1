/** The language with its library and without `tensorloom`: the interpreter as a machine for native functions alone. */

import { createGlobals, createPrototypes, iterate, memberOfData } from '../../../engine/analysis/builtins/index.ts';
import type { AnalysisHost } from '../../../engine/analysis/host.ts';
import { Interpreter, type Library } from '../../../engine/analysis/interpreter/index.ts';
import { Recorder } from '../../../engine/analysis/program/recorder.ts';
import { parse } from '../../../engine/analysis/syntax.ts';
import { type CallSite, type PropertyKey, unknown, type Value } from '../../../engine/analysis/values/index.ts';

const plenty = 3_000_000;

function library(extra: Iterable<readonly [string, Value]>): Library {
  const prototypes = createPrototypes();
  return {
    prototypes,
    globals: new Map([...createGlobals(prototypes), ...extra]),
    packageNamed: () => undefined,
    memberOfData,
    iterate,
    host: {
      member: () => unknown,
      setMember: () => undefined,
      join: () => unknown,
      widen: () => unknown,
      text: () => undefined,
      operator: () => unknown,
      tensorLike: () => unknown,
      admitsShape: () => undefined,
      rehearse: (body) => body(),
    },
  };
}

/** An interpreter of a file with this text; nothing of it has run yet. */
export function interpreterOf(
  text: string,
  extra: Iterable<readonly [string, Value]> = [],
  fuel = plenty,
): Interpreter {
  const host: AnalysisHost = {
    readFile: (file) => (file === 'model.ts' ? text : undefined),
    resolveImport: () => undefined,
  };
  return new Interpreter(host, library(extra), new Recorder('model.ts'), { fuel, trees: new Map() });
}

export class TestMachine {
  readonly it: Interpreter;
  readonly site: CallSite;

  constructor(fuel?: number) {
    this.it = interpreterOf('', [], fuel);
    this.site = this.it.siteOf(parse('call.ts', 'call()').statements[0]);
  }

  /** `self.name(...args)`, or a call of the global `name` where there is no `self`. */
  method(self: Value, name: PropertyKey, args: readonly Value[] = [], hasMore = false): Value {
    return this.it.call(this.it.get(self, name, this.site), self, args, this.site, hasMore);
  }
  global(name: string): Value {
    return this.it.global(name);
  }
  get(object: Value, key: PropertyKey): Value {
    return this.it.get(object, key, this.site);
  }
  construct(name: string, ...args: readonly Value[]): Value {
    return this.it.construct(this.global(name), args, this.site);
  }
}

/** What `export const result = …` of a program is. */
export function resultOf(text: string, extra: Iterable<readonly [string, Value]> = []): Value {
  const exported = interpreterOf(text, extra).modules.run('model.ts').get('result');
  return exported?.value as Value;
}
