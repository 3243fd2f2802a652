/** Whether no process with this id lives on this computer. */
export function isProcessGone(pid: number): boolean {
  try {
    // Signal 0 only asks. EPERM: it lives, but belongs to someone else.
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}
