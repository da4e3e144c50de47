import { Gatekeeper } from "../../http/authenticate";
import type { Call } from "../../http/operation";
import type { Principal } from "../../world/identities";
import { iamRefusal } from "./iamRefusal";

/**
 * Who sends a request to an operation that also serves people without an identity: proven by a token or, as the SDK
 * does it, by a signature.
 *
 * @param path of the operation
 * @param given the token of the body, which wins over the headers
 * @throws Refusal 401
 */
export function requireSender(call: Call, path: string, given?: string): Principal {
  const { headers, world } = call;
  if (given === undefined && headers.authorization !== undefined) {
    const url = `${path}?${call.query.toString()}`;
    return new Gatekeeper(world).authenticate({ method: "POST", url, headers, body: call.body });
  }
  const id = given ?? headers["x-auth-token"];
  const token = world.identities.tokens.get(typeof id === "string" ? id : "");
  if (token === undefined || token.expiresAt <= world.wall()) {
    throw iamRefusal(401, "The request you have made requires authentication.");
  }
  return token.principal;
}
