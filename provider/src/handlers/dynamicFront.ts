import type { PlainObject } from "../model/plainObject";
import type { ResourceHandlers } from "./border";

/**
 * The handlers as the host of dynamic resources calls them. It hands no URN to read and delete: one that an earlier release
 * left in state may be that of a row which was renamed since, so it is not spoken to.
 */
export function dynamicFront(handlers: ResourceHandlers): ResourceHandlers {
  const withoutUrn = (props: PlainObject): PlainObject => ({ ...props, resourceUrn: undefined });
  return {
    ...handlers,
    read: (id, props) => handlers.read(id, withoutUrn(props)),
    delete: (id, props) => handlers.delete(id, withoutUrn(props)),
  };
}
