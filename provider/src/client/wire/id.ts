import { z } from "zod";
import { isPathSegment } from "./pathSegment";
import { orNone } from "./text";

/** An id that can be asked for: what names a thing in a path of the API. Anything else makes the answer unreadable. */
export const id: z.ZodType<string> = z.string().refine(isPathSegment, "not an id");

/** An id that may be missing, null or empty. */
export const optionalId = orNone(id.or(z.literal("")));

/** An id that can be asked for, or undefined where none is given or what is given cannot be asked for. */
export const readableId = optionalId.catch(undefined);

/** The id of a server by which it is known: a UUID in small letters, however the service writes it. */
export function serverIdIn(id: string): string {
  return /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i.test(id) ? id.toLowerCase() : id;
}
