/** What the page says where there is nothing to draw: why, and what to do about it. Pure. */

export interface Emptiness {
  readonly runs: number;
  readonly shownRuns: number;
  readonly reading: boolean;
  /** Whether the host has answered at all. */
  readonly heard: boolean;
  readonly tags: number;
  readonly tagFilter: string;
  readonly live: boolean;
}

export interface EmptyText {
  readonly title: string;
  readonly text: string;
}

export function emptyText(state: Emptiness): EmptyText {
  if (!state.heard || (state.reading && state.tags === 0)) {
    return { title: 'Reading event files', text: 'Charts appear as soon as their first points are read.' };
  }
  if (state.runs === 0) {
    return {
      title: 'No event files',
      text: 'Train a model that writes summaries with a FileWriter, or add runs of another folder.',
    };
  }
  if (state.tags === 0 && state.live) {
    return {
      title: 'Nothing written yet',
      text: 'The first charts appear when the model adds a summary; values are written every few steps.',
    };
  }
  if (state.tags === 0) {
    return {
      title: 'No summaries in these runs',
      text: 'Add summaries to the model, such as summary.scalar("loss", loss), and train it again.',
    };
  }
  if (state.shownRuns === 0) {
    return { title: 'No run is shown', text: 'Tick a run in the sidebar, or clear the filter of runs.' };
  }
  return {
    title: state.tagFilter === '' ? 'The runs shown have no such summaries' : 'No tag matches the filter',
    text:
      state.tagFilter === ''
        ? 'Tick other runs in the sidebar to see their charts.'
        : 'Change or clear the filter above. It is a regular expression that matches anywhere in a tag.',
  };
}
