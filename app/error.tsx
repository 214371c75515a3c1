"use client";

import { LazyFailure } from "@/components/lazy-failure";

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main id="main" className="page">
      <LazyFailure error={error} retry={retry} />
    </main>
  );
}
