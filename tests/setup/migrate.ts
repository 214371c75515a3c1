import { migrate } from "../../lib/db/migrate";

// A process of its own that ends at once: the migration engine leaves a timer of 10 seconds behind.
await migrate(process.argv[2] ?? "");
process.exit(0);
