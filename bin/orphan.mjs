/**
 * npm passes SIGTERM only to the shell between itself and us, and that shell dies without passing it
 * on. So a process that npm started stops as if told to when its parent is gone.
 */
export function stopWhenOrphaned() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, 100);
  timer.unref();
}
