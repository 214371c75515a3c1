"use client";

import { lazy, Suspense } from "react";
import type { Failure as WholeFailure } from "./failure";

// next.config.ts builds it in.
declare const RETRY_WORDS: string;

type FailureProps = { error: unknown; retry: () => void };

// Every page loads the error pages, and hardly any shows one; what the server renders needs no script.
const Failure =
  typeof window === "undefined"
    ? // eslint-disable-next-line @typescript-eslint/no-require-imports -- not a part of what browsers load
      (require("./failure") as { Failure: typeof WholeFailure }).Failure
    : lazy(() =>
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
