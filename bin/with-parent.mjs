// Loaded by `node --import` into each child of the supervisor: when the supervisor is killed without
// a chance to stop its children, the channel to it closes and they end themselves.
if (process.channel) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
