/** Summaries: tensors on their way to an event file, as serialized Summary messages. Serialized by the backend's host. */

import { NdArray, TensorShape } from '../../graph/index.ts';
import type { HostCall } from '../kernel-language/index.ts';
import {
  type ArgumentText,
  type AttrSpec,
  attr,
  defineOp,
  type InferenceContext,
  type LoweringContext,
  typeSets,
} from '../registry/index.ts';

interface SummaryKind {
  readonly inputs: readonly ArgumentText[];
  readonly attributes: Readonly<Record<string, AttrSpec>>;
  readonly check: (c: InferenceContext) => void;
  readonly call: (c: LoweringContext) => HostCall;
}

/** Red: what TensorFlow paints where a value is not finite. */
const red = new NdArray('uint8', [4], new Uint8Array([255, 0, 0, 255]));

const scalarTag = (c: InferenceContext) => checkRank(c, 0, [0]);

const kinds: Readonly<Record<string, SummaryKind>> = {
  ScalarSummary: {
    inputs: ['tags: string', 'values: T'],
    attributes: { T: attr.type(typeSets.numeric) },
    check: (c) => {
      const [tags, values] = c.inputs.map(({ shape }) => shape);
      if (!tags.isCompatibleWith(values)) {
        c.fail(
          'rank',
          `tags and values not the same shape: ${tags.toBrackets()} != ${values.toBrackets()}. ` +
            'A scalar summary takes one number: reduce the values first',
        );
      }
    },
    call: () => ({ name: 'ScalarSummary' }),
  },
  HistogramSummary: {
    inputs: ['tag: string', 'values: T'],
    attributes: { T: attr.type(typeSets.numeric, 'float32') },
    check: scalarTag,
    call: () => ({ name: 'HistogramSummary' }),
  },
  ImageSummary: {
    inputs: ['tag: string', 'tensor: T'],
    attributes: {
      max_images: attr.int(3),
      T: attr.type(['uint8', ...typeSets.floats], 'float32'),
      bad_color: { kind: 'tensor', default: red },
    },
    check: (c) => {
      scalarTag(c);
      checkRank(c, 1, [4]);
      const depth = c.inputs[1].shape.dims?.[3];
      if (typeof depth === 'number' && ![1, 3, 4].includes(depth)) {
        c.fail('dimension', `Tensor must be 4-D with last dim 1, 3, or 4, not ${c.inputs[1].shape.toBrackets()}`);
      }
      if (c.attr('max_images', 'int') < 1) c.fail('value', 'max_images must be 1 or more');
    },
    call: (c) => ({
      name: 'ImageSummary',
      maxImages: c.attr('max_images', 'int'),
      badColor: Array.from(c.attr('bad_color', 'tensor').data as Uint8Array),
    }),
  },
  AudioSummaryV2: {
    inputs: ['tag: string', 'tensor: float32', 'sample_rate: float32'],
    attributes: { max_outputs: attr.int(3) },
    check: (c) => {
      scalarTag(c);
      checkRank(c, 1, [2, 3]);
      checkRank(c, 2, [0]);
      if (c.attr('max_outputs', 'int') < 1) c.fail('value', 'max_outputs must be 1 or more');
    },
    call: (c) => ({ name: 'AudioSummary', maxOutputs: c.attr('max_outputs', 'int') }),
  },
  TensorSummaryV2: {
    inputs: ['tag: string', 'tensor: T', 'serialized_summary_metadata: string'],
    attributes: { T: attr.type() },
    check: (c) => {
      scalarTag(c);
      checkRank(c, 2, [0]);
    },
    call: () => ({ name: 'TensorSummary' }),
  },
  MergeSummary: {
    inputs: ['inputs: N * string'],
    attributes: { N: attr.int() },
    check: (c) => {
      if (c.inputs.length === 0) c.fail('value', 'A merged summary needs at least one summary');
    },
    call: () => ({ name: 'MergeSummary' }),
  },
};

for (const [type, { inputs, attributes, check, call }] of Object.entries(kinds)) {
  defineOp(type, {
    inputs,
    outputs: ['summary: string'],
    attributes,
    infer: (c) => {
      check(c);
      return [TensorShape.scalar];
    },
    gradient: 'none',
    lower: (c) => c.b.host(call(c), c.inputs, c.outputs),
  });
}

function checkRank(c: InferenceContext, index: number, ranks: readonly number[]): void {
  const { rank } = c.inputs[index].shape;
  if (rank === null || ranks.includes(rank)) return;
  c.fail('rank', `Shape must be rank ${ranks.join(' or ')} but is rank ${rank}`);
}
