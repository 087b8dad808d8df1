/** Tags in groups by their scope, as TensorBoard's sections. Pure. */

export interface TagGroup {
  readonly name: string;
  readonly tags: readonly string[];
}

const collator = new Intl.Collator('en', { numeric: true });

/** What stands before the first `/`, else the tag itself. */
export function groupOf(tag: string): string {
  const slash = tag.indexOf('/');
  return slash > 0 ? tag.slice(0, slash) : tag;
}

/** Groups and their tags in natural order: `layer2` comes before `layer10`. */
export function tagGroups(tags: Iterable<string>): readonly TagGroup[] {
  const groups = new Map<string, string[]>();
  for (const tag of tags) {
    const name = groupOf(tag);
    const group = groups.get(name);
    if (group) group.push(tag);
    else groups.set(name, [tag]);
  }
  return [...groups]
    .map(([name, members]) => ({ name, tags: members.sort(collator.compare) }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

/** The groups that are open before the user says anything: the first ones, up to so many cards. */
export function initiallyOpen(groups: readonly TagGroup[], cards: number): ReadonlySet<string> {
  const open = new Set<string>();
  let total = 0;
  for (const { name, tags } of groups) {
    total += Math.min(tags.length, cards);
    if (open.size > 0 && total > cards) break;
    open.add(name);
  }
  return open;
}
