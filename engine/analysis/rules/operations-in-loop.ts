/** Operations made anew in each step of a training loop: the graph grows, and each step is slower than the one before. */

import type { Diagnostic } from '../diagnostic.ts';
import type { ApiCall, LoopPass, Program, SessionRun } from '../program/program.ts';
import { ts } from '../syntax.ts';
import { tensorOf } from './operand.ts';
import type { Rule } from './rule.ts';
import { declarationOf } from './syntax/declarations.ts';
import { bare } from './syntax/trace-expression.ts';
import { nameOfCall, rangeOfCall } from './text/call-text.ts';

export const operationsInLoop: Rule = {
  code: 'operations-in-loop',
  *check({ program }) {
    const loops = loopsThatRun(program);
    const told = new Set<ts.Node>();
    for (const call of program.calls) {
      if (call.to <= call.from || call.origin.isGuarded || call.name === 'importGraphDef') continue;
      const loop = call.origin.loops.find((pass) => grows(call, pass, loops, program));
      if (!loop || told.has(loop.loop)) continue;
      told.add(loop.loop);
      if (goesOverParts(loop.loop, program)) continue;
      yield describe(call, loop, loops.get(loop.loop)!.run);
    }
  },
};

interface RunningLoop {
  readonly run: SessionRun;
  /** It is not known to end after one pass. */
  repeats: boolean;
  /** Its own body runs the session, not only a loop inside it. */
  isInnermost: boolean;
  /** A loop inside it runs the session. */
  isOuter: boolean;
  /** Each pass makes variables. */
  makesVariables: boolean;
}

/** Loops in which a session runs. */
function loopsThatRun({ runs, calls }: Program): Map<ts.Node, RunningLoop> {
  const loops = new Map<ts.Node, RunningLoop>();
  for (const run of runs) {
    for (const [depth, { loop, index }] of run.origin.loops.entries()) {
      const known = loops.get(loop) ?? {
        run,
        repeats: false,
        isInnermost: false,
        isOuter: false,
        makesVariables: false,
      };
      known.repeats ||= index !== 0;
      const isInnermost = depth === run.origin.loops.length - 1;
      known.isInnermost ||= isInnermost;
      known.isOuter ||= !isInnermost;
      loops.set(loop, known);
    }
  }
  for (const { name, origin } of calls) {
    if (name !== 'Variable' && name !== 'getVariable') continue;
    for (const { loop } of origin.loops) {
      const known = loops.get(loop);
      if (known) known.makesVariables = true;
    }
  }
  return loops;
}

function grows(call: ApiCall, pass: LoopPass, loops: ReadonlyMap<ts.Node, RunningLoop>, program: Program): boolean {
  const loop = loops.get(pass.loop);
  if (!loop || loop.run.graph !== call.graph || !(loop.repeats || pass.index !== 0)) return false;
  const made = program.originOfGraph(call.graph);
  if (made?.loops.some((other) => other.loop === pass.loop)) return false;
  // A comparison of a few settings builds each on purpose.
  if (!loop.isInnermost || isListOfSettings(pass.loop)) return false;
  // A model for each pass, trained by a loop inside: trials, layers that are trained one after the other.
  if (loop.isOuter && loop.makesVariables) return false;
  // To start again some times is no training loop.
  if (loop.isOuter && call.name.endsWith('Initializer')) return false;
  return call.origin.isCertain || isEveryFewSteps(call.origin.site.node, pass.loop);
}

/** `for (const rate of [0.1, 0.01])`, `[…].map(…)`, or over a list of them that has a name. */
function isListOfSettings(loop: ts.Node): boolean {
  const list = listOf(loop);
  if (!list || !ts.isIdentifier(list)) return !!list && ts.isArrayLiteralExpression(list);
  const declaration = declarationOf(list.text, list);
  const written = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return !!written && ts.isArrayLiteralExpression(written) && written.elements.every(isSetting);
}

/** What a loop goes over. */
function listOf(loop: ts.Node): ts.Expression | undefined {
  if (ts.isForOfStatement(loop)) return bare(loop.expression);
  if (!ts.isCallExpression(loop) || !ts.isPropertyAccessExpression(loop.expression)) return undefined;
  return bare(loop.expression.expression);
}

/** Not a batch of data. */
function isSetting(element: ts.Expression): boolean {
  return ts.isLiteralExpression(element) || ts.isObjectLiteralExpression(element);
}

/** Each pass builds on another part of what was there before the loop: on each of the variables, say. */
function goesOverParts(loop: ts.Node, program: Program): boolean {
  const sites = new Map<ts.Node, Map<number, string>>();
  for (const { origin, args } of program.calls) {
    const pass = origin.loops.find((other) => other.loop === loop);
    if (!pass || pass.index === null) continue;
    const made = args.flatMap((arg) => tensorOf(arg)?.op ?? []);
    const parts = made.filter((op) => !program.originOf(op)?.loops.some((other) => other.loop === loop));
    if (parts.length === 0) continue;
    const passes = sites.get(origin.site.node) ?? new Map<number, string>();
    passes.set(pass.index, `${passes.get(pass.index) ?? ''} ${parts.map(({ name }) => name).join(' ')}`);
    sites.set(origin.site.node, passes);
  }
  return [...sites.values()].some((passes) => passes.size > 1 && new Set(passes.values()).size === passes.size);
}

/** Under nothing but conditions such as `step % 100 === 0`. */
function isEveryFewSteps(node: ts.Node, loop: ts.Node): boolean {
  let isUnder = false;
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (inner === loop) return isUnder;
    if (ts.isFunctionLike(outer)) return false;
    const condition = conditionOf(outer, inner);
    if (!condition) continue;
    if (!/%/.test(condition.getText(condition.getSourceFile()))) return false;
    isUnder = true;
  }
  return false;
}

/** The condition on which `outer` evaluates `inner`. */
function conditionOf(outer: ts.Node, inner: ts.Node): ts.Node | undefined {
  if (ts.isIfStatement(outer)) return outer.expression === inner ? undefined : outer.expression;
  if (ts.isConditionalExpression(outer)) return outer.condition === inner ? undefined : outer.condition;
  if (ts.isCaseOrDefaultClause(outer) || ts.isCatchClause(outer)) return outer;
  if (!ts.isBinaryExpression(outer) || outer.right !== inner) return undefined;
  const shortCircuits = [
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.AmpersandAmpersandEqualsToken,
    ts.SyntaxKind.BarBarEqualsToken,
    ts.SyntaxKind.QuestionQuestionEqualsToken,
  ];
  return shortCircuits.includes(outer.operatorToken.kind) ? outer.left : undefined;
}

function describe(call: ApiCall, { range }: LoopPass, run: SessionRun): Diagnostic {
  const name = nameOfCall(call.origin.site.node) ?? `tf.${call.name}`;
  return {
    code: 'operations-in-loop',
    severity: 'warning',
    message:
      `${name} adds operations to the graph in each pass of this loop, which also runs the session: the graph grows, and ` +
      'every step takes longer. Build before the loop, and only run inside it.',
    range: rangeOfCall(call.origin.site.node),
    related: [
      { range: { ...range, end: Math.min(range.end, range.start + 3) }, message: 'The loop' },
      { range: rangeOfCall(run.origin.site.node), message: 'The run in it' },
    ],
    fixes: [],
  };
}
