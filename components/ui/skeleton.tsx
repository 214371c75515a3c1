/** Holds the place of a list while it loads: as many lines as the list will have rows. */
export function Skeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <div className="ledger" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="grid h-15 content-center gap-2 border-b border-line px-3.5">
          <div className="skeleton h-3 w-full max-w-48" />
          <div className="skeleton h-2.5 w-full max-w-72" />
        </div>
      ))}
    </div>
  );
}
