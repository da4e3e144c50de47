import { findProjectId } from "../../provider/src/client/findProjectId";
import { errorText } from "../../provider/src/diagnostics/errors/diagnose";
import { resourceSpeaker } from "../../provider/src/diagnostics/speaker";
import { enough, refusal, type Texts } from "../settings/readWith";
import { settingsFor } from "../client/settingsFor";
import { testService } from "../transport/testService";
import { startScriptedServer } from "../transport/scriptedServer";
import { messageOf, type Chapter, type Entry } from "./entry";

const ATTEMPTED = 'creating key pair "ops-2026"';
const region = { "kps:region": "cn-north-4" };
const keys = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "SK" };
const agency = { HW_ASSUME_ROLE_AGENCY_NAME: "a", HW_ASSUME_ROLE_DOMAIN_NAME: "d" };
const bridged = { "huaweicloud:region": "cn-north-4", "huaweicloud:accessKey": "AK", "huaweicloud:secretKey": "SK" };
const HCLOUD = "/home/alice/.hcloud/config.json";
const SDK = "/home/alice/.huaweicloud/credentials";

function profile(values: object): Texts {
  return { [HCLOUD]: JSON.stringify({ current: "ops", profiles: [{ name: "ops", ...values }] }) };
}

/** What is wrong with settings, as it stands on the resource. */
export async function settingsFaults(): Promise<Chapter> {
  const fault = (title: string, configuration: Texts, variables: Texts = {}, files: Texts = {}): Entry => ({
    title,
    text: errorText(refusal(configuration, variables, files), ATTEMPTED, resourceSpeaker),
  });
  const profiles = { "/home/alice/.hcloud/config.json": JSON.stringify({ current: "ops", profiles: [] }) };
  return {
    heading: "Settings are missing, malformed, or contradict each other",
    entries: [
      fault("no region", {}),
      fault("a malformed region", { ...enough, "kps:region": "CN North 4" }),
      fault("no credentials", region),
      fault("half a set of credentials in the configuration", { ...region, "kps:accessKey": "AK" }),
      fault("half a set of credentials in the environment", region, { HW_ACCESS_KEY: "AK" }),
      fault("a user without a domain", { ...region, "kps:userName": "u", "kps:password": "p" }),
      fault("a malformed project id", { ...enough, "kps:projectId": "123" }),
      fault("a malformed budget", { ...enough, "kps:requestsPerMinute": "many" }),
      fault("an endpoint of another region", { ...enough, "kps:endpoint": "https://kms.cn-east-3.myhuaweicloud.com" }),
      fault("an endpoint in the clear", { ...enough, "kps:endpoint": "http://kps.example.com" }),
      fault("an endpoint that is no address", { ...enough, "kps:endpoint": "ftp://kps" }),
      fault("an endpoint with a password", { ...enough, "kps:endpoint": "https://u:p@kps.example.com" }),
      fault("endpoints that are no object", { ...enough, "kps:endpoints": "kms" }),
      fault("endpoints of an unknown service", { ...enough, "kps:endpoints": '{"kps":"https://kps.example.com"}' }),
      fault("a credentials file that is not there", region, { HW_SHARED_CONFIG_FILE: "/nowhere/credentials" }),
      fault("a profile that is not there", { ...region, "kps:profile": "ops" }, {}, profiles),
      fault("a profile file that is no JSON", region, {}, { [HCLOUD]: '{\n  "current": "ops"\n  "profiles": []\n}' }),
      fault("a profile file of another shape", region, {}, { [HCLOUD]: '{"profiles": [{"name": 5}]}' }),
      fault("an SDK's file with a line that is none", region, {}, { [SDK]: "[basic]\nak = x\nsk x\n" }),
      fault("a profile file in UTF-16", region, {}, { [HCLOUD]: "\ufffd\ufffd{\0" }),
      fault("a profile of mode ecsAgency", region, {}, profile({ mode: "ecsAgency" })),
      fault("an identity provider's token in the SDK's file", region, {}, { [SDK]: "[basic]\nidp_id = x\n" }),
      fault("an agency that stands elsewhere than the credentials", enough, agency),
      fault("half of an agency", region, { ...keys, HW_ASSUME_ROLE_AGENCY_NAME: "a" }),
      fault("an agency with two accounts", region, { ...keys, ...agency, HW_ASSUME_ROLE_DOMAIN_ID: "i" }),
      fault("an agency for too short a time", region, { ...keys, ...agency, HW_ASSUME_ROLE_DURATION: "60" }),
      fault("an agency through an identity provider", region, { ...keys, ...agency, HW_ASSUME_ROLE_ID_TOKEN: "t" }),
      fault("an agency in the way of OpenStack", region, { ...keys, OS_AGENCY_NAME: "a" }),
      fault("an agency in the older way of the bridged provider", { ...bridged, "huaweicloud:agencyName": "a" }),
      fault("a project of an agency, in its older way", { ...bridged, "huaweicloud:delegatedProject": "shop" }),
      fault("another cloud, in the way of the bridged provider", {
        ...bridged,
        "huaweicloud:cloud": "partner.example",
      }),
      fault("an agency that is no object", { ...enough, "kps:assumeRole": "operations" }),
      fault("a time scale that is none", enough, { KPS_TEST_TIME_SCALE: "fast" }),
      await noProject(),
    ],
  };
}

async function noProject(): Promise<Entry> {
  const server = await startScriptedServer();
  try {
    server.script({ status: 200, body: { projects: [] } });
    const iam = testService(server.url, { name: "IAM" });
    const text = await messageOf(
      findProjectId(settingsFor({ url: server.url }), iam).catch((error: unknown) => {
        throw new Error(errorText(error, ATTEMPTED, resourceSpeaker));
      }),
    );
    return { title: "a region in which the account has no project", text };
  } finally {
    await server.close();
  }
}
