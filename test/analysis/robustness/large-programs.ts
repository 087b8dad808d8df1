/** Files that no person wrote: too long, too deep. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are written in strings

const head = "import * as tf from 'tensorloom';\nconst x = tf.placeholder('float32', [null, 3]);\n";
/** Characters: what is read of a file at most. */
const longest = 5_000_000;
const deep = 10_000;

const filled = (line: (i: number) => string): string => {
  const lines = [head];
  for (let length = head.length, i = 0; length < longest - 100; i++) {
    const text = line(i);
    lines.push(text);
    length += text.length;
  }
  return lines.join('');
};

const nested = (open: string, middle: string, close: string, depth = deep): string =>
  `${head}const y = ${open.repeat(depth)}${middle}${close.repeat(depth)};\n`;

/** Text by what it is. */
export const largePrograms: Readonly<Record<string, () => string>> = {
  'the same line over and over': () => filled((i) => `const a${i} = tf.nn.relu(tf.matmul(x, tf.zeros([3, 3])));\n`),
  'the same function over and over': () => filled((i) => `export function f${i}(x, y) { return x + y * ${i}; }\n`),
  'one array of numbers': () => `${head}const a = [${'0.5, '.repeat(900_000)}];\ntf.constant(a);\n`,
  'one array of rows': () => `${head}const a = [${'[1, 2, 3], '.repeat(400_000)}];\ntf.constant(a);\n`,
  'one object': () => filled((i) => (i === 0 ? 'const o = {' : `k${i}: ${i},`)),
  'one string': () => `${head}const s = '${'s'.repeat(4_900_000)}';\nexport const n = s.length;\n`,
  'one template': () => `${head}const s = \`${'${x.name}s'.repeat(400_000)}\`;\n`,
  'one comment': () => `${head}/* ${'c'.repeat(4_900_000)} */\n`,
  'one line, as a bundler writes it': () =>
    filled((i) => `var a${i}=function(b,c){return b?c:a${Math.max(0, i - 1)}(c,b)};a${i}(1,x);`),
  'many imports': () => filled((i) => `import { a as a${i} } from './a${i}.ts';\n`),
  'nothing but opening brackets': () => `${head}${'('.repeat(4_000_000)}`,
  'nothing but closing brackets': () => `${head}${')'.repeat(4_000_000)}`,
  'nothing but quotes': () => `${head}${'"\n'.repeat(2_000_000)}`,
  'nothing but line ends': () => `${head}${'\r\n'.repeat(2_000_000)}`,
  'deep parentheses': () => nested('(', '1', ')'),
  'deep arrays': () => nested('[', '', ']'),
  'deep objects': () => nested('{a:', '1', '}'),
  'deep arrow functions': () => nested('() => ', '1', ''),
  'deep arrow functions, called': () => nested('(() => ', '1', ')()'),
  'deep functions': () => `${head}${'function f() { '.repeat(deep)}${'}'.repeat(deep)}f();`,
  'deep classes': () => `${head}${'class A { static a = '.repeat(deep)}1${'}'.repeat(deep)}`,
  'deep blocks': () => `${head}${'{'.repeat(deep)}${'}'.repeat(deep)}`,
  'deep conditions': () => `${head}${'if (x) '.repeat(deep)}tf.nn.relu(x);`,
  'deep loops': () => `${head}${'for (;;) '.repeat(deep)}tf.nn.relu(x);`,
  'deep tries': () => `${head}${'try { '.repeat(deep)}x;${'} catch { }'.repeat(deep)}`,
  'deep calls': () => nested('tf.nn.relu(', 'x', ')'),
  'deep scopes': () => nested("tf.nameScope('s', () => ", 'tf.nn.relu(x)', ')'),
  'deep templates': () => nested('`${', '1', '}`'),
  'deep nots': () => nested('!', '1', ''),
  'deep awaits': () => nested('await ', '1', ''),
  'deep conditional expressions': () => nested('x ? 1 : ', '2', ''),
  'deep patterns': () => `${head}const ${'['.repeat(deep)}a${']'.repeat(deep)} = [];`,
  'deep types': () => `${head}let t: ${'Array<'.repeat(deep)}number${'>'.repeat(deep)};`,
  'long chains of methods': () => nested('x', '.relu()'.repeat(deep), '', 1),
  'long chains of properties': () => nested('x', '.shape'.repeat(deep), '', 1),
  'long sums': () => nested('1', ' + 1'.repeat(deep), '', 1),
  'long sums of tensors': () => nested('x', '.add(x)'.repeat(2000), '', 1),
  'long sequences': () => nested('(1', ', 1'.repeat(deep), ')', 1),
  'long conditions': () => nested('x', ' && x'.repeat(deep), '', 1),
  'long chains of else': () => `${head}if (x) {}${' else if (x) {}'.repeat(deep)}`,
  'long switches': () =>
    `${head}switch (process.argv.length) {${Array.from({ length: deep }, (_, i) => `case ${i}: `).join('')} }`,
};
