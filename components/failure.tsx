import { Button } from "./ui/button";

// next.config.ts builds these in: importing the catalogue would send all of it to every browser.
declare const ERROR_PAGE_WORDS: string;

export const failureWords = JSON.parse(ERROR_PAGE_WORDS) as Record<
  "title" | "text" | "number" | "retry",
  string
>;

type FailureProps = { error: unknown; retry: () => void };

/** The page behind 500. */
export function Failure({ error, retry }: FailureProps) {
  const number = digestOf(error);
  return (
    <div className="sheet" role="alert">
      <h1>{failureWords.title}</h1>
      <p>{failureWords.text}</p>
      {number && (
        <dl className="facts mt-4">
          <dt>{failureWords.number}</dt>
          <dd className="mono">{number}</dd>
        </dl>
      )}
      <div className="mt-6">
        <Button variant="primary" onClick={retry}>
          {failureWords.retry}
        </Button>
      </div>
    </div>
  );
}

/** The number under which the server logged the same error. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
