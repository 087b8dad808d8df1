/** Which scopes and operations the program's calls made, and the literals that name them. */

import { type ApiCall, type Program, sameRange, ts } from '../../../engine/analysis/index.ts';
import type { Graph, Operation } from '../../../engine/graph/index.ts';
import { argumentFor, isOptions, writtenCall } from '../api-calls.ts';

/** What one call made under one name. */
export interface MadePath {
  readonly call: ApiCall;
  /** Full: `model/fc1/weights`. */
  readonly path: string;
  /** What the call gives as the name; undefined where the library chose it. */
  readonly name: ts.Expression | undefined;
  readonly isScope: boolean;
}

export function madePaths(program: Program, graph: Graph): MadePath[] {
  const calls = program.calls.filter((call) => call.graph === graph && call.to > call.from);
  const namesOf = new Map(calls.map((call) => [call, operationsOf(call, program, graph)]));
  const scopes = calls.filter((call) => isScopeCall(call.name) && namesOf.get(call)!.length > 0);
  const depths = new Map<ApiCall, number>();
  const made: MadePath[] = [];
  // Outer scopes have more operations, or led to the inner ones.
  const depth = ({ origin }: ApiCall) => origin.stack.length;
  for (const call of scopes.toSorted((a, b) => b.to - b.from - (a.to - a.from) || depth(a) - depth(b))) {
    const around = scopes.filter((other) => depths.has(other) && contains(other, call));
    const outer = Math.max(0, ...around.map((other) => depths.get(other)!));
    const name = nameOf(call, program);
    const path = pathOf(call, name, namesOf.get(call)![0].split('/'), outer);
    if (!path) continue;
    depths.set(call, path.length);
    made.push({ call, path: path.join('/'), name, isScope: true });
  }
  for (const call of calls) {
    const names = namesOf.get(call)!.map((name) => name.split('/'));
    if (isScopeCall(call.name) || names.length === 0) continue;
    const name = nameOf(call, program);
    const path = pathOf(call, name, commonStart(names), 0);
    if (path) made.push({ call, path: path.join('/'), name, isScope: names.length > 1 });
  }
  return made;
}

/** Names of what a call made and is still there: what stands in a branch that may not be taken is taken back. */
function operationsOf({ origin, from, to }: ApiCall, program: Program, graph: Graph): string[] {
  const isMade = (op: Operation): boolean => {
    const made = program.originOf(op);
    return made === origin || (made?.stack.some((range) => sameRange(range, origin.range)) ?? false);
  };
  return graph
    .getOperations()
    .slice(from, to)
    .filter(isMade)
    .map(({ name }) => name);
}

function isScopeCall(name: string): boolean {
  return name === 'nameScope' || name === 'variableScope' || name.endsWith('.nameScope');
}

/** Whether `inner` happened while `outer` did. */
function contains(outer: ApiCall, inner: ApiCall): boolean {
  return outer !== inner && outer.from <= inner.from && inner.to <= outer.to;
}

/** The expression that a call gives as the name of what it makes. */
function nameOf(call: ApiCall, program: Program): ts.Expression | undefined {
  const { node } = call.origin.site;
  const written = writtenCall(node, program);
  if (written) return argumentFor(written, 'name');
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  // Constructors and methods without a signature take options last.
  const options = node.arguments?.at(-1);
  if (!isOptions(options)) return undefined;
  for (const property of options.properties) {
    const isName = property.name && ts.isIdentifier(property.name) && property.name.text === 'name';
    if (isName && ts.isPropertyAssignment(property)) return property.initializer;
    if (isName && ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

/** The part of `segments` that the call's name ends. @param from - segments that scopes around it have already named */
function pathOf(
  call: ApiCall,
  name: ts.Expression | undefined,
  segments: readonly string[],
  from: number,
): readonly string[] | undefined {
  const text = name && ts.isStringLiteralLike(name) ? name.text : isScopeCall(call.name) ? call.args[0] : undefined;
  if (typeof text !== 'string') return isScopeCall(call.name) ? undefined : segments;
  // A name that ends in a slash enters a scope, or is taken as it is.
  if (text.endsWith('/')) return undefined;
  const wanted = text.split('/');
  const starts = [...segments.keys()].slice(from);
  // The outermost scope comes first, an operation's own name last.
  for (const start of isScopeCall(call.name) ? starts : starts.reverse()) {
    const end = start + wanted.length;
    if (wanted.every((part, i) => matches(segments[start + i], part, i === wanted.length - 1)))
      return segments.slice(0, end);
  }
  return undefined;
}

/** The last part may have got a number, because the name was taken. */
function matches(segment: string | undefined, part: string, isLast: boolean): boolean {
  if (segment === part) return true;
  if (!isLast || segment === undefined) return false;
  return segment.startsWith(`${part}_`) && /^\d+$/.test(segment.slice(part.length + 1));
}

function commonStart(paths: readonly (readonly string[])[]): readonly string[] {
  const [first, ...others] = paths;
  let length = first.length;
  for (const other of others) {
    let shared = 0;
    while (shared < length && other[shared] === first[shared]) shared++;
    length = shared;
  }
  return length === 0 ? paths.at(-1)! : first.slice(0, length);
}
