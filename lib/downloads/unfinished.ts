/** What is still to be written down when the last connection is closed; bin/graceful-stop.mjs waits for it. */
const shared = globalThis as { portalUnfinished?: Set<Promise<void>> };

/** Notes something as unfinished until the returned function is called. */
export function beginUnfinished(): () => void {
  const all = (shared.portalUnfinished ??= new Set());
  let done = () => {};
  const unfinished = new Promise<void>((resolve) => {
    done = resolve;
  });
  all.add(unfinished);
  return () => {
    all.delete(unfinished);
    done();
  };
}
