import type { Cloud } from "../../../provider/src/client/cloud";
import { connectTo } from "../../support/connectTo";
import { settingsFor } from "../../client/settingsFor";
import { startScriptedServer, type ScriptedServer } from "../../transport/scriptedServer";
import { dmsSamples } from "../samples/dmsSamples";
import { ecsSamples } from "../samples/ecsSamples";
import { iamSamples } from "../samples/iamSamples";
import { kpsKeyPairSamples } from "../samples/kpsKeyPairSamples";
import { kpsTaskSamples } from "../samples/kpsTaskSamples";
import type { Sample } from "../samples/sample";
import type { Decoding } from "./decoding";
import { kpsKeyPairDecodings } from "./kpsKeyPairDecodings";
import { kpsTaskDecodings } from "./kpsTaskDecodings";
import { dmsDecodings, ecsDecodings, iamDecodings } from "./otherDecodings";

const projectId = "0123456789abcdef0123456789abcdef";
const samples: Record<string, Sample> = {
  ...kpsTaskSamples,
  ...kpsKeyPairSamples,
  ...dmsSamples,
  ...ecsSamples,
  ...iamSamples,
};
const decodings: Record<string, Decoding> = {
  ...kpsTaskDecodings,
  ...kpsKeyPairDecodings,
  ...dmsDecodings,
  ...ecsDecodings,
  ...iamDecodings,
};

let server: ScriptedServer;
let cloud: Cloud;

beforeEach(async () => {
  server = await startScriptedServer();
  cloud = await connectTo(settingsFor({ url: server.url, projectId }));
});

afterEach(() => server.close());

function sampleOf(title: string): Sample {
  const sample = samples[title];
  if (sample === undefined) {
    throw new Error(`there is no sample ${title}`);
  }
  return sample;
}

test.each(Object.entries(decodings))("%s is sent and read as documented", async (title, { call, value }) => {
  const { method, path, request, status, response = "", responseHeaders = {} } = sampleOf(title);
  server.script({ status, body: response, headers: responseHeaders });

  expect(await call(cloud)).toStrictEqual(value);

  const seen = server.seen.map(({ body, ...rest }) => ({ ...rest, body: body === "" ? undefined : parsed(body) }));
  expect(seen).toMatchObject([{ method, url: path.replace("{project_id}", projectId) }]);
  expect(seen[0]?.body).toEqual(request);
});

function parsed(text: string): unknown {
  return JSON.parse(text);
}
