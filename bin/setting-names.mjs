/** Every setting that an operator may make: in the environment or in .env (docs/self-hosting.md). */
export const SETTINGS = [
  ...["PORT", "HOST", "APP_URL", "DATABASE_URL", "SMTP_URL", "MAIL_FROM", "BOUNCE_PORT"],
  ...["DNS_SERVERS", "VENDOR_NAME", "SECRETS", "TRUSTED_PROXIES", "DATA_DIR", "STORAGE_DIR"],
  ...["DEMO", "PERSONAL_MAIL", "LIMITS_FACTOR", "LOG_LEVEL"],
];

/** The setting whose name is most like a mistyped or shortened one. */
export function nearestSetting(name) {
  const typed = name.toUpperCase();
  const distances = SETTINGS.map((known) => [
    known.startsWith(typed) ? 1 : distance(typed, known),
    known,
  ]);
  return distances.sort(([a], [b]) => a - b)[0][1];
}

/** How many letters differ (Levenshtein). */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(row[j] + (letter === b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return row.at(-1);
}
