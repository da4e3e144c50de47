import { playClean, server } from "./mendedHistory";

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
]);
