import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PartialCreation } from "../handlers/partialCreation";
import type { PlainObject } from "../model/plainObject";

/** What create and update end with when the engine is to keep the resource although the step has not succeeded. */
export class Unfinished extends Error {
  constructor(readonly detail: ErrorResourceInitFailed) {
    super(detail.getReasonsList().join("\n"));
  }
}

/** The result of a create or an update; a partial one is thrown as {@link Unfinished}, its properties made by `outgoing`. */
export async function keptUnfinished<T>(work: Promise<T>, outgoing: (values: PlainObject) => Struct): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PartialCreation)) {
      throw error;
    }
    const detail = new ErrorResourceInitFailed();
    detail.setId(error.id);
    detail.setProperties(outgoing(error.properties));
    detail.setReasonsList(error.reasons);
    throw new Unfinished(detail);
  }
}
