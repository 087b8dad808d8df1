import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  create,
  decodeEvent,
  decodeMessage,
  EventSchema,
  encodeMessage,
  encodeTensorProto,
  type MessageInitShape,
  type Summary_ValueSchema,
  Summary_ValueSchema as ValueSchema,
} from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/index.ts';
import { readSummaryValue, ScalarScan, ScalarSeries, type ScanTarget } from '../../../engine/summary/reader/index.ts';

type Value = MessageInitShape<typeof Summary_ValueSchema>;
type Row = readonly [tag: string, step: number, wallTime: number, value: number];

/** Takes in values as a run's store does: the first value of a tag in full, later ones by the scan. */
class Target implements ScanTarget {
  readonly rows: Row[] = [];
  readonly #series = new Map<string, ScalarSeries>();
  readonly #plugins = new Map<string, string>();
  slow = 0;

  series(tag: string): ScalarSeries | null {
    return this.#series.get(tag) ?? null;
  }
  metadata(tag: string) {
    const plugin = this.#plugins.get(tag);
    return plugin === undefined ? 'none' : plugin === 'scalars' ? 'scalars' : 'other';
  }
  begin(): void {}
  value(bytes: Uint8Array, step: number, wallTime: number): void {
    this.slow++;
    this.take(decodeMessage(ValueSchema, bytes), step, wallTime);
  }
  take(value: ReturnType<typeof decodeMessage<typeof ValueSchema>>, step: number, wallTime: number): void {
    const { tag } = value;
    if (value.metadata && !this.#plugins.has(tag)) this.#plugins.set(tag, value.metadata.pluginData?.pluginName ?? '');
    const read = readSummaryValue(value, this.#plugins.get(tag) ?? '');
    if (read?.kind === 'scalars') this.#seriesOf(tag).add(step, wallTime, read.value);
  }
  #seriesOf(tag: string): ScalarSeries {
    let series = this.#series.get(tag);
    if (!series) {
      const made = new ScalarSeries(2000);
      const add = made.add.bind(made);
      made.add = (step, wallTime, value) => {
        this.rows.push([tag, step, wallTime, value]);
        add(step, wallTime, value);
      };
      series = made;
      this.#series.set(tag, made);
    }
    return series;
  }
}

const tag = fc.oneof(
  fc.constantFrom('loss', 'a', 'b', 'scope/accuracy', 'ü', 'a'.repeat(200)),
  fc.string({ minLength: 0, maxLength: 8 }),
);
const float = fc.oneof(fc.float(), fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY));
const simple = float.map((value): Value['value'] => ({ case: 'simpleValue', value }));
const tensorOf = (array: NdArray): Value['value'] => ({ case: 'tensor', value: encodeTensorProto(array) });
const tensor = fc.oneof(
  float.map((value) => tensorOf(new NdArray('float32', [], new Float32Array([value])))),
  fc.double().map((value) => tensorOf(new NdArray('float64', [], new Float64Array([value])))),
  float.map((value) => tensorOf(new NdArray('float32', [1], new Float32Array([value])))),
  float.map((value) => tensorOf(new NdArray('float32', [2], new Float32Array([value, 1])))),
  fc.integer().map((value) => tensorOf(new NdArray('int32', [], new Int32Array([value | 0])))),
  // As other writers put it: the bytes instead of a typed field.
  float.map((value): Value['value'] => ({
    case: 'tensor',
    value: { dtype: 1, tensorShape: {}, tensorContent: new Uint8Array(new Float32Array([value]).buffer) },
  })),
);
const metadata = fc.option(
  fc.constantFrom('scalars', 'histograms', '').map((pluginName) => ({ pluginData: { pluginName }, displayName: 'd' })),
  { nil: undefined, freq: 2 },
);
const other = fc.constantFrom<Value['value']>(
  { case: 'histo', value: { min: 0, max: 1, num: 1, bucket: [1], bucketLimit: [1] } },
  { case: 'image', value: { width: 1, height: 1, encodedImageString: new Uint8Array([1]) } },
  { case: undefined },
);
const value: fc.Arbitrary<Value> = fc
  .tuple(tag, fc.oneof({ weight: 5, arbitrary: simple }, { weight: 3, arbitrary: tensor }, other), metadata)
  .map(([tag, value, metadata]) => ({ tag, value, ...(metadata && { metadata }) }) as Value);
const event = fc
  .record({
    wallTime: fc.double({ noNaN: true, noDefaultInfinity: true }),
    step: fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: -5n, max: 2n ** 52n })),
    value: fc.array(value, { maxLength: 8 }),
  })
  .map(({ wallTime, step, value }) =>
    encodeMessage(EventSchema, create(EventSchema, { wallTime, step, what: { case: 'summary', value: { value } } })),
  );

function takeSlowly(target: Target, bytes: Uint8Array): void {
  const { what, wallTime, step } = decodeEvent(bytes);
  if (what.case !== 'summary') return;
  for (const value of what.value.value) target.take(value, Number(step), wallTime);
}

function scanned(target: Target, events: readonly Uint8Array[]): void {
  const scan = new ScalarScan(target);
  for (const bytes of events) {
    // In the middle of other bytes, as in a piece of a file.
    const piece = new Uint8Array(bytes.length + 20).fill(0x0a);
    piece.set(bytes, 7);
    scan.use(piece);
    if (!scan.event(7, 7 + bytes.length)) takeSlowly(target, bytes);
  }
}

function scalars(step: number, values: Record<string, number>, wallTime = 1): Uint8Array {
  const value = Object.entries(values).map(([tag, value]) => ({ tag, value: { case: 'simpleValue', value } as const }));
  const what = { case: 'summary', value: { value } } as const;
  return encodeMessage(EventSchema, create(EventSchema, { wallTime, step: BigInt(step), what }));
}

describe('the scan of scalars', () => {
  it('takes in what the decoder of messages does, from any events in any order', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.boolean(), (events, twice) => {
        const all = twice ? [...events, ...events, ...events] : events;
        const quick = new Target();
        scanned(quick, all);
        const slow = new Target();
        for (const bytes of all) takeSlowly(slow, bytes);
        expect(quick.rows).toEqual(slow.rows);
      }),
      { numRuns: 1000 },
    );
  });

  it('decodes only the first value of each tag as a message, in whatever rhythm tags come', () => {
    const target = new Target();
    const events = Array.from({ length: 200 }, (_, i) =>
      scalars(i, { loss: i, ...(i % 7 === 0 && { 'eval/accuracy': i / 2 }), ...(i % 3 === 0 && { rate: -i }) }),
    );
    scanned(target, events);
    expect(target.slow).toBe(3);
    expect(target.rows).toHaveLength(200 + 29 + 67);
  });

  it('does so for scalars as tensors too, with metadata at the first or at each', () => {
    const value = (step: number, full: boolean): Value => ({
      tag: 'loss',
      value: tensorOf(new NdArray('float32', [], new Float32Array([step]))),
      ...(full && { metadata: { pluginData: { pluginName: 'scalars' }, displayName: 'Loss' } }),
    });
    for (const always of [true, false]) {
      const target = new Target();
      const events = Array.from({ length: 50 }, (_, step) =>
        encodeMessage(
          EventSchema,
          create(EventSchema, {
            step: BigInt(step),
            what: { case: 'summary', value: { value: [value(step, always || step === 0)] } },
          }),
        ),
      );
      scanned(target, events);
      expect(target.slow).toBe(1);
      expect(target.rows.map(([, step, , value]) => [step, value])).toEqual(events.map((_, i) => [i, i]));
    }
  });

  it('takes nothing in of an event that is cut short, and says so of one that is damaged anywhere', () => {
    const whole = scalars(9, { loss: 1, accuracy: 2 });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const damaged = cut ? whole.slice(0, at) : whole.with(at, byte);
        const quick = new Target();
        const slow = new Target();
        for (const target of [quick, slow]) scanned(target, [scalars(1, { loss: 1, accuracy: 2 })]);
        const decoded = attempt(() => takeSlowly(slow, damaged));
        const taken = attempt(() => scanned(quick, [scalars(1, { loss: 1, accuracy: 2 }), damaged]));
        const added = quick.rows.slice(4);
        expect(taken).toBe(decoded);
        if (decoded) expect(added).toEqual(slow.rows.slice(2));
        else if (cut) expect(added).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
