import type { ReactNode } from "react";

type Props = { account: string; importId: string; children: ReactNode };

/** A file, not a page: the portal's own links would fetch it beforehand. */
export function ResultLink({ account, importId, children }: Props) {
  return (
    <a className="link" href={`/api/accounts/${account}/imports/${importId}/result`} download>
      {children}
    </a>
  );
}
