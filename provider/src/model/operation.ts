/** What a KPS task does to a server: first bind, reset (stopped server), replace (running server) or unbind. */
export type Operation = "BIND" | "RESET" | "REPLACE" | "UNBIND";
