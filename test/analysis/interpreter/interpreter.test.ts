/** What the interpreter knows of programs: exactly what runs where all is known, and what holds for every run elsewhere. */

import { describe, expect, it } from 'vitest';
import { probe } from './tiny-library.ts';

describe('where everything is known', () => {
  it.each([
    ['arithmetic', 'probe(1 + 2 * 3 ** 2 - 8 / 4 % 3, 5 & 3, 1 << 4, -7 >>> 28)', '17 1 16 15'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the program's own template
    ['text', 'const n = 3; probe(`layer${n + 1}`, "a" + 1, 1 + "a")', '"layer4" "a1" "1a"'],
    [
      'objects',
      'const a = { x: 1, ["y" + 1]: 2, f() { return this.x; } }; probe({ ...a, x: 5 }.x, a.y1, a.f())',
      '5 2 1',
    ],
    [
      'destructuring',
      'const { a, b: { c = 4 } = {}, ...rest } = { a: 1, d: 2 }; const [x, , y = 9, ...z] = [1, 2, undefined, 4, 5]; probe(a, c, rest, x, y, z)',
      '1 4 {d: 2} 1 9 [4, 5]',
    ],
    [
      'assignment patterns',
      'let a = 1, b = 2; const o = {}; [a, b] = [b, a]; ({ p: o.q, r: o.s = 7 } = { p: 3 }); probe(a, b, o)',
      '2 1 {q: 3, s: 7}',
    ],
    [
      'closures',
      'const count = () => { let n = 0; return () => ++n; }; const c = count(); c(); probe(c(), count()())',
      '2 1',
    ],
    ['spread and rest', 'const f = (a, ...more) => [a, more]; probe(f(...[1, 2], 3))', '[1, [2, 3]]'],
    [
      'defaults',
      'function f(a, b = a + 1, { c = 3 } = {}) { return [a, b, c]; } probe(f(1), f(1, undefined, { c: 5 }))',
      '[1, 2, 3] [1, 2, 5]',
    ],
    ['hoisting', 'probe(f(), typeof v); var v = 1; function f() { return 7; }', '7 "undefined"'],
    [
      'classes',
      'class A { static k = 2; #p = 1; n = A.k; constructor(x) { this.x = x; } get p() { return this.#p; } m() { return this.x; } } class B extends A { y = 5; constructor() { super(4); } m() { return super.m() + 1; } } const b = new B(); probe(b.m(), b.p, b.n, b.y, b instanceof A, b instanceof B)',
      '5 1 2 5 true true',
    ],
    ['enums', 'enum E { A, B = 4, C } probe(E.C, E[4], E.A)', '5 "B" 0'],
    [
      'namespaces',
      'namespace N { export const a = 1; const b = 2; export function f() { return b; } } probe(N.a, N.f(), N.b)',
      '1 2 undefined',
    ],
    [
      'loops',
      'let s = 0; for (let i = 0; i < 5; i++) { if (i === 1) continue; if (i === 4) break; s += i; } let j = 0; while (j < 3) j++; do { j--; } while (j > 1); probe(s, j)',
      '5 1',
    ],
    [
      'a variable for each pass',
      'const f = []; for (let i = 0; i < 3; i++) f[i] = () => i; probe(f[0](), f[2]())',
      '0 2',
    ],
    [
      'for of and in',
      'let s = ""; for (const [k, v] of [["a", 1], ["b", 2]]) s += k + v; for (const k in { x: 1, y: 2 }) s += k; probe(s)',
      '"a1b2xy"',
    ],
    [
      'labels',
      'let n = 0; outer: for (const a of [1, 2, 3]) { for (const b of [1, 2, 3]) { if (b === 2) continue outer; if (a === 3) break outer; n += a * 10 + b; } } probe(n)',
      '32',
    ],
    [
      'switch',
      'const f = (x) => { switch (x) { case 1: return "one"; case 2: case 3: return "few"; default: return "many"; } }; probe(f(1), f(2), f(3), f(9))',
      '"one" "few" "few" "many"',
    ],
    [
      'exceptions',
      'const f = (x) => { try { if (x) throw "no"; return "yes"; } catch (e) { return e; } finally { probe("last"); } }; probe(f(1))',
      '"last"|"no"',
    ],
    [
      'generators',
      'function* g(n) { for (let i = 0; i < n; i++) yield i * 2; yield* [7, 8]; } probe([...g(3)])',
      '[0, 2, 4, 7, 8]',
    ],
    [
      'async',
      'const f = async (x) => { const y = await g(x); return y + 1; }; async function g(x) { return x * 2; } probe(await f(3), f(1))',
      '7 Promise(3)',
    ],
    [
      'optional chains',
      'const a = null, b = { c: { d: 1 } }; probe(a?.b.c.d, b?.c?.d, a?.[0], a?.(), b.e?.(), a ?? 5)',
      'undefined 1 undefined undefined undefined 5',
    ],
    ['logical assignment', 'let a = 0, b = null, c = 1; a ||= 2; b ??= 3; c &&= 4; probe(a, b, c)', '2 3 4'],
    [
      'accessors',
      'const o = { _v: 1, get v() { return this._v * 10; }, set v(x) { this._v = x; } }; o.v = 4; probe(o.v)',
      '40',
    ],
    ['recursion', 'const fact = (n) => (n < 2 ? 1 : n * fact(n - 1)); probe(fact(6))', '720'],
    [
      'types are skipped',
      'const a = (1 as number)! satisfies number; type T = string; interface I { x: T } declare const z: I; probe(<number>a)',
      '1',
    ],
    [
      'parameter properties',
      'class P { constructor(private a: number, readonly b = 2) {} sum() { return this.a + this.b; } } probe(new P(3).sum())',
      '5',
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the program's own template
    ['tagged templates', 'const t = (s, ...v) => s[0] + v[0] + s[1]; probe(t`a${1}b`)', '"a1b"'],
    [
      'the parts of a place that is read and written are evaluated once',
      'let i = 0; const a = [1, 1]; a[i++] += 3; const f = () => (i++, { n: 1 }); f().n++; f().n ||= 2; probe(i, a)',
      '3 [4, 1]',
    ],
    [
      'where something is put is evaluated before what is put there',
      'let i = 0; const a = [0, 0]; a[i++] = i++; probe(i, a)',
      '2 [1, 0]',
    ],
    [
      'a generator gives each item once',
      'function* g() { yield 1; } const it = g(); probe([...it], [...it])',
      '[1] […?]',
    ],
    [
      'private members of a class and of its base',
      'class A { #n = 1; get a() { return this.#n; } } class B extends A { #n = 2; set(n) { this.#n = n; } get b() { return this.#n; } } const b = new B(); b.set(3); let keys = ""; for (const k in b) keys += k; probe(b.a, b.b, { ...b }, keys)',
      '1 3 {} ""',
    ],
    [
      'a constructor that returns an object',
      'let one; class A { constructor(n) { if (one) return one; this.n = n; one = this; } } new A(1); probe(new A(2).n)',
      '1',
    ],
    [
      'a loop comes to what is added to its list meanwhile',
      'const l = [2], seen = []; for (const n of l) { seen[seen.length] = n; if (n > 0) l[l.length] = n - 1; } probe(seen)',
      '[2, 1, 0]',
    ],
    ['numbers among keys come first', 'let s = ""; for (const k in { b: 1, 2: 1, 1: 1 }) s += k; probe(s)', '"12b"'],
    [
      'arguments, of a function and in an arrow inside it',
      'function f() { const g = (x) => [arguments[0], arguments.length]; return g(5); } probe(f(1, 2, 3))',
      '[1, 3]',
    ],
    [
      'finally after what is thrown, and instead of it',
      'let n = 0; const f = () => { try { throw 1; } catch (e) { throw e; } finally { n = 1; } }; try { f(); } catch {} const g = () => { try { throw 1; } finally { return 2; } }; probe(n, g())',
      '1 2',
    ],
    ['delete and in', 'const o = { a: 1, b: 2 }; delete o.a; probe("a" in o, "b" in o, o)', 'false true {b: 2}'],
  ])('%s', (_name, text, expected) => {
    expect(probe(text).join('|')).toBe(expected);
  });
});

describe('where a condition is unknown', () => {
  it.each([
    [
      'both branches are joined',
      'let a = 1, b = 1; if (maybe) { a = 2; b = 3; } else { b = 3; } probe(a, b)',
      '?number 3',
    ],
    [
      'the first branch does not see the second',
      'let a = 1; if (maybe) { a = 2; probe(a); } else { probe(a); }',
      '2|1',
    ],
    [
      'what is done to one of two lists may be done to either',
      'const a = [], b = [0]; const one = maybe ? a : b; one[one.length] = 1; probe(a, b)',
      '[…?] […?]',
    ],
    [
      'what is done to one of many',
      'const a = [[1], [2]]; const one = a[anything]; one[0] = 3; probe(a[0], a[1], one)',
      '[…?] […?] [3]',
    ],
    [
      'a change of one of two objects may be one of what stands for either',
      'const a = { n: 1 }, b = { n: 2 }; const one = maybe ? a : b; a.n = 3; probe(one, a, b)',
      '{…} {n: 3} {n: 2}',
    ],
    [
      'objects of different kinds, and under a key that is not known',
      'const a = { l: [1], m: { x: 1 } }; const one = a[anything]; one.x = 2; const f = maybe ? a : undefined; f.y = 2; probe(a)',
      '{…}',
    ],
    [
      'either of two functions is called',
      'let n = 0, m = 0; const f = () => { n = 1; return 7; }, g = () => { m = 1; return 7; }; probe((maybe ? f : g)(), n, m)',
      '7 ?number ?number',
    ],
    [
      'one of two objects is not known to be the one or the other',
      'const a = [], b = []; const one = maybe ? a : b; probe(one === a, one !== b, a === b)',
      '?boolean ?boolean false',
    ],
    [
      'a property under a key that is not known takes the place of those before it',
      'probe({ a: 1, [anything]: 2, b: 3 })',
      '{a: ?, b: 3, …}',
    ],
    ['objects join by property', 'const o = { x: 1, y: 1 }; if (maybe) o.x = 2; probe(o)', '{x: ?number, y: 1}'],
    ['lists of different lengths', 'const l = [1]; if (maybe) l[1] = 2; probe(l)', '[…?number]'],
    ['a return in one', 'const f = () => { if (maybe) return 1; return 2; }; probe(f())', '?number'],
    [
      'what comes after a return is only on the other way',
      'let n = 0; const f = () => { if (maybe) return; n = 5; }; f(); probe(n)',
      '?number',
    ],
    [
      'equal returns stay known',
      'const f = () => { if (maybe) return [1, 2]; else return [1, 2]; }; probe(f())',
      '[1, 2]',
    ],
    ['a throw in one', 'const f = () => { if (maybe) throw 1; return 2; }; probe(f())', '2'],
    ['conditional expressions', 'probe(maybe ? 1 : 2, maybe ? "a" : "a", maybe && 3)', '?number "a" ?'],
    ['break', 'let n = 0; for (const i of [1, 2, 3]) { if (maybe) break; n = i; } probe(n)', '?number'],
    [
      'continue',
      'let n = 0, m = 0; for (const i of [1, 2, 3]) { m = i; if (maybe) continue; n = i; } probe(n, m)',
      '?number 3',
    ],
    [
      'nested returns',
      'const f = (x) => { if (maybe) { if (anything) { return 1; } x = 2; } return x; }; probe(f(2), f(7))',
      '?number ?number',
    ],
    ['switch', 'let a = 0; switch (anything) { case 1: a = 1; break; case 2: a = 1; } probe(a)', '?number'],
    [
      'what is declared elsewhere',
      'declare const n: number; let s = 0; for (let i = 0; i < n; i++) s++; probe(n, s)',
      '?number ?number',
    ],
    [
      'try',
      'let a = 1; try { a = 2; } catch { a = 2; } let b = 1; try { b = anything(); } catch (e) { b = 3; } probe(a, b)',
      '2 ?',
    ],
    [
      'a return before a finally',
      'const f = () => { try { if (maybe) return 1; } finally { probe("last"); } return "two"; }; probe(f())',
      '"last"|"last"|?',
    ],
    [
      'finally',
      'let a = 0; const f = () => { try { if (maybe) return 1; a = 2; } finally { a = 9; } return 1; }; probe(f(), a)',
      '1 9',
    ],
  ])('%s', (_name, text, expected) => {
    expect(probe(text).join('|')).toBe(expected);
  });
});

describe('where the number of passes is unknown', () => {
  it.each([
    ['what passes change is widened', 'let n = 0, k = 1; while (maybe) { n++; } probe(n, k)', '?number 1'],
    [
      'what they do not change is kept',
      'const o = { a: 1, b: 2 }; while (maybe) o.a++; probe(o)',
      '{a: ?number, b: 2}',
    ],
    ['pushing', 'const l = []; for (const x of anything) l[l.length] = 1; probe(l)', '[…?]'],
    [
      'long counts',
      'let last = -1, n = 0; for (let i = 0; i < 100000; i++) { last = i; n = 3; } probe(last, n)',
      '?number 3',
    ],
    ['a body sees what earlier passes left', 'let a = 1; while (maybe) { probe(a); a = 2; }', '?number'],
    [
      'returning from one',
      'const f = () => { for (const x of anything) { if (x) return 1; } return 2; }; probe(f())',
      '?number',
    ],
  ])('%s', (_name, text, expected) => {
    const shown = probe(text);
    expect(shown.at(-1)).toBe(expected);
  });
});

describe('functions that nothing calls', () => {
  it('run with unknown arguments, and leave nothing behind', () => {
    expect(probe('let n = 1; function f(a: number, b = 2) { n = 5; probe(n, a, b); } probe(n);')).toEqual([
      '1',
      '5 ?number ?',
    ]);
  });
  it('methods have an instance of which little is known', () => {
    expect(probe('class A { n = 1; m() { probe(this.k(), this.n); } k() { return 3; } }')).toEqual(['3 ?']);
  });
  it('functions given to unknown code run too, and what they change is not known after', () => {
    expect(probe('let n = 1; anything(() => { n = 2; probe("in"); }); probe(n)').at(-1)).toBe('?number');
  });
  it('objects given to unknown code are not known after', () => {
    expect(probe('const o = { a: [1] }; anything(o); probe(o, o.a)')).toEqual(['{…} ?']);
  });
});

describe('modules', () => {
  it('exports and imports of every form', () => {
    const shown = probe(
      `import d, { a, f as g, default as e } from './lib.ts'; import * as all from './lib.js'; export * from './lib.ts';
       probe(d, e, a, g(2), all.a, all.K.k, all.renamed); `,
      {
        'lib.ts': `export const a = 1; export function f(x) { return x + a; } export default 'standard';
          export class K { static k = 3; } const inner = 4; export { inner as renamed }; export * from './deep.ts';`,
        'deep.ts': 'export const deep = 1;',
      },
    );
    expect(shown).toEqual(['"standard" "standard" 1 3 1 3 4']);
  });
  it('circles', () => {
    const shown = probe(`import { b } from './b.ts'; export const a = 1; probe(b());`, {
      'b.ts': `import { a } from './model.ts'; export const b = () => a;`,
    });
    expect(shown).toEqual(['1']);
  });
});

describe('limits', () => {
  it('endless recursion ends as unknown', () => {
    expect(probe('const f = (n) => f(n + 1); probe(f(0))')).toEqual(['?']);
  });
  it('what calls that are not followed may change is not known', () => {
    const text =
      'const l = []; let n = 0; const add = (x) => { l[l.length] = x; }; const f = (k) => { if (k === 0) return; add(k); n = k; f(k - 1); }; f(300); probe(l, n)';
    expect(probe(text)).toEqual(['[…?] ?']);
  });
  it('a function that calls itself twice where it is not known whether it does', () => {
    expect(probe('const f = (n) => { if (anything) return 1; f(n); f(n); return 1; }; f(1); probe(f(2), 5)')).toEqual([
      '1 5',
    ]);
  });
  it('passes of a loop inside others are not counted out one by one', () => {
    const text =
      'let n = 0; for (let i = 0; i < 200; i++) for (let j = 0; j < 200; j++) for (let k = 0; k < 200; k++) n++; probe(n)';
    expect(probe(text)).toEqual(['?number']);
  });
  it('what one of many items is, is found once', () => {
    const text =
      'const l = []; for (let i = 0; i < 250; i++) for (let j = 0; j < 15; j++) l[l.length] = i; let s = 0; for (let i = 0; i < 250; i++) for (let j = 0; j < 15; j++) s += l[anything]; probe(s)';
    const began = performance.now();
    expect(probe(text)).toEqual(['?number']);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
  it('endless loops use up the fuel', () => {
    expect(() =>
      probe(
        'let n = 0; while (true) { n++; for (const x of [1,2,3]) { f(n); } } function f(x) { while (true) f(x); }',
        {},
        20_000,
      ),
    ).toThrow();
  });
});
