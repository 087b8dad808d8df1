/** Variables by name that a scope has otherwise: taken, not there, or of another shape or type. */

import type { QuickFix, RelatedPlace } from '../../diagnostic.ts';
import { ts } from '../../syntax.ts';
import { setProperty } from '../edits/call-options.ts';
import { fix, insertBefore } from '../edits/text-edits.ts';
import { calledFunction, libraryName } from '../syntax/library-names.ts';
import { rangeOfCall } from '../text/call-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';
import { plainFault } from './plain.ts';

const texts =
  /^(?:Variable .* (?:already exists, disallowed|does not exist, or was not created)|Trying to share variable )/;

export const sharedVariableFault: Describer = (fault): Wording | undefined => {
  const { message } = fault.error;
  if (fault.name !== 'getVariable' || !texts.test(message)) return undefined;
  return {
    message: plainFault(fault).message,
    related: madeAt(fault),
    // What is not there may be there under another name, which a new variable would only hide.
    fixes: message.includes('already exists') ? [shareIn(fault.site.node)] : [],
  };
};

/** The call that made the variable. */
function madeAt({ error, graph, program }: Fault): RelatedPlace[] {
  const name = 'operation' in error ? (error.operation as { readonly name?: string } | undefined)?.name : undefined;
  const op = name === undefined ? undefined : graph.findOperation(name);
  const origin = op && program.originOf(op);
  return origin ? [{ range: rangeOfCall(origin.site.node), message: `'${name}' is made here` }] : [];
}

/** Has the scope written around the call share its variables. */
function shareIn(node: ts.Node): QuickFix | undefined {
  const scope = ts.findAncestor(node.parent, (outer): outer is ts.CallExpression => isScope(outer));
  const mode = scope && libraryName('AUTO_REUSE', scope.getSourceFile());
  const second = scope?.arguments[1];
  if (!mode || !second) return undefined;
  const isObject = ts.isObjectLiteralExpression(second);
  if (!isObject && scope.arguments.length > 2) return undefined;
  const edit = isObject ? setProperty(second, 'reuse', mode) : insertBefore(second, `{ reuse: ${mode} }, `);
  return fix('Share the variables of this scope', edit);
}

function isScope(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const called = calledFunction(node);
  return called?.name === 'variableScope' && !called.isMethod;
}
