import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findMaterial } from "../../../provider/src/operations/keyPair/findMaterial";
import { generateKeyPair, type KeyMaterial } from "../../../provider/src/operations/keyPair/generateKeyPair";
import { readPrivateKeyFile } from "../../../provider/src/operations/keyPair/readPrivateKeyFile";
import { writePrivateKeyFile } from "../../../provider/src/operations/keyPair/writePrivateKeyFile";
import { faultOf } from "../../../provider/src/settings/fileFault";
import { localFiles } from "../../../provider/src/settings/localFiles";
import { fileStep, type FileStep } from "../../support/fileStep";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder();
const path = (): string => join(folder(), "id_ops");
let step: FileStep;
beforeEach(async () => {
  step = await fileStep(folder());
});
const write = (given: string, key: KeyMaterial): Promise<boolean> => writePrivateKeyFile(given, key, step.context);
const read = (given: string): ReturnType<typeof readPrivateKeyFile> => readPrivateKeyFile(given, step.context);
const find = (changes: object = {}): Promise<KeyMaterial> => findMaterial({ ...request(), ...changes }, step.context);
const request = () => ({ name: "ops", privateKeyFile: path(), algorithm: "ed25519" as const });

describe("writing", () => {
  it("makes a file only its owner can read, with nothing else left in the folder", async () => {
    const key = newSshKey();
    expect(await write(path(), key)).toBe(true);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await readFile(path(), "utf8")).toBe(key.privateKey);
    expect(await readdir(folder())).toEqual(["id_ops"]);
  });

  it("never touches a file that is there", async () => {
    await writeFile(path(), "precious");
    expect(await write(path(), newSshKey())).toBe(false);
    expect(await readFile(path(), "utf8")).toBe("precious");
    expect(await readdir(folder())).toEqual(["id_ops"]);
  });

  it("lets one of several win, whole, when they write at once", async () => {
    const keys = [newSshKey(), newSshKey(), newSshKey(), newSshKey()];
    const won = await Promise.all(keys.map((key) => write(path(), key)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await readFile(path(), "utf8")).toBe(keys[won.indexOf(true)]?.privateKey);
    expect(await readdir(folder())).toEqual(["id_ops"]);
  });

  it("says what is wrong when the folder does not exist, without the key", async () => {
    const key = newSshKey();
    const error = await write(join(folder(), "no", "id"), key).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/no\/id\nproblem +its folder does not exist \(ENOENT\)\nnext +make the folder/);
    expect(String(error)).not.toContain(key.privateKey.split("\n")[1]);
  });
});

describe("reading", () => {
  it("tells a key, no file, an empty file, another text and a folder apart", async () => {
    expect(await read(path())).toEqual({ found: "absent" });
    await writeFile(path(), "");
    expect(await read(path())).toEqual({ found: "other", why: "is empty" });
    await writeFile(path(), "not a key");
    expect(await read(path())).toMatchObject({ why: "holds no private key: there is no BEGIN line" });
    expect(await read(folder())).toMatchObject({ why: "is a folder, not a file" });
    const key = newSshKey();
    await writeFile(path(), key.privateKey);
    expect(await read(path())).toEqual({ found: "key", material: key });
  });
});

describe("finding the key to import", () => {
  it("has a new key on disk before it hands it out", async () => {
    const material = await find();
    expect(await read(path())).toMatchObject({
      found: "key",
      material: { publicKey: material.publicKey },
    });
  });

  it("uses the key in the file, again and again", async () => {
    const first = await find();
    expect((await find()).publicKey).toBe(first.publicKey);
  });

  it("is the same key for two that ask at once", async () => {
    const [one, other] = await Promise.all([find(), find()]);
    expect(one.publicKey).toBe(other.publicKey);
  });

  it("refuses a key of another kind and leaves it", async () => {
    const { privateKey } = await generateKeyPair("ecdsa-p256");
    await writeFile(path(), privateKey);
    await expect(find()).rejects.toThrow(
      /another kind \(ecdsa-p256\) than algorithm ed25519[\s\S]*set algorithm to the kind in the file/,
    );
    expect(await readFile(path(), "utf8")).toBe(privateKey);
  });

  it("takes rsa-3072 as what is meant when no algorithm is given", async () => {
    await writeFile(path(), newSshKey().privateKey);
    await expect(find({ algorithm: undefined })).rejects.toThrow(/than algorithm rsa-3072/);
  });

  it("refuses anything else in the file and leaves it", async () => {
    await writeFile(path(), "shopping list");
    await expect(find()).rejects.toThrow(/the file was left as it is, and nothing was created/);
    expect(await readFile(path(), "utf8")).toBe("shopping list");
  });

  it("refuses a link that leads nowhere", async () => {
    await symlink(join(folder(), "gone"), path());
    await expect(find()).rejects.toThrow(/is a link that leads nowhere/);
  });

  it("without a file makes a key that is nowhere but in memory", async () => {
    await mkdir(join(folder(), "empty"));
    const material = await find({ privateKeyFile: undefined });
    expect(material.privateKey).toContain("PRIVATE KEY");
    expect(await readdir(join(folder(), "empty"))).toEqual([]);
  });

  it("refuses a file it may not read", async () => {
    await writeFile(path(), newSshKey().privateKey);
    await chmod(path(), 0o000);
    const runsAsRoot = process.getuid?.() === 0;
    const found = await read(path());
    expect(found).toMatchObject(runsAsRoot ? { found: "key" } : { why: faultOf("EACCES") });
  });

  it("tells that it uses a key that was there before, or where it wrote a new one", async () => {
    await find();
    expect(step.notices).toEqual([`the private key was written to ${path()}`]);
    await find();
    expect(step.notices.slice(1)).toEqual([`key pair "ops" uses the private key that was in ${path()} before`]);
  });

  it.each([0o666, 0o660, 0o602])("refuses a key that others may have put there: mode %o", async (mode) => {
    await writeFile(path(), newSshKey().privateKey);
    await chmod(path(), mode);

    await expect(find()).rejects.toThrow(
      /can be written by other users \(mode 06\d\d\), so somebody else may have put the key there[^]*chmod 600/,
    );
  });

  it("is late for no step, whatever holds up the file", async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    step = await fileStep(folder(), { files: { ...localFiles, read: never } }, 1);

    await expect(find()).rejects.toThrow(/could not be read in time/);
  });
});

describe("a relative path", () => {
  const program = (): string => join(folder(), "dist");
  beforeEach(async () => {
    await mkdir(program());
    step = await fileStep(folder(), { workingDirectory: program() });
  });

  it("begins at the folder of Pulumi.yaml, not at the program's, and the whole path is told only where no state keeps it", async () => {
    await find({ privateKeyFile: "id_ops" });

    expect(await readdir(program())).toEqual([]);
    expect(step.notices).toEqual([`the private key was written to ${path()}`]);
    await expect(write("no/id", newSshKey())).rejects.toThrow(/no\/id \(relative to the folder of Pulumi\.yaml\)/);
    await expect(write("no/id", newSshKey())).rejects.not.toThrow(folder());
  });

  it("is found where release 0.1.0 put the file, which is told", async () => {
    const key = newSshKey();
    await writeFile(join(program(), "id_ops"), key.privateKey, { mode: 0o600 });

    expect(await find({ privateKeyFile: "id_ops" })).toMatchObject({ publicKey: key.publicKey });
    expect(step.notices[0]).toContain(`id_ops was found at ${join(program(), "id_ops")}`);
    expect(step.notices[0]).toContain(`move the file to ${path()}`);
    expect(await readdir(folder())).toEqual(["dist"]);
  });
});
