import { describe, expect, it } from 'vitest';
import { disagreement } from '../../bench/engine/agreement.ts';

const tolerance = { relative: 0.01, absolute: 0.5 };

describe('agreement', () => {
  it('allows what the tolerance says', () => {
    expect(disagreement([100, 0.4], [101, 0], tolerance)).toBeUndefined();
  });
  it('names the worst value', () => {
    expect(disagreement([1.6, 200, 3], [1, 100, 3], tolerance)).toBe(
      'value 1 is 200.0000 instead of 100.0000, 67 times what is allowed',
    );
  });
  it('can be asked to be exact', () => {
    const exact = { relative: 0, absolute: 0 };
    expect(disagreement([1, -0], [1, 0], exact)).toBeUndefined();
    expect(disagreement([1.5], [1], exact)).toBe('value 0 is 1.500000 instead of 1.000000');
  });
  it('is not there for what is no number', () => {
    expect(disagreement([null], [1], tolerance)).toBe('value 0 is no number instead of 1.000000');
  });
  it('needs as many numbers', () => {
    expect(disagreement([1], [1, 2], tolerance)).toBe('gives 1 numbers, not 2');
  });
});
