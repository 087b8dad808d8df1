/** Above the session of a model: how large it is. */

import type { CodeLens } from 'vscode-languageserver-types';
import { type Program, shownGraph, ts } from '../../engine/analysis/index.ts';
import { Variable } from '../../engine/api/index.ts';
import { addDims, type Dim, type Graph, GraphKeys, type Operation } from '../../engine/graph/index.ts';
import type { FileView } from './file-view.ts';
import { isCounted, multiplyAddsOf } from './multiply-adds.ts';
import { nodesOf } from './node-at.ts';
import { bytesOf, bytesText, countText, workText } from './quantities.ts';

export function codeLenses(view: FileView): CodeLens[] {
  const place = placeOf(view);
  const title = place && sizeText(view.program, shownGraph(view.program));
  if (!title) return [];
  const start = view.positionAt(place.getStart(view.source));
  const command = { title, command: 'tensorloom.showGraph', arguments: [view.uriOf(view.file)] };
  return [{ range: { start, end: start }, command }];
}

/** The first session, else the first use of the library: where the extension's own lenses are. */
function placeOf(view: FileView): ts.Node | undefined {
  for (const node of nodesOf(view.source)) if (opensSession(node)) return node;
  const calls = view.program.calls
    .filter(({ origin }) => origin.range.file === view.file)
    .map(({ origin }) => origin.site.node);
  return calls.reduce<ts.Node | undefined>((first, node) => (!first || node.pos < first.pos ? node : first), undefined);
}

const made = new Set(['Session', 'InteractiveSession']);
const monitored = /^MonitoredTrainingSession$|^(?:Singular)?MonitoredSession\.create$/;

function opensSession(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return made.has(lastNames(node.expression).at(-1) ?? '');
  if (!ts.isCallExpression(node)) return false;
  const names = lastNames(node.expression);
  return monitored.test(names.at(-1) ?? '') || monitored.test(names.join('.'));
}

/** The last two names of `tf.train.MonitoredSession.create`, or fewer. */
function lastNames(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (!ts.isPropertyAccessExpression(expression)) return [];
  return [...lastNames(expression.expression), expression.name.text].slice(-2);
}

/**
 * `446,610 parameters · 1.8 MB · 446 k × batch multiply-adds`; undefined for a graph without variables, and where not all
 * of it is known. What a loop makes of which nobody knows how often it turns has no sum.
 */
function sizeText(program: Program, graph: Graph): string | undefined {
  if (!program.isComplete) return undefined;
  const variables = graph.collections
    .get(GraphKeys.TRAINABLE_VARIABLES)
    .filter((each): each is Variable => each instanceof Variable);
  if (variables.length === 0) return undefined;
  const isCountKnown = !variables.some(({ op }) => isRepeated(program, op));
  const counts = variables.map(({ shape }) => (isCountKnown ? shape.size : null));
  const bytes = variables.map(({ dtype, shape }) => (isCountKnown ? bytesOf(dtype, shape) : undefined));
  const parts = [];
  if (counts.every((count) => typeof count === 'number')) parts.push(`${countText(sum(counts))} parameters`);
  if (bytes.every((each) => each !== undefined)) parts.push(bytesText(sum(bytes)));
  const work = forwardWork(program, graph);
  if (work !== undefined && work !== 0) parts.push(`${workText(work)} multiply-adds`);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** Of all that gradients did not make; undefined where a part of it is not known. */
function forwardWork(program: Program, graph: Graph): Dim | undefined {
  const training = program.calls.filter(({ name }) => /(?:^|\.)(?:gradients|minimize|computeGradients)$/.test(name));
  const backward = new Set(training.map(({ origin }) => origin));
  let total: Dim = 0;
  for (const op of graph.getOperations()) {
    const origin = program.originOf(op);
    if (!isCounted(op) || (origin && backward.has(origin))) continue;
    const work = isRepeated(program, op) ? undefined : multiplyAddsOf(op);
    if (work === undefined) return undefined;
    total = addDims(total, work);
  }
  return total;
}

/** Made in a loop of which the number of passes is not known. */
function isRepeated(program: Program, op: Operation): boolean {
  return program.originOf(op)?.loops.some(({ index }) => index === null) ?? false;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
