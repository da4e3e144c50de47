import { byKey, byPassword, type Bench } from "../support/bench";
import { malformed, operation, type OperationCases } from "./operationCase";

const v3 = "/v3/{project_id}";

async function failOne(bench: Bench): Promise<string> {
  await bench.associate("up", "one", byPassword("wrong"));
  bench.finish();
  return bench.lastTask().taskId;
}

/** The task APIs of KPS. */
export const taskCases: OperationCases = {
  ListKeypairTask: operation("GET", `${v3}/tasks/x`, [
    {
      column: "success",
      title: "a task",
      prepare: failOne,
      path: (_bench, taskId) => `${v3}/tasks/${String(taskId)}`,
      status: 200,
    },
    { column: "unknown object", title: "an unknown task", status: 404, code: "KPS.0001" },
  ]),
  ListRunningTask: operation("GET", `${v3}/running-tasks`, [
    { column: "success", title: "a page", path: `${v3}/running-tasks?limit=1&offset=0`, status: 200 },
    {
      column: "documented errors",
      title: "a limit that is no number",
      path: `${v3}/running-tasks?limit=x`,
      status: 400,
      code: "KPS.0002",
    },
  ]),
  ListFailedTask: operation("GET", `${v3}/failed-tasks`, [
    { column: "success", title: "a page", prepare: failOne, status: 200 },
    {
      column: "documented errors",
      title: "an offset that is no number",
      path: `${v3}/failed-tasks?offset=-1`,
      status: 400,
      code: "KPS.0002",
    },
  ]),
  DeleteFailedTask: operation("DELETE", `${v3}/failed-tasks/x`, [
    {
      column: "success",
      title: "a record",
      prepare: failOne,
      path: (_bench, taskId) => `${v3}/failed-tasks/${String(taskId)}`,
      status: 200,
    },
    { column: "unknown object", title: "an unknown record", status: 400, code: "KPS.0005" },
  ]),
  DeleteAllFailedTask: operation("DELETE", `${v3}/failed-tasks`, [
    { column: "success", title: "all records", prepare: failOne, status: 200 },
  ]),
  AssociateKeypair: operation("POST", `${v3}/keypairs/associate`, [
    {
      column: "success",
      title: "a bind",
      body: () => ({ keypair_name: "one", server: { id: "up", ...byPassword() } }),
      status: 202,
    },
    {
      column: "documented errors",
      title: "a running server without auth",
      body: () => ({ keypair_name: "one", server: { id: "up" } }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "unknown object",
      title: "an unknown server",
      body: () => ({ keypair_name: "one", server: { id: "x" } }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "unknown object",
      title: "an unknown key pair",
      body: () => ({ keypair_name: "x", server: { id: "up" } }),
      status: 404,
      code: "KPS.4016",
    },
    malformed(400, "KPS.0002", { keypair_name: "one", server: {} }),
  ]),
  BatchAssociateKeypair: operation("POST", `${v3}/keypairs/batch-associate`, [
    {
      column: "success",
      title: "a batch",
      body: () => ({ batch_keypairs: [{ keypair_name: "one", server: { id: "up", ...byPassword() } }] }),
      status: 202,
    },
    {
      column: "documented errors",
      title: "eleven servers",
      body: () => ({ batch_keypairs: Array(11).fill({ keypair_name: "one", server: { id: "up" } }) }),
      status: 400,
      code: "KPS.0002",
    },
    malformed(400, "KPS.0002", []),
  ]),
  DisassociateKeypair: operation("POST", `${v3}/keypairs/disassociate`, [
    {
      column: "success",
      title: "an unbind",
      prepare: (bench) => bench.bound("up", "one"),
      body: (bench) => ({ server: { id: "up", ...byKey(bench.one) } }),
      status: 202,
    },
    {
      column: "documented errors",
      title: "a server without key pair",
      body: () => ({ server: { id: "down" } }),
      status: 400,
      code: "KPS.0002",
    },
    {
      column: "unknown object",
      title: "an unknown server",
      body: () => ({ server: { id: "x" } }),
      status: 400,
      code: "KPS.0002",
    },
    malformed(400, "KPS.0002"),
  ]),
};
