import { createServer } from "node:net";

/** Whether somebody may listen on this port of this address, or of every address, now. */
export function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody uses at the moment. */
export function freePort(host = "127.0.0.1") {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Binds a server to the wanted port or to the next free one; the port that it then has. */
export async function bindNear(server, wanted, host) {
  for (let port = wanted; port < wanted + 200; port++) {
    server.listen({ port, host, exclusive: true });
    if (await isBound(server)) return port;
  }
  server.listen({ port: 0, host });
  await isBound(server);
  return server.address().port;
}

/** Waits until a server that was told to listen does; false when the port is somebody else's. */
export function isBound(server) {
  return new Promise((resolve, reject) => {
    const listening = () => {
      server.off("error", failed);
      resolve(true);
    };
    const failed = (error) => {
      server.off("listening", listening);
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    };
    server.once("listening", listening);
    server.once("error", failed);
  });
}
