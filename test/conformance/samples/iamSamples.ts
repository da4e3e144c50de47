import type { Sample } from "./sample";
import { sampleNames } from "./sampleNames";

const { userName, userPassword, domainName } = sampleNames;
const domain = { id: "d78cbac186b744899480f25bd0220001", name: domainName };
const projectId = "0123456789abcdef0123456789abcdef";
const user = { id: sampleNames.user, name: userName, domain, password_expires_at: "" };
const expires_at = "2024-01-03T03:04:05.678000Z";
const issued_at = "2024-01-02T03:04:05.678000Z";
const credential = { access: "AK", secret: "SK", securitytoken: "gQpjbi1ub3J0aC0x", expires_at };

/** IAM. */
export const iamSamples = {
  KeystoneCreateUserTokenByPassword: {
    operation: "KeystoneCreateUserTokenByPassword",
    method: "POST",
    path: "/v3/auth/tokens?nocatalog=true",
    request: {
      auth: {
        identity: {
          methods: ["password"],
          password: { user: { name: userName, password: userPassword, domain: { name: domainName } } },
        },
        scope: { project: { name: "cn-north-4" } },
      },
    },
    status: 201,
    responseHeaders: { "X-Subject-Token": "MIIatAYJKoZIhvcNAQcCoIIapTCCGqECAQExDTALBglghkgBZQMEAgEw" },
    response: {
      token: {
        expires_at,
        issued_at,
        methods: ["password"],
        project: { id: projectId, name: "cn-north-4", domain },
        roles: [{ id: "0", name: "te_admin" }],
        user,
      },
    },
  },
  KeystoneListProjects: {
    operation: "KeystoneListProjects",
    method: "GET",
    path: "/v3/projects?name=cn-north-4",
    status: 200,
    response: {
      projects: [
        {
          id: projectId,
          name: "cn-north-4",
          domain_id: domain.id,
          parent_id: domain.id,
          is_domain: false,
          enabled: true,
          description: "",
          links: { self: `https://iam.example.com/v3/projects/${projectId}` },
        },
      ],
      links: { self: "https://iam.example.com/v3/projects?name=cn-north-4", next: null, previous: null },
    },
  },
  KeystoneListAuthDomains: {
    operation: "KeystoneListAuthDomains",
    method: "GET",
    path: "/v3/auth/domains",
    status: 200,
    response: {
      domains: [
        {
          ...domain,
          enabled: true,
          description: "",
          links: { self: `https://iam.example.com/v3/domains/${domain.id}` },
        },
      ],
      links: { self: "https://iam.example.com/v3/auth/domains", next: null, previous: null },
    },
  },
  KeystoneCreateAgencyToken: {
    operation: "KeystoneCreateAgencyToken",
    method: "POST",
    path: "/v3/auth/tokens?nocatalog=true",
    request: {
      auth: {
        identity: {
          methods: ["assume_role"],
          assume_role: { domain_name: domainName, agency_name: "operations" },
        },
        scope: { project: { name: "cn-north-4" } },
      },
    },
    status: 201,
    responseHeaders: { "X-Subject-Token": "MIIatAYJKoZIhvcNAQcCoIIapTCCGqECAQExDTALBglghkgBZQMEAgEw" },
    response: {
      token: {
        expires_at,
        issued_at,
        methods: ["assume_role"],
        project: { id: projectId, name: "cn-north-4", domain },
        roles: [{ id: "0", name: "op_gated_eip_ipv6" }],
        user: { id: "0760a9e2a60026664f1fc0031f9f205e", name: "acme/operations", domain },
        assumed_by: { user },
      },
    },
  },
  "CreateTemporaryAccessKeyByToken for a token": {
    operation: "CreateTemporaryAccessKeyByToken",
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    request: { auth: { identity: { methods: ["token"], token: { duration_seconds: 900 } } } },
    status: 201,
    response: { credential },
  },
  "CreateTemporaryAccessKeyByToken for an agency": {
    operation: "CreateTemporaryAccessKeyByAgency",
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    request: {
      auth: {
        identity: {
          methods: ["assume_role"],
          assume_role: { domain_name: domainName, agency_name: "operations", duration_seconds: 3600 },
        },
      },
    },
    status: 201,
    response: { credential },
  },
} as const satisfies Record<string, Sample>;
