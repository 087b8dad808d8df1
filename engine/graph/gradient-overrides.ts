/** Which operations, as they are made, refer to the gradient of another type or to one by a name of its own. */

import type { Attributes } from './attributes.ts';
import { DTypeError } from './errors.ts';
import { ScopeStack } from './scope-stack.ts';

/** The attribute by which an operation says whose gradient it has, as in TensorFlow's graphs. */
export const gradientTypeAttribute = '_gradient_op_type';

type Overrides = Readonly<Record<string, string>>;

export class GradientOverrides {
  readonly #scopes = new ScopeStack<Overrides>();

  /** Runs `body` with the overrides in force; inner ones win. */
  within<T>(types: Overrides, body: () => T): T {
    const isMap = typeof types === 'object' && types !== null && !Array.isArray(types);
    if (!isMap || Object.values(types).some((name) => typeof name !== 'string')) {
      throw new DTypeError("opTypeMap must be a dictionary mapping strings to strings, as in { Relu: 'GuidedRelu' }.");
    }
    return this.#scopes.within({ ...types }, body);
  }

  /** The attributes of an operation that is being made. */
  apply(type: string, attributes: Attributes): Attributes {
    if (!this.#scopes.top) return attributes;
    for (const types of this.#scopes.innermostFirst()) {
      if (!Object.hasOwn(types, type)) continue;
      return { ...attributes, [gradientTypeAttribute]: { kind: 'string', value: types[type] } };
    }
    return attributes;
  }
}
