/** What an `@shape` hint does: it is believed where nothing is known, and checked where something is. */

import { ts } from '../syntax.ts';
import { faulty, Unknown, type Value } from '../values/index.ts';
import type { Interpreter } from './interpreter.ts';
import type { ShapeHint } from './shape-hints.ts';

export function believeShape(it: Interpreter, value: Value, hint: ShapeHint, node: ts.Node): Value {
  const { host } = it.library;
  if (value instanceof Unknown) {
    return value.isFault ? value : host.tensorLike(hint.dtype, hint.dims, 'hinted', it);
  }
  if (host.admitsShape(value, hint.dims) !== false) return value;
  const site = it.siteOf(node);
  const origin = it.originOf(site);
  const name = (node as ts.ParameterDeclaration).name?.getText() ?? 'The value';
  const said = `${name} is said to be ${hint.text} by its @shape`;
  // Who writes a function says what it is to be given: at fault is the call that gives something else.
  const call = ts.isParameter(node) ? origin.stack[0] : undefined;
  it.program.addFault(
    {
      code: 'assert-shape',
      severity: 'error',
      message: `${said}, but ${call ? 'what this call gives' : 'its value'} cannot have that shape.`,
      range: call ?? site.range,
      related: call ? [{ range: site.range, message: `${said}.` }] : [],
      fixes: [],
    },
    origin,
  );
  return faulty;
}
