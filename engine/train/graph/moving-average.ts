/** Moving averages of variables, which often serve better than their last values. */

import {
  convertToTensor,
  globalVariables,
  group,
  type TensorLike,
  trainableVariables,
  Variable,
} from '../../api/index.ts';
import { readOptions } from '../../api/machinery.ts';
import {
  type DType,
  DTypeError,
  GraphKeys,
  getDefaultGraph,
  isFloating,
  type Operation,
  type RankKind,
  type Tensor,
  TensorShape,
  withDefaultGraph,
} from '../../graph/index.ts';
import { addOp, op } from '../../ops/index.ts';
import { add, cast, divide, minimum, multiply, power, subtract } from './schedules/operators.ts';
import { createSlot, createSlotWithInitializer, elementOf, type Primary, zerosInitializer } from './slots.ts';

export interface MovingAverageOptions {
  /** A count of updates: with it, the decay is at most (1 + n) / (10 + n), so that the average starts faster. */
  readonly numUpdates?: TensorLike;
  /** Take the start from zero out of averages of tensors that are no variables. Default false. */
  readonly zeroDebias?: boolean;
  /** Default `ExponentialMovingAverage`; the averages are called `<variable>/<name>`. */
  readonly name?: string;
}

/** average = decay · average + (1 − decay) · value, at each run of `apply`. */
export class ExponentialMovingAverage {
  readonly #decay: TensorLike;
  readonly #numUpdates: TensorLike | undefined;
  readonly #zeroDebias: boolean;
  readonly #averages = new Map<Tensor, Variable>();
  readonly name: string;

  /** @param decay - Near 1, such as 0.999. */
  constructor(decay: TensorLike, numUpdates?: TensorLike | MovingAverageOptions, options: MovingAverageOptions = {}) {
    const given = readOptions<MovingAverageOptions>(['numUpdates'], [numUpdates, options]);
    this.#decay = decay;
    this.#numUpdates = given.numUpdates;
    this.#zeroDebias = given.zeroDebias ?? false;
    this.name = given.name ?? 'ExponentialMovingAverage';
  }

  /**
   * One operation that updates the averages. Averages of variables start at their initial values, those of other tensors
   * at 0.
   * @param varList - Variables or tensors of a floating type. Default: the trainable variables.
   */
  apply(varList: readonly Primary[] = trainableVariables()): Operation {
    const graph = varList[0]?.graph ?? getDefaultGraph();
    return withDefaultGraph(graph, () => {
      const fromZero = new Set<Variable>();
      for (const primary of varList) this.#create(primary, fromZero);
      return graph.withNameScope(this.name, (scope) => {
        const decay = this.#decayTensor();
        const updates = varList.map((primary) => {
          const average = this.#averages.get(elementOf(primary))!;
          return update(average, primary, decay, fromZero.has(average));
        });
        return group(updates, { name: scope });
      });
    });
  }

  #create(primary: Primary, fromZero: Set<Variable>): void {
    if (!isFloating(primary.dtype)) {
      throw new DTypeError(`The variables must be float32 or float64: ${primary.name} is of type ${primary.dtype}.`);
    }
    const element = elementOf(primary);
    if (this.#averages.has(element)) return;
    const { graph } = element;
    graph.recordUndo(() => this.#averages.delete(element));
    graph.withControlDependencies(null, () => {
      if (primary instanceof Variable) {
        this.#averages.set(element, createSlot(primary, primary.initializedValue(), this.name));
        graph.collections.add(GraphKeys.MOVING_AVERAGE_VARIABLES, primary);
        return;
      }
      const average = createSlotWithInitializer(primary, zerosInitializer, this.name);
      this.#averages.set(element, average);
      if (this.#zeroDebias) fromZero.add(average);
    });
  }

  #decayTensor(): Tensor {
    const decay = convertToTensor(this.#decay, { name: 'decay' });
    if (this.#numUpdates === undefined) return decay;
    const updates = cast(this.#numUpdates, 'float32');
    return minimum(decay, divide(add(1, updates), add(10, updates)));
  }

  /** The variable that holds the average, or null if there is none. */
  average<D extends DType, R extends RankKind>(primary: Variable<D, R> | Tensor<D, R>): Variable<D, R> | null {
    return (this.#averages.get(elementOf(primary as Primary)) as Variable<D, R> | undefined) ?? null;
  }

  /** The name under which the average is, or would be, saved. */
  averageName(primary: Primary): string {
    const made = this.average(primary);
    if (made) return made.op.name;
    return withDefaultGraph(primary.graph, (graph) =>
      graph.uniqueName(`${elementOf(primary).op.name}/${this.name}`, false),
    );
  }

  /**
   * What to give a Saver so that it restores averages into the variables themselves: by name, each averaged variable
   * under its average's name and all others under their own.
   * @param movingAverageVariables - Default: the trainable variables and all that were averaged.
   */
  variablesToRestore(movingAverageVariables?: readonly Variable[]): Record<string, Variable> {
    const { collections } = getDefaultGraph();
    const averaged = new Set(
      movingAverageVariables ?? [
        ...trainableVariables(),
        ...collections.get<Variable>(GraphKeys.MOVING_AVERAGE_VARIABLES),
      ],
    );
    const byName: Record<string, Variable> = {};
    for (const variable of averaged) byName[this.averageName(variable)] = variable;
    for (const variable of globalVariables()) {
      if (!averaged.has(variable)) byName[variable.op.name] ??= variable;
    }
    return byName;
  }
}

/** Moves `average` towards the value by 1 − decay of the way. */
function update(average: Variable, primary: Primary, decay: Tensor, fromZero: boolean): Operation {
  const { graph } = average;
  const ref = elementOf(average);
  return graph.withNameScope('AssignMovingAvg', (scope) => {
    const rest = subtract(1, decay);
    const way = rest.dtype === average.dtype ? rest : op('Cast', [rest], { DstT: average.dtype });
    const value = primary instanceof Variable ? primary.value() : primary;
    const delta = fromZero ? unbiasedDelta(average, value, way) : multiply(subtract(average.value(), value), way);
    return addOp('AssignSub', [ref, delta], {}, { name: scope });
  });
}

/** How far `average` lies above the average that does not count the zeros it started from (Kingma and Ba 2014, 3). */
function unbiasedDelta(average: Variable, value: Tensor, way: Tensor): Tensor {
  const { graph, dtype } = average;
  const [biased, steps] = graph.withControlDependencies(null, () => [
    createSlotWithInitializer(average, zerosInitializer, 'biased'),
    createSlot(average, () => zerosInitializer(TensorShape.scalar, dtype), 'local_step'),
  ]);
  const moved = addOp('AssignSub', [elementOf(biased), multiply(subtract(biased.value(), value), way)]);
  const counted = steps.assignAdd(1);
  return graph.withControlDependencies([moved, counted], () => {
    const share = subtract(1, power(subtract(1, way), steps.readValue()));
    return subtract(average.value(), divide(biased.readValue(), share));
  });
}
