import { z } from "zod";

const both = {
  create: z.string().optional(),
  update: z.string().optional(),
  delete: z.string().optional(),
  triggers: z.array(z.unknown()).optional(),
  stdin: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  /** Chooses what the real plugin shows while a command runs; this one shows nothing. */
  logging: z.string().optional(),
  addPreviousOutputInEnv: z.boolean().default(true),
  stdout: z.string().default(""),
  stderr: z.string().default(""),
};

/** The inputs of a `local.Command` that the stand-in knows, with what it printed last. */
export const localCommand = z.strictObject({
  ...both,
  dir: z.string().optional(),
  interpreter: z.tuple([z.string()], z.string()).default(["/bin/sh", "-c"]),
});

/** The inputs of a `remote.Command` that the stand-in knows, with what it printed last. */
export const remoteCommand = z.strictObject({
  ...both,
  connection: z.strictObject({
    host: z.string(),
    port: z.number(),
    user: z.string(),
    privateKey: z.string(),
    /** "ssh-ed25519 AAAA..."; without one any host is taken for the right one, as the real plugin does. */
    hostKey: z.string().optional(),
    /** Seconds. */
    perDialTimeout: z.number().optional(),
    /** The real plugin tries so often; this one tries once. */
    dialErrorLimit: z.number().optional(),
  }),
});

/** Either, as far as they are alike. */
export type AnyCommand = z.infer<typeof localCommand> | z.infer<typeof remoteCommand>;

/** When a command is run. */
export type Step = "create" | "update" | "delete";

/** What is run at a step; undefined: nothing. */
export function textOf(command: AnyCommand, step: Step): string | undefined {
  return step === "update" ? (command.update ?? command.create) : command[step];
}

/** The variables a command is given, those of what it printed last among them. */
export function variablesOf(command: AnyCommand): Record<string, string> {
  const { addPreviousOutputInEnv, environment, stdout, stderr } = command;
  return {
    ...environment,
    ...(addPreviousOutputInEnv && stdout !== "" ? { PULUMI_COMMAND_STDOUT: stdout } : {}),
    ...(addPreviousOutputInEnv && stderr !== "" ? { PULUMI_COMMAND_STDERR: stderr } : {}),
  };
}
