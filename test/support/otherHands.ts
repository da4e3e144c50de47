import type { Emulator } from "../emulator/src/index";
import type { Cloud } from "../../provider/src/client/cloud";
import { connectTo } from "./connectTo";
import { readSettings } from "../../provider/src/settings/readSettings";
import { environmentOf } from "./memoryFiles";

/** A connection of somebody else, who changes things behind a stack's back; as the IAM user of this name. */
export function otherHands(emulator: Emulator, userName = "operator"): Promise<Cloud> {
  const user = emulator.control.users().find(({ name }) => name === userName);
  const { url, region, projectId } = emulator.credentials;
  const config: Readonly<Record<string, string | undefined>> = {
    "kps:endpoint": url,
    "kps:region": region,
    "kps:projectId": projectId,
    "kps:accessKey": user?.accessKey,
    "kps:secretKey": user?.secretKey,
  };
  return connectTo(readSettings((key) => config[key], environmentOf()));
}
