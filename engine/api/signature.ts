/**
 * Signatures of the public functions as data: what the analysis, signature help and the reference documentation read.
 *
 * The notation is one line, the function as a user calls it: `matmul(a: tensor, b: tensor, {transposeA = false, name})`.
 * A parameter without a kind takes its default's kind; `?` marks an optional one.
 */

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
  | 'variable'
  | 'any';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly optional: boolean;
  /** The default as written, or undefined. */
  readonly default?: string;
}

export interface FunctionSignature {
  /** With its namespace: `nn.softmax`. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Keys of the trailing options object. */
  readonly options: readonly Parameter[];
}

const signatures = new Map<string, { text: string; function: unknown }>();

/** Declares a public function with its signature and gives it back unchanged. */
export function publicFunction<F>(signature: string, implementation: F): F {
  const name = signature.slice(0, signature.indexOf('('));
  if (signatures.has(name)) throw new Error(`The public function '${name}' is declared twice.`);
  signatures.set(name, { text: signature, function: implementation });
  return implementation;
}

/** All public functions by name, with their signature and implementation. */
export function publicFunctions(): { signature: FunctionSignature; function: unknown }[] {
  return [...signatures.values()].map((entry) => ({ signature: parseSignature(entry.text), function: entry.function }));
}

/** @throws SyntaxError for text that is not in the notation. */
export function parseSignature(text: string): FunctionSignature {
  const match = /^([\w.]+)\((.*)\)$/.exec(text);
  if (!match) throw new SyntaxError(`Not a signature: ${text}`);
  const [, name, body] = match;
  const brace = body.indexOf('{');
  const positional = brace < 0 ? body : body.slice(0, brace);
  const options = brace < 0 ? '' : body.slice(brace + 1, body.lastIndexOf('}'));
  return { name, parameters: parseList(positional), options: parseList(options) };
}

function parseList(text: string): Parameter[] {
  return splitTopLevel(text).map((part) => {
    const match = /^(\w+)(\?)?(?::\s*(\w+))?(?:\s*=\s*(.+))?$/.exec(part);
    if (!match) throw new SyntaxError(`Not a parameter: ${part}`);
    const [, name, question, kind, fallback] = match;
    return {
      name,
      kind: (kind ?? kindOf(name, fallback)) as ParameterKind,
      optional: question !== undefined || fallback !== undefined,
      ...(fallback !== undefined && { default: fallback }),
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
