/** The expressions of a call's arguments by the names that the function's signature has for them. */

import { publicFunctions } from '../../../api/machinery.ts';
import { ts } from '../../syntax.ts';
import { calledFunction } from './library-names.ts';
import { propertyOf } from './trace-expression.ts';

interface Signature {
  readonly parameters: readonly string[];
  readonly shape: string | undefined;
}

let signatures: ReadonlyMap<string, Signature> | undefined;

function signatureOf(name: string): Signature | undefined {
  signatures ??= new Map(
    publicFunctions().flatMap(({ signature }) => {
      const { parameters, options } = signature;
      const known = {
        parameters: parameters.map((parameter) => parameter.name),
        shape: [...parameters, ...options].find((parameter) => parameter.kind === 'shape')?.name,
      };
      return [
        [signature.name, known],
        // As a method it goes by its last name.
        [`.${signature.name.slice(signature.name.lastIndexOf('.') + 1)}`, known],
      ] as const;
    }),
  );
  return signatures.get(Object.hasOwn(operators, name) ? operators[name] : name);
}

/** Methods that stand for Python's operators, which have other names as functions. */
const operators: Readonly<Record<string, string>> = {
  '.sub': '.subtract',
  '.mul': '.multiply',
  '.div': '.divide',
  '.neg': '.negative',
};

/** What a call gives for `parameter`, by position or by name. */
export function argumentOf(call: ts.Node, parameter: string): ts.Expression | undefined {
  const called = calledFunction(call);
  if (!called || !(ts.isCallExpression(call) || ts.isNewExpression(call))) return undefined;
  const args = call.arguments ?? [];
  if (args.some(ts.isSpreadElement)) return undefined;
  const signature = signatureOf(called.isMethod ? `.${called.name}` : called.name);
  const at = signature ? signature.parameters.indexOf(parameter) - (called.isMethod ? 1 : 0) : -1;
  if (at >= 0 && at < args.length && !ts.isObjectLiteralExpression(args[at])) return args[at];
  if (at === -1 && called.isMethod && signature?.parameters[0] === parameter) {
    return (call.expression as ts.PropertyAccessExpression).expression;
  }
  return args
    .toReversed()
    .filter(ts.isObjectLiteralExpression)
    .map((options) => propertyOf(options, parameter))
    .find((found) => found !== undefined);
}

/** What a call gives for the shape of its result, if it takes one. */
export function shapeArgumentOf(call: ts.Node): ts.Expression | undefined {
  const called = calledFunction(call);
  const shape = called && signatureOf(called.isMethod ? `.${called.name}` : called.name)?.shape;
  return shape === undefined ? undefined : argumentOf(call, shape);
}
