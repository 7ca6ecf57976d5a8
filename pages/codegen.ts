import type { CodegenConfig } from '@graphql-codegen/cli';

const client = (area: string, more: object = {}): CodegenConfig['generates'] => ({
  [`src/${area}/gql/`]: {
    documents: [`src/${area}/**/*.{ts,tsx}`, `!src/${area}/gql/**`],
    preset: 'client',
    presetConfig: { fragmentMasking: false },
    config: { useTypeImports: true, enumsAsTypes: true, scalars: { DateTime: 'string' }, ...more },
  },
});

// Each area has its own, because all documents of one are in one file, which is loaded as a whole.
const config: CodegenConfig = {
  schema: '../schema.graphql',
  generates: {
    ...client('account'),
    // The console lists the values of enums to choose from.
    ...client('admin', { enumType: 'const' }),
    // Lists the types that implement ErrorResult, for Apollo's cache.
    'src/shared/gql/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: true } },
  },
};

export default config;
