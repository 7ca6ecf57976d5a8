import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ScriptTransformer } from '@jest/transform';

const require = createRequire(import.meta.url);
const { default: JestRuntime } = require('jest-runtime') as typeof import('jest-runtime');
type Runtime = InstanceType<typeof JestRuntime>;

/**
 * Runs test files with modules as Node.js loads them, once in each worker. Jest's own runtime loads and compiles every
 * module anew for every file, which took longer than most tests.
 *
 * https://jestjs.io/docs/configuration#runtime-string
 */
export default class NativeRuntime extends JestRuntime {
  private readonly environment = process.env;

  constructor(...parameters: ConstructorParameters<typeof JestRuntime>) {
    super(...parameters);
    const [{ globals }, { moduleMocker }, , transformer] = parameters;
    typescript = transformer;
    process.env = { ...this.environment };
    Object.assign(globalThis, globals, { jest: moduleMocker });
  }

  override unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  /** Loads a file of tests, or one that prepares them, again each time. */
  override unstable_importModule(path: string): ReturnType<Runtime['unstable_importModule']> {
    const { href } = pathToFileURL(path);
    return import(isTypeScript(href) ? `${href}?${crypto.randomUUID()}` : href);
  }

  /** Loads Jest's test framework beside the tests, so that both have the same `String`; without what it knows of the last file. */
  override requireInternalModule<Module>(path: string): Module {
    Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
    delete require.cache[path];
    return require(path);
  }

  override setGlobalsForRuntime(globals: Parameters<Runtime['setGlobalsForRuntime']>[0]): void {
    Object.assign(globalThis, globals);
  }

  override getSourceMaps(): Map<string, string> {
    return sourceMaps;
  }

  override teardown(): void {
    process.env = this.environment;
    super.teardown();
  }
}

/** Compiles as `transform` in jest.config.js says, and keeps the result for the next run. */
let typescript: ScriptTransformer;

/** From the URL of a module to the file of its source map. */
const sourceMaps = new Map<string, string>();

const ES_MODULE = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
};

registerHooks({
  // Our modules name each other by what they are compiled to, and those of the pages without an extension.
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !isTypeScript(context.parentURL)) return next(specifier, context);
    const sources = [`${specifier}.ts`, specifier.replace(/\.js$/, '.ts')];
    return next(sources.find((source) => existsSync(new URL(source, context.parentURL))) ?? specifier, context);
  },
  load(url, context, next) {
    if (!isTypeScript(url)) return next(url, context);
    const { code, sourceMapPath } = typescript.transform(fileURLToPath(withoutQuery(url)), ES_MODULE as never);
    if (sourceMapPath) sourceMaps.set(url, sourceMapPath);
    return { format: 'module', source: code, shortCircuit: true };
  },
});

function isTypeScript(url: string | undefined): boolean {
  return url !== undefined && !url.includes('/node_modules/') && withoutQuery(url).endsWith('.ts');
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] as string;
}
