import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** A process of the bench's own that answers messages, one at a time. It ends with this process. */
export interface Partner {
  readonly pid: number;
  /** The answer to a message; rejects when the process ends before. */
  ask(message: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** @param file a module of this folder */
export function startPartner(file: string): Partner {
  const child = fork(resolve(__dirname, file), { execArgv: ["--import", "tsx"] });
  const { pid } = child;
  if (pid === undefined) {
    throw new Error(`${file} could not be started`);
  }
  const exited = once(child, "exit");
  return {
    pid,
    ask: (message) =>
      new Promise((answer, reject) => {
        const onExit = (): void => reject(new Error(`${file} ended before it answered`));
        child.once("exit", onExit);
        child.once("message", (reply) => {
          child.off("exit", onExit);
          answer(reply);
        });
        child.send(message);
      }),
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
