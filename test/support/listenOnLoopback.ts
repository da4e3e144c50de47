import { type Server, ServerCredentials } from "@grpc/grpc-js";

/** Lets a gRPC server listen on a free port of 127.0.0.1; returns the port. */
export function listenOnLoopback(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) {
        resolve(port);
      } else {
        reject(error);
      }
    });
  });
}
