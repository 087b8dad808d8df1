/** The conformity table of the documentation says what the evidence says, of every operation there is. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registeredOps } from '../../engine/ops/index.ts';
import { cellsOfTable, docsPage, pageOf, readEvidence } from './page.ts';
import { rows } from './rows.ts';

const evidence = readEvidence();
const cells = cellsOfTable(evidence);

describe('docs/conformity.md', () => {
  it('is what `npm run conformity` writes', () => {
    expect(readFileSync(docsPage, 'utf8')).toBe(pageOf(evidence));
  });

  it('has every operation type with every element type that it takes', () => {
    expect(rows.map(({ type }) => type)).toEqual(registeredOps().map(({ type }) => type));
    expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length);
    for (const { types } of rows) expect(new Set(types).size).toBe(types.length);
  });

  it('has evidence of nearly every pair, and an anchor of every type', () => {
    // The cases of test/gradients say nothing of the rest.
    const isChecked = ({ passed }: (typeof cells)[number]) => passed.some((check) => check !== 'gradient');
    const unchecked = cells.filter((cell) => !isChecked(cell));
    const known =
      /^(?:SaveV2|RestoreV2|MergeV2Checkpoints|ShardedFilename|StaticRegexFullMatch|StackCloseV2|TensorArrayCloseV3)$/;
    // A new operation has no evidence until `npm run conformity` has run with it.
    const types = new Set(cells.filter(isChecked).map(({ name }) => name.split(' ')[0]));
    expect(
      registeredOps()
        .map(({ type }) => type)
        .filter((type) => !types.has(type) && !known.test(type)),
    ).toEqual([]);
    expect(unchecked.length).toBeLessThan(cells.length * 0.08);
    const page = pageOf(evidence);
    for (const { type } of rows) expect(page).toContain(`<a id="${type}">`);
  });
});
