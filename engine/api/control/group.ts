/** Operations that order others. */

import { type GraphElement, GraphError, isGraphElement, Operation, Tensor } from '../../graph/index.ts';
import { addOp } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { isOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';

/** Something to wait for. */
export type Waitable = Operation | Tensor | GraphElement;

/** An operation that does nothing. */
export const noOp = publicFunction(
  'noOp({name})',
  (options: { readonly name?: string } = {}): Operation => addOp('NoOp', [], {}, { name: options.name }),
);

type GroupArgument = Waitable | null | undefined | readonly GroupArgument[];

/** One operation that is done when all of `inputs` (operations, tensors, variables, lists of them) are. */
export const group = publicFunction(
  'group(...inputs: any, {name})',
  (...inputsAndOptions: readonly (GroupArgument | { readonly name?: string })[]): Operation => {
    const last = inputsAndOptions.at(-1);
    const options = isOptions(last) && !isGraphElement(last) ? (last as { name?: string }) : undefined;
    const given = options ? inputsAndOptions.slice(0, -1) : inputsAndOptions;
    const inputs = (given as unknown[]).flat(Number.POSITIVE_INFINITY).filter(Boolean) as Waitable[];
    return opScope(options?.name, 'group_deps', inputs, (scope, graph) => {
      const byDevice = new Map<string, Operation[]>();
      for (const input of inputs) {
        const operation = operationOf(input);
        const list = byDevice.get(operation.device);
        if (list) list.push(operation);
        else byDevice.set(operation.device, [operation]);
      }
      if (byDevice.size === 0) return addOp('NoOp', [], {}, { name: scope });
      const wait = (device: string, operations: readonly Operation[], name?: string) =>
        graph.withControlDependencies(operations, () => addOp('NoOp', [], {}, { name, device }));
      if (byDevice.size === 1) {
        const [[device, operations]] = byDevice;
        return wait(device, operations, scope);
      }
      // One a device, so that each device tells once.
      const parts = [...byDevice].sort(([a], [b]) => (a < b ? -1 : 1)).map(([device, list]) => wait(device, list));
      return graph.withControlDependencies(parts, () => addOp('NoOp', [], {}, { name: scope }));
    });
  },
);

export interface TupleOptions {
  readonly name?: string;
  /** More to wait for. */
  readonly controlInputs?: readonly Waitable[];
}

/** The same list, of tensors for what becomes one. */
type Gated<T> = {
  -readonly [K in keyof T]: T[K] extends null ? null : T[K] extends Operation ? Operation : TensorOf<T[K]>;
};

/** The same tensors, none of which is there before all are; null entries stay null. */
export const tuple = publicFunction(
  'tuple(tensors: tensors, {name, controlInputs})',
  <const T extends readonly (TensorLike | Operation | null)[]>(tensors: T, options: TupleOptions = {}): Gated<T> =>
    opScope(options.name, 'tuple', tensors, () => {
      const items = tensors.map((item) => (item === null || item instanceof Operation ? item : convertToTensor(item)));
      const gates = items.filter((item) => item !== null).map(operationOf);
      gates.push(...(options.controlInputs ?? []).map(operationOf));
      if (gates.length === 0) throw new GraphError('Must have at least one Tensor: tuple was given none.');
      const unique = [...new Set(gates)].sort((a, b) => a.id - b.id);
      const gate = group(...unique);
      const gated = items.map((item) => {
        if (item === null) return null;
        if (item instanceof Tensor) return withDependencies([gate], item);
        return gate.graph.withControlDependencies([gate], () => group(item));
      });
      return gated as never;
    }),
);

/** `tensor`, there only after `dependencies` are done. */
export function withDependencies(dependencies: readonly Waitable[], tensor: Tensor, name?: string): Tensor {
  return opScope(name, 'control_dependency', [tensor], (scope, graph) =>
    graph.withControlDependencies(
      dependencies,
      () => addOp('Identity', [tensor], {}, { name: scope, colocateWith: tensor.op }).outputs[0],
    ),
  );
}

function operationOf(input: Waitable): Operation {
  const element = isGraphElement(input) ? input.asGraphElement() : input;
  if (element instanceof Operation) return element;
  if (element instanceof Tensor) return element.op;
  throw new GraphError(`Expected an operation, tensor or variable to wait for, got ${String(input)}.`);
}
