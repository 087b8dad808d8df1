/** The editor's colours, for what is drawn on a canvas and so cannot use CSS variables. */

export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export interface Theme {
  readonly kind: ThemeKind;
  /** The colour of a variable such as `--vscode-editor-foreground`, or `fallback` where the theme has none. */
  color(variable: string, fallback: string): string;
}

export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  return {
    kind: themeKind(document.body.classList),
    color: (variable, fallback) => style.getPropertyValue(variable).trim() || fallback,
  };
}

/** VS Code marks the body of its pages; high contrast light has both marks of its own and that of high contrast. */
export function themeKind(classes: { contains(name: string): boolean }): ThemeKind {
  if (classes.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classes.contains('vscode-high-contrast')) return 'high-contrast';
  return classes.contains('vscode-light') ? 'light' : 'dark';
}

/** Calls back after each change of theme, once the new variables are in place. */
export function onThemeChange(changed: (theme: Theme) => void): void {
  const observer = new MutationObserver(() => changed(currentTheme()));
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** Whether the user asked the system for less motion. */
export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
