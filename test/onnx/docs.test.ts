import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { onnxOperationTypes } from '../../engine/onnx/index.ts';
import { registeredOps } from '../../engine/ops/index.ts';

it('docs/onnx.md lists the operation types that can be exported, and all are of the registry', () => {
  const text = readFileSync(new URL('../../docs/onnx.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('## Operations'), text.indexOf('Any other ends'));
  const listed = [...table.matchAll(/`([A-Z]\w*)`/g)].map(([, type]) => type);
  expect(listed.sort()).toEqual(onnxOperationTypes);
  const types = new Set(registeredOps().map(({ type }) => type));
  expect(onnxOperationTypes.filter((type) => !types.has(type))).toEqual([]);
});
