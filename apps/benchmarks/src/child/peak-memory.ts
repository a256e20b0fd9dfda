import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held, in bytes. What Linux counts for its usage includes the parent's at
 * the time of the start; its status does not.
 */
export function peakMemory(): number {
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status())?.[1];
  return (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes)) * 1024;
}

function status(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
