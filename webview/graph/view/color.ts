/** Reads and mixes the colours that themes are written in. Pure. */

export interface Rgba {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** From 0 to 1. */
  readonly a: number;
}

/** `#rgb`, `#rrggbb`, both with alpha, `rgb(…)` and `rgba(…)`: what VS Code writes; null for anything else. */
export function parseColor(text: string): Rgba | null {
  const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [r = 0, g = 0, b = 0, a = 255] = digits.map((digit) => Number.parseInt(digit, 16));
    return { r, g, b, a: a / 255 };
  }
  const parts = /^rgba?\(([^)]*)\)$/i.exec(text.trim())?.[1]?.split(/[\s,/]+/);
  if (parts === undefined || parts.length < 3) return null;
  const [r, g, b] = parts.map(Number);
  const a = parts[3]?.endsWith('%') ? Number.parseFloat(parts[3]) / 100 : Number(parts[3] ?? 1);
  if ([r, g, b, a].some((value) => value === undefined || !Number.isFinite(value))) return null;
  return { r: r!, g: g!, b: b!, a };
}

export function formatColor({ r, g, b, a }: Rgba): string {
  const channels = [r, g, b].map((channel) => Math.round(Math.min(255, Math.max(0, channel))));
  return a >= 1 ? `rgb(${channels.join(', ')})` : `rgba(${channels.join(', ')}, ${Math.round(a * 1000) / 1000})`;
}

/** `share` of `over`, painted on `under`; opaque where `under` is. What cannot be read leaves `under` as it is. */
export function mix(under: string, over: string, share: number): string {
  const below = parseColor(under);
  const above = parseColor(over);
  if (below === null || above === null) return under;
  const weight = share * above.a;
  const channel = (name: 'r' | 'g' | 'b') => below[name] + (above[name] - below[name]) * weight;
  return formatColor({ r: channel('r'), g: channel('g'), b: channel('b'), a: Math.max(below.a, weight) });
}

/** As on an opaque ground: Cytoscape knows no transparent colours. */
export function opaque(color: string, ground: string): string {
  return mix(ground, color, 1);
}

/** Relative luminance, from 0 for black to 1 for white, as WCAG defines it. */
export function luminance(color: string): number {
  const parsed = parseColor(color) ?? { r: 0, g: 0, b: 0 };
  const linear = (channel: number) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(parsed.r) + 0.7152 * linear(parsed.g) + 0.0722 * linear(parsed.b);
}

/** From 1 to 21, as WCAG defines it. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
