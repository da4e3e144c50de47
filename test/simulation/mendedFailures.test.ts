import { atPost, managed, playClean, server, up } from "./mendedHistory";

playClean([
  [
    "a failure that a list showed before a bind was sent, a moment earlier, is not taken for that of the bind, whose answer is lost",
    {
      seed: 71012780,
      timeScale: 1,
      parts: [
        server({ auth: "right", replaces: ["kp-other"], fingerprint: true, timeout: undefined }),
        { kind: "quirk", patch: { failedTaskTime: "end" } },
        { kind: "quirk", patch: { listTaskId: "server" } },
        { kind: "step", step: { do: "trigger", server: 0 } },
        { kind: "step", step: { do: "trigger", server: 0 } },
        { kind: "reaction", reaction: "giveUp" },
        { kind: "reaction", reaction: "giveNew" },
        { kind: "outage", at: { run: 3, operation: "AssociateKeypair", nth: 0 }, ms: 50_000, cut: "after" },
        { kind: "course", course: { server: 0, outcome: "vanish", ms: 14_852 } },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 18_010 } },
        { kind: "front", front: "plugin" },
        { kind: "cancel", at: { run: 2, operation: "ListKeypairTask", nth: 0 }, afterMs: 0 },
      ],
    },
  ],
  [
    "a bind of others that began too late to be the lost one of ours is not blamed once it has failed, in the next run neither",
    {
      seed: 72011391,
      timeScale: 0.3,
      parts: [
        server({ auth: "right", replaces: ["kp-other"], timeout: "20s" }, {}, "kp-b"),
        up,
        { kind: "step", step: { do: "serve", rows: "servers", by: "dynamic", alias: true } },
        {
          kind: "step",
          step: {
            do: "change",
            server: 0,
            traits: { auth: "none", disablePassword: true, fingerprint: true, timeout: "5m" },
          },
        },
        { kind: "reaction", reaction: "giveNew" },
        { kind: "reaction", reaction: "again" },
        { kind: "fault", at: { run: 0, operation: "AssociateKeypair", nth: 0 }, fault: "500", times: 1 },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 11_571 } },
        { kind: "deed", at: { run: 3, nth: 1 }, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-b" } },
      ],
    },
  ],
  [
    "a bind of others just like ours fails, lists name neither, and no task may be asked for: told as probable, bound anew",
    {
      seed: 81013992,
      timeScale: 0.07,
      parts: [
        server({ auth: "right", failedTasks: "deleteOwn", replaces: ["kp-other"], fingerprint: true, timeout: "2m" }),
        server({ auth: "right", onDelete: "retain", replaces: ["kp-other"] }, { status: "SHUTOFF", bound: "kp-other" }),
        { kind: "quirk", patch: { listTaskId: "server" } },
        { kind: "quirk", patch: { secondTask: "queue" } },
        up,
        { kind: "forbid", run: "always", operation: "ListKeypairTask" },
        { kind: "course", course: { server: 1, outcome: "fail", ms: 120_000 } },
        { kind: "deed", at: atPost, afterMs: 0, deed: { do: "bind", server: 1, pair: "kp-a" } },
      ],
    },
  ],
  [
    "a pair that a killed run has bound for changed triggers too is adopted where state has another one",
    {
      seed: 73015450,
      timeScale: 0.3,
      parts: [
        server({ auth: "all", onDelete: "unbind" }),
        managed("kp-a", { hosted: true }),
        up,
        { kind: "step", step: { do: "serve", rows: "pairs", by: "dynamic", alias: false } },
        { kind: "step", step: { do: "trigger", server: 0 } },
        { kind: "step", step: { do: "refresh", as: "colleague" } },
        { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
        { kind: "reaction", reaction: "giveAll" },
        { kind: "reaction", reaction: "again" },
        { kind: "kill", at: { run: 6, nth: 18 }, side: "after", afterMs: 17_397 },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 5_000 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 120_000 } },
        { kind: "front", front: "plugin" },
      ],
    },
  ],
]);
