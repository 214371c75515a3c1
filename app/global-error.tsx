"use client";

import { lazy, Suspense } from "react";
import "./globals.css";

// next.config.ts builds it in.
declare const RETRY_WORDS: string;

type GlobalErrorProps = { error: unknown; retry: () => void };

// Every page loads this file, and hardly any shows it.
const Failure = lazy(() =>
  import("@/components/failure").then(
    (known) => ({ default: known.Failure }),
    () => ({ default: Retry }),
  ),
);

/** Without a connection there is no more to show. */
function Retry({ retry }: GlobalErrorProps) {
  return (
    <button className="btn" onClick={retry}>
      {RETRY_WORDS}
    </button>
  );
}

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main id="main" className="page">
          <Suspense>
            <Failure error={error} retry={retry} />
          </Suspense>
        </main>
      </body>
    </html>
  );
}
