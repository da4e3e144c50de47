import type { Operation } from "../../http/operation";

/** GET /v3/auth/domains: the account of the user who asks. */
export const listAuthDomains: Operation = {
  name: "KeystoneListAuthDomains",
  method: "GET",
  path: "/v3/auth/domains",
  service: "iam",
  run({ world }) {
    const { domainId, domainName } = world.identities;
    const links = { self: `/v3/domains/${domainId}` };
    return {
      status: 200,
      body: {
        domains: [{ id: domainId, name: domainName, enabled: true, description: "", links }],
        links: { self: "/v3/auth/domains", next: null, previous: null },
      },
    };
  },
};
