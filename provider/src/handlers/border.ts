import type { dynamic } from "@pulumi/pulumi";
import { encodable } from "../model/encodable";
import type { PlainObject } from "../model/plainObject";
import { withoutNull } from "../model/withoutNull";
import { PartialCreation } from "./partialCreation";
import type { ProviderProcess } from "./providerProcess";
import { secretsIn } from "./secretsIn";
import { shownState } from "./shownState";

/** So many faults of one resource are told: a fleet may have thousands of servers with one and the same. */
const MOST_FAULTS = 20;

/** What the engine calls for one kind of resource. */
export interface ResourceHandlers {
  readonly configure: (request: dynamic.ConfigureRequest) => Promise<void>;
  readonly check: (olds: PlainObject, news: PlainObject) => Promise<dynamic.CheckResult<PlainObject>>;
  readonly diff: (id: string, olds: PlainObject, news: PlainObject) => Promise<dynamic.DiffResult>;
  readonly create: (news: PlainObject) => Promise<dynamic.CreateResult<PlainObject>>;
  readonly read: (id: string, props: PlainObject) => Promise<dynamic.ReadResult<PlainObject>>;
  readonly update: (id: string, olds: PlainObject, news: PlainObject) => Promise<dynamic.UpdateResult<PlainObject>>;
  readonly delete: (id: string, props: PlainObject) => Promise<void>;
}

/**
 * The border to the engine: secrets among what comes in are noted, null means unset, and what goes back can be encoded,
 * shows no secret and commands nothing. A plain object with own methods: the text in state copies them.
 */
export function atBorder(process: ProviderProcess, handlers: ResourceHandlers): ResourceHandlers {
  const { exit } = process;
  const taken = (props: PlainObject): PlainObject => {
    process.secrets.add(...secretsIn(props, process.environment().variables));
    return withoutNull(props);
  };
  // The row that something was said in is another one after a stack or a resource was renamed: it is not kept.
  const outputs = (values: PlainObject, ...own: PlainObject[]): PlainObject =>
    shownState({ ...values, resourceUrn: undefined }, own, exit);
  const kept = async <T>(call: Promise<T>, ...own: PlainObject[]): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      throw error instanceof PartialCreation
        ? new PartialCreation(
            error.id,
            outputs({ ...error.properties, __provider: own.at(-1)?.["__provider"] }, ...own),
            exit.text(error.message),
          )
        : error;
    }
  };
  return {
    configure: (request) => handlers.configure(request),
    check: async (olds, news) => {
      const { inputs, failures } = await handlers.check(taken(olds), taken(news));
      return {
        inputs: encodable(inputs ?? {}),
        // The engine prints the value of a property that a failure names, secret or not.
        failures: told(failures?.map(({ reason }) => reason) ?? []).map((reason) => ({
          property: "",
          reason: exit.text(reason),
        })),
      };
    },
    diff: (id, olds, news) => handlers.diff(id, taken(olds), taken(news)),
    create: async (news) => {
      const { id, outs } = await kept(handlers.create(taken(news)), news);
      return { id, outs: outputs(outs ?? {}, news) };
    },
    read: async (id, props) => {
      const { id: found, props: outs, inputs } = await handlers.read(id, taken(props));
      return {
        ...(found === undefined ? {} : { id: found }),
        ...(outs === undefined ? {} : { props: outputs(outs, props) }),
        ...(inputs === undefined ? {} : { inputs: shownState(inputs, [props], exit) }),
      };
    },
    update: async (id, olds, news) => {
      const { outs } = await kept(handlers.update(id, taken(olds), taken(news)), olds, news);
      return { outs: outputs(outs ?? {}, olds, news) };
    },
    delete: (id, props) => handlers.delete(id, taken(props)),
  };
}

function told(faults: readonly string[]): readonly string[] {
  const more = faults.length - MOST_FAULTS;
  return more > 0
    ? [...faults.slice(0, MOST_FAULTS), `and ${more.toLocaleString("en-US")} more faults: correct these first`]
    : faults;
}
