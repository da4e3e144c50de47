import type { Operation } from "../../http/operation";

/** GET /v3/users: the account's IAM users, filtered by `name`. */
export const listUsers: Operation = {
  name: "KeystoneListUsers",
  method: "GET",
  path: "/v3/users",
  service: "iam",
  run({ world, query }) {
    const { domainId, users } = world.identities;
    const name = query.get("name");
    const wanted = users.filter((user) => name === null || user.name === name);
    return {
      status: 200,
      body: {
        users: wanted.map((user) => ({
          id: user.id,
          name: user.name,
          domain_id: domainId,
          enabled: true,
          description: "",
          password_expires_at: null,
          pwd_status: true,
          links: { self: `/v3/users/${user.id}` },
        })),
        links: { self: "/v3/users", next: null, previous: null },
      },
    };
  },
};
