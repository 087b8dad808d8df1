/** Functions and classes of the program, and functions that the analysis itself provides. */

import type { ts } from '../syntax.ts';
import type { CallSite } from './call-site.ts';
import { type HeapObject, ObjectValue } from './heap.ts';
import type { ListContents } from './list.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

export abstract class FunctionLike extends ObjectValue {
  abstract readonly name: string;
  constructor(prototype: HeapObject | null) {
    super(prototype, 'Function');
  }
}

/** A function as the program wrote it, with what it closes over. */
export class FunctionValue extends FunctionLike {
  readonly name: string;
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
  /** What an arrow function has of the code around it: `this` and `arguments`. undefined for others. */
  readonly around:
    | { readonly self: Value; readonly home: HeapObject | null; readonly arguments: ListContents | undefined }
    | undefined;
  /** The object a method was written in, whose prototype `super` means. */
  readonly home: HeapObject | null;

  constructor(prototype: HeapObject | null, of: Pick<FunctionValue, 'name' | 'node' | 'scope' | 'around' | 'home'>) {
    super(prototype);
    this.name = of.name;
    this.node = of.node;
    this.scope = of.scope;
    this.around = of.around;
    this.home = of.home;
  }
}

/** A class of the program. Its static members are its own properties; `instances` is the prototype of what it makes. */
export class ClassValue extends FunctionLike {
  readonly name: string;
  readonly node: ts.ClassLikeDeclaration;
  readonly scope: Scope;
  readonly base: Value;
  readonly instances: HeapObject;

  constructor(prototype: HeapObject | null, of: Pick<ClassValue, 'name' | 'node' | 'scope' | 'base' | 'instances'>) {
    super(prototype);
    this.name = of.name;
    this.node = of.node;
    this.scope = of.scope;
    this.base = of.base;
    this.instances = of.instances;
  }
}

export type NativeCall = (call: {
  readonly machine: Machine;
  readonly self: Value;
  readonly args: readonly Value[];
  /** True where more arguments may follow: a list of unknown length was spread. */
  readonly hasMore: boolean;
  readonly site: CallSite;
}) => Value;

/** A function that the analysis provides. */
export class NativeFunction extends FunctionLike {
  readonly name: string;
  readonly call: NativeCall;
  /** What `new` does; undefined where it is no constructor. */
  readonly construct: NativeCall | undefined;
  /** The prototype of what it constructs, for `instanceof` and `extends`. */
  readonly instances: HeapObject | undefined;

  constructor(
    prototype: HeapObject | null,
    name: string,
    call: NativeCall,
    options: { readonly construct?: NativeCall; readonly instances?: HeapObject } = {},
  ) {
    super(prototype);
    this.name = name;
    this.call = call;
    this.construct = options.construct;
    this.instances = options.instances;
  }
}
