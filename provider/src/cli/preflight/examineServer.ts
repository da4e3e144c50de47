import type { Candidate } from "../../operations/binding/candidate";
import { lookAtServer } from "../../operations/binding/lookAtServer";
import type { KeyPairLookUp } from "../../operations/step/lookUpKeyPair";
import type { RunningTask } from "../../client/kps/taskRecord";
import { lookAtRunning, type Listed } from "../../operations/binding/evidence";
import type { StepContext } from "../../operations/step/stepContext";
import { judgeServer, type Verdict } from "./judgeServer";

/** A list of running tasks serves all servers that are examined within so many ms. */
const SHARED_FOR_MS = 2_000;

/** What a bind of a server would find and do now. */
export interface Preflight extends Verdict {
  readonly serverId: string;
  readonly serverName?: string;
  /** ECS's word, such as ACTIVE; `unknown` when ECS does not know the server, or may not be asked. */
  readonly status: string;
  /** ECS knows no such server. */
  readonly isGone: boolean;
  /** The key pair now bound. */
  readonly keyPairName?: string;
  /** A task that runs on the server; a bind would wait for it first. */
  readonly runningTaskId?: string;
  /** Why nobody can tell whether a task runs there, or which. */
  readonly runningUnknown?: string;
}

/** What is to be bound, and what is given for it. */
export interface PreflightRequest {
  readonly keyPairName: string | undefined;
  /** KPS knows no key pair of that name. */
  readonly isUnknownPair: boolean;
  readonly replaces: readonly string[];
  readonly candidates: readonly Candidate[];
  /** A key pair by its name. */
  readonly pairOf: (name: string) => Promise<KeyPairLookUp>;
}

/** Looks at a server as a bind would, and changes nothing. Throws ServiceError, TransportError. */
export async function examineServer(
  serverId: string,
  request: PreflightRequest,
  context: StepContext,
): Promise<Preflight> {
  const running = await lookAtRunning(serverId, context.monotonicMs() - SHARED_FOR_MS, context);
  const server = await lookAtServer(serverId, "auto", context);
  const task = taskOf(running);
  if (server.known === "gone") {
    const remark = "ECS knows no such server: check the id, the region and the project";
    const verdict = { operation: "refused", auth: "none", given: "not needed", remark } as const;
    return { serverId, status: "unknown", isGone: true, ...verdict, ...task };
  }
  const name = server.known ? server.keyPairName : undefined;
  const pair = name === undefined ? undefined : await request.pairOf(name);
  const boundPublicKey = typeof pair === "object" && pair.publicKey !== "" ? pair.publicKey : undefined;
  return {
    serverId,
    ...(server.known && server.name !== undefined ? { serverName: server.name } : {}),
    status: server.known ? server.status : "unknown",
    isGone: false,
    ...(name === undefined ? {} : { keyPairName: name }),
    ...task,
    ...judgeServer({ ...request, server, boundPublicKey }),
  };
}

/** The task that runs on a server; that a list does not show one says nothing where it cannot be read as a whole. */
function taskOf(running: Listed<RunningTask>): Pick<Preflight, "runningTaskId" | "runningUnknown"> {
  if (!running.readable) {
    return { runningUnknown: `whether a task runs there nobody can see: ${running.why}` };
  }
  const [entry] = running.entries;
  if (entry !== undefined) {
    return { runningTaskId: entry.taskId };
  }
  if (running.unreadable) {
    return {
      runningUnknown: "waits for what runs there now: the list of running tasks has an entry of it that cannot be read",
    };
  }
  return running.complete
    ? {}
    : { runningUnknown: "whether a task runs there nobody can see: the list of running tasks is incomplete" };
}
