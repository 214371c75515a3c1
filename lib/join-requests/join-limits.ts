const MINUTE_MS = 60_000;

export const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long somebody has to fetch the code from the mailbox and to type it. */
export const CODE_LIFE = 60 * MINUTE_MS;

/** After so many wrong tries a code is dead. */
export const CODE_TRIES = 5;

/** Codes to one address, its plus tags counted together: the gap between two, and how many a day. */
export const CODE_GAP = MINUTE_MS;
export const CODES_A_DAY = 3;

/** Codes to all addresses of one domain a day: strangers' mail servers are nobody's to flood. */
export const DOMAIN_CODES_A_DAY = 100;

/** A request waits so many days for an administrator, and is then as if it had not been made. */
export const REQUEST_LIFE_DAYS = 30;

/** Requests of one address to one account within the life of a request, whatever became of them. */
export const REQUESTS_OF_ADDRESS = 3;

/** Requests to one account a day; what comes beyond them is dropped. */
export const ACCOUNT_REQUESTS_A_DAY = 20;

/** Requests to one account a day that are mailed; the last of them says that more only wait on screen. */
export const ACCOUNT_MAILS_A_DAY = 5;

export const dayBefore = (now: Date) => new Date(now.getTime() - DAY_MS);
