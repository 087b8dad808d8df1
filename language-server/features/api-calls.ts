/** Calls of public functions as they are written, half-typed ones too: which function, and which parameter is where. */

import { calledFunction, type Program, ts } from '../../engine/analysis/index.ts';
import { type FunctionSignature, type Parameter, publicFunctions } from '../../engine/api/machinery.ts';
import type { FileView } from './file-view.ts';
import { nodesNear } from './node-at.ts';
import { isTensorValue } from './tensors.ts';

export type Call = ts.CallExpression | ts.NewExpression;

export interface WrittenCall {
  readonly node: Call;
  readonly signature: FunctionSignature;
  /** The tensor before the dot, where the function is called as its method: the first parameter. */
  readonly receiver: ts.Expression | undefined;
}

interface Known {
  readonly byName: ReadonlyMap<string, FunctionSignature>;
  readonly byMethod: ReadonlyMap<string, FunctionSignature>;
}

let known: Known | undefined;

function signatures(): Known {
  if (known) return known;
  const all = publicFunctions().map(({ signature }) => signature);
  const methods = all.filter(
    ({ parameters }) => parameters[0]?.kind === 'tensor' || parameters[0]?.kind === 'variable',
  );
  known = {
    byName: new Map(all.map((signature) => [signature.name, signature])),
    byMethod: new Map(
      methods.map((signature) => [signature.name.slice(signature.name.lastIndexOf('.') + 1), signature]),
    ),
  };
  return known;
}

/** The public function that a call means. What stands before the dot of a method must be known to be a tensor. */
export function writtenCall(node: ts.Node, program: Program): WrittenCall | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const called = calledFunction(node);
  const signature = called && signatures()[called.isMethod ? 'byMethod' : 'byName'].get(called.name);
  if (!signature) return undefined;
  const { expression } = node;
  const receiver = called.isMethod && ts.isPropertyAccessExpression(expression) ? expression.expression : undefined;
  if (called.isMethod && !(receiver && program.factOf(receiver)?.values.some(isTensorValue))) return undefined;
  return { node, signature, receiver };
}

/** The parameters that arguments are written for, in order. */
export function positional({ signature, receiver }: WrittenCall): readonly Parameter[] {
  return receiver ? signature.parameters.slice(1) : signature.parameters;
}

export function isOptions(argument: ts.Expression | undefined): argument is ts.ObjectLiteralExpression {
  return argument !== undefined && ts.isObjectLiteralExpression(argument);
}

/** The expression given for a parameter, by position, as an option, or before the dot; undefined where none is seen. */
export function argumentFor(call: WrittenCall, name: string): ts.Expression | undefined {
  const args = call.node.arguments ?? [];
  if (call.receiver && call.signature.parameters[0]?.name === name) return call.receiver;
  const at = positional(call).findIndex((parameter) => parameter.name === name);
  if (at >= 0 && at < args.length && !isOptions(args[at]) && !args.slice(0, at + 1).some(ts.isSpreadElement))
    return args[at];
  for (const argument of args.toReversed()) {
    const found = isOptions(argument) ? optionOf(argument, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

function optionOf(options: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of options.properties) {
    if (!property.name || !isNamed(property.name, name)) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function isNamed(name: ts.PropertyName, text: string): boolean {
  return (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === text;
}

/** A parameter of a call that something is being written for. */
export interface Slot {
  readonly call: WrittenCall;
  /** undefined where options are written, or more than the function takes. */
  readonly parameter: Parameter | undefined;
  /** The parameter's place among those of the signature, receiver included, and the options, which are one. */
  readonly index: number;
}

/** The innermost call of a public function between whose brackets `offset` lies. */
export function slotAt({ program, source }: FileView, offset: number): Slot | undefined {
  for (const node of nodesNear(source, offset)) {
    if (ts.isFunctionLike(node)) return undefined;
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
    if (!isCall || !isBetweenBrackets(source, node, offset)) continue;
    const call = writtenCall(node, program);
    // Between the brackets of another function, its arguments are written.
    return call && slotOf(source, call, offset);
  }
  return undefined;
}

function slotOf(source: ts.SourceFile, call: WrittenCall, offset: number): Slot {
  const args = call.node.arguments ?? [];
  const at = args.filter(
    (argument) => argument.end < offset && source.text.slice(argument.end, offset).includes(','),
  ).length;
  const skipped = call.receiver ? 1 : 0;
  const parameters = positional(call);
  const rest = parameters.at(-1)?.rest ? parameters.length - 1 : undefined;
  const option = isOptions(args[at]) ? optionAt(source, args[at], offset) : undefined;
  if (isOptions(args[at])) {
    const { options } = call.signature;
    const parameter = options.find(({ name }) => name === option) ?? parameters.find(({ name }) => name === option);
    return { call, parameter, index: call.signature.parameters.length - (call.signature.endsWithCallback ? 1 : 0) };
  }
  if (call.signature.endsWithCallback && at >= parameters.length - 1) {
    const isBody = at >= parameters.length || (args[at] !== undefined && ts.isFunctionLike(args[at]));
    return { call, parameter: isBody ? parameters.at(-1) : undefined, index: parameters.length - (isBody ? 0 : 1) };
  }
  const index = rest === undefined ? at : Math.min(at, rest);
  return { call, parameter: parameters[index], index: index + skipped };
}

/** The key whose value is being written. */
function optionAt(source: ts.SourceFile, options: ts.ObjectLiteralExpression, offset: number): string | undefined {
  const before = options.properties.findLast(({ name }) => name !== undefined && name.end < offset);
  if (!before?.name || !(ts.isIdentifier(before.name) || ts.isStringLiteralLike(before.name))) return undefined;
  const between = source.text.slice(before.name.end, offset);
  const isValue =
    /^\s*:/.test(between) && (before.end >= offset || !source.text.slice(before.end, offset).includes(','));
  return isValue ? before.name.text : undefined;
}

function isBetweenBrackets(source: ts.SourceFile, node: Call, offset: number): boolean {
  if (!node.arguments || offset < node.arguments.pos) return false;
  const isClosed = source.text[node.end - 1] === ')';
  return !isClosed || offset < node.end;
}
