/** The declared signatures of public functions against the functions themselves. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { type FunctionSignature, parseSignature, publicFunctions } from '../../engine/api/signature.ts';
import * as tf from '../../engine/index.ts';

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

interface PublicFunction {
  readonly signature: FunctionSignature;
  readonly function: unknown;
  /** The parameters of the implementation. */
  readonly parameters: readonly Node[];
  readonly syntax: Node;
}

const functions = publicFunctions().map(({ signature, function: called, implementation }): PublicFunction => {
  const program = parseAst(`(${implementation})`) as unknown as { body: [{ expression: Node }] };
  let syntax = program.body[0].expression;
  while (syntax.type === 'ParenthesizedExpression') syntax = syntax.expression as Node;
  return { signature, function: called, parameters: syntax.params as Node[], syntax };
});

const sources = ['engine/api', 'engine/train'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8')),
);

/** Gives what is wrong with each function, and expects nothing. */
function expectNone(fault: (item: PublicFunction) => string | undefined | false): void {
  const faults = functions.flatMap((item) => {
    const found = fault(item);
    return found ? [`${item.signature.name}: ${found}`] : [];
  });
  expect(faults).toEqual([]);
}

const kinds = [
  'tensor',
  'tensors',
  'shape',
  'axis',
  'number',
  'boolean',
  'string',
  'dtype',
  'callback',
  'branch',
  'branches',
  'nest',
  'variable',
  'any',
];

describe('every public function', () => {
  it('is there to be checked', () => expect(functions.length).toBeGreaterThan(200));

  it('is reachable under its name', () => {
    expectNone(({ signature, function: called }) => {
      const found = signature.name
        .split('.')
        .reduce<unknown>((scope, key) => (scope as Record<string, unknown> | undefined)?.[key], tf);
      return found !== called && `the package has ${typeof found} there`;
    });
  });

  it('is named as TypeScript functions are', () => {
    const asInTensorFlow = ['Print', 'Assert', 'RegisterGradient'];
    expectNone(
      ({ signature: { name } }) =>
        !asInTensorFlow.includes(name) && !/^([a-z]+\.)?[a-z][A-Za-z0-9]*$/.test(name) && name,
    );
  });

  it('has a docstring', () => {
    expectNone(({ signature: { name } }) => {
      const own = name.split('.').at(-1);
      const documented = new RegExp(`\\*/\\s*(//[^\\n]*\\n\\s*)*export (const|function) ${own}_?\\b`);
      return !sources.some((source) => documented.test(source)) && 'no comment stands before its export';
    });
  });

  it('has parameters of known kinds with distinct names, those that may be left out last', () => {
    expectNone(({ signature: { parameters, options } }) => {
      const all = [...parameters, ...options];
      const unknown = all.find(({ kind }) => !kinds.includes(kind));
      if (unknown) return `the kind '${unknown.kind}' of ${unknown.name}`;
      const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) !== i);
      if (twice) return `${twice.name} twice`;
      const firstOptional = parameters.findIndex(({ optional }) => optional);
      const late = parameters.findIndex(({ optional }, i) => !optional && firstOptional >= 0 && i > firstOptional);
      return late >= 0 && `${parameters[late].name} is needed after one that is not`;
    });
  });

  it('takes as many arguments as declared', () => {
    expectNone(({ signature: { parameters, options }, parameters: actual }) => {
      if (actual.at(-1)?.type === 'RestElement') {
        const before = actual.filter(
          (parameter) => parameter.type !== 'RestElement' && !isOptionsName(nameOf(parameter)),
        );
        return before.length > parameters.length && `${before.length} before the rest`;
      }
      const expected = parameters.length + (options.length > 0 ? 1 : 0);
      return actual.length !== expected && `${actual.length} parameters instead of ${expected}`;
    });
  });

  it('takes them in the declared order', () => {
    expectNone(({ signature: { parameters }, parameters: actual }) => {
      const names = parameters.map(({ name }) => name);
      const moved = actual.findIndex(
        (parameter, i) => names.includes(nameOf(parameter)) && names[i] !== nameOf(parameter),
      );
      return moved >= 0 && `${nameOf(actual[moved])} comes at place ${moved}`;
    });
  });

  it('reads arguments that may come by name in the declared order', () => {
    expectNone(({ signature: { parameters }, syntax }) => {
      const order = optionOrder(syntax);
      if (!order) return undefined;
      const names = parameters.map(({ name }) => name);
      const forgotten = parameters.find(({ name, optional }) => optional && !order.includes(name));
      if (forgotten) return `never reads ${forgotten.name}`;
      return (
        order.join() !== names.slice(names.length - order.length).join() && `reads [${order}], declares [${names}]`
      );
    });
  });

  it('reads no option that is not declared', () => {
    expectNone(({ signature: { parameters, options }, syntax }) => {
      const declared = [...parameters, ...options].map(({ name }) => name);
      const undeclared = optionsRead(syntax).find((key) => !declared.includes(key));
      return undeclared && `reads '${undeclared}'`;
    });
  });

  it('reads every option that is declared', () => {
    expectNone(({ signature: { parameters, options }, syntax }) => {
      const read = [...optionsRead(syntax), ...(optionOrder(syntax) ?? [])];
      if (handsOptionsOn(syntax)) return undefined;
      const ignored = options.find(({ name }) => !read.includes(name) && !parameters.some((p) => p.name === name));
      return ignored && !unusedHere.includes(ignored.name) && `ignores '${ignored.name}'`;
    });
  });

  it('has the declared defaults', () => {
    expectNone(({ signature: { parameters, options }, syntax }) => {
      const found = defaults(syntax);
      for (const { name, default: declared } of [...parameters, ...options]) {
        const actual = found.get(name);
        if (declared !== undefined && actual !== undefined && plain(actual) !== plain(declared)) {
          return `${name} is ${actual} if left out, but is declared as ${declared}`;
        }
      }
      return undefined;
    });
  });
});

/** What TensorFlow needs and this engine takes and leaves: there is nothing to choose here. */
const unusedHere = ['useCudnnOnGpu', 'aggregationMethod', 'colocateGradientsWithOps', 'useLocking'];

describe('arguments by position that go by name', () => {
  it('are refused rather than lost', () => {
    expect(() => tf.identity([1], 'answer' as never)).toThrow(
      "tf.identity(input, { name }): what comes last goes by name, as in { name: … }, but found 'answer'.",
    );
    expect(() => new tf.train.AdamOptimizer(1, 0.9, 0.99, 1e-8, 'mine' as never)).toThrow(
      "Arguments after epsilon go by name, in one object { name: value }, but one is 'mine'.",
    );
  });
  it('may be what map hands on', () => {
    expect([tf.constant(1)].map(tf.nn.relu as (x: tf.Tensor) => tf.Tensor)[0].op.type).toBe('Relu');
  });
  it('may be left out', () => {
    expect(tf.identity([1], undefined).op.type).toBe('Identity');
  });
});

describe('the notation', () => {
  it('gives names, kinds, defaults and options', () => {
    expect(parseSignature("nn.f(a: tensor, axis = [0, 1], b?: number, {mode = 'x', flag = true, name})")).toEqual({
      name: 'nn.f',
      parameters: [
        { name: 'a', kind: 'tensor', optional: false },
        { name: 'axis', kind: 'axis', optional: true, default: '[0, 1]' },
        { name: 'b', kind: 'number', optional: true },
      ],
      options: [
        { name: 'mode', kind: 'string', optional: true, default: "'x'" },
        { name: 'flag', kind: 'boolean', optional: true, default: 'true' },
        { name: 'name', kind: 'string', optional: false },
      ],
    });
  });
  it('marks any number of arguments', () => {
    expect(parseSignature('f(...inputs: any, {name})').parameters).toEqual([
      { name: 'inputs', kind: 'any', optional: false, rest: true },
    ]);
  });
  it.each(['f', 'f(', '(x)', 'f(a b)', 'f(a:)'])('refuses %s', (text) => {
    expect(() => parseSignature(text)).toThrow(SyntaxError);
  });
});

function children(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    [value].flat().filter((item): item is Node => typeof item === 'object' && item !== null && 'type' in item),
  );
}

function descendants(node: Node): Node[] {
  return [node, ...children(node).flatMap(descendants)];
}

function nameOf(node: unknown): string {
  const { type, name, left, argument } = node as Record<string, unknown>;
  if (type === 'Identifier') return name as string;
  return type === 'AssignmentPattern' ? nameOf(left) : type === 'RestElement' ? nameOf(argument) : '';
}

const isCallOf = (node: Node, name: string) =>
  node.type === 'CallExpression' &&
  [node.callee as Node, ...descendants(node.callee as Node)].some(
    (part) => part.type === 'Identifier' && part.name === name,
  );

const readers = (syntax: Node) => descendants(syntax).filter((node) => isCallOf(node, 'readOptions'));

/** The names of optional arguments that may come by position, where the function lists them. */
function optionOrder(syntax: Node): string[] | undefined {
  const list = (readers(syntax)[0]?.arguments as Node[] | undefined)?.[0];
  return list?.type === 'ArrayExpression'
    ? (list.elements as { value: string }[]).map(({ value }) => value)
    : undefined;
}

const isOptionsName = (name: string) => /^(options|given)$/.test(name);

/** Names by which a function knows its options: a parameter, what readOptions gave, what isOptions found. */
function optionNames(syntax: Node): string[] {
  const parameters = (syntax.params as Node[]).map(nameOf).filter(isOptionsName);
  const variables = descendants(syntax).flatMap((node) => {
    if (node.type !== 'VariableDeclarator' || !node.init) return [];
    const parts = descendants(node.init as Node);
    const name = nameOf(node.id);
    if (parts.some((part) => isCallOf(part, 'readOptions'))) return [name];
    return isOptionsName(name) && parts.some((part) => isCallOf(part, 'isOptions')) ? [name] : [];
  });
  return [...parameters, ...variables].filter(Boolean);
}

/** Keys of the options object that the function names. */
function optionsRead(syntax: Node): string[] {
  const names = optionNames(syntax);
  const last = (syntax.params as Node[]).at(-1);
  const isOptions = (node: unknown) =>
    names.includes(nameOf(node)) || descendants(node as Node).some((part) => isCallOf(part, 'readOptions'));
  const patterns = descendants(syntax).flatMap((node): Node[] => {
    if (node.type === 'VariableDeclarator' && (node.id as Node).type === 'ObjectPattern') {
      return node.init && isOptions(node.init) ? [node.id as Node] : [];
    }
    if (node === last && node.type === 'AssignmentPattern' && (node.left as Node).type === 'ObjectPattern') {
      return [node.left as Node];
    }
    return [];
  });
  const destructured = patterns.flatMap((pattern) =>
    (pattern.properties as Node[]).flatMap((property) => (property.type === 'Property' ? [nameOf(property.key)] : [])),
  );
  const members = descendants(syntax)
    .filter((node) => /MemberExpression$/.test(node.type) && !node.computed && names.includes(nameOf(node.object)))
    .map((node) => nameOf(node.property));
  return [...destructured, ...members];
}

/** Whether the function gives its options to another as they are. */
function handsOptionsOn(syntax: Node): boolean {
  const names = optionNames(syntax);
  return descendants(syntax).some(
    (node) =>
      (/^(?:Call|New)Expression$/.test(node.type) &&
        !isCallOf(node, 'readOptions') &&
        (node.arguments as Node[]).some((argument) => names.includes(nameOf(argument)))) ||
      (node.type === 'SpreadElement' && names.includes(nameOf(node.argument))),
  );
}

/** Defaults in the function's own text: of parameters, in patterns that take options apart, and after `options.x ??`. */
function defaults(syntax: Node): Map<string, string> {
  const found = new Map<string, string>();
  for (const node of descendants(syntax)) {
    const text = node.right ? literalText(node.right as Node) : undefined;
    if (text === undefined) continue;
    if (node.type === 'AssignmentPattern') found.set(nameOf(node.left), text);
    const left = node.left as Node;
    if (node.type === 'LogicalExpression' && node.operator === '??' && left.type === 'MemberExpression') {
      found.set(nameOf(left.property), text);
    }
  }
  return found;
}

function literalText(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? `'${node.value}'` : String(node.value);
  if (node.type === 'UnaryExpression') return `${node.operator}${literalText(node.argument as Node)}`;
  if (node.type === 'ArrayExpression') return `[${(node.elements as Node[]).map(literalText).join(', ')}]`;
  return undefined;
}

/** Numbers by value: 1e-5 and 0.00001 are one default. */
const plain = (text: string) => (Number.isNaN(Number(text)) ? text : String(Number(text)));
