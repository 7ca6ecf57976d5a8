import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What Linux says of a process: https://man7.org/linux/man-pages/man5/proc.5.html. In MB. */
export async function memoryOf({ pid }: ChildProcess): Promise<{ resident: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { resident: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** USER_HZ, which is 100 on every architecture that Node.js runs on. */
const TICKS_PER_SECOND = 100;

/** The time that the process has had a core for, all its threads together, in seconds. */
export async function cpuSecondsOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program comes second, in parentheses, and may contain blanks: utime and stime are the 14th and 15th.
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(utime) + Number(stime)) / TICKS_PER_SECOND;
}
