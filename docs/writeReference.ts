import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reference } from "./reference";
import { readSchema } from "./schemaFile";

writeFileSync(resolve(__dirname, "reference.md"), reference(readSchema()));
