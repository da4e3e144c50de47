import { z } from "zod";
import type { Reply } from "../../transport/serviceRequest";
import { UnreadableAnswer } from "../../transport/unreadableAnswer";
import { optionalText } from "./text";

/** Lists may be this large; everything else keeps to the transport's default. */
export const listBytes = 4 * 1024 * 1024;

/**
 * Reads a JSON body by its schema.
 * @throws UnreadableAnswer for one that says no, whatever else it holds: an empty list in it denies nothing
 */
export function jsonOf<S extends z.ZodType>(schema: S): (reply: Reply) => z.output<S> {
  return (reply) => {
    const body = reply.json();
    const said = refusalWire.safeParse(body);
    if (said.success) {
      throw new UnreadableAnswer(`a body that says no (${said.data.error_code})`);
    }
    return schema.parse(body);
  };
}

/** Codes of the service and its gateway, such as `KPS.9003`: a success has none. */
export const refusalCode = z.string().regex(/^[A-Za-z]{2,10}\.\d{3,12}$/);
const refusalWire = z.object({
  error_code: refusalCode,
  error_msg: optionalText.catch(undefined),
});

/**
 * Reads an answer that holds nothing of interest: its status says that it is done. What stands there all the same must not
 * contradict that: a page is somebody's on the way, such as a login.
 * @throws UnreadableAnswer for a page, ServiceError for a body that says no
 */
export function done(reply: Reply): void {
  const text = reply.bytes.toString("utf8").trimStart();
  if (text.startsWith("<")) {
    throw new UnreadableAnswer("a page, which this API never sends");
  }
  requireNoRefusal(reply);
}

/**
 * Checks that the body of a success does not say no.
 * @throws ServiceError where it does: nothing was carried out
 */
export function requireNoRefusal(reply: Reply): void {
  const said = refusalWire.safeParse(jsonIn(reply));
  if (said.success) {
    throw reply.refusal({ code: said.data.error_code, message: said.data.error_msg, accepted: "no" });
  }
}

function jsonIn(reply: Reply): unknown {
  try {
    return reply.json();
  } catch {
    return undefined;
  }
}
