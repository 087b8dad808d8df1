// The manifest and the code say the same: nothing is offered that is not there, and nothing is there that is not offered.

import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandHandlers } from '../../extension/command-handlers.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;
const code = globSync('{extension,language-server}/**/*.ts', { cwd: root, exclude: ['extension/templates/**'] })
  .map(read)
  .join('\n');

type Entry = { command: string; when?: string };
const menus = Object.entries(contributes.menus as Record<string, Entry[]>);
const commands: string[] = contributes.commands.map(({ command }: Entry) => command);

describe('commands', () => {
  it('are the handlers, one each', () => {
    expect([...commands].sort()).toEqual(
      Object.keys(commandHandlers)
        .map((name) => `tensorloom.${name}`)
        .sort(),
    );
  });

  it.each(menus)('in the menu %s exist', (_menu, entries) => {
    for (const { command } of entries) expect(commands).toContain(command);
  });

  it('of keys exist, and take no key from anyone: they hold in the Runs view alone', () => {
    const keys = contributes.keybindings as (Entry & { key: string })[];
    expect(keys.map(({ key }) => key)).toEqual(['f2', 'delete']);
    for (const { command, when } of keys) {
      expect(commands).toContain(command);
      expect(when).toContain('focusedView == tensorloom.runs && listFocus');
    }
  });

  it('that need a row are not in the palette', () => {
    const palette = new Map(contributes.menus.commandPalette.map(({ command, when }: Entry) => [command, when]));
    for (const command of commands)
      if (command.startsWith('tensorloom.runs.')) expect(palette.get(command)).toBe('false');
  });

  it('that run the workspace’s code wait for trust', () => {
    const trusted = contributes.commands.filter(({ enablement }: { enablement?: string }) =>
      enablement?.includes('isWorkspaceTrusted'),
    );
    expect(trusted.map(({ command }: Entry) => command)).toEqual(
      expect.arrayContaining([
        'tensorloom.train',
        'tensorloom.debug',
        'tensorloom.runForGraph',
        'tensorloom.runs.restart',
      ]),
    );
  });

  it('of links in texts exist', () => {
    const links = [...read('package.nls.json').matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);
    expect(links.length).toBeGreaterThan(5);
    for (const command of links) expect(commands).toContain(command);
  });
});

describe('texts', () => {
  const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key as string);

  it('are all there, and all used', () => {
    expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
  });

  it('are not empty, and commands name themselves shortly', () => {
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('');
      if (key.startsWith('command.')) expect(text.length, key).toBeLessThan(35);
    }
  });
});

describe('what the code names', () => {
  it('are views of the manifest', () => {
    const views = Object.values(contributes.views as Record<string, { id: string }[]>).flat();
    const made = [...code.matchAll(/createTreeView(?:<\w+>)?\(\s*'([\w.]+)'/g)].map(([, id]) => id);
    expect(made).toEqual(views.map(({ id }) => id));
  });

  it('are settings of the manifest, all of them', () => {
    const settings = Object.keys(contributes.configuration.properties);
    for (const setting of settings) {
      const name = setting.replace('tensorloom.', '');
      expect(code, `nothing reads ${setting}`).toMatch(new RegExp(`['"](?:tensorloom\\.)?${name}['"]`));
    }
    const asked = [...code.matchAll(/getConfiguration\('tensorloom'[^)]*\)\s*\.get(?:<[^>]+>)?\(\s*'(\w+)'/g)];
    for (const [, name] of asked) expect(settings).toContain(`tensorloom.${name}`);
  });

  it('are panels that VS Code may restore', () => {
    const restored: string[] = manifest.activationEvents.filter((event: string) => event.startsWith('onWebviewPanel:'));
    expect(restored.map((event) => event.replace('onWebviewPanel:', '')).sort()).toEqual(
      [...code.matchAll(/registerWebviewPanelSerializer\('([\w.]+)'/g)].map(([, id]) => id as string).sort(),
    );
  });

  it('are context keys that the code sets', () => {
    const whens = [...JSON.stringify(contributes).matchAll(/(?<![\w.])tensorloom\.(is\w+)/g)].map(([, key]) => key);
    expect(whens.length).toBeGreaterThan(0);
    for (const key of new Set(whens)) expect(code, String(key)).toContain(`'tensorloom.${key}'`);
  });
});

describe('the listing', () => {
  it('has what a marketplace asks for', () => {
    expect(manifest).toMatchObject({
      publisher: 'tensorloom',
      license: 'MIT',
      pricing: 'Free',
      main: './dist/extension.js',
      repository: { url: expect.stringContaining('https://') },
      bugs: { url: expect.stringContaining('https://') },
      icon: 'extension/images/icon.png',
    });
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords.length);
    expect(manifest.description.length).toBeLessThan(200);
  });

  it('shows an icon of 256 × 256', () => {
    const png = readFileSync(join(root, manifest.icon));
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 256, 256]);
  });

  it('allows no newer API than its oldest VS Code has', () => {
    expect(manifest.devDependencies['@types/vscode']).toBe(manifest.engines.vscode.replace('^', ''));
  });

  it('ships every file that the manifest names', () => {
    const named = [...JSON.stringify(contributes).matchAll(/"(extension\/[^"]+)"/g)].map(([, path]) => path as string);
    expect(named.length).toBeGreaterThan(4);
    const shipped = globSync(
      read('.vscodeignore')
        .split('\n')
        .filter((line) => line.startsWith('!extension/'))
        .map((line) => line.slice(1)),
      { cwd: root },
    );
    for (const path of [...named, manifest.icon]) expect(shipped).toContain(path);
  });
});
