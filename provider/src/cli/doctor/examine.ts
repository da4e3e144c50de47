import type { Cloud } from "../../client/cloud";
import type { Settings } from "../../settings/settings";
import { isSettingsError } from "../../settings/settingsError";
import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import { isServiceError } from "../../transport/serviceError";
import { commandSpeaker } from "../../diagnostics/speaker";
import { settingsFor, type ConnectionFlags } from "../connection";
import { errorText } from "../errorText";
import type { Session } from "../session";
import { clockFinding } from "./clockFinding";
import type { Finding } from "./finding";
import { answerOf, isAnswer, isCredentialRefusal, judgeEndpoint, judgePermission, type ProbeEnd } from "./judgeProbe";
import { projectFinding } from "./projectFinding";
import { readProbes, type ReadProbe } from "./readProbes";
import { writePermissions } from "./writePermissions";

/** For one probe, in ms. */
const patienceMs = 15_000;

/** Looks at everything the provider needs, with reads only. Throws when it is interrupted. */
export async function examine(flags: ConnectionFlags, session: Session): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = settingsFor(flags, session);
  } catch (error) {
    if (!isSettingsError(error)) {
      throw error;
    }
    return [
      {
        check: "settings",
        result: "problem",
        seen: commandSpeaker.inSettings(error.message),
        next: `set ${error.key} right`,
      },
    ];
  }
  const region: Finding = { check: "region", result: "ok", seen: settings.region };
  let cloud: Cloud;
  try {
    ({ cloud } = await session.connections.to(settings));
  } catch (error) {
    return [region, ...notConnected(settings, error, session.connections.secrets)];
  }
  return [region, ...(await examineCloud(cloud, session.signal))];
}

async function examineCloud(cloud: Cloud, signal: AbortSignal): Promise<Finding[]> {
  const ends = await probeAll(cloud, signal);
  const { settings } = cloud;
  const refusal = ends.map(({ error }) => error).find(isCredentialRefusal);
  const credential: Finding =
    refusal === undefined
      ? {
          check: "credentials",
          result: ends.some(({ error }) => error === undefined) ? "ok" : "untested",
          seen: credentialText(settings),
        }
      : credentialProblem(settings, answerOf(refusal));
  const services = ["KPS", "ECS", "DMS", "IAM"] as const;
  const urls = { KPS: cloud.kps, ECS: cloud.ecs, DMS: cloud.dms, IAM: cloud.iam };
  const endpoints = services.flatMap((service) => {
    const first = ends.find(({ probe }) => probe.service === service);
    return first === undefined ? [] : [judgeEndpoint(first, urls[service].baseUrl)];
  });
  const permissions =
    refusal === undefined
      ? [...ends.map(judgePermission), ...writePermissions]
      : [{ check: "permissions", result: "untested", seen: "the credentials come first" } as const];
  return [
    credential,
    ...endpoints,
    clockFinding(cloud.serviceNow() - Date.now(), ends),
    ...(refusal === undefined ? [await projectFinding(cloud, { signal, attempts: 1 })] : []),
    throttlingFinding(cloud.settings, ends),
    ...permissions,
  ];
}

/** One after the other; none after one that says the credential is wrong, since wrong attempts lock it. */
async function probeAll(cloud: Cloud, signal: AbortSignal): Promise<ProbeEnd[]> {
  const ends: ProbeEnd[] = [];
  for (const probe of readProbes) {
    const end = await probeOnce(probe, cloud, signal);
    ends.push(end);
    if (isCredentialRefusal(end.error)) {
      break;
    }
  }
  return ends;
}

async function probeOnce(probe: ReadProbe, cloud: Cloud, signal: AbortSignal): Promise<ProbeEnd> {
  const startMs = performance.now();
  try {
    await probe.send(cloud, { attempts: 1, signal, deadlineMs: startMs + patienceMs });
    return { probe, tookMs: performance.now() - startMs };
  } catch (error) {
    signal.throwIfAborted();
    return { probe, tookMs: performance.now() - startMs, error };
  }
}

function notConnected(settings: Settings, error: unknown, secrets: KnownSecrets): Finding[] {
  const { endpoints } = settings;
  if (isCredentialRefusal(error)) {
    return [credentialProblem(settings, answerOf(error))];
  }
  const seen = isSettingsError(error) ? commandSpeaker.inSettings(error.message) : errorText(error, secrets);
  if (isSettingsError(error)) {
    return [{ check: "project", result: "problem", seen, next: `set ${error.key} right, or give --project-id` }];
  }
  if (isServiceError(error) && error.status === 403) {
    return [
      { check: "project", result: "problem", seen, next: "give --project-id, or grant iam:projects:listProjects" },
    ];
  }
  const next = `check the network, the proxy and the endpoint ${endpoints.iam}; with --project-id IAM is not asked`;
  return [{ check: "endpoint IAM", result: "problem", seen, next }];
}

function credentialProblem(settings: Settings, answer: string): Finding {
  return {
    check: "credentials",
    result: "problem",
    seen: `${credentialText(settings)}: refused (${answer})`,
    next: "correct them there; five wrong attempts lock an access key for minutes, so nothing else was tried",
  };
}

function credentialText({ credentials, assumeRole }: Settings): string {
  const kinds = { aksk: "access key", token: "token", user: "IAM user" } as const;
  const temporary = credentials.kind === "aksk" && credentials.securityToken !== undefined ? "temporary " : "";
  const agency = assumeRole === undefined ? "" : `, acting as the agency that ${assumeRole.origin} names`;
  return `${temporary}${kinds[credentials.kind]} from ${credentials.origin}${agency}`;
}

function throttlingFinding(settings: Settings, ends: readonly ProbeEnd[]): Finding {
  const throttled = ends.map(({ error }) => error).find((error) => isServiceError(error) && error.status === 429);
  const budget = `up to ${settings.requestsPerMinute} requests a minute are sent (KPS_REQUESTS_PER_MINUTE)`;
  return isServiceError(throttled)
    ? {
        check: "throttling",
        result: "warning",
        seen: `${throttled.service} is throttling this IAM user now (${answerOf(throttled)}); ${budget}`,
        next: "lower KPS_REQUESTS_PER_MINUTE, or run fewer tools of this IAM user at the same time",
      }
    : { check: "throttling", result: ends.some(isAnswer) ? "ok" : "untested", seen: `none seen; ${budget}` };
}
