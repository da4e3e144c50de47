import type { KpsOperationName } from "./kpsOperations";
import { password, type SdkStage } from "./sdkStage";

/** Calls operations of the stage's KPS client and checks what the SDK makes of the answers. */
export type Play = (stage: SdkStage) => Promise<void>;

const byPassword = { auth: { type: "password", key: password } };

/** Starts a bind of `one` to the running server. */
export async function bindUp({ clients }: SdkStage, key = password): Promise<string> {
  const body = { keypair_name: "one", server: { id: "up", auth: { type: "password", key } } };
  const { task_id } = await clients.kps.call("AssociateKeypair", { body });
  return task_id ?? "none";
}

async function failBind(stage: SdkStage): Promise<string> {
  const taskId = await bindUp(stage, "wrong");
  stage.finish();
  return taskId;
}

type TaskOperation = Extract<
  KpsOperationName,
  `${string}Task` | "AssociateKeypair" | "BatchAssociateKeypair" | "DisassociateKeypair"
>;

/** One play for each operation that starts, shows or forgets tasks. */
export const taskPlays: Record<TaskOperation, Play> = {
  ListKeypairTask: async (stage) => {
    const task_id = await bindUp(stage);
    stage.finish();
    expect(await stage.clients.kps.call("ListKeypairTask", { path: { task_id } })).toEqual({
      httpStatusCode: 200,
      task_id,
      server_id: "up",
      task_status: "SUCCESS_BIND",
    });
  },
  ListRunningTask: async (stage) => {
    const task_id = await bindUp(stage);
    expect(await stage.clients.kps.call("ListRunningTask", { query: { limit: 1000, offset: 0 } })).toMatchObject({
      total: 1,
      tasks: [{ task_id, operate_type: "RUNNING_BIND", server_name: "up-1", keypair_name: "one" }],
    });
  },
  ListFailedTask: async (stage) => {
    const task_id = await failBind(stage);
    expect(await stage.clients.kps.call("ListFailedTask", { query: { limit: 1, offset: 0 } })).toMatchObject({
      total: 1,
      tasks: [{ task_id, operate_type: "FAILED_BIND", task_error_code: null }],
    });
  },
  DeleteFailedTask: async (stage) => {
    const task_id = await failBind(stage);
    expect(await stage.clients.kps.call("DeleteFailedTask", { path: { task_id } })).toEqual({ httpStatusCode: 200 });
    expect(await stage.clients.kps.call("ListFailedTask")).toMatchObject({ total: 0, tasks: [] });
  },
  DeleteAllFailedTask: async (stage) => {
    await failBind(stage);
    expect(await stage.clients.kps.call("DeleteAllFailedTask")).toEqual({ httpStatusCode: 200 });
    expect(await stage.clients.kps.call("ListFailedTask")).toMatchObject({ total: 0, tasks: [] });
  },
  AssociateKeypair: async (stage) => {
    const body = {
      keypair_name: "two",
      server: { id: "up", ...byPassword, disable_password: true, port: 22 },
    };
    expect(await stage.clients.kps.call("AssociateKeypair", { body })).toEqual({
      httpStatusCode: 202,
      task_id: expect.any(String) as string,
    });
    stage.finish();
    const [server] = stage.emulator.control.state().servers;
    expect(server).toMatchObject({ keyPairName: "two", passwordLogin: false });
  },
  BatchAssociateKeypair: async ({ clients }) => {
    const body = {
      batch_keypairs: [
        { keypair_name: "one", server: { id: "up", ...byPassword } },
        { keypair_name: "one", server: { id: "down" } },
      ],
    };
    expect(await clients.kps.call("BatchAssociateKeypair", { body })).toMatchObject({
      httpStatusCode: 202,
      tasks: [
        { task_id: expect.any(String) as string, server_id: "up", status: "SUCCESS" },
        { server_id: "down", status: "FAILED", error_code: "KPS.0002", error_msg: expect.any(String) as string },
      ],
    });
  },
  DisassociateKeypair: async (stage) => {
    stage.emulator.control.putServer("up", { keyPairName: "one" });
    const body = { server: { id: "up", auth: { type: "keypair", key: stage.one.privateKey }, port: 22 } };
    const { task_id, httpStatusCode } = await stage.clients.kps.call("DisassociateKeypair", { body });
    stage.finish();
    expect(httpStatusCode).toBe(202);
    const path = { task_id: task_id ?? "none" };
    expect(await stage.clients.kps.call("ListKeypairTask", { path })).toMatchObject({ task_status: "SUCCESS_UNBIND" });
  },
};
