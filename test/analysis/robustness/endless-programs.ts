/** Programs that never end, or grow beyond any memory, when they are run. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are written in strings

const head = "import * as tf from 'tensorloom';\nconst x = tf.placeholder('float32', [null, 3]);\n";
const unknown = 'process.argv.length > 5';

/** Text by what it is. */
export const endlessPrograms: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'a function that calls itself': 'function f() { return f(); }\nf();',
    'two functions that call each other': 'const f = (n) => g([n, n]); const g = (n) => f({ n });\nf(1);',
    'recursion with a growing number': 'const f = (n) => f(n + 1);\nf(0);',
    'recursion with a growing string': "const f = (s) => f(s + s);\nf('ab');",
    'recursion with a growing list': 'const f = (a) => f([...a, ...a]);\nf([x]);',
    'recursion with a growing tensor': 'const f = (y) => f(tf.concat([y, y], 0));\nf(x);',
    'recursion through unknown branches': `const f = (n) => ${unknown} ? f(n + 1) : f(n + 2);\nf(0);`,
    'recursion through an unknown callee': 'const f = (n) => globalThis.unknown(() => f(n + 1), f(n + 1));\nf(0);',
    'recursion through map': 'const f = (a) => a.map(() => f(a));\nf([1, 2, 3]);',
    'recursion through sort': 'const f = () => [2, 1].sort(() => f());\nf();',
    'recursion through replace': "const f = () => 'aa'.replace(/a/g, () => f());\nf();",
    'recursion through a getter': 'const o = { get a() { return this.a; } };\no.a;',
    'recursion through a setter': 'const o = { set a(v) { this.a = v; } };\no.a = 1;',
    'recursion through toString': 'const o = { toString() { return `${this}`; } };\n`${o}`;',
    'recursion through valueOf': 'const o = { valueOf() { return this + 1; } };\no + 1;',
    'recursion through toPrimitive': 'const o = { [Symbol.toPrimitive]() { return +this; } };\n+o;',
    'recursion through a constructor': 'class A { constructor() { this.a = new A(); } }\nnew A();',
    'recursion through an initialiser': 'class A { a = new A(); }\nnew A();',
    'recursion through a static block': 'class A { static { A.f(); } static f() { A.f(); } }',
    'recursion through a scope': "const f = () => tf.nameScope('s', f);\nf();",
    'recursion through an iterator': 'const o = { *[Symbol.iterator]() { yield* this; } };\n[...o];',
    'recursion through await': 'const f = async () => { await f(); };\nawait f();',
    'recursion through a default': 'const f = (a = f()) => a;\nf();',
    'recursion through toJSON': 'const o = { toJSON() { return JSON.stringify(this); } };\nJSON.stringify(o);',
    'recursion through a tag': 'const f = (s) => f`${s}`;\nf`a`;',
    'a class that extends itself': 'class A extends A {}\nnew A();',
    'a class that extends what it makes': 'const f = () => class extends f() {};\nf();',
    'a prototype that is its own': 'const o = {}; o.__proto__ = o; Object.setPrototypeOf(o, o);\no.missing;',
    'prototypes in a circle': 'const a = {}, b = Object.create(a); Object.setPrototypeOf(a, b);\na.missing; "k" in a;',
    'while true': 'while (true) {}',
    'while true with work': 'let n = 0; while (true) { n = (n * 7 + 1) % 1000; }',
    'for ever making operations': 'for (;;) tf.nn.relu(x);',
    'for ever making operations of the last': 'let y = x; for (;;) y = tf.nn.relu(y);',
    'do for ever': 'do { x; } while (1);',
    'a loop that continues for ever': 'a: while (true) { for (;;) { continue a; } }',
    'a loop of runs': 'const sess = new tf.Session(); while (true) await sess.run(x, [[x, [[1, 2, 3]]]]);',
    'a loop of finally': 'while (true) { try { continue; } finally { continue; } }',
    'a loop that catches': 'while (true) { try { throw 1; } catch { } }',
    'a generator without end, spread': 'function* g() { while (true) yield 1; }\n[...g()];',
    'a generator without end, iterated':
      'function* g() { let i = 0; while (true) yield i++; }\nfor (const i of g()) tf.constant(i);',
    'a generator without end, taken apart': 'function* g() { while (true) yield x; }\nconst [a, b, ...rest] = g();',
    'a list that grows under its loop': 'const list = [1]; for (const each of list) list.push(each);',
    'a list that grows under its callback':
      'const list = [1]; list.forEach((each) => list.push(each, each)); list.map(() => list.push(1));',
    'a map that grows under its loop': 'const map = new Map([[0, 0]]); for (const [key] of map) map.set(key + 1, 0);',
    'an object that grows under its loop': 'const o = { a: 1 }; for (const key in o) o[key + key] = 1;',
    'a list that holds itself':
      'const a = []; a.push(a); a.flat(Infinity); String(a); JSON.stringify(a); tf.constant(a); structuredClone(a);',
    'an object that holds itself': 'const o = {}; o.o = o; JSON.stringify(o); `${o}`; tf.constant(o);',
    'a string that doubles': "let s = 'ab'; for (let i = 0; i < 60; i++) s += s;\ns.length;",
    'a string that doubles in templates': "let s = 'ab'; for (let i = 0; i < 60; i++) s = `${s}${s}`;",
    'a string that is replaced by more': "let s = 'aa'; for (let i = 0; i < 60; i++) s = s.replaceAll('a', 'aa');",
    'a long string': "'ab'.repeat(2 ** 28).split('').map((c) => c.padEnd(2 ** 28)).join('');",
    'a list that doubles': 'let a = [1]; for (let i = 0; i < 60; i++) a = [...a, ...a];',
    'a list that is pushed into itself': 'const a = [1]; for (let i = 0; i < 60; i++) a.push(...a);',
    'lists of lists':
      'let a = [1]; for (let i = 0; i < 60; i++) a = [a, a];\nJSON.stringify(a); a.flat(Infinity); tf.constant(a);',
    'long lists':
      'Array(1e9).fill(0).map((_, i) => i); Array.from({ length: 1e9 }, (_, i) => i); new Array(2 ** 32 - 1).join("a");',
    'long typed arrays': 'new Float32Array(1e9); new Float64Array(1e12); Float32Array.from({ length: 1e9 });',
    'a large bigint':
      'let n = 3n; for (let i = 0; i < 60; i++) n = n * n;\n2n ** 10000000000n; 1n << 10000000000n; 9n ** 9n ** 9n;',
    'large numbers':
      'tf.zeros([1e9, 1e9]); tf.range(1e12); tf.zeros([Number.MAX_SAFE_INTEGER, 2]); tf.eye(1e6); tf.constant(0, { shape: [1e6, 1e6] });',
    'large shapes': 'let y = x; for (let i = 0; i < 50; i++) y = tf.tile(y, [1, 1000]);',
    'large ranks': 'let y = x; for (let i = 0; i < 500; i++) y = tf.expandDims(y, 0);',
    'many outputs': 'tf.split(tf.zeros([1e7]), 1e7); tf.unstack(tf.zeros([1e7]));',
    'an expression that backtracks':
      "/^(a+)+$/.test('a'.repeat(40) + 'b'); 'a'.repeat(40).match(/(a*)*b/); 'x'.replace(new RegExp('(x+x+)+y'), 'y');",
    'deep JSON':
      "JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)); JSON.parse('{\"a\":'.repeat(1e5) + '1' + '}'.repeat(1e5));",
    'fibonacci of fifty': 'const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2);\nfib(50);',
    'calls that double': `${Array.from({ length: 40 }, (_, i) => `const f${i} = () => { ${i === 0 ? 'x.relu();' : `f${i - 1}(); f${i - 1}();`} };`).join('\n')}\nf39();`,
    'unknown branches that double': `const f = (n) => { if (n === 0) return; if (${unknown}) f(n - 1); else f(n - 1); };\nf(40);`,
    'many unknown branches': `let y = x;\n${Array.from({ length: 200 }, (_, i) => `if (process.argv.length > ${i}) y = tf.nn.relu(y); else y = y.add(1);`).join('\n')}`,
    'nested unknown branches': `let y = x;\n${`if (${unknown}) { y = y.add(1); `.repeat(40)}${'} else { y = y.mul(2); }'.repeat(40)}`,
    'unknown branches in unknown loops': `let y = x;\n${`for (let i = 0; i < process.argv.length; i++) { if (Math.random() < 0.5) y = y.add(1); `.repeat(12)}${'}'.repeat(12)}`,
    'nested loops': `${['a', 'b', 'c', 'd', 'e'].map((i) => `for (let ${i} = 0; ${i} < 1000; ${i}++)`).join(' ')} x.relu();`,
    'a million operations': 'let y = x; for (let i = 0; i < 1e6; i++) y = tf.nn.relu(y);',
    'a million variables': 'for (let i = 0; i < 1e6; i++) new tf.Variable(0, { name: `v${i}` });',
    'a million scopes': "for (let i = 0; i < 1e6; i++) tf.nameScope('s', () => tf.noOp());",
    'a million objects': 'const all = []; for (let i = 0; i < 1e6; i++) all.push({ i, all });',
    'a million closures': 'let f = () => x; for (let i = 0; i < 1e6; i++) { const g = f; f = () => g(); }\nf();',
    'a million properties': 'const o = {}; for (let i = 0; i < 1e6; i++) o[`k${i}`] = i;\nObject.keys(o).sort();',
    'a million graphs': 'for (let i = 0; i < 1e6; i++) new tf.Graph();',
    'a million runs':
      'const sess = new tf.Session(); for (let i = 0; i < 1e6; i++) await sess.run(x, [[x, [[1, 2, 3]]]]);',
    'gradients of a long chain': 'let y = x; for (let i = 0; i < 5000; i++) y = y.mul(2);\ntf.gradients(y, x);',
    'gradients of gradients': 'let y = x.square(); for (let i = 0; i < 30; i++) y = tf.gradients(y.mul(y), x)[0];',
    proxies: 'const p = new Proxy({}, { get: (t, k, r) => r[k] });\np.a; p.b(); new p(); `${p}`; tf.nn.relu(p);',
    timers: 'setInterval(() => tf.nn.relu(x), 0); const f = () => setTimeout(f); f(); queueMicrotask(f);',
    'steps without end': 'for (const step of tf.train.steps(Infinity)) x.relu();',
    'a sort that never agrees':
      'Array.from({ length: 3000 }, (_, i) => i).sort(() => Math.random() - 0.5).sort(() => 1);',
  }).map(([name, text]) => [name, `${head}${text}\n`]),
);
