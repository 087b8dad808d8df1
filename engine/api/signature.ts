/**
 * Signatures of the public functions as data: what the analysis, signature help and the reference documentation read.
 *
 * The notation is one line, the function as a user calls it: `matmul(a: tensor, b: tensor, {transposeA = false, name})`.
 * A parameter without a kind takes its default's kind; `?` marks an optional one, `...` any number of arguments. A
 * callback may come after the options: `variableScope(nameOrScope: any, {reuse: any}, body: callback)`.
 */

import { GraphError } from '../graph/index.ts';
import { isOptions, shown } from './options.ts';

export type ParameterKind =
  | 'tensor'
  | 'tensors'
  | 'shape'
  | 'axis'
  | 'number'
  | 'boolean'
  | 'string'
  | 'dtype'
  | 'callback'
  | 'branch'
  | 'branches'
  | 'nest'
  | 'variable'
  | 'any';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly optional: boolean;
  /** The default as written, or undefined. */
  readonly default?: string;
  /** Any number of arguments from here on. */
  readonly rest?: true;
}

export interface FunctionSignature {
  /** With its namespace: `nn.softmax`. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Keys of the options object, which comes last. */
  readonly options: readonly Parameter[];
  /** The options come before the last parameter, a callback; they may be left out altogether. */
  readonly endsWithCallback?: true;
}

interface Declared {
  readonly text: string;
  /** What users call. */
  readonly function: unknown;
  readonly implementation: unknown;
}

const signatures = new Map<string, Declared>();

/** Declares a public function with its signature and gives it back, as one that refuses arguments it would not read. */
export function publicFunction<F>(signature: string, implementation: F): F {
  const name = signature.slice(0, signature.indexOf('('));
  if (signatures.has(name)) throw new Error(`The public function '${name}' is declared twice.`);
  const call = implementation as (...args: unknown[]) => unknown;
  let parsed: FunctionSignature | undefined;
  const checked = (...args: unknown[]): unknown => {
    parsed ??= parseSignature(signature);
    checkOptions(parsed, args);
    return call(...args);
  };
  signatures.set(name, { text: signature, function: checked, implementation });
  return checked as F;
}

/**
 * What Python calls a keyword argument goes into the options here: by position it would be lost without a word.
 * @throws GraphError for anything but an options object after the arguments that go by position
 */
function checkOptions(
  { name, parameters, options, endsWithCallback }: FunctionSignature,
  args: readonly unknown[],
): void {
  if (args.length <= parameters.length) return;
  // Functions of any number of arguments, and of options alone, look for themselves.
  if (options.length === 0 || parameters.length === 0 || parameters.some(({ rest }) => rest)) return;
  if (endsWithCallback) return;
  // As a callback of `map`: an index and the array come after the element.
  const [item, index, array] = args;
  if (parameters.length === 1 && Array.isArray(array) && array[index as number] === item) return;
  for (let i = parameters.length; i < args.length; i++) {
    const value = args[i];
    if (value === undefined || value === null || isOptions(value)) continue;
    const known = options.map((option) => option.name).join(', ');
    const places = [...parameters.map((parameter) => parameter.name), `{ ${known} }`].join(', ');
    throw new GraphError(
      `tf.${name}(${places}): what comes last goes by name, as in { ${options[0].name}: … }, but found ${shown(value)}.`,
    );
  }
}

interface PublicFunction extends Declared {
  readonly signature: FunctionSignature;
}

/** All public functions by name, with their signature. */
export function publicFunctions(): PublicFunction[] {
  return [...signatures.values()].map((declared) => ({ signature: parseSignature(declared.text), ...declared }));
}

/** @throws SyntaxError for text that is not in the notation. */
export function parseSignature(text: string): FunctionSignature {
  const match = /^([\w.]+)\((.*)\)$/.exec(text);
  if (!match) throw new SyntaxError(`Not a signature: ${text}`);
  const [, name, body] = match;
  const brace = body.indexOf('{');
  const positional = brace < 0 ? body : body.slice(0, brace);
  const end = body.lastIndexOf('}');
  const options = brace < 0 ? '' : body.slice(brace + 1, end);
  const after = brace < 0 ? [] : parseList(body.slice(end + 1));
  const parameters = [...parseList(positional), ...after];
  return { name, parameters, options: parseList(options), ...(after.length > 0 && { endsWithCallback: true }) };
}

function parseList(text: string): Parameter[] {
  return splitTopLevel(text).map((part) => {
    const match = /^(\.{3})?(\w+)(\?)?(?::\s*(\w+))?(?:\s*=\s*(.+))?$/.exec(part);
    if (!match) throw new SyntaxError(`Not a parameter: ${part}`);
    const [, dots, name, question, kind, fallback] = match;
    return {
      name,
      kind: (kind ?? kindOf(name, fallback)) as ParameterKind,
      optional: question !== undefined || fallback !== undefined,
      ...(fallback !== undefined && { default: fallback }),
      ...(dots !== undefined && { rest: true as const }),
    };
  });
}

/** Splits at commas outside brackets. */
function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    if ('[({'.includes(character)) depth++;
    else if ('])}'.includes(character)) depth--;
    if (character === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else current += character;
  }
  return [...parts, current].map((part) => part.trim()).filter(Boolean);
}

function kindOf(name: string, fallback: string | undefined): ParameterKind {
  if (name === 'name') return 'string';
  if (name === 'axis' || name === 'shape' || name === 'dtype') return name;
  if (fallback === 'true' || fallback === 'false') return 'boolean';
  if (fallback !== undefined && /^[-\d]/.test(fallback)) return 'number';
  return fallback?.startsWith("'") ? 'string' : 'any';
}
