/** The servers a running program declares, each with the resources that do; filled by `check`, asked by `delete`. */
const declared = new Map<string, Set<string>>();

/** Notes a declared binding. Returns the URN of another resource that declares the same server, if there is one. */
export function declareBinding(binding: { serverId: string; urn: string }): string | undefined {
  const urns = declared.get(binding.serverId) ?? new Set<string>();
  const other = [...urns].find((urn) => urn !== binding.urn);
  declared.set(binding.serverId, urns.add(binding.urn));
  return other;
}

/** Whether the running program still declares a binding of this server. */
export function isServerDeclared(serverId: string): boolean {
  return declared.has(serverId);
}
