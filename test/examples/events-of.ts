/** What an example wrote into its event files. */

import { decodeGraphDef } from '../../engine/formats/index.ts';
import { type RunData, RunReader } from '../../engine/summary/index.ts';

/** The events of a folder, and the names of the nodes of its graph. */
export async function eventsOf(folder: string): Promise<{ data: RunData; nodes: string[] }> {
  const reader = new RunReader(folder);
  const { problems } = await reader.poll();
  if (problems.length > 0) throw new Error(`The event files of ${folder} are damaged: ${JSON.stringify(problems)}`);
  const { graph } = reader.data;
  if (!graph) throw new Error(`The event files of ${folder} hold no graph.`);
  return { data: reader.data, nodes: decodeGraphDef(graph).node.map(({ name }) => name) };
}
