"use client";

import { Failure, failureWords } from "@/components/failure";
import "./globals.css";

type GlobalErrorProps = { error: unknown; retry: () => void };

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>{failureWords.title}</title>
        <main id="main" className="page">
          <Failure error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
