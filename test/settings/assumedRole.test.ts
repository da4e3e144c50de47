import { enough, read, refusal } from "./readWith";
import type { Texts } from "./readWith";

const region = { "kps:region": "cn-north-4" };
const keys = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "SK" };
const path = "/home/alice/.hcloud/config.json";
const canary = "canary-4711";

function hcloud(profile: object): Texts {
  const named = { name: "ops", accessKeyId: "pAK", secretAccessKey: "pSK", ...profile };
  return { [path]: JSON.stringify({ current: "ops", profiles: [named] }) };
}

test("from the environment, for credentials that stand there", () => {
  const variables = {
    ...keys,
    HW_ASSUME_ROLE_AGENCY_NAME: "operations",
    HW_ASSUME_ROLE_DOMAIN_NAME: "acme",
    HW_ASSUME_ROLE_DURATION: "3600",
  };

  expect(read(region, variables).assumeRole).toEqual({
    agencyName: "operations",
    domain: { name: "acme" },
    durationSeconds: 3600,
    origin: "HW_ASSUME_ROLE_AGENCY_NAME in the environment",
  });
});

test.each([
  ["kps", '{"agencyName":"operations","domainId":"d-1","durationSeconds":900}'],
  ["kps", '{"agencyName":"operations","domainId":"d-1","durationSeconds":"900"}'],
  ["huaweicloud", '[{"agencyName":"operations","domainId":"d-1","duration":900}]'],
])("from %s:assumeRole, an object", (namespace, assumeRole) => {
  const configuration = {
    ...region,
    [`${namespace}:accessKey`]: "AK",
    [`${namespace}:secretKey`]: "SK",
    [`${namespace}:assumeRole`]: assumeRole,
  };

  expect(read(configuration).assumeRole).toMatchObject({
    agencyName: "operations",
    domain: { id: "d-1" },
    durationSeconds: 900,
  });
});

test("from a profile, whose domain id counts before the name", () => {
  const files = hcloud({ agencyName: "operations", agencyDomainName: "acme", agencyDomainId: "d-1" });

  const settings = read(region, {}, files);

  expect(settings.credentials).toMatchObject({ accessKey: "pAK" });
  expect(settings.assumeRole).toEqual({
    agencyName: "operations",
    domain: { id: "d-1" },
    origin: "agencyName of the default profile in ~/.hcloud/config.json",
  });
});

test.each([
  [
    "the environment's, with credentials of the configuration",
    enough,
    { HW_ASSUME_ROLE_AGENCY_NAME: canary, HW_ASSUME_ROLE_DOMAIN_NAME: canary },
    {},
    ["HW_ASSUME_ROLE_AGENCY_NAME", "the stack configuration (kps:)"],
  ],
  [
    "the configuration's, with credentials of the environment",
    { ...region, "kps:assumeRole": `{"agencyName":"${canary}","domainName":"${canary}"}` },
    keys,
    {},
    ["kps:assumeRole", "HW_ACCESS_KEY / HW_SECRET_KEY"],
  ],
  [
    "a named profile's, with credentials of the environment",
    { ...region, "kps:profile": "ops" },
    keys,
    hcloud({ agencyName: canary, agencyDomainName: canary }),
    ["kps:profile", "HW_ACCESS_KEY / HW_SECRET_KEY"],
  ],
  [
    "a profile's that gives the region, with credentials of the environment",
    {},
    keys,
    hcloud({ region: "cn-north-4", agencyName: canary, agencyDomainName: canary }),
    ["the default profile", "HW_ACCESS_KEY / HW_SECRET_KEY"],
  ],
] as [string, Texts, Texts, Texts, string[]][])(
  "never with credentials of another place, naming both: %s",
  (_, configuration, variables, files, parts) => {
    const error = refusal(configuration, variables, files);

    expect(error.key).toBe("assumeRole");
    parts.forEach((part) => expect(error.message).toContain(part));
    expect(error.message).not.toContain(canary);
  },
);

test("a profile that nothing is taken from does not count", () => {
  expect(read(enough, {}, hcloud({ agencyName: "operations", agencyDomainName: "acme" }))).not.toHaveProperty(
    "assumeRole",
  );
});

test.each([
  [{ HW_ASSUME_ROLE_AGENCY_NAME: canary }, "HW_ASSUME_ROLE_DOMAIN_NAME or HW_ASSUME_ROLE_DOMAIN_ID is missing"],
  [{ HW_ASSUME_ROLE_DOMAIN_ID: canary }, "HW_ASSUME_ROLE_AGENCY_NAME is missing"],
  [{ HW_ASSUME_ROLE_DURATION: "900" }, "HW_ASSUME_ROLE_AGENCY_NAME is missing"],
  [
    {
      HW_ASSUME_ROLE_AGENCY_NAME: canary,
      HW_ASSUME_ROLE_DOMAIN_NAME: canary,
      HW_ASSUME_ROLE_DOMAIN_ID: canary,
    },
    "both set",
  ],
  [
    { HW_ASSUME_ROLE_AGENCY_NAME: "a", HW_ASSUME_ROLE_DOMAIN_NAME: "d", HW_ASSUME_ROLE_DURATION: canary },
    "900 to 86400",
  ],
  [
    { HW_ASSUME_ROLE_AGENCY_NAME: "a", HW_ASSUME_ROLE_DOMAIN_NAME: "d", HW_ASSUME_ROLE_DURATION: "86401" },
    "HW_ASSUME_ROLE_DURATION",
  ],
  ...["9e2", "0x400", "900.0", "+900"].map((duration) => [
    { HW_ASSUME_ROLE_AGENCY_NAME: "a", HW_ASSUME_ROLE_DOMAIN_NAME: "d", HW_ASSUME_ROLE_DURATION: duration },
    "HW_ASSUME_ROLE_DURATION must be a whole number",
  ]),
  [{ HW_ASSUME_ROLE_AGENCY_NAME: `a\n${canary}`, HW_ASSUME_ROLE_DOMAIN_NAME: "d" }, "is no name"],
  [{ HW_ASSUME_ROLE_IDP_ID: canary }, "HW_ASSUME_ROLE_IDP_ID"],
  [{ HW_ASSUME_ROLE_ID_TOKEN: canary }, "identity provider"],
  [{ HW_ASSUME_ROLE_ID_TOKEN_FILE: canary }, "HW_ASSUME_ROLE_ID_TOKEN_FILE"],
  [{ OS_AGENCY_NAME: canary }, "OS_AGENCY_NAME"],
] as [Texts, string][])("half of one, a malformed one and an identity provider's is refused: %j", (variables, part) => {
  const error = refusal(region, { ...keys, ...variables });

  expect(error.key).toBe("assumeRole");
  expect(error.message).toContain(part);
  expect(error.message).not.toContain(canary);
});

test.each([
  [`"${canary}"`, "kps:assumeRole"],
  [`{"agencyName":{"x":"${canary}"}}`, "kps:assumeRole"],
  [
    `{"agencyName":"a","domainName":"d","${canary}":1}`,
    "the keys are agencyName, domainName, domainId, durationSeconds",
  ],
  [`{"agencyName":"a","domainName":"d","idToken":"${canary}"}`, "kps:assumeRole.idToken"],
  [`[{"agencyName":"a","domainName":"d"},{"agencyName":"b","domainName":"d"}]`, "one object"],
])("what is no agency in the configuration is refused: %s", (assumeRole, part) => {
  const error = refusal({ ...enough, "kps:assumeRole": assumeRole });

  expect(error.message).toContain(part);
  expect(error.message).not.toContain(canary);
});
