/**
 * Gradients that programs give operations themselves: by names of their own, which the attribute `_gradient_op_type` of an
 * operation refers to, and for one operation alone.
 */

import { GraphError, gradientTypeAttribute, LookupError, type Operation } from '../../graph/index.ts';
import type { GradientFunction, GradientRule } from './gradient-rule.ts';
import { findOp } from './registry.ts';

/** What `tf.customGradient` names its gradients, before a number. */
export const customGradientPrefix = 'CustomGradient-';

/** By name. */
export type OwnGradients = Map<string, GradientRule>;

let own: OwnGradients = new Map();

/** Of operations made by `tf.customGradient`, each with its own. */
const ofOperations = new WeakMap<Operation, GradientFunction>();

/**
 * Adds a gradient under a name, which may be that of an operation type that has none.
 * @throws GraphError for a name that has one.
 */
export function registerGradient(name: string, rule: GradientRule): void {
  const known = own.get(name) ?? findOp(name)?.gradient ?? 'missing';
  if (known !== 'missing') throw new GraphError(`Registering two gradient with name '${name}'!`);
  own.set(name, rule);
}

/** As `registerGradient`, where the program may have given the name one. */
export function replaceGradient(name: string, rule: GradientRule): void {
  own.delete(name);
  registerGradient(name, rule);
}

/** Puts other gradients in the place of those that the program has registered, which it gives; as the analysis does. */
export function exchangeGradients(gradients: OwnGradients): OwnGradients {
  const before = own;
  own = gradients;
  return before;
}

/** Gives one operation a gradient that no GraphDef can hold. */
export function setGradientOf(op: Operation, gradient: GradientFunction): void {
  ofOperations.set(op, gradient);
}

/**
 * How the gradient of an operation is built: by its own, by that of the name it refers to, or by that of its type.
 * @throws LookupError for a type that is not registered.
 */
export function gradientRuleOf(op: Operation): GradientRule {
  const alone = ofOperations.get(op);
  if (alone) return alone;
  const name = gradientNameOf(op);
  const rule = own.get(name) ?? findOp(name)?.gradient;
  if (rule !== undefined) return rule;
  if (name !== op.type) return 'missing';
  throw new LookupError(`Op type not registered '${name}': this engine does not know the operation.`);
}

/** The name that the operation's gradient is looked up by: its type, unless it refers to another. */
export function gradientNameOf(op: Operation): string {
  const attribute = op.attributes[gradientTypeAttribute];
  return attribute?.kind === 'string' ? String(attribute.value) : op.type;
}
