import { digestOf } from "./digest";
import { Button } from "./ui/button";

// next.config.ts builds these in: importing the catalogue would send all of it to every browser.
declare const ERROR_PAGE_WORDS: string;

const failureWords = JSON.parse(ERROR_PAGE_WORDS) as Record<
  "title" | "text" | "recorded" | "number" | "request" | "retry",
  string
>;

type FailureProps = { error: unknown; retry: () => void };

/** The page behind 500. A number, and that it was recorded, is said only where the server's log has it. */
export function Failure({ error, retry }: FailureProps) {
  const number = digestOf(error);
  const request = failedRequest();
  return (
    <div className="sheet" role="alert">
      <title>{failureWords.title}</title>
      <h1>{failureWords.title}</h1>
      <p>{number || request ? failureWords.recorded : failureWords.text}</p>
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
