// The Python that `cargo xtask test` has put below target/tools, with the packages of xtask/tools/requirements.txt.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { target } from "../../xtask/tools/worker.mjs";

const bin = join(target, "tools/python/bin");

/** A program of its packages, or `python` itself. */
export const python = (name = "python") => join(bin, name);

/** Why the tests that need it can't run; false where they can. */
export const withoutPython = existsSync(python()) ? false : "found no Python with its packages: `cargo xtask test` says what to install";
