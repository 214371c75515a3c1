/** The sign of the Business Center. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect width="22" height="22" rx="5" fill="var(--accent)" />
      <g stroke="var(--on-accent)" strokeWidth="1.7" strokeLinecap="round">
        <path d="M6 7.2h10M6 11h10M6 14.8h5.5" />
      </g>
      <circle cx="15.3" cy="14.8" r="1.5" fill="var(--on-accent)" />
    </svg>
  );
}
