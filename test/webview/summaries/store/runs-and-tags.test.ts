import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunInfo } from '../../../../webview/protocol.ts';
import { nameFilter, passes } from '../../../../webview/summaries/store/name-filter.ts';
import { RunSelection } from '../../../../webview/summaries/store/run-selection.ts';
import { RunStyles, styleColor, styleDash } from '../../../../webview/summaries/store/run-styles.ts';
import { groupOf, initiallyOpen, tagGroups } from '../../../../webview/summaries/store/tag-groups.ts';

const runs = (count: number): RunInfo[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `id${i}`,
    name: `run ${i}`,
    state: null,
    startTime: null,
    group: '',
  }));
const shown = (selection: RunSelection) => selection.shown().map(({ name }) => name);

describe('a filter', () => {
  test('is a regular expression that matches anywhere, in any case', () => {
    const filter = nameFilter('loss$|^acc');
    expect(['train/Loss', 'accuracy', 'losses'].map((name) => passes(filter, name))).toEqual([true, true, false]);
  });

  test('that is none says so and lets all pass', () => {
    const filter = nameFilter('a(');
    expect(filter).toMatchObject({
      valid: false,
      problem: expect.stringMatching(/^Not a regular expression: .*group.*shown\.$/),
    });
    expect(passes(filter, 'anything')).toBe(true);
  });
});

describe('the runs that are drawn', () => {
  test('are the first fifty until the user says otherwise', () => {
    const selection = new RunSelection();
    selection.setRuns(runs(60));
    expect(selection.shown()).toHaveLength(50);
    selection.tick('id55', true);
    selection.tick('id0', false);
    expect(shown(selection)).toContain('run 55');
    expect(shown(selection)).not.toContain('run 0');
  });

  test('pass the filter; ticking all ticks what is listed', () => {
    const selection = new RunSelection();
    selection.setRuns(runs(12));
    selection.tickListed(false);
    selection.setFilter('run 1');
    selection.tickListed(true);
    expect(shown(selection)).toEqual(['run 1', 'run 10', 'run 11']);
    selection.setFilter('');
    expect(shown(selection)).toEqual(['run 1', 'run 10', 'run 11']);
    selection.tickOnly('id4');
    expect(shown(selection)).toEqual(['run 4']);
  });

  test('are the same after a restart', () => {
    const before = new RunSelection();
    before.setRuns(runs(5));
    before.tick('id3', false);
    before.setFilter('run');
    const after = new RunSelection(JSON.parse(JSON.stringify(before.save())));
    after.setRuns(runs(5));
    expect(shown(after)).toEqual(shown(before));
    expect(after.filterText).toBe('run');
  });
});

describe('the looks of runs', () => {
  const look = (styles: RunStyles, name: string) => {
    const style = styles.of(name);
    return `${styleColor(style, 'dark')} ${styleDash(style, 'dark')}`;
  };

  test('differ for fifty runs, and ten of them have different colours', () => {
    const styles = new RunStyles();
    const names = Array.from({ length: 50 }, (_, i) => `run ${i}`);
    expect(new Set(names.map((name) => look(styles, name))).size).toBe(50);
    expect(new Set(names.slice(0, 10).map((name) => styleColor(styles.of(name), 'light'))).size).toBe(10);
  });

  test('of a name do not depend on the runs that come after it', () => {
    const alone = new RunStyles();
    const among = new RunStyles();
    const first = look(alone, 'train');
    expect(look(among, 'train')).toBe(first);
    for (const name of ['eval', 'test', 'a', 'b']) among.of(name);
    expect(look(among, 'train')).toBe(first);
  });

  test('come back as they were', () => {
    const styles = new RunStyles();
    for (const name of ['c', 'a', 'b']) styles.of(name);
    const again = new RunStyles(styles.entries());
    expect(['a', 'b', 'c'].map((name) => again.of(name))).toEqual(['a', 'b', 'c'].map((name) => styles.of(name)));
  });

  test('differ without colours in high contrast', () => {
    const styles = new RunStyles();
    const dashes = Array.from({ length: 5 }, (_, i) =>
      String(styleDash({ slot: i, marker: 'circle' }, 'high-contrast')),
    );
    expect(new Set(dashes).size).toBe(5);
    expect(styles.of('a').marker).toBe(styles.of('a').marker);
  });

  test('can be seen: every colour has at least 3:1 contrast with the backgrounds it is for', () => {
    const backgrounds = {
      dark: '#1f1f1f',
      'high-contrast': '#000000',
      light: '#ffffff',
      'high-contrast-light': '#ffffff',
    } as const;
    for (const [theme, background] of Object.entries(backgrounds)) {
      for (let slot = 0; slot < 10; slot++) {
        const color = styleColor({ slot, marker: 'circle' }, theme as keyof typeof backgrounds);
        expect(contrast(color, background), `${color} on ${background}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

describe('groups of tags', () => {
  test('are what stands before the first slash, in natural order', () => {
    expect(tagGroups(['layer10/w', 'layer2/w', 'loss', 'layer2/b/x', 'loss/test', '/odd'])).toEqual([
      { name: '/odd', tags: ['/odd'] },
      { name: 'layer2', tags: ['layer2/b/x', 'layer2/w'] },
      { name: 'layer10', tags: ['layer10/w'] },
      { name: 'loss', tags: ['loss', 'loss/test'] },
    ]);
  });

  test('hold every tag once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), (tags) => {
        const groups = tagGroups(tags);
        expect(groups.flatMap((group) => group.tags).toSorted()).toEqual(tags.toSorted());
        expect(groups.every(({ name, tags }) => tags.every((tag) => groupOf(tag) === name))).toBe(true);
      }),
    );
  });

  test('are open from the first on, as long as the page stays small', () => {
    const groups = ['a', 'b', 'c'].map((name) => ({
      name,
      tags: Array.from({ length: 20 }, (_, i) => `${name}/${i}`),
    }));
    expect([...initiallyOpen(groups, 45)]).toEqual(['a', 'b']);
    expect([...initiallyOpen(groups, 5)]).toEqual(['a']);
  });
});

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** As WCAG defines it. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
