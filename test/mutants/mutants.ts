/** One seeded fault: a text in a source file, what stands there instead, and the tests that must notice. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Pattern of the test files to run. */
  readonly tests: string;
}

/** Faults that would cost a user something, each in one line of the provider. */
export const mutants: readonly Mutant[] = [
  {
    name: "the freshness barrier is dropped: a list sent before the POST counts",
    file: "provider/src/tasks/listVerdict.ts",
    find: "list.sentAtMs < task.submittedAtMs",
    replace: "list.sentAtMs < -1",
    tests: "test/tasks/",
  },
  {
    name: "an unknown status word ends the wait",
    file: "provider/src/tasks/taskAnswer.ts",
    find: 'phase === "success" || phase === "failed"',
    replace: 'phase !== "ready" && phase !== "running"',
    tests: "test/tasks/",
  },
  {
    name: "a task that is not listed counts as succeeded, without a confirming GET",
    file: "provider/src/tasks/applySnapshot.ts",
    find: "  waiter.absent = true;",
    replace: '  waiter.end({ end: "success", status: "" });',
    tests: "test/tasks/",
  },
  {
    name: "__provider is lost in a partial creation",
    file: "provider/src/handlers/partialCreation.ts",
    find: '...properties, __provider: inputs["__provider"]',
    replace: "...properties",
    tests: "test/handlers/keyPairBinding",
  },
  {
    name: "a POST is repeated after a reset",
    file: "provider/src/transport/mayHaveBeenAccepted.ts",
    find: 'error.accepted !== "no"',
    replace: "false",
    tests: "test/(transport|handlers/keyPairBinding)",
  },
  {
    name: "nothing is looked for after a lost POST",
    file: "provider/src/operations/binding/changeServer.ts",
    find: "const trace = await searchLostPost(",
    replace:
      'const trace = ((..._: unknown[]) => ({ found: "nothing" }) as Awaited<ReturnType<typeof searchLostPost>>)(',
    tests: "test/handlers/keyPairBinding",
  },
  {
    name: "a stored task is not resumed",
    file: "provider/src/operations/binding/resumeBind.ts",
    find: 'record.phase !== "waiting" || attempt === undefined',
    replace: 'record.phase === "waiting" || attempt === undefined',
    tests: "test/handlers/keyPairBinding",
  },
  {
    name: "success is not read back",
    file: "provider/src/operations/binding/readBack.ts",
    find: "return server.keyPairName === expected",
    replace: "return server.known",
    tests: "test/(operations|handlers)/",
  },
  {
    name: "a key pair of somebody else is replaced without being named",
    file: "provider/src/operations/binding/decideBind.ts",
    find: "facts.replaces.includes(bound) ||",
    replace: "true ||",
    tests: "test/operations/binding/decideBind",
  },
  {
    name: "any private key is taken for the one now bound",
    file: "provider/src/operations/binding/fitAuth.ts",
    find: "samePublicKey(key.publicKey, bound)",
    replace: "key.publicKey !== bound.slice(1e9)",
    tests: "test/operations/binding/decide",
  },
  {
    name: "what is bound to somebody else is unbound",
    file: "provider/src/operations/binding/decideUnbind.ts",
    find: "server.known && server.keyPairName !== ours",
    replace: "server.known && server.keyPairName === undefined",
    tests: "test/operations/binding/decideUnbind",
  },
  {
    name: "auto unbinds what was only adopted",
    file: "provider/src/operations/binding/decideUnbind.ts",
    find: "(facts.adopted || facts.tookOver)",
    replace: "facts.tookOver",
    tests: "test/operations/binding/decideUnbind",
  },
  {
    name: "a binding that was found bound is not marked as adopted",
    file: "provider/src/operations/binding/bindingRecord.ts",
    find: "(record.adopted ?? false) : true",
    replace: "(record.adopted ?? false) : false",
    tests: "test/handlers/keyPairBinding",
  },
  {
    name: "a binding that waits does not show as a change",
    file: "provider/src/handlers/binding/bindingChange.ts",
    find: 'state.phase !== "bound" ||',
    replace: "",
    tests: "test/handlers/binding/diffBinding",
  },
  {
    name: "a gateway's 404 means that the server is gone",
    file: "provider/src/client/apiErrors.ts",
    find: '(/^Ecs\\./i.test(error.code ?? "") || error.code === "itemNotFound")',
    replace: "error.status === 404",
    tests: "test/(client|handlers/binding/readBinding)",
  },
  {
    name: "state is read back as if it were made where the settings point to now",
    file: "provider/src/handlers/connection.ts",
    find: "madeIn.region !== cloud.region",
    replace: "madeIn.region === undefined",
    tests: "test/handlers/binding/readBinding",
  },
  {
    name: "redirects are followed",
    file: "provider/src/transport/exchange.ts",
    find: 'redirect: "manual"',
    replace: 'redirect: "follow"',
    tests: "test/transport/",
  },
  {
    name: "the canonical path is signed without its last slash",
    file: "provider/src/transport/signing/canonicalPath.ts",
    find: "return escaped.endsWith",
    replace: "return !escaped.endsWith",
    tests: "test/transport/signing",
  },
  {
    name: "secrets stay in service texts",
    file: "provider/src/diagnostics/secrets/knownSecrets.ts",
    find: "return replaced(shaped, spans);",
    replace: "return spans.length < 0 ? replaced(shaped, spans) : text;",
    tests: "test/diagnostics/secrets",
  },
  {
    name: "the request budget grants twice the configured rate",
    file: "provider/src/transport/grantWindow.ts",
    find: "starts: Math.floor(perSecond)",
    replace: "starts: 2 * Math.floor(perSecond)",
    tests: "test/transport/requestBudget",
  },
  {
    name: "one bind does not wait for another of the same server",
    file: "provider/src/operations/binding/serverLock.ts",
    find: "before.then(work)",
    replace: "work()",
    tests: "test/operations/binding/serverLock",
  },
  {
    name: "hundreds of rows flood the engine",
    file: "provider/src/handlers/rowBoard.ts",
    find: "now - this.#lastSentMs < TICK_MS",
    replace: "now < this.#lastSentMs",
    tests: "test/handlers/rowBoard",
  },
  {
    name: "an undefined output slips through",
    file: "provider/src/model/plainObject.ts",
    find: "entry !== undefined)",
    replace: "entry !== null)",
    tests: "test/(handlers/keyPairBinding|model/plainObject)",
  },
  {
    name: "the stub fails open",
    file: "provider/src/resources/stub.ts",
    find: '"read", "update", "delete"]',
    replace: '"read", "update"]',
    tests: "test/resources/stub",
  },
  {
    name: "a POST that a busy server refused is given up",
    file: "provider/src/operations/binding/overtaking.ts",
    find: 'return { kind: "busy", running };',
    replace: "return undefined;",
    tests: "test/handlers/binding/racedBinding",
  },
  {
    name: "a POST that was refused for good is repeated",
    file: "provider/src/operations/binding/overtaking.ts",
    find: '? undefined : { kind: "overtaken" }',
    replace: '? { kind: "overtaken" } : undefined',
    tests: "test/handlers/binding/racedBinding",
  },
  {
    name: "an answer that says nothing passes for an empty list",
    file: "provider/src/client/wire/listAnswer.ts",
    find: "entries === undefined && count !== 0",
    replace: "entries === undefined && count === 1e9",
    tests: "test/client/wireOddities",
  },
];
