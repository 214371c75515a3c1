// next.config.ts builds it in: a browser without a connection can't fetch it when it needs it.
declare const FORM_UNREACHABLE: string;

/** What a form says when not even the script that knows better could be had. */
export const UNREACHABLE = { text: FORM_UNREACHABLE };

/**
 * What forms do about a post that got no answer; null when it can't be had. Forms ask for it when somebody
 * begins to type, so that it is there once the connection is gone.
 */
export async function rescue() {
  return import("./lost-post").catch(() => null);
}
