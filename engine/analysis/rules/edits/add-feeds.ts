/** The edit that feeds what a run lacks, where a value can be found for it. */

import { isKnown, type Operation, type Tensor } from '../../../graph/index.ts';
import type { QuickFix, TextEdit } from '../../diagnostic.ts';
import type { Program, SessionRun } from '../../program/program.ts';
import { sameRange } from '../../source/range.ts';
import { ts } from '../../syntax.ts';
import { declarationOf, meansTheSameAt } from '../syntax/declarations.ts';
import { libraryName } from '../syntax/library-names.ts';
import { nodeAt } from '../syntax/node-at.ts';
import { bare } from '../syntax/trace-expression.ts';
import { fix, insertAt, textOf } from './text-edits.ts';

/** Feeds each of `missing` with what another run feeds it, or with what does no harm: 1 to a dropout, zeros. */
export function addFeeds(run: SessionRun, missing: readonly Operation[], program: Program): QuickFix | undefined {
  const { node, args } = run.origin.site;
  if (!ts.isCallExpression(node) || calledMethod(node) !== 'run' || node.arguments.some(ts.isSpreadElement)) {
    return undefined;
  }
  const whole = args[1] ? undefined : feedsOfAnother(missing, node, program);
  if (whole !== undefined) {
    return fix(`Feed '${whole}', as another run does`, insertAt(node, node.arguments[0].end, `, ${whole}`));
  }
  const pairs = missing.map(({ outputs: [tensor] }) => {
    const value = elsewhere(tensor, node, program) ?? harmless(tensor, node.getSourceFile());
    return value === undefined ? undefined : { name: tensor.name, key: nameAt(tensor, node, program), value };
  });
  const known = pairs.filter((pair) => pair !== undefined);
  if (known.length < missing.length) return undefined;
  const edit = insertInto(node, args[1], known);
  return edit && fix(`Feed ${missing.map(({ name }) => `'${name}'`).join(', ')}`, edit);
}

function calledMethod({ expression }: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

interface Pair {
  readonly name: string;
  /** What the program calls the placeholder, where that can be said at the run. */
  readonly key: string | undefined;
  readonly value: string;
}

function insertInto(
  call: ts.CallExpression,
  feeds: ts.Expression | undefined,
  pairs: readonly Pair[],
): TextEdit | undefined {
  const byTensor = pairs.every(({ key }) => key !== undefined);
  const asPairs = pairs.map(({ key, value }) => `[${key}, ${value}]`).join(', ');
  const asProperties = pairs.map(({ name, value }) => `'${name}': ${value}`).join(', ');
  if (!feeds) {
    const text = byTensor ? `[${asPairs}]` : `{ ${asProperties} }`;
    return call.arguments.length === 1 ? insertAt(call, call.arguments[0].end, `, ${text}`) : undefined;
  }
  const written = bare(feeds);
  if (ts.isObjectLiteralExpression(written)) return append(written, written.properties, asProperties);
  if (!byTensor) return undefined;
  const list = ts.isNewExpression(written) ? written.arguments?.[0] : written;
  return list && ts.isArrayLiteralExpression(list) ? append(list, list.elements, asPairs) : undefined;
}

function append(literal: ts.Expression, items: ts.NodeArray<ts.Node>, text: string): TextEdit {
  const last = items.at(-1);
  if (last) return insertAt(literal, last.end, `, ${text}`);
  return insertAt(literal, literal.getStart(literal.getSourceFile()) + 1, text);
}

/** The variable that the placeholder was put into, if it means that at `place`. */
function nameAt(tensor: Tensor, place: ts.Node, program: Program): string | undefined {
  const made = program.originOf(tensor.op)?.site.node.parent;
  if (!made || !ts.isVariableDeclaration(made) || !ts.isIdentifier(made.name)) return undefined;
  return declarationOf(made.name.text, place) === made ? made.name.text : undefined;
}

/** The name under which another run feeds all that is missing here. */
function feedsOfAnother(missing: readonly Operation[], place: ts.Node, { runs }: Program): string | undefined {
  for (const { feeds, origin } of runs) {
    const written = origin.site.args[1];
    const isComplete = missing.every(({ outputs: [tensor] }) => feeds.some((feed) => feed.tensor === tensor));
    if (isComplete && written && ts.isIdentifier(written) && meansTheSameAt(written, place)) return written.text;
  }
  return undefined;
}

/** What another run feeds it: an expression that means the same here. */
function elsewhere(tensor: Tensor, place: ts.Node, { runs, sources }: Program): string | undefined {
  for (const { feeds } of runs) {
    for (const feed of feeds) {
      const isWritten = feed.tensor === tensor && !sameRange(feed.keyRange, feed.valueRange);
      const source = isWritten && typeof feed.value !== 'number' ? sources.get(feed.valueRange.file) : undefined;
      const node = source && nodeAt(source, feed.valueRange, ts.isExpression);
      const isShort = node && (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node));
      if (isShort && meansTheSameAt(node, place)) return textOf(node);
    }
  }
  return undefined;
}

function harmless(tensor: Tensor, source: ts.SourceFile): string | undefined {
  const { dims } = tensor.shape;
  if (!dims?.every(isKnown)) return undefined;
  if (dims.length === 0) return tensor.dtype === 'bool' ? 'false' : tensor.dtype === 'string' ? "''" : '1';
  const zeros = libraryName('NdArray.zeros', source);
  return zeros && `${zeros}('${tensor.dtype}', [${dims.join(', ')}])`;
}
