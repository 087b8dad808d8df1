import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../engine/backends/index.ts';
import {
  create,
  decodeMessage,
  decodeTensorProto,
  encodeMessage,
  type HistogramProto,
  type Summary,
  SummaryMetadataSchema,
  SummarySchema,
} from '../../../engine/formats/index.ts';
import type { DType, TensorData } from '../../../engine/graph/index.ts';
import { type HostCall, ProgramBuilder } from '../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan, prepare } from '../naive-plan.ts';

type Given = readonly [dtype: DType, shape: readonly number[], data: TensorData];

function bytesOf(call: HostCall, ...inputs: Given[]): Uint8Array {
  const b = new ProgramBuilder();
  b.covers = ['scope/summary'];
  const values = inputs.map(([dtype, shape], i) => feed(b, `x${i}`, dtype, shape));
  const outputs = b.host(call, values, [{ dtype: 'string', shape: [] }]);
  const { fetches } = prepare(naivePlan(b, outputs)).run(inputs.map(([, , data]) => data)) as RunResult;
  return fetches[0][0] as Uint8Array;
}
const summarize = (call: HostCall, ...inputs: Given[]): Summary =>
  decodeMessage(SummarySchema, bytesOf(call, ...inputs));
const tag = (text: string): Given => ['string', [], [text]];

describe('ScalarSummary', () => {
  test('is one simple value for each tag', () => {
    const { value } = summarize(
      { name: 'ScalarSummary' },
      ['string', [2], ['a', 'b']],
      ['float64', [2], Float64Array.of(0.1, NaN)],
    );
    expect(value.map((v) => [v.tag, v.value])).toEqual([
      ['a', { case: 'simpleValue', value: Math.fround(0.1) }],
      ['b', { case: 'simpleValue', value: NaN }],
    ]);
  });

  test('is the message that TensorFlow writes, byte for byte', () => {
    const bytes = bytesOf({ name: 'ScalarSummary' }, tag('loss'), ['float32', [], Float32Array.of(1)]);
    expect(Buffer.from(bytes).toString('hex')).toBe('0a0b0a046c6f7373150000803f');
  });
});

describe('HistogramSummary', () => {
  const histogram = (data: TensorData, dtype: DType = 'float64'): HistogramProto => {
    const { value } = summarize({ name: 'HistogramSummary' }, tag('h'), [dtype, [data.length], data]);
    return value[0].value.value as HistogramProto;
  };

  test('has the moments, and buckets that add up', () => {
    const data = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 10);
    const h = histogram(data);
    expect(h).toMatchObject({ min: Math.min(...data), max: Math.max(...data), num: 1000 });
    expect(h.sum).toBeCloseTo(
      data.reduce((a, b) => a + b, 0),
      9,
    );
    expect(h.sumSquares).toBeCloseTo(
      data.reduce((a, b) => a + b * b, 0),
      6,
    );
    expect(h.bucket.reduce((a, b) => a + b, 0)).toBe(1000);
    expect(h.bucketLimit).toEqual(h.bucketLimit.toSorted((a, b) => a - b));
  });

  test('counts each element below its limit and at or above the one before; empty runs are one bucket', () => {
    const h = histogram(Float64Array.of(0, 2, 2));
    const filled = h.bucket.flatMap((count, i) => (count > 0 ? [[h.bucketLimit[i - 1], count, h.bucketLimit[i]]] : []));
    expect(filled.map(([, count]) => count)).toEqual([1, 2]);
    expect(filled[0].slice(0, 1)).toEqual([0]);
    expect(filled[0][2]).toBe(1e-12);
    expect(filled[1][0]).toBeLessThanOrEqual(2);
    expect(filled[1][2]).toBeGreaterThan(2);
    expect(h.bucket.length).toBe(5);
    expect(h.bucketLimit.at(-1)).toBe(Number.MAX_VALUE);
  });

  test('of nothing has one empty bucket', () => {
    expect(histogram(new Float64Array(0))).toMatchObject({ num: 0, bucket: [0], bucketLimit: [Number.MAX_VALUE] });
  });

  test('of integers', () => {
    expect(histogram(BigInt64Array.of(-5n, 5n), 'int64')).toMatchObject({
      min: -5,
      max: 5,
      num: 2,
      sum: 0,
      sumSquares: 50,
    });
  });

  test.each([
    [NaN, 'Nan'],
    [Infinity, 'Infinity'],
  ])('refuses %d', (x, word) => {
    expect(() => histogram(Float64Array.of(1, x))).toThrow(`${word} in summary histogram for: scope/summary`);
  });
});

describe('ImageSummary', () => {
  const red = [255, 0, 0, 255];
  const images = (maxImages: number, given: Given) =>
    summarize({ name: 'ImageSummary', maxImages, badColor: red }, tag('t'), given).value.map((v) => {
      if (v.value.case !== 'image') throw new Error('no image');
      const { height, width, colorspace, encodedImageString } = v.value.value;
      const png = decode(encodedImageString);
      expect([png.height, png.width, png.channels]).toEqual([height, width, colorspace]);
      return { tag: v.tag, pixels: [...png.data] };
    });

  test('bytes go as they are; tags are numbered where more than one was asked for', () => {
    const data = Uint8Array.from({ length: 2 * 2 * 1 * 3 }, (_, i) => i * 20);
    expect(images(3, ['uint8', [2, 2, 1, 3], data])).toEqual([
      { tag: 't/image/0', pixels: [0, 20, 40, 60, 80, 100] },
      { tag: 't/image/1', pixels: [120, 140, 160, 180, 200, 220] },
    ]);
    expect(images(1, ['uint8', [2, 2, 1, 3], data])).toEqual([{ tag: 't/image', pixels: [0, 20, 40, 60, 80, 100] }]);
  });

  test('floats without negatives: the largest becomes 255; with negatives: 0 becomes 128', () => {
    expect(
      images(2, ['float32', [2, 1, 3, 1], Float32Array.of(0, 1, 2, -2, 0, 1)]).map(({ pixels }) => pixels),
    ).toEqual([
      [0, 127, 255],
      [1, 128, 191],
    ]);
  });

  test('the factor is a float32, as in TensorFlow, also for doubles', () => {
    expect(images(1, ['float64', [1, 1, 2, 1], Float64Array.of(-1, 3.9375)])[0].pixels).toEqual([95, 254]);
    expect(images(1, ['float32', [1, 1, 2, 1], Float32Array.of(-1, 3.9375)])[0].pixels).toEqual([95, 255]);
  });

  test('black stays black, and a pixel with a value that is not finite is red', () => {
    expect(
      images(2, ['float32', [2, 1, 2, 3], Float32Array.of(0, 0, 0, 0, 0, 0, 1, NaN, 0, 1, 1, 0.5)]).map(
        ({ pixels }) => pixels,
      ),
    ).toEqual([
      [0, 0, 0, 0, 0, 0],
      [255, 0, 0, 255, 255, 127],
    ]);
  });
});

describe('AudioSummary', () => {
  test('is a WAV file of 16-bit samples, clipped', () => {
    const clips: Given = ['float32', [1, 2, 2], Float32Array.of(0, 0.5, -1, 2)];
    const { value } = summarize({ name: 'AudioSummary', maxOutputs: 1 }, tag('a'), clips, [
      'float32',
      [],
      Float32Array.of(8000),
    ]);
    expect(value[0].tag).toBe('a/audio');
    const audio = value[0].value;
    if (audio.case !== 'audio') throw new Error('no audio');
    expect(audio.value).toMatchObject({
      sampleRate: 8000,
      numChannels: 2n,
      lengthFrames: 2n,
      contentType: 'audio/wav',
    });
    const wav = Buffer.from(audio.value.encodedAudioString);
    expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect([
      wav.readUInt32LE(4),
      wav.readUInt16LE(22),
      wav.readUInt32LE(24),
      wav.readUInt32LE(28),
      wav.readUInt32LE(40),
    ]).toEqual([44, 2, 8000, 32000, 8]);
    expect([0, 1, 2, 3].map((i) => wav.readInt16LE(44 + 2 * i))).toEqual([0, 16384, -32768, 32767]);
  });
});

describe('TensorSummary and MergeSummary', () => {
  test('a tensor travels with its metadata', () => {
    const metadata = create(SummaryMetadataSchema, { pluginData: { pluginName: 'text' } });
    const { value } = summarize(
      { name: 'TensorSummary' },
      tag('notes'),
      ['string', [1], ['# hello']],
      ['string', [], [encodeMessage(SummaryMetadataSchema, metadata)]],
    );
    expect(value[0].tag).toBe('notes');
    expect(value[0].metadata?.pluginData?.pluginName).toBe('text');
    if (value[0].value.case !== 'tensor') throw new Error('no tensor');
    expect(decodeTensorProto(value[0].value.value)).toMatchObject({ dtype: 'string', shape: [1], data: ['# hello'] });
  });

  test('merging keeps every value, and refuses a tag that comes twice', () => {
    const one = (name: string) => bytesOf({ name: 'ScalarSummary' }, tag(name), ['float32', [], Float32Array.of(1)]);
    const merge = (...names: string[]) =>
      summarize({ name: 'MergeSummary' }, ...names.map((n): Given => ['string', [], [one(n)]]));
    expect(merge('a', 'b').value.map((v) => v.tag)).toEqual(['a', 'b']);
    expect(() => merge('a', 'a')).toThrow('Duplicate tag a found in summary inputs');
    expect(() => summarize({ name: 'MergeSummary' }, ['string', [], [Uint8Array.of(0xff, 0xff)]])).toThrow(
      'Could not parse one of the summary inputs',
    );
  });
});
