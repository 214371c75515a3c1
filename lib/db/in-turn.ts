import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQuery } from "@prisma/driver-adapter-utils";
import pLimit from "p-limit";

/**
 * Prisma reads relations beside each other, also inside a transaction. Its one connection takes one
 * statement at a time, so there they wait for their turn here and not in a queue of the driver's.
 */
export class StatementsInTurn extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel);
      const turn = pLimit(1);
      const queryRaw = transaction.queryRaw.bind(transaction);
      const executeRaw = transaction.executeRaw.bind(transaction);
      transaction.queryRaw = (query: SqlQuery) => turn(() => queryRaw(query));
      transaction.executeRaw = (query: SqlQuery) => turn(() => executeRaw(query));
      return transaction;
    };
    return adapter;
  }
}
