/**
 * Next takes the length off whatever a route answers with. Routes that send a file say it in a header of
 * their own; without a length nobody would see how much of a download is still to come.
 */
export function applyFileLength(response) {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status, ...rest) => {
    const length = response.getHeader("X-File-Length");
    if (length !== undefined) {
      response.removeHeader("X-File-Length");
      response.setHeader("Content-Length", length);
    }
    return writeHead(status, ...rest);
  };
}
