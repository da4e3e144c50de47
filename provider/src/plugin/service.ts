import { isDeepStrictEqual } from "node:util";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { ProviderProcess } from "../handlers/providerProcess";
import { shownError } from "../handlers/shownError";
import { misnamedSettings, misnamedText } from "../model/settingNames";
import type { PlainObject } from "../model/plainObject";
import { RefusedError } from "../operations/step/refusedError";
import { plain, struct } from "./convert";
import { invoke } from "./invokes";
import { diffResponse } from "./propertyDiff";
import { isSecretProperty, isSecretSetting, pluginResources } from "./resources";
import { keptUnfinished } from "./unfinished";

/** What the plugin says of itself. */
export interface PluginFacts {
  readonly version: string;
  /** The schema as JSON text. */
  readonly schema: () => string;
}

/**
 * Everything the engine asks of the plugin, request by request, with no connection: each answers or throws an Error whose
 * message is for the person; create and update throw {@link Unfinished} for what state is to keep. What is missing here
 * is answered with UNIMPLEMENTED, which the engine tolerates.
 */
export function pluginService(process: ProviderProcess, facts: PluginFacts) {
  const resources = pluginResources(process);
  const resourceOf = (urn: string) => {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const resource = resources[type];
    if (resource === undefined) {
      throw refusal(process, `there is no resource ${type}`, Object.keys(resources));
    }
    return resource;
  };
  return {
    attach: () => Promise.resolve(new Empty()),
    getPluginInfo: () => {
      const info = new PluginInfo();
      info.setVersion(facts.version);
      return Promise.resolve(info);
    },
    getSchema: () => {
      const response = new rpc.GetSchemaResponse();
      response.setSchema(facts.schema());
      return Promise.resolve(response);
    },
    checkConfig: (request: rpc.CheckRequest) => {
      const response = new rpc.CheckResponse();
      const news = plain(request.getNews());
      const misnamed = misnamedSettings(news);
      if (misnamed.length > 0) {
        process.log({ urn: request.getUrn(), text: misnamedText(misnamed), severity: "warning", ephemeral: false });
      }
      response.setInputs(struct(news, isSecretSetting));
      return Promise.resolve(response);
    },
    /** Never a replacement: that would replace every resource. Which place a resource was made in is asked by its diff. */
    diffConfig: (request: rpc.DiffRequest) => {
      const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
      const response = new rpc.DiffResponse();
      const same = isDeepStrictEqual(plain(request.getOldInputs()), plain(request.getNews()));
      response.setChanges(same ? DIFF_NONE : DIFF_SOME);
      return Promise.resolve(response);
    },
    configure: async (request: rpc.ConfigureRequest) => {
      const settings = new Map(Object.entries(plain(request.getArgs())).map(([key, value]) => [`kps:${key}`, value]));
      await process.configure({ config: settings });
      const response = new rpc.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    },
    cancel: () => {
      process.cancel();
      return Promise.resolve(new Empty());
    },
    check: async (request: rpc.CheckRequest) => {
      const { handlers } = resourceOf(request.getUrn());
      const { inputs, failures } = await handlers.check(
        withoutAdded(plain(request.getOlds())),
        incoming(request, request.getNews()),
      );
      const response = new rpc.CheckResponse();
      response.setInputs(struct(withoutAdded(inputs ?? {}), isSecretProperty));
      response.setFailuresList((failures ?? []).map(checkFailure));
      return response;
    },
    diff: async (request: rpc.DiffRequest) => {
      const { handlers } = resourceOf(request.getUrn());
      const news = incoming(request, request.getNews());
      const found = await handlers.diff(request.getId(), withoutAdded(plain(request.getOlds())), news);
      return diffResponse(found, withoutAdded(plain(request.getOldInputs())), withoutAdded(news));
    },
    create: async (request: rpc.CreateRequest) => {
      const { handlers } = resourceOf(request.getUrn());
      const response = new rpc.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(struct(plain(request.getProperties()), isSecretProperty));
        return response;
      }
      const news = incoming(request, request.getProperties(), "create");
      const { id, outs } = await keptUnfinished(handlers.create(news), outgoing);
      response.setId(id);
      response.setProperties(outgoing(outs ?? {}));
      return response;
    },
    read: async (request: rpc.ReadRequest) => {
      const { handlers, importInputs, idInput, keptOnDelete } = resourceOf(request.getUrn());
      const before = plain(request.getProperties());
      const isFirst = before["given"] === undefined && before["phase"] === undefined;
      // The engine gives inputs, perhaps empty ones, to what a program only reads, and none to what it imports.
      const isGet = isFirst && request.hasInputs();
      const { id, props, inputs } = await handlers.read(request.getId(), {
        ...incoming(request, request.getProperties()),
        ...(isGet && idInput !== undefined ? { [idInput]: request.getId() } : {}),
      });
      const response = new rpc.ReadResponse();
      if (id === undefined) {
        return response;
      }
      response.setId(id);
      const given = isFirst ? importInputs.filter((key) => isGiven(props?.[key])) : undefined;
      response.setProperties(outgoing({ ...props, ...(given === undefined ? {} : { given }) }));
      const found = inputs ?? (given === undefined ? undefined : pick(props ?? {}, given));
      if (found !== undefined) {
        response.setInputs(outgoing(found));
      }
      if (isFirst && !isGet && keptOnDelete !== undefined && (props?.["phase"] ?? "bound") === "bound") {
        process.log({ urn: request.getUrn(), text: keptOnDelete, severity: "info", ephemeral: false });
      }
      return response;
    },
    update: async (request: rpc.UpdateRequest) => {
      const { handlers, stable } = resourceOf(request.getUrn());
      const olds = withoutAdded(plain(request.getOlds()));
      const response = new rpc.UpdateResponse();
      if (request.getPreview()) {
        response.setProperties(struct({ ...pick(olds, stable), ...plain(request.getNews()) }, isSecretProperty));
        return response;
      }
      const news = incoming(request, request.getNews(), "update");
      const { outs } = await keptUnfinished(handlers.update(request.getId(), olds, news), outgoing);
      response.setProperties(outgoing(outs ?? {}));
      return response;
    },
    delete: async (request: rpc.DeleteRequest) => {
      const { handlers } = resourceOf(request.getUrn());
      await handlers.delete(request.getId(), incoming(request, request.getProperties(), "delete"));
      return new Empty();
    },
    invoke: async (request: rpc.InvokeRequest) => {
      const response = new rpc.InvokeResponse();
      response.setReturn(struct(await invoke(request.getTok(), plain(request.getArgs()), process)));
      return response;
    },
  };
}

/** The methods of the plugin. */
export type PluginService = ReturnType<typeof pluginService>;

interface ResourceRequest {
  getUrn(): string;
  /** How long the step may take, in s; 0: nothing was said. */
  getTimeout?(): number;
}

/** Properties as the handlers know them: with their URN, and with the engine's time for the step as their own. */
function incoming(
  request: ResourceRequest,
  properties: Struct | undefined,
  step?: "create" | "update" | "delete",
): PlainObject {
  const seconds = Math.ceil(request.getTimeout?.() ?? 0);
  const timeouts = step === undefined || seconds <= 0 ? {} : { timeouts: { [step]: `${seconds}s` } };
  return { ...withoutAdded(plain(properties)), resourceUrn: request.getUrn(), ...timeouts };
}

/** What a handler answers, as the engine is to keep it. */
function outgoing(values: PlainObject): Struct {
  const { given } = values;
  const kept = withoutAdded(values);
  const present = Array.isArray(given) ? { ...kept, given: given.filter((key) => key !== "timeouts") } : kept;
  return struct(present, isSecretProperty);
}

/** What only the handlers know, or what dynamic resources have beside their properties. */
const ADDED = new Set(["resourceUrn", "timeouts", "__provider"]);

function withoutAdded(properties: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !ADDED.has(key)));
}

function pick(from: PlainObject, keys: readonly string[]): PlainObject {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "";
}

function checkFailure({ property, reason }: { property: string; reason: string }): rpc.CheckFailure {
  const failure = new rpc.CheckFailure();
  failure.setProperty(property);
  failure.setReason(reason);
  return failure;
}

function refusal(process: ProviderProcess, headline: string, known: readonly string[]): Error {
  const error = new RefusedError(headline, [["known", known.join(", ")]], "install the plugin's newest version");
  return shownError(error, headline, process.exit);
}
