/** `tensorloom devices`: what sessions can run on here, and why the rest is missing. */

import { Command } from 'commander';
import type { Finish } from './finish.ts';
import { formatBytes, formatTable } from './table.ts';

export function devicesCommand(_finish: Finish): Command {
  return new Command('devices')
    .description('list the devices that sessions can run on, and why a GPU is not among them')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: true }) => {
      // Loaded when asked for: the other subcommands start faster without a backend.
      const { listDevices } = await import('../session/index.ts');
      const { devices, missing } = listDevices();
      if (json) {
        process.stdout.write(`${JSON.stringify({ devices, missing })}\n`);
        return;
      }
      const rows = devices.map((device) => [
        device.name,
        device.deviceType,
        formatBytes(device.memoryLimit),
        device.description,
      ]);
      process.stdout.write(formatTable(['device', 'type', 'memory', 'what it is'], rows));
      for (const { device, reason } of missing) process.stdout.write(`${device} is not available: ${reason}\n`);
    });
}
