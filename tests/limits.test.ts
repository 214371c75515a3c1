import { describe, expect, test } from "vitest";
import { countTry, LIMITS } from "../lib/limits";
import { checkUntil, openAt, remindedFrom } from "../lib/visibility/visibility-days";
import { numericConstants } from "./constants";
import { codeOf, newAddress, repeat } from "./factories";

/**
 * Every limit, period and size of lib as it was decided, in milliseconds, seconds or pieces as the code
 * has it. Whoever changes one changes it here, too; a new one gets its number here.
 */
const DECIDED = {
  "lib/accounts/authenticator-app.ts": { STEP_SECONDS: 30, DRIFT_SECONDS: 30 },
  "lib/accounts/change-email.ts": { EMAIL_CHANGE_LIFE: 86_400_000 },
  "lib/accounts/clickable-name.ts": { LABEL_MIN: 3 },
  "lib/accounts/export-people.ts": { EXPORT_AT_MOST: 100_000, BATCH: 2000 },
  "lib/accounts/find-people.ts": { SCAN: 10_000, NEAR: 1000 },
  "lib/accounts/invite-operator.ts": { GAP: 60_000 },
  "lib/accounts/list-operators.ts": { AT_MOST: 200 },
  "lib/accounts/list-people.ts": { PAGE_SIZE: 50 },
  "lib/accounts/member-actor.ts": { TOUCH_EVERY: 60_000, VISIT_ENDS_AFTER: 1_800_000 },
  "lib/accounts/my-sessions.ts": { AT_MOST: 50 },
  "lib/accounts/one-time-link.ts": {
    HOUR: 3_600_000,
    LIFE: { RESET: 3_600_000, OPERATOR: 86_400_000 },
  },
  "lib/accounts/partner-actor.ts": { TOUCH_EVERY: 60_000 },
  "lib/accounts/password-hash.ts": {
    COST: { memoryCost: 19_456, timeCost: 2, parallelism: 1 },
    AT_ONCE: 3,
    MOST_WAITING: 30,
  },
  "lib/accounts/password-policy.ts": {
    PASSWORD_MIN: 15,
    PASSWORD_MIN_WITH_FACTOR: 8,
    PASSWORD_MAX: 128,
  },
  "lib/accounts/person-row.ts": { ENDS_SOON: 604_800_000 },
  "lib/accounts/person-schema.ts": { NAME_MAX: 64 },
  "lib/accounts/recovery-codes.ts": { CODES: 10, LENGTH: 16 },
  "lib/accounts/reseal-second-factors.ts": { BATCH: 500 },
  "lib/accounts/reset-second-factor.ts": { RESET_NOTICE: 86_400_000 },
  "lib/accounts/session.ts": {
    MINUTE: 60_000,
    SESSION_IDLE: 1_800_000,
    SESSION_ABSOLUTE: 43_200_000,
    TOUCH_EVERY: 60_000,
  },
  "lib/accounts/set-up-second-factor.ts": { SET_UP_LIFE: 3_600_000 },
  "lib/accounts/sign-in-code.ts": { CODE_STEP_LIFE: 600_000 },
  "lib/activity/activity-query.ts": { A_DAY: 86_400_000 },
  "lib/activity/export-activity.ts": { EXPORT_AT_MOST: 100_000, CHUNK: 1000 },
  "lib/activity/find-actors.ts": { AT_MOST: 20 },
  "lib/activity/find-day.ts": { SLACK: 86_400_000 },
  "lib/activity/find-events.ts": { SCAN: 10_000 },
  "lib/activity/list-activity.ts": { PAGE_SIZE: 50 },
  "lib/agreements/agreement-status.ts": { DAY: 86_400_000 },
  "lib/agreements/terms.ts": { CONTACT_ROWS: 4 },
  "lib/audit/read-trail.ts": { BATCH: 1000 },
  "lib/audit/seal-trail.ts": { BATCH: 1000 },
  "lib/auth/code-step-cookie.ts": { SECONDS: 600 },
  "lib/auth/form-state.ts": { MAX_ROWS: 50 },
  "lib/auth/invitation-cookie.ts": { MINUTES_15: 900 },
  "lib/auth/known-fields.ts": { MAX_NAME: 200 },
  "lib/auth/session-cookie.ts": { SESSION_SECONDS: 43_200 },
  "lib/auth/upload-answers.ts": { KEPT_FOR: 900_000, AT_MOST: 5 },
  "lib/cli/audit-export.ts": { A_DAY: 86_400_000 },
  "lib/csv/decode-file.ts": { MAX_MEGABYTES: 20 },
  "lib/csv/line-limit.ts": { MAX_LINE: 16_000, LF: 10, CR: 13 },
  "lib/csv/read-rows.ts": {
    MAX_ROWS: 20_000,
    MAX_RECORD: 16_000,
    MAX_COLUMNS: 60,
    MAX_CELLS: 1000,
    HEAD: 4096,
  },
  "lib/dashboard/read-news.ts": { COUNTED_UP_TO: 100 },
  "lib/dashboard/read-overview.ts": { DAY: 86_400_000, ENDING_DAYS: 90, AT_MOST: 5 },
  "lib/db/transaction.ts": {
    PATIENCE: { startWithin: 20_000, workWithin: 20_000 },
    ONE_WAIT: 5000,
    ATTEMPTS: 3,
    FILES_AT_ONCE: 2,
    FILES_WAITING: 30,
  },
  "lib/designations/account-flags.ts": { WEEK: 604_800_000 },
  "lib/designations/account-search.ts": { LONGEST: 100 },
  "lib/designations/count-waiting.ts": { COUNTED: 50 },
  "lib/designations/list-accounts.ts": { PAGE_SIZE: 50, SCAN: 10_000 },
  "lib/designations/list-decisions.ts": { PAGE_SIZE: 50 },
  "lib/designations/objection-window.ts": { OBJECTION_WINDOW: 259_200_000 },
  "lib/designations/resend-to-administrator.ts": { RESEND_AT_ONCE: 25 },
  "lib/designations/timeline.ts": { AT_MOST: 50 },
  "lib/domains/associate-domain.ts": { MOST_DOMAINS: 50 },
  "lib/domains/check-domain.ts": { AT_ONCE: 2, AGAIN: 10_000 },
  "lib/domains/check-due-domains.ts": { AT_A_TIME: 100 },
  "lib/domains/domain-gate.ts": { LOST_GRACE_DAYS: 14, GRACE: 1_209_600_000 },
  "lib/domains/domain-times.ts": {
    MINUTE: 60_000,
    HOUR: 3_600_000,
    DAY: 86_400_000,
    PENDING_DAYS: 30,
    LOSS_APART: 3_600_000,
    STEPS: [
      { until: 3_600_000, every: 300_000 },
      { until: 21_600_000, every: 1_200_000 },
      { until: 86_400_000, every: 3_600_000 },
      { until: 259_200_000, every: 10_800_000 },
    ],
    CHECK_LEASE: 600_000,
  },
  "lib/domains/find-authorities.ts": { MOST: 6 },
  "lib/domains/list-transfers.ts": { PAGE_SIZE: 50 },
  "lib/downloads/download-link.ts": { LINK_LIFE: 28_800_000, HEAD: 20 },
  "lib/downloads/give-up-downloads.ts": { BATCH: 100 },
  "lib/downloads/list-files.ts": { PAGE_SIZE: 50 },
  "lib/downloads/stream-part.ts": { CHUNK: 262_144 },
  "lib/errors.ts": {
    STATUS_OF: {
      invalid: 400,
      forbidden: 403,
      notFound: 404,
      conflict: 409,
      gone: 410,
      limited: 429,
      busy: 503,
    },
  },
  "lib/fold-text.ts": { SEARCH_MAX: 100, WORDS_MAX: 8 },
  "lib/formatters.ts": { MOST_FORMATTERS: 500 },
  "lib/imports/insert-rows.ts": { AT_ONCE: 1000 },
  "lib/imports/known-people.ts": { AT_ONCE: 5000 },
  "lib/imports/list-imports.ts": { NEWEST: 20 },
  "lib/imports/read-import.ts": { SHOWN: 100 },
  "lib/imports/result-file.ts": { AT_ONCE: 500 },
  "lib/imports/run-import.ts": { BATCH: 200, AT_ONCE: 50, PER_ROW: 6 },
  "lib/invitations/bulk-people.ts": { PEOPLE_AT_ONCE: 50, TRIES: 5 },
  "lib/invitations/enter-code.ts": { TRIES: 5, REFUSED_AFTER: 250 },
  "lib/invitations/invitation-life.ts": {
    DAY: 86_400_000,
    INVITATION_LIFE: 5_184_000_000,
    REMINDER_DAYS: [7, 30, 53, 59],
    RESEND_GAP: 60_000,
    RESENDS_A_DAY: 3,
    RESEND_WINDOW: 86_400_000,
  },
  "lib/invitations/person-history.ts": { AT_MOST: 200 },
  "lib/invitations/remind-invitees.ts": { AT_A_TIME: 500 },
  "lib/invitations/remind-sole-administrators.ts": {
    DAY: 86_400_000,
    SOLE_MAIL_EVERY: 2_592_000_000,
    AT_A_TIME: 500,
  },
  "lib/invitations/timeline.ts": { AT_MOST: 200 },
  "lib/jobs/worker-lock.ts": { WORKER_LOCK: 726_172_001 },
  "lib/join-requests/accounts-at-domain.ts": { AT_MOST: 50 },
  "lib/join-requests/join-limits.ts": {
    MINUTE_MS: 60_000,
    DAY_MS: 86_400_000,
    CODE_LIFE: 3_600_000,
    CODE_TRIES: 5,
    CODE_GAP: 60_000,
    CODES_A_DAY: 3,
    DOMAIN_CODES_A_DAY: 100,
    REQUEST_LIFE_DAYS: 30,
    REQUESTS_OF_ADDRESS: 3,
    ACCOUNT_REQUESTS_A_DAY: 20,
    ACCOUNT_MAILS_A_DAY: 5,
  },
  "lib/join-requests/list-join-requests.ts": { PAGE_SIZE: 50, COUNTED_UP_TO: 100 },
  "lib/keys/burst.ts": { BURST: { keys: 10, minutes: 10 } },
  "lib/keys/export-keys.ts": { EXPORT_AT_MOST: 10_000 },
  "lib/keys/list-keys.ts": { PAGE_SIZE: 50 },
  "lib/keys/reseal-license-keys.ts": { BATCH: 500 },
  "lib/keys/tell-of-keys.ts": { TOLD_FOR: 3_600_000 },
  "lib/licenses/export-licenses.ts": { EXPORT_AT_MOST: 100_000, BATCH: 500 },
  "lib/licenses/list-licenses.ts": { PAGE_SIZE: 50 },
  "lib/limits.ts": {
    MINUTES: 60,
    DAY: 86_400,
    LIMITS: {
      signInPair: { points: 10, duration: 900 },
      block: { points: 100, duration: 900 },
      signInAddress: { points: 100, duration: 86_400 },
      codes: { points: 20, duration: 3600 },
      secondFactorPair: { points: 5, duration: 900 },
      secondFactor: { points: 100, duration: 86_400 },
      emailChanges: { points: 5, duration: 86_400 },
      asks: { points: 20, duration: 900 },
      strength: { points: 300, duration: 300 },
      keyExports: { points: 20, duration: 86_400 },
      partnerNumbers: { points: 20, duration: 3600 },
      serviceKeys: { points: 30, duration: 900 },
    },
  },
  "lib/mail/list-messages.ts": { PAGE_SIZE: 50, OUTBOX_AT_MOST: 200 },
  "lib/mail/list-suppressions.ts": { PAGE_SIZE: 50 },
  "lib/mail/listen-for-reports.ts": {
    MAX_BYTES: 262_144,
    MAX_CLIENTS: 20,
    SILENCE: 30_000,
    LIFETIME: 120_000,
    GRACE: 2000,
  },
  "lib/mail/load-administrator-news.ts": { DAY: 86_400_000, SOON: 1_209_600_000 },
  "lib/mail/read-report.ts": { MAX_PARTS: 10, MAX_RECIPIENTS: 20 },
  "lib/mail/retry.ts": {
    SECOND: 1000,
    MINUTE: 60_000,
    WAITS: [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000],
    GIVE_UP_AFTER: 172_800_000,
  },
  "lib/mail/return-path.ts": { RETURN_PATH_LIFE: 2_592_000_000 },
  "lib/multipart/read-parts.ts": {
    MAX_PARTS: 1000,
    MAX_BOUNDARY: 70,
    MAX_HEAD: 16_384,
    PIECE: 16_384,
    FEW: 2,
  },
  "lib/orders/export-orders.ts": { EXPORT_AT_MOST: 100_000, BATCH: 2000 },
  "lib/orders/page-of.ts": { PAGE_SIZE: 50 },
  "lib/orders/read-order.ts": { LINES_SHOWN: 500, BATCH: 2000 },
  "lib/orders/walk.ts": { SCAN: 10_000, NEAR: 1000 },
  "lib/organizations/agreement-file.ts": {
    MOST_RECORDS: 1000,
    MOST_ACCOUNTS: 1000,
    MOST_VALUES: 30_000,
    DEEPEST: 6,
    LONGEST_TEXT: 2000,
    MOST_PROBLEMS: 200,
    LONGEST_REASON: 200,
  },
  "lib/organizations/read-agreement.ts": { PAGE_SIZE: 50 },
  "lib/organizations/read-home.ts": { AT_MOST: 5 },
  "lib/page-address.ts": { LONGEST: 300 },
  "lib/partners/list-partner-people.ts": { PAGE_SIZE: 50 },
  "lib/partners/list-partners.ts": { PAGE_SIZE: 50 },
  "lib/reports/license-summary.ts": { AT_MOST: 20_000 },
  "lib/search/search-account.ts": { FOUND_AT_MOST: 5, LOOKED_AT: 50, SEARCH_AT_MOST: 100 },
  "lib/seats/assign-by-domain.ts": { AT_ONCE: 200 },
  "lib/seats/assign-seats.ts": {
    SEAT_ROWS: 5000,
    ADDRESSES_IN_A_ROW: 1000,
    LONGEST: 300,
    AT_ONCE: 500,
  },
  "lib/seats/list-seats.ts": { PAGE_SIZE: 50 },
  "lib/seats/list-subscriptions.ts": { PAGE_SIZE: 50 },
  "lib/seats/posted-lists.ts": { MEGABYTES: 1 },
  "lib/seats/subscription-state.ts": { DAY_MS: 86_400_000 },
  "lib/secrets.ts": { NONCE: 12, TAG: 16 },
  "lib/service-keys/list-service-keys.ts": { AT_MOST: 200 },
  "lib/tidy.ts": { TYPED_MAX: 400 },
  "lib/utc-day.ts": { DAY: 86_400_000 },
  "lib/vendor-data/check-rows.ts": { AT_MOST: 100 },
  "lib/vendor-data/columns.ts": { MAX_NUMBER: 64, MAX_INTEGER: 2_147_483_647 },
  "lib/vendor-data/kept-files.ts": { NONCE: 12, TAG: 16, HEAD: 72, LEFT_BEHIND: 3_600_000 },
  "lib/vendor-data/list-data-imports.ts": { NEWEST: 20 },
  "lib/vendor-data/problems.ts": { TOLD: 100 },
  "lib/vendor-data/receive-files.ts": { UPLOAD_MEGABYTES: 100, MOST_FILES: 20 },
  "lib/vendor-data/replace-unreadable-keys.ts": { BATCH: 5000 },
  "lib/vendor-data/run-data-import.ts": { AGAIN: 5000 },
  "lib/vendor-data/stage-file.ts": {
    MAX_MEGABYTES: 1000,
    MAX_ROWS: 5_000_000,
    CHUNK: 65_536,
    EVERY: 20_000,
  },
  "lib/visibility/list-visibilities.ts": { PAGE_SIZE: 50 },
  "lib/visibility/list-visible-accounts.ts": { PAGE_SIZE: 25 },
  "lib/visibility/remind-visibility-ends.ts": { AT_A_TIME: 500 },
  "lib/visibility/visibility-days.ts": { DAY: 86_400_000, REMINDER_DAYS: 14 },
  "lib/worker.ts": { JOBS_IN_HAND: 20 },
};

test("every limit and period of lib is the number that was decided", () => {
  expect(numericConstants()).toEqual(DECIDED);
});

/** What people may do so many times, and not once more. */
const TRIES = [
  ["signInPair", 10],
  ["codes", 20],
  ["secondFactorPair", 5],
  ["secondFactor", 100],
  ["emailChanges", 5],
  ["asks", 20],
  ["strength", 300],
  ["keyExports", 20],
  ["partnerNumbers", 20],
  ["serviceKeys", 30],
  ["block", 100],
  ["signInAddress", 100],
] as const;

describe("what counts tries", () => {
  test.each(TRIES)("%s lets %i pass, and not one more", async (limit, allowed) => {
    const key = newAddress(limit);
    await repeat(allowed, () => countTry(limit, key));
    expect(await codeOf(countTry(limit, key))).toBe("limited");
  });

  test("is tried here without exception", () => {
    expect(TRIES.map(([limit]) => limit).sort()).toEqual(Object.keys(LIMITS).sort());
  });
});

describe("the last day of a grant of visibility", () => {
  const noon = new Date("2026-11-24T12:00:00.000Z");
  const day = (text: string) => new Date(`${text}T00:00:00.000Z`);

  test("is tomorrow at the earliest and this day next year at the latest", () => {
    const codeAt = (text: string) =>
      codeOf(Promise.resolve().then(() => checkUntil(day(text), noon)));
    expect(() => checkUntil(day("2026-11-25"), noon)).not.toThrow();
    expect(() => checkUntil(day("2027-11-24"), noon)).not.toThrow();
    return Promise.all([
      expect(codeAt("2026-11-24")).resolves.toBe("invalid"),
      expect(codeAt("2027-11-25")).resolves.toBe("invalid"),
    ]);
  });

  test("needs no reminder 14 days ahead, and one 15 days ahead", () => {
    expect(remindedFrom(day("2026-12-08"), noon)).toBe(noon);
    expect(remindedFrom(day("2026-12-09"), noon)).toBeNull();
  });

  test("is wholly part of it", () => {
    expect(openAt(noon)).toEqual({ endedAt: null, until: { gte: day("2026-11-24") } });
  });
});
