// What no file of the repository may say, or be. Each rule is a row; check-text.ts applies them.

export interface TextRule {
  readonly name: string;
  /** The paths it looks at. */
  readonly files: RegExp;
  readonly fault: (path: string, lines: readonly string[]) => Fault | undefined;
}

export interface Fault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

const anyFile = /./;
const code = /\.(?:ts|mjs|js)$/;
const longestFile = 500;
const headLines = 15;

export const textRules: readonly TextRule[] = [
  {
    name: 'machine path',
    files: anyFile,
    fault: forbid(
      /(?:^|[\s"'`(=,:])\/(?:home|Users|root|work)\/\w/,
      'a path of one machine; make it relative to the repository',
    ),
  },
  {
    name: 'unfinished',
    files: anyFile,
    fault: forbid(/\b(?:TO[D]O|FIX[M]E|XX[X])\b/, 'an unfinished mark; finish it, or open an issue'),
  },
  {
    name: 'only',
    files: /\.test\.ts$/,
    fault: forbid(/^\s*(?:it|test|describe)(?:\.\w+)*\.only\b/, '.only hides the other tests'),
  },
  {
    name: 'skip',
    files: /\.test\.ts$/,
    fault: (_path, lines) => {
      const index = lines.findIndex((line, at) => {
        const skips = /^\s*(?:it|test|describe)(?:\.\w+)*\.(?:skip|todo|fails)\b(?!If)/.test(line);
        return skips && !line.includes('//') && !/^\s*(?:\/\/|\*\/)/.test(lines[at - 1] ?? '');
      });
      return index < 0 ? undefined : { line: index + 1, message: 'a test left out without a comment that says why' };
    },
  },
  {
    name: 'lockfile host',
    files: /(?:^|\/)package-lock\.json$/,
    fault: forbid(
      /"resolved": "http/,
      'a registry host; run npm install --package-lock-only --omit-lockfile-registry-resolved',
    ),
  },
  {
    name: 'file length',
    files: code,
    fault: (_path, lines) => {
      if (lines.length <= longestFile || lines.slice(0, headLines).some((line) => /\blong file:/i.test(line))) return;
      const message = `${lines.length} lines; split it, or say why at the top ("Long file: …")`;
      return { line: longestFile + 1, message };
    },
  },
  {
    name: 'file name',
    files: /(?:^|\/)(?:utils?|helpers?|misc|types|common)\.ts$/,
    fault: (path) => ({
      line: 1,
      message: `${path.split('/').at(-1)} names no idea; name the file after what is in it`,
    }),
  },
];

function forbid(pattern: RegExp, message: string): TextRule['fault'] {
  return (_path, lines) => {
    const index = lines.findIndex((line) => pattern.test(line));
    return index < 0 ? undefined : { line: index + 1, message };
  };
}

/** Every broken rule of one file, as `path:line: message (rule)`. */
export function textFaults(path: string, text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return textRules
    .filter((rule) => rule.files.test(path))
    .map((rule) => ({ rule, fault: rule.fault(path, lines) }))
    .filter(({ fault }) => fault !== undefined)
    .map(({ rule, fault }) => `${path}:${fault?.line}: ${fault?.message} (${rule.name})`);
}
