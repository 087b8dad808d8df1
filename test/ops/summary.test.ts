/** What summary operations accept, and what `tf.summary` calls its nodes and tags. */

import { fromBinary } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as summary from '../../engine/api/summary/index.ts';
import { SummaryMetadataSchema } from '../../engine/formats/generated/summary_pb.js';
import { getDefaultGraph, resetDefaultGraph, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

/** The constant that the tag input holds. */
const tagOf = (node: Tensor) => String(node.op.inputs[0].op.attr('value', 'tensor').at(0));

describe('scalar', () => {
  it('is tagged with its name scope', () => {
    const loss = tf.constant(1);
    const node = tf.nameScope('train', () => summary.scalar('Loss', loss));
    expect([node.name, node.op.type, tagOf(node)]).toEqual(['train/Loss:0', 'ScalarSummary', 'train/Loss']);
    expect(node.op.inputs[0].name).toBe('train/Loss/tags:0');
    expect([node.dtype, node.shape.toString()]).toEqual(['string', '()']);
  });

  it('makes way for a name that is taken, tag and all', () => {
    new tf.Variable(tf.constant(1), { name: 'ChangingNumber' });
    expect(tagOf(summary.scalar('ChangingNumber', tf.constant(1)))).toBe('ChangingNumber_1');
  });

  it('groups by family', () => {
    const node = tf.nameScope('train', () => summary.scalar('loss', tf.constant(1), { family: 'losses' }));
    expect([node.op.name, tagOf(node)]).toEqual(['train/losses/loss', 'losses/train/losses/loss']);
  });

  it('replaces what a name cannot have, and says so once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const tags = [1, 2].map(() => tagOf(summary.scalar('/top 1: %', tf.constant(1))));
    expect(tags).toEqual(['top_1___', 'top_1____1']);
    expect(warn.mock.calls).toEqual([['INFO:tensorflow:Summary name /top 1: % is illegal; using top_1___ instead.']]);
    warn.mockRestore();
  });

  it('takes one number', () => {
    expect(() => summary.scalar('loss', tf.zeros([2]))).toThrow('tags and values not the same shape: [] != [2]');
  });
});

describe('the other kinds', () => {
  it('are their operations', () => {
    const images = tf.placeholder('float32', [null, 8, 8, 3]);
    const nodes = [
      summary.histogram('weights', tf.zeros([2, 3])),
      summary.image('pictures', images, { maxOutputs: 2 }),
      summary.audio('sounds', tf.zeros([2, 100]), 44100),
      summary.text('notes', tf.constant('hello')),
    ];
    expect(nodes.map((node) => `${node.op.name} ${node.op.type}`)).toEqual([
      'weights HistogramSummary',
      'pictures ImageSummary',
      'sounds AudioSummaryV2',
      'notes TensorSummaryV2',
    ]);
    expect(nodes[1].op.attr('max_images', 'int')).toBe(2);
    expect(nodes[2].op.inputs.map((input) => input.name)).toContain('sounds/sample_rate:0');
  });

  it('refuse what cannot be shown', () => {
    expect(() => summary.image('pictures', tf.zeros([1, 8, 8, 2]))).toThrow('last dim 1, 3, or 4');
    expect(() => summary.image('pictures', tf.zeros([8, 8, 3]))).toThrow('Shape must be rank 4 but is rank 3');
    expect(() => summary.image('pictures', tf.zeros([1, 8, 8, 3]), { maxOutputs: 0 })).toThrow('max_images must be 1');
    expect(() => summary.audio('sounds', tf.zeros([100]), 44100)).toThrow('Shape must be rank 2 or 3 but is rank 1');
    expect(() => summary.text('notes', tf.zeros([2]))).toThrow('to have dtype string, got float32');
  });

  it('carry metadata for the plugin that shows them', () => {
    const long = 'x'.repeat(300);
    const node = summary.tensorSummary('t', tf.zeros([2]), {
      pluginName: 'text',
      displayName: 'Größe',
      summaryDescription: long,
    });
    const bytes = node.op.inputs[2].op.attr('value', 'tensor').data[0] as Uint8Array;
    const metadata = fromBinary(SummaryMetadataSchema, bytes);
    expect([metadata.pluginData?.pluginName, metadata.displayName, metadata.summaryDescription]).toEqual([
      'text',
      'Größe',
      long,
    ]);
  });
});

describe('collections', () => {
  it('gather summaries for mergeAll', () => {
    expect(summary.mergeAll()).toBeNull();
    const [a, b] = ['a', 'b'].map((name) => summary.scalar(name, tf.constant(1)));
    summary.scalar('apart', tf.constant(1), { collections: ['mine'] });
    const merged = summary.mergeAll();
    expect([merged!.op.name, merged!.op.type]).toEqual(['Merge/MergeSummary', 'MergeSummary']);
    expect(merged!.op.inputs).toEqual([a, b]);
    expect(summary.mergeAll({ key: 'mine' })!.op.inputs.map((input) => input.name)).toEqual(['apart:0']);
    expect(summary.mergeAll({ scope: 'b' })!.op.inputs).toEqual([b]);
    expect(getDefaultGraph().collections.get('summaries')).toEqual([a, b]);
  });

  it('name a merged summary', () => {
    const a = summary.scalar('a', tf.constant(1));
    expect(summary.merge([a], { name: 'all', collections: ['summary_op'] }).op.name).toBe('all/all');
    expect(getDefaultGraph().collections.get('summary_op')).toHaveLength(1);
  });
});
