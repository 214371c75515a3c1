import { Pool } from "pg";

export const dynamic = "force-dynamic";

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Fifty people of one account by one query: the rows of Manage Users without the portal. */
export default async function Page() {
  const { rows } = await pool.query(
    `SELECT m."id", m."firstName", m."lastName", m."email", m."roles", m."status", m."createdAt"
     FROM "Membership" m JOIN "PurchasingAccount" a ON a."id" = m."purchasingAccountId"
     WHERE a."numberKey" = 'PA0048213' AND m."status" <> 'REMOVED' ORDER BY m."sortName" LIMIT 50`,
  );
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <a href={`/people/${row.id}`}>{`${row.lastName}, ${row.firstName}`}</a>
            </td>
            <td>{row.email}</td>
            <td>{String(row.roles)}</td>
            <td>{row.status}</td>
            <td>{row.createdAt.toISOString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
