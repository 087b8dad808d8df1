/** The sidebar's runs: which are drawn, how they look, and what can be done with them. */

import { arrange, element, setText } from '../../dom.ts';
import type { RunInfo, RunState } from '../../protocol.ts';
import type { ThemeKind } from '../../theme.ts';
import { type Action, ActionBar } from '../controls/actions.ts';
import { roving } from '../controls/roving.ts';
import { durationText } from '../scalars/number-text.ts';
import type { RunSelection } from '../store/run-selection.ts';
import type { RunStyles } from '../store/run-styles.ts';
import { runSample } from './run-sample.ts';

export interface RunListEvents {
  /** The user ticked or unticked something. */
  changed(announcement: string): void;
  openGraph(run: string): void;
  stop(run: string): void;
}

const stateTexts: Record<RunState, string> = {
  running: 'running',
  stopping: 'stopping',
  completed: 'completed',
  stopped: 'stopped',
  failed: 'failed',
  killed: 'killed',
};

interface Row {
  readonly element: HTMLElement;
  readonly box: HTMLInputElement;
  readonly sample: HTMLElement;
  readonly name: HTMLElement;
  readonly state: HTMLElement;
  readonly actions: ActionBar;
  look: string;
}

export class RunList {
  readonly element: HTMLElement;
  readonly #selection: RunSelection;
  readonly #styles: RunStyles;
  readonly #events: RunListEvents;
  readonly #rows = new Map<string, Row>();

  constructor(selection: RunSelection, styles: RunStyles, events: RunListEvents) {
    this.#selection = selection;
    this.#styles = styles;
    this.#events = events;
    this.element = element('div', { class: 'runs', role: 'group', 'aria-label': 'Runs that are drawn' });
    this.element.setAttribute(
      'aria-description',
      'Up and down go through the runs, right goes to the actions of a run.',
    );
    roving(this.element, '.run-box', 'vertical');
  }

  render(theme: ThemeKind, now = Date.now() / 1000): void {
    const listed = this.#selection.listed();
    let group: string | undefined;
    const nodes: Node[] = [];
    for (const run of listed) {
      if (run.group !== '' && run.group !== group) nodes.push(element('div', { class: 'run-group', text: run.group }));
      group = run.group;
      nodes.push(this.#row(run, theme, now).element);
    }
    if (listed.length === 0) nodes.push(element('p', { class: 'hint', text: this.#emptyText() }));
    const known = new Set(this.#selection.allRuns.map(({ id }) => id));
    for (const id of this.#rows.keys()) {
      if (!known.has(id)) this.#rows.delete(id);
    }
    arrange(this.element, nodes);
    roving.refresh(this.element);
  }

  #emptyText(): string {
    return this.#selection.allRuns.length === 0 ? 'No runs yet.' : 'No run matches the filter.';
  }

  #row(run: RunInfo, theme: ThemeKind, now: number): Row {
    const row = this.#rows.get(run.id) ?? this.#makeRow(run);
    row.box.checked = this.#selection.isTicked(run.id);
    setText(row.name, run.name);
    row.name.title = run.name;
    const style = this.#styles.of(run.name);
    const look = `${style.slot} ${theme}`;
    if (row.look !== look) {
      row.sample.replaceChildren(runSample(style, theme));
      row.look = look;
    }
    setText(row.state, describe(run, now));
    row.state.title = describe(run, now, 'long');
    row.element.dataset.state = run.state ?? '';
    row.actions.set(this.#actionsOf(run));
    if (!row.actions.element.contains(document.activeElement)) untab(row.actions.element);
    return row;
  }

  #makeRow({ id }: RunInfo): Row {
    const box = element('input', { type: 'checkbox', class: 'run-box' });
    box.addEventListener('change', () => {
      this.#selection.tick(id, box.checked);
      this.#events.changed('');
    });
    const sample = element('span', { class: 'run-sample' });
    const name = element('span', { class: 'run-name' });
    const state = element('span', { class: 'run-state' });
    const label = element(
      'label',
      { class: 'run-label' },
      box,
      sample,
      element('span', { class: 'run-text' }, name, state),
    );
    const actions = new ActionBar('Actions of the run');
    const whole = element('div', { class: 'run' }, label, actions.element);
    moveAlongRow(whole, box, actions.element);
    const row: Row = {
      element: whole,
      box,
      sample,
      name,
      state,
      actions,
      look: '',
    };
    this.#rows.set(id, row);
    return row;
  }

  #actionsOf(run: RunInfo): Action[] {
    const only: Action = {
      id: 'only',
      icon: 'only',
      label: `Show only ${run.name}`,
      run: () => {
        this.#selection.tickOnly(run.id);
        this.#events.changed(`Only ${run.name} is shown.`);
      },
    };
    const graph: Action = {
      id: 'graph',
      icon: 'graph',
      label: `Open the graph of ${run.name}`,
      run: () => this.#events.openGraph(run.id),
    };
    const stop: Action = { id: 'stop', icon: 'stop', label: `Stop ${run.name}`, run: () => this.#events.stop(run.id) };
    return run.state === 'running' ? [stop, graph, only] : [graph, only];
  }
}

/** A list of fifty runs is one tab stop, not fifty: right and left arrow keys go to a run's actions and back. */
function moveAlongRow(row: HTMLElement, box: HTMLElement, actions: HTMLElement): void {
  actions.addEventListener('focusout', () => untab(actions));
  row.addEventListener(
    'keydown',
    (event) => {
      const first = actions.querySelector('button');
      const target = { ArrowRight: event.target === box && first, ArrowLeft: event.target === first && box }[event.key];
      if (!target) return;
      event.preventDefault();
      event.stopPropagation();
      target.focus();
    },
    { capture: true },
  );
}

function untab(actions: HTMLElement): void {
  for (const button of actions.querySelectorAll('button')) button.tabIndex = -1;
}

/** State and age in a few words: `running 12 min`, `failed`, `Oct 9`; in full: `completed, Oct 9`. */
export function describe(run: RunInfo, now: number, length: 'short' | 'long' = 'short'): string {
  const live = run.state === 'running' || run.state === 'stopping';
  const told = run.state !== null && (length === 'long' || run.state !== 'completed');
  const parts: string[] = told ? [stateTexts[run.state!]] : [];
  if (run.startTime !== null && live) parts.push(elapsed(now - run.startTime, length));
  else if (run.startTime !== null && (length === 'long' || !told)) parts.push(startText(run.startTime, now));
  return parts.join(length === 'long' ? ', ' : ' ');
}

/** Whole minutes once there are any; the seconds before. */
function elapsed(seconds: number, length: 'short' | 'long'): string {
  const whole = Math.max(0, Math.round(seconds));
  return durationText(length === 'long' || whole < 60 ? whole : Math.floor(whole / 60) * 60);
}

const sameDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const otherDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });

function startText(start: number, now: number): string {
  const began = new Date(start * 1000);
  if (Number.isNaN(began.getTime())) return '';
  const today = began.toDateString() === new Date(now * 1000).toDateString();
  return (today ? sameDay : otherDay).format(began);
}
