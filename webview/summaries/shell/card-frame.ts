/**
 * The frame of one card: its title, the shell's own buttons, and a body that a view fills only while the card is near the
 * screen. Away from it, the frame keeps the height that it had, so that scrolling does not jump.
 */

import { element, setText } from '../../dom.ts';
import { type Action, ActionBar } from '../controls/actions.ts';
import type { Card, DashboardView, MountedCard, ShownRun } from '../dashboard-view.ts';
import { groupOf } from '../store/tag-groups.ts';
import type { Job } from './update-queue.ts';

export interface CardSpec {
  readonly id: string;
  readonly view: DashboardView;
  readonly tag: string;
  readonly run: string | null;
}

/** What a frame needs of the page around it. */
export interface FrameHost {
  title(spec: CardSpec): { readonly tag: string; readonly description: string; readonly run: string | null };
  runs(spec: CardSpec): readonly ShownRun[];
  isPinned(id: string): boolean;
  isWide(id: string): boolean;
  togglePinned(id: string): void;
  toggleWide(id: string): void;
  cardState(id: string): unknown;
  saveCard(id: string, state: unknown): void;
}

export function cardId({ kind }: Pick<DashboardView, 'kind'>, tag: string, run: string | null): string {
  return JSON.stringify(run === null ? [kind, tag] : [kind, tag, run]);
}

export class CardFrame implements Job {
  readonly element: HTMLElement;
  readonly spec: CardSpec;
  readonly #host: FrameHost;
  readonly #title = element('h3', { class: 'card-title' });
  readonly #subtitle = element('div', { class: 'card-run', hidden: true });
  readonly #body = element('div', { class: 'card-body' });
  readonly #actions: ActionBar;
  #viewActions: readonly Action[] = [];
  #mounted: MountedCard | undefined;
  #wanted = false;

  constructor(spec: CardSpec, host: FrameHost) {
    this.spec = spec;
    this.#host = host;
    this.#actions = new ActionBar(`Actions of ${spec.tag}`);
    const head = element('div', { class: 'card-head' }, this.#title, this.#actions.element);
    this.element = element('article', { class: 'card', 'data-card': spec.id }, head, this.#subtitle, this.#body);
    this.#body.style.minHeight = `${spec.view.cardHeight()}px`;
    this.decorate();
  }

  /** Whether its series are to be watched. */
  get wanted(): boolean {
    return this.#wanted;
  }

  /** The card came near the screen; it is filled when the queue runs it. */
  enter(): void {
    this.#wanted = true;
  }

  leave(): void {
    this.#wanted = false;
    if (!this.#mounted) return;
    this.#body.style.minHeight = `${this.#body.offsetHeight}px`;
    this.#mounted.unmount();
    this.#mounted = undefined;
    this.#viewActions = [];
    this.#body.replaceChildren();
  }

  run(): void {
    if (!this.#wanted) return;
    if (this.#mounted) {
      this.#mounted.update();
      return;
    }
    this.decorate();
    this.#mounted = this.spec.view.mount(this.#card());
    this.#body.style.minHeight = '';
  }

  /** Title, width and the shell's buttons as they are now. */
  decorate(): void {
    const { tag, description, run } = this.#host.title(this.spec);
    const scope = groupOf(tag);
    const prefix = tag.length > scope.length ? tag.slice(0, scope.length + 1) : '';
    if (this.#title.dataset.text !== tag) {
      this.#title.replaceChildren(element('span', { class: 'card-scope', text: prefix }), tag.slice(prefix.length));
      this.#title.dataset.text = tag;
      this.element.setAttribute('aria-label', run === null ? tag : `${tag}, ${run}`);
    }
    this.#title.title = description === '' ? this.spec.tag : `${this.spec.tag}\n\n${description}`;
    this.#subtitle.hidden = run === null;
    setText(this.#subtitle, run ?? '');
    this.element.classList.toggle('wide', this.#host.isWide(this.spec.id));
    this.#setActions();
  }

  #setActions(): void {
    const { id } = this.spec;
    const wide = this.#host.isWide(id);
    const pinned = this.#host.isPinned(id);
    this.#actions.set([
      ...this.#viewActions,
      {
        id: 'wide',
        icon: 'expand',
        label: 'Full width',
        pressed: wide,
        run: () => this.#host.toggleWide(id),
      },
      {
        id: 'pin',
        icon: 'pin',
        label: 'Pin to the top',
        pressed: pinned,
        run: () => this.#host.togglePinned(id),
      },
    ]);
  }

  #card(): Card {
    const { id, tag, run } = this.spec;
    return {
      id,
      tag,
      run,
      body: this.#body,
      setActions: (actions) => {
        this.#viewActions = actions;
        this.#setActions();
      },
      runs: () => this.#host.runs(this.spec),
      saved: () => this.#host.cardState(id),
      save: (state) => this.#host.saveCard(id, state),
    };
  }
}
