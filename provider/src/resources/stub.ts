/** The handler objects of `./runtime`, by the names that state calls them by. */
export type HandlersName = "keyPair" | "keyPairBinding" | "keyPairFleet" | "dmsTaskGate";

/**
 * The provider of a resource, as text: Pulumi keeps it in the state as `__provider` and evaluates it in the provider
 * process, where it looks for the installed package and becomes its handlers. State written by one release calls the
 * next one, so the text never changes once it is released. It is a text and no function, so that nothing is serialised
 * when a program starts, and bundlers leave it alone.
 *
 * It looks from the program's folder, then in what pnpm keeps in the folders above, then from each direct dependency: a
 * library may be what depends on this package. The host takes a method that is missing for one that has succeeded, so all
 * six fail until handlers are there. It prints what is thrown under the stack's row too; `stack` and `toString` keep that short.
 */
// prettier-ignore
export const stub = (handlers: HandlersName): string => `exports.handler = () => ({
  configure(request) {
    const name = "pulumi-huaweicloud-kps", attempt = (work) => { try { return work(); } catch {} };
    let fault = name + " cannot be loaded";
    const fail = () => {
      const told = { stack: "(see the diagnostics of the resource)", toString: () => name };
      throw Object.assign(new Error(fault + "; nothing was done"), told);
    };
    for (const method of ["check", "diff", "create", "read", "update", "delete"]) this[method] = fail;
    try {
      const fs = require("fs"), { join } = require("path"), folders = require.resolve.paths(name);
      const manifests = folders.map((each) => join(each, "../package.json"));
      const manifest = manifests.find((each) => fs.existsSync(each)) || manifests[0];
      const find = (paths) => attempt(() => require.resolve(name + "/runtime", { paths }));
      const dependencies = () => {
        const { dependencies, devDependencies } = JSON.parse(fs.readFileSync(manifest, "utf8"));
        const names = Object.keys({ ...dependencies, ...devDependencies });
        const all = names.flatMap((each) => folders.map((folder) => join(folder, each)));
        return all.filter((each) => fs.existsSync(each)).map((each) => fs.realpathSync(each));
      };
      const pnpm = folders.map((each) => join(each, ".pnpm"));
      const file = find([process.cwd(), ...pnpm]) || find(attempt(dependencies));
      fault = name + " is not installed where this program runs: add it to the dependencies in " + manifest;
      if (file) fault = file + " knows no ${handlers}: install the newest " + name + " there";
      const handlers = file && require(file).${handlers};
      if (handlers) return Object.assign(this, handlers).configure(request);
    } catch (error) { fault = name + " cannot be loaded: " + String(error.message).split("\\n")[0]; }
  },
});
`;
