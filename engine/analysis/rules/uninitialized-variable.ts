/** A run that reads a variable which nothing has initialised yet: the session refuses it. */

import { GraphKeys, type Operation, type Tensor } from '../../graph/index.ts';
import type { Diagnostic, QuickFix } from '../diagnostic.ts';
import type { ApiCall, Program, SessionRun } from '../program/program.ts';
import { sameRange } from '../source/range.ts';
import { ts } from '../syntax.ts';
import { fix, insertStatementBefore, replace } from './edits/text-edits.ts';
import type { OperationSet } from './operation-set.ts';
import { placeOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { declarationOf, functionAround } from './syntax/declarations.ts';
import { libraryName } from './syntax/library-names.ts';
import { nodeAt } from './syntax/node-at.ts';
import { bare } from './syntax/trace-expression.ts';
import { rangeOfCall } from './text/call-text.ts';
import { listText } from './text/list-text.ts';

export const uninitializedVariable: Rule = {
  code: 'uninitialized-variable',
  *check(context) {
    const { program } = context;
    const told = new Set<object>();
    const fine = new Map<OperationSet, unknown>();
    for (const run of program.runs) {
      if (told.has(run.session) || run.origin.isGuarded) continue;
      const needed = context.neededBy(run);
      // The same again, with no variable more or less: a step of a loop.
      if (fine.get(needed) === run.initialized && run.initialized !== null) continue;
      fine.set(needed, run.initialized);
      if (!run.knowsFetches) told.add(run.session); // It may have initialised anything.
      const early = isAnswerable(run, program) ? readTooEarly(run, context) : [];
      if (early.length === 0) continue;
      // What comes after it never runs.
      told.add(run.session);
      yield describe(run, early, program);
    }
  },
};

/** Whether all that the session has run is known. */
function isAnswerable(run: SessionRun, program: Program): boolean {
  if (run.initialized === null || !run.knowsFetches || !run.knowsFeeds) return false;
  if (program.hasEscaped(run.session) || program.isOpen(run.graph)) return false;
  // Whoever calls a function that is not called here may have run others before.
  return !run.origin.isUncalled || isOwnSession(run);
}

/** The session was made in the same function that runs it. */
function isOwnSession({ origin }: SessionRun): boolean {
  const { node } = origin.site;
  const made = sessionOf(node)?.declaration;
  const isNew =
    made && ts.isVariableDeclaration(made) && made.initializer && ts.isNewExpression(bare(made.initializer));
  return !!isNew && functionAround(made) === functionAround(node);
}

/** The name of the session in `sess.run(…)`, and what it was declared by. */
function sessionOf(node: ts.Node): { readonly name: string; readonly declaration: ts.Node } | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  if (name.text !== 'run' || !ts.isIdentifier(expression)) return undefined;
  const declaration = declarationOf(expression.text, expression);
  return declaration && { name: expression.text, declaration };
}

/** What looks at a variable without reading its value. */
const harmless = new Set(['IsVariableInitialized', 'RefSwitch']);

function readTooEarly(run: SessionRun, context: RuleContext): Operation[] {
  const { tensors, feeds, initialized, maybeInitialized } = run;
  const needed = context.neededBy(run);
  const maybeNeeded = context.maybeNeededBy(run);
  return context.operationsOf('VariableV2', 'Variable').filter((op) => {
    if (!needed.has(op) || initialized!.has(op.name) || maybeInitialized.has(op.name)) return false;
    const [ref] = op.outputs;
    if (feeds.some(({ tensor }) => tensor === ref)) return false;
    const consumers = ref.consumers();
    if (consumers.some((other) => sets(other, ref) && maybeNeeded.has(other))) return false;
    return tensors.includes(ref) || consumers.some((other) => needed.has(other) && reads(other));
  });
}

function sets(op: Operation, ref: Tensor): boolean {
  return op.type === 'Assign' && op.inputs[0] === ref;
}

function reads({ type }: Operation): boolean {
  return type !== 'Assign' && !harmless.has(type);
}

const mostNames = 3;

function describe(run: SessionRun, early: readonly Operation[], program: Program): Diagnostic {
  const names = early.map((op) => `'${op.name}'`);
  const shown =
    names.length > mostNames ? [...names.slice(0, mostNames - 1), `${names.length - mostNames + 1} more`] : names;
  const late = madeAfterInitializer(run, early, program);
  const initializer = `tf.${initializerFor(early)}()`;
  const one = early.length === 1;
  return {
    code: 'uninitialized-variable',
    severity: 'error',
    message:
      `The variable${one ? '' : 's'} ${listText(shown)} ${one ? 'has' : 'have'} no value yet when this is run` +
      (late
        ? `: ${initializer} was called before ${one ? 'it was' : 'they were'} made, so it does not initialise ${one ? 'it' : 'them'}.`
        : `: run ${initializer} before.`),
    range: rangeOfCall(run.origin.site.node),
    related: [
      ...early.slice(0, mostNames).flatMap((op) => placeOf(op, `The variable '${op.name}'`, program)),
      ...(late ? [{ range: late.call.origin.range, message: 'Initialises the variables made up to here' }] : []),
    ],
    fixes: [late ? callLater(late, early, program) : runInitializer(run, early, program)].flatMap((one) =>
      one ? [{ ...one, isPreferred: true }] : [],
    ),
  };
}

function initializerFor([first]: readonly Operation[]): string {
  const local = first.graph.collections.get<{ op?: unknown }>(GraphKeys.LOCAL_VARIABLES);
  return local.some(({ op }) => op === first) ? 'localVariablesInitializer' : 'globalVariablesInitializer';
}

interface LateVariables {
  /** The call of globalVariablesInitializer, */
  readonly call: ApiCall;
  /** and the run of what it gave. */
  readonly run: SessionRun;
}

/** An initialiser that the session has run but that is older than the variables. */
function madeAfterInitializer(
  run: SessionRun,
  early: readonly Operation[],
  { calls, runs }: Program,
): LateVariables | undefined {
  const before = runs.slice(0, runs.indexOf(run)).filter(({ session }) => session === run.session);
  for (const earlier of before) {
    const call = calls.find(
      ({ name, result }) =>
        name === 'globalVariablesInitializer' && earlier.operations.includes(result as unknown as Operation),
    );
    if (call && early.every(({ id }) => id >= call.from)) return { call, run: earlier };
  }
  return undefined;
}

/** Calls the initialiser where it is run, if the variables are made by then. */
function callLater({ call, run }: LateVariables, early: readonly Operation[], program: Program): QuickFix | undefined {
  const fetch = run.fetchRanges.find(({ element }) => element === (call.result as unknown));
  const source = fetch && program.sources.get(fetch.range.file);
  const node = source && nodeAt(source, fetch.range);
  const isMadeBefore = early.every((op) => {
    const made = program.originOf(op)?.range;
    return made && fetch && made.file === fetch.range.file && made.end <= fetch.range.start;
  });
  const name = source && libraryName('globalVariablesInitializer', source);
  if (!node || !name || !isMadeBefore || sameRange(fetch!.range, call.origin.range)) return undefined;
  return fix('Make the initialiser where it is run', replace(node, `${name}()`));
}

/** Runs the initialiser before: outside the loops that do not make the session anew. */
function runInitializer(run: SessionRun, early: readonly Operation[], program: Program): QuickFix | undefined {
  const { node } = run.origin.site;
  const session = sessionOf(node);
  const name = libraryName(initializerFor(early), node.getSourceFile());
  if (!session || name === undefined) return undefined;
  const home = functionAround(session.declaration);
  const calls = run.origin.stack.flatMap((range) => {
    const source = program.sources.get(range.file);
    return (source && nodeAt(source, range)) ?? [];
  });
  const place = [node, ...calls].find((call) => functionAround(call) === home);
  if (!place) return undefined;
  const outermost = outermostLoop(place, session.declaration) ?? place;
  const edit = insertStatementBefore(outermost, `await ${session.name}.run(${name}());`);
  return edit && fix('Run the initialiser before', edit);
}

function outermostLoop(place: ts.Node, session: ts.Node): ts.Node | undefined {
  let loop: ts.Node | undefined;
  for (let node = place.parent; node && !ts.isFunctionLike(node); node = node.parent) {
    if (ts.isIterationStatement(node, false) && !(node.pos <= session.pos && session.end <= node.end)) loop = node;
  }
  return loop;
}
