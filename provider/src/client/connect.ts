import { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import type { AssumedRole, Settings } from "../settings/settings";
import { CredentialGate } from "../transport/credentialGate";
import { HttpService } from "../transport/httpService";
import type { ServiceParts } from "../transport/httpService";
import { PassingTroubles } from "../transport/passingTroubles";
import { RequestBudget } from "../transport/requestBudget";
import type { Runtime } from "../transport/runtime";
import type { Service } from "../transport/service";
import { ServiceClock } from "../transport/serviceClock";
import type { Cloud } from "./cloud";
import { findProjectId } from "./findProjectId";
import { hashOf } from "./hashOf";
import { noteCredentials } from "./signIn/noteCredentials";
import { credentialAdvice } from "./signIn/advice";
import { assumedIdentity } from "./signIn/assumedIdentity";
import { signIn } from "./signIn/signIn";
import type { SignIn } from "./signIn/signIn";

export type { Cloud } from "./cloud";

/** DMS documents no quota; this is far below what its gateway bears. */
const dmsRequestsPerMinute = 300;

/**
 * Connects to the project the settings mean. Sends requests only when the project id is not given: then the id is looked
 * up by the project's or the region's name.
 * @param runtime network, clocks and chance
 * @param secrets what no text may show; what comes to be known here is added
 * @throws SettingsError when there is no such project; ServiceError, TransportError when IAM cannot tell
 */
export async function connect(
  settings: Settings,
  runtime: Runtime,
  secrets: KnownSecrets = new KnownSecrets(),
): Promise<Cloud> {
  const clock = new ServiceClock(runtime.wallMs);
  const { assumeRole, credentials, endpoints, region } = settings;
  noteCredentials(credentials, secrets);
  const iamParts: ServiceParts = { name: "IAM", baseUrl: endpoints.iam, runtime, clock, secrets };
  const own = signIn(credentials, {
    runtime,
    clock,
    anonymousIam: new HttpService({ ...iamParts, advice: credentialAdvice(credentials.origin) }),
    // The project belongs to the agency's account: the credentials themselves have no part in it.
    ...(assumeRole === undefined ? { project: wantedProject(settings) } : {}),
  });
  const ownIdentity = { authoriser: own.authoriser, gate: new CredentialGate() };
  const ownIam = new HttpService({ ...iamParts, identity: ownIdentity });
  const identity =
    assumeRole === undefined
      ? ownIdentity
      : {
          authoriser: assumedIdentity(assumeRole, { runtime, clock, iam: ownIam, secrets }),
          gate: new CredentialGate(),
        };
  const iam = assumeRole === undefined ? ownIam : new HttpService({ ...iamParts, identity });
  const projectId = settings.projectId ?? (await projectIdOf(settings, own, iam));
  const troubles = new PassingTroubles();
  const service = (name: string, baseUrl: string, requestsPerMinute: number): Service =>
    new HttpService({
      name,
      baseUrl,
      runtime,
      clock,
      identity,
      secrets,
      troubles,
      budget: new RequestBudget(requestsPerMinute, runtime),
      headers: { "X-Project-Id": projectId },
    });
  return {
    runtime,
    settings,
    region,
    projectId,
    projectIdFrom: settings.projectId === undefined ? "lookup" : "settings",
    key: hashOf([endpoints, region, projectId, credentials, assumeRole]),
    kps: service("KPS", endpoints.kms, settings.requestsPerMinute),
    ecs: service("ECS", endpoints.ecs, settings.ecsRequestsPerMinute),
    dms: service("DMS", endpoints.dms, dmsRequestsPerMinute),
    iam,
    secrets,
    troubles,
    asker: (signal = new AbortController().signal) =>
      assumeRole === undefined ? own.asker(signal) : Promise.resolve(agencyText(assumeRole)),
    serviceNow: () => clock.now(),
  };
}

function agencyText({ agencyName, domain }: AssumedRole): string {
  return `agency ${agencyName} of account ${"name" in domain ? domain.name : domain.id}`;
}

function wantedProject({ projectId, projectName, region }: Settings): { id: string } | { name: string } {
  return projectId === undefined ? { name: projectName ?? region } : { id: projectId };
}

async function projectIdOf(settings: Settings, own: SignIn, iam: Service): Promise<string> {
  const ofToken = settings.assumeRole === undefined ? await own.projectId(new AbortController().signal) : undefined;
  return ofToken ?? (await findProjectId(settings, iam));
}
