import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const SOURCE = 'explorer';
const TARGET = 'dist/explorer';

/** Bundles GraphiQL into one page that loads nothing else, compressed once. Does nothing where that page is there. */
export async function buildExplorer() {
  const inputs = ['package-lock.json', import.meta.filename, ...readdirSync(SOURCE).map((name) => `${SOURCE}/${name}`)];
  const stamp = inputs.reduce((hash, path) => hash.update(readFileSync(path)), createHash('sha256')).digest('hex');
  if (existsSync(`${TARGET}/${stamp}`)) return;
  const page = Buffer.from(await render());
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(`${TARGET}/page.html`, page);
  writeFileSync(`${TARGET}/page.html.gz`, gzipSync(page, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: page.length };
  writeFileSync(`${TARGET}/page.html.br`, brotliCompressSync(page, { params: quality }));
  writeFileSync(`${TARGET}/${stamp}`, '');
}

async function render() {
  const outputs = await bundle(`${SOURCE}/main.tsx`, [workers]);
  const [script, style] = ['.js', '.css'].map((end) => outputs.find(({ path }) => path.endsWith(end)).text);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gatehouse</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="explorer"></div>
<script>${script.replaceAll('<!--', '<\\!--').trim()}</script>
</body>
</html>
`;
}

async function bundle(entryPoint, plugins = []) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...{ entryPoints: [entryPoint], outdir: TARGET, write: false, bundle: true, minify: true, plugins },
    ...{ format: 'iife', target: 'es2022', jsx: 'automatic', legalComments: 'none', charset: 'utf8' },
    loader: { '.ttf': 'dataurl', '.woff2': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles;
}

/** `worker:a-module` is the text of the script that runs it in a thread. */
const workers = {
  name: 'workers',
  setup(build) {
    build.onResolve({ filter: /^worker:/ }, async ({ path, resolveDir, kind }) => ({
      path: (await build.resolve(path.slice('worker:'.length), { resolveDir, kind })).path,
      namespace: 'worker',
    }));
    build.onLoad({ filter: /./, namespace: 'worker' }, async ({ path }) => {
      const [script] = await bundle(path);
      return { contents: `export const source = ${JSON.stringify(script.text)};` };
    });
  },
};
