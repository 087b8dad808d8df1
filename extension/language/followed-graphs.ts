/** The graphs that panels follow while their files are typed: asked for, watched, and asked for again after a restart. */

import type { LiveGraph } from '../../language-server/protocol.ts';

/** What is needed of the language server. Both are for documents that are open. */
export interface GraphServer {
  /** null: no model, or nothing can be told of it. */
  graph(uri: string): Promise<LiveGraph | null>;
  watch(uri: string, on: boolean): void;
}

export interface GraphFollower {
  onGraph(graph: LiveGraph): void;
  /** There is none now; `why` is a sentence. `isModel`: running the file may show one. */
  onNone(why: string, isModel: boolean): void;
}

export interface FollowedGraph {
  /** Asks again, because a person does, or the file may have changed where no editor has it open. */
  refresh(): void;
  dispose(): void;
}

export interface GraphSurroundings {
  /** Opens the document, so that the server has it; says why there is no graph in it. undefined: there may be one. */
  open(uri: string): Promise<string | undefined>;
  /** Until the server runs, nothing is asked; undefined while it does not. */
  server(): GraphServer | undefined;
}

export class FollowedGraphs {
  readonly #surroundings: GraphSurroundings;
  readonly #followers = new Map<string, Set<GraphFollower>>();
  /** Counts the questions about each file: only the last one's answer is of interest. */
  readonly #questions = new Map<string, number>();

  constructor(surroundings: GraphSurroundings) {
    this.#surroundings = surroundings;
  }

  follow(uri: string, follower: GraphFollower): FollowedGraph {
    const others = this.#followers.get(uri) ?? new Set();
    others.add(follower);
    this.#followers.set(uri, others);
    void this.#ask(uri);
    return {
      refresh: () => void this.#ask(uri),
      dispose: () => {
        others.delete(follower);
        if (others.size > 0 || this.#followers.get(uri) !== others) return;
        this.#followers.delete(uri);
        this.#questions.delete(uri);
        this.#surroundings.server()?.watch(uri, false);
      },
    };
  }

  /** The server tells of a watched file's graph. */
  changed(graph: LiveGraph): void {
    // What was asked meanwhile would be older.
    this.#questions.set(graph.uri, this.#nextQuestion(graph.uri));
    for (const follower of this.#followers.get(graph.uri) ?? []) follower.onGraph(graph);
  }

  /** The server runs, for the first time or again: it watches nothing yet. */
  connected(): void {
    for (const uri of this.#followers.keys()) void this.#ask(uri);
  }

  /** The server has stopped, and nothing starts it again but a person. */
  disconnected(why: string): void {
    for (const followers of this.#followers.values()) for (const follower of followers) follower.onNone(why, true);
  }

  /** The document is open again; the server has forgotten it in the meantime. */
  opened(uri: string): void {
    if (this.#followers.has(uri)) void this.#ask(uri);
  }

  #nextQuestion(uri: string): number {
    return (this.#questions.get(uri) ?? 0) + 1;
  }

  async #ask(uri: string): Promise<void> {
    const question = this.#nextQuestion(uri);
    this.#questions.set(uri, question);
    const isWanted = () => this.#questions.get(uri) === question && this.#followers.has(uri);
    const none = (why: string, isModel: boolean) => {
      if (isWanted()) for (const follower of this.#followers.get(uri) ?? []) follower.onNone(why, isModel);
    };
    try {
      const why = await this.#surroundings.open(uri);
      const server = this.#surroundings.server();
      // Without one, `connected` asks again.
      if (!isWanted() || server === undefined) return;
      // Also what is no model yet may become one.
      server.watch(uri, true);
      if (why !== undefined) return none(why, false);
      const graph = await server.graph(uri);
      if (!isWanted()) return;
      if (graph === null) none('The graph of this file cannot be found without running it.', true);
      else for (const follower of this.#followers.get(uri) ?? []) follower.onGraph(graph);
    } catch (error) {
      none((error as Error).message, true);
    }
  }
}
