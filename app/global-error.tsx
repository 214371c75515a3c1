"use client";

import { LazyFailure } from "@/components/lazy-failure";
import "./globals.css";

type GlobalErrorProps = { error: unknown; retry: () => void };

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main id="main" className="page">
          <LazyFailure error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
