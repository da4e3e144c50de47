import type { Operation } from "../../http/operation";
import { describeToken } from "./describeToken";
import { iamRefusal } from "./iamRefusal";

/** GET /v3/auth/tokens: what the token in the header X-Subject-Token is for, and whose it is. */
export const validateToken: Operation = {
  name: "KeystoneValidateToken",
  method: "GET",
  path: "/v3/auth/tokens",
  service: "iam",
  run({ headers, world, query }) {
    const subject = headers["x-subject-token"];
    const token = world.identities.tokens.get(typeof subject === "string" ? subject : "");
    if (token === undefined || token.expiresAt <= world.wall()) {
      throw iamRefusal(404, "This is not a recognized Fernet token.");
    }
    const catalog = query.has("nocatalog") ? {} : { catalog: [] };
    return {
      status: 200,
      headers: { "x-subject-token": token.id },
      body: { token: { methods: ["password"], ...describeToken(world, token, undefined), ...catalog } },
    };
  },
};
