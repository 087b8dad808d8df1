import { expect, it } from 'vitest';
import { isUnresolvedImport } from '../../../extension/setup/unresolved-import.ts';

it.each([
  [2307, "'tensorloom'", true],
  [2792, '"tensorloom"', true],
  [{ value: 7016, target: {} }, "'tensorloom'", true],
  [{ value: '2307' }, "'tensorloom'", true],
  [2307, "'tensorloom-extra'", false],
  [2307, "'./tensorloom'", false],
  [2304, "'tensorloom'", false],
  [undefined, "'tensorloom'", false],
  ['no-unused', "'tensorloom'", false],
])('%j under %s: %s', (code, text, expected) => {
  expect(isUnresolvedImport(code, text)).toBe(expected);
});
