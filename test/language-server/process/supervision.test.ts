// What the server does about texts on which the analysis hangs, dies or fails. The thread is one that does as it is told.

import { describe, expect, it } from 'vitest';
import { Editor } from '../editor.ts';

const server = new URL('./fake-server.ts', import.meta.url);
const model = (...comments: string[]) =>
  ["import * as tf from 'tensorloom';", ...comments.map((comment) => `// ${comment}`)].join('\n');

describe('an analysis', () => {
  it.for([
    ['hangs', 'hang', 'took longer than 1 seconds'],
    ['does not end by itself', 'wait until cancelled', 'took longer than 1 seconds'],
    ['ends its thread', 'exit', 'ended its thread with code 7'],
    ['needs too much memory', 'fill the memory', 'needed more than 64 MB of memory'],
    ['throws', 'throw', 'failed: thrown by the analysis'],
  ])('that %s is given up, said once, and tried again with the next text', async ([, command, reason]) => {
    const editor = await Editor.start({
      server,
      env: { PATIENCE_MS: command === 'fill the memory' ? '20000' : '1000' },
    });
    const good = await editor.open('/w/good.ts', model('all is well')).settled();
    const bad = await editor.open('/w/bad.ts', model('at first')).settled();
    expect(bad.messages).toEqual(['at first']);
    bad.replace('at first', command);
    // Nobody waits for an answer in vain, and nothing is known of a text that cannot be analysed.
    expect(await bad.askAt('hover', '|import')).toBeNull();
    expect(await bad.askAt('hover', '|import')).toBeNull();
    expect(bad.messages).toEqual([]);
    expect(editor.logged).toEqual([`/w/bad.ts is left alone until it changes: the analysis ${reason}.`]);
    // Others go on meanwhile.
    good.replace('all is well', 'still well');
    expect((await good.settled()).messages).toEqual(['still well']);
    bad.replace(command, 'better');
    expect((await bad.settled()).messages).toEqual(['better']);
    expect(editor.logged).toHaveLength(1);
  });

  it('that fails in what a file imports is tried again when that changes', async () => {
    const editor = await Editor.start({ server, env: { PATIENCE_MS: '1000' } });
    const part = editor.open('/w/part.ts', '// hang');
    const bad = editor.open('/w/bad.ts', `${model()}\nimport { x } from './part.ts';`);
    expect(await bad.askAt('hover', '|import *')).toBeNull();
    part.replace('hang', 'mended');
    expect((await bad.settled()).messages).toEqual(['mended']);
  });

  it('is not blamed for an answer that fails', async () => {
    const editor = await Editor.start({ server });
    const document = await editor.open('/w/model.ts', model('fail to answer')).settled();
    expect(await document.askAt('hover', '|import')).toBeNull();
    expect(editor.logged).toEqual(['hover in /w/model.ts: the answer failed: no answer.']);
    expect((await document.settled()).messages).toEqual(['fail to answer']);
  });

  it('whose thread keeps dying is not tried forever', async () => {
    const editor = await Editor.start({ server });
    const document = editor.open('/w/model.ts', model('exit'));
    for (let i = 0; i < 5; i++) {
      await document.settled();
      document.replaceAll(model('exit', `${i}`));
    }
    await document.settled();
    expect(editor.logged).toHaveLength(3);
    expect(await document.askAt('hover', '|import')).toBeNull();
  });
});
