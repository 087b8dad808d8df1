/** Files with names and characters that break what is careless, and files that import in circles. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are written in strings

const head = "import * as tf from 'tensorloom';\nconst x = tf.placeholder('float32', [null, 3], { name: 'x' });\n";
const hostile = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  '__defineGetter__',
  'then',
];

const each = (text: (name: string) => string) => hostile.map(text).join('\n');

type Files = Readonly<Record<string, string>>;
const alone = (text: string): Files => ({ 'model.ts': head + text });

/** Sources by what they are; `model.ts` is analysed. */
export const strangePrograms: Readonly<Record<string, Files>> = {
  'hostile variables': alone(
    each((name) => `{ let ${name} = x; ${name}.relu(); var v_${name} = ${name}; }\nvar ${name} = 1;`),
  ),
  'hostile functions': alone(
    each(
      (name) =>
        `function ${name}(${name}) { return ${name}; }\n${name}(x);\nclass C${name} { static ${name}() {} ${name} = 1; #${name} = 2; }\nnew C${name}().${name};`,
    ),
  ),
  'hostile keys': alone(
    each(
      (name) =>
        `{ const o = { ${name}: 1, ['${name}']: 2 }; o.${name} = 3; o['${name}'] += 1; delete o.${name}; const { ${name}: k = 4, ...r } = o; new Map([['${name}', o]]).get('${name}'); '${name}' in o; Object.entries({ ${name}: x }); JSON.stringify(o); JSON.parse('{"${name}": 1}').${name}; for (const each in o) o[each]; }`,
    ),
  ),
  'hostile names of operations': alone(
    each(
      (name) =>
        `tf.constant(1, { name: '${name}' }); tf.nameScope('${name}', () => tf.nn.relu(x, { name: '${name}' })); new tf.Variable(1, { name: '${name}' }); tf.addToCollection('${name}', x); tf.getCollection('${name}'); tf.placeholder('float32', ['${name}']);`,
    ),
  ),
  'hostile feeds and fetches': alone(
    `const sess = new tf.Session();\n${each((name) => `await sess.run('${name}', { ${name}: 1 }); await sess.run({ ${name}: x }, { '${name}:0': [1] }); await sess.run('${name}:0', new Map([['${name}', 1]]));`)}`,
  ),
  'hostile properties of the package': alone(
    each(
      (name) =>
        `tf.${name}; tf['${name}']; tf.nn.${name}; tf.nn.relu.${name}; x.${name}; x.shape.${name}; x.op.${name}; tf.Tensor.${name}; tf.Tensor.prototype.${name}; tf.float32.${name}; new tf.Session().${name}; tf.${name}?.(); x.${name}?.(); tf.data.digits().${name}; tf.train.steps(3).${name};`,
    ),
  ),
  'hostile options': alone(
    each(
      (name) =>
        `tf.constant(1, { ${name}: 2, name: {} }); tf.nn.relu(x, '${name}'); new tf.train.AdamOptimizer({ ${name}: 1 }); tf.matmul(x, x, ['${name}']); tf.cast(x, '${name}'); tf.reduceMean(x, { axis: '${name}' }); tf.placeholder('${name}'); tf.zeros({ ${name}: 1 });`,
    ),
  ),
  'hostile imports': {
    'model.ts': `${each((name) => `import { ${name} as a_${name} } from 'tensorloom'; import b_${name} from './${name}'; export { b_${name} as ${name} };`)}\nimport * as tf from 'tensorloom';\ntf.nn.relu(a___proto__);`,
  },
  'hostile exports': {
    'model.ts': `import * as all from './other.ts';\n${each((name) => `all.${name};`)}`,
    'other.ts': `import 'tensorloom';\n${each((name) => `const e_${name} = 1; export { e_${name} as ${name} };`)}`,
  },
  'hostile hints': alone(
    each(
      (name) =>
        `/** @shape {[${name}, ${name}]} ${name} */\nlet h_${name} = x;\n/** @shape {[*/ */ function s_${name}(${name}) {}`,
    ),
  ),
  'names in other alphabets': alone(
    "const größe = 3, ☃ = 1, 数 = tf.zeros([größe]), \\u0061b = 2, 𝒳 = x;\ntf.nameScope('größe', () => tf.nn.relu(数, { name: '数' }));\n数.add(ab);",
  ),
  'lone surrogates': alone(
    "const s = '\uD800' + '\\uDC00', o = { '\uDFFF': x };\ntf.nn.relu(x, { name: s }); o['\uDFFF'].relu(); `\uD83D$" +
      "{s}`; s.normalize(); encodeURIComponent(s); tf.placeholder('float32', ['\uD800']);",
  ),
  'characters that end lines': alone("const a = '\u2028';\u2029tf.matmul(x,\u2028 tf.zeros([4, 4]));\r tf.nn.relu(x);"),
  'control characters': alone("const a\0b = 1; '\u0007\u001B[31m'; tf.nn.relu(x, { name: '\\x1B[31m' });\u0000\u0001"),
  'a byte order mark, and one inside': { 'model.ts': `\uFEFF${head}\uFEFFtf.matmul(x, x);\uFEFF` },
  'carriage returns': { 'model.ts': `${head}tf.matmul(x, tf.zeros([4, 4]));`.replaceAll('\n', '\r\n') },
  'carriage returns alone': { 'model.ts': `${head}tf.matmul(x, tf.zeros([4, 4]));`.replaceAll('\n', '\r') },
  'a binary file': {
    'model.ts': `tensorloom${Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919) % 65_536)).join('')}`,
  },
  'a picture': {
    'model.ts': `\x89PNG\r\n\x1a\n${"import * as tf from 'tensorloom'".repeat(10)}${Array.from({ length: 5000 }, (_, i) => String.fromCharCode((i * 31) % 256)).join('')}`,
  },
  'an empty file': { 'model.ts': '' },
  'no file': {},
  'a #! line': { 'model.ts': `#!/usr/bin/env node\n${head}tf.nn.relu(x);` },
  'another language': alone('def f(x):\n    return x ** 2\nif __name__ == "__main__":\n    print(f"{f(3)}")\n'),
  JSX: { 'model.tsx': '', 'model.ts': `${head}const v = <div a={x}>{tf.nn.relu(x)}</div>;` },
  'a merge conflict': alone('<<<<<<< HEAD\ntf.nn.relu(x);\n=======\ntf.tanh(x);\n>>>>>>> other\n'),
  'every statement out of place': alone(
    'break; continue; return x; yield 1; await 1; import "a"; export default 1; export = 1; import.meta.url; new.target; super.x; super(); this.x = 1; arguments[0]; case 1: else; catch {} } ) ] `',
  ),
  'every declaration of types': alone(
    'enum E { A = 1, B = A << 1, C = "c".length } const enum F { A } namespace N.M { export const a = 1; } declare module "m" { const b: number; } declare global {} type T<A> = A extends infer B ? B : never; interface I { [k: string]: number } abstract class Q<T> { constructor(private readonly a: T, public b?: number) {} abstract f(): void; declare c: 1; } let d = <any>1 as unknown as T<1>; d!; let f!: 1; function g(this: I): asserts d is 1; function g() {} @g class H {} import fs = require("fs"); export as namespace n; tf.zeros([E.A, E.B, N.M.a]); let s = x satisfies I;',
  ),
  'names used before they are there': alone(
    'a.relu(); const a = x; f(); var f = () => b; let b = f(); class C { static d = C.d; static e = new C(); } { tf; let tf = 1; }',
  ),
  'names declared twice': alone(
    'const a = 1; const a = 2; let x = 3; function x() {} class a {} import { a } from "tensorloom"; var tf = 1; function f(a, a) {} let let = 1;',
  ),
  'assignments to what cannot be assigned': alone(
    '1 = 2; f() = 3; x = 4; tf = 5; tf.nn = 6; tf.nn.relu = 7; x.shape = 8; x.op.name = "9"; undefined = 1; NaN = 2; [1] = [2]; ({ a: 1 }) = {}; x++; ++tf; this = 1; delete x; delete tf.nn; x?.y = 1;',
  ),
  'JavaScript where tensors are meant': alone(
    'x + x; -x; x[0]; x.length; [...x]; for (const a of x) a; x > 1; if (x) {} x == x; `$' +
      '{x}`; x in x; typeof x; x instanceof tf.Tensor; x(); new x(); x`a`; Math.max(x); x.map((a) => a); Object.keys(x); JSON.stringify(x); await x; switch (x) { case x: } x ? 1 : 2; x ?? 1; x && 1; [x] + ""; x ** x; x | 0; new Float32Array(x); tf.constant(x); tf.zeros(x); tf.zeros([x]);',
  ),
  'arguments of every kind': alone(
    "const odd = [undefined, null, NaN, -1, 1.5, Infinity, 1n, '', 'a', true, [], [[]], {}, () => 1, Symbol('s'), new Date(), /a/, new Map(), new Error('e'), tf, tf.nn, tf.Tensor, x, [x], [x, 1], new tf.Session(), new Float32Array(2), Promise.resolve(x), class {}, tf.train.steps(2)];\nconst names = [...Object.keys(tf), 'gone'];\nfor (const name of names) for (const a of odd) { try { tf[name](a, a); } catch {} try { new tf[name](a); } catch {} }\nfor (const name of ['relu', 'softmax', 'conv2d', 'dropout', 'softmaxCrossEntropyWithLogits', 'moments', 'topK', 'maxPool', 'embeddingLookup']) for (const a of odd) for (const b of odd) tf.nn[name](a, b);\nfor (const name of ['reshape', 'add', 'matmul', 'slice', 'pad', 'gather', 'reduceSum', 'eval', 'shape', 'setShape']) for (const a of odd) x[name]?.(a, a);",
  ),
  'a file that imports itself': {
    'model.ts': `${head}import * as me from './model.ts';\nimport { y } from './model.ts';\nexport const y = me.y ?? tf.nn.relu(x);\nexport * from './model.ts';\nawait import('./model.ts');`,
  },
  'files that import each other': {
    'model.ts':
      "import * as tf from 'tensorloom';\nimport { b } from './b.ts';\nexport const a = () => tf.nn.relu(b());\na();",
    'b.ts': "import { c } from './c.ts';\nexport const b = () => c();\nexport { c } from './c.ts';",
    'c.ts':
      "import * as tf from 'tensorloom';\nimport { a } from './model.ts';\nexport const c = () => a();\nexport const d = tf.matmul(a, 1);",
  },
  'exports in a circle': {
    'model.ts': "import 'tensorloom';\nexport * from './b.ts';\nimport * as b from './b.ts';\nb.gone; b.default; b;",
    'b.ts':
      "export * from './model.ts';\nexport * as self from './b.ts';\nexport { gone } from './model.ts';\nexport { gone as default } from './b.ts';",
  },
  'a chain of a thousand files': Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [
      i === 0 ? 'model.ts' : `m${i}.ts`,
      `import { v as w } from './m${i + 1}.ts';\nimport * as tf from 'tensorloom';\nexport const v = w;`,
    ]),
  ),
  'an import of a binary file': {
    'model.ts': `${head}import data from './data.ts';\ntf.constant(data);`,
    'data.ts': '\0\x01\xFF'.repeat(1000),
  },
  'imports of nothing': alone(
    "import a, { b } from './gone.ts'; import * as c from 'gone'; import d from ''; import {} from './'; import f from '\\0'; import g from '../'.repeat; import('./' + x); import(x); require('./gone'); export * from './gone'; a(b, c.d, d, f);",
  ),
};
