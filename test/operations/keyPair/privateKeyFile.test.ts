import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findMaterial } from "../../../provider/src/operations/keyPair/findMaterial";
import { generateKeyPair } from "../../../provider/src/operations/keyPair/generateKeyPair";
import { readPrivateKeyFile } from "../../../provider/src/operations/keyPair/readPrivateKeyFile";
import { writePrivateKeyFile } from "../../../provider/src/operations/keyPair/writePrivateKeyFile";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder();
const path = (): string => join(folder(), "id_ops");
const request = () => ({ name: "ops", privateKeyFile: path(), algorithm: "ed25519" as const });

describe("writing", () => {
  it("makes a file only its owner can read, with nothing else left in the folder", async () => {
    const key = newSshKey();
    expect(await writePrivateKeyFile(path(), key)).toBe(true);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await readFile(path(), "utf8")).toBe(key.privateKey);
    expect(await readdir(folder())).toEqual(["id_ops"]);
  });

  it("never touches a file that is there", async () => {
    await writeFile(path(), "precious");
    expect(await writePrivateKeyFile(path(), newSshKey())).toBe(false);
    expect(await readFile(path(), "utf8")).toBe("precious");
    expect(await readdir(folder())).toEqual(["id_ops"]);
  });

  it("lets one of several win, whole, when they write at once", async () => {
    const keys = [newSshKey(), newSshKey(), newSshKey(), newSshKey()];
    const won = await Promise.all(keys.map((key) => writePrivateKeyFile(path(), key)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await readFile(path(), "utf8")).toBe(keys[won.indexOf(true)]?.privateKey);
    expect(await readdir(folder())).toEqual(["id_ops"]);
  });

  it("says what is wrong when the folder does not exist, without the key", async () => {
    const key = newSshKey();
    const error = await writePrivateKeyFile(join(folder(), "no", "id"), key).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/no\/id\nproblem +its folder does not exist \(ENOENT\)\nnext +make the folder/);
    expect(String(error)).not.toContain(key.privateKey.split("\n")[1]);
  });
});

describe("reading", () => {
  it("tells a key, no file, an empty file, another text and a folder apart", async () => {
    expect(await readPrivateKeyFile(path())).toEqual({ found: "absent" });
    await writeFile(path(), "");
    expect(await readPrivateKeyFile(path())).toEqual({ found: "other", why: "is empty" });
    await writeFile(path(), "not a key");
    expect(await readPrivateKeyFile(path())).toMatchObject({ why: "does not hold a private key without a passphrase" });
    expect(await readPrivateKeyFile(folder())).toMatchObject({ why: "cannot be read (EISDIR)" });
    const key = newSshKey();
    await writeFile(path(), key.privateKey);
    expect(await readPrivateKeyFile(path())).toEqual({ found: "key", material: key });
  });
});

describe("finding the key to import", () => {
  it("has a new key on disk before it hands it out", async () => {
    const material = await findMaterial(request());
    expect(await readPrivateKeyFile(path())).toMatchObject({
      found: "key",
      material: { publicKey: material.publicKey },
    });
  });

  it("uses the key in the file, again and again", async () => {
    const first = await findMaterial(request());
    expect((await findMaterial(request())).publicKey).toBe(first.publicKey);
  });

  it("is the same key for two that ask at once", async () => {
    const [one, other] = await Promise.all([findMaterial(request()), findMaterial(request())]);
    expect(one.publicKey).toBe(other.publicKey);
  });

  it("refuses a key of another kind and leaves it", async () => {
    const { privateKey } = await generateKeyPair("ecdsa-p256");
    await writeFile(path(), privateKey);
    await expect(findMaterial(request())).rejects.toThrow(
      /another kind \(ecdsa-p256\) than algorithm ed25519[\s\S]*set algorithm to the kind in the file/,
    );
    expect(await readFile(path(), "utf8")).toBe(privateKey);
  });

  it("takes rsa-3072 as what is meant when no algorithm is given", async () => {
    await writeFile(path(), newSshKey().privateKey);
    await expect(findMaterial({ ...request(), algorithm: undefined })).rejects.toThrow(/than algorithm rsa-3072/);
  });

  it("refuses anything else in the file and leaves it", async () => {
    await writeFile(path(), "shopping list");
    await expect(findMaterial(request())).rejects.toThrow(/the file was left as it is, and nothing was created/);
    expect(await readFile(path(), "utf8")).toBe("shopping list");
  });

  it("refuses a link that leads nowhere", async () => {
    await symlink(join(folder(), "gone"), path());
    await expect(findMaterial(request())).rejects.toThrow(/is a link that leads nowhere/);
  });

  it("without a file makes a key that is nowhere but in memory", async () => {
    await mkdir(join(folder(), "empty"));
    const material = await findMaterial({ ...request(), privateKeyFile: undefined });
    expect(material.privateKey).toContain("PRIVATE KEY");
    expect(await readdir(join(folder(), "empty"))).toEqual([]);
  });

  it("refuses a file it may not read", async () => {
    await writeFile(path(), newSshKey().privateKey);
    await chmod(path(), 0o000);
    const runsAsRoot = process.getuid?.() === 0;
    const found = await readPrivateKeyFile(path());
    expect(found).toMatchObject(runsAsRoot ? { found: "key" } : { why: "cannot be read (EACCES)" });
  });
});
