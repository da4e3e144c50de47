import { connectTo } from "../support/connectTo";
import { batchAssociateKeyPairs } from "../../provider/src/client/kps/batchAssociateKeyPairs";
import { startEmulator, type Emulator } from "../emulator/src/index";
import { newSshKey } from "../support/sshKey";
import { settingsFor } from "./settingsFor";

let emulator: Emulator;

afterEach(() => emulator.close());

test.each(["FAILED", "Failed"] as const)("a batch that writes %s is read server by server", async (batchStatusWord) => {
  emulator = await startEmulator({
    quirks: { batchStatusWord },
    seed: {
      servers: [
        { id: "free", rootPassword: "Secret-1" },
        { id: "taken", keyPairName: "ops" },
      ],
      keyPairs: [{ name: "ops", publicKey: newSshKey().publicKey }],
    },
  });
  const { accessKey, secretKey, region, projectId, url } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the emulator" } as const;
  const cloud = await connectTo(settingsFor({ url, region, projectId, credentials }));
  const auth = { type: "password", key: "Secret-1" } as const;

  const results = await batchAssociateKeyPairs(
    cloud,
    ["taken", "free", "nowhere"].map((id) => ({ keyPairName: "ops", server: { id, auth } })),
  );

  const [task] = emulator.control.state().tasks;
  const refused = { errorCode: "KPS.0002", errorMessage: expect.any(String) as string };
  expect(results).toEqual([
    { serverId: "taken", ...refused },
    { serverId: "free", taskId: task?.taskId },
    { serverId: "nowhere", ...refused },
  ]);
});
