import { ShowServerRequest } from "@huaweicloud/huaweicloud-sdk-ecs/v2/model/ShowServerRequest";
import {
  AgencyAuth,
  AgencyAuthIdentity,
  AgencyTokenAssumerole,
  AgencyTokenAuth,
  AgencyTokenIdentity,
  AgencyTokenScope,
  AgencyTokenScopeProject,
  CreateTemporaryAccessKeyByAgencyRequest,
  CreateTemporaryAccessKeyByAgencyRequestBody,
  CreateTemporaryAccessKeyByTokenRequest,
  CreateTemporaryAccessKeyByTokenRequestBody,
  IdentityAssumerole,
  IdentityToken,
  KeystoneCreateAgencyTokenRequest,
  KeystoneCreateAgencyTokenRequestBody,
  KeystoneListProjectsRequest,
  TokenAuth,
  TokenAuthIdentity,
  type Credential,
} from "@huaweicloud/huaweicloud-sdk-iam/v3/public-api";
import { passwordRequest } from "./passwordRequest";
import { sdkClients, type SdkKey } from "./sdkClients";
import { startSdkStage, type SdkStage } from "./sdkStage";

let stage: SdkStage;

beforeAll(async () => {
  stage = await startSdkStage();
});

beforeEach(() => stage.emulator.control.reset());

afterAll(() => stage.emulator.close());

/** A token, which the SDK puts among the fields of the answer. */
async function tokenOf({ clients, emulator }: SdkStage): Promise<string> {
  const answer = await clients.iam.keystoneCreateUserTokenByPassword(passwordRequest(emulator.credentials));
  const token = Object.entries(answer).find(([name]) => name === "X-Subject-Token")?.[1] as unknown;
  return String(token);
}

test("lists the account and its projects", async () => {
  const { projectId, domainId, domainName, region } = stage.emulator.credentials;

  expect(await stage.clients.iam.keystoneListAuthDomains()).toMatchObject({
    domains: [{ id: domainId, name: domainName, enabled: true }],
  });
  const byName = new KeystoneListProjectsRequest().withName(region).withEnabled(true).withPage(1).withPerPage(10);
  expect(await stage.clients.iam.keystoneListProjects(byName)).toMatchObject({
    projects: [{ id: projectId, name: region, domain_id: domainId }],
  });
  expect(await stage.clients.iam.keystoneListAuthProjects()).toMatchObject({ projects: [{ id: projectId }] });
});

test("exchanges a password for a token", async () => {
  const { projectId, region, userName, domainName } = stage.emulator.credentials;
  const request = passwordRequest(stage.emulator.credentials);

  expect(await stage.clients.iam.keystoneCreateUserTokenByPassword(request.withNocatalog("true"))).toMatchObject({
    httpStatusCode: 201,
    "X-Subject-Token": expect.stringMatching(/^\w{64}$/) as string,
    token: {
      methods: ["password"],
      project: { id: projectId, name: region, domain: { name: domainName } },
      user: { name: userName },
    },
  });
});

/** A temporary access key as the SDK hands it out. */
function keyOf(credential: Credential | undefined): Required<SdkKey> {
  const { access = "", secret = "", securitytoken = "" } = credential ?? {};
  return { accessKey: access, secretKey: secret, securityToken: securitytoken };
}

test("exchanges a token for a temporary access key, which opens the services with its security token only", async () => {
  const token = new IdentityToken().withId(await tokenOf(stage)).withDurationSeconds(900);
  const auth = new TokenAuth(new TokenAuthIdentity(["token"]).withToken(token));
  const body = new CreateTemporaryAccessKeyByTokenRequestBody(auth);
  const request = new CreateTemporaryAccessKeyByTokenRequest().withBody(body);

  const key = keyOf((await stage.clients.iam.createTemporaryAccessKeyByToken(request)).credential);

  const temporary = sdkClients(stage.emulator.credentials, key);
  const expected = { server: { id: "up" }, httpStatusCode: 200 };
  expect(await temporary.ecs.showServer(new ShowServerRequest("up"))).toMatchObject(expected);
  expect(await temporary.kps.call("ListKeypairs", { query: { limit: "1" } })).toMatchObject({ httpStatusCode: 200 });
  expect(await temporary.iam.keystoneListAuthDomains()).toMatchObject({ httpStatusCode: 200 });
  const { accessKey, secretKey } = key;
  const without = sdkClients(stage.emulator.credentials, { accessKey, secretKey });
  await expect(without.ecs.showServer(new ShowServerRequest("up"))).rejects.toMatchObject({ httpStatusCode: 401 });
});

test("a signature alone gets a temporary access key", async () => {
  const auth = new TokenAuth(new TokenAuthIdentity(["token"]));
  const body = new CreateTemporaryAccessKeyByTokenRequestBody(auth);
  const request = new CreateTemporaryAccessKeyByTokenRequest().withBody(body);

  const key = keyOf((await stage.clients.iam.createTemporaryAccessKeyByToken(request)).credential);

  await sdkClients(stage.emulator.credentials, key).ecs.showServer(new ShowServerRequest("up"));
  expect(stage.emulator.control.requests().at(-1)).toMatchObject({ who: "operator", status: 200 });
});

test("takes over an agency by a signature: a token that names who did, or a temporary access key", async () => {
  const { domainName, userName, region, projectId } = stage.emulator.credentials;
  const { iam } = stage.clients;
  const scope = new AgencyTokenScope().withProject(new AgencyTokenScopeProject().withName(region));
  const identity = new AgencyTokenIdentity(
    ["assume_role"],
    new AgencyTokenAssumerole("operations").withDomainName(domainName),
  );
  const forToken = new KeystoneCreateAgencyTokenRequestBody(new AgencyTokenAuth(identity, scope));
  const role = new IdentityAssumerole("operations").withDomainName(domainName).withDurationSeconds(3600);
  const forKey = new CreateTemporaryAccessKeyByAgencyRequestBody(
    new AgencyAuth(new AgencyAuthIdentity(["assume_role"], role)),
  );

  expect(
    await iam.keystoneCreateAgencyToken(
      new KeystoneCreateAgencyTokenRequest().withNocatalog("true").withBody(forToken),
    ),
  ).toMatchObject({
    "X-Subject-Token": expect.stringMatching(/^\w{64}$/) as string,
    token: { methods: ["assume_role"], assumed_by: { user: { name: userName } }, project: { id: projectId } },
  });
  const request = new CreateTemporaryAccessKeyByAgencyRequest().withBody(forKey);
  const key = keyOf((await iam.createTemporaryAccessKeyByAgency(request)).credential);
  await sdkClients(stage.emulator.credentials, key).ecs.showServer(new ShowServerRequest("up"));
  expect(stage.emulator.control.requests().at(-1)).toMatchObject({ who: "agency:operations", status: 200 });
});

test("nobody takes over an agency with a wrong secret key", async () => {
  const { credentials } = stage.emulator;
  const { iam } = sdkClients(credentials, { ...credentials, secretKey: "wrong" });
  const role = new IdentityAssumerole("operations").withDomainName(credentials.domainName);
  const body = new CreateTemporaryAccessKeyByAgencyRequestBody(
    new AgencyAuth(new AgencyAuthIdentity(["assume_role"], role)),
  );

  await expect(
    iam.createTemporaryAccessKeyByAgency(new CreateTemporaryAccessKeyByAgencyRequest().withBody(body)),
  ).rejects.toMatchObject({ httpStatusCode: 401, errorCode: "APIGW.0301" });
});
