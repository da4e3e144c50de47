import type { Cloud } from "../../provider/src/client/cloud";
import { connectTo } from "../support/connectTo";
import { startScriptedServer, type ScriptedServer } from "../transport/scriptedServer";
import { settingsFor } from "./settingsFor";

/** A server that answers as a test says, and a cloud in which every service is that server. */
export async function startScriptedCloud(): Promise<{ server: ScriptedServer; cloud: Cloud }> {
  const server = await startScriptedServer();
  const cloud = await connectTo(settingsFor({ url: server.url, projectId: "0123456789abcdef0123456789abcdef" }));
  return { server, cloud };
}
