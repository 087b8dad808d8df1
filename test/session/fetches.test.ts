import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

describe('fetches', () => {
  it('give plain values for rank 0, arrays above, null for operations, in the structure asked for', async () => {
    const a = tf.constant(2, { name: 'a' });
    const b = tf.constant([1, 2, 3], { dtype: 'int32' });
    const flag = tf.constant(true);
    const text = tf.constant('hello');
    using sess = new tf.Session();
    const { pair, nested, op, named } = await sess.run({
      pair: [a, b],
      nested: { flag, text },
      op: tf.noOp(),
      named: 'a:0',
    });
    expect(pair[0]).toBe(2);
    expect((pair[1] as tf.NdArray).toArray()).toEqual([1, 2, 3]);
    expect(nested).toEqual({ flag: true, text: 'hello' });
    expect(op).toBeNull();
    expect(named).toBe(2);
  });

  it('of int64 are numbers while they are safe integers, else bigints', async () => {
    using sess = new tf.Session();
    const values = tf.constant([5n, 2n ** 60n]);
    expect(await sess.run([tf.gather(values, 0), tf.gather(values, 1)])).toEqual([5, 2n ** 60n]);
  });

  it('of the same tensor twice run it once', async () => {
    const v = new tf.Variable(0, { name: 'v' });
    const bump = v.assignAdd(1);
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    const [first, second] = await sess.run([tf.identity(bump), bump]);
    expect([first, second]).toEqual([1, 1]);
    expect(await sess.run(v)).toBe(1);
  });

  it('of lists whose items answer to names give lists that do', async () => {
    using sess = new tf.Session({ graph: new tf.Graph() });
    const top = sess.graph.asDefault(() => tf.nn.topK([1, 5, 3], 2));
    const found = await sess.run(top);
    expect([found.values.toArray(), found.indices.toArray()]).toEqual([
      [5, 3],
      [1, 2],
    ]);
    expect([...found]).toEqual([found.values, found.indices]);
  });

  it('that are none say what they are', async () => {
    tf.constant(1);
    using sess = new tf.Session();
    await expect(sess.run(null as never)).rejects.toThrow(
      'Fetch argument null has invalid type null, must be a string or Tensor. (Can not convert a null into a Tensor or Operation.)',
    );
    await expect(sess.run(3 as never)).rejects.toThrow('Fetch argument 3 has invalid type number');
    await expect(sess.run(sess.graph as never)).rejects.toThrow('Can not convert a Graph into a Tensor or Operation.');
    await expect(sess.run('nowhere:0')).rejects.toThrow(
      "Fetch argument 'nowhere:0' cannot be interpreted as a Tensor. (The name 'nowhere:0' refers to a Tensor which does not exist.",
    );
    const foreign = new tf.Graph().asDefault(() => tf.constant(1));
    await expect(sess.run(foreign)).rejects.toThrow('is not an element of this graph.)');
  });

  it('prune: what nobody asks for is not run', async () => {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const used = tf.constant(1).add(1);
    used.add(x);
    using sess = new tf.Session();
    expect(await sess.run(used)).toBe(2);
  });
});

describe('a session', () => {
  it('refuses an empty graph and says when it is closed', async () => {
    const sess = new tf.Session({ graph: new tf.Graph() });
    await expect(sess.run('x')).rejects.toThrow(
      'The Session graph is empty.  Add operations to the graph before calling run().',
    );
    sess.close();
    sess.close();
    await expect(sess.run('x')).rejects.toThrow('Attempted to use a closed Session.');
  });

  it('picks up operations added after it was made', async () => {
    using sess = new tf.Session();
    expect(await sess.run(tf.constant(1).add(tf.constant(2)))).toBe(3);
    expect(await sess.run(tf.constant(4))).toBe(4);
  });

  it('keeps variables apart from those of other sessions', async () => {
    const v = new tf.Variable(1);
    const init = tf.globalVariablesInitializer();
    using one = new tf.Session();
    using two = new tf.Session();
    await one.run(init);
    await two.run(init);
    await one.run(v.assign(5));
    expect([await one.run(v), await two.run(v)]).toEqual([5, 1]);
  });

  it('names variables that hold no value yet', async () => {
    const v = new tf.Variable(1, { name: 'v' });
    using sess = new tf.Session();
    await expect(sess.run(v)).rejects.toThrow(tf.errors.FailedPreconditionError);
    await expect(sess.run(v)).rejects.toThrow('Attempting to use uninitialized value v');
    await expect(sess.run(v.assignAdd(1))).rejects.toThrow('Attempting to use uninitialized value v');
  });

  it('runs one after the other what is asked for at once', async () => {
    const v = new tf.Variable(0);
    const bump = v.assignAdd(1);
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    const results = await Promise.all(Array.from({ length: 20 }, () => sess.run(bump)));
    expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('that is interactive is the default until it is closed', async () => {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const sess = new tf.InteractiveSession();
    expect(await x.mul(2).eval([[x, 4]])).toBe(8);
    await tf.noOp().run();
    sess.close();
    await expect(async () => x.eval()).rejects.toThrow('No default session is registered');
  });

  it('initialises a variable that is made from others after them', async () => {
    const a = new tf.Variable(3, { name: 'a' });
    const b = new tf.Variable(a.mul(2), { name: 'b' });
    const c = new tf.Variable(tf.add(a, b), { name: 'c' });
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    expect(await sess.run([a, b, c])).toEqual([3, 6, 9]);
  });

  it('orders what control dependencies order', async () => {
    const v = new tf.Variable(1);
    const after = tf.controlDependencies([v.assign(10)], () => v.readValue());
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    expect(await sess.run(after)).toBe(10);
  });
});

describe('placement', () => {
  it('refuses a device that is not there, unless it is soft, and logs on request', async () => {
    const x = tf.device('/gpu:0', () => tf.constant(1, { name: 'x' }));
    using strict = new tf.Session();
    await expect(strict.run(x)).rejects.toThrow(
      "Cannot assign a device for operation 'x': Operation was explicitly assigned to /device:GPU:0 but available devices are [ /job:localhost/replica:0/task:0/device:CPU:0 ]",
    );
    const lines: string[] = [];
    const write = process.stderr.write;
    process.stderr.write = ((line: string) => lines.push(line)) as never;
    try {
      using soft = new tf.Session({ config: { allowSoftPlacement: true, logDevicePlacement: true } });
      expect(await soft.run(x)).toBe(1);
    } finally {
      process.stderr.write = write;
    }
    expect(lines).toContain('x: (Const): /job:localhost/replica:0/task:0/device:CPU:0\n');
  });

  it('lists the devices of the machine', () => {
    expect(tf.listDevices().devices.map((d) => d.name)).toContain('/device:CPU:0');
    using sess = new tf.Session();
    expect(sess.listDevices()[0].name).toBe('/job:localhost/replica:0/task:0/device:CPU:0');
  });
});
