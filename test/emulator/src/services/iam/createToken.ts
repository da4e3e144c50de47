import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Call, Operation } from "../../http/operation";
import type { Identities, Principal } from "../../world/identities";
import { assumedAgency, assumeRoleSchema } from "./assumeRole";
import { describeToken } from "./describeToken";
import { iamRefusal, malformed } from "./iamRefusal";

const path = "/v3/auth/tokens";

const named = z.object({ id: z.string().optional(), name: z.string().optional() });

const bodySchema = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()).min(1),
      password: z.object({ user: named.extend({ password: z.string(), domain: named.optional() }) }).optional(),
      assume_role: assumeRoleSchema.optional(),
    }),
    scope: z.object({ project: named.optional(), domain: named.optional() }).optional(),
  }),
});

type Auth = z.output<typeof bodySchema>["auth"];

/** POST /v3/auth/tokens: a password, or the agency of another account, for a token in the header X-Subject-Token. */
export const createToken: Operation = {
  name: "KeystoneCreateUserTokenByPassword",
  nameOf: (body) =>
    body.includes('"assume_role"') ? "KeystoneCreateAgencyToken" : "KeystoneCreateUserTokenByPassword",
  method: "POST",
  path,
  service: "iam",
  anonymous: true,
  run(call) {
    const { auth } = readBody(call.body, bodySchema, malformed);
    const { world } = call;
    const holder = identify(call, auth);
    const projectId = projectOf(world.identities, auth.scope);
    const token = world.identities.issueToken({ ...holder.principal, projectId }, world.wall());
    const catalog = call.query.has("nocatalog") ? {} : { catalog: [] };
    return {
      status: 201,
      headers: { "x-subject-token": token.id },
      body: { token: { methods: auth.identity.methods, ...describeToken(world, token, holder.assumedBy), ...catalog } },
    };
  },
};

/** Whose token it is to be; for an agency also who asked for it. */
interface Holder {
  principal: Principal;
  assumedBy?: Principal;
}

function identify(call: Call, { identity, scope }: Auth): Holder {
  const { identities } = call.world;
  if (identity.methods.includes("assume_role") && identity.assume_role !== undefined) {
    const { agency, by } = assumedAgency(call, path, identity.assume_role);
    if (scope?.project === undefined && scope?.domain === undefined) {
      throw malformed("auth.scope needs a project or a domain where an agency is assumed");
    }
    return { principal: agency, assumedBy: by };
  }
  if (!identity.methods.includes("password") || identity.password === undefined) {
    throw malformed("auth.identity needs the method password or assume_role and its parameters");
  }
  const { user: given } = identity.password;
  const user = identities.users.find(
    (one) => one.id === given.id || (given.id === undefined && one.name === given.name),
  );
  const domain = given.domain;
  const foreign = domain !== undefined && domain.id !== identities.domainId && domain.name !== identities.domainName;
  if (user === undefined || user.password !== given.password || foreign || (given.id === undefined && !domain)) {
    throw iamRefusal(401, "The username or password is wrong.");
  }
  return { principal: { userId: user.id, userName: user.name } };
}

/** A project wins over a domain; a token for neither opens no service of a project. */
function projectOf(identities: Identities, scope: Auth["scope"]): string {
  const project = scope?.project;
  if (project === undefined) {
    return "";
  }
  if (project.id !== identities.projectId && project.name !== identities.region) {
    throw iamRefusal(401, "The project could not be found, or the user has no role in it.");
  }
  return identities.projectId;
}
