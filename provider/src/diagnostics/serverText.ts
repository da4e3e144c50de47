/** How a server is named to people: "web-1 (<id in full>)", or its id when no name is known. */
export function serverText(name: string | undefined, id: string): string {
  return name === undefined || name === "" || name === id ? id : `${name} (${id})`;
}
