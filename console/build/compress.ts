/** Built files go in; the same compressed with gzip and Brotli lie beside them, so that serving costs no CPU. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const SMALLEST = 1000;
const WORTH_IT = /\.(js|css|html|svg|txt|webmanifest)$/;

export function compress(): Plugin {
  let folder = "";
  return {
    name: "compress",
    apply: "build",
    configResolved: (config) => void (folder = config.build.outDir),
    async closeBundle() {
      const files = (await readdir(folder, { recursive: true })).filter((file) => WORTH_IT.test(file));
      await Promise.all(files.map((file) => compressOne(join(folder, file))));
    },
  };
}

async function compressOne(file: string): Promise<void> {
  const body = await readFile(file);
  if (body.length < SMALLEST) return;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } };
  await writeFile(`${file}.gz`, await promisify(gzip)(body, { level: 9 }));
  await writeFile(`${file}.br`, await promisify(brotliCompress)(body, best));
}
