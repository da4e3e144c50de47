import type { Emulator } from "../../src/index";
import type { Bench } from "../support/bench";
import { malformed, operation, type OperationCases } from "./operationCase";

const identity = ({ credentials }: Emulator, password = credentials.userPassword): object => ({
  methods: ["password"],
  password: { user: { name: credentials.userName, password, domain: { name: credentials.domainName } } },
});

async function tokenOf(emulator: Emulator): Promise<string> {
  const body = JSON.stringify({ auth: { identity: identity(emulator), scope: { project: { name: "cn-north-4" } } } });
  const reply = await fetch(`${emulator.url}/v3/auth/tokens`, { method: "POST", body });
  return reply.headers.get("x-subject-token") ?? "";
}

/** IAM. */
export const iamCases: OperationCases = {
  KeystoneListProjects: operation("GET", "/v3/projects?name=cn-north-4", [
    { column: "success", title: "by name", status: 200 },
  ]),
  KeystoneListAuthProjects: operation("GET", "/v3/auth/projects", [{ column: "success", title: "all", status: 200 }]),
  KeystoneListAuthDomains: operation("GET", "/v3/auth/domains", [
    { column: "success", title: "the account", status: 200 },
  ]),
  KeystoneListUsers: operation("GET", "/v3/users?name=colleague", [
    { column: "success", title: "by name", status: 200 },
  ]),
  KeystoneCreateUserTokenByPassword: operation("POST", "/v3/auth/tokens", [
    {
      column: "success",
      title: "a password",
      body: (bench) => ({ auth: { identity: identity(bench.emulator), scope: { project: { name: "cn-north-4" } } } }),
      status: 201,
    },
    {
      column: "documented errors",
      title: "a wrong password",
      body: (bench) => ({ auth: { identity: identity(bench.emulator, "wrong") } }),
      status: 401,
    },
    {
      column: "unknown object",
      title: "an unknown project",
      body: (bench) => ({ auth: { identity: identity(bench.emulator), scope: { project: { name: "x" } } } }),
      status: 401,
    },
    malformed(400, undefined, { auth: {} }),
  ]),
  KeystoneCreateAgencyToken: operation("POST", "/v3/auth/tokens", [
    {
      column: "success",
      title: "an agency",
      token: tokenOf,
      body: (bench) => ({
        auth: { identity: agency(bench, "operations"), scope: { project: { name: "cn-north-4" } } },
      }),
      status: 201,
    },
    {
      column: "documented errors",
      title: "no scope",
      token: tokenOf,
      body: (bench) => ({ auth: { identity: agency(bench, "operations") } }),
      status: 400,
    },
    {
      column: "unknown object",
      title: "an unknown agency",
      token: tokenOf,
      body: (bench) => ({ auth: { identity: agency(bench, "x") } }),
      status: 404,
    },
  ]),
  KeystoneValidateToken: operation("GET", "/v3/auth/tokens?nocatalog=true", [
    { column: "success", title: "a token", subject: tokenOf, status: 200 },
    { column: "unknown object", title: "no token", status: 404 },
  ]),
  CreateTemporaryAccessKeyByToken: operation("POST", "/v3.0/OS-CREDENTIAL/securitytokens", [
    {
      column: "success",
      title: "a token",
      token: tokenOf,
      body: () => ({ auth: { identity: { methods: ["token"], token: { duration_seconds: 900 } } } }),
      status: 201,
    },
    {
      column: "documented errors",
      title: "a lifetime that is too short",
      token: tokenOf,
      body: () => ({ auth: { identity: { methods: ["token"], token: { duration_seconds: 1 } } } }),
      status: 400,
    },
    malformed(400, undefined),
  ]),
  CreateTemporaryAccessKeyByAgency: operation("POST", "/v3.0/OS-CREDENTIAL/securitytokens", [
    {
      column: "success",
      title: "an agency",
      body: (bench) => ({ auth: { identity: agency(bench, "operations") } }),
      status: 201,
    },
    {
      column: "unknown object",
      title: "an unknown agency",
      body: (bench) => ({ auth: { identity: agency(bench, "x") } }),
      status: 404,
    },
  ]),
};

function agency(bench: Bench, name: string): object {
  const role = { agency_name: name, domain_name: bench.emulator.credentials.domainName };
  return { methods: ["assume_role"], assume_role: role };
}
