import { Control } from "./control/control";
import { credentialsOf, type Credentials } from "./credentials";
import type { IncomingRequest } from "./http/incoming";
import type { Outcome } from "./http/outcome";
import { Routes } from "./http/routes";
import { serveRequest } from "./http/serveRequest";
import { openDesk, type WorldOptions } from "./openDesk";
import { operations } from "./services/operations";
import type { Surroundings } from "./surroundings";
import { sampleSeed } from "./world/sampleSeed";

/** An emulator that is called instead of connected to. */
export interface InProcessEmulator {
  /** Their `url` is where the requests are thought to go. */
  credentials: Credentials;
  control: Control;
  /** Serves one request. Without a scripted delay, and with keys at hand, it takes no turn of the event loop. */
  handle(request: IncomingRequest): Outcome | Promise<Outcome>;
}

const routes = new Routes(operations);

/**
 * An emulator without sockets, in a time of its own.
 *
 * @throws ZodError, SeedError for a seed or settings that are none
 */
export function emulateInProcess(options: WorldOptions, surroundings: Surroundings): InProcessEmulator {
  const desk = openDesk(options, surroundings, new AbortController().signal);
  const control = new Control(desk, options.seed ?? sampleSeed);
  control.reset();
  return {
    credentials: credentialsOf(desk.world, "http://127.0.0.1"),
    control,
    handle: (request) => serveRequest(desk, routes, request),
  };
}
