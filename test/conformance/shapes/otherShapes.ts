import type { Bench } from "../../emulator/test/support/bench";
import type { dmsSamples } from "../samples/dmsSamples";
import type { ecsSamples } from "../samples/ecsSamples";
import { iamSamples } from "../samples/iamSamples";
import { sampleNames } from "../samples/sampleNames";
import { replaced, worldNames } from "./sampleWorld";
import type { Replacements, ShapeCase } from "./shapeCase";

const { server, keyPair, job } = sampleNames;

function bound(bench: Bench): Replacements {
  bench.bound(server, keyPair);
  return {};
}

async function finishedJob(bench: Bench): Promise<Replacements> {
  const body = { "os-stop": { servers: [{ id: server }] } };
  const reply = await bench.client.call("POST", "/v1/{project_id}/cloudservers/action", { body });
  bench.finish();
  return { [job]: (reply.body as { job_id: string }).job_id };
}

async function token(bench: Bench): Promise<Record<string, string>> {
  const { path, request } = iamSamples.KeystoneCreateUserTokenByPassword;
  const body = replaced(request, worldNames(bench.emulator, bench.one));
  const { headers } = await bench.client.call("POST", path, { body, unsigned: true });
  return { "x-auth-token": headers.get("x-subject-token") ?? "" };
}

/** How the samples of ECS are sent. */
export const ecsShapes: Record<keyof typeof ecsSamples, ShapeCase> = {
  ShowServer: { prepare: bound },
  ListServersDetails: {
    prepare: bound,
    exceptions: { "body.servers[].key_name is null, not string": "the second server has no key pair" },
  },
  BatchStopServers: {},
  BatchStartServers: {},
  ShowJob: { prepare: finishedJob },
};

/** How the samples of IAM are sent. */
export const iamShapes: Record<keyof typeof iamSamples, ShapeCase> = {
  KeystoneCreateUserTokenByPassword: {},
  KeystoneListProjects: {},
  KeystoneListAuthDomains: {},
  KeystoneCreateAgencyToken: { headers: token },
  "CreateTemporaryAccessKeyByToken for a token": { headers: token },
  "CreateTemporaryAccessKeyByToken for an agency": { headers: token },
};

/** How the samples of DMS are sent. */
export const dmsShapes: Record<keyof typeof dmsSamples, ShapeCase> = {
  "ListBackgroundTasks by start": { quirks: { dmsPaging: "start" } },
  "ListBackgroundTasks by offset": { quirks: { dmsPaging: "offset" } },
  ShowBackgroundTask: {},
  DeleteBackgroundTask: {},
};
