import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from '../../../../webview/graph/view/color.ts';
import { makePalette } from '../../../../webview/graph/view/palette.ts';
import type { ThemeKind } from '../../../../webview/theme.ts';

const themes = JSON.parse(readFileSync(new URL('../../fixtures/themes.json', import.meta.url), 'utf8')) as Record<
  ThemeKind,
  Record<string, string>
>;

describe.each(Object.keys(themes) as ThemeKind[])('in %s', (kind) => {
  const palette = makePalette({ kind, color: (variable, fallback) => themes[kind][variable] ?? fallback });

  test('names can be read on every node, whatever its colour says', () => {
    const paints = [
      palette.operation,
      palette.scope,
      palette.variable,
      palette.placeholder,
      palette.auxiliary,
      palette.faulty,
      ...Array.from({ length: 8 }, (_, category) => palette.category(category)),
      ...[0, 0.5, 1].map((relative) => palette.scale(relative)),
    ];
    for (const { fill } of paints) expect(contrast(fill, palette.text)).toBeGreaterThan(4.5);
    expect(contrast(palette.background, palette.mutedText)).toBeGreaterThan(4.5);
  });

  test('what is selected and what is written to stand out from their ground', () => {
    for (const color of [palette.selection, palette.reference, palette.input]) {
      expect(contrast(palette.background, color)).toBeGreaterThan(2.4);
    }
  });

  test('what could not be made is told in a colour that can be read', () => {
    expect(contrast(palette.background, palette.fault)).toBeGreaterThan(4.5);
  });

  test('categories differ from each other', () => {
    const borders = Array.from({ length: 8 }, (_, category) => palette.category(category).border);
    expect(new Set(borders).size).toBe(8);
  });

  test('no colour is transparent: Cytoscape knows none', () => {
    for (const value of Object.values(palette)) if (typeof value === 'string') expect(value).not.toMatch(/rgba|#.{8}$/);
  });
});

test('high contrast draws outlines, not grounds', () => {
  const palette = makePalette({
    kind: 'high-contrast',
    color: (variable, fallback) => themes['high-contrast'][variable] ?? fallback,
  });
  expect(palette.category(0).fill).toBe(palette.background);
  expect(palette.scope.fill).toBe(palette.background);
});
