// The page of one operation type.

import { type AttrValue, type DType, type Operation, TensorShape } from '../../engine/graph/index.ts';
import { type Argument, type AttributeRow, countOf, getOp, type RegisteredOp } from '../../engine/ops/index.ts';
import { readComment } from './comment-text.ts';
import { gradientTypes, loopParts } from './evidence.ts';
import { type Knowledge, textOf } from './knowledge.ts';
import { blocks, fenced, linked, table } from './markdown.ts';
import type { Places } from './places.ts';
import { shapeRows } from './shape-rows.ts';

/** The types that the gradient of each type is made of, for all that can be differentiated by themselves. */
export type GradientMap = ReadonlyMap<string, readonly string[]>;

export function gradientMap({ types, exampleOf, evidence }: Knowledge): GradientMap {
  const operations = evidence.flatMap((item) => item.operations);
  return new Map(
    types.flatMap((type): [string, string[]][] => {
      if (typeof getOp(type).gradient === 'string') return [];
      // Where the example is one of integers, another may not be.
      const all = [exampleOf.get(type)!.operation, ...operations.filter((operation) => operation.type === type)];
      for (const operation of all.slice(0, triedOperations)) {
        const made = gradientTypes(operation);
        if (made) return [[type, made]];
      }
      return [];
    }),
  );
}

const triedOperations = 50;

export function operationPage(type: string, knowledge: Knowledge, places: Places, gradients: GradientMap): string {
  const def = getOp(type);
  const { example, operation } = knowledge.exampleOf.get(type)!;
  return blocks(
    `# ${type}`,
    whatItComputes(type, knowledge, places),
    madeBy(type, knowledge, places, gradients),
    marks(def),
    '## Signature',
    fenced(signature(def), ''),
    attributeTable(def),
    '## Shapes',
    shapeTable(def, operation),
    '## Gradient',
    gradientText(def, gradients),
    '## Example',
    fenced(example.program),
    '[All operation types](../README.md#operation-types) · [How far each agrees with TensorFlow](../../conformity.md)',
  );
}

function whatItComputes(type: string, knowledge: Knowledge, places: Places): string {
  const text = textOf(type, knowledge);
  if (text === undefined) throw new Error(`Nothing says what ${type} computes: add a line to operation-texts.ts.`);
  if (typeof text === 'string') return text;
  return `${readComment(text.text).text} (${linked(`tf.${text.name}`, places.fromOperation(text.name))})`;
}

const shownMakers = 8;

function madeBy(type: string, { makersOf }: Knowledge, places: Places, gradients: GradientMap): string {
  const makers = makersOf.get(type) ?? [];
  const links = makers.slice(0, shownMakers).map((name) => linked(`tf.${name}`, places.fromOperation(name)));
  const more = makers.length - links.length;
  const list = `${links.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const parts = [...gradients].filter(([of, types]) => of !== type && types.includes(type)).map(([of]) => of);
  const shown = parts.slice(0, shownMakers).map((of) => linked(of, `${of}.md`));
  const rest = parts.length - shown.length;
  const inGradients = `Part of the gradient of ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
  return [
    makers.length > 0 ? `Made by ${list}.` : 'No function makes it by itself.',
    ...(parts.length > 0 ? [inGradients] : []),
  ].join(' ');
}

function marks({ stateful, dynamic, runsBetweenStages, valueInputs = [] }: RegisteredOp): string | undefined {
  const inputs = valueInputs.map((name) => `\`${name}\``).join(', ');
  const lines = [
    stateful && 'It has an effect or draws random numbers: it is never shared or folded, and runs once a run.',
    dynamic && 'The sizes of its output are known only when it has run.',
    runsBetweenStages && 'The session runs it, between the stages of a plan.',
    valueInputs.length > 0 &&
      `A plan is made with the values of ${inputs} known: where they come from other operations, these run before.`,
  ].filter(Boolean);
  return lines.length > 0 ? lines.map((line) => `- ${line}`).join('\n') : undefined;
}

function signature({ type, inputs, outputs }: RegisteredOp): string {
  return `${type}(${inputs.join(', ')}) → ${outputs.join(', ') || 'nothing'}`;
}

function attributeTable({ attributeRows }: RegisteredOp): string | undefined {
  if (attributeRows.length === 0) return undefined;
  return table(
    ['Attribute', 'Kind', 'Default', 'Allowed'],
    attributeRows.map((row) => [`\`${row.key}\``, row.kind, defaultText(row), allowedText(row)]),
  );
}

function defaultText({ fallback, kind }: AttributeRow): string {
  if (fallback) return `\`${valueText(fallback)}\``;
  return kind === 'type' || kind === 'types' ? 'that of the inputs, or given' : 'none: it must be given';
}

function valueText({ kind, value }: AttrValue): string {
  if (kind === 'string') return `'${value}'`;
  if (value instanceof TensorShape) return value.toString();
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function allowedText({ kind, allowed }: AttributeRow): string {
  if (kind !== 'type') return '';
  return allowed ? [...new Set<DType>(allowed)].join(', ') : 'any';
}

function shapeTable(def: RegisteredOp, operation: Operation): string | undefined {
  const rows = shapeRows(operation);
  const names = (list: readonly Argument[]) =>
    list.flatMap((argument) => {
      if (!argument.isList) return [argument.name];
      return Array.from({ length: countOf(argument, operation.attributes) }, (_, i) => `${argument.name}[${i}]`);
    });
  const head = [...names(def.inputArgs), ...names(def.outputArgs).map((name) => `→ ${name}`)];
  if (head.length === 0) return 'It takes and gives no tensors.';
  return table(
    head,
    rows.map(({ inputs, outputs }) => [...inputs, ...outputs]),
  );
}

/** What TensorFlow has where there is no gradient here; of the other such types it has none either. */
const gradientElsewhere: Readonly<Record<string, string>> = {
  RandomGamma: 'TensorFlow has one',
  RGBToHSV: 'TensorFlow 2 has one',
};

function gradientText({ type, gradient }: RegisteredOp, gradients: GradientMap): string {
  if (gradient === 'none') return 'Not differentiable: nothing flows back through it.';
  if (gradient === 'missing') {
    const elsewhere = gradientElsewhere[type];
    return `None: asking for it is a \`LookupError\`${elsewhere ? `; ${elsewhere}` : ', as in TensorFlow'}.`;
  }
  const types = gradients.get(type);
  if (loopParts.has(type)) {
    return 'Differentiable: `tf.gradients` adds a loop that runs back for a loop, and a branch for a branch.';
  }
  if (!types) return 'Differentiable.';
  if (types.length === 0) return 'Differentiable: gradients are handed on as they are.';
  return `Differentiable. Its gradient is made of ${types.map((part) => linked(part, `${part}.md`)).join(', ')}.`;
}
