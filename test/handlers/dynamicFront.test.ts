import { dynamicFront } from "../../provider/src/handlers/dynamicFront";
import { providerInProcess } from "../support/inProcess/providerInProcess";

const { keyPairBinding } = providerInProcess().handlers;
const state = {
  serverId: "server-1",
  keyPairName: "kp-a",
  boundKeyPairName: "kp-a",
  phase: "bound",
  given: ["keyPairName", "serverId"],
};
const inputs = { serverId: "server-1", keyPairName: "kp-a", __provider: "text" };

test("state that the plugin wrote is updated once, so that it has a provider again", async () => {
  const { diff } = dynamicFront(keyPairBinding);
  expect(await diff("server-1", state, inputs)).toMatchObject({ changes: true });
  expect(await diff("server-1", { ...state, __provider: "text" }, inputs)).toMatchObject({ changes: false });
});
