import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { create, EventSchema, encodeGraphDef, encodeMessage } from '../../../engine/formats/index.ts';
import { countFields, fieldBytes, wireFields } from '../../../extension/reader/wire-fields.ts';

describe('the walk over fields', () => {
  it('finds each field with its content', () => {
    const event = create(EventSchema, {
      wallTime: 2.5,
      step: 300n,
      what: { case: 'graphDef', value: Uint8Array.of(1, 2, 3) },
    });
    const bytes = encodeMessage(EventSchema, event);
    expect([...wireFields(bytes)]).toEqual([
      { number: 1, type: 1, start: 1, end: 9 },
      { number: 2, type: 0, start: 10, end: 12 },
      { number: 4, type: 2, start: 14, end: 17 },
    ]);
    expect(fieldBytes(bytes, 4)).toEqual(Uint8Array.of(1, 2, 3));
    expect(fieldBytes(bytes, 5)).toBeUndefined();
  });

  it('counts what the decoder would decode', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 }), { maxLength: 50 }), (names) => {
        const bytes = encodeGraphDef({ node: names.map((name) => ({ name })), versions: { producer: 1 } });
        expect(countFields(bytes, 1)).toBe(names.length);
      }),
    );
  });

  it('ends on any bytes, with fields that lie in them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let end = 0;
        for (const field of wireFields(bytes)) {
          expect(field.start).toBeGreaterThan(end);
          expect(field.end).toBeGreaterThanOrEqual(field.start);
          end = field.end;
        }
        expect(end).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });
});
