/** The forms a graph can be shown in: the task that answers it, and how the answer becomes text. */

import type { ChildMessage, GraphDescription, Task } from '../../runner/index.ts';
import { formatDot } from './dot.ts';
import { formatNodes } from './nodes.ts';
import { formatPlans } from './plans.ts';
import { formatSvg } from './svg.ts';

export type GraphForm = 'table' | 'json' | 'dot' | 'svg' | 'pbtxt' | 'plan';

interface Form {
  /** As commander reads them; undefined for what is shown without an option. */
  readonly flags: string | undefined;
  readonly description: string;
  readonly task: Task;
  /** undefined if the answer is not among the messages. */
  readonly format: (messages: readonly ChildMessage[]) => string | undefined;
}

const ofGraph = (format: (graph: GraphDescription) => string) => (messages: readonly ChildMessage[]) => {
  for (const message of messages)
    if (message.type === 'graph' && message.description) return format(message.description);
  return undefined;
};

export const forms: Readonly<Record<GraphForm, Form>> = {
  table: { flags: undefined, description: '', task: 'graph', format: ofGraph(formatNodes) },
  json: {
    flags: '--json',
    description: 'operations with inputs, shapes and source lines, as JSON',
    task: 'graph',
    format: ofGraph((graph) => `${JSON.stringify(graph)}\n`),
  },
  dot: { flags: '--dot', description: "Graphviz's language", task: 'graph', format: ofGraph(formatDot) },
  svg: { flags: '--svg <file>', description: 'write a picture', task: 'graph', format: ofGraph(formatSvg) },
  pbtxt: {
    flags: '--pbtxt <file>',
    description: 'write a GraphDef in text form, which TensorFlow, TensorBoard and Netron read',
    task: 'pbtxt',
    format: (messages) => messages.find((message) => message.type === 'pbtxt')?.text,
  },
  plan: {
    flags: '--plan',
    description: 'the compiled plans: kernels, the operations each covers, bytes, arithmetic',
    task: 'plan',
    format: (messages) => {
      const plans = messages.find((message) => message.type === 'plans')?.plans;
      return plans && formatPlans(plans);
    },
  },
};
