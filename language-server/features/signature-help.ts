/** The parameters of the function that is being called, with the types and shapes of what they are given. */

import type { ParameterInformation, Position, SignatureHelp } from 'vscode-languageserver-types';
import type { Parameter } from '../../engine/api/machinery.ts';
import { argumentFor, slotAt, type WrittenCall } from './api-calls.ts';
import type { FileView } from './file-view.ts';
import { isTensorValue, tensorType } from './tensors.ts';

export function signatureHelp(view: FileView, position: Position): SignatureHelp | null {
  const offset = view.offsetAt(position);
  const slot = slotAt(view, offset);
  if (!slot) return null;
  const { call, index } = slot;
  const { name, parameters, options, endsWithCallback } = call.signature;
  let label = `${name}(`;
  const shown: ParameterInformation[] = [];
  const add = (text: string) => {
    if (shown.length > 0) label += ', ';
    shown.push({ label: [label.length, label.length + text.length] });
    label += text;
  };
  const before = endsWithCallback ? parameters.slice(0, -1) : parameters;
  for (const parameter of before) add(parameterText(view, call, parameter));
  if (options.length > 0) add(`{ ${options.map((option) => parameterText(view, call, option)).join(', ')} }`);
  for (const parameter of parameters.slice(before.length)) add(parameterText(view, call, parameter));
  label += ')';
  return {
    signatures: [{ label, parameters: shown, activeParameter: index }],
    activeSignature: 0,
    activeParameter: index,
  };
}

/** `a: float32[batch, 784]`, `axis?: axis`, `keepDims = false`. */
function parameterText(
  view: FileView,
  call: WrittenCall,
  { name, kind, optional, default: fallback, rest }: Parameter,
): string {
  const given = typesOf(view, call, name);
  const dots = rest ? '...' : '';
  if (given !== undefined) return `${dots}${name}: ${given}`;
  if (fallback !== undefined) return `${name} = ${fallback}`;
  const question = optional ? '?' : '';
  return kind === 'any' ? `${dots}${name}${question}` : `${dots}${name}${question}: ${kind}`;
}

function typesOf(view: FileView, call: WrittenCall, parameter: string): string | undefined {
  const expression = argumentFor(call, parameter);
  const values = expression && view.program.factOf(expression)?.values;
  if (!values || values.length === 0 || !values.every(isTensorValue)) return undefined;
  return [...new Set(values.map(tensorType))].join(' | ');
}
