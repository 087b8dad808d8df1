/** The environment of runs: that of the editor, without what the editor keeps there for itself. Pure. */

/** Variables that a person set to be seen by what runs in the editor. */
const kept = new Set(['ELECTRON_RUN_AS_NODE']);

/** Changes to `env`: undefined takes a variable out. */
export function runEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const own = Object.keys(env).filter((name) => /^(?:VSCODE|ELECTRON)_/.test(name) && !kept.has(name));
  // The log shows no colours.
  return { ...Object.fromEntries(own.map((name) => [name, undefined])), FORCE_COLOR: undefined, NO_COLOR: '1' };
}
