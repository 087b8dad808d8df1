/**
 * The pages' controls, and the only file that knows where they come from: @vscode/webview-ui-toolkit, pinned at 1.4.0.
 * Microsoft archived it in January 2025; to replace it, define the same elements here from another library. Register
 * only what a page uses: call `defineControls` before building the page.
 */

import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Makes `vscode-button`, `vscode-checkbox`, `vscode-dropdown`, `vscode-option`, `vscode-text-field`, `vscode-progress-ring`. */
export function defineControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
    vsCodeProgressRing(),
  );
}

export type { Button, Checkbox, Dropdown, Option, TextField } from '@vscode/webview-ui-toolkit';
