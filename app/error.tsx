"use client";

import { Failure } from "@/components/failure";

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main id="main" className="page">
      <Failure error={error} retry={retry} />
    </main>
  );
}
