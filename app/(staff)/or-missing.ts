import { DomainError } from "@/lib/errors";

/** What a verb found, or null where it says that there is nothing: the page shows NoSuchPage then. */
export function orMissing<T>(found: Promise<T>): Promise<T | null> {
  return found.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "notFound") return null;
    throw error;
  });
}
