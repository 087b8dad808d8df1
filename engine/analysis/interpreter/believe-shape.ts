/** What an `@shape` hint does: it is believed where nothing is known, and checked where something is. */

import type { ts } from '../syntax.ts';
import { Unknown, type Value } from '../values/index.ts';
import type { Interpreter } from './interpreter.ts';
import type { ShapeHint } from './shape-hints.ts';

export function believeShape(it: Interpreter, value: Value, hint: ShapeHint, node: ts.Node): Value {
  const { host } = it.library;
  if (value instanceof Unknown) {
    return value.isFault ? value : host.tensorLike(hint.dtype, hint.dims, 'hinted', it);
  }
  if (host.admitsShape(value, hint.dims) !== false) return value;
  const site = it.siteOf(node);
  const name = (node as ts.ParameterDeclaration).name?.getText() ?? 'The value';
  it.program.addFault(
    {
      code: 'assert-shape',
      severity: 'error',
      message: `${name} is said to be ${hint.text} by its @shape, but cannot have that shape here.`,
      range: site.range,
      related: [{ range: it.here.range, message: 'This gives it another one.' }],
      fixes: [],
    },
    it.originOf(site),
  );
  return value;
}
