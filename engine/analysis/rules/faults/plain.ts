/** Any other fault, in the engine's own words: what it says of names and types of operations is for those who run it. */

import { nameOfCall } from '../text/call-text.ts';
import { listText } from '../text/list-text.ts';
import type { Fault, Wording } from './describer.ts';
import { operandText } from './operands.ts';

/** Their texts say what is asked of whom. */
const aboutSessions = new Set(['session-misuse', 'feed-mismatch', 'fetch-invalid', 'wrong-graph']);

export function plainFault(fault: Fault): Wording {
  const text = engineText(fault.error.message);
  const name = nameOfCall(fault.site.node);
  const operands = fault.failed ? fault.operands.filter(({ tensor }) => tensor && !isShapeOperand(tensor.op.type)) : [];
  const given = operands.length > 0 ? ` It is given ${listText(operands.map(operandText))}.` : '';
  const isNamed = name === undefined || text.startsWith(name) || aboutSessions.has(fault.code);
  return { message: `${isNamed ? '' : `${name}: `}${text}${given}` };
}

/** Constants among the inputs are axes and sizes, which the engine's text names already. */
function isShapeOperand(type: string): boolean {
  return type === 'Const';
}

/** Without the node's name and the shapes of its inputs at the end, and without the place in the file. */
function engineText(message: string): string {
  const [first] = message.split('\n    at operation ');
  const text = first.replace(/ for '[^']*' \(op: '\w+'\)(?: with input shapes: .*)?\.$/, '');
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}
