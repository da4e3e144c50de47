import type { PlainObject } from "../model/plainObject";
import type { ResourceHandlers } from "./border";

/**
 * The handlers as the host of dynamic resources calls them. It hands over no URN, so one travels among the inputs; what
 * state remembers of it may be that of a row which was renamed since. Only a URN that the running program has given to
 * `check` is spoken to; read and delete are given none.
 */
export function dynamicFront(handlers: ResourceHandlers): ResourceHandlers {
  const given = new Set<unknown>();
  const withoutUrn = (props: PlainObject): PlainObject => ({ ...props, resourceUrn: undefined });
  return {
    ...handlers,
    check: (olds, news) => {
      given.add(news["resourceUrn"]);
      return handlers.check(olds, news);
    },
    diff: async (id, olds, news) => {
      // A refresh compares what it has read with the inputs in state.
      const found = await handlers.diff(id, olds, given.has(news["resourceUrn"]) ? news : withoutUrn(news));
      // State that the plugin wrote has no provider, without which nothing but an update can be called: one writes it.
      return olds["__provider"] === undefined ? { ...found, changes: true } : found;
    },
    read: (id, props) => handlers.read(id, withoutUrn(props)),
    delete: (id, props) => handlers.delete(id, withoutUrn(props)),
  };
}
