import type { Cloud } from "../../provider/src/client/cloud";
import { deleteDmsTask } from "../../provider/src/client/dms/deleteDmsTask";
import { clearPrivateKey } from "../../provider/src/client/kps/clearPrivateKey";
import { deleteFailedTask } from "../../provider/src/client/kps/deleteFailedTask";
import { deleteKeyPair } from "../../provider/src/client/kps/deleteKeyPair";
import { importPrivateKey } from "../../provider/src/client/kps/importPrivateKey";
import { updateKeyPairDescription } from "../../provider/src/client/kps/updateKeyPairDescription";
import type { CallOptions } from "../../provider/src/transport/callOptions";
import { errorOf } from "../transport/errorOf";
import type { Answer, ScriptedServer } from "../transport/scriptedServer";
import { startScriptedCloud } from "./scriptedCloud";

let server: ScriptedServer;
let cloud: Cloud;

beforeEach(async () => {
  ({ server, cloud } = await startScriptedCloud());
});

afterEach(() => server.close());

const protection = { encryption: { type: "default" }, privateKey: "a key" } as const;
const once: CallOptions = { attempts: 1 };

/** Every call of which the answer holds nothing. */
const calls: Readonly<Record<string, () => Promise<void>>> = {
  deleteDmsTask: () => deleteDmsTask(cloud, "i", "t", once),
  clearPrivateKey: () => clearPrivateKey(cloud, "ops", once),
  deleteFailedTask: () => deleteFailedTask(cloud, "t", once),
  deleteKeyPair: () => deleteKeyPair(cloud, "ops", once),
  importPrivateKey: () => importPrivateKey(cloud, { name: "ops", keyProtection: protection }, once),
  updateKeyPairDescription: () => updateKeyPairDescription(cloud, "ops", "words", once),
};

const named = Object.entries(calls);

test.each(named)("%s is not done because somebody answers 200 with a page", async (_name, call) => {
  server.script({
    status: 200,
    body: "\n<!DOCTYPE html><title>Sign in</title>",
    headers: { "content-type": "text/html" },
  });

  expect(await errorOf(call())).toMatchObject({ kind: "unreadable", accepted: "unknown" });
});

test.each(named)("%s is not done where the body of a 200 says no", async (_name, call) => {
  server.script({ status: 200, body: { error_code: "KPS.9003", error_msg: "no permission" } });

  expect(await errorOf(call())).toMatchObject({ code: "KPS.9003", serviceMessage: "no permission", accepted: "no" });
});

test.each(named)("%s is done whatever else a 2xx holds", async (_name, call) => {
  const bodies = ["", "ok", "null", "[]", "{", { keypair: { name: "ops" } }, { error_code: null }, { error_code: "0" }];
  const answers = bodies.map((body): Answer => ({ status: 200, body }));
  server.script({ status: 204, body: "" }, { status: 202, body: "" }, ...answers);

  for (let answer = 0; answer < answers.length + 2; answer += 1) {
    await call();
  }
  expect(server.seen).toHaveLength(answers.length + 2);
});
