"use client";

import { lazy, Suspense } from "react";

// next.config.ts builds it in.
declare const RETRY_WORDS: string;

type FailureProps = { error: unknown; retry: () => void };

// Every page loads the error pages, and hardly any shows one. Only browsers show them: where the server fails,
// it sends an empty document for a script to fill.
const Failure = lazy(() =>
  import("./failure").then(
    (known) => ({ default: known.Failure }),
    () => ({ default: Retry }),
  ),
);

/** What failed, and a way to try again. */
export function LazyFailure(props: FailureProps) {
  return (
    <Suspense>
      <Failure {...props} />
    </Suspense>
  );
}

/** Without a connection there is no more to show. */
function Retry({ retry }: FailureProps) {
  return (
    <button className="btn" onClick={retry}>
      {RETRY_WORDS}
    </button>
  );
}
