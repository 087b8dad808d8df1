import { afterEach, describe, expect, it } from 'vitest';
import { Graph } from '../../engine/graph/graph.ts';
import { logFolder, runDefaults, setRunDefaults } from '../../engine/graph/run-defaults.ts';

afterEach(() => setRunDefaults({}));

describe('run defaults', () => {
  it('seed the graphs made afterwards', () => {
    expect(new Graph().seed).toBeNull();
    setRunDefaults({ seed: 7 });
    expect(new Graph().seed).toBe(7);
    setRunDefaults({});
    expect(new Graph().seed).toBeNull();
    expect(runDefaults()).toEqual({ seed: null, device: null, logdir: null, stepsCap: null });
  });

  it('leave log folders alone unless one is asked for', () => {
    expect(logFolder('logs/mnist')).toBe('logs/mnist');
  });

  it('put the first folder of the file in place of its own, and others below it', () => {
    setRunDefaults({ logdir: 'out/' });
    expect(logFolder('logs/train')).toBe('out/');
    expect(logFolder('logs/test')).toBe('out/test');
    expect(logFolder('logs/train/')).toBe('out/');
  });
});
