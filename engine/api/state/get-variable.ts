/** `tf.getVariable`: variables by name, shared where the scope says so. */

import {
  callUser,
  type DType,
  DTypeError,
  type Graph,
  GraphError,
  GraphKeys,
  getDefaultGraph,
  isFloating,
  parseShape,
  type RankKind,
  ShapeError,
  type ShapeLike,
  type TensorShape,
} from '../../graph/index.ts';
import { asTensor, convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { glorotUniformInitializer, zerosInitializer } from '../initializers/index.ts';
import { asInitializer, type Initializer, type InitializerFactory } from '../initializers/initializer.ts';
import { readOptions } from '../options.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf, RankOfShape } from '../static-types.ts';
import { type Constraint, type InitialValue, Variable, type VariableOptions } from './variable.ts';
import type { CustomGetter, ReuseMode } from './variable-scope-class.ts';
import { type VariableStore, variableStore } from './variable-store.ts';

export interface GetVariableOptions<
  D extends DType = DType,
  S extends ShapeLike | undefined = ShapeLike | undefined,
  I = Initializer | InitializerFactory | TensorLike,
> {
  /** Needed unless the variable is there already, or the initializer is a value. */
  readonly shape?: S;
  /** Default: that of the variable scope, float32 unless it says otherwise; of a value, its own. */
  readonly dtype?: D;
  /** A function of the shape, or a value. Default: that of the scope, else Glorot's for floats and zeros for the rest. */
  readonly initializer?: I | null;
  /** Its loss goes into the collection `tf.GraphKeys.REGULARIZATION_LOSSES`. Default: that of the scope. */
  readonly regularizer?: Regularizer | null;
  /** Whether optimizers train it by default; default true. */
  readonly trainable?: boolean;
  /** Collections it is added to; default the global variables (and the trainable ones, if it is). */
  readonly collections?: readonly string[] | null;
  /** false allows an initial value of a shape that is not known, and later values of other shapes. */
  readonly validateShape?: boolean;
  /** Kept with the variable: optimizers do not apply it. */
  readonly constraint?: Constraint | null;
  /** Called in the place of what finds or makes the variable, which it is handed. Default: that of the scope. */
  readonly customGetter?: CustomGetter | null;
  /** Variables are kept whole: anything but null is refused. */
  readonly partitioner?: null;
}

interface GetVariableFunction {
  <V extends TensorLike, D extends DType = DTypeOf<V>>(
    name: string,
    options: GetVariableOptions<D, undefined, V> & { readonly initializer: V },
  ): Variable<NoInfer<D>, RankOf<V>>;
  <const S extends ShapeLike | undefined = undefined, D extends DType = 'float32'>(
    name: string,
    options?: GetVariableOptions<D, S>,
  ): Variable<NoInfer<D>, RankOfOptional<S>>;
  <const S extends ShapeLike | undefined, D extends DType = 'float32'>(
    name: string,
    shape: S,
    options?: GetVariableOptions<D>,
  ): Variable<NoInfer<D>, RankOfOptional<S>>;
  <const S extends ShapeLike | undefined, D extends DType = 'float32'>(
    name: string,
    shape: S,
    dtype: D | null,
    options?: GetVariableOptions<D>,
  ): Variable<NoInfer<D>, RankOfOptional<S>>;
  <const S extends ShapeLike | undefined, D extends DType = 'float32'>(
    name: string,
    shape: S,
    dtype: D | null | undefined,
    initializer: Initializer | InitializerFactory | TensorLike | null,
    options?: GetVariableOptions<D>,
  ): Variable<NoInfer<D>, RankOfOptional<S>>;
}

type RankOfOptional<S> = S extends undefined | null ? RankKind : RankOfShape<S>;

/**
 * The variable of that name in the current variable scope, made here or, where the scope reuses, before. Name scopes do
 * not count: in `tf.variableScope('a', …)`, 'w' is 'a/w'.
 * @throws GraphError for a name that is taken though the scope does not reuse, or is not there though it does; ShapeError
 *   or DTypeError for a variable that is there with another shape or type.
 */
export const getVariable = publicFunction(
  'getVariable(name: string, shape?: shape, dtype?: dtype, initializer?: any, {regularizer: any, trainable = true, collections: any, validateShape = true, constraint: any, customGetter: any, partitioner: any})',
  ((
    name: string,
    shape?: ShapeLike | GetVariableOptions,
    dtype?: DType | null | GetVariableOptions,
    initializer?: Initializer | TensorLike | null | GetVariableOptions,
    options?: GetVariableOptions,
  ): Variable => {
    const given = readOptions<GetVariableOptions>(
      ['shape', 'dtype', 'initializer'],
      [shape, dtype, initializer, options],
    );
    return findOrMake(name, given);
  }) as GetVariableFunction,
);

/** What the analysis, which knows less than a run, does otherwise. */
export interface GetVariableHooks {
  /** In the place of `new Variable`. */
  readonly make: (initialValue: InitialValue, options: VariableOptions) => Variable;
  /** The initial value for a shape of which not all is known. */
  readonly openValue: (shape: TensorShape, dtype: DType) => TensorLike;
  /** Where the scope's mode and what is there do not go together: whether a new variable is made all the same. */
  readonly isLenient: (found: Variable | undefined, refusal: Error) => boolean;
}

let hooksNow: Partial<GetVariableHooks> = {};

/** Runs `body` with all that asks for variables, as layers do, going by `hooks`. */
export function withVariableHooks<T>(hooks: Partial<GetVariableHooks>, body: () => T): T {
  const outer = hooksNow;
  hooksNow = hooks;
  try {
    return body();
  } finally {
    hooksNow = outer;
  }
}

/** `getVariable`, its arguments by name. */
function findOrMake(name: string, given: GetVariableOptions): Variable {
  const hooks = hooksNow;
  if (typeof name !== 'string' || name === '') throw new GraphError(`A variable needs a name, not ${String(name)}.`);
  refusePartitioner('getVariable', given.partitioner);
  const graph = getDefaultGraph();
  const store = variableStore(graph);
  const scope = store.current;
  const { initializer, dtype } = given;
  const resolved: Resolved = {
    ...given,
    initializer: initializer ?? scope.initializer ?? undefined,
    regularizer: given.regularizer ?? scope.regularizer,
    dtype: parseDType(dtype ?? scope.dtype),
    givenType: dtype,
  };
  // Names of variables depend on variable scopes only.
  return graph.withNameScope(null, () => {
    if (dtype && initializer !== undefined && typeof initializer !== 'function') checkType(initializer!, dtype);
    const find = (fullName: string, options: Partial<GetVariableOptions> = {}): Variable =>
      findByFullName(graph, store, fullName, { ...resolved, ...options }, scope.reuse, hooks);
    const getter = given.customGetter ?? scope.customGetter;
    const fullName = scope.prefix + name;
    if (!getter) return find(fullName);
    const { givenType: _givenType, customGetter: _getter, partitioner: _partitioner, ...shown } = resolved;
    return callUser(() => getter(find, fullName, shown)) as Variable;
  });
}

/** What was asked for, the scope's defaults filled in. */
type Resolved = GetVariableOptions & { readonly dtype: DType; readonly givenType: DType | undefined };

function findByFullName(
  graph: Graph,
  store: VariableStore,
  fullName: string,
  given: Resolved,
  reuse: ReuseMode,
  hooks: Partial<GetVariableHooks>,
): Variable {
  const request: Request = { ...given, shape: given.shape === undefined ? undefined : parseShape(given.shape) };
  if (isValue(request.initializer) && given.shape !== undefined) {
    throw new GraphError('If initializer is a constant, do not specify shape.');
  }
  const found = store.find(fullName);
  const refusal = refusalOf(fullName, request, reuse, found);
  if (refusal && !hooks.isLenient?.(found, refusal)) throw refusal;
  return found && !refusal ? found : make(graph, store, fullName, request, hooks);
}

/** @throws GraphError for a partitioner: TensorFlow's splits a variable into several. */
export function refusePartitioner(caller: string, partitioner: unknown): void {
  if (partitioner === undefined || partitioner === null) return;
  throw new GraphError(`tf.${caller} takes no partitioner: a variable is kept whole here. Leave it out.`);
}

interface Request extends Omit<GetVariableOptions, 'shape' | 'dtype'> {
  readonly shape: TensorShape | undefined;
  readonly dtype: DType;
  /** That of the call itself. */
  readonly givenType: DType | undefined;
}

function isValue(initializer: Request['initializer']): initializer is TensorLike {
  return initializer !== undefined && initializer !== null && typeof initializer !== 'function';
}

/** As TensorFlow does it, with a constant that nothing reads. */
function checkType(initializer: TensorLike, dtype: DType): void {
  const found = convertToTensor(initializer, asTensor(initializer) ? {} : { dtype: parseDType(dtype) });
  if (found.dtype === dtype) return;
  throw new DTypeError(
    `Initializer type '<dtype: '${found.dtype}'>' and explicit dtype '<dtype: '${dtype}'>' don't match.`,
    found.op.describe(),
  );
}

/** What TensorFlow has against giving or making the variable; undefined: nothing. */
function refusalOf(
  name: string,
  { shape, dtype }: Request,
  reuse: ReuseMode,
  found: Variable | undefined,
): GraphError | ShapeError | DTypeError | undefined {
  if (!found) {
    if (reuse !== true) return undefined;
    return new GraphError(
      `Variable ${name} does not exist, or was not created with tf.get_variable(). ` +
        'Did you mean to set reuse=tf.AUTO_REUSE in VarScope?',
    );
  }
  const made = found.op.describe();
  if (reuse === false) {
    const message =
      `Variable ${name} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?` +
      (made.source ? ' Originally defined at:' : '');
    return new GraphError(message, made);
  }
  if (shape && !shape.isCompatibleWith(found.shape)) {
    return new ShapeError(
      `Trying to share variable ${name}, but specified shape ${shape} and found shape ${found.shape}.`,
      made,
    );
  }
  if (dtype === found.dtype) return undefined;
  return new DTypeError(
    `Trying to share variable ${name}, but specified dtype ${dtype} and found dtype ${found.dtype}_ref.`,
    made,
  );
}

function make(
  graph: Graph,
  store: VariableStore,
  name: string,
  request: Request,
  hooks: Partial<GetVariableHooks>,
): Variable {
  const { trainable, collections, validateShape, regularizer, constraint } = request;
  const { value, dtype } = initialValue(name, request, hooks);
  const options: VariableOptions = {
    name,
    ...(dtype && { dtype }),
    ...(trainable !== undefined && { trainable }),
    ...(collections && { collections }),
    ...(validateShape !== undefined && { validateShape }),
    ...(constraint && { constraint }),
  };
  const variable = hooks.make ? hooks.make(value, options) : new Variable(value, options);
  store.set(name, variable);
  if (regularizer) {
    const loss = graph.withDevice(variable.device || null, () =>
      graph.withNameScope(`${name}/Regularizer/`, () =>
        graph.withControlDependencies(null, () => callUser(() => regularizer(variable))),
      ),
    );
    if (loss) graph.collections.add(GraphKeys.REGULARIZATION_LOSSES, loss);
  }
  return variable;
}

/** The value, or what makes it; `dtype` where the value does not say its type itself. */
function initialValue(
  name: string,
  { initializer, shape, dtype, givenType }: Request,
  { openValue }: Partial<GetVariableHooks>,
): { value: InitialValue; dtype: DType | undefined } {
  if (isValue(initializer)) return { value: initializer, dtype: givenType };
  const chosen = asInitializer(initializer ?? defaultInitializer(dtype));
  const sizes = shape?.known;
  if (sizes) return { value: () => chosen([...sizes], { dtype }), dtype };
  if (shape && openValue) return { value: () => openValue(shape, dtype), dtype };
  // A function that asks for nothing knows the shape itself.
  if (initializer && chosen.length === 0 && !shape) return { value: chosen as () => TensorLike, dtype: undefined };
  throw new GraphError(
    `Shape of a new variable (${name}) must be fully defined, but instead was ${shape ?? '<unknown>'}.`,
  );
}

function defaultInitializer(dtype: DType): Initializer {
  return isFloating(dtype) ? glorotUniformInitializer() : zerosInitializer();
}
