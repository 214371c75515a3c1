import { Button } from "./ui/button";

// next.config.ts builds these in: importing the catalogue would send all of it to every browser.
declare const ERROR_PAGE_WORDS: string;

export const failureWords = JSON.parse(ERROR_PAGE_WORDS) as Record<
  "title" | "text" | "number" | "request" | "retry",
  string
>;

type FailureProps = { error: unknown; retry: () => void };

/** The page behind 500. */
export function Failure({ error, retry }: FailureProps) {
  const number = digestOf(error);
  const request = failedRequest();
  return (
    <div className="sheet" role="alert">
      <h1>{failureWords.title}</h1>
      <p>{failureWords.text}</p>
      <dl className="facts mt-4">
        {number && (
          <>
            <dt>{failureWords.number}</dt>
            <dd className="mono">{number}</dd>
          </>
        )}
        {request && (
          <>
            <dt>{failureWords.request}</dt>
            <dd className="mono">{request}</dd>
          </>
        )}
      </dl>
      <div className="mt-6">
        <Button variant="primary" onClick={retry}>
          {failureWords.retry}
        </Button>
      </div>
    </div>
  );
}

/** The id of the request that failed, as the log has it: only when it was the document's own. */
function failedRequest(): string | undefined {
  if (typeof document === "undefined") return undefined;
  const [navigation] = performance.getEntriesByType("navigation");
  const status = navigation instanceof PerformanceNavigationTiming ? navigation.responseStatus : 0;
  return status >= 500 ? document.documentElement.dataset.request : undefined;
}

/** The number under which the server logged the same error. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
