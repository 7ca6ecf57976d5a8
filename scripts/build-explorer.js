import { buildOnce, writeCompressed } from './built-once.js';

const SOURCE = 'explorer';
const TARGET = 'dist/explorer';

/** Bundles GraphiQL into one page that loads nothing else. Does nothing where that page is there. */
export async function buildExplorer() {
  await buildOnce(TARGET, [SOURCE, import.meta.filename], async () =>
    writeCompressed(`${TARGET}/page.html`, await render()),
  );
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
