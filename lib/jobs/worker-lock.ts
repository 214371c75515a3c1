/** The advisory lock that the one working worker of a database holds; `doctor` looks for it. */
export const WORKER_LOCK = 726_172_001;
