import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  create,
  type Event,
  EventSchema,
  encodeTensorProto,
  type MessageInitShape,
  type Summary_ValueSchema,
  type SummaryMetadataSchema,
} from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/index.ts';
import type { AudioPoint, HistogramPoint, ImagePoint, SummaryKind, TextPoint } from '../../../webview/protocol.ts';
import { fileOf, temporaryFolder } from '../../summary/event-log.ts';
import { RecordedView } from './recorded-view.ts';

type Value = MessageInitShape<typeof Summary_ValueSchema>['value'];

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 9);
const svg = new TextEncoder().encode('<svg onload="alert(1)"/>');

function event(
  tag: string,
  step: number,
  value: Value,
  metadata?: MessageInitShape<typeof SummaryMetadataSchema>,
): Event {
  const values = [{ tag, value, ...(metadata && { metadata }) }];
  return create(EventSchema, {
    wallTime: step + 0.5,
    step: BigInt(step),
    what: { case: 'summary', value: { value: values } },
  });
}

const tensor = (array: NdArray): Value => ({ case: 'tensor', value: encodeTensorProto(array) });
const strings = (shape: number[], ...elements: (string | Uint8Array)[]) =>
  tensor(new NdArray('string', shape, elements));
const plugin = (pluginName: string, more = {}) => ({ pluginData: { pluginName }, ...more });

/** The points of one tag of a run with these events. */
async function pointsOf<T>(
  kind: SummaryKind,
  tag: string,
  ...events: Event[]
): Promise<{ view: RecordedView; points: T[] }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.tfevents'), fileOf(...events));
  const view = new RecordedView();
  await view.open(folder);
  await view.watch('a', kind, tag);
  await view.until(() => view.points.has(`a ${tag}`));
  await view.allRead();
  return { view, points: view.points.get(`a ${tag}`) as unknown as T[] };
}

async function blob(view: RecordedView, kind: 'images' | 'audio', tag: string, key: number, sample = 0) {
  const answer = await view.answer({ type: 'blob', view: 1, id: 9, run: 'a', kind, tag, key, sample });
  if (answer?.type === 'page' && answer.message.type === 'blob') return answer.message;
  throw new Error('There is no answer.');
}

describe('histograms', () => {
  it("of TensorFlow 1 lose their empty ends and their infinite edges, as TensorBoard's", async () => {
    const most = Number.MAX_VALUE;
    const histo = {
      min: -1.5,
      max: 3,
      num: 6,
      bucketLimit: [-2, -1, 0, 1, 2, most],
      bucket: [0, 2, 0, 0, 3, 1],
    };
    const { points } = await pointsOf<HistogramPoint>(
      'histograms',
      'w',
      event('w', 7, { case: 'histo', value: histo }),
    );
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ step: 7, wallTime: 7.5 });
    // prettier-ignore
    expect([...points[0].buckets]).toEqual([-1.5, -1, 2, -1, 0, 0, 0, 1, 0, 1, 2, 3, 2, 3, 1]);
  });

  it('of TensorFlow 2 are the same, with what their metadata says', async () => {
    const rows = new Float64Array([0, 1, 0, 1, 2, 4, 2, 2.5, 1]);
    const metadata = plugin('histograms', { displayName: 'Weights', summaryDescription: 'of *w*' });
    const { view, points } = await pointsOf<HistogramPoint>(
      'histograms',
      'w',
      event('w', 1, tensor(new NdArray('float64', [3, 3], rows)), metadata),
      event('w', 2, tensor(new NdArray('float64', [0, 3], new Float64Array(0)))),
    );
    expect(points.map(({ step, buckets }) => [step, ...buckets])).toEqual([[1, 1, 2, 4, 2, 2.5, 1], [2]]);
    expect(view.tags.get('a')).toEqual([
      { kind: 'histograms', tag: 'w', displayName: 'Weights', description: 'of *w*' },
    ]);
  });

  it('are at most 500, evenly spread, the newest among them, whatever is in them', async () => {
    const events = Array.from({ length: 2000 }, (_, step) =>
      event('w', step, { case: 'histo', value: { min: 0, max: 1, bucketLimit: [1], bucket: [step] } }),
    );
    const infinite = { min: Number.NEGATIVE_INFINITY, max: Number.NaN, bucketLimit: [0, Number.NaN], bucket: [1, 1] };
    const { points } = await pointsOf<HistogramPoint>(
      'histograms',
      'w',
      ...events,
      event('w', 2000, { case: 'histo', value: infinite }),
    );
    expect(points).toHaveLength(500);
    expect(points.at(-1)?.step).toBe(2000);
    const below = points.filter(({ step }) => step < 1000).length;
    expect(below).toBeGreaterThan(180);
    expect(below).toBeLessThan(320);
  });

  it('with more buckets than can be drawn have neighbours joined, no count lost', async () => {
    const bucket = new Array<number>(100_000).fill(1);
    const bucketLimit = bucket.map((_, i) => i + 1);
    const histo = { min: 0, max: 100_000, num: 100_000, bucket, bucketLimit };
    const { points } = await pointsOf<HistogramPoint>(
      'histograms',
      'w',
      event('w', 1, { case: 'histo', value: histo }),
    );
    const { buckets } = points[0];
    expect(buckets.length / 3).toBeLessThanOrEqual(2048);
    let [sum, edge] = [0, 0];
    for (let i = 0; i < buckets.length; i += 3) {
      expect(buckets[i]).toBe(edge);
      edge = buckets[i + 1];
      sum += buckets[i + 2];
    }
    expect([sum, edge]).toEqual([100_000, 100_000]);
  });
});

describe('images', () => {
  it('stay in the file until they are asked for', async () => {
    const image = (encodedImageString: Uint8Array): Value => ({
      case: 'image',
      value: { width: 28, height: 20, encodedImageString },
    });
    const { view, points } = await pointsOf<ImagePoint>(
      'images',
      'in',
      event('in', 1, image(png)),
      event('in', 2, image(jpeg)),
      event('in', 3, image(svg)),
    );
    expect(points.map(({ step, width, height, samples }) => [step, width, height, samples])).toEqual([
      [1, 28, 20, 1],
      [2, 28, 20, 1],
      [3, 28, 20, 1],
    ]);
    expect(Object.keys(points[0])).not.toContain('place');
    expect(await blob(view, 'images', 'in', points[0].key)).toMatchObject({ data: png, contentType: 'image/png' });
    expect(await blob(view, 'images', 'in', points[1].key)).toMatchObject({ data: jpeg, contentType: 'image/jpeg' });
    // What could hold a script is not called an image.
    expect(await blob(view, 'images', 'in', points[2].key)).toMatchObject({ contentType: 'application/octet-stream' });
    expect(await blob(view, 'images', 'in', 99)).toMatchObject({ data: null });
    expect(await blob(view, 'images', 'other', points[0].key)).toMatchObject({ data: null });
    expect(await blob(view, 'images', 'in', points[0].key, 1)).toMatchObject({ data: null });
  });

  it('of TensorFlow 2 are several at a step', async () => {
    const images = strings([4], '10', '12', png, jpeg);
    const { view, points } = await pointsOf<ImagePoint>('images', 'in', event('in', 5, images, plugin('images')));
    expect(points).toMatchObject([{ step: 5, width: 10, height: 12, samples: 2 }]);
    expect(await blob(view, 'images', 'in', points[0].key, 1)).toMatchObject({ data: jpeg, contentType: 'image/jpeg' });
  });

  it('are gone when their file is another', async () => {
    const image: Value = { case: 'image', value: { width: 1, height: 1, encodedImageString: png } };
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.tfevents'), fileOf(event('in', 1, image)));
    const view = new RecordedView();
    await view.open(folder);
    await view.watch('a', 'images', 'in');
    await view.until(() => view.points.has('a in'));
    const [{ key }] = view.points.get('a in') as unknown as ImagePoint[];
    writeFileSync(join(folder, 'a.tfevents'), 'something else');
    expect(await blob(view, 'images', 'in', key)).toMatchObject({ data: null });
  });
});

describe('sounds', () => {
  it('of both generations are listed with their labels and read when asked for', async () => {
    const wav = new TextEncoder().encode('RIFF....');
    const old: Value = {
      case: 'audio',
      value: { sampleRate: 8000, contentType: 'audio/ogg', encodedAudioString: wav },
    };
    const { view, points } = await pointsOf<AudioPoint>('audio', 'say', event('say', 1, old));
    expect(points).toMatchObject([{ step: 1, contentType: 'audio/ogg', sampleRate: 8000, labels: [''] }]);
    expect(await blob(view, 'audio', 'say', points[0].key)).toMatchObject({ data: wav, contentType: 'audio/ogg' });
    const labelled = strings([2, 2], wav, 'first', png, 'second');
    const newer = await pointsOf<AudioPoint>('audio', 'say', event('say', 1, labelled, plugin('audio')));
    expect(newer.points).toMatchObject([{ contentType: 'audio/wav', sampleRate: null, labels: ['first', 'second'] }]);
    expect(await blob(newer.view, 'audio', 'say', newer.points[0].key, 1)).toMatchObject({ data: png });
  });
});

describe('texts', () => {
  it('keep their shape, and no more than a page takes', async () => {
    const { points } = await pointsOf<TextPoint>(
      'texts',
      'notes',
      event('notes', 1, strings([2, 1], '# a', 'b'), plugin('text')),
      event('notes', 2, strings([], 'x'.repeat(200_000))),
      event('notes', 3, strings([20_000], ...new Array<string>(20_000).fill('y'))),
    );
    expect(points[0]).toMatchObject({ step: 1, shape: [2, 1], texts: ['# a', 'b'] });
    expect(points[1].texts[0]).toBe('x'.repeat(100_000));
    expect(points[2].shape).toEqual([10_000]);
    expect(points[2].texts).toHaveLength(10_000);
  });
});
