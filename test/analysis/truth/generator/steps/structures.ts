/** Steps that put other steps into JavaScript's structures: scopes, functions, loops, classes, branches. */

import { isFloat, type Size, sameSizes, type TensorType, typeOf } from '../tensor-type.ts';
import type { Known, Step, Writer } from '../writer.ts';
import { anyUnary } from './elementwise.ts';
import { isRows } from './layers.ts';
import { someSize, variable } from './makers.ts';

/** What may be handed out of a block: of what it made, at most three, at least one. */
function results(w: Writer): Known[] {
  const made = w.made().filter(({ name }) => /^\w+$/.test(name));
  return made.slice(-w.random.between(1, 3));
}

/** A block whose last line returns what it made, in one of the shapes that programs give it, taken apart outside. */
function returning(w: Writer, open: (holder: string) => [open: string, close: string], scope?: string): boolean {
  const shape = w.random.of(['one', 'array', 'object', 'nested'] as const);
  const holder = w.fresh('made');
  const outside: { name: string; type: TensorType }[] = [];
  const [start, end] = open(holder);
  let names: Known[] = [];
  const outer = w.scope;
  if (scope !== undefined && outer !== undefined) w.scope = `${outer}${scope}`;
  w.block(start, end, () => {
    w.grow(3);
    names = results(w);
    if (names.length === 0) {
      const x = w.any(isFloat);
      if (x) names = [{ name: w.declare(anyUnary(w, x.name), x.type), type: x.type }];
    }
    if (shape === 'one') names = names.slice(-1);
    const list = names.map(({ name }) => name).join(', ');
    w.line(
      {
        one: `return ${list || 'undefined'};`,
        array: `return [${list}];`,
        object: `return { ${list} };`,
        nested: `return { parts: [${list}], count: ${names.length} };`,
      }[shape],
    );
  });
  w.scope = outer;
  for (const { type } of names) outside.push({ name: w.fresh('t'), type });
  if (shape === 'one' && names.length > 0) w.line(`const ${outside[0].name} = ${holder};`);
  if (shape === 'array') w.line(`const [${outside.map(({ name }) => name).join(', ')}] = ${holder};`);
  if (shape === 'object') {
    w.line(`const { ${names.map(({ name }, i) => `${name}: ${outside[i].name}`).join(', ')} } = ${holder};`);
  }
  if (shape === 'nested') {
    w.line(`const { parts: [${outside.map(({ name }) => name).join(', ')}] } = ${holder};`);
    w.numbers.know(`${holder}.count`, names.length);
  }
  for (const { name, type } of outside) w.know(name, type);
  return true;
}

/**
 * A function of rows, a number of units and a name, written in one of several ways.
 * @param caller - the file it is called in
 * @returns how it is called
 */
export function denseFunction(
  w: Writer,
  name: string,
  caller = w,
): (x: string, units: string, label: string) => string {
  const [matmul, relu, zeros] = [w.tf('matmul'), w.tf('nn.relu'), w.tf('zeros')];
  const make = (x: string, units: string) =>
    `${matmul}(${x}, new ${w.tf('Variable')}(${w.tf('truncatedNormal')}([${x}.shape.dims[1], ${units}], { stddev: 0.1 })))`;
  w.hasVariables = true;
  const style = w.random.below(7);
  switch (style) {
    case 0:
      w.line(`function ${name}(x, units, activation = ${relu}) {`);
      w.line(`  return activation(${make('x', 'units')}.add(new ${w.tf('Variable')}(${zeros}([units]))));`);
      w.line('}');
      return (x, units) =>
        w.random.chance(0.5) ? `${name}(${x}, ${units})` : `${name}(${x}, ${units}, ${caller.tf('tanh')})`;
    case 1:
      w.line(`const ${name} = (x, { units, scale = 1 } = {}) => ${make('x', 'units')}.mul(scale);`);
      return (x, units) => `${name}(${x}, { units: ${units} })`;
    case 2:
      w.line(`const ${name} = (x, units, label) =>`);
      w.line(`  ${w.tf('nameScope')}(label, () => ${relu}(${make('x', 'units')}));`);
      return (x, units, label) => `${name}(${x}, ${units}, ${label})`;
    case 3:
      w.line(`class ${name} {`);
      w.line('  #units;');
      w.line('  static made = 0;');
      w.line(
        `  constructor(units, activation = ${relu}) { this.#units = units; this.activation = activation; ${name}.made++; }`,
      );
      w.line('  get units() { return this.#units; }');
      w.line(`  apply(x) { return this.activation(${make('x', 'this.units')}); }`);
      w.line('}');
      return (x, units) => `new ${name}(${units}).apply(${x})`;
    case 4:
      w.line(`class ${name}Base {`);
      w.line('  constructor(units) { this.units = units; }');
      w.line('  weights(x) { return [x.shape.dims[1], this.units]; }');
      w.line('}');
      w.line(`class ${name} extends ${name}Base {`);
      w.line('  constructor(units, ...rest) { super(units); this.rest = rest; }');
      w.line(`  call(x) { return ${matmul}(x, new ${w.tf('Variable')}(${zeros}(super.weights(x)))); }`);
      w.line(`  static of(x, units) { return new this(units).call(x); }`);
      w.line('}');
      return (x, units) => `${name}.of(${x}, ${units})`;
    case 5:
      w.line(`const ${name} = (units) => (x) => ${make('x', 'units')};`);
      return (x, units) => `${name}(${units})(${x})`;
    default:
      w.line(`function ${name}(x, ...widths) {`);
      w.line('  let h = x;');
      w.line(`  for (const width of widths) h = ${relu}(${make('h', 'width')});`);
      w.line('  return h;');
      w.line('}');
      return (x, units) => `${name}(${x}, 2, ${units})`;
  }
}

const unknowns = [
  'process.argv.length > 5',
  "process.argv[2] === 'deep'",
  "process.env.DEEP === 'yes'",
  'Math.random() < 0.5',
  'Date.now() % 2 === 0',
];

export const structureSteps: Readonly<Record<string, Step>> = {
  nameScope(w) {
    const scope = w.fresh('scope');
    return returning(
      w,
      (holder) => [`const ${holder} = ${w.tf('nameScope')}(${w.text(scope)}, () => {`, '});'],
      `${scope}/`,
    );
  },
  callback(w) {
    const [open, close] = w.random.of<[string, string]>([
      ['(() => {', '})();'],
      ['(function () {', '})();'],
      ['[1].map(() => {', '})[0];'],
      ['await (async () => {', '})();'],
      [`${w.tf('controlDependencies')}([], () => {`, '});'],
      [`${w.tf('device')}('/cpu:0', () => {`, '});'],
    ]);
    // `await` stands in no function that is not async.
    if (open.startsWith('await') && w.depth > 0) return false;
    return returning(w, (holder) => [`const ${holder} = ${open}`, close], '');
  },
  function(w) {
    const name = w.fresh('build');
    const fits = w.any(isFloat);
    if (!fits) return false;
    const parameter = w.fresh('t');
    let result: Known | undefined;
    const { scope } = w;
    w.scope = undefined;
    w.block(`function ${name}(${parameter}) {`, '}', () => {
      w.know(parameter, fits.type);
      w.grow(3);
      result = w
        .made(isFloat)
        .filter((each) => /^\w+$/.test(each.name))
        .at(-1)!;
      w.line(`return ${result.name};`);
    });
    w.scope = scope;
    const calls = w.random.between(1, 2);
    for (let i = 0; i < calls; i++) {
      const argument = w.random.of(
        w.known((type) => type.dtype === fits.type.dtype && sameSizes(type.sizes, fits.type.sizes)),
      );
      w.declare(`${name}(${argument.name})`, result!.type);
    }
    return true;
  },
  denseLayers(w) {
    const x = w.any(isRows);
    if (!x) return false;
    const call = denseFunction(w, w.fresh('dense'));
    let last: Known = x;
    for (let i = w.random.between(1, 2); i > 0; i--) {
      const units = someSize(w);
      const type = typeOf('float32', [x.type.sizes[0], units]);
      last = { name: w.declare(call(last.name, w.numbers.int(units), `'${w.fresh('layer')}'`), type), type };
    }
    return true;
  },
  tower(w) {
    const x = w.any(isRows);
    if (!x) return false;
    const widths = Array.from({ length: w.random.between(1, 3) }, () => someSize(w));
    const name = w.fresh('t');
    const inner = (h: string, units: string) =>
      `${w.tf('nn.relu')}(${w.tf('matmul')}(${h}, new ${w.tf('Variable')}(${w.tf('zeros')}([${h}.shape.dims[1], ${units}]))))`;
    w.hasVariables = true;
    const list = w.numbers.ints(widths);
    w.random.of([
      () => w.line(`const ${name} = ${list}.reduce((h, units) => ${inner('h', 'units')}, ${x.name});`),
      () => {
        w.line(`let ${name} = ${x.name};`);
        w.line(`for (const units of ${list}) ${name} = ${inner(name, 'units')};`);
      },
      () => {
        w.line(`let ${name} = ${x.name};`);
        w.line(`for (const [i, units] of ${list}.entries()) {`);
        w.line(`  ${name} = ${w.tf('nameScope')}(\`${name}_\${i + 1}\`, () => ${inner(name, 'units')});`);
        w.line('}');
      },
      () => {
        const f = w.fresh('stacked');
        w.line(`const ${f} = (h, [units, ...rest]) => units === undefined ? h : ${f}(${inner('h', 'units')}, rest);`);
        w.line(`const ${name} = ${f}(${x.name}, ${list});`);
      },
      () => {
        const f = w.fresh('layers');
        w.line(`function* ${f}(h) { for (const units of ${list}) yield (h = ${inner('h', 'units')}); }`);
        w.line(`const ${name} = [...${f}(${x.name})].at(-1);`);
      },
      () => {
        w.line(`let ${name} = ${x.name};`);
        w.line(`${list}.forEach((units) => { ${name} = ${inner(name, 'units')}; });`);
      },
    ])();
    w.know(name, typeOf('float32', [x.type.sizes[0], widths.at(-1)!]));
    return true;
  },
  loop(w) {
    const x = w.any(isFloat);
    if (!x) return false;
    const [name, count] = [w.fresh('t'), w.random.between(1, 4)];
    const body = anyUnary(w, name);
    w.line(`let ${name} = ${x.name};`);
    const i = w.fresh('i');
    w.random.of([
      () => w.line(`for (let ${i} = 0; ${i} < ${w.numbers.int(count)}; ${i}++) ${name} = ${body};`),
      () => {
        w.line(`let ${i} = ${count};`);
        w.line(`while (${i} > 0) { ${name} = ${body}; ${i} -= 1; }`);
      },
      () => {
        w.line(`let ${i} = 0;`);
        w.line(`do { ${name} = ${body}; } while (++${i} < ${count});`);
      },
      () =>
        w.line(
          `for (const ${i} in ${JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, k) => [`k${k}`, k])))}) ${name} = ${i} ? ${body} : ${name};`,
        ),
      () => {
        w.line(`${i}: for (let a = 0; ; a++) {`);
        w.line(
          `  for (let b = 0; b < 3; b++) { if (a === ${count}) break ${i}; if (b === 1) continue ${i}; ${name} = ${body}; }`,
        );
        w.line('}');
      },
      () => w.line(`Array.from({ length: ${count} }).forEach(() => { ${name} = ${body}; });`),
    ])();
    w.know(name, x.type);
    return true;
  },
  branches(w) {
    const x = w.any(isFloat);
    if (!x) return false;
    const sameKind = (type: TensorType) => type.dtype === x.type.dtype && sameSizes(type.sizes, x.type.sizes);
    const condition = w.random.of(unknowns);
    const other = w.random.of(w.known(sameKind));
    const name = w.fresh('t');
    w.hasUnknown = true;
    const wasUnknown = w.inUnknown;
    w.inUnknown = true;
    w.random.of([
      () => {
        w.line(`let ${name} = ${x.name};`);
        w.line(`if (${condition}) ${name} = ${anyUnary(w, other.name)};`);
      },
      () => w.line(`const ${name} = ${condition} ? ${anyUnary(w, x.name)} : ${anyUnary(w, other.name)};`),
      () => {
        w.line(`let ${name};`);
        w.block(`if (${condition}) {`, '} else {', () => {
          w.grow(2);
          w.line(`${name} = ${w.random.of([...w.made(sameKind), x]).name};`);
        });
        w.line(`  ${name} = ${anyUnary(w, x.name)};`);
        w.line('}');
      },
      () => {
        w.line(`let ${name} = ${x.name};`);
        w.line(`for (let i = 0; i < process.argv.length; i++) ${name} = ${anyUnary(w, name)};`);
      },
      () => {
        w.line(`let ${name};`);
        w.line("switch (process.argv[2] ?? 'none') {");
        w.line(`  case 'relu': ${name} = ${anyUnary(w, x.name)}; break;`);
        w.line(`  case 'tanh':`);
        w.line(`  default: ${name} = ${anyUnary(w, other.name)};`);
        w.line('}');
      },
      () => {
        const table = w.fresh('activations');
        w.line(`const ${table} = { relu: ${w.tf('nn.relu')}, tanh: ${w.tf('tanh')} };`);
        w.line(`const ${name} = ${table}[process.argv[3] ?? 'tanh'](${x.name});`);
      },
      () => {
        w.line(`const ${name} = (() => {`);
        w.line(`  if (${condition}) return ${anyUnary(w, x.name)};`);
        w.line(`  return ${anyUnary(w, other.name)};`);
        w.line('})();');
      },
    ])();
    w.inUnknown = wasUnknown;
    w.know(name, x.type);
    return true;
  },
  unknownSize(w) {
    const [count, name] = [w.fresh('count'), w.fresh('t')];
    w.hasUnknown = true;
    const size: Size = { size: 2 };
    w.line(`const ${count} = process.argv.length > 5 ? 3 : 2;`);
    w.line(`const ${name} = ${w.tf('zeros')}([${count}, ${w.numbers.int(4)}]);`);
    w.know(name, typeOf('float32', [size, 4]));
    return true;
  },
  attempt(w) {
    const x = w.any(isRows);
    if (!x) return false;
    const name = w.fresh('t');
    const wrong = (x.type.sizes[1] as number) + 1;
    w.line(`let ${name};`);
    w.line('try {');
    w.line(`  ${name} = ${w.tf('matmul')}(${x.name}, ${w.tf('zeros')}([${wrong}, 2]));`);
    w.line(`} catch${w.random.chance(0.5) ? ' (error)' : ''} {`);
    w.line(`  ${name} = ${anyUnary(w, x.name)};`);
    w.line('}');
    w.know(name, x.type);
    return true;
  },
  collection(w) {
    const x = w.any(isFloat);
    if (!x) return false;
    const [box, name] = [w.fresh('box'), w.fresh('t')];
    const y = anyUnary(w, x.name);
    const written = w.random.of<readonly [line: string, read: string]>([
      [`const ${box} = new Map([['a', ${y}]]);`, `${box}.get('a')`],
      [`const ${box} = { list: [] }; ${box}.list.push(${y});`, `${box}.list[0]`],
      [
        `const ${box} = Object.fromEntries([['a', ${x.name}], ['b', ${y}]]);`,
        `Object.entries(${box}).map(([, value]) => value)[1]`,
      ],
      [`const ${box} = { ...{ a: ${x.name} }, b: ${y} };`, `${box}?.b`],
      [`const ${box} = [${x.name}, ${y}];`, `${box}.at(-1)`],
      [`const ${box} = { get made() { return ${y}; } };`, `${box}.made`],
      [`const ${box} = [${x.name}].map((each) => ({ each, twice: each.mul(2) }));`, `${box}[0].twice`],
      [`const ${box} = new Set([${y}]);`, `[...${box}][0]`],
      [`const ${box} = []; ${box}[0] = ${y};`, `${box}.find((each) => each !== undefined)`],
      [`const ${box} = await Promise.all([${y}, 2]);`, `${box}[0]`],
      [`const ${box} = ((a, b = a) => ({ a, b }))(${y});`, `${box}['b']`],
    ]);
    if (written[0].includes('await') && w.depth > 0) return false;
    w.line(written[0]);
    w.line(`const ${name} = ${written[1]};`);
    w.know(name, x.type);
    return true;
  },
  shared(w) {
    // One variable that several layers read, made once by a closure.
    const x = w.any(isRows);
    if (!x) return false;
    const [rows, inner] = x.type.sizes as [Size, number];
    const shared = w.fresh('shared');
    w.line(`const ${shared} = (() => {`);
    w.line('  let made;');
    w.line(`  return () => (made ??= ${variable(w, [inner, inner])});`);
    w.line('})();');
    w.declare(
      `${w.tf('matmul')}(${w.tf('matmul')}(${x.name}, ${shared}()), ${shared}())`,
      typeOf('float32', [rows, inner]),
    );
    return true;
  },
};
