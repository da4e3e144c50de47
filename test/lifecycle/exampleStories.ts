import type { Emulator } from "../emulator/src/index";
import type { Elsewhere } from "./followReadme";

const WEB = "11111111-1111-4111-8111-111111111111";
const DB = "33333333-3333-4333-8333-333333333333";
const KAFKA = "55555555-5555-4555-8555-555555555555";

const topicTask = (id: string, status: "SUCCESS" | "FAILED", createdAt: string) =>
  ({ id, name: "modifyAutoTopic", status, createdAt, params: { enable: true } }) as const;

/** The examples whose README is followed with an emulator alone, each with what it tells to happen elsewhere. */
export const exampleStories: Readonly<Record<string, (control: Emulator["control"]) => Elsewhere>> = {
  quickstart: () => ({}),
  "rotate-keys": () => ({}),
  "hosted-keys-no-secrets-in-state": () => ({}),
  "stopped-server": (control) => ({
    1: () => control.putServer(DB, { status: "ACTIVE" }),
    2: () => control.putServer(DB, { status: "SHUTOFF" }),
  }),
  "import-existing-key": () => ({}),
  drift: (control) => ({
    1: () => control.putServer(WEB, { keyPairName: "legacy" }),
    4: () => control.putServer(WEB, { keyPairName: null }),
  }),
  "failed-task": () => ({}),
  "many-servers": () => ({}),
  "doomed-server": () => ({}),
  "dms-gate": (control) => ({
    0: () => control.putDmsInstance(KAFKA, { tasks: [topicTask("ff80a", "SUCCESS", "2026-11-21T08:02:11Z")] }),
    1: () => control.putDmsInstance(KAFKA, { tasks: [topicTask("ff80b", "FAILED", "2026-11-21T09:02:11Z")] }),
  }),
};
