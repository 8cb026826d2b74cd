/**
 * What this process has worked so far, in milliseconds, on all of its threads: how long it had to wait for a core, which the
 * tests share with others, says nothing of what is tested.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
