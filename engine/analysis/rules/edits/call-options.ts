/** Edits of the options object that ends a call. */

import type { TextEdit } from '../../diagnostic.ts';
import { ts } from '../../syntax.ts';
import { insertAt, replaceValue } from './text-edits.ts';

/** Gives a call the option `name`: its value replaced, or added to the options, or options added. */
export function setOption(
  call: ts.CallExpression | ts.NewExpression,
  name: string,
  text: string,
): TextEdit | undefined {
  const args = call.arguments;
  if (!args || args.some(ts.isSpreadElement)) return undefined;
  const last = args.at(-1);
  if (last && ts.isObjectLiteralExpression(last)) return setProperty(last, name, text);
  const close = call.end - 1;
  if (!last) return insertAt(call, close, `{ ${name}: ${text} }`);
  // Where the last argument is a variable that holds options, this does not cure, and no such fix is offered.
  return insertAt(call, last.end, `, { ${name}: ${text} }`);
}

export function setProperty(object: ts.ObjectLiteralExpression, name: string, text: string): TextEdit {
  const known = object.properties.find(({ name: key }) => key && 'text' in key && key.text === name);
  if (known && ts.isPropertyAssignment(known)) return replaceValue(known.initializer, text);
  if (known && ts.isShorthandPropertyAssignment(known)) return replaceValue(known.name, text);
  const last = object.properties.at(-1);
  return last
    ? insertAt(object, last.end, `, ${name}: ${text}`)
    : insertAt(object, object.getStart(object.getSourceFile()) + 1, ` ${name}: ${text} `);
}
