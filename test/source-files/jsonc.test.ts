import { describe, expect, it } from 'vitest';
import { parseJsonc } from '../../engine/source-files/jsonc.ts';

describe('parseJsonc', () => {
  it('keeps what only looks like comments and commas', () => {
    const text = '\uFEFF{ "a": "// no /* c */ ,}", /* c */ "b": [1, 2,], // end\n "c": "\\"//", }';
    expect(parseJsonc(text, 'x.json')).toEqual({ a: '// no /* c */ ,}', b: [1, 2], c: '"//' });
  });
});
