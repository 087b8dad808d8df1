/**
 * Packing: an operand's elements copied in the order in which a tile reads them, so that it runs through memory in
 * steps of one. A panel holds `width` lines (rows of a, columns of b); lines past the operand's end are zeros.
 */

export interface PackedOperand {
  /** Name of the function. */
  readonly name: string;
  /** Lines of the whole operand. */
  readonly extent: number;
  /** Lines in a panel. */
  readonly width: number;
}

/**
 * `name(source, base, panel, to, line, lines, first, count)`: packs lines `line` to `line + lines` from depth `first` to
 * `first + count` into the panel from `to` on. The operand's element lies at base + line · lineStride + depth · depthStride.
 */
export function packStrided({ name, extent, width }: PackedOperand, lineStride: number, depthStride: number): string {
  const lanes = Array.from({ length: width }, (_, lane) => lane);
  const at = (stride: number, variable: string) => (stride === 1 ? variable : `${variable} * ${stride}`);
  const lane = (i: number, index: string) => (i === 0 ? index : `${index} + ${i}`);
  return [
    `function ${name}(source, base, panel, to, line, lines, first, count) {`,
    `  for (let i = line; i < line + lines; i += ${width}) {`,
    `    let from = base + ${at(lineStride, 'i')} + ${at(depthStride, 'first')};`,
    `    if (i + ${width} <= ${extent}) {`,
    `      for (const end = to + count * ${width}; to < end; to += ${width}, from += ${depthStride}) {`,
    ...lanes.map((i) => `        panel[${lane(i, 'to')}] = source[from + ${i * lineStride}];`),
    '      }',
    '    } else {',
    `      for (let k = 0; k < count; k++, to += ${width}, from += ${depthStride}) {`,
    `        for (let lane = 0; lane < ${width}; lane++) {`,
    `          panel[to + lane] = i + lane < ${extent} ? source[from + ${at(lineStride, 'lane')}] : 0;`,
    '        }',
    '      }',
    '    }',
    '  }',
    '}',
  ].join('\n');
}

/** The same for lines that begin where `starts` says, their depths side by side: `name(source, starts, panel, …)`. */
export function packRows({ name, extent, width }: PackedOperand): string {
  return [
    `function ${name}(source, starts, panel, to, line, lines, first, count) {`,
    `  for (let i = line; i < line + lines; i += ${width}, to += count * ${width}) {`,
    `    for (let lane = 0; lane < ${width}; lane++) {`,
    `      const from = i + lane < ${extent} ? starts[i + lane] + first : -1;`,
    `      for (let k = 0; k < count; k++) panel[to + k * ${width} + lane] = from < 0 ? 0 : source[from + k];`,
    '    }',
    '  }',
    '}',
  ].join('\n');
}
