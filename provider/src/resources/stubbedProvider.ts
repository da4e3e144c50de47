import type { dynamic } from "@pulumi/pulumi";

/** A provider that is only its `configure`, which fetches the rest from the installed package. */
export type StubbedProvider = dynamic.ResourceProvider &
  Required<Pick<dynamic.ResourceProvider, "configure" | "update" | "delete">>;

/** What `./runtime` exports: handler objects by the name of the resource. */
export type Runtime = Readonly<Record<string, Required<Pick<dynamic.ResourceProvider, "configure">>>>;
