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
    const said = refusalIn(body);
    if (said !== undefined) {
      throw saysNo(said.error_code);
    }
    return schema.parse(body);
  };
}

/** Codes of the service and its gateway, such as `KPS.9003`: a success has none. */
const refusalWire = z.object({
  error_code: z.string().regex(/^[A-Za-z]{2,10}\.\d{3,12}$/),
  error_msg: optionalText.catch(undefined),
});

/** What a body says no with, whatever else it holds; undefined where it does not. */
export function refusalIn(body: unknown): z.output<typeof refusalWire> | undefined {
  return refusalWire.safeParse(body).data;
}

/** What an answer is that comes as a success and says no: nothing in it is believed. */
export function saysNo(code: string): UnreadableAnswer {
  return new UnreadableAnswer(`a body that says no (${code})`);
}

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
  const said = refusalIn(jsonIn(reply));
  if (said !== undefined) {
    throw reply.refusal({ code: said.error_code, message: said.error_msg, accepted: "no" });
  }
}

function jsonIn(reply: Reply): unknown {
  try {
    return reply.json();
  } catch {
    return undefined;
  }
}
