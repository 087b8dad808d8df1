/** What a probability of dropout may be, in words. */

import type { QuickFix } from '../diagnostic.ts';
import { ts } from '../syntax.ts';
import { fix, replace } from './edits/text-edits.ts';

export function isKeepProbability(kind: 'keepProb' | 'rate', value: number): boolean {
  return kind === 'keepProb' ? value > 0 && value <= 1 : value >= 0 && value < 1;
}

export function keepProbabilityText(kind: 'keepProb' | 'rate', value: number): string {
  return kind === 'keepProb'
    ? `keepProb is the probability that an element is kept, above 0 and at most 1, but is ${value}.`
    : `rate is the probability that an element is dropped, at least 0 and below 1, but is ${value}.`;
}

/** 50 was meant as 50 %. */
export function percentFix(expression: ts.Expression, value: number): QuickFix | undefined {
  if (!ts.isNumericLiteral(expression) || value <= 1 || value >= 100) return undefined;
  return fix(`Write ${value / 100} for ${value} %`, replace(expression, String(value / 100)));
}
