/** The colours that the graph is drawn in, made of the editor's theme. Knows neither graph nor canvas. */

import type { ThemeKind } from '../../theme.ts';
import { contrast, mix, opaque } from './color.ts';

export interface Paint {
  readonly fill: string;
  readonly border: string;
}

export interface Palette {
  readonly highContrast: boolean;
  readonly background: string;
  readonly text: string;
  readonly mutedText: string;
  readonly operation: Paint;
  readonly variable: Paint;
  readonly placeholder: Paint;
  readonly scope: Paint;
  /** By depth: the ground of what is open. */
  readonly container: (depth: number) => Paint;
  readonly auxiliary: Paint;
  readonly edge: string;
  readonly control: string;
  readonly reference: string;
  readonly input: string;
  readonly output: string;
  readonly selection: string;
  readonly changed: string;
  /** Of what could not be made; also text has this colour. */
  readonly fault: string;
  readonly faulty: Paint;
  /** Behind an edge's label. */
  readonly labelGround: string;
  /** Repeats where there are more categories; the numbers on the nodes tell those apart. */
  readonly category: (index: number) => Paint;
  /** From 0 to 1, light to strong. */
  readonly scale: (relative: number) => Paint;
  readonly fontFamily: string;
}

/** What WCAG asks of text, and a little for rounding. */
const readableContrast = 4.6;

export interface ThemeColors {
  readonly kind: ThemeKind;
  color(variable: string, fallback: string): string;
}

/** Variables that every theme has, apart enough from each other in hue; the fallbacks are those of Dark Modern. */
const categoryVariables: readonly (readonly [variable: string, fallback: string])[] = [
  ['--vscode-charts-blue', '#59a4f9'],
  ['--vscode-symbolIcon-classForeground', '#ee9d28'],
  ['--vscode-charts-green', '#89d185'],
  ['--vscode-charts-purple', '#b180d7'],
  ['--vscode-charts-red', '#f14c4c'],
  ['--vscode-terminal-ansiCyan', '#11a8cd'],
  ['--vscode-charts-yellow', '#cca700'],
  ['--vscode-terminal-ansiMagenta', '#bc3fbc'],
];

export function makePalette({ kind, color }: ThemeColors): Palette {
  const highContrast = kind === 'high-contrast' || kind === 'high-contrast-light';
  const light = kind === 'light' || kind === 'high-contrast-light';
  const base = light ? '#ffffff' : '#1f1f1f';
  const background = opaque(color('--vscode-editor-background', base), base);
  const solid = (variable: string, fallback: string) => opaque(color(variable, fallback), background);
  const text = solid('--vscode-editor-foreground', light ? '#3b3b3b' : '#cccccc');
  const border = highContrast ? solid('--vscode-contrastBorder', text) : mix(background, text, light ? 0.45 : 0.4);
  const blue = solid('--vscode-charts-blue', '#59a4f9');
  const green = solid('--vscode-charts-green', '#89d185');
  const purple = solid('--vscode-charts-purple', '#b180d7');
  const fault = legible(solid('--vscode-editorError-foreground', '#f14c4c'), background, text);
  const orange = solid('--vscode-symbolIcon-classForeground', '#ee9d28');
  const paint = (hue: string, share: number): Paint =>
    highContrast ? { fill: background, border: hue } : { fill: readable(background, hue, share, text), border: hue };
  const container = (depth: number): Paint => ({
    fill: highContrast ? background : mix(background, text, 0.025 + 0.025 * Math.min(depth, 5)),
    border: highContrast ? border : mix(background, text, 0.22),
  });
  const strongest = readable(background, orange, light ? 0.6 : 0.66, text);
  return {
    highContrast,
    background,
    text,
    mutedText: highContrast ? text : mix(background, text, light ? 0.78 : 0.72),
    operation: { fill: highContrast ? background : mix(background, text, 0.06), border },
    variable: paint(purple, light ? 0.14 : 0.22),
    placeholder: paint(blue, light ? 0.14 : 0.22),
    scope: { fill: highContrast ? background : mix(background, text, light ? 0.1 : 0.14), border },
    container,
    auxiliary: { fill: background, border: highContrast ? border : mix(background, text, 0.25) },
    edge: highContrast ? text : mix(background, text, light ? 0.5 : 0.48),
    control: highContrast ? text : mix(background, text, light ? 0.42 : 0.36),
    reference: orange,
    input: blue,
    output: green,
    selection: solid('--vscode-focusBorder', '#0078d4'),
    changed: solid('--vscode-charts-yellow', '#cca700'),
    fault,
    faulty: paint(fault, light ? 0.2 : 0.34),
    labelGround: background,
    category: (index) => {
      const [variable, fallback] = categoryVariables[index % categoryVariables.length]!;
      return paint(solid(variable, fallback), light ? 0.24 : 0.34);
    },
    scale: (relative) => {
      const share = Math.min(1, Math.max(0, relative));
      const fill = highContrast ? background : mix(background, strongest, 0.1 + 0.9 * share);
      return { fill, border: mix(border, orange, 0.1 + 0.6 * share) };
    },
    fontFamily: color('--vscode-font-family', 'system-ui, sans-serif'),
  };
}

/** As near to the colour as text of it can be read. */
function legible(color: string, ground: string, text: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = mix(color, text, share);
    if (contrast(mixed, ground) >= readableContrast) return mixed;
  }
  return text;
}

/** As much of the hue as leaves the text on it readable, in whatever theme. */
function readable(ground: string, hue: string, share: number, text: string): string {
  for (let part = share; part > 0.02; part *= 0.9) {
    const fill = mix(ground, hue, part);
    if (contrast(fill, text) >= readableContrast) return fill;
  }
  return ground;
}
