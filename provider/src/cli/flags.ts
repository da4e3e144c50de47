import { Argument, InvalidArgumentError, Option, type Command } from "commander";
import type { Operation } from "../model/operation";
import { durationFlag, momentFlag } from "./timeFlags";

const operations: readonly Operation[] = ["BIND", "RESET", "REPLACE", "UNBIND"];

/** An argument that is an id, or several. */
export function idArgument(name: string, description: string, form: "one" | "optional" | "several" = "one"): Argument {
  const shape = { one: `<${name}>`, optional: `[${name}]`, several: `<${name}...>` }[form];
  const argument = new Argument(shape, description);
  return form === "several" ? argument.argParser(appendId) : argument.argParser(readId);
}

/** The flags that say where to work; before the command or after it. */
export function withConnection(command: Command): Command {
  return command
    .optionsGroup("Connection (else from the environment and the profile files):")
    .option("--region <region>", "such as cn-north-4", textFlag)
    .option("--project-id <id>", "32 hexadecimal digits; else looked up", textFlag)
    .option("--profile <name>", "of ~/.hcloud/config.json or ~/.huaweicloud/credentials", textFlag)
    .option("--endpoint <url>", "one base URL for every service", textFlag);
}

/** The flags that say which entries of a task list are wanted. */
export function withTaskFilter(command: Command): Command {
  return command
    .option("--server <id>", "tasks of this server", readId)
    .option("--key-pair <name>", "tasks of this key pair", textFlag)
    .addOption(new Option("--operation <name>", "tasks of this kind").choices(operations).argParser(readOperation))
    .option("--since <time>", "tasks begun since: 1h, 7d, 2026-11-21T02:00Z", momentFlag);
}

/** `--json` and `--watch`. */
export function withListForm(command: Command): Command {
  return withJson(command).option("--watch", "look again and again until Ctrl-C");
}

/** `--json` */
export function withJson(command: Command): Command {
  return command.option("--json", "print JSON, everything in it");
}

/** `--timeout`, in ms once read. */
export function withTimeout(command: Command): Command {
  return command.option(
    "--timeout <duration>",
    "how long to wait, such as 90s or 1h",
    durationFlag,
    durationFlag("30m"),
  );
}

/** A flag that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    textFlag(text),
  ]);
}

/**
 * A text that says something. One that is empty comes of a shell variable that is not set: as no flag at all it would mean
 * other credentials, or records of everybody. Throws InvalidArgumentError.
 */
export function textFlag(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}

/** A whole number from 0 on. Throws InvalidArgumentError for anything else. */
export function countFlag(text: string): number {
  if (!/^\d{1,6}$/.test(text)) {
    throw new InvalidArgumentError("Give a whole number.");
  }
  return Number(text);
}

function readOperation(text: string): Operation {
  const operation = operations.find((one) => one === text.toUpperCase());
  if (operation === undefined) {
    throw new InvalidArgumentError(`It is one of ${operations.join(", ")}.`);
  }
  return operation;
}

function readId(text: string): string {
  if (!/^[A-Za-z0-9_.-]{1,255}$/.test(text) || text === "." || text === "..") {
    throw new InvalidArgumentError('An id has letters, digits, "_", "-" and "." only.');
  }
  return text;
}

function appendId(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), readId(text)];
}
