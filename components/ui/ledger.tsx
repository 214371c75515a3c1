import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { VisuallyHidden } from "./visually-hidden";

export type LedgerColumn<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  end?: boolean | undefined;
  /** The row's buttons; on a phone they stand in its upper corner. */
  actions?: boolean | undefined;
  /** On a phone the value speaks for itself, without its column's name before it. */
  bare?: boolean | undefined;
  /** Its share of a wide table, as a class: no column moves while later rows arrive. */
  width: string;
};

type LedgerProps<Row> = {
  caption: string;
  columns: LedgerColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Shown instead of the table while there are no rows. */
  empty: ReactNode;
  foot?: ReactNode;
};

/**
 * A table of records; the first column names the row. On a phone each row becomes a short stack.
 * The roles are written out because such a stack would otherwise lose its meaning as a table.
 */
export function Ledger<Row>({ caption, columns, rows, rowKey, empty, foot }: LedgerProps<Row>) {
  if (rows.length === 0) return <div className="ledger">{empty}</div>;
  return (
    <div className="ledger">
      <table role="table" className="lg:table-fixed">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={classNames(cellClass(column), column.width)}
              >
                {column.actions ? <VisuallyHidden>{column.head}</VisuallyHidden> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} row={row} names={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {foot && <div className="ledger-foot">{foot}</div>}
    </div>
  );
}

type CellProps<Row> = { column: LedgerColumn<Row>; row: Row; names: boolean };

function Cell<Row>({ column, row, names }: CellProps<Row>) {
  if (names) {
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    );
  }
  const label = column.actions || column.bare ? undefined : column.head;
  return (
    // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- the rule takes a cell for a control
    <td role="cell" data-label={label} className={cellClass(column)}>
      {column.cell(row)}
    </td>
  );
}

function cellClass<Row>({ end, actions }: LedgerColumn<Row>): string | undefined {
  return classNames((end || actions) && "end", end && "num", actions && "row-actions") || undefined;
}
