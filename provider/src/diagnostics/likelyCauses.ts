/** The operations a task can carry out, as the status words name them. */
type TaskOperation = "BIND" | "RESET" | "REPLACE" | "UNBIND";

const EVERYWHERE_ONLINE = [
  "port 22 (or the port given) of the server is not open to 100.125.0.0/16, or a firewall inside the server blocks it",
  "the server was stopped, started or lost its disk while the task ran",
];
const EDITED = "/root/.ssh/authorized_keys was edited by hand";
const IMAGE =
  "the image is not supported (Windows, CoreOS, FreeBSD, openEuler, EulerOS, Kylin, UnionTech OS, CentOS Stream 8)";

/** Causes that the DEW FAQ pages on failed binding, replacement, reset and unbinding give, most likely first. */
const CAUSES: Readonly<Record<TaskOperation, { online: readonly string[]; offline: readonly string[] }>> = {
  BIND: {
    online: [
      "the root password in auth is wrong, or the server does not let root log in with a password",
      ...EVERYWHERE_ONLINE,
      IMAGE,
    ],
    offline: [IMAGE, "the server was started or lost its disk while the task ran"],
  },
  REPLACE: {
    online: ["the private key in auth is not the one now on the server", EDITED, ...EVERYWHERE_ONLINE],
    offline: ["the server was started or lost its disk while the task ran"],
  },
  RESET: {
    online: ["the server was started while the task ran"],
    offline: ["the server was started or lost its disk while the task ran", EDITED],
  },
  UNBIND: {
    online: ["the private key in auth is not the one now on the server", EDITED, ...EVERYWHERE_ONLINE],
    offline: ["the server was started or lost its disk while the task ran"],
  },
};

/** The causes worth looking at when a task of this operation failed; `online` says whether the server was running. */
export function likelyCauses(operation: TaskOperation, online: boolean): readonly string[] {
  return CAUSES[operation][online ? "online" : "offline"].slice(0, 3);
}
