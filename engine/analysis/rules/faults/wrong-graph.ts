/** Parts of two graphs in one expression, or a session that runs another graph than that of what it is asked for. */

import type { Graph } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { ts } from '../../syntax.ts';
import { setOption } from '../edits/call-options.ts';
import { fix } from '../edits/text-edits.ts';
import { tensorOf } from '../operand.ts';
import { declarationOf, isTaken } from '../syntax/declarations.ts';
import { bare } from '../syntax/trace-expression.ts';
import type { Describer, Fault } from './describer.ts';

export const wrongGraphFault: Describer = (fault) => {
  const fetched = fault.args.find(({ parameter }) => parameter === 'fetches' || parameter === 'feeds');
  if (fault.code !== 'wrong-graph' || !fetched || !fault.name.startsWith('Session.')) return undefined;
  const element = tensorOf(fetched.value) ?? fetched.value;
  const graph = (element as { graph?: Graph } | null)?.graph;
  const made = graph && fault.program.originOfGraph(graph);
  return {
    message:
      'This is not in the graph that the session runs' +
      (made ? ', but in one made by the program: give that to the session, as new tf.Session({ graph }).' : '.'),
    ...(fault.place && { range: fault.place }),
    related: made ? [{ range: made.range, message: 'The graph that it is in' }] : [],
    fixes: made ? [sessionOf(made.site.node, fault)] : [],
  };
};

/** The session made with the graph, where both have names. */
function sessionOf(graph: ts.Node, { site }: Fault): QuickFix | undefined {
  const name =
    ts.isVariableDeclaration(graph.parent) && ts.isIdentifier(graph.parent.name) ? graph.parent.name.text : undefined;
  const { node } = site;
  const callee =
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
      ? node.expression.expression
      : undefined;
  const declaration = callee && ts.isIdentifier(callee) ? declarationOf(callee.text, callee) : undefined;
  const session =
    declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? bare(declaration.initializer)
      : undefined;
  if (name === undefined || !session || !ts.isNewExpression(session) || !isTaken(name, session)) return undefined;
  const edit = setOption(session, 'graph', name);
  return (
    edit &&
    fix(
      `Make the session for '${name}'`,
      name === 'graph' ? { ...edit, text: edit.text.replace('graph: graph', 'graph') } : edit,
    )
  );
}
