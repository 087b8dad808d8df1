import { expect, test } from 'vitest';
import { readCheckpointState, writeCheckpointState, writeFileAtomic } from '../../engine/formats/index.ts';
import { UnreliableDisk } from './bundle/unreliable-disk.ts';

async function contentOf(disk: UnreliableDisk, path: string): Promise<string> {
  const file = await disk.open(path, 'read');
  return new TextDecoder().decode(await file.read(0, await file.size()));
}

test('a file is its old content or its new, wherever the process is killed', async () => {
  const seen = new Set<string>();
  for (let dieAt = 0; dieAt < 12; dieAt++) {
    const disk = new UnreliableDisk();
    await writeFileAtomic('a/file', 'old', disk);
    disk.dieAt = disk.operations + dieAt;
    await writeFileAtomic('a/file', 'new', disk).catch(() => {});
    seen.add(await contentOf(disk.crash(), 'a/file'));
  }
  expect(seen).toEqual(new Set(['old', 'new']));
});

test('a full disk leaves the old content and nothing else', async () => {
  const disk = new UnreliableDisk();
  await writeFileAtomic('a/file', 'old', disk);
  disk.space = 2;
  await expect(writeFileAtomic('a/file', 'new', disk)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(disk.names()).toEqual(['a/file']);
  expect(await contentOf(disk, 'a/file')).toBe('old');
});

test('the state of checkpoints survives a round trip through its file', async () => {
  const disk = new UnreliableDisk();
  expect(await readCheckpointState('a/checkpoint', disk)).toBeUndefined();
  await writeCheckpointState(
    'a/checkpoint',
    { modelCheckpointPath: 'm-2', allModelCheckpointPaths: ['m-1', 'm "quoted" é-2'], lastPreservedTimestamp: 1.25 },
    disk,
  );
  expect(await contentOf(disk, 'a/checkpoint')).toBe(
    'model_checkpoint_path: "m-2"\nall_model_checkpoint_paths: "m-1"\n' +
      'all_model_checkpoint_paths: "m \\"quoted\\" \\303\\251-2"\nlast_preserved_timestamp: 1.25\n',
  );
  expect(await readCheckpointState('a/checkpoint', disk)).toMatchObject({
    allModelCheckpointPaths: ['m-1', 'm "quoted" é-2'],
  });
});
